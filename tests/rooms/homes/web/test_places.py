"""Places at the desk, on the phone and in public."""

from datetime import date

import pytest
from django.urls import reverse

from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM, NoTrace
from gonghui.kernel.lib.calendar import add_working_days
from gonghui.kernel.notices.models import Notice
from gonghui.kernel.unions.api import seed_regions
from gonghui.kernel.unions.models import Union
from gonghui.rooms.homes.actions.pairings import Visit, begin_pairing, record_visit
from gonghui.rooms.homes.actions.places import close_place, settle_award
from gonghui.rooms.homes.actions.problems import report_problem
from gonghui.rooms.homes.models import (
    Defect,
    Place,
    PlacePhoto,
    PlaceTitle,
    Problem,
    RatingRound,
    YearReport,
)
from gonghui.rooms.homes.queries.open_places import by_city
from gonghui.rooms.homes.queries.places import list_places
from tests.factories.access import make_member as make_account
from tests.factories.files import picture, upload
from tests.factories.homes import make_place, make_rating, make_title, vote
from tests.factories.people import make_member
from tests.lists import assert_same_queries

FORM = {
    "union": "示范大学工会",
    "kind": "nursing_room",
    "name": "图书馆母婴室",
    "address": "二楼东侧",
    "equipment": "冰箱、尿布台\n沙发",
    "opened_on": "2024-05-01",
    "shown_publicly": "on",
}


def url(name, *args):
    return reverse(f"homes:{name}", args=args)


def text_of(client, name, *args, **query) -> str:
    answer = client.get(url(name, *args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, name, /, *args, **data):
    return client.post(url(name, *args), data, follow=True)


def everything():
    return scoping.everything("test")


@pytest.fixture
def member(province):
    return make_account(make_member(province.first, "李测会"))


def new_title(province):
    return lambda: make_title(province.first, granted_on=date(2024, 1, 1))


LISTS = {
    "place-list": lambda province: lambda: make_place(province.first),
    "title-list": new_title,
    "pairing-list": lambda province: lambda: paired(province),
    "problem-list": lambda province: lambda: reported(province),
}


def paired(province):
    with everything():
        begin_pairing(
            actor=SYSTEM, union=province.first, helped_name="村小", starts_on=date(2024, 1, 1)
        )


def reported(province):
    with everything():
        user = make_account(make_member(province.first))
        return report_problem(actor=user, place=make_place(province.first), text="门坏了")


@pytest.mark.parametrize("name", LISTS)
def test_list_takes_the_same_queries_for_any_length(province, desk, name):
    assert_same_queries(desk(province.cadre), url(name), LISTS[name](province))


def test_list_of_ratings_takes_the_same_queries_for_any_length(province, desk):
    unions = iter((province.first, province.second, province.school))
    assert_same_queries(desk(province.cadre), url("rating-list"), lambda: make_rating(next(unions)))


def test_title_past_its_validity_is_said_to_be_over_in_list_and_page(province, desk):
    title = make_title(province.first, granted_on=date(2020, 1, 1), valid_to=date(2023, 1, 1))
    client = desk(province.cadre)

    row = client.get(url("title-list")).context["table"].page.rows[0]
    facts = dict(client.get(url("title-detail", title.pk)).context["facts"])

    assert (title.status, row.status_today.label, facts["状态"]) == ("active", "已到期", "已到期")


def test_place_is_entered_with_its_day_and_region(province, desk):
    send(desk(province.local), "place-create", **FORM)
    with everything():
        place = Place.objects.get()
    assert (place.status, place.equipment, place.opened_on) == (
        "open",
        ["冰箱", "尿布台", "沙发"],
        date(2024, 5, 1),
    )


def test_place_of_another_union_is_refused(province, desk):
    answer = send(desk(province.local), "place-create", **FORM | {"union": "样板大学工会"})
    with everything():
        assert (Place.objects.count(), "没有找到唯一的" in answer.content.decode()) == (0, True)


def test_title_is_tied_only_to_a_place_of_its_kind_and_union(province, desk):
    place = make_place(province.first)
    fits, room = make_title(province.first), make_title(province.first, "nursing-room", grade="")
    make_title(province.second)
    client = desk(province.local)
    form = client.get(url("place-act", place.pk, "title")).context["form"]
    assert list(form.fields["award"].queryset) == [fits]
    assert send(client, "place-act", place.pk, "title", award=room.pk).status_code == 200
    send(client, "place-act", place.pk, "title", award=fits.pk)
    with everything():
        assert list(PlaceTitle.objects.values_list("place", "award")) == [(place.pk, fits.pk)]
    assert place.name in text_of(client, "title-detail", fits.pk)


def test_award_of_a_decision_settles_on_the_only_place_of_its_kind(province):
    place, award = make_place(province.first), make_title(province.first)
    make_place(province.first, "nursing_room")
    with everything():
        settle_award(actor=SYSTEM, award=award)
        assert [tie.place for tie in PlaceTitle.objects.filter(award=award)] == [place]
        make_place(province.first)
        other = make_title(province.first, grade="")
        with pytest.raises(NoTrace):
            settle_award(actor=SYSTEM, award=other)


def test_inspection_finds_and_mends(province, desk):
    place = make_place(province.first)
    found = {"inspected_on": "2024-06-01", "inspectors": "检查组", "defects": "门锁损坏"}
    answer = send(desk(province.cadre), "place-act", place.pk, "inspect", **found)
    assert "请填整改期限" in answer.content.decode()
    send(desk(province.cadre), "place-act", place.pk, "inspect", due_on="2024-07-01", **found)
    with everything():
        defect = Defect.objects.get()
    client = desk(province.local)
    assert "门锁损坏" in text_of(client, "place-detail", place.pk)
    send(client, "defect-mend", defect.pk, on="2024-06-20", note="已换锁")
    again = send(client, "defect-mend", defect.pk, on="2024-06-21", note="已换锁")
    with everything():
        assert Defect.objects.get().mended_on == date(2024, 6, 20)
    assert "已经登记整改完成" in again.content.decode()


def test_report_of_a_year_is_replaced_by_a_second_one(province, desk):
    place = make_place(province.first)
    for visits in (100, 120):
        facts = {"year": 2024, "opened_days": 250, "visits": visits, "activities": 3}
        send(desk(province.local), "place-act", place.pk, "report", spent_fen="12.50", **facts)
    with everything():
        assert list(YearReport.objects.values_list("visits", "spent_fen")) == [(120, 1250)]
        assert [each.visits for each in list_places()] == [120]


def test_member_reports_a_problem_and_hears_the_answer(province, desk, member, client):
    place = make_place(province.first)
    send(desk(member), "problem-report", place.pk, text="灯不亮")
    with everything():
        problem = Problem.objects.get()
    assert problem.due_on == add_working_days(dates.today(), 5).day
    send(desk(province.local), "problem-take", problem.pk)
    send(desk(province.local), "problem-answer", problem.pk, answer="已修好")
    assert "已修好" in text_of(desk(member), "own-problems")
    with everything():
        assert Notice.objects.filter(recipient=member, kind="homes.answer").count() == 1


def test_member_has_at_most_five_problems_waiting(province, desk, member):
    place = make_place(province.first)
    for _turn in range(6):
        answer = send(desk(member), "problem-report", place.pk, text="灯不亮")
    with everything():
        assert Problem.objects.count() == 5
    assert "还有 5 个问题等待答复" in answer.content.decode()


def test_public_sees_open_places_only(province, client):
    shown = make_place(province.first, name="公开之家", region_code="320102")
    hidden = make_place(province.first, name="内部之家", shown_publicly=False)
    planned = make_place(province.first, name="筹划之家", opened_on=None)
    gone = make_place(province.first, name="关闭之家")
    with everything():
        close_place(actor=SYSTEM, place=gone)
    text = text_of(client, "open-places")
    assert [each.name in text for each in (shown, hidden, planned, gone)] == [
        *(True, False, False, False)
    ]
    assert client.get(url("open-place", hidden.pk)).status_code == 404
    assert "公开之家" not in text_of(client, "open-places", city="3205")


def test_places_without_a_city_stand_last(province):
    places = [make_place(province.first, region_code=code) for code in ("", "320102", "320000")]
    seed_regions(actor=SYSTEM)
    with everything():
        found = by_city(places)
    assert [(city, len(rows)) for city, rows in found] == [("南京市", 1), ("其他地区", 2)]


def test_member_of_a_branch_sees_the_places_of_the_city(province, desk):
    with everything():
        Union.objects.filter(pk=province.first.pk).update(region_code="320100")
    make_place(province.first, name="本市之家", region_code="320102")
    make_place(province.second, name="外市之家", region_code="320502")
    text = text_of(desk(make_account(make_member(province.physics))), "own-places")
    assert ("本市之家" in text, "外市之家" in text) == (True, False)


def test_public_pages_share_one_menu(province, client):
    menus = {
        tuple(item.label for item in answer.context["shell"].site_links)
        for answer in (client.get(url("open-places")), client.get(reverse("publicity:list")))
    }
    assert menus == {("公示", "网络投票", "工会名录", "先进人物", "开放场所", "证书核验")}


def test_open_place_tells_where_it_is_and_when(province, client):
    place = make_place(
        province.first,
        name="公开之家",
        region_code="320102",
        address="二楼东侧",
        opening_hours="8—18 时",
    )

    text = text_of(client, "open-place", place.pk)

    assert [word in text for word in ("公开之家", "二楼东侧", "8—18 时")] == [True, True, True]


def test_pairing_shows_its_visits_with_what_they_were_worth(province, desk):
    with everything():
        pairing = begin_pairing(
            actor=SYSTEM,
            union=province.first,
            helped_name="青山村小学",
            starts_on=date(2025, 3, 1),
        )
        record_visit(
            actor=SYSTEM,
            pairing=pairing,
            visit=Visit(
                visited_on=date(2025, 4, 1), topic="送书下乡", persons=12, goods_fen=150_000
            ),
        )

    text = text_of(desk(province.local), "pairing-detail", pairing.pk)

    assert [word in text for word in ("青山村小学", "送书下乡", "1,500.00")] == [True, True, True]


def test_photo_is_public_only_with_consent(province, desk, client):
    place = make_place(province.first)
    for consent in ("on", ""):
        sent = {"upload": upload(picture(), "a.png"), "moment": "use", "may_publish": consent}
        send(desk(province.local), "place-act", place.pk, "photo", **sent)
    client.logout()
    with everything():
        keys = list(PlacePhoto.objects.order_by("pk").values_list("stored__key", flat=True))
    codes = [client.get(reverse("files:download", args=[key])).status_code for key in keys]
    assert codes[0] == 200
    assert codes[1] in (302, 403)


def test_member_votes_on_the_phone_and_reads_the_published_result(province, desk):
    rating, users = make_rating(province.first)
    ballot = {"overall": "satisfied", "d0": "basic", "d1": "unknown", "remark": ""}
    home = reverse("member:home")
    assert "请您评价" in desk(users[0]).get(home).content.decode()
    assert "请您评价" in text_of(desk(users[0]), "own-ratings")
    for user in users:
        send(desk(user), "own-rating", rating.pk, **ballot)
    assert "您已参评" in text_of(desk(users[0]), "own-rating", rating.pk)
    send(desk(province.local), "rating-close", rating.pk)
    send(desk(province.local), "rating-publish", rating.pk)
    assert "达标" in text_of(desk(users[0]), "own-rating", rating.pk)


def test_round_with_too_few_voters_is_said_to_be_void_and_opened_once_more(province, desk):
    rating, users = make_rating(province.first, raters=10)
    for user in users[:5]:
        vote(rating, user)
    cadre = desk(province.local)
    closing = send(cadre, "rating-close", rating.pk).content.decode()
    said = text_of(cadre, "rating-detail", rating.pk)
    asked = text_of(cadre, "rating-repeat", rating.pk)
    send(cadre, "rating-repeat", rating.pk, opens_on=str(dates.today()), days=7)
    with everything():
        again = RatingRound.objects.get(repeats=rating)
    before = text_of(cadre, "rating-detail", rating.pk)

    reason = "参评率 50.0%，低于规定的 60%"
    assert f"已截止，参评名单和选票已销毁；{reason}，测评无效，可以重新测评一次。" in closing
    assert f"作废原因：{reason}。参评 5 人，选票已销毁。" in said
    assert "只重新测评一次；原来的测评保留备查" in asked
    assert (again.title in before, url("rating-repeat", rating.pk) in before) == (True, False)
    assert reason in text_of(cadre, "rating-detail", again.pk)
    assert cadre.get(url("rating-repeat", rating.pk)).status_code == 403


def test_missing_answer_is_asked_for_again(province, desk):
    rating, users = make_rating(province.first)
    answer = send(desk(users[0]), "own-rating", rating.pk, overall="satisfied")
    assert sorted(answer.context["form"].errors) == ["d0", "d1"]
