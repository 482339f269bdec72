"""A member reports a problem at a place; whoever keeps it takes it up and answers in working days."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.access.api import User
from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.calendar import add_working_days
from gonghui.kernel.lib.policy import Refused, require
from gonghui.kernel.notices.api import send_notice
from gonghui.rooms.homes.actions.places import MANAGE, PHOTO
from gonghui.rooms.homes.enums import PlaceStatus, ProblemStatus
from gonghui.rooms.homes.models import Place, Problem

ANSWER_DAYS = 5
OPEN_AT_ONCE = 5
LONGEST = 500


@action
def report_problem(*, actor: Any, place: Place, text: str, photo: Any = None) -> Problem:
    """Report a problem of an open place, as a member; due in ANSWER_DAYS working days. Traces.

    Raises:
        Refused: the account has no person.
        ValidationError: the place is not open, no text, or too many of one's own are unanswered.
    """
    if getattr(actor, "person_id", None) is None:
        raise Refused(_("这个账号没有对应到会员，不能反映问题。"))
    if place.status != PlaceStatus.OPEN:
        raise ValidationError(_("这个场所现在没有开放。"))
    if not 0 < len(text.strip()) <= LONGEST:
        raise ValidationError({"text": _("请用 1 到 %(n)s 个字说明问题。") % {"n": LONGEST}})
    mine = Problem.objects.filter(reporter=actor.person_id).exclude(status=ProblemStatus.ANSWERED)
    if mine.count() >= OPEN_AT_ONCE:
        raise ValidationError(_("您还有 %(n)s 个问题等待答复。") % {"n": OPEN_AT_ONCE})
    today = dates.today()
    problem = Problem.objects.create(
        place=place,
        reporter_id=actor.person_id,
        text=text.strip(),
        photo=photo and store_upload(actor=actor, upload=photo, purpose=PHOTO, union=place.union),
        reported_on=today,
        due_on=add_working_days(today, ANSWER_DAYS).day,
    )
    _trace("homes.problem.reported", actor, problem)
    return problem


@action
def take_problem(*, actor: Any, problem: Problem) -> Problem:
    """Say that somebody is at it; traces.

    Raises:
        Refused: no permission.
        ValidationError: it is answered.
    """
    row = _locked(actor, problem)
    row.status = ProblemStatus.HANDLING
    row.save(update_fields=["status"])
    _trace("homes.problem.taken", actor, row)
    return row


@action
def answer_problem(*, actor: Any, problem: Problem, answer: str) -> Problem:
    """Answer a problem; traces, tells the reporter.

    Raises:
        Refused: no permission.
        ValidationError: it is answered, or the answer is empty.
    """
    row = _locked(actor, problem)
    if not answer.strip():
        raise ValidationError({"answer": _("请写明处理结果。")})
    row.status, row.answer = ProblemStatus.ANSWERED, answer.strip()
    row.answered_on, row.answered_by_id = dates.today(), actor.pk
    row.save(update_fields=["status", "answer", "answered_on", "answered_by"])
    _trace("homes.problem.answered", actor, row)
    for user in User.objects.filter(person=row.reporter_id, is_active=True):
        send_notice(
            recipient=user,
            kind="homes.answer",
            title=_("“%(place)s”的问题已答复") % {"place": row.place},
            body=row.answer,
            link="/homes/me/problems/",
            dedupe_key=f"homes.problem.{row.pk}",
        )
    return row


def _locked(actor: Any, problem: Problem) -> Problem:
    row = Problem.objects.select_for_update().get(pk=problem.pk)
    require(actor, MANAGE, row.place.union)
    if row.status == ProblemStatus.ANSWERED:
        raise ValidationError(_("这个问题已经答复。"))
    return row


def _trace(key: str, actor: Any, problem: Problem) -> None:
    place = problem.place
    trace(key, actor=actor, subject=place, union_id=place.union_id, name=place.name)
