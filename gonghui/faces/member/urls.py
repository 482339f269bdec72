"""Addresses of this app."""

from django.urls import path

from gonghui.faces.member import web

app_name = "member"
urlpatterns = [path("", web.home, name="home")]
