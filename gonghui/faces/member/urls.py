"""Addresses of this app."""

from django.urls import path

from gonghui.faces.member import web

app_name = "member"
urlpatterns = [
    path("", web.home, name="home"),
    path("services/", web.services, name="services"),
    path("messages/", web.messages, name="messages"),
    path("profile/", web.profile, name="profile"),
    path("profile/reveal/", web.reveal, name="reveal"),
    path("history/", web.history, name="history"),
]
