"""A small tree: the federation leads a university with a branch, and guides a city that leads a school."""

from dataclasses import dataclass
from datetime import date

import pytest

from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.paths import child_path
from gonghui.kernel.people.models import IdentityDocument, Membership, Person
from gonghui.kernel.unions.models import Union


def plant(name, kind, upper=None, *, led=True) -> Union:
    """A union below ``upper``, led or only guided, placed without the actions of kernel.unions."""
    union = Union.objects.create(
        name=name, kind=kind, founded_on=date(2000, 1, 1), path="", lead_path=""
    )
    union.path = child_path(upper.path if upper else "", union.pk)
    union.lead_path = child_path(upper.lead_path if upper and led else "", union.pk)
    union.save()
    return union


@dataclass
class Tree:
    """The unions by what they are."""

    federation: Union
    university: Union
    branch: Union
    other: Union
    city: Union
    school: Union


@pytest.fixture
def tree(db) -> Tree:
    """Six unions."""
    federation = plant("示范省教育科技工会", "industrial")
    university = plant("示范大学工会", "grassroots", federation)
    city = plant("示范市教育工会", "industrial", federation, led=False)
    return Tree(
        federation=federation,
        university=university,
        branch=plant("计算机学院分工会", "branch", university),
        other=plant("第二大学工会", "grassroots", federation),
        city=city,
        school=plant("示范小学工会", "grassroots", city),
    )


@pytest.fixture
def person(db) -> Person:
    """Somebody without a membership."""
    return Person.objects.create(name="张三", name_pinyin="zhang san", name_initials="zs")


@pytest.fixture
def member_of(db):
    """A function that makes a person with a present membership in a union."""

    def make(union, name="李四", phone="13900001234", doc_no="11010519491231002X"):
        with scoping.everything("fixture"):
            person = Person.objects.create(
                name=name, name_pinyin="li si", name_initials="ls", phone=phone
            )
            Membership.objects.create(
                person=person,
                union=union,
                status="normal",
                valid_from=date(2020, 1, 1),
                valid_to=FOREVER,
            )
            IdentityDocument.objects.create(
                person=person, doc_type="resident_id", doc_no=doc_no, doc_hash=doc_no[::-1]
            )
        return person

    return make
