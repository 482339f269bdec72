"""补录往届评选: lists of results of past editions as an exchange target; each edition is recorded whole."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.actions.decisions import Ruling
from gonghui.engines.campaigns.actions.past import (
    Diary,
    PastCampaign,
    PastEntry,
    record_campaign,
    withdraw_recorded,
)
from gonghui.engines.campaigns.enums import TargetKind
from gonghui.engines.campaigns.imports.past_columns import (
    COLUMNS,
    EDITION,
    KEPT,
    OF_EDITION,
    OUTCOME_LABELS,
    UNIT,
)
from gonghui.engines.campaigns.imports.past_desk import PastDesk
from gonghui.engines.campaigns.models import Entry
from gonghui.engines.campaigns.queries.plans import MANAGE, find_start
from gonghui.engines.campaigns.rules.archives import MARK, Result, in_order, results_plan
from gonghui.kernel.exchange.api import HolderSettling, RegisterTarget, Row, Setting, Settling
from gonghui.kernel.jobs.api import JobFailed
from gonghui.kernel.people.api import Person
from gonghui.kernel.unions.api import KEEPING, Union

UNCHANGED = "已补录的评选不能由表格更改，请撤销原批次，改好后整届重新导入。"


class PastTarget(RegisterTarget):
    """往届评选."""

    key = "campaigns.past"
    label = "往届评选"
    permission = MANAGE
    columns = COLUMNS
    union_kinds = KEEPING
    keys = ("holder_name", "campaign")
    fill_key = UNIT
    ordinal = "ordinal"
    done_url = "campaigns:list"
    row_name = "获得者"
    at_once = 20_000  # an edition is recorded by one act, however long its list
    reasons = {
        "campaign_unknown": "没有这个模板",
        "edition_taken": "这一届已登记",
        "edition_differs": "同一届前后不同",
        "no_member": "不在会员名册",
        "namesakes": "有同名会员",
        "unit_unknown": "单位没有对应的工会",
    }
    changeable = ()
    known_by = ((*EDITION[:2], "category", "holder_name", UNIT),)
    where_to_change = dict.fromkeys(("edition", "outcome", *KEPT, *OF_EDITION), UNCHANGED)
    words = {"outcome": OUTCOME_LABELS}

    def present(self, setting: Setting) -> QuerySet[Entry]:
        """Entries of editions that were recorded for the union from lists."""
        return Entry.objects.filter(
            campaign__union=setting.union, campaign__form_fields__key=MARK
        ).order_by("pk")

    def with_facts(self, rows: QuerySet[Entry]) -> QuerySet[Entry]:
        """With campaign, group and decision."""
        return rows.select_related("campaign", "category").prefetch_related("campaign__decisions")

    def row_of(self, record: Entry) -> Row:
        """What the list said of an entry."""
        campaign, answers = record.campaign, record.answers
        decision = campaign.decisions.all()[0]
        opened = timezone.localdate(campaign.created_at)
        return {
            "campaign": campaign.title,
            "year": campaign.year,
            "edition": campaign.edition,
            "category": record.category.name,
            "holder_name": record.name,
            UNIT: record.unit_name,
            "position_title": record.position_title,
            "outcome": answers.get(MARK, ""),
            **{key: answers.get(f"past_{key}", "") for key in KEPT},
            "opened_on": opened.isoformat(),
            "decided_on": decision.decided_on.isoformat(),
            "document_no": decision.document_no,
            "document_title": decision.title,
        }

    def desk(self, setting: Setting) -> PastDesk:
        """Editions, groups, unions and persons."""
        return PastDesk(setting)

    def settling(self, setting: Setting) -> Settling:
        """Units have to be led to unions before the check."""
        return HolderSettling(setting)

    def create(self, setting: Setting, row: Row) -> int:
        """One row alone is an edition of one."""
        return self.create_many(setting, [row])[0]

    def create_many(self, setting: Setting, rows: Sequence[Row]) -> list[int]:
        """Record each edition of the file by one act; ids of all its entries."""
        ids: list[int] = []
        for edition in _editions(rows):
            ids += _record(setting, edition)
        return ids

    def change(self, setting: Setting, record: int, version: int, changes: Row) -> int:  # noqa: ARG002 -- nothing may
        """Never: nothing of this list is changeable."""
        raise ValidationError(UNCHANGED)

    def withdraw(self, setting: Setting, ids: Sequence[int]) -> list[str]:
        """Take the editions back whole."""
        return withdraw_recorded(
            actor=setting.actor, kept_by=setting.union, entries=ids, batch=setting.batch_id
        )


def _editions(rows: Sequence[Row]) -> Iterator[list[Row]]:
    def edition_of(row: Row) -> tuple[str, int, str]:
        return row["campaign"], row["year"], row["edition"] or ""

    for _edition, found in groupby(sorted(rows, key=edition_of), edition_of):
        yield list(found)


def _record(setting: Setting, rows: Sequence[Row]) -> list[int]:
    head = rows[0]
    start = find_start(setting.actor, head["source"])
    if start is None:  # there when the file was checked
        words = {"name": head["campaign"]}
        raise JobFailed(_("“%(name)s”的模板已不存在，请重新检查后再写入。") % words)
    results = [Result(row["category"], row["outcome"], row["grade"] or "") for row in rows]
    ranks = [row["rank"] for row in rows]
    order = in_order(zip(results, ranks, strict=True))
    unions = Union.objects.in_bulk({row["union_id"] for row in rows if row["union_id"]})
    people = Person.objects.in_bulk({row["person_id"] for row in rows if row["person_id"]})
    plan = results_plan(start.plan, results)
    targets = {each.name: each.target or plan.target for each in plan.categories}
    entries = [
        _entry(setting, row, targets[row["category"]], unions, people)
        for row in (rows[place] for place in order)
    ]
    campaign = record_campaign(
        actor=setting.actor,
        union=setting.union,
        plan=plan,
        year=head["year"],
        record=PastCampaign(
            diary=_diary(head),
            entries=entries,
            ruling=_ruling(head),
            edition=head["edition"] or "",
            programme_key=head["source"].removeprefix("programme:")
            if head["source"].startswith("programme:")
            else "",
        ),
    )
    return list(Entry.objects.filter(campaign=campaign).values_list("pk", flat=True))


def _entry(
    setting: Setting, row: Row, target: str, unions: dict[int, Union], people: dict[int, Person]
) -> PastEntry:
    union = unions.get(row["union_id"], setting.union)
    answers = {MARK: row["outcome"]}
    answers |= {f"past_{key}": row[key] for key in KEPT if row[key] not in ("", None)}
    return PastEntry(
        category=row["category"],
        union=union,
        answers=answers,
        outcome=row["outcome"],
        person=people.get(row["person_id"]),
        subject_union=union if target == TargetKind.UNION else None,
        name=row["holder_name"],
        unit_name=row[UNIT] or "",
        position_title=row["position_title"] or "",
        note=row["note"] or _("档案未写明原因"),
    )


def _diary(head: Row) -> Diary:
    """Two days are known; everything between them is dated by the decision."""
    decided = date.fromisoformat(head["decided_on"])
    days: dict[str, Any] = dict.fromkeys(Diary.__dataclass_fields__, decided)
    if head["opened_on"]:
        days["opened_on"] = date.fromisoformat(head["opened_on"])
    return Diary(**days)


def _ruling(head: Row) -> Ruling:
    called = f"{head['edition'] or ''}{head['campaign']}"
    title = _("%(year)s年%(called)s结果") % {"year": head["year"], "called": called}
    return Ruling(
        title=head["document_title"] or title,
        signatory="",
        decided_on=date.fromisoformat(head["decided_on"]),
        document_no=head["document_no"] or "",
        on_paper=True,
    )
