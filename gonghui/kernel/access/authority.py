"""Who stands above whom: where an account belongs, what rank an actor has there, which unions answer."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gonghui.kernel.access.models import User
from gonghui.kernel.access.queries import all_posts, posts_of, topmost, union_of_person
from gonghui.kernel.access.roles import Permission, Role, permissions, roles
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.paths import below, is_below
from gonghui.kernel.lib.policy import Refused, require
from gonghui.kernel.lib.scoping import Scope
from gonghui.kernel.unions.api import Union, federation

HIGHEST = 1000
"""Rank of the program itself."""


def homes_of(user: User) -> list[Union]:
    """The unions an account belongs to: of its running and coming posts and of its person.

    An account with neither belongs where its last post was; without any to nobody.
    """
    posts = all_posts(user)
    living = [post for post in posts if post.valid_to > today()]
    person_union = union_of_person(user.person) if user.person_id else None
    found = [post.union for post in living] + ([person_union] if person_union else [])
    if not found and posts:
        found = [max(posts, key=lambda post: (post.valid_to, post.pk)).union]
    return list({union.pk: union for union in found}.values())


def home_union_id(user: User) -> int | None:
    """Under which union the log of an account stands."""
    homes = homes_of(user)
    return homes[0].pk if homes else None


def rank_at(actor: Any, union: Union) -> int:
    """The highest rank among the actor's posts that lead ``union``."""
    if actor is SYSTEM:
        return HIGHEST
    leading = [post for post in posts_of(actor) if is_below(union.lead_path, post.union.lead_path)]
    return max((roles.get(post.role).rank for post in leading if post.role in roles), default=0)


def require_rank(actor: Any, role: Role, union: Union) -> None:
    """Go on only if the actor's own role at ``union`` is at least as high as ``role``.

    Raises:
        Refused: with the reason.
    """
    if rank_at(actor, union) < role.rank:
        raise Refused(
            _("“%(role)s”高于您在“%(union)s”的岗位，须由上级工会管理员办理。")
            % {"role": role.label, "union": union}
        )


def require_over(actor: Any, permission: str, user: User) -> None:
    """Go on only if the actor holds ``permission`` wherever ``user`` belongs, in no lower a role.

    Without this a cadre of one union could take over, by a new password, an account that also acts
    for another.

    Raises:
        Refused: with the reason.
    """
    for union in homes_of(user) or [federation()]:
        require(actor, permission, union)
    for post in all_posts(user):
        if post.valid_to > today() and post.role in roles:
            require_rank(actor, roles.get(post.role), post.union)


def unions_where(user: User, key: str) -> QuerySet[Union]:
    """The unions on which the account holds permission ``key`` today, in tree order.

    Raises:
        LookupError: nobody declared the permission.
    """
    permission = permissions.get(key)
    found = Q(pk__in=())
    for post in posts_of(user) if user.is_active else []:
        found |= _answering(post, permission)
    return Union.objects.filter(found).order_by("path")


def scope_where(user: User, key: str) -> Scope:
    """A scope of the subtrees in which the account holds permission ``key`` today.

    Narrower than ``scope_of`` for pages that show what only some roles may see.
    """
    permission = permissions.get(key)
    posts = posts_of(user) if user.is_active else []
    return Scope(paths=topmost(post.union.path for post in posts if post.role in permission.roles))


def _answering(post: Any, permission: Permission) -> Q:
    """Condition for the unions where one post brings the permission."""
    if post.role not in permission.roles:
        return Q(pk__in=())
    found = below(post.union.lead_path, "lead_path")
    if permission.reach == "answer" and roles.get(post.role).reach == "answer":
        found |= below(post.union.path, "path")
    return found
