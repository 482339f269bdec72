"""What the handbook fixes about units and unions: who may do what, which facts fit which record."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.unions.enums import BodyKind, OfficeKind, UnionKind

UNKNOWN_START = date(1900, 1, 1)
"""The start of what nobody dated: counted as existing ever since, so that a rate is never flattered."""

BELOW_GRASSROOTS = (UnionKind.BRANCH, UnionKind.GROUP)
"""Bodies without legal personality, founded and ended by the grassroots union itself (§2)."""

COVERING = (UnionKind.GRASSROOTS, UnionKind.JOINT)
"""Kinds that cover units and count for the formation rate (§10)."""

KEEPING = (UnionKind.INDUSTRIAL, *COVERING)
"""Unions that keep registers of their own (honours, trainings, rectification); their branches do not."""

LONG_TERM_ONLY = (UnionKind.FEDERATION, UnionKind.INDUSTRIAL)
"""Regional and industrial committees sit five years; grassroots ones three or five (law art. 16)."""

SINGLE_SEATS = (
    OfficeKind.CHAIR,
    OfficeKind.AUDIT_CHAIR,
    OfficeKind.WOMEN_CHAIR,
    OfficeKind.BRANCH_CHAIR,
    OfficeKind.GROUP_LEADER,
)
"""Offices that one person holds at a time; a group may be deputised, never doubled."""

BODY_OF_OFFICE = {
    OfficeKind.AUDIT_CHAIR: BodyKind.AUDIT,
    OfficeKind.WOMEN_CHAIR: BodyKind.WOMEN,
}

ALL_CADRES = ("province_cadre", "city_cadre", "union_cadre")
UPPER_CADRES = ("province_cadre", "city_cadre")

PERMISSIONS = (
    (
        "unions.union:read",
        "查看工会",
        (*ALL_CADRES, "branch_cadre", "auditor", "reader"),
        "answer",
        "ordinary",
    ),
    ("unions.union:edit", "维护工会信息", ALL_CADRES, "lead", "ordinary"),
    ("unions.union:found", "建立、划转和撤并工会", UPPER_CADRES, "lead", "ordinary"),
    ("unions.union:guide", "确定业务指导关系", UPPER_CADRES, "answer", "ordinary"),
    ("unions.branch:edit", "设立、调整和撤并分工会", ALL_CADRES, "lead", "ordinary"),
    (
        "unions.unit:read",
        "查看单位",
        (*ALL_CADRES, "branch_cadre", "auditor", "reader"),
        "answer",
        "ordinary",
    ),
    ("unions.unit:edit", "维护单位信息", ALL_CADRES, "answer", "ordinary"),
    ("unions.unit:exempt", "批准建会不适用", UPPER_CADRES, "answer", "ordinary"),
    ("unions.term:edit", "维护届次和任职", ALL_CADRES, "lead", "ordinary"),
    ("unions.snapshot:take", "生成统计快照", UPPER_CADRES, "answer", "ordinary"),
    ("unions.region:seed", "维护行政区划", ("province_cadre",), "lead", "ordinary"),
    ("lib.option:edit", "调整期限等参数", ("province_cadre",), "lead", "ordinary"),
    ("lib.calendar:edit", "维护工作日历", ("province_cadre",), "lead", "ordinary"),
)
"""Key, label, roles, reach, data class: ``kernel.access`` stands above and registers them."""

UNION_CODE = "81"


def check_unit_uscc(code: str) -> None:
    """Refuse a union's code (81…) at a unit; the form offers to move it to the union (§3).

    Raises:
        ValidationError: with code ``uscc_swap``.
    """
    if code.startswith(UNION_CODE):
        message = _("81 开头的是工会的代码，请改填单位的代码，或把它移到工会")
        raise ValidationError({"uscc": ValidationError(message, code="uscc_swap")})


def check_union_uscc(code: str) -> None:
    """Refuse a unit's code (12…, 52…, 91…) at a union; the form offers to move it to the unit (§3).

    Raises:
        ValidationError: with code ``uscc_swap``.
    """
    if code and not code.startswith(UNION_CODE):
        message = _("工会的代码应以 81 开头；这像是单位的代码，请改填或把它移到单位")
        raise ValidationError({"uscc": ValidationError(message, code="uscc_swap")})
