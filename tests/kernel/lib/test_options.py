"""Options: one default, a choice for the whole federation, a choice for one union."""

import pytest

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.options import Option, option, options, register_option, set_option
from tests.factories.unions import make_federation, make_union

pytestmark = pytest.mark.django_db


@pytest.fixture
def days(monkeypatch):
    monkeypatch.setattr(options, "_items", dict(options._items))
    return register_option(Option("test.days", "天数", 30, "handbook"))


def test_option_is_the_default_until_somebody_chooses(days):
    assert option("test.days") == 30


def test_set_option_for_all_and_for_one_union(days):
    chosen, other = make_federation(), make_union()

    set_option(actor=SYSTEM, key="test.days", value=20)
    set_option(actor=SYSTEM, key="test.days", value=10, union=chosen)
    set_option(actor=SYSTEM, key="test.days", value=15)

    assert (option("test.days"), option("test.days", chosen), option("test.days", other)) == (
        15,
        10,
        15,
    )


def test_set_option_of_another_type_is_refused(days):
    with pytest.raises(ValueError, match="参数“天数”的取值类型不对"):
        set_option(actor=SYSTEM, key="test.days", value="30")

    assert option("test.days") == 30


def test_option_that_nobody_declared_is_an_error():
    with pytest.raises(LookupError):
        option("test.unknown")
