"""The answer to "may they?": posts valid today, their roles, and how far a union answers to them.

Installed under ``lib.policy`` when this app starts. Every refusal is a sentence for the user.
"""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gonghui.kernel.access.models import Post
from gonghui.kernel.access.queries import all_posts, posts_of
from gonghui.kernel.access.roles import MEMBER, Permission, permissions, role_label, roles
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.paths import is_below
from gonghui.kernel.lib.policy import ALLOWED, Decision


def answer(actor: Any, key: str, union: Any = None) -> Decision:
    """Whether ``actor`` holds permission ``key`` on ``union`` (None: anywhere at all).

    One query for the actor's posts, none after ``queries.remember_posts``.

    Raises:
        LookupError: nobody declared the permission.
    """
    permission = permissions.get(key)
    if actor is SYSTEM:
        return ALLOWED
    if actor is None or not actor.is_authenticated:
        return _no(_("请先登录。"))
    if not actor.is_active:
        return _no(_("您的账号已停用，请联系上级工会管理员。"))
    if permission.reach == "own" and MEMBER in permission.roles and actor.person_id is not None:
        return ALLOWED
    posts = posts_of(actor)
    if any(_grants(post, permission) and _reaches(post, permission, union) for post in posts):
        return ALLOWED
    return _no(_reason(actor, posts, permission, union))


def _no(reason: str) -> Decision:
    return Decision(allowed=False, reason=reason)


def _grants(post: Post, permission: Permission) -> bool:
    """Whether the role of the post brings the permission."""
    return post.role in permission.roles


def _reaches(post: Post, permission: Permission, union: Any) -> bool:
    """Whether the union answers to the post's union as far as the permission needs it."""
    if union is None or _leads(post, union):
        return True
    wide = permission.reach == "answer" and roles.get(post.role).reach == "answer"
    return wide and is_below(union.path, post.union.path)


def _leads(post: Post, union: Any) -> bool:
    """Whether the union stands at or below the post's union along leading edges."""
    return is_below(union.lead_path, post.union.lead_path)


def _reason(actor: Any, posts: list[Post], permission: Permission, union: Any) -> str:
    """The most helpful of the reasons that hold."""
    ended = _ended_reason(actor, union)
    if not posts:
        return ended or _("您没有工会岗位，不能办理“%(what)s”。") % {"what": permission.label}
    if union is None:
        return _("您的岗位（%(roles)s）没有“%(what)s”权限，可联系上级工会管理员开通。") % {
            "roles": "、".join(sorted({role_label(post.role) for post in posts})),
            "what": permission.label,
        }
    guided = any(is_below(union.path, post.union.path) for post in posts)
    if guided and permission.reach == "lead" and not any(_leads(post, union) for post in posts):
        return _("您所在工会对“%(union)s”只有业务指导关系，只能查看，不能办理“%(what)s”。") % {
            "union": union,
            "what": permission.label,
        }
    if guided or any(_leads(post, union) for post in posts):
        return _("您在“%(union)s”没有“%(what)s”权限，可联系上级工会管理员开通。") % {
            "union": union,
            "what": permission.label,
        }
    return ended or _("“%(union)s”不在您岗位所在工会的管辖范围内，不能办理“%(what)s”。") % {
        "union": union,
        "what": permission.label,
    }


def _ended_reason(actor: Any, union: Any) -> str:
    """What to say if a past or future post would have covered the union; "" if none would."""
    day = today()
    for post in reversed(all_posts(actor)):
        if union is not None and not is_below(union.path, post.union.path):
            continue
        if post.valid_to <= day:
            return _("您在“%(union)s”的岗位已于%(day)s结束。") % {
                "union": post.union,
                "day": date_format(post.valid_to, _("Y年n月j日")),
            }
        if post.valid_from > day:
            return _("您在“%(union)s”的岗位自%(day)s起生效。") % {
                "union": post.union,
                "day": date_format(post.valid_from, _("Y年n月j日")),
            }
    return ""
