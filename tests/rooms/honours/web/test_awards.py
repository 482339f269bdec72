"""The register as pages."""

from datetime import date

import pytest
from django.urls import reverse

from gonghui.engines.campaigns.models import Award, AwardEvent, Series
from gonghui.kernel.lib import scoping
from tests.factories.awards import make_award, make_series
from tests.factories.files import picture, upload
from tests.factories.people import make_member
from tests.lists import assert_same_queries

FORM = {
    "new_series": "全省优秀教学成果奖",
    "title": "全省优秀教学成果奖一等奖",
    "honour_level": "60",
    "holder_kind": "person",
    "holder_name": "李测乙",
    "holder_unit_name": "示范大学",
    "granting_body": "省教育厅",
    "granted_on": "2023.9",
    "contest": "教学竞赛",
}


def text_of(client, name, *args, **query) -> str:
    """The text of a page."""
    answer = client.get(reverse(f"honours:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, name, /, *args, **data):
    """Submit a form; returns the answer after the redirect."""
    return client.post(reverse(f"honours:{name}", args=args), data, follow=True)


def fresh(award):
    with scoping.everything("test"):
        return Award.objects.get(pk=award.pk)


def test_register_shows_awards_below_and_of_guided_cities(province, desk):
    make_award(province.first, holder_name="张大学")
    make_award(province.school, kept_by=province.federation, holder_name="王小学")
    text = text_of(desk(province.cadre), "award-list")
    assert ("张大学" in text, "王小学" in text) == (True, True)


def test_place_without_a_grade_and_a_late_review_are_said(province, desk):
    series = make_series(review_years=1)
    award = make_award(province.first, series, rank=1)
    text = text_of(desk(province.cadre), "award-detail", award.pk)
    found = ("<dd>第 1 名</dd>" in text, "2025-04-20（已到期，未复核）" in text)
    assert found == (True, True)


def test_register_takes_the_same_queries_for_any_length(province, desk):
    assert_same_queries(
        desk(province.cadre), reverse("honours:award-list"), lambda: make_award(province.first)
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"high": "1"}, {"甲", "丙"}),
        ({"high": "0"}, {"乙"}),
        ({"level": "50"}, {"乙"}),
        ({"in_force": "1"}, {"甲", "乙"}),
        ({"in_force": "0"}, {"丙"}),
        ({"status": "active"}, {"甲", "乙"}),
        ({"status": "expired"}, {"丙"}),
        ({"due": "1"}, {"乙"}),
        ({"q": "乙"}, {"乙"}),
    ],
)
def test_register_narrows(province, desk, query, expected):
    make_award(province.first, holder_name="甲")
    make_award(
        province.first,
        make_series("工作室", honour_level=50, review_years=1),
        holder_name="乙",
    )
    make_award(
        province.first, make_series(valid_years=1), holder_name="丙", granted_on=date(2020, 1, 1)
    )
    table = desk(province.cadre).get(reverse("honours:award-list"), query).context["table"]
    assert {row.holder_name for row in table.page.rows} == expected


def test_honour_from_outside_is_entered_by_hand_with_its_month(province, desk):
    member = make_member(province.physics, "李测乙")
    answer = send(
        desk(province.cadre), "award-create", **FORM, person="李测乙", holder_union="示范大学工会"
    )
    assert "已登记" in answer.content.decode()
    with scoping.everything("test"):
        award = Award.objects.get()
    assert (award.granted_on, award.granted_precision, award.year) == (date(2023, 9, 1), "M", 2023)
    assert (award.person_id, award.union, award.kept_by) == (
        member.pk,
        province.first,
        province.federation,
    )
    assert (award.facts, award.source) == ({"contest": "教学竞赛"}, "external")


def test_known_title_is_found_under_its_local_name(province, desk):
    form = FORM | {"new_series": "江苏省五一劳动奖章", "title": "江苏省五一劳动奖章"}
    send(desk(province.cadre), "award-create", **form)
    assert Series.objects.get().key == "may-day-medal-province"


def test_unknown_holder_comes_back_beside_the_field(province, desk):
    text = send(desk(province.cadre), "award-create", **FORM, person="查无此人").content.decode()
    assert "会员名册上没有“查无此人”" in text


def test_correction_keeps_other_facts_and_says_what_changed(province, desk):
    award = make_award(
        province.first, facts={"evidence_note": "证书复印件"}, kept_by=province.federation
    )
    client = desk(province.cadre)
    form = FORM | {"new_series": "", "series": award.series_id, "granted_on": "2024-04-20"}
    send(client, "award-edit", award.pk, **form, year="2024")
    row = fresh(award)
    assert (row.holder_name, row.facts) == (
        "李测乙",
        {"evidence_note": "证书复印件", "contest": "教学竞赛"},
    )


def test_revocation_asks_for_a_reason_and_shows_on_the_page(province, desk):
    award = make_award(province.first, kept_by=province.federation)
    client = desk(province.cadre)
    empty = send(client, "award-act", award.pk, "revoke", on="2025-06-01", note="")
    assert "请写明原因" in empty.content.decode()
    text = send(
        client, "award-act", award.pk, "revoke", on="2025-06-01", note="事迹失实"
    ).content.decode()
    assert ("已撤销" in text, "事迹失实" in text) == (True, True)
    assert fresh(award).ended_on == date(2025, 6, 1)


def test_review_that_fails_orders_rectification(province, desk):
    award = make_award(province.first, kept_by=province.federation)
    send(
        desk(province.cadre),
        "award-act",
        award.pk,
        "review",
        on="2025-06-01",
        passed="0",
        score="55.5",
    )
    assert (fresh(award).status, fresh(award).next_review_on) == ("rectifying", date(2025, 9, 1))


def test_award_goes_on_with_the_successor(province, desk):
    award = make_award(province.first, kept_by=province.federation)
    send(
        desk(province.cadre),
        "award-act",
        award.pk,
        "pass-on",
        on="2025-06-01",
        to_union="样板大学工会",
    )
    row = fresh(award)
    assert (row.union, row.holder_unit_name) == (province.second, "示范大学")


def test_evidence_is_kept_and_fetched_by_who_may_read_the_award(province, desk):
    award = make_award(province.first, kept_by=province.federation)
    client = desk(province.cadre)
    paper = upload(picture("PNG"), "证书.png")
    send(client, "award-act", award.pk, "evidence", evidence=paper)
    key = fresh(award).evidence.key
    local = desk(province.local)
    assert local.get(reverse("files:download", args=[key])).status_code == 200


def test_cadre_of_the_university_reads_and_does_not_change(province, desk):
    award = make_award(province.first, kept_by=province.federation)
    client = desk(province.local)
    assert "年度考核" not in text_of(client, "award-detail", award.pk)
    assert send(client, "award-act", award.pk, "end", on="2025-06-01", note="x").status_code == 403
    assert AwardEvent._base_manager.count() == 0


def test_unknown_verb_is_not_found(province, desk):
    award = make_award(province.first, kept_by=province.federation)
    assert (
        desk(province.cadre).get(reverse("honours:award-act", args=[award.pk, "melt"])).status_code
        == 404
    )


@pytest.mark.parametrize(("years", "offered"), [({}, False), ({"review_years": 2}, True)])
def test_reviews_are_offered_for_designations_only(province, desk, years, offered):
    award = make_award(province.first, make_series(**years), kept_by=province.federation)

    text = text_of(desk(province.cadre), "award-detail", award.pk)

    found = [word in text for word in ("年度考核", "责令整改", "复核确认")]
    assert found == [offered] * 3
    assert "撤销（摘牌）" in text
