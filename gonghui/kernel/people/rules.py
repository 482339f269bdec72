"""What the handbook fixes about people and memberships: who may do what, and how numbers are looked up."""

from gonghui.kernel.lib.sealing import keyed_hash
from gonghui.kernel.unions.enums import UnionKind

CADRES = ("province_cadre", "city_cadre", "union_cadre")

PERMISSIONS = (
    (
        "people.member:read",
        "查看会员",
        (*CADRES, "branch_cadre", "group_leader", "reader"),
        "answer",
        "personal",
    ),
    ("people.member:edit", "会员管理", CADRES, "lead", "personal"),
    ("people.person:edit", "维护会员信息", (*CADRES, "branch_cadre"), "lead", "personal"),
    ("people.transfer:decide", "办理会籍接转", CADRES, "lead", "personal"),
    ("people.person:merge", "合并重复人员", CADRES, "lead", "personal"),
    ("people.person:erase", "抹除个人信息", ("province_cadre",), "lead", "sensitive"),
    ("people.self:edit", "维护本人信息", ("member",), "own", "personal"),
)
"""Key, label, roles, reach, data class: ``kernel.access`` stands above and registers them."""

ROLL_KINDS = (UnionKind.GRASSROOTS, UnionKind.JOINT, UnionKind.BRANCH, UnionKind.GROUP)
"""Kinds of union that people are members of; upper unions hold retained members only (§8)."""


DOCUMENT_HASH, PHONE_HASH = "people.document", "people.phone"
"""Contexts of the keyed hashes; ``sealing.hasher`` with them does many at once."""


def document_hash(doc_no: str) -> str:
    """The keyed hash that a normalised document number is found by."""
    return keyed_hash(doc_no, DOCUMENT_HASH)


def phone_hash(phone: str) -> str:
    """The keyed hash that a normalised phone number is found by."""
    return keyed_hash(phone, PHONE_HASH)
