"""Accounts to look around with: one for each kind of visitor, all with the same known password."""

from datetime import date
from typing import Any, NamedTuple

from gonghui.demo.names import mobile
from gonghui.demo.territory import Territory
from gonghui.faces.portal.actions import admit_editor
from gonghui.kernel.access.api import (
    Opened,
    User,
    change_password,
    grant_post,
    open_account,
    open_cadre_account,
    union_of_person,
)
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.people.api import MembershipStatus, present_members
from gonghui.kernel.unions.api import Union

PASSWORD = "Shifan-2026"  # noqa: S105 -- known on purpose; the command refuses to run in production
FLAGSHIP = "示例大学"


class Login(NamedTuple):
    """An account and what it is for."""

    username: str
    label: str


JUDGE = Login("judge", "评委（给参赛材料打分）")


def write_accounts(territory: Territory, since: date | None = None) -> list[Login]:
    """Open the accounts, grant their posts from ``since`` (today), set the known password."""
    university = territory.unions[FLAGSHIP]
    posts = (
        ("province", "省级管理员", territory.federation, "province_cadre"),
        ("university", "示例大学工会干部", university, "union_cadre"),
        ("university2", "另一所院校的工会干部", _another_university(territory), "union_cadre"),
        ("city", "市教育科技工会干部", territory.cities[0], "city_cadre"),
        ("branch", "分工会干部", territory.branches[FLAGSHIP][0], "branch_cadre"),
        ("auditor", "经审（只读）", territory.federation, "auditor"),
        ("leader", "只读领导", territory.federation, "reader"),
        ("supervisor", "整改督办人", territory.federation, "supervisor"),
    )
    logins = [Login("member", "会员（手机上看）")]
    _open_member(territory.branches[FLAGSHIP][0])
    for order, (username, label, union, role) in enumerate(posts):
        _settle(
            _open_cadre(order, username, label, {"union": union, "role": role, "valid_from": since})
        )
        logins.append(Login(username, label))
    admit_editor(actor=SYSTEM, user=User.objects.get(username="province"))
    return logins


def _another_university(territory: Territory) -> Union:
    name = next(
        name for name, branches in territory.branches.items() if branches and name != FLAGSHIP
    )
    return territory.unions[name]


def _open_cadre(order: int, username: str, label: str, post: dict[str, Any]) -> Opened:
    return open_cadre_account(
        actor=SYSTEM,
        username=username,
        display_name=label,
        phone=mobile(10_000 + order),
        post={**post, "reason": "演示"},
    )


def open_judge(federation: Union, person: Any, since: date, username: str) -> None:
    """An account for a member of the pool of experts."""
    opened = open_account(
        actor=SYSTEM, union=union_of_person(person), username=username, person=person
    )
    grant_post(
        actor=SYSTEM,
        user=opened.user,
        union=federation,
        role="judge",
        valid_from=since,
        reason="演示",
    )
    _settle(opened)


def _open_member(branch: Union) -> None:
    row = (
        present_members()
        .filter(union=branch, status=MembershipStatus.NORMAL)
        .select_related("person")
        .order_by("pk")
        .first()
    )
    _settle(open_account(actor=SYSTEM, union=branch, username="member", person=row.person))


def _settle(opened: Opened) -> None:
    change_password(actor=opened.user, password=PASSWORD)
