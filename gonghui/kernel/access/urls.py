"""Addresses of this app."""

from django.urls import path

from gonghui.kernel.access.web import account, administration, signin, unmasking

app_name = "access"
urlpatterns = [
    path("login/", signin.sign_in, name="login"),
    path("logout/", signin.sign_out, name="logout"),
    path("home/", signin.home, name="home"),
    path("", account.account, name="account"),
    path("password/", account.password, name="password"),
    path("large-text/", account.large_text, name="large-text"),
    path("sessions/end-others/", account.end_other_sessions, name="sessions-end-others"),
    path("sessions/<slug:handle>/end/", account.end_session, name="session-end"),
    path("all/", administration.accounts, name="accounts"),
    path("all/open/", administration.open_cadre, name="account-open"),
    path("all/open/<int:person_id>/", administration.open_for_person, name="account-open-person"),
    path("all/<int:pk>/", administration.account_of, name="account-of"),
    path("all/<int:pk>/reset/", administration.reset, name="account-reset"),
    path("all/<int:pk>/stop/", administration.stop, name="account-stop"),
    path("all/<int:pk>/grant/", administration.grant, name="post-grant"),
    path("posts/<int:pk>/end/", administration.end, name="post-end"),
    path("unmask/<int:person_id>/<slug:field>/", unmasking.unmask_field, name="unmask"),
    path("unmaskings/", unmasking.unmaskings, name="unmaskings"),
]
