"""The door to accounts, posts, roles, permissions and masking."""

# ruff: noqa: I001 -- several names a line keep the door short
# fmt: off
from gonghui.kernel.access.actions.accounts import (
    Opened, change_password, open_account, reset_password, resume_account, stop_account,
)
from gonghui.kernel.access.actions.clearing import clear_expired
from gonghui.kernel.access.actions.opening import open_cadre_account
from gonghui.kernel.access.actions.posts import end_post, grant_post
from gonghui.kernel.access.actions.unmasking import unmask
from gonghui.kernel.access.authority import rank_at, scope_where, unions_where
from gonghui.kernel.access.masking import (
    MaskedField, masked_document, masked_phone, register_masked,
)
from gonghui.kernel.access.models import Post, Unmasking, User
from gonghui.kernel.access.queries import (
    find_account, own_scope_of, phone_hash, posts_of, remember_posts, scope_of, union_of_person,
)
from gonghui.kernel.access.roles import (
    Permission, Role, permissions, register_permission, register_role, role_label,
)

__all__ = [
    "MaskedField", "Opened", "Permission", "Post", "Role", "Unmasking", "User",
    "change_password", "clear_expired", "end_post", "find_account", "grant_post", "masked_document",
    "masked_phone", "open_account", "open_cadre_account", "own_scope_of", "permissions",
    "phone_hash", "posts_of", "rank_at", "register_masked", "register_permission",
    "register_role", "remember_posts", "reset_password", "resume_account", "role_label",
    "scope_of", "scope_where", "stop_account", "union_of_person", "unions_where", "unmask",
]
