"""Declared roles and permissions."""

import pytest

from gonghui.kernel.access.roles import (
    Permission,
    permissions,
    register_permission,
    role_label,
    undeclared_roles,
)


@pytest.mark.parametrize(
    "permission",
    [
        Permission("no-verb", "甲", ("union_cadre",)),
        Permission("a.b:c", "甲", ("union_cadre",), reach="everywhere"),
        Permission("a.b:c", "甲", ("union_cadre",), data_class="secret"),
        Permission("a.b:c", "甲", ("member", "union_cadre"), reach="lead"),
    ],
)
def test_register_permission_refuses_what_is_malformed(permission):
    with pytest.raises(ValueError, match="malformed"):
        register_permission(permission)


def test_every_declared_permission_names_declared_roles():
    assert undeclared_roles() == []
    assert len(list(permissions)) > 0


def test_role_label_is_chinese_or_the_key_itself():
    assert [role_label("union_cadre"), role_label("gone")] == ["直属/基层工会干部", "gone"]
