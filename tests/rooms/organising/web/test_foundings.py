"""A founding through its pages; the arithmetic and the effects have their own tests."""

import pytest
from django.urls import reverse

from gonghui.engines.casework.models import Case
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.options import set_option
from gonghui.rooms.organising.models import Election, FoundingCase
from tests.factories.people import make_id, make_member
from tests.rooms.organising.conftest import acting, vote


@pytest.fixture
def desk(client, province):
    """The browser of the city's cadre."""
    client.force_login(province.city)
    return client


def send(client, name, /, *args, **data) -> str:
    """Submit a form; returns the text after the redirect."""
    answer = client.post(reverse(f"organising:{name}", args=args), data, follow=True)
    return answer.content.decode()


def founding() -> FoundingCase:
    """The one in the database."""
    with scoping.everything("test"):
        return FoundingCase.objects.select_related("union").get()


def test_survey_leads_to_the_case_page(province, desk):
    text = send(
        desk,
        "founding-begin",
        province.garden.pk,
        union_name="南京小星星幼儿园工会",
        form="committee",
    )
    for expected in ("摸排", "转入发动", "请先登记一次走访", "建会期限"):
        assert expected in text


def test_visits_group_and_units_are_written_down(province, desk, founding_at):
    found = founding_at("surveyed")
    pk = found.founding.pk
    text = send(desk, "founding-visit", pk, kind="visit", visited_on="2025-03-03", note="园长同意")
    assert "园长同意" in text
    text = send(
        desk,
        "founding-edit",
        pk,
        union_name="南京小星星幼儿园工会",
        form="small",
        group_members="赵一",
    )
    assert ("单独建会（不足25人）" in text, "赵一" in text) == (True, True)
    text = send(desk, "founding-unit", pk, unit="没有的学校")
    assert "没有找到唯一的" in text


def test_applicants_are_pasted_all_or_none(province, desk, founding_at):
    found = founding_at("recruiting", members=0)
    pk, first, second = found.founding.pk, make_id(), make_id()
    wrong = f"王芳 {first} 13912345678\n李军\n赵六 110105194912310021"
    text = send(desk, "founding-applicants", pk, lines=wrong, applied_on="2025-03-03")
    assert "第2行应为" in text
    wrong = f"王芳 {first}\n赵六 110105194912310021"
    text = send(desk, "founding-applicants", pk, lines=wrong, applied_on="2025-03-03")
    assert "赵六：" in text
    with scoping.everything("test"):
        assert founding().applicants.count() == 0
    right = f"王芳，{first}，13912345678\n\n李军 {second}"
    text = send(desk, "founding-applicants", pk, lines=right, applied_on="2025-03-03")
    assert "发展会员 2 人" in text


def test_applicant_of_another_union_is_named_with_the_way_out(province, desk, founding_at):
    found = founding_at("recruiting", members=0)
    number = make_id()
    make_member(province.first, "王芳", doc_no=number)
    text = send(
        desk,
        "founding-applicants",
        found.founding.pk,
        lines=f"王芳 {number}",
        applied_on="2025-03-03",
    )
    assert "请先办理会籍转移" in text


def test_applicant_is_taken_back(province, desk, founding_at):
    found = founding_at("electing")
    person = found.people[0]
    send(desk, "applicant-remove", found.founding.pk, person.pk)
    with scoping.everything("test"):
        assert founding().applicants.filter(person=person).count() == 0


SHEET = {
    "body": "committee",
    "held_on": "2025-02-27",
    "seats": 2,
    "should_attend": 25,
    "present": 24,
    "issued": 24,
    "recovered": 24,
    "valid": 24,
}


def test_count_sheet_is_typed_and_the_elected_are_computed(province, desk, founding_at):
    found = founding_at("electing")
    names = [person.name for person in found.people]
    lines = f"{names[0]} 20 主席\n{names[1]} 15\n{names[2]} 8 委员 另选\n{names[3]} 1"
    text = send(desk, "election-record", found.case.pk, **SHEET, lines=lines)
    assert (text.count(">当选</span>"), text.count("未当选")) == (2, 2)
    with scoping.everything("test"):
        sheet = Election.objects.get()
        offices = [(each.office, each.write_in) for each in sheet.candidates.order_by("-votes")]
    assert offices == [
        ("chair", False),
        ("member", False),
        ("member", True),
        ("member", False),
    ]
    send(desk, "election-drop", sheet.pk)
    with scoping.everything("test"):
        assert Election.objects.count() == 0


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("没有的人 20 主席", "第1行：“没有的人”不在会员名单中"),
        ("{0} 二十 主席", "第1行：应为“姓名 得票 职务”。"),
        ("{0} 20 园长", "第1行：职务“园长”不对。"),
        ("{0} 20 主席\n{0} 3", "同一人出现了两次。"),
        ("{0} 20 主席\n{1} 15", "差额选举至少须有3名候选人"),
    ],
)
def test_count_sheet_that_cannot_be_read_says_where(province, desk, founding_at, lines, reason):
    found = founding_at("electing")
    names = [person.name for person in found.people]
    text = send(desk, "election-record", found.case.pk, **SHEET, lines=lines.format(*names))
    assert reason in text


def test_founding_list_shows_state_and_holder(province, desk, founding_at):
    founding_at("preparation_reply")
    text = desk.get(reverse("organising:founding-list")).content.decode()
    for expected in ("南京小星星幼儿园建会", "批复筹建", "南京市教育工会"):
        assert expected in text


def test_case_page_of_a_founding_shows_everything(province, desk, founding_at):
    found = founding_at("electing")
    with acting(province.city):
        vote(province.city, found.case, found.people)
    text = desk.get(reverse("casework:case-detail", args=[found.case.pk])).content.decode()
    for expected in ("发展会员 25 人", "应到会 25 人，实到会 24 人，有效票 24 张", "报送选举结果"):
        assert expected in text
    with scoping.everything("test"):
        assert Case.objects.get().state_id == "electing"


def test_form_of_a_count_sheet_tells_the_usual_number_of_delegates(province, desk, founding_at):
    found = founding_at("electing", members=30)
    url = reverse("organising:election-record", args=[found.case.pk])
    assert "会员代表大会" not in desk.get(url).content.decode()
    set_option(actor=province.cadre, key="organising.delegate_bands", value=[[20, 40, 10, 15]])
    assert "会员30人，开会员代表大会的，代表一般10至15人" in desk.get(url).content.decode()
