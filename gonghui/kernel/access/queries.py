"""Which posts an account holds, and what it may therefore see."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gonghui.kernel.access.models import Post, User
from gonghui.kernel.access.roles import roles
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.dates import FOREVER, today
from gonghui.kernel.lib.paths import is_below
from gonghui.kernel.lib.phones import parse_phone
from gonghui.kernel.lib.scoping import Scope
from gonghui.kernel.lib.sealing import keyed_hash

PHONE_CONTEXT = "access.User.phone"


def all_posts(user: User) -> list[Post]:
    """Every post the account ever held, each with its union; none for nobody.

    One query, none after ``remember_posts``.
    """
    if not user.is_authenticated:
        return []
    known = getattr(user, "_known_posts", None)
    return list(_posts(user)) if known is None else known


def remember_posts(user: User) -> None:
    """Keep the posts on this object, so that one request or one job asks the database once.

    Only for short-lived objects: a post that somebody ends meanwhile stays in force on it.
    """
    user._known_posts = list(_posts(user))


def forget_posts(user: User) -> None:
    """Ask the database again from now on."""
    user._known_posts = None


def posts_of(user: User, on: date | None = None) -> list[Post]:
    """The posts in force on ``on`` (today), each with its union."""
    day = on or today()
    return [post for post in all_posts(user) if post.valid_from <= day < post.valid_to]


def scope_of(user: User) -> Scope:
    """What the account may see: the subtrees of today's posts, and the records of its person."""
    if not user.is_authenticated or not user.is_active:
        return Scope()
    return Scope(
        paths=topmost(
            post.union.path for post in posts_of(user) if roles.get(post.role).opens_scope
        ),
        person_id=user.person_id,
    )


def topmost(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths without those that stand below another one, so that a scope asks no range twice."""
    found: list[str] = []
    for path in sorted(paths):
        if not found or not is_below(path, found[-1]):
            found.append(path)
    return tuple(found)


def own_scope_of(user: User) -> Scope:
    """What the account sees as a member: the records of its own person only."""
    if not user.is_authenticated or not user.is_active:
        return Scope()
    return Scope(person_id=user.person_id)


def phone_hash(phone: str) -> str:
    """What an account is found by instead of its phone; "" when the text holds no mobile number."""
    return keyed_hash(parse_phone(phone).normalised, PHONE_CONTEXT)


def find_account(typed: str) -> User | None:
    """The account that somebody means who types a user name or a phone; None for no or several."""
    name = typed.strip()
    by_name = User.objects.filter(username__in={name, name.lower()}).first()
    if by_name is not None:
        return by_name
    wanted = phone_hash(name)
    found = list(User.objects.filter(phone_hash=wanted, is_active=True)[:2]) if wanted else []
    return found[0] if len(found) == 1 else None


def union_of_person(person: Any) -> Any | None:
    """The union that holds the person's present membership, whatever scope is active."""
    with scoping.everything("who may look after a person depends on where the person stands"):
        present = person.memberships.filter(valid_to=FOREVER).select_related("union").first()
    return present.union if present is not None else None


def _posts(user: User) -> QuerySet[Post]:
    return Post.objects.filter(user=user).select_related("union").order_by("valid_from", "pk")
