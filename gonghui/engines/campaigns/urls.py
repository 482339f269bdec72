"""Addresses of this engine."""

from django.urls import path

from gonghui.engines.campaigns.web import campaigns, composing, opening

app_name = "campaigns"
planning = [
    path("", campaigns.CampaignList.as_view(), name="list"),
    path("calls/", campaigns.CallList.as_view(), name="calls"),
    path("new/", campaigns.start, name="start"),
    path("new/<str:source>/", campaigns.plan, name="plan"),
    path("<int:pk>/", campaigns.detail, name="detail"),
    path("<int:pk>/call/", campaigns.call, name="call"),
    path("<int:pk>/compose/", composing.compose, name="compose"),
    path("<int:pk>/preview/", composing.preview, name="preview"),
    path("<int:pk>/edit/", composing.edit, name="edit"),
    path("<int:pk>/schedule/", composing.schedule, name="schedule"),
    path("<int:pk>/save/", composing.save, name="save"),
    path("<int:pk>/drop/", composing.drop, name="drop"),
    path("<int:pk>/parts/<slug:part>/add/", composing.part_add, name="part-add"),
    path("<int:pk>/parts/<slug:part>/<int:row>/", composing.part_edit, name="part-edit"),
    path("<int:pk>/parts/<slug:part>/<int:row>/move/", composing.part_move, name="part-move"),
    path("<int:pk>/parts/<slug:part>/<int:row>/remove/", composing.part_remove, name="part-remove"),
    path("<int:pk>/open/", opening.open_page, name="open"),
    path("<int:pk>/stages/<int:stage>/open/", opening.stage_open, name="stage-open"),
    path("<int:pk>/stages/<int:stage>/close/", opening.stage_close, name="stage-close"),
    path("<int:pk>/stages/<int:stage>/times/", opening.stage_times, name="stage-times"),
    path("<int:pk>/suspend/", opening.suspend, name="suspend"),
    path("<int:pk>/resume/", opening.resume, name="resume"),
    path("<int:pk>/archive/", opening.archive, name="archive"),
]
urlpatterns = [*planning]
