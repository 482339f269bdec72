"""Addresses of this app."""

from django.urls import path

from gonghui.rooms.honours.web import awards, cultivation, public, studios, workers

app_name = "honours"
urlpatterns = [
    path("awards/", awards.AwardList.as_view(), name="award-list"),
    path("awards/new/", awards.award_create, name="award-create"),
    path("awards/<int:pk>/", awards.award_detail, name="award-detail"),
    path("awards/<int:pk>/edit/", awards.award_edit, name="award-edit"),
    path("awards/<int:pk>/<slug:verb>/", awards.award_act, name="award-act"),
    path("studios/", studios.StudioList.as_view(), name="studio-list"),
    path("studios/new/", studios.studio_create, name="studio-create"),
    path("studios/<int:pk>/", studios.studio_detail, name="studio-detail"),
    path("studios/<int:pk>/edit/", studios.studio_edit, name="studio-edit"),
    path("studios/<int:pk>/name/", studios.studio_name, name="studio-name"),
    path("studios/<int:pk>/members/<int:member>/drop/", studios.member_drop, name="member-drop"),
    path("studios/<int:pk>/<slug:verb>/", studios.studio_act, name="studio-act"),
    path("workers/", workers.WorkerList.as_view(), name="worker-list"),
    path("workers/new/", workers.worker_create, name="worker-create"),
    path("workers/<int:pk>/", workers.worker_detail, name="worker-detail"),
    path("workers/<int:pk>/edit/", workers.worker_edit, name="worker-edit"),
    path("cultivation/", cultivation.CultivationList.as_view(), name="cultivation-list"),
    path(
        "cultivation/records/",
        cultivation.CultivationRecordList.as_view(),
        name="cultivation-records",
    ),
    path("cultivation/<int:pk>/", cultivation.cultivation_detail, name="cultivation-detail"),
    path("cultivation/<int:pk>/<slug:verb>/", cultivation.cultivation_act, name="cultivation-act"),
    path("people/", public.people, name="people"),
    path("people/<int:pk>/", public.person, name="person"),
]
