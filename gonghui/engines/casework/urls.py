"""Addresses of this app."""

from django.urls import path

from gonghui.engines.casework import web

app_name = "casework"
urlpatterns = [
    path("", web.inbox, name="inbox"),
    path("<int:pk>/", web.case_detail, name="case-detail"),
    path("<int:pk>/steps/<slug:transition>/", web.case_step, name="case-step"),
    path("<int:pk>/documents/", web.document_add, name="document-add"),
    path("delegations/", web.delegation_list, name="delegation-list"),
    path("delegations/<int:pk>/end/", web.delegation_end, name="delegation-end"),
]
