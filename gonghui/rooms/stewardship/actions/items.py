"""The ledger: batches and items come in, are planned, worked on and looked at again (handbook homes §8)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.engines.casework.api import open_case, take_step
from gonghui.kernel.access.api import User, posts_of
from gonghui.kernel.files.api import store_upload
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.paths import is_below
from gonghui.kernel.lib.policy import Refused, require
from gonghui.kernel.lib.records import edit, labels_of
from gonghui.kernel.unions.api import Union
from gonghui.rooms.stewardship.actions.clocks import move_running
from gonghui.rooms.stewardship.enums import ItemKind
from gonghui.rooms.stewardship.models import (
    Acceptance,
    Batch,
    DueMove,
    NewRule,
    Progress,
    RectItem,
)
from gonghui.rooms.stewardship.queries.items import open_claim
from gonghui.rooms.stewardship.rules.rectification import CLOCK, KEY, SUPERVISE

EVIDENCE = "stewardship.evidence"
AS_ENTERED = 2
"""The version of an item that was entered and given its case, and not touched since."""
WORKED_ON = ("underway", "sent_back", "long_term")
PLAN = frozenset(
    {
        *("title", "category", "kind", "measures", "target", "leader", "owner_unit", "owner"),
        *("due_on", "accountability", "recovered_fen"),
    }
)


@action
def open_batch(
    *, actor: Any, union: Union, name: str, source: str, received_on: date, **facts: Any
) -> Batch:
    """Enter a batch of issues fed back to ``union``; traces.

    ``facts``: ``document_no``, ``three_party``.

    Raises:
        Refused: the actor does not supervise there.
        ValidationError: the name is taken, or the day lies ahead.
    """
    require(actor, SUPERVISE, union)
    if received_on > dates.today():
        raise ValidationError({"received_on": _("反馈日期不能晚于今天。")})
    if Batch.objects.filter(union=union, name=name.strip()).exists():
        raise ValidationError({"name": _("已有批次“%(name)s”。") % {"name": name}})
    batch = Batch(union=union, name=name.strip(), source=source, received_on=received_on, **facts)
    batch.clean_fields(exclude=("union", "drafted_by", "approved_by"))
    batch.save()
    trace(
        "stewardship.batch.opened", actor=actor, subject=batch, union_id=union.pk, name=batch.name
    )
    return batch


@action
def add_item(
    *, actor: Any, batch: Batch, item_no: int, title: str, wording: str, **facts: Any
) -> RectItem:
    """Enter an issue in 未启动; opens its case, traces. ``facts`` are of PLAN.

    Raises:
        Refused: the actor does not supervise there.
        ValidationError: the number is taken, no wording, or a value does not fit.
        TypeError: an unknown fact.
    """
    _known(facts)
    row = Batch.objects.select_for_update(of=("self",)).select_related("union").get(pk=batch.pk)
    require(actor, SUPERVISE, row.union)
    if row.items.filter(item_no=item_no).exists():
        message = _("本批次已有第%(no)d号事项。") % {"no": item_no}
        raise ValidationError({"item_no": message})
    item = RectItem(
        batch=row, union=row.union, item_no=item_no, title=title, wording=wording, **facts
    )
    item.owner_union = _union_of(item.owner, row.union)
    item.clean_fields(exclude=("batch", "union", "leader", "owner", "owner_union", "case"))
    item.save()
    _trace("stewardship.item.added", actor, item)
    _open(actor, item)
    return item


@action
def withdraw_items(*, actor: Any, ids: Sequence[int]) -> list[str]:
    """Take imported items back that nobody touched: row, case and all; traces each.

    Args:
        actor: supervises the ledger.
        ids: of items that were imported.

    Returns:
        Names of those that were touched since; then none was taken back.

    Raises:
        Refused: the actor does not supervise there.
    """
    rows = RectItem.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    items: list[Any] = list(rows.select_related("case", "union").order_by("item_no"))
    left = [
        str(item)
        for item in items
        if item.version != AS_ENTERED or item.case.state_id != "not_started"
    ]
    if left:
        return left
    for item in items:
        require(actor, SUPERVISE, item.union)
        _trace("stewardship.item.withdrawn", actor, item)
        case = item.case
        item.delete()
        case.delete()
    return []


@action
def plan_item(
    *, actor: Any, item: RectItem, expected_version: int | None = None, **facts: Any
) -> RectItem:
    """Write down the plan: measures, target, who answers, until when; traces which fields.

    Raises:
        Refused: the actor neither owns the item nor supervises it.
        Stale: somebody changed it since ``expected_version``.
        ValidationError: the plan was approved already.
        TypeError: an unknown fact.
    """
    _known(facts)
    row = _worked(actor, item)
    if row.case.state_id != "not_started":
        raise ValidationError(_("整改方案已批准。期限由督办人调整并写明原因，其他变动请登记进展。"))
    if "owner" in facts:
        facts["owner_union"] = _union_of(facts["owner"], row.union)
    changed = edit(row, facts, expected_version=expected_version)
    _trace("stewardship.item.planned", actor, row, fields=labels_of(row, changed))
    return row


@action
def log_progress(
    *, actor: Any, item: RectItem, done_on: date, text: str, upload: Any = None
) -> Progress:
    """Write down what was done, with evidence where there is some; traces.

    Raises:
        Refused: the actor neither owns the item nor supervises it.
        ValidationError: it is not being worked on, or the day lies ahead.
        UploadRefused: a file of another kind, or too large.
    """
    row = _worked(actor, item)
    if row.case.state_id not in WORKED_ON:
        message = _("“%(state)s”状态下不能登记进展。") % {"state": row.case.state.label}
        raise ValidationError(message)
    if done_on > dates.today():
        raise ValidationError({"done_on": _("日期不能晚于今天。")})
    stored = None
    if upload:
        stored = store_upload(actor=actor, upload=upload, purpose=EVIDENCE, union=row.union)
    made = Progress(
        item=row, done_on=done_on, text=text.strip(), stored=stored, entered_by_id=actor.pk
    )
    made.clean_fields(exclude=("item", "claim", "stored", "entered_by"))
    made.save()
    _trace("stewardship.item.progressed", actor, row)
    return made


@action
def add_rule(
    *, actor: Any, item: RectItem, title: str, made_on: date, revised: bool = False
) -> NewRule:
    """Name a rule (制度) that was made or revised because of an item; traces.

    Raises:
        Refused: the actor neither owns the item nor supervises it.
        ValidationError: the day lies ahead.
    """
    row = _worked(actor, item)
    if made_on > dates.today():
        raise ValidationError({"made_on": _("日期不能晚于今天。")})
    rule = NewRule(item=row, title=title.strip(), made_on=made_on, revised=revised)
    rule.clean_fields(exclude=("item",))
    rule.save()
    _trace("stewardship.rule.added", actor, row, rule=rule.title)
    return rule


@action
def move_item_due(*, actor: Any, item: RectItem, due: date, reason: str) -> DueMove:
    """Move the due day; the old one stays in the record. Moves the clock, traces both days.

    Raises:
        Refused: the actor does not supervise, or owns the item.
        ValidationError: no reason, no due day to move, or the same one.
    """
    row = _supervised(actor, item)
    if not reason.strip():
        raise ValidationError({"reason": _("调整期限须写明原因。")})
    if row.due_on is None or row.case.state_id not in ("underway", "sent_back", "claimed"):
        raise ValidationError(_("这项现在没有可以调整的期限。"))
    if due == row.due_on:
        raise ValidationError({"due": _("新期限与原期限相同。")})
    return shift_due(actor=actor, item=row, due=due, reason=reason.strip())


def shift_due(*, actor: Any, item: Any, due: date | None, reason: str) -> DueMove:
    """Keep the old due day, set the new one, move the running clock; the caller has asked the policy."""
    move = DueMove.objects.create(
        item=item,
        before=item.due_on,
        after=due,
        reason=reason[:255],
        moved_by_id=getattr(actor, "pk", None),
    )
    edit(item, {"due_on": due})
    if due is not None:
        move_running(case=item.case, key=CLOCK, due=due, reason=reason)
    _trace(
        "stewardship.due.moved",
        actor,
        item,
        before=str(move.before or "—"),
        due=str(due or "—"),
        reason=reason,
    )
    return move


@action
def accept_claim(
    *, actor: Any, item: RectItem, party: str, signer: str, accepted_on: date
) -> Acceptance:
    """Write down that one of the three parties accepts the claim; traces.

    Raises:
        Refused: the actor does not supervise, or owns the item.
        ValidationError: nothing is claimed, or the party has signed.
    """
    row = _supervised(actor, item)
    claim = open_claim(row)
    if claim is None:
        raise ValidationError(_("责任人还没有申报完成。"))
    if claim.acceptances.filter(party=party).exists():
        raise ValidationError({"party": _("这一方已经验收。")})
    made = Acceptance(
        item=row, claim=claim, party=party, signer=signer.strip(), accepted_on=accepted_on
    )
    made.clean_fields(exclude=("item", "claim"))
    made.save()
    _trace("stewardship.claim.accepted", actor, row, party=made.get_party_display())
    return made


@action
def reopen_item(*, actor: Any, item: RectItem, due: date, reason: str) -> RectItem:
    """A re-inspection (回头看) failed: back to 整改中 in a new case, counter + 1. Traces.

    Raises:
        Refused: the actor does not supervise, or owns the item.
        ValidationError: it is not closed, no reason, or a due day in the past.
    """
    row = _supervised(actor, item)
    today = dates.today()
    if row.case.state_id != "closed":
        raise ValidationError(_("只有已销号的事项可以在回头看后重新整改。"))
    if not reason.strip():
        raise ValidationError({"reason": _("请写明回头看发现的问题。")})
    if due < today:
        raise ValidationError({"due": _("期限不能早于今天，请改日期。")})
    claim = row.claims.exclude(checked_on=FOREVER).order_by("-pk").first()
    claim.reopened_on, claim.reason = today, reason.strip()[:255]
    claim.save(update_fields=["reopened_on", "reason"])
    edit(row, {"reopened": row.reopened + 1})
    _trace("stewardship.item.reopened", actor, row, reason=reason)
    if due != row.due_on:
        shift_due(actor=actor, item=row, due=due, reason=_("回头看后重新整改"))
    case = _open(actor, row)
    take_step(
        actor=actor,
        case=case,
        transition="approve",
        note=reason.strip(),
        expected_state=case.state_id,
    )
    return RectItem.objects.select_related("case").get(pk=row.pk)


def _open(actor: Any, item: RectItem) -> Any:
    """A case of the item, in scope of the owner's union too."""
    outside = item.owner_union if item.owner_union_id not in (None, item.union_id) else None
    case = open_case(
        actor=actor,
        table_key=KEY,
        subject=item,
        title=_("整改：%(item)s") % {"item": item},
        union=item.union,
        counterpart=outside,
    )
    edit(item, {"case": case})
    return case


def _union_of(owner: User | None, union: Union) -> Union | None:
    """Where the owner sees the item: the union itself, else a union below where the owner has a post."""
    if owner is None:
        return None
    posts = posts_of(owner)
    if any(is_below(union.path, post.union.path) for post in posts):
        return union
    for post in posts:
        if is_below(post.union.path, union.path):
            return post.union
    message = _("“%(owner)s”在“%(union)s”及以下没有在任岗位，不能作责任人。")
    raise ValidationError({"owner": message % {"owner": owner, "union": union}})


def _known(facts: dict[str, Any]) -> None:
    unknown = set(facts) - PLAN
    if unknown:
        raise TypeError(f"unknown facts of an item: {sorted(unknown)}")
    if facts.get("kind") == ItemKind.LONG_TERM and facts.get("due_on"):
        raise ValidationError({"due_on": _("长期坚持的事项不设期限，请留空。")})


def _locked(item: RectItem) -> Any:
    """The item fresh and locked, with its case, which every item has once it was entered."""
    rows = RectItem.objects.select_for_update(of=("self",))
    found = rows.select_related("union", "owner", "owner_union", "case__table_version", "batch")
    return found.get(pk=item.pk)


def _worked(actor: Any, item: RectItem) -> Any:
    """The item fresh and locked, for its owner or a supervisor."""
    row = _locked(item)
    if row.owner_id is None or row.owner_id != actor.pk:
        require(actor, SUPERVISE, row.union)
    return row


def _supervised(actor: Any, item: RectItem) -> Any:
    """The item fresh and locked, for a supervisor who does not own it."""
    row = _locked(item)
    require(actor, SUPERVISE, row.union)
    if row.owner_id is not None and row.owner_id == actor.pk:
        raise Refused(_("责任人不能督办自己的事项，请由其他督办人办理。"))
    return row


def _trace(key: str, actor: Any, item: RectItem, **facts: Any) -> None:
    trace(key, actor=actor, subject=item, union_id=item.union_id, item_no=item.item_no, **facts)
