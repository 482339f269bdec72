"""Addresses of the review."""

from django.urls import path

from gonghui.faces.review import web

app_name = "review"
urlpatterns = [
    path("", web.ReviewView.as_view(), name="home"),
    path("trend/<str:key>/", web.TrendView.as_view(), name="trend"),
]
