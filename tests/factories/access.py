"""Accounts and posts for tests: ``make_user()``, ``make_cadre(union, role)``, ``make_member(person)``."""

from datetime import date

import factory

from gonghui.kernel.access.models import Post, User
from gonghui.kernel.lib.dates import FOREVER
from tests.factories.base import RecordFactory

PASSWORD = "Spring-rain-42"


class UserFactory(RecordFactory):
    """An account with the password ``PASSWORD``, without any post."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    display_name = factory.Sequence(lambda n: f"用户{n}")
    password = factory.django.Password(PASSWORD)


class PostFactory(RecordFactory):
    """A post in force since 2020 without an end."""

    class Meta:
        model = Post

    user = factory.SubFactory(UserFactory)
    role = "union_cadre"
    valid_from = date(2020, 1, 1)
    valid_to = FOREVER


def make_user(**fields) -> User:
    """An account without posts."""
    return UserFactory(**fields)


def make_cadre(union, role: str = "union_cadre", **fields) -> User:
    """An account with one post at ``union`` in force today; ``fields`` are the account's."""
    user = UserFactory(**fields)
    PostFactory(user=user, union=union, role=role)
    return user


def make_member(person, **fields) -> User:
    """The account of a member."""
    return UserFactory(**{"person": person, "display_name": person.name, **fields})
