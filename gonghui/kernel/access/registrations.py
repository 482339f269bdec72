"""What this app declares: the roles, the permissions of the floors below, and its own."""

from gonghui.kernel.access import policy
from gonghui.kernel.access.actions.persons import close_account, move_account
from gonghui.kernel.access.models import Unmasking
from gonghui.kernel.access.roles import (
    AUDITOR,
    BRANCH_CADRE,
    CITY_CADRE,
    GROUP_LEADER,
    MEMBER,
    PROVINCE_CADRE,
    READER,
    UNION_CADRE,
    Permission,
    Role,
    register_permission,
    register_role,
)
from gonghui.kernel.access.rules import PERMISSIONS
from gonghui.kernel.lib.policy import answer_with
from gonghui.kernel.people import api as people
from gonghui.kernel.unions import api as unions
from gonghui.kernel.unions.api import UnionKind

UPPER = (UnionKind.FEDERATION, UnionKind.INDUSTRIAL)
GRASSROOTS = (UnionKind.GRASSROOTS, UnionKind.JOINT)
CADRES = (PROVINCE_CADRE, CITY_CADRE, UNION_CADRE, BRANCH_CADRE)

ROLES = (
    Role(PROVINCE_CADRE, "省级管理员", "answer", 60, UPPER, (AUDITOR,)),
    Role(CITY_CADRE, "市县工会干部", "answer", 50, UPPER, (AUDITOR,)),
    Role(UNION_CADRE, "直属/基层工会干部", "lead", 40, (*GRASSROOTS, *UPPER), (AUDITOR,)),
    Role(BRANCH_CADRE, "分工会干部", "lead", 30, (UnionKind.BRANCH,), (AUDITOR,)),
    Role(GROUP_LEADER, "小组长", "lead", 20, (UnionKind.GROUP,)),
    Role(AUDITOR, "经审", "answer", 30, (), CADRES),
    Role(READER, "只读领导", "answer", 30),
    Role(MEMBER, "会员", "lead", 0),
)


def register() -> None:
    """Declare everything and answer the policy's question."""
    for role in ROLES:
        register_role(role)
    for entry in (*PERMISSIONS, *people.PERMISSIONS, *unions.PERMISSIONS):
        register_permission(Permission(*entry))
    answer_with(policy.answer)
    people.register_merge_hook("access.User.person", move_account)
    people.register_moving(Unmasking)
    people.person_erased.connect(close_account, dispatch_uid="access.close_account")


register()
