"""Addresses of this app."""

from django.urls import path

from gonghui.kernel.notices import web

app_name = "notices"
urlpatterns = [
    path("", web.inbox, name="inbox"),
    path("read/", web.read_all, name="read-all"),
    path("<int:pk>/", web.open_notice, name="open"),
    path("deliveries/", web.delivery_list, name="delivery-list"),
    path("deliveries/<int:pk>/again/", web.resend, name="resend"),
]
