"""The first union of an empty database, founded at the console, and its first administrator."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gonghui.kernel.access.api import User
from gonghui.kernel.unions.api import federation

pytestmark = pytest.mark.usefixtures("all_scope")
ARGUMENTS = ("示范省教育科技工会", "--region=320000", "--founded=1950-05-01")


def test_federation_is_founded_and_gets_its_administrator(db):
    call_command("seed_regions", stdout=StringIO())
    call_command("found_federation", *ARGUMENTS, stdout=StringIO())
    call_command("open_operator", "admin", "--name=张三", stdout=StringIO())

    union = federation()
    assert (union.name, union.region_code, union.kind) == (ARGUMENTS[0], "320000", "industrial")
    assert User.objects.get().posts.get().union == union


def test_second_federation_and_unknown_region_are_refused(db):
    with pytest.raises(CommandError, match="没有这个行政区划代码"):
        call_command("found_federation", *ARGUMENTS)
    call_command("seed_regions", stdout=StringIO())
    call_command("found_federation", *ARGUMENTS, stdout=StringIO())

    with pytest.raises(CommandError, match="数据库里已有工会"):
        call_command("found_federation", *ARGUMENTS)
