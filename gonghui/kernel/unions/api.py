"""The door to units, unions, their dated relations, terms and snapshots."""

# ruff: noqa: I001 -- several names a line keep the door short
# fmt: off
from gonghui.kernel.unions.actions.endings import dissolve_union, merge_unions
from gonghui.kernel.unions.actions.placements import rebuild_placements, refresh_places
from gonghui.kernel.unions.actions.regions import seed_regions
from gonghui.kernel.unions.actions.relations import (
    cover_unit, end_guidance, guide_union, move_union, remember_alias, remit_to, uncover_unit,
)
from gonghui.kernel.unions.actions.snapshots import take_snapshot
from gonghui.kernel.unions.actions.terms import (
    end_term, extend_term, fill_office, form_body, leave_office, start_term,
)
from gonghui.kernel.unions.actions.unions import change_union, found_union, rename_union
from gonghui.kernel.unions.actions.units import (
    change_unit, create_unit, end_exemption, exempt_unit, rename_unit, set_unit_standing,
)
from gonghui.kernel.unions.actions.withdrawing import withdraw_unions, withdraw_units
from gonghui.kernel.unions.enums import (
    Area, BodyKind, EdgeKind, OfficeKind, Ownership, UnionKind, UnitKind, UnitStatus,
    UnitSubkind,
)
from gonghui.kernel.unions.freezing import register_union_facts
from gonghui.kernel.unions.models import (
    Body, Coverage, Edge, Office, Placement, Region, Snapshot, Term, Union, UnionAlias,
    UnionName, Unit, UnitExemption, UnitName, UnitStanding,
)
from gonghui.kernel.unions.queries.regions import (
    prefecture_of, prefectures, present_region, region_on, regions_of,
)
from gonghui.kernel.unions.queries.snapshots import verify_snapshot
from gonghui.kernel.unions.queries.terms import offices_on, present_term, terms_due
from gonghui.kernel.unions.queries.tree import (
    ancestors, branches_of, collector_of, direct_unions, federation, find_branch, grassroots_of,
    leader_of, lowers_of, place_on, region_near, subtree, with_path_on,
)
from gonghui.kernel.unions.queries.units import (
    covering_union, responsible_union, units_existing, units_of, units_with_union,
    units_without_union,
)
from gonghui.kernel.unions.rules import KEEPING, PERMISSIONS
from gonghui.kernel.unions.signals import union_ended

__all__ = [
    "KEEPING",
    "PERMISSIONS",
    "Area",
    "Body",
    "BodyKind",
    "Coverage",
    "Edge",
    "EdgeKind",
    "Office",
    "OfficeKind",
    "Ownership",
    "Placement",
    "Region",
    "Snapshot",
    "Term",
    "Union",
    "UnionAlias",
    "UnionKind",
    "UnionName",
    "Unit",
    "UnitExemption",
    "UnitKind",
    "UnitName",
    "UnitStanding",
    "UnitStatus",
    "UnitSubkind",
    "ancestors",
    "branches_of",
    "change_union",
    "change_unit",
    "collector_of",
    "cover_unit",
    "covering_union",
    "create_unit",
    "direct_unions",
    "dissolve_union",
    "end_exemption",
    "end_guidance",
    "end_term",
    "exempt_unit",
    "extend_term",
    "federation",
    "fill_office",
    "find_branch",
    "form_body",
    "found_union",
    "grassroots_of",
    "guide_union",
    "leader_of",
    "leave_office",
    "lowers_of",
    "merge_unions",
    "move_union",
    "offices_on",
    "place_on",
    "prefecture_of",
    "prefectures",
    "present_region",
    "present_term",
    "rebuild_placements",
    "refresh_places",
    "region_near",
    "region_on",
    "regions_of",
    "register_union_facts",
    "remember_alias",
    "remit_to",
    "rename_union",
    "rename_unit",
    "responsible_union",
    "seed_regions",
    "set_unit_standing",
    "start_term",
    "subtree",
    "take_snapshot",
    "terms_due",
    "uncover_unit",
    "union_ended",
    "units_existing",
    "units_of",
    "units_with_union",
    "units_without_union",
    "verify_snapshot",
    "with_path_on",
    "withdraw_unions",
    "withdraw_units",
]
