"""Who has a case now, and what waits for whom."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gonghui.engines.casework.models import Case, Delegation
from gonghui.engines.casework.rules import FAMILIES, PLACES, names_of
from gonghui.kernel.access.api import Post, User, permissions, posts_of
from gonghui.kernel.lib import dates
from gonghui.kernel.lib.dates import valid_on
from gonghui.kernel.unions.api import Union, ancestors, leader_of


def place_of(case: Case, place: str) -> Any:
    """The union (or the user) that ``place`` names for this case; None when there is none.

    "own" is the union of the case, "upper" the one that leads it, "holder" whoever has it now.
    """
    if place == "own":
        return case.union
    if place == "upper":
        return upper_of(case.union)
    if place == "holder":
        return case.holder_user or case.holder_union
    return PLACES.get(place)(case)


def upper_of(union: Union) -> Union | None:
    """The union that leads today, else the nearest that guides: city unions answer upwards that way."""
    leader = leader_of(union)
    if leader is not None:
        return leader
    above = ancestors(union)
    return above[-1] if above else None


def delegations_of(user: Any, on: date | None = None) -> QuerySet[Delegation]:
    """What others gave ``user`` to do on a day."""
    rows = Delegation.objects.filter(
        valid_on(on or dates.today()), taker=user, giver__is_active=True
    )
    return rows.select_related("giver")


def authorities_of(actor: Any, table_key: str) -> list[Any]:
    """On whose authority ``actor`` may act: the own first, then whoever delegated to the actor."""
    if actor.pk is None:
        return [actor]
    given = delegations_of(actor).filter(table_key__in=("", *names_of(table_key)))
    return [actor, *(each.giver for each in given.order_by("pk"))]


def holders_of(case: Case) -> list[User]:
    """Everybody who has the case now, with those they delegated to."""
    return _users(holder_keys(case))


def holder_keys(case: Case) -> list[int]:
    """The keys of ``holders_of``, for who only writes to them."""
    if case.holder_user_id:
        keys = [case.holder_user_id]
    elif case.holder_union_id:
        keys = _keys_at(case.holder_union_id, case.holder_permission)
    else:
        return []
    day = valid_on(dates.today())
    given = Delegation.objects.filter(day, giver__in=keys, taker__is_active=True)
    given = given.filter(table_key__in=("", *names_of(case.table_key))).order_by("pk")
    return list(dict.fromkeys([*keys, *given.values_list("taker", flat=True)]))


def holders_at(union: Union, permission: str) -> list[User]:
    """Accounts whose posts at this very union hold the permission today."""
    return _users(_keys_at(union.pk, permission))


def _keys_at(union_id: int, permission: str) -> list[int]:
    if permission not in permissions:
        return []
    roles = permissions.get(permission).roles
    posts = Post.objects.filter(valid_on(dates.today()), union=union_id, role__in=roles)
    rows = posts.filter(user__is_active=True).order_by("pk")
    return list(dict.fromkeys(rows.values_list("user", flat=True)))


def _users(keys: list[int]) -> list[User]:
    """The accounts in the order of their keys."""
    found = User.objects.in_bulk(keys)
    return [found[key] for key in keys]


def inbox_of(user: Any) -> QuerySet[Case]:
    """Open cases that wait for ``user`` or for somebody who delegated to them, the most urgent first."""
    rows = _waiting_for(user).select_related("table_version", "union", "holder_union")
    return rows.defer("table_version__definition").order_by("due", "pk")


def count_waiting(user: Any) -> int:
    """How many cases wait for ``user``."""
    return _waiting_for(user).count()


def cases_of_person(person_id: int) -> QuerySet[Case]:
    """The matters of a person, open ones first, the newest first."""
    rows = Case.objects.filter(person_id=person_id).select_related("table_version", "union")
    return rows.order_by("-is_open", "-pk")


def escalated_to(user: Any) -> QuerySet[Case]:
    """Open cases of lower unions whose overdue clocks were reported to a union of ``user``."""
    unions = [post.union_id for post in posts_of(user)]
    return Case.objects.filter(
        is_open=True, clocks__escalations__union__in=unions, clocks__stopped_on__gt=dates.today()
    ).distinct()


def _waiting_for(user: Any) -> QuerySet[Case]:
    waiting = _held_by(user)
    for each in delegations_of(user):
        waiting |= _held_by(each.giver) & _under(each.table_key)
    return Case.objects.filter(waiting, is_open=True)


def _under(table_key: str) -> Q:
    """Cases of a table, of a family of tables, or of any table."""
    if not table_key:
        return Q()
    family = table_key in FAMILIES
    return Q(table_key__startswith=f"{table_key}.") if family else Q(table_key=table_key)


def _held_by(user: Any) -> Q:
    """Cases whose holding union and permission one of the user's posts carries, or held by the user."""
    held = Q(holder_user=user)
    for post in posts_of(user):
        keys = [key for key, permission in permissions if post.role in permission.roles]
        held |= Q(holder_union=post.union_id, holder_permission__in=keys)
    return held
