"""Addresses of this app."""

from django.urls import path

from gonghui.kernel.ui import drafts, web

app_name = "ui"
urlpatterns = [
    path("large-text/", web.large_text, name="large-text"),
    path("act/", web.act, name="act"),
    path("draft/", drafts.draft, name="draft"),
    path("draft/drop/", drafts.drop, name="draft-drop"),
]
