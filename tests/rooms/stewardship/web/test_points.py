"""Contact points at the desk: lists, pages, forms that keep what was typed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gonghui.kernel.lib import dates, scoping
from gonghui.rooms.stewardship.models import ContactPoint, Leader, PointReport, Ticket, Visit
from tests.factories.access import make_cadre
from tests.factories.stewardship import make_leader, make_point, make_university, make_visit
from tests.lists import assert_same_queries


def url(name, *args):
    return reverse(f"stewardship:{name}", args=args)


def rows_of(model):
    with scoping.everything("test"):
        return list(model.objects.order_by("pk"))


def yesterday():
    return dates.today() - timedelta(days=1)


def trip(house, **more):
    day = yesterday().isoformat()
    return {
        "points": [house.point.pk],
        "form": "call",
        "theme": "看望教职工",
        "first_day": day,
        "first_half": "1",
        "last_day": day,
        "last_half": "2",
        "people_met": "12",
        "problems": "食堂偏远",
    } | more


def test_lists_take_the_same_queries_for_one_and_three_rows(house, desk):
    client = desk(house.cadre)
    days = iter(range(3, 30))

    def visit():
        make_visit(
            house.leader,
            house.point,
            first=dates.today() - timedelta(days=next(days)),
            problems=["远"],
        )

    assert_same_queries(client, url("visit-list"), visit)
    assert_same_queries(client, url("ticket-list"), visit)
    assert_same_queries(client, url("leader-list"), lambda: make_leader(house.federation))
    assert_same_queries(
        client,
        url("point-list"),
        lambda: make_point(house.leader, make_university(house.federation)),
    )


def test_visit_is_entered_with_its_problem(house, desk):
    client = desk(house.cadre)

    answer = client.post(url("visit-create", house.leader.pk), trip(house))

    assert answer.headers["Location"] == url("leader-detail", house.leader.pk)
    assert [(visit.theme, visit.entered_by) for visit in rows_of(Visit)] == [
        ("看望教职工", house.cadre)
    ]
    assert [ticket.text for ticket in rows_of(Ticket)] == ["食堂偏远"]


def test_refused_visit_keeps_what_was_typed(house, desk):
    client = desk(house.cadre)
    client.post(url("visit-create", house.leader.pk), trip(house))

    answer = client.post(url("visit-create", house.leader.pk), trip(house, theme="第二次登记"))
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "同一半天不能重复登记" in page
    assert 'value="第二次登记"' in page
    assert len(rows_of(Visit)) == 1


def test_roster_point_report_adjusting_and_ending_are_done_on_pages(house, desk):
    client = desk(house.cadre)
    today = dates.today().isoformat()
    new = {"union": house.federation.name, "name": "吴测", "duty": "主席", "valid_from": today}
    client.post(url("leader-create"), new | {"user": house.cadre.username, "is_head": "on"})
    made = rows_of(Leader)[-1]
    client.post(url("point-create", made.pk), {"union": house.inside.name, "valid_from": today})
    client.post(url("report-file", made.pk), {"year": dates.today().year, "title": "调研报告"})
    change = {"union": house.far.name, "on": today, "reason": "分工调整"}
    client.post(url("point-adjust", rows_of(ContactPoint)[-1].pk), change)
    client.post(url("point-end", rows_of(ContactPoint)[-1].pk), {"on": today, "reason": "换届"})
    client.post(url("leader-retire", house.leader.pk), {"on": today, "reason": "退休"})

    assert (made.user, made.is_head) == (house.cadre, True)
    assert [report.title for report in rows_of(PointReport)] == ["调研报告"]
    assert [point.status for point in rows_of(ContactPoint)] == [
        "ended",
        "ended",
        "adjusted",
        "ended",
    ]


def test_unknown_account_and_union_are_said_beside_the_field(house, desk):
    answer = desk(house.cadre).post(
        url("leader-create"),
        {"union": "没有的工会", "name": "吴测", "duty": "主席", "user": "nobody"},
    )
    errors = answer.context["form"].errors

    assert errors["union"] == ["没有找到唯一的“没有的工会”，请填工会全称。"]
    assert errors["user"] == ["没有找到用户名“nobody”，请核对。"]


def test_union_visited_sees_its_point_and_problems_only(house, desk):
    visit = make_visit(house.leader, house.point, house.second)
    client = desk(house.local)

    page = client.get(url("point-detail", house.point.pk)).content.decode()

    assert ("周测的定点联系单位" in page, "看望教职工" in page) == (True, True)
    assert client.get(url("point-detail", house.second.pk)).status_code == 404
    assert client.get(url("visit-detail", visit.pk)).status_code == 404


def test_further_problem_is_raised_from_the_visit(house, desk):
    visit = make_visit(house.leader, house.point, house.second)
    client = desk(house.cadre)

    client.post(url("problem-raise", visit.pk), {"union": house.far.pk, "text": "活动室漏水"})

    assert [(ticket.union, ticket.text) for ticket in rows_of(Ticket)] == [
        (house.far, "活动室漏水")
    ]
    assert "活动室漏水" in client.get(url("visit-detail", visit.pk)).content.decode()


@pytest.mark.parametrize("role", ["reader", "auditor"])
def test_readers_look_and_change_nothing(house, desk, role):
    client = desk(make_cadre(house.federation, role))

    page = client.get(url("leader-detail", house.leader.pk))

    assert page.context["may_manage"] is False
    assert client.get(url("visit-create", house.leader.pk)).status_code == 403
