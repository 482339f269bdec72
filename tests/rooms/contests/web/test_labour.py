"""Labour contests and results as pages: the whole way by forms, lists at one query count."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from gonghui.engines.campaigns.models import Award
from gonghui.kernel.lib import scoping
from gonghui.rooms.contests.models import LaborContest
from gonghui.rooms.contests.queries.labour import case_of
from tests.factories.access import make_cadre
from tests.factories.awards import make_award, make_series
from tests.factories.contests import finish, make_labour, make_running
from tests.factories.files import picture, upload
from tests.lists import assert_same_queries

FORM = {
    "name": "示范装置劳动竞赛",
    "project": "示范装置",
    "sponsor": "示范研究院",
    "sector": "国防装备",
    "begins_on": "2025-01-02",
    "ends_on": "2025-12-31",
    "workers": "200",
    "enrolled": "150",
}
RESULT = {
    "contest": "youth-teaching-contest-nation",
    "holder_name": "李测甲",
    "grade": "一等奖",
    "rank": "1",
    "granted_on": "2024-09-02",
}


def send(client, contest, verb, **data):
    """Submit one of the forms; returns the page after it."""
    address = reverse("contests:labour-act", args=[contest.pk, verb])
    return client.post(address, data, follow=True)


def case_page(client, contest) -> str:
    with scoping.everything("test"):
        case = case_of(contest)
    return client.get(reverse("casework:case-detail", args=[case.pk])).content.decode()


def test_contest_is_proposed_and_planned_by_forms(province, desk):
    client = desk(province.local)
    client.post(reverse("contests:labour-create"), FORM)
    with scoping.everything("test"):
        contest = LaborContest.objects.get()
    send(client, contest, "milestone", name="首件下线", planned_on="2025-03-03", weight="1")
    send(client, contest, "dimension", name="比质量", kind="compete", weight="100", pass_mark="60")
    text = case_page(client, contest)
    shown = [word in text for word in ("首件下线", "比质量", "占项目职工 200 人的 75.00%")]
    assert shown == [True, True, True]


def test_page_shows_schedule_score_and_honours(province, desk):
    contest = finish(make_running(province.first))
    make_award(province.first, make_series("省工人先锋号"), facts={"contest": contest.name})
    text = case_page(desk(province.local), contest)
    shown = [
        word in text
        for word in ("到期节点 2 个，按期完成 2 个，占 100.00%", "总分 84.00 分", "省工人先锋号")
    ]
    assert shown == [True, True, True]


def test_points_and_merits_are_entered_by_forms(province, desk):
    contest = make_running(province.first)
    client = desk(province.local)
    with scoping.everything("test"):
        dimension = contest.dimensions.get(name="比质量")
    period = {"period_from": "2025-01-02", "period_to": "2025-03-31", "points": "88.5"}
    send(client, contest, "score", dimension=dimension.pk, **period)
    merit = {"holder_kind": "team", "holder_name": "总装一班", "union": province.first.name}
    send(client, contest, "merit", deed="攻克难题", grade="first", granted_on="2025-03-03", **merit)
    with scoping.everything("test"):
        assert dimension.scores.get().points == Decimal("88.50")
        assert contest.merits.get().holder_name == "总装一班"


def test_incident_form_suspends_the_contest(province, desk):
    contest = make_running(province.first)
    facts = {"kind": "leak", "happened_on": "2025-04-01", "facts": "资料外传"}
    answer = send(desk(province.local), contest, "incident", **facts)
    assert "已登记，竞赛已暂停。" in answer.content.decode()
    with scoping.everything("test"):
        assert case_of(contest).state_id == "suspended"


def test_form_of_another_state_says_why_not(province, desk):
    contest = make_labour(province.first)
    facts = {"kind": "leak", "happened_on": "2025-04-01", "facts": "资料外传"}
    answer = send(desk(province.local), contest, "incident", **facts)
    assert "竞赛现在是“拟报”，不能这样登记。" in answer.content.decode()


def test_redacted_contest_has_no_field_for_papers(province, desk):
    contest = make_running(province.first, redacted=True)
    address = reverse("contests:labour-act", args=[contest.pk, "reach"])
    assert 'name="evidence"' not in desk(province.local).get(address).content.decode()


def test_list_takes_the_same_queries_for_any_length(province, desk):
    assert_same_queries(
        desk(province.cadre), reverse("contests:labour-list"), lambda: make_labour(province.first)
    )


def test_results_take_the_same_queries_for_any_length(province, desk):
    series = make_series("教师演讲比赛", key="speech-contest")
    assert_same_queries(
        desk(province.cadre),
        reverse("contests:result-list"),
        lambda: make_award(province.first, series, granted_on=date(2024, 6, 3)),
    )


def test_outside_result_is_recorded_with_its_proof(province, desk):
    client = desk(province.cadre)
    data = {**RESULT, "union": province.first.name}
    answer = client.post(reverse("contests:result-create"), data)
    assert answer.status_code == 200  # the proof is missing
    client.post(reverse("contests:result-create"), {**data, "evidence": upload(picture(), "a.jpg")})
    with scoping.everything("test"):
        award = Award.objects.get()
    assert (award.holder_name, award.source, award.rank, award.honour_level) == (
        *("李测甲", "external", 1, 70),
    )


def test_page_offers_only_what_the_account_may_write_down(province, desk):
    contest = make_running(province.first)
    reader = make_cadre(province.first, role="reader")
    offers = [
        ["登记阶段得分" in text, "登记上级立项" in text]
        for text in (
            case_page(desk(user), contest) for user in (province.cadre, province.local, reader)
        )
    ]
    assert offers == [[True, True], [True, False], [False, False]]
