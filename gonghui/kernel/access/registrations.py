"""What this app declares: the roles, the permissions of the floors below, and its own."""

from importlib import import_module
from importlib.util import find_spec

from gonghui.kernel.access import policy
from gonghui.kernel.access.actions.merging import move_account
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
from gonghui.kernel.people.api import register_merge_hook, register_moving
from gonghui.kernel.unions.enums import UnionKind

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


BELOW = ("gonghui.kernel.unions.rules", "gonghui.kernel.people.rules")
"""The floors below cannot import this package; each keeps a plain list PERMISSIONS."""


def register() -> None:
    """Declare everything and answer the policy's question."""
    for role in ROLES:
        register_role(role)
    below = [import_module(name).PERMISSIONS for name in BELOW if find_spec(name)]
    for entry in (*PERMISSIONS, *(entry for entries in below for entry in entries)):
        register_permission(Permission(*entry))
    register_merge_hook("access.User.person", move_account)
    register_moving(Unmasking)
    answer_with(policy.answer)


register()
