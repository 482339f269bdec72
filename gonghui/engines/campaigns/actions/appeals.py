"""Appeals: filed in writing by the team leader in time, decided by the committee, final (handbook contests §6)."""

from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.papers import PURPOSE
from gonghui.engines.campaigns.enums import ObjectionOutcome, StageStatus
from gonghui.engines.campaigns.models import Appeal, Entry
from gonghui.engines.campaigns.queries.appeals import Window, window_for
from gonghui.engines.campaigns.rules.appeals import decide_by
from gonghui.engines.campaigns.rules.stages import chosen
from gonghui.engines.campaigns.rules.walks import NOMINATE, OBJECTIONS
from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.policy import require
from gonghui.kernel.lib.records import edit


@action
def file_appeal(
    *, actor: Any, entry: Entry, leader_name: str, facts: str, paper: BinaryIO | None = None
) -> Appeal:
    """Take an appeal against an entrant's provisional result; traces who leads the team.

    Args:
        actor: nominates at the union of the entry.
        entry: whose result it is.
        leader_name: the team leader, by whose name it is written.
        facts: what is wrong with the result, and why.
        paper: the signed letter, where there is one.

    Raises:
        Refused: the actor does not nominate there.
        ValidationError: no result is published, the time is over, or a name or reason is missing.
    """
    require(actor, NOMINATE, entry.union)
    window = _window(entry)
    _ask(
        leader_name=(leader_name, _("请填写领队姓名。")), facts=(facts, _("请写明申诉事项和理由。"))
    )
    if entry.appeals.filter(outcome=ObjectionOutcome.OPEN).exists():
        raise ValidationError(_("这名选手的申诉正在裁决，请等待结果。"))
    stored = None
    if paper is not None:
        stored = store_upload(actor=actor, upload=paper, purpose=PURPOSE, union=entry.union)
    days = int(chosen(window.stage.kind, window.stage.settings)["decide_days"])
    row = Appeal.objects.create(
        stage=window.stage,
        entry=entry,
        sheet=window.sheet,
        leader_name=leader_name.strip(),
        facts=facts.strip(),
        paper=stored,
        filed_by_id=actor.pk,
        filed_at=timezone.now(),
        decide_by=decide_by(dates.today(), days),
    )
    _trace("campaigns.appeal.filed", actor, row, leader=row.leader_name)
    return row


@action
def decide_appeal(
    *,
    actor: Any,
    appeal: Appeal,
    upheld: bool,
    finding: str,
    arbiters: str,
    recount: bool = False,
) -> Appeal:
    """Say what the committee decided; there is no appeal against it. Traces the outcome.

    An upheld appeal with ``recount`` waits for a newer sheet before the results can become final.

    Args:
        actor: handles objections at the organiser.
        appeal: not yet decided.
        upheld: whether it is right.
        finding: the reasons.
        arbiters: who decided, by name.
        recount: whether the scores of the group have to be frozen anew.

    Raises:
        Refused: the actor may not handle objections there.
        ValidationError: decided before, filed or entered by the actor, or reasons or names are missing.
    """
    row = Appeal.objects.select_for_update().get(pk=appeal.pk)
    require(actor, OBJECTIONS, row.stage.campaign.union)
    if row.outcome != ObjectionOutcome.OPEN:
        raise ValidationError(_("这件申诉已经裁决，裁决为最终结果。"))
    if actor.pk and actor.pk in (row.filed_by_id, row.entry.entered_by_id):
        raise ValidationError(_("您提交了申诉或填报了这项申报，须由另一人办理裁决。"))
    _ask(finding=(finding, _("请写明裁决理由。")), arbiters=(arbiters, _("请填写仲裁人员。")))
    outcome = ObjectionOutcome.UPHELD if upheld else ObjectionOutcome.DISMISSED
    changes = {
        "outcome": outcome,
        "recount": upheld and recount,
        "finding": finding.strip(),
        "arbiters": arbiters.strip()[:255],
        "decided_by": actor if actor.pk else None,
        "decided_at": timezone.now(),
    }
    edit(row, changes)
    _trace("campaigns.appeal.decided", actor, row, outcome=outcome.label)
    return row


def _window(entry: Entry) -> Window:
    window = window_for(entry)
    if window is None:
        raise ValidationError(_("成绩还没有公布，或这项评选不设申诉。"))
    if window.stage.status == StageStatus.WAITING:
        raise ValidationError(_("申诉还没有开始受理。"))
    if not window.is_open:
        until = timezone.localtime(window.until).strftime("%m月%d日 %H:%M")
        raise ValidationError(_("申诉已于%(until)s截止，成绩不再受理申诉。") % {"until": until})
    return window


def _ask(**fields: tuple[str, str]) -> None:
    missing = {name: said for name, (text, said) in fields.items() if not text.strip()}
    if missing:
        raise ValidationError(missing)


def _trace(key: str, actor: Any, appeal: Appeal, **facts: Any) -> None:
    trace(  # every key has its text in phrases
        key,
        actor=actor,
        subject=appeal,
        union_id=appeal.stage.campaign.union_id,
        name=appeal.entry.name,
        campaign=str(appeal.stage.campaign),
        **facts,
    )
