"""Addresses of the portal; pages that editors write hang below Wagtail's own table."""

from django.urls import path

from gonghui.faces.portal import web

app_name = "portal"
urlpatterns = [
    path("search/", web.SearchView.as_view(), name="search"),
    path("calls/", web.CallsView.as_view(), name="calls"),
    path("calls/<int:pk>/", web.CallView.as_view(), name="call"),
    path("unions/", web.DirectoryView.as_view(), name="directory"),
    path("unions/<int:pk>/", web.UnionView.as_view(), name="union"),
]
