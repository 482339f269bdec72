"""Addresses of this app."""

from django.urls import path

from gonghui.kernel.audit import web

app_name = "audit"
urlpatterns = [path("", web.entries, name="entries")]
