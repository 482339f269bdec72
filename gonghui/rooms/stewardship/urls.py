"""Addresses of this app."""

from django.urls import path

from gonghui.rooms.stewardship.web import agenda, items, points, summaries

app_name = "stewardship"
urlpatterns = [
    path("leaders/", points.LeaderList.as_view(), name="leader-list"),
    path("leaders/new/", points.leader_create, name="leader-create"),
    path("leaders/<int:pk>/", points.leader_detail, name="leader-detail"),
    path("leaders/<int:pk>/retire/", points.leader_retire, name="leader-retire"),
    path("leaders/<int:pk>/points/", points.point_create, name="point-create"),
    path("leaders/<int:pk>/visits/", points.visit_create, name="visit-create"),
    path("leaders/<int:pk>/reports/", points.report_file, name="report-file"),
    path("points/", points.PointList.as_view(), name="point-list"),
    path("points/<int:pk>/", points.point_detail, name="point-detail"),
    path("points/<int:pk>/adjust/", points.point_adjust, name="point-adjust"),
    path("points/<int:pk>/end/", points.point_end, name="point-end"),
    path("visits/", points.VisitList.as_view(), name="visit-list"),
    path("visits/<int:pk>/", points.visit_detail, name="visit-detail"),
    path("visits/<int:pk>/problems/", points.problem_raise, name="problem-raise"),
    path("problems/", points.TicketList.as_view(), name="ticket-list"),
    path("batches/", items.BatchList.as_view(), name="batch-list"),
    path("batches/new/", items.batch_create, name="batch-create"),
    path("batches/<int:pk>/", items.batch_detail, name="batch-detail"),
    path("batches/<int:pk>/items/", items.item_create, name="item-create"),
    path("batches/<int:pk>/papers/<slug:kind>/", summaries.paper, name="batch-paper"),
    path("batches/<int:pk>/summary/", summaries.summary_draft, name="summary-draft"),
    path("batches/<int:pk>/summary/<slug:verb>/", summaries.summary_press, name="summary-press"),
    path("items/", items.ItemList.as_view(), name="item-list"),
    path("items/<int:pk>/", items.item_page, name="item-page"),
    path("items/<int:pk>/<slug:verb>/", items.item_act, name="item-act"),
    path("meetings/", agenda.MeetingList.as_view(), name="meeting-list"),
    path("meetings/new/", agenda.meeting_create, name="meeting-create"),
    path("meetings/<int:pk>/", agenda.meeting_detail, name="meeting-detail"),
    path("topics/", agenda.TopicList.as_view(), name="topic-list"),
    path("topics/new/", agenda.topic_create, name="topic-create"),
    path("topics/<int:pk>/", agenda.topic_detail, name="topic-detail"),
    path("topics/<int:pk>/advance/", agenda.topic_advance, name="topic-advance"),
    path("topics/<int:pk>/<slug:verb>/", agenda.topic_act, name="topic-act"),
    path("tasks/<int:pk>/finish/", agenda.task_finish, name="task-finish"),
    path("open/<int:pk>/", summaries.open_summary, name="open-summary"),
]
