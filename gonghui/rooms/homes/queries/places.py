"""Places as lists and pages show them."""

from datetime import date
from typing import Any, NamedTuple, cast

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from gonghui.engines.campaigns.api import Award, in_force_on, list_awards, of_series
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.partial_dates import PartialDate, Precision
from gonghui.kernel.unions.api import Union, present_region, units_of
from gonghui.rooms.homes.enums import ProblemStatus
from gonghui.rooms.homes.models import Defect, Inspection, Place, PlaceTitle, Problem, YearReport
from gonghui.rooms.homes.rules.titles import TITLES


class Event(NamedTuple):
    """One line of a history, as ui/timeline.html draws it."""

    when: date | None
    title: str
    note: str = ""
    tone: str = ""
    who: str = ""
    precision: str = "D"


def gone_since(union: Union) -> date | None:
    """Since when nobody is there: the union was revoked, or every unit it covers was closed; else None."""
    day = dates.today()
    if union.revoked_on <= day:
        return cast("date", union.revoked_on)
    ends = [each or FOREVER for each in units_of(union).values_list("closed_on", flat=True)]
    last = max(ends, default=FOREVER)
    return last if last <= day else None


def list_places() -> QuerySet[Place]:
    """Places in scope with their union, open defects and problems counted."""
    waiting = ~Q(problems__status=ProblemStatus.ANSWERED) & Q(problems__isnull=False)
    reported = YearReport.objects.filter(place=OuterRef("pk")).order_by().values("place")
    visits = Subquery(reported.annotate(total=Sum("visits")).values("total"))
    return Place.objects.select_related("union").annotate(
        visits=Coalesce(visits, Value(0)),
        to_mend=Count(
            "inspections__defects",
            filter=Q(inspections__defects__mended_on=None) & Q(inspections__defects__isnull=False),
            distinct=True,
        ),
        waiting=Count("problems", filter=waiting, distinct=True),
    )


def list_titles() -> QuerySet[Award]:
    """Titles of this room in the register, in scope, whether a place stands for them beside it."""
    rows = of_series(list_awards(), *(title.key for title in TITLES))
    tied = PlaceTitle.objects.filter(award=OuterRef("pk"))
    return rows.select_related("holder_union").annotate(has_place=Exists(tied))


def titles_of(place: Place) -> list[Award]:
    """The awards a place stands for, in force first, then the latest."""
    rows = Award.objects.filter(pk__in=place.titles.values("award")).select_related("series")
    valid = set(in_force_on(rows, dates.today()).values_list("pk", flat=True))
    found = sorted(rows, key=lambda each: (each.pk in valid, each.granted_on), reverse=True)
    for each in found:
        each.valid_now = each.pk in valid  # type: ignore[attr-defined]  # for the page
    return found


def places_of(award: Award) -> QuerySet[Place]:
    """The places that stand for a title."""
    return Place.objects.filter(titles__award=award).select_related("union")


def titles_for(place: Place) -> QuerySet[Award]:
    """Titles of the same union and kind that the place does not stand for yet."""
    keys = [title.key for title in TITLES if title.kind == place.kind]
    rows = of_series(list_awards(), *keys)
    mine = rows.filter(Q(union=place.union_id) | Q(holder_union=place.union_id))
    return mine.exclude(pk__in=place.titles.values("award"))


def facts_of(place: Place) -> list[tuple[str, Any]]:
    """Label and value of what is known of a place."""
    region = present_region(place.region_code) if place.region_code else None
    return [
        ("类别", place.get_kind_display()),
        ("所属工会", place.union),
        ("地址", place.address),
        ("地区", region.name if region else ""),
        ("面积", f"{place.area_m2.normalize():f} 平方米" if place.area_m2 else ""),
        ("设施设备", "、".join(place.equipment)),
        ("开放时间", place.opening_hours),
        ("联系人", " ".join(filter(None, (place.contact, place.phone)))),
        ("开放日期", place.opened_on),
        ("关闭日期", None if place.closed_on == FOREVER else place.closed_on),
        ("到访人次", visits_of(place)),
    ]


def visits_of(place: Place) -> int | None:
    """Visits of all years that were reported."""
    return place.reports.aggregate(total=Sum("visits"))["total"]


def history_of(place: Place) -> list[Event]:
    """Titles, inspections, mended defects and yearly reports, the latest first."""
    events = [Event(each.granted_on, f"命名：{each.title}", _grant(each), "good",
                    precision=each.granted_precision) for each in titles_of(place)]  # fmt: skip
    for inspection in inspections_of(place):
        note = f"发现问题 {len(inspection.defects.all())} 项。{inspection.note}"
        tone = "warn" if inspection.defects.all() else ""
        events.append(Event(inspection.inspected_on, "检查", note, tone, inspection.inspectors))
        events += [
            Event(each.mended_on, f"整改完成：{each.text}", each.mended_note, "good")
            for each in inspection.defects.all()
            if each.mended_on
        ]
    for report in place.reports.all():
        note = f"开放 {report.opened_days} 天，到访 {report.visits} 人次，活动 {report.activities} 次。"
        events.append(Event(date(report.year, 12, 31), "年度报告", note + report.note, "", "", "Y"))
    if place.opened_on:
        events.append(Event(place.opened_on, "开放", "", "good"))
    if place.closed_on != FOREVER:
        events.append(Event(place.closed_on, "关闭", "", "bad"))
    return sorted(events, key=lambda event: event.when or date.min, reverse=True)


def _grant(award: Award) -> str:
    return "；".join(filter(None, (award.grade, award.document_no)))


def inspections_of(place: Place) -> QuerySet[Inspection]:
    """Inspections with their findings."""
    return Inspection.objects.filter(place=place).prefetch_related("defects")


def open_defects(place: Place) -> QuerySet[Defect]:
    """What still has to be mended, the most urgent first."""
    return Defect.objects.filter(inspection__place=place, mended_on=None)


def list_problems() -> QuerySet[Problem]:
    """Reported problems in scope."""
    return Problem.objects.select_related("place__union")


def facts_of_title(award: Award) -> list[tuple[str, Any]]:
    """Label and value of a title."""
    given = award.facts.get("scores", {})
    return [
        ("称号", award.title),
        ("星级（等次）", award.grade),
        ("级别", award.get_honour_level_display()),
        ("授予单位", award.granting_body),
        ("文号", award.document_no),
        ("命名日期", PartialDate(award.granted_on, cast("Precision", award.granted_precision))),
        ("有效期至", "" if award.valid_to == FOREVER else award.valid_to.isoformat()),
        ("下次复核", award.next_review_on and award.next_review_on.isoformat()),
        ("状态", award.status_today.label),
        *((label, f"{given[key]}{unit}") for key, label, unit in COLUMNS if given.get(key)),
    ]


COLUMNS = (
    ("own", "自查得分", " 分"),
    ("panel", "检查得分", " 分"),
    ("members", "会员评家得分", " 分"),
    ("total", "总分", " 分"),
    ("satisfaction", "会员满意率", "%"),
    ("turnout", "参评率", "%"),
)
"""What the campaign kept of the three columns (handbook homes §3), in the order of the page."""
