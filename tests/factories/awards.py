"""Series and awards, entered through the actions."""

from datetime import date
from itertools import count

from gonghui.engines.campaigns.api import AwardSource, Grant, Level, grant_award, name_series
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM

GIVEN = date(2024, 4, 20)
_numbers = count(1)


def make_series(name="五一劳动奖章", *, key=None, target="person", **more):
    """A provincial honour without an end."""
    facts = {"honour_level": Level.PROVINCE, "granting_body": "示范省总工会"} | more
    key = key or f"series-{next(_numbers)}"
    with scoping.everything("factory"):
        return name_series(actor=SYSTEM, key=key, name=name, target=target, **facts)


def grant_of(union, series=None, **more):
    """What ``make_award`` grants: to a person named 张测甲, kept by the union itself."""
    series = series or make_series()
    granted_on = more.get("granted_on", GIVEN)
    facts = {
        "kept_by": union,
        "title": series.name,
        "year": granted_on.year,
        "holder_kind": series.target,
        "holder_name": "张测甲",
        "holder_unit_name": union.name.removesuffix("工会"),
        "granted_on": granted_on,
        "document_no": "示工〔2024〕7号",
        "source": AwardSource.IMPORTED,
    }
    return Grant(series=series, union=union, **facts | more)


def make_award(union, series=None, **more):
    """One award in the register."""
    with scoping.everything("factory"):
        return grant_award(actor=SYSTEM, grant=grant_of(union, series, **more))
