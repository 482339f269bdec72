"""Addresses of this app."""

from django.urls import path

from gonghui.faces.workbench import web

app_name = "workbench"
urlpatterns = [
    path("", web.home, name="home"),
    path("figures/", web.figures, name="figures"),
    path("search/", web.search, name="search"),
]
