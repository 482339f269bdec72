"""Addresses of this app."""

from django.urls import path

from gonghui.rooms.honours.web import awards

app_name = "honours"
urlpatterns = [
    path("awards/", awards.AwardList.as_view(), name="award-list"),
    path("awards/new/", awards.award_create, name="award-create"),
    path("awards/<int:pk>/", awards.award_detail, name="award-detail"),
    path("awards/<int:pk>/edit/", awards.award_edit, name="award-edit"),
    path("awards/<int:pk>/<slug:verb>/", awards.award_act, name="award-act"),
]
