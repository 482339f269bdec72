"""Addresses of this engine."""

from django.urls import path

from gonghui.engines.campaigns.web import (
    campaigns,
    composing,
    decisions,
    judges,
    judging,
    notices,
    opening,
    quotas,
    slates,
)

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
    path("<int:pk>/quotas/", quotas.quotas, name="quotas"),
    path("<int:pk>/quotas/<int:category>/", quotas.split_shown, name="split-shown"),
    path("<int:pk>/quotas/<int:category>/split/", quotas.split, name="split"),
    path("<int:pk>/open/", opening.open_page, name="open"),
    path("<int:pk>/stages/<int:stage>/open/", opening.stage_open, name="stage-open"),
    path("<int:pk>/stages/<int:stage>/close/", opening.stage_close, name="stage-close"),
    path("<int:pk>/stages/<int:stage>/times/", opening.stage_times, name="stage-times"),
    path("<int:pk>/suspend/", opening.suspend, name="suspend"),
    path("<int:pk>/resume/", opening.resume, name="resume"),
    path("<int:pk>/archive/", opening.archive, name="archive"),
]
judging_desk = [
    path("<int:pk>/judging/", judging.desk, name="judging"),
    path("<int:pk>/judging/<int:stage>/new/", judging.panel_form, name="panel-form"),
    path("panels/<int:panel>/", judging.panel_detail, name="panel-detail"),
    path("panels/<int:panel>/order/", judging.order_draw, name="order-draw"),
    path("panels/<int:panel>/draw/", judging.judge_draw, name="judge-draw"),
    path("panels/<int:panel>/seat/", judging.seat_add, name="seat-add"),
    path("panels/<int:panel>/open/", judging.panel_open, name="panel-open"),
    path("panels/<int:panel>/reopen/", judging.panel_reopen, name="panel-reopen"),
    path("sheets/<int:sheet>/return/", judging.sheet_return, name="sheet-return"),
    path("rank/<int:stage>/<int:category>/", judging.category_rank, name="category-rank"),
    path("results/<int:frozen>/", judging.published_sheet, name="published-sheet"),
    path("results/<int:frozen>/data/", judging.published_data, name="published-data"),
    path("results/<int:frozen>/publish/", judging.sheet_publish, name="sheet-publish"),
]
judge = [
    path("expert/<int:seat>/", judges.seat_detail, name="seat-detail"),
    path("expert/<int:seat>/pledge/", judges.pledge, name="pledge"),
    path("expert/<int:seat>/<str:number>/", judges.sheet, name="sheet"),
    path("expert/<int:seat>/<str:number>/save/", judges.sheet_save, name="sheet-save"),
    path("expert/<int:seat>/<str:number>/recuse/", judges.step_back, name="step-back"),
    path("expert/<int:seat>/<str:number>/papers/<int:place>/", judges.paper, name="paper"),
]
deciding = [
    path("<int:pk>/slate/", slates.slate, name="slate"),
    path("<int:pk>/slate/meter/", slates.slate_meter, name="slate-meter"),
    path("<int:pk>/slate/propose/", slates.slate_propose, name="slate-propose"),
    path("<int:pk>/slate/choose/", slates.slate_choose, name="slate-choose"),
    path("<int:pk>/deliberate/", slates.deliberate, name="deliberate"),
    path("<int:pk>/notices/", notices.notices, name="notices"),
    path("<int:pk>/notices/post/", notices.notice_post, name="notice-post"),
    path("<int:pk>/notices/clock/", notices.notice_clock, name="notice-clock"),
    path("notices/<int:pk>/proof/", notices.notice_proof, name="notice-proof"),
    path("notices/<int:pk>/close/", notices.notice_close, name="notice-close"),
    path("notices/<int:pk>/object/", notices.objection_add, name="objection-add"),
    path("notices/<int:pk>/statement.<slug:form>", decisions.statement, name="statement"),
    path("objections/<int:pk>/", notices.objection_decide, name="objection-decide"),
    path("<int:pk>/decision/", decisions.decision, name="decision"),
    path("<int:pk>/summary.<slug:form>", decisions.summary, name="summary"),
    path("entries/<int:pk>/approval.<slug:form>", decisions.approval, name="approval"),
]
urlpatterns = [*planning, *judging_desk, *judge, *deciding]
