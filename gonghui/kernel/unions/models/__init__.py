"""Units and unions are two things; their relations are dated and never rewritten."""

from gonghui.kernel.unions.models.regions import Region
from gonghui.kernel.unions.models.relations import Coverage, Edge, Placement, UnionAlias
from gonghui.kernel.unions.models.snapshots import Snapshot, SnapshotUnion, SnapshotUnit
from gonghui.kernel.unions.models.terms import Body, Office, Term
from gonghui.kernel.unions.models.unions import Union, UnionName
from gonghui.kernel.unions.models.units import Unit, UnitExemption, UnitName, UnitStanding

__all__ = [
    "Body",
    "Coverage",
    "Edge",
    "Office",
    "Placement",
    "Region",
    "Snapshot",
    "SnapshotUnion",
    "SnapshotUnit",
    "Term",
    "Union",
    "UnionAlias",
    "UnionName",
    "Unit",
    "UnitExemption",
    "UnitName",
    "UnitStanding",
]
