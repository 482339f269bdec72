"""Addresses of this app."""

from django.urls import path

from gonghui.kernel.ui import web

app_name = "ui"
urlpatterns = [
    path("large-text/", web.large_text, name="large-text"),
    path("act/", web.act, name="act"),
]
