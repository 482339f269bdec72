"""A small federation, made through the actions, so that every tree in the tests is one that can exist."""

from datetime import date
from itertools import count
from types import SimpleNamespace

from gonghui.kernel.lib import policy
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions import api as unions
from gonghui.kernel.unions.enums import Ownership, UnionKind, UnitKind
from tests.laying import laid_once

FOUNDED = date(2000, 1, 1)
_numbers = count(1)


def install_permissive_policy():
    """Answer yes to everything where kernel.access does not stand yet."""
    if not policy._policies:
        policy.answer_with(lambda *_args: policy.ALLOWED)


def make_union(name=None, *, kind=UnionKind.GRASSROOTS, upper=None, founded_on=FOUNDED, **more):
    """Any union; the kind decides what else it needs."""
    install_permissive_policy()
    return unions.found_union(
        actor=SYSTEM,
        name=name or f"第{next(_numbers)}工会",
        kind=kind,
        founded_on=founded_on,
        upper=upper,
        **more,
    )


def make_federation(name="示范省教育科技工会", **more):
    """Level 2, the owner."""
    return make_union(name, kind=UnionKind.INDUSTRIAL, region_code="320000", **more)


def make_city_union(guide=None, name="南京市教育工会", region_code="320100", **more):
    """Level 3b: led by nobody in the system, guided by the federation."""
    guide = guide or make_federation()
    return make_union(name, kind=UnionKind.INDUSTRIAL, guide=guide, region_code=region_code, **more)


def make_direct_union(federation=None, name=None, *, unit=True, **more):
    """Level 3a: a university's union led by the federation, with its unit."""
    name = name or f"示范{next(_numbers)}大学工会"
    units = [make_unit(name.removesuffix("工会"), kind=UnitKind.UNIVERSITY)] if unit else []
    return make_union(name, upper=federation or make_federation(), units=units, **more)


def make_branch(upper=None, name=None, *, kind=UnionKind.BRANCH, **more):
    """Level 6: a branch of a grassroots union."""
    return make_union(
        name or f"第{next(_numbers)}分工会", kind=kind, upper=upper or make_direct_union(), **more
    )


def make_unit(name=None, *, kind=UnitKind.SCHOOL, region_code="320102", opened_on=FOUNDED, **more):
    """An employer, public unless told otherwise."""
    install_permissive_policy()
    return unions.create_unit(
        actor=SYSTEM,
        name=name or f"第{next(_numbers)}学校",
        kind=kind,
        region_code=region_code,
        opened_on=opened_on,
        **{"ownership": Ownership.PUBLIC} | more,
    )


@laid_once
def make_regions():
    """The region codes that ship with the program."""
    unions.seed_regions(actor=SYSTEM)


@laid_once
def make_province():
    """A federation with two cities, two direct unions and two branches of the first, as attributes."""
    federation = make_federation()
    nanjing = make_city_union(federation)
    suzhou = make_city_union(federation, "苏州市教育工会", "320500")
    first = make_direct_union(federation, "示范大学工会")
    second = make_direct_union(federation, "样板大学工会")
    return SimpleNamespace(
        federation=federation,
        nanjing=nanjing,
        suzhou=suzhou,
        first=first,
        second=second,
        physics=make_branch(first, "物理学院分工会"),
        history=make_branch(first, "历史学院分工会"),
        school=make_union("南京第一小学工会", upper=nanjing, units=[make_unit("南京第一小学")]),
    )
