"""Items of the ledger: who sees them, where their cases go, what stands against a step (handbook homes §8)."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from gonghui.engines.casework.api import Asked, Case
from gonghui.kernel.access.api import User, scope_where
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.policy import ALLOWED, Decision, decide
from gonghui.rooms.stewardship.enums import ItemKind, Party
from gonghui.rooms.stewardship.models import Batch, Claim, Progress, RectItem
from gonghui.rooms.stewardship.rules.rectification import LENGTH, READ, SUPERVISE


def visible_items(user: Any) -> QuerySet[RectItem]:
    """The items that ``user`` may read: as leader or supervisor of the union, or as their owner."""
    wide = scope_where(user, READ).condition("union__path", None)
    rows = RectItem.objects.all() if wide is None else RectItem.objects.filter(wide | Q(owner=user))
    found = rows.select_related(
        "batch", "union", "owner", "leader", "case__table_version", "case__holder_user"
    )
    return found.defer("case__table_version__definition")


def visible_batches(user: Any) -> QuerySet[Batch]:
    """Batches with an item that ``user`` may read, or of a union whose items they may."""
    wide = scope_where(user, READ).condition("union__path", None)
    own = Exists(RectItem.objects.filter(batch=OuterRef("pk"), owner=user))
    rows = Batch.objects.select_related("union")
    return rows if wide is None else rows.filter(wide | Q(own))


def with_counts(rows: QuerySet[Batch]) -> QuerySet[Batch]:
    """Batches with their items by state; 基本完成 (claimed) and 销号 (closed) apart."""
    states = {
        "all_items": Q(),
        "closed": Q(items__case__state_id="closed"),
        "claimed": Q(items__case__state_id="claimed"),
        "long_term": Q(items__kind=ItemKind.LONG_TERM),
        "late": late_condition("items__"),
    }
    return rows.annotate(
        **{name: Count("items", filter=found, distinct=True) for name, found in states.items()}
    )


def late_condition(prefix: str = "") -> Q:
    """Items whose due day has passed and that nobody has claimed (逾期)."""
    working = {f"{prefix}case__state_id__in": ("not_started", "underway", "sent_back")}
    return Q(**working, **{f"{prefix}due_on__lt": dates.today()})


def may_read_item(user: Any, item: RectItem) -> Decision:
    """Leaders and supervisors of the union, and the owner (§8: restricted)."""
    if item.owner_id is not None and item.owner_id == user.pk:
        return ALLOWED
    return decide(user, READ, item.union)


def may_read_batch(user: Any, batch: Batch) -> Decision:
    """Whoever reads the items of the union; owners see their own items, not the batch as a whole."""
    return decide(user, READ, batch.union)


def may_fetch_evidence(user: Any, stored: Any) -> Decision:
    """Whoever may read the item that the evidence belongs to."""
    rows = Progress.objects.filter(stored=stored).select_related("item__union")
    found = rows.first()
    if found is None or not user.pk:
        return Decision(False, _("没有找到这份佐证。"))
    return may_read_item(user, found.item)


def item_of(case: Case) -> RectItem:
    """The item of a case."""
    rows = RectItem.objects.select_related("batch", "union", "owner", "leader", "case")
    return rows.get(pk=case.subject_id)


def owner_of(case: Case) -> User | None:
    """The account that answers for the item."""
    return item_of(case).owner


def due_start(case: Case) -> date:
    """The day from which the clock of the table runs to the due day of the item; today without one."""
    due = item_of(case).due_on
    return due - timedelta(days=LENGTH) if due else dates.today()


def admits_owner(case: Case, user: Any) -> bool:
    """The page of the case opens to the owner."""
    return RectItem.objects.filter(pk=case.subject_id, owner=user.pk).exists()


def open_claim(item: RectItem) -> Claim | None:
    """The claim that waits for a check."""
    rows = item.claims.filter(returned_on=FOREVER, checked_on=FOREVER)
    return rows.order_by("-pk").first()


def missing_plan(item: RectItem, *, long_term: bool) -> str:
    """What the plan still lacks, in words; "" when it may be approved."""
    lacks = [
        label
        for label, value in (
            (_("整改措施"), item.measures),
            (_("责任人"), item.owner_id),
            (_("责任部门"), item.owner_unit),
            (_("整改期限"), long_term or item.due_on),
        )
        if not value
    ]
    return "、".join(lacks)


def planned(asked: Asked) -> Decision:
    """The plan is complete and has a due day."""
    item = item_of(asked.case)
    if item.kind == ItemKind.LONG_TERM:
        return Decision(False, _("这项为长期坚持，请按长期坚持批准。"))
    return _complete(item, long_term=False)


def planned_long(asked: Asked) -> Decision:
    """The plan is complete; there is no due day."""
    item = item_of(asked.case)
    if item.kind != ItemKind.LONG_TERM:
        return Decision(False, _("整改类型不是长期坚持。"))
    return _complete(item, long_term=True)


def _complete(item: RectItem, *, long_term: bool) -> Decision:
    lacks = missing_plan(item, long_term=long_term)
    return Decision(False, _("整改方案还缺：%(what)s。") % {"what": lacks}) if lacks else ALLOWED


def has_evidence(asked: Asked) -> Decision:
    """Since the last claim there is progress with evidence attached."""
    rows = item_of(asked.case).progress.filter(claim=None).exclude(stored=None)
    return ALLOWED if rows.exists() else Decision(False, _("请先登记进展并上传佐证，再申报完成。"))


def not_owner(asked: Asked) -> Decision:
    """Nobody checks their own item, not even for somebody else (§8, §14)."""
    owner = item_of(asked.case).owner_id
    own = owner is not None and owner in {asked.actor.pk, getattr(asked.pressed_by, "pk", None)}
    return (
        Decision(False, _("责任人不能核销或退回自己的事项，请由其他督办人办理。"))
        if own
        else ALLOWED
    )


def accepted(asked: Asked) -> Decision:
    """Where the batch asks for three parties, all three have signed this claim."""
    item = item_of(asked.case)
    claim = open_claim(item)
    if not item.batch.three_party or claim is None:
        return ALLOWED
    signed = set(claim.acceptances.values_list("party", flat=True))
    lacks = [label for value, label in Party.choices if value not in signed]
    if not lacks:
        return ALLOWED
    return Decision(False, _("还缺%(who)s验收。") % {"who": "、".join(lacks)})


def offers_of(case: Case, user: Any) -> set[str]:
    """What ``user`` may write down on the page of an item, besides the steps."""
    item = item_of(case)
    if item.case_id != case.pk:
        return set()
    own = item.owner_id is not None and item.owner_id == user.pk
    supervises = bool(decide(user, SUPERVISE, item.union))
    state, found = case.state_id, set()
    if state == "not_started" and (own or supervises):
        found.add("plan")
    if state in ("underway", "sent_back", "long_term") and (own or supervises):
        found |= {"progress", "rule"}
    if state in ("underway", "sent_back", "claimed") and supervises and not own:
        found.add("due")
    if state == "claimed" and item.batch.three_party and supervises and not own:
        found.add("accept")
    if state == "closed" and supervises and not own:
        found.add("reopen")
    return found


def item_panel(case: Case) -> dict[str, Any]:
    """What the page of an item shows."""
    item = item_of(case)
    return {
        "item": item,
        "facts": _facts(item),
        "progress": item.progress.select_related("stored", "entered_by"),
        "claims": item.claims.select_related("claimed_by", "checked_by").order_by("-pk"),
        "acceptances": item.acceptances.filter(claim=open_claim(item)),
        "due_moves": item.due_moves.select_related("moved_by"),
        "new_rules": item.new_rules.all(),
    }


def _facts(item: RectItem) -> list[tuple[str, Any]]:
    money = f"{item.recovered_fen / 100:,.2f}" if item.recovered_fen else ""
    return [
        (_("批次"), item.batch),
        (_("类别"), item.category),
        (_("整改类型"), item.get_kind_display()),
        (_("责任领导"), item.leader),
        (_("责任部门"), item.owner_unit),
        (_("责任人"), item.owner),
        (_("开始日期"), item.started_on),
        (_("整改期限"), item.due_on),
        (_("整改目标"), item.target),
        (_("追责问责"), item.accountability),
        (_("追回资金（元）"), money),
        (_("反弹次数"), item.reopened or ""),
    ]


def due_items() -> QuerySet[RectItem]:
    """Items under way with a due day, for the ladder."""
    rows = RectItem.objects.filter(case__state_id__in=("underway", "sent_back"))
    found = rows.exclude(due_on=None).select_related("union", "owner", "leader__user", "case")
    return found.prefetch_related("warnings")
