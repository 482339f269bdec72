"""Roles and permissions that apps declare: what may be done, by whom, how far down the tree.

A permission reads ``room.object:verb``. ``kernel.unions`` and ``kernel.people`` stand below this
package; they keep a plain list ``PERMISSIONS`` in their ``rules.py`` that ``registrations`` reads.
"""

from dataclasses import dataclass
from typing import Literal

from gonghui.kernel.lib.registry import Registry

Reach = Literal["lead", "answer", "own"]
REACHES = ("lead", "answer", "own")
DATA_CLASSES = ("ordinary", "personal", "sensitive")

PROVINCE_CADRE = "province_cadre"
CITY_CADRE = "city_cadre"
UNION_CADRE = "union_cadre"
BRANCH_CADRE = "branch_cadre"
GROUP_LEADER = "group_leader"
AUDITOR = "auditor"
READER = "reader"
MEMBER = "member"


@dataclass(frozen=True)
class Role:
    """What a post lets its holder be for a union (handbook organisation §4, "Roles").

    Attributes:
        key: stored in ``Post.role``.
        label: shown to users.
        reach: "lead" keeps the post to what its union leads; "answer" adds what it only guides.
        rank: nobody grants a role of a higher rank than their own.
        kinds: kinds of union that a post in this role may stand at; empty for any.
        excludes: roles that the same account may not hold besides it (three separated
            administrators, handbook law-and-security §5).
        opens_scope: whether the holder's queries reach what belongs to the union; a judge's do not.
    """

    key: str
    label: str
    reach: Reach = "answer"
    rank: int = 0
    kinds: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    opens_scope: bool = True


@dataclass(frozen=True)
class Permission:
    """Something that may be done, and the roles that bring it.

    Attributes:
        key: ``room.object:verb``.
        label: shown in refusals: 您在“某某工会”没有“{label}”权限.
        roles: keys of the roles that hold it; "member" is every account that belongs to a person.
        reach: "lead": changes, only below the post's union along leading edges; "answer": also what
            it only guides; "own": one's own affairs, the action checks whose they are.
        data_class: ordinary, personal or sensitive (handbook organisation §4).
    """

    key: str
    label: str
    roles: tuple[str, ...]
    reach: Reach = "lead"
    data_class: str = "ordinary"


roles: Registry[Role] = Registry("role")
permissions: Registry[Permission] = Registry("permission")


def register_role(role: Role) -> Role:
    """Declare a role; called in ``registrations``."""
    return roles.register(role.key, role)


def register_permission(permission: Permission) -> Permission:
    """Declare a permission; called in ``registrations``.

    Raises:
        ValueError: unknown reach or data class, a key without ``:``, or a permission of members
            whose reach is not "own" (it would let every member act for others).
    """
    known = permission.reach in REACHES and permission.data_class in DATA_CLASSES
    members = MEMBER not in permission.roles or permission.reach == "own"
    if not (known and members and ":" in permission.key):
        raise ValueError(f"permission {permission} is malformed")
    return permissions.register(permission.key, permission)


def role_label(key: str) -> str:
    """What users call a role; the key itself when nobody declares it any more."""
    return roles.get(key).label if key in roles else key


def undeclared_roles() -> list[tuple[str, str]]:
    """Pairs of permission and role where the role exists nowhere; checked at start-up."""
    return [
        (key, role)
        for key, permission in permissions
        for role in permission.roles
        if role not in roles
    ]
