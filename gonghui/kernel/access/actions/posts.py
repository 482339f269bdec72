"""Granting and ending posts: only inside the own led subtree, never above the own role."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.access.authority import require_rank
from gonghui.kernel.access.models import Post, User
from gonghui.kernel.access.queries import forget_posts
from gonghui.kernel.access.roles import Role, role_label, roles
from gonghui.kernel.lib.actions import SYSTEM, action, trace
from gonghui.kernel.lib.dates import FOREVER, today
from gonghui.kernel.lib.policy import require


@action
def grant_post(
    *,
    actor: Any,
    user: User,
    union: Any,
    role: str,
    valid_from: date | None = None,
    valid_to: date = FOREVER,
    reason: str = "",
) -> Post:
    """Let the account act in ``role`` for ``union`` from ``valid_from`` (today) until ``valid_to``.

    Args:
        actor: needs ``access.post:grant`` on ``union`` and a role there of at least the same rank.
        user: whose post it is.
        union: where it stands; the role says which kinds of union fit.
        role: key of a declared role.
        valid_from: first day.
        valid_to: the day after the last one.
        reason: the appointing document.

    Raises:
        Refused: the policy says no, or the role is above the actor's own.
        ValidationError: dates, role and union do not fit, the post exists, or the account holds a
            role that may not be held besides (handbook law-and-security §5).
        LookupError: nobody declared the role.

    Side effects: creates the post; ends the account's sessions, because the limits of a session
    depend on posts; traces ``access.post.granted``.
    """
    require(actor, "access.post:grant", union)
    wanted = roles.get(role)
    require_rank(actor, wanted, union)
    start = valid_from or today()
    user = User.objects.select_for_update().get(pk=user.pk)
    _check_fit(user, wanted, union, start, valid_to)
    post = Post.objects.create(
        user=user,
        union=union,
        role=role,
        valid_from=start,
        valid_to=valid_to,
        granted_by=None if actor is SYSTEM else actor,
        reason=reason,
    )
    _refresh(user)
    trace(
        "access.post.granted",
        actor=actor,
        subject=user,
        union_id=union.pk,
        post=post.pk,
        union=str(union),
        role=wanted.label,
        start=start,
        reason=reason,
    )
    return post


@action
def end_post(*, actor: Any, post: Post, on: date | None = None, reason: str = "") -> Post:
    """End a post: from ``on`` (today) its holder has no access any more.

    A post that ended before stays as it was; one that has not begun ends on its first day. Needs
    ``access.post:grant`` on its union and a role there of at least the same rank. Ends the account's
    sessions, traces ``access.post.ended``.

    Raises:
        Refused: the policy says no.
        ValidationError: the post has ended already.
    """
    require(actor, "access.post:grant", post.union)
    post = (
        Post.objects.select_for_update(of=("self",)).select_related("user", "union").get(pk=post.pk)
    )
    if post.role in roles:
        require_rank(actor, roles.get(post.role), post.union)
    day = max(on or today(), post.valid_from)
    if post.valid_to <= day:
        raise ValidationError(_("该岗位已经结束。"))
    post.valid_to = day
    post.version += 1
    post.save(update_fields=["valid_to", "version", "updated_at"])
    _refresh(post.user)
    trace(
        "access.post.ended",
        actor=actor,
        subject=post.user,
        union_id=post.union_id,
        post=post.pk,
        union=str(post.union),
        role=role_label(post.role),
        day=day,
        reason=reason,
    )
    return post


def _check_fit(user: User, role: Role, union: Any, start: date, end: date) -> None:
    """Refuse a post that contradicts itself or another post of the account."""
    if not user.is_active:
        raise ValidationError(_("该账号已停用，请先恢复账号。"))
    if end <= start:
        raise ValidationError(_("结束日期应晚于开始日期。"))
    if role.rank == 0:
        raise ValidationError(_("“%(role)s”不是可以授予的岗位。") % {"role": role.label})
    if role.kinds and union.kind not in role.kinds:
        raise ValidationError(
            _("“%(union)s”是%(kind)s，不能设“%(role)s”岗位。")
            % {"union": union, "kind": union.get_kind_display(), "role": role.label}
        )
    for post in user.posts.filter(valid_from__lt=end, valid_to__gt=start).select_related("union"):
        if post.union_id == union.pk and post.role == role.key:
            raise ValidationError(_("该账号在“%(union)s”已有同一岗位。") % {"union": union})
        if post.role in role.excludes or role.key in _excluded_by(post.role):
            raise ValidationError(
                _("该账号已任“%(held)s”，不能兼任“%(role)s”，请使用另一人的账号。")
                % {"held": role_label(post.role), "role": role.label}
            )


def _excluded_by(key: str) -> tuple[str, ...]:
    return roles.get(key).excludes if key in roles else ()


def _refresh(user: User) -> None:
    forget_posts(user)
    user.sessions.all().delete()
