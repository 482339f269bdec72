"""Addresses of this app."""

from django.urls import path

from gonghui.kernel.jobs import web

app_name = "jobs"
urlpatterns = [
    path("", web.job_list, name="job-list"),
    path("<int:pk>/", web.job_detail, name="job-detail"),
    path("<int:pk>/progress/", web.job_progress, name="job-progress"),
    path("<int:pk>/cancel/", web.job_cancel, name="job-cancel"),
]
