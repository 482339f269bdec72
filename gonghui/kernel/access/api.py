"""The door to accounts, posts, roles and permissions."""

from gonghui.kernel.access.models import Post, Unmasking, User
from gonghui.kernel.access.queries import (
    own_scope_of,
    posts_of,
    remember_posts,
    scope_of,
)
from gonghui.kernel.access.roles import (
    Permission,
    Role,
    permissions,
    register_permission,
    register_role,
    role_label,
)

__all__ = [
    "Permission",
    "Post",
    "Role",
    "Unmasking",
    "User",
    "own_scope_of",
    "permissions",
    "posts_of",
    "register_permission",
    "register_role",
    "remember_posts",
    "role_label",
    "scope_of",
]
