"""Addresses of this app."""

from django.urls import path

from gonghui.rooms.learning.web import events, own, records

app_name = "learning"
urlpatterns = [
    path("events/", events.EventList.as_view(), name="event-list"),
    path("events/new/", events.event_create, name="event-create"),
    path("events/<int:pk>/", events.event_detail, name="event-detail"),
    path("events/<int:pk>/edit/", events.event_edit, name="event-edit"),
    path("events/<int:pk>/seats/", events.event_seats, name="event-seats"),
    path("events/<int:pk>/roster/", events.event_roster, name="event-roster"),
    path("events/<int:pk>/roster/<slug:form>/", records.roster_paper, name="roster-paper"),
    path("events/<int:pk>/attendance/", events.event_attendance, name="event-attendance"),
    path("events/<int:pk>/completion/", events.event_completion, name="event-completion"),
    path("events/<int:pk>/cancel/", events.event_cancel, name="event-cancel"),
    path("events/<int:pk>/nominate/", records.nominate, name="nominate"),
    path("events/<int:pk>/do/<slug:verb>/", events.event_press, name="event-press"),
    path("half-days/<int:pk>/", records.sheet, name="sheet"),
    path("years/<int:year>/<slug:form>/", records.year_paper, name="year-table"),
    path("records/", records.RecordList.as_view(), name="record-list"),
    path("records/<int:pk>/", records.record_detail, name="record-detail"),
    path("records/<int:pk>/agree/", records.record_agree, name="record-agree"),
    path("records/<int:pk>/<slug:verb>/", records.record_act, name="record-act"),
    path("chairs/", records.ChairList.as_view(), name="chair-list"),
    path("me/", own.own_trainings, name="own-trainings"),
    path("me/events/<int:pk>/enrol/", own.own_enrol, name="own-enrol"),
    path("me/records/<int:pk>/leave/", own.own_leave, name="own-leave"),
]
