"""The panel on the first screen of leaders and supervisors, and on nobody else's."""

from datetime import timedelta

from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.stewardship.queries.desk import desk_of
from tests.factories.access import make_cadre
from tests.factories.stewardship import (
    make_batch,
    make_claimed,
    make_item,
    make_leader,
    step,
)


def test_supervisor_sees_what_waits_and_what_is_late(house, desk):
    batch = make_batch(house.federation)
    make_claimed(batch, house.owner)
    yesterday = dates.today() - timedelta(days=1)
    step(SYSTEM, make_item(batch, house.owner, due_on=yesterday), "approve")

    page = desk(house.supervisor).get("/desk/").content.decode()

    assert [word in page for word in ("整改已完成待核", "整改逾期", "我今年联系基层")] == [
        True,
        True,
        False,
    ]


def test_leader_sees_the_own_year(house, desk):
    reader = make_cadre(house.federation, "reader")
    make_leader(house.federation, user=reader)

    page = desk(reader).get("/desk/").content.decode()

    assert "走访 0 次（应 2 次），0.0 天（应 7 天）" in page
    assert "报告未交" in page


def test_others_and_idle_supervisors_see_nothing(house):
    with scoping.everything("test"):
        assert [desk_of(user) for user in (house.cadre, house.supervisor)] == [None, None]
