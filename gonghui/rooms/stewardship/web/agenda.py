"""Meetings and first-agenda topics at the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gonghui.kernel.lib.policy import decide, require
from gonghui.kernel.ui.api import ListView, PageAction, ask, page_context, press
from gonghui.rooms.stewardship.actions import agenda as actions
from gonghui.rooms.stewardship.enums import AgendaState
from gonghui.rooms.stewardship.forms import agenda as forms
from gonghui.rooms.stewardship.models import AgendaRecord, AgendaTask
from gonghui.rooms.stewardship.queries import agenda as queries
from gonghui.rooms.stewardship.rules.agenda import NEXT, OPEN
from gonghui.rooms.stewardship.tables import agenda as tables

READ, KEEP = queries.READ, actions.KEEP


class MeetingList(ListView):
    """Meetings."""

    table = tables.MeetingTable
    permission = READ
    lead = "党组会逐次登记；第一项议程为第一议题学习的，计入落实率。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Enter one."""
        if not decide(self.request.user, KEEP):
            return ()
        url = reverse("stewardship:meeting-create")
        return (PageAction(_("登记会议"), url, "plus-lg", primary=True),)


class TopicList(ListView):
    """Topics."""

    table = tables.TopicTable
    permission = READ
    lead = "议题入库、排期、材料审核、召开、签发、跟踪、归档；签发后只能补充说明。"

    def page_actions(self) -> tuple[PageAction, ...]:
        """Pool one."""
        if not decide(self.request.user, KEEP):
            return ()
        url = reverse("stewardship:topic-create")
        return (PageAction(_("议题入库"), url, "plus-lg", primary=True),)


@login_required
def meeting_create(request: HttpRequest) -> HttpResponse:
    """Enter a meeting."""
    require(request.user, KEEP)

    def run(values: dict[str, Any]) -> str:
        actions.enter_meeting(actor=request.user, **values)
        return _("已登记会议。")

    form = forms.MeetingForm(request.POST or None)
    return ask(request, form, _("登记党组会"), run, done=reverse("stewardship:meeting-list"))


@login_required
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting with its topics."""
    meeting = get_object_or_404(queries.list_meetings(), pk=pk)
    require(request.user, READ, meeting.union)
    facts = [
        (_("日期"), meeting.held_on),
        (_("地点"), meeting.place),
        (_("主持人"), meeting.chair),
        (_("记录人"), meeting.secretary),
        (_("应到、实到"), f"{meeting.should_attend}、{meeting.present}"),
        (_("缺席及原因"), meeting.absences),
        (_("档案号"), meeting.file_no),
    ]
    context = page_context(
        meeting.meeting_no,
        lead=str(meeting.union),
        crumbs=((_("党组会"), reverse("stewardship:meeting-list")),),
        meeting=meeting,
        facts=facts,
        topics=meeting.topics.order_by("place_no", "pk"),
    )
    return render(request, "stewardship/meeting.html", context)


@login_required
def topic_create(request: HttpRequest) -> HttpResponse:
    """Put a topic into the pool."""
    require(request.user, KEEP)

    def run(values: dict[str, Any]) -> str:
        actions.pool_topic(actor=request.user, **values)
        return _("已入库。")

    form = forms.NewTopicForm(request.POST or None)
    return ask(request, form, _("议题入库"), run, done=reverse("stewardship:topic-list"))


@login_required
def topic_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A topic with its minutes, tasks and addenda."""
    topic = _topic(request, pk, READ)
    may_keep = bool(decide(request.user, KEEP, topic.union))
    target = NEXT.get(AgendaState(topic.status))
    context = page_context(
        topic.theme,
        lead=str(topic.union),
        crumbs=((_("第一议题"), reverse("stewardship:topic-list")),),
        topic=topic,
        facts=_facts(topic),
        tasks=topic.tasks.all(),
        addenda=topic.addenda.select_related("added_by"),
        next_state=target.label if target and target != AgendaState.SCHEDULED else "",
        verbs=[(key, VERBS[key].label) for key in VERBS if may_keep and VERBS[key].when(topic)],
        may_keep=may_keep,
    )
    return render(request, "stewardship/topic.html", context)


def _facts(topic: AgendaRecord) -> list[tuple[str, Any]]:
    lag = (topic.meeting.held_on - topic.source_on).days if topic.meeting else ""
    return [
        (_("学习文件"), topic.source_title),
        (_("文件日期"), topic.source_on),
        (_("会议"), topic.meeting),
        (_("学习时滞（天）"), str(lag)),
        (_("学习形式"), topic.get_form_display()),
        (_("领学人"), topic.lead_reader),
        (_("发言人"), topic.speakers),
        (_("签发"), f"{topic.signed_by or ''} {topic.signed_on or ''}".strip()),
    ]


@dataclass(frozen=True)
class Verb:
    """Something that is written down of a topic, and when."""

    label: str
    form: Callable[..., Any]
    run: Callable[..., Any]
    done: str
    when: Callable[[AgendaRecord], bool]


def _change(data: Any, topic: AgendaRecord) -> Any:
    return forms.TopicForm(data, initial=forms.TopicForm.initial_of(topic))


VERBS = {
    "edit": Verb(
        "修改", _change, actions.change_topic, "已保存。", lambda topic: topic.status in OPEN
    ),
    "schedule": Verb(
        "排期",
        lambda data, topic: forms.ScheduleForm(data, topic=topic),
        actions.schedule_topic,
        "已排期。",
        lambda topic: topic.status == AgendaState.POOLED,
    ),
    "task": Verb(
        "登记落实任务",
        lambda data, topic: forms.TaskForm(data),  # noqa: ARG005 -- the same call for all
        actions.add_task,
        "已登记任务。",
        lambda topic: topic.status in ("reviewed", "held", "signed", "tracked"),
    ),
    "addendum": Verb(
        "补充说明",
        lambda data, topic: forms.AddendumForm(data),  # noqa: ARG005 -- the same call for all
        actions.add_addendum,
        "已登记补充说明。",
        lambda topic: topic.status not in OPEN,
    ),
}


@login_required
def topic_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Write something down of a topic; the action says when it cannot be."""
    topic = _topic(request, pk, KEEP)
    known = VERBS.get(verb)
    if known is None:
        raise Http404(_("没有这项办理。"))
    form = known.form(request.POST or None, topic)

    def run(values: dict[str, Any]) -> str:
        known.run(actor=request.user, topic=topic, **values)
        return known.done

    done = reverse("stewardship:topic-detail", args=[pk])
    return ask(request, form, known.label, run, done=done, lead=topic.theme)


@require_POST
@login_required
def topic_advance(request: HttpRequest, pk: int) -> HttpResponse:
    """One state on."""
    topic = _topic(request, pk, KEEP)

    def run() -> str:
        seen = request.POST.get("expected", topic.status)
        row = actions.advance_topic(actor=request.user, topic=topic, expected=seen)
        return _("已到“%(state)s”。") % {"state": row.get_status_display()}

    return press(request, run, reverse("stewardship:topic-detail", args=[pk]))


@login_required
def task_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a task is done."""
    task = get_object_or_404(AgendaTask.objects.select_related("topic__union"), pk=pk)
    require(request.user, KEEP, task.topic.union)

    def run(values: dict[str, Any]) -> str:
        actions.finish_task(actor=request.user, task=task, **values)
        return _("已登记完成。")

    form = forms.FinishForm(request.POST or None)
    done = reverse("stewardship:topic-detail", args=[task.topic_id])
    return ask(request, form, _("完成落实任务"), run, done=done, lead=task.text)


def _topic(request: HttpRequest, pk: int, permission: str) -> AgendaRecord:
    topic = get_object_or_404(queries.list_topics(), pk=pk)
    require(request.user, permission, topic.union)
    return topic
