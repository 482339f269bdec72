"""The page of a member: present membership, history, documents, what may be done."""

from typing import Any

from django.http import Http404

from gonghui.kernel.access.api import User, masked_document, masked_phone
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.people.api import (
    Membership,
    MembershipEvent,
    documents_of,
    events_of,
    history_of,
)
from gonghui.kernel.ui.looks import partial_date
from gonghui.kernel.unions.api import Union, branches_of, grassroots_of


def find_member(person_id: int) -> Membership:
    """The present membership in scope.

    Raises:
        Http404: nobody in scope.
    """
    rows = Membership.objects.filter(person_id=person_id, valid_to=FOREVER)
    row = rows.select_related("person", "union").first()
    if row is None:
        raise Http404
    return row


def facts_of_member(row: Membership) -> list[tuple[str, Any]]:
    """Label and value, identity and phone masked."""
    person = row.person
    return [
        ("性别", person.get_sex_display()),
        ("出生日期", partial_date(person.born_on, person.born_precision)),
        ("民族", person.ethnic_group),
        ("政治面貌", person.political_status),
        ("学历、学位", "、".join(filter(None, (person.education, person.degree)))),
        ("职称", person.title),
        ("手机号", masked_phone(person)),
        ("证件", "；".join(masked_document(each) for each in documents_of(person))),
        ("工会", row.union.name),
        ("工会小组", row.group_name),
        ("职务", row.duty),
        ("工号", row.staff_no),
        ("用工形式", row.get_employment_display() if row.employment else ""),
        ("入会时间", partial_date(row.joined_on, row.joined_precision)),
    ]


def events_of_member(row: Membership) -> list[MembershipEvent]:
    """What happened, the latest first."""
    return list(events_of(row.person))


def has_account(row: Membership) -> bool:
    """Whether the member can sign in already, or could before the account was stopped."""
    return User.objects.filter(person_id=row.person_id).exists()


def spans_of_member(row: Membership) -> list[Membership]:
    """Where and as what, the latest first."""
    return list(history_of(row.person))[::-1]


def branches_for(row: Membership) -> Any:
    """The branches and groups somebody can be moved to inside the same union."""
    top = grassroots_of(row.union)
    return Union.objects.filter(pk__in=[top.pk, *branches_of(top).values_list("pk", flat=True)])
