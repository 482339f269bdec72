"""Addresses of this app."""

from django.urls import path

from gonghui.kernel.files import web

app_name = "files"
urlpatterns = [path("<str:key>/", web.download, name="download")]
