"""Addresses of this app."""

from django.urls import path

from gonghui.rooms.contests.web import labour, results

app_name = "contests"
urlpatterns = [
    path("labour/", labour.LabourList.as_view(), name="labour-list"),
    path("labour/new/", labour.labour_create, name="labour-create"),
    path("labour/<int:pk>/<slug:verb>/", labour.labour_act, name="labour-act"),
    path("results/", results.ResultList.as_view(), name="result-list"),
    path("results/new/", results.result_create, name="result-create"),
]
