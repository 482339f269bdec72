"""What the pages of one unit and of one union show."""

from datetime import date
from typing import Any, NamedTuple

from gonghui.engines.casework.api import Case, cases_of
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.dates import FOREVER, valid_on
from gonghui.kernel.people.api import members_on
from gonghui.kernel.unions.api import (
    BodyKind,
    EdgeKind,
    Office,
    OfficeKind,
    Union,
    Unit,
    UnitExemption,
    branches_of,
    covering_union,
    leader_of,
    offices_on,
    present_term,
    units_of,
)
from gonghui.rooms.organising.models import FoundingUnit, TermCase

UNION_CODE = "81"
SHOWN = 60


class Event(NamedTuple):
    """One line of a history, as ui/timeline.html draws it."""

    when: date | None
    title: str
    note: str = ""
    tone: str = ""
    who: str = ""


def facts_of_unit(unit: Unit) -> list[tuple[str, Any]]:
    """Label and value of what is known."""
    return [
        (
            "类别",
            unit.get_kind_display() + (f"（{unit.get_subkind_display()}）" if unit.subkind else ""),
        ),
        ("举办性质", unit.get_ownership_display() + ("，营利性" if unit.for_profit else "")),
        ("城乡属性", unit.get_area_display()),
        ("行政区划", unit.region_code),
        ("统一社会信用代码", unit.uscc),
        ("开办日期", unit.opened_on),
        ("负责人", unit.head_name),
        ("地址", unit.address),
        ("教职工数", _staff(unit)),
    ]


def history_of_unit(unit: Unit) -> list[Event]:
    """Names, standings, exemptions and unions, the latest first."""
    events = [Event(row.valid_from, f"名称：{row.name}") for row in unit.names.all()]
    for row in unit.standings.all():
        tone = "good" if row.status == "running" else "bad"
        events.append(Event(row.valid_from, row.get_status_display(), row.reason, tone))
    for exemption in unit.exemptions.select_related("approver"):
        events.append(
            Event(
                exemption.valid_from,
                "认定不适用",
                exemption.reason,
                "bad",
                str(exemption.approver or "系统"),
            )
        )
        if exemption.valid_to != FOREVER:
            events.append(Event(exemption.valid_to, "不再认定不适用"))
    for coverage in unit.coverages.select_related("union"):
        events.append(Event(coverage.valid_from, f"由“{coverage.union}”覆盖", tone="good"))
        if coverage.valid_to != FOREVER:
            events.append(Event(coverage.valid_to, f"不再由“{coverage.union}”覆盖", tone="bad"))
    return _latest_first(events)


def foundings_of_unit(unit: Unit) -> list[Case]:
    """Foundings about the unit that the scope shows, the latest first."""
    rows = FoundingUnit.objects.filter(unit=unit).select_related("founding").order_by("-pk")
    return [case for row in rows for case in cases_of(row.founding)]


def exemption_of(unit: Unit) -> UnitExemption | None:
    """The exemption in force today."""
    rows = unit.exemptions.filter(valid_on(dates.today())).select_related("approver")
    return rows.first()


def codes_look_swapped(unit: Unit) -> bool:
    """Whether a code stands on the wrong side and the union is there to take it (§3)."""
    union = covering_union(unit)
    if union is None:
        return False
    wrong_unit = unit.uscc.startswith(UNION_CODE)
    wrong_union = bool(union.uscc) and not union.uscc.startswith(UNION_CODE)
    return wrong_unit or wrong_union


def facts_of_union(union: Union) -> list[tuple[str, Any]]:
    """Label and value of what is known."""
    leader = leader_of(union)
    guides = union.upper_edges.filter(valid_on(dates.today()), kind=EdgeKind.GUIDES)
    return [
        ("类别", union.get_kind_display()),
        ("简称", union.short_name),
        ("组织隶属", leader.name if leader else "不在本系统内"),
        ("业务指导", "、".join(edge.upper.name for edge in guides.select_related("upper"))),
        ("成立日期", union.founded_on),
        ("批复文号", union.approval_no),
        ("法人资格", "有" if union.legal_person else "无"),
        ("法人证书", union.certificate_no),
        ("证书有效期至", union.certificate_valid_to),
        ("统一社会信用代码", union.uscc),
    ]


def history_of_union(union: Union) -> list[Event]:
    """Names, relations, terms and offices, the latest first."""
    events = [Event(row.valid_from, f"名称：{row.name}") for row in union.names.all()]
    for edge in union.upper_edges.select_related("upper"):
        label = f"{edge.get_kind_display()}：{edge.upper}"
        events.append(Event(edge.valid_from, label, edge.reason))
        if edge.valid_to not in (FOREVER, union.revoked_on):
            events.append(Event(edge.valid_to, f"结束{label}", tone="bad"))
    for term in union.terms.all():
        note = f"任期{term.years}年，{term.due_end}届满" + (
            f"，延期至{term.extended_to}" if term.extended_to else ""
        )
        events.append(Event(term.started_on, f"第{term.term_no}届", note, "good"))
    if union.revoked_on != FOREVER:
        events.append(Event(union.revoked_on, "撤销", tone="bad"))
    return _latest_first(events)


def overview_of_union(union: Union) -> dict[str, Any]:
    """Everything the page of a union shows beside its facts."""
    term = present_term(union)
    return {
        "term": term,
        "term_due": (term.extended_to or term.due_end) if term else None,
        "offices": sorted(offices_on(union)[:SHOWN], key=_seniority),
        "units": list(units_of(union)[:SHOWN]),
        "branches": list(branches_of(union)[:SHOWN]),
        "member_count": members_on(dates.today(), union.path).count(),
        "renewals": renewals_of_union(union),
        "bodies": dict(BodyKind.choices),
    }


def renewals_of_union(union: Union) -> list[Case]:
    """Re-elections of the union, the latest first."""
    rows = TermCase.objects.filter(union=union).order_by("-pk")
    return [case for row in rows for case in cases_of(row)]


def _seniority(office: Office) -> tuple[int, int]:
    """Chair first, in the order of the kinds."""
    return OfficeKind.values.index(office.kind), office.pk


def _staff(unit: Unit) -> str:
    if unit.staff_total is None:
        return ""
    women = f"，女 {unit.staff_female} 人" if unit.staff_female is not None else ""
    day = f"（截至 {unit.staff_as_of}）" if unit.staff_as_of else ""
    return f"{unit.staff_total} 人{women}{day}"


def _latest_first(events: list[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.when or date.min, reverse=True)
