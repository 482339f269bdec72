"""Addresses of this face."""

from django.urls import path

from gonghui.faces.expert import web

app_name = "expert"
urlpatterns = [path("", web.home, name="home")]
