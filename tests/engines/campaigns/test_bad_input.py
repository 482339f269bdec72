"""How real users err, in the order of handbook contests §13; what was typed stays, and a sentence says why.

``tests/house/test_bad_input.py`` tells where the items stand that are not here.
"""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gonghui.engines.campaigns.actions.entries import change_entry
from gonghui.engines.campaigns.actions.papers import attach_paper
from gonghui.engines.campaigns.actions.quotas import set_all_places
from gonghui.engines.campaigns.forms.parts import CompositionForm
from gonghui.engines.campaigns.forms.quotas import PlacesForm
from gonghui.engines.campaigns.queries.completeness import faults_of
from gonghui.engines.campaigns.queries.entries import Standing
from gonghui.engines.campaigns.queries.recordchecks import hints_for
from gonghui.engines.campaigns.queries.sharing import shares_of
from gonghui.engines.campaigns.rules.quotas import read_places
from gonghui.engines.campaigns.rules.ratios import share_doubt
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.people.api import present_members, search_members
from tests.factories import people
from tests.factories.access import make_cadre
from tests.factories.campaigns import make_campaign, plan_from
from tests.factories.entries import PEOPLE_PLAN, fresh, make_entry, step
from tests.factories.judging import make_scene
from tests.factories.unions import make_province

pytestmark = pytest.mark.usefixtures("all_scope")
PAPERS = [
    {"key": key, "label": label, "kind": "attachment", "limit": 3, "required": False}
    for key, label in (("democracy", "民主管理"), ("care", "关心关爱"))
]
FIELDS = [
    *PEOPLE_PLAN["fields"],
    {"key": "leader", "label": "单位负责人", "kind": "yes", "required": False},
    {"key": "phone", "label": "联系电话", "kind": "text", "required": False},
    {"key": "people", "label": "惠及人数", "kind": "number", "required": False},
    {
        "key": "own",
        "label": "自查评分",
        "kind": "table",
        "choices": ["项目", "满分", "自评分", "佐证"],
        "prefill": "rubric.self",
        "required": False,
    },
    *PAPERS,
]
TWO_GROUPS = [{"name": "奖章", "places": 3}, {"name": "先锋号", "places": 2}]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0"
PDF += b">>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def province(db):
    return make_province()


@pytest.fixture
def campaign(province):
    plan = plan_from(PEOPLE_PLAN, fields=FIELDS, categories=TWO_GROUPS)
    return make_campaign(province.federation, plan)


@pytest.fixture
def teacher(province):
    return people.make_member(province.first, "李老师")


@pytest.fixture
def entry(campaign, province, teacher):
    return make_entry(campaign, province.first, person=teacher)


def typed(entry, **answers):
    return change_entry(actor=SYSTEM, entry=fresh(entry), answers=answers)


def faults(entry, key) -> list:
    found = fresh(entry)
    return faults_of(found, Standing(found.campaign)).get(key, [])


def hints(entry) -> list[tuple[str, str]]:
    return [(hint.code, hint.sentence) for hint in hints_for(fresh(entry))]


def attach(entry, key, name, data=PDF):
    upload = SimpleUploadedFile(name, data, "application/pdf")
    return attach_paper(actor=SYSTEM, entry=entry, field_key=key, upload=upload)


# the same person nominated in two categories


def test_same_person_in_two_groups_is_named(entry, campaign, province, teacher):
    group = campaign.categories.get(name="先锋号")
    other = step(make_entry(campaign, province.first, person=teacher, category=group), "submit")

    assert hints(entry) == [
        ("double", f"李老师还由“示范大学工会”在“先锋号”推荐（编号{other.pk}）。")
    ]


# X as ×, full-width digits; middle dot


@pytest.mark.parametrize(
    "text",
    ["11010519491231002×", "１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002x"],
)
def test_candidate_is_found_by_a_number_however_it_is_typed(province, text):
    person = people.make_member(province.first, "李四", doc_no="11010519491231002X")

    assert [row.person for row in search_members(present_members(), text)] == [person]


@pytest.mark.parametrize("dot", ["·", "•", "・", "‧"])
def test_candidate_is_found_whatever_dot_the_keyboard_gives(province, dot):
    person = people.make_member(province.first, "阿依古丽·买买提")

    found = search_members(present_members(), f"阿依古丽{dot}买买提")
    assert [row.person for row in found] == [person]


# percentages typed as 35 or 0.35


@pytest.mark.parametrize(
    ("value", "doubt"),
    [
        (Decimal(35), ""),
        (Decimal(0), ""),
        (
            Decimal("0.35"),
            "这里按百分数填：要写 35% 请填 35，现在的 0.35 会当作 0.35%。",
        ),
    ],
)
def test_share_typed_as_a_fraction_is_asked_about(value, doubt):
    assert share_doubt(value) == doubt


def test_share_of_a_list_typed_as_a_fraction_is_refused_and_kept(campaign):
    form = CompositionForm(
        {"flag": "front_line", "minimum_percent": "0.6", "scope": "overall", "threshold": 3}
        | {"severity": "block"},
        campaign=campaign,
    )

    assert list(form.errors) == ["minimum_percent"]
    assert form["minimum_percent"].value() == "0.6"


# phone in scientific notation


def test_phone_in_scientific_notation_is_kept_and_named(entry):
    assert typed(entry, phone="1.38E+10").answers["phone"] == "1.38E+10"
    assert faults(entry, "phone") == [
        "“联系电话”是科学计数法，末尾数字可能已丢失，请按原文重新填写。"
    ]


# judge scores 9.2 on a 100 scale


def test_judge_on_another_scale_is_asked_before_the_sheet_goes_in(client, db):
    scene = make_scene()
    seat, judge = scene.seats[0], scene.judges[0].user
    number = seat.panel.panel_entries.first().entry.candidate_no
    client.force_login(judge)
    address = reverse("campaigns:sheet", args=[seat.pk, number])
    points = {"p-aim": "2", "p-course": "5.2", "p-craft": "2", "submit": "1"}

    asked = client.post(address, points)
    sent = client.post(address, points | {"sure": "1"})

    assert "得分 9.2 不足满分 100 的十分之一，请确认没有用错分制。" in asked.content.decode()
    assert 'value="5.2"' in asked.content.decode()
    assert (sent.status_code, seat.sheets.get().total) == (302, Decimal("9.20"))


def test_judge_above_the_full_score_is_refused_and_the_points_stay(client, db):
    scene = make_scene()
    seat = scene.seats[0]
    number = seat.panel.panel_entries.first().entry.candidate_no
    client.force_login(scene.judges[0].user)
    address = reverse("campaigns:sheet", args=[seat.pk, number])

    page = client.post(address, {"p-course": "950", "save": "1"}).content.decode()

    assert ('value="950"' in page, seat.sheets.count()) == (True, 0)
    assert "不能超过满分 60 分。" in page


def test_judge_completes_a_sheet_that_was_not_whole(client, db):
    scene = make_scene()
    seat = scene.seats[0]
    number = seat.panel.panel_entries.first().entry.candidate_no
    client.force_login(scene.judges[0].user)
    address = reverse("campaigns:sheet", args=[seat.pk, number])

    asked = client.post(address, {"p-aim": "18", "expected_version": "0", "submit": "1"})
    shown = asked.context["form"]["expected_version"].value()
    rest = {"p-aim": "18", "p-course": "52", "p-craft": "18", "submit": "1"}
    sent = client.post(address, rest | {"expected_version": shown})

    assert "还没有评分" in asked.content.decode()
    assert (sent.status_code, seat.sheets.get().total) == (302, Decimal("88.00"))


# leader counted as front-line


def test_head_of_a_unit_among_the_front_line_is_named(entry):
    typed(entry, front_line=True, leader=True)

    assert hints(entry) == [("leader", "同时填了“一线职工”和“单位负责人”，两项只能选一项。")]


@pytest.mark.parametrize(
    ("post", "is_named"),
    [("副校长", True), ("党委书记", True), ("班主任", False), ("实验员", False)],
)
def test_post_of_a_head_among_the_front_line_is_named(entry, post, is_named):
    typed(entry, front_line=True)
    change_entry(actor=SYSTEM, entry=fresh(entry), position_title=post)

    assert [code for code, _sentence in hints(entry)] == ["leader"] * is_named


# quota exceeded by "+1 reserve"


@pytest.mark.parametrize(
    ("text", "number"), [("10", 10), ("１０", 10), ("10个", 10), ("10.0", 10), ("", 0), ("—", 0)]
)
def test_places_are_read(text, number):
    assert read_places(text) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10+1", "“10+1”请只填正式名额 10；候补不占名额，有人出缺时按名次递补。"),
        ("-1", "“-1”不是名额数，请填 0 或正整数。"),
        ("2.5", "“2.5”不是名额数，请填 0 或正整数。"),
        ("约10", "“约10”不是名额数，请填 0 或正整数。"),
    ],
)
def test_what_is_no_number_of_places_is_refused(text, said):
    with pytest.raises(ValueError, match=r"^“") as refusal:
        read_places(text)
    assert str(refusal.value) == said


def test_table_of_places_keeps_ten_plus_one_and_says_why(campaign, province):
    shares = shares_of(campaign, [province.first])
    group = campaign.categories.get(name="奖章")
    name = f"p{group.pk}-{province.first.pk}"
    form = PlacesForm({name: "3+1"}, shares=shares)

    assert form.errors[name] == [
        "“示范大学工会 奖章”：“3+1”请只填正式名额 3；候补不占名额，有人出缺时按名次递补。"
    ]
    assert form[name].value() == "3+1"


def test_places_beyond_those_of_the_group_are_refused(campaign, province):
    group = campaign.categories.get(name="奖章")
    wanted = {(group.pk, province.first.pk): 3, (group.pk, province.second.pk): 1}

    with pytest.raises(ValidationError, match="“奖章”共 3 个名额，现分配 4 个，多出 1 个"):
        set_all_places(actor=SYSTEM, campaign=campaign, places=wanted)


# papers: the wrong year, one photo for several questions (handbook homes §14)


@pytest.mark.parametrize(
    ("name", "is_named"),
    [
        ("2015年教代会照片.pdf", True),
        ("教代会20150612.pdf", True),
        ("附件20151.pdf", False),
        ("{year}年教代会.pdf", False),
        ("2015-{year}年总结.pdf", False),
        ("教代会.pdf", False),
    ],
)
def test_paper_of_another_year_is_named(entry, name, is_named):
    attach(entry, "democracy", name.format(year=entry.campaign.year))

    assert [code for code, _sentence in hints(entry)] == ["paper_year"] * is_named


def test_one_paper_under_two_questions_is_named(entry):
    attach(entry, "democracy", "活动.pdf")
    attach(entry, "care", "活动副本.pdf")

    assert hints(entry) == [
        (
            "paper_again",
            "附件“活动.pdf”同时用在“民主管理”、“关心关爱”，同一材料只能用一次。",
        )
    ]


# scores of oneself: everything full, the sum typed


def own(*pairs):
    return [
        {"项目": f"第{n}项", "满分": full, "自评分": text}
        for n, (full, text) in enumerate(pairs, 1)
    ]


def test_full_marks_everywhere_are_named(entry):
    typed(entry, own=own(("6", "6"), ("10", "10")))

    assert hints(entry) == [
        ("own_scores", "“自查评分”各项都是满分（合计 16 分），请逐项核对材料。")
    ]


def test_sum_of_own_scores_is_added_by_the_program(client, entry, province):
    typed(entry, own=own(("6", "5.5"), ("10", "8"), ("5", "")))
    client.force_login(make_cadre(province.first))

    page = client.get(reverse("campaigns:entry-fill", args=[entry.pk])).content.decode()

    assert "自评合计 13.5 分，所评各项满分 16 分" in page


# "2000余" in number cells


@pytest.mark.parametrize("text", ["2000余", "近300", "约1.2", "500多人"])
def test_approximate_number_is_kept_and_named(entry, text):
    assert typed(entry, people=text).answers["people"] == text
    assert faults(entry, "people") == [
        "“惠及人数”请填准确数；“余、多、近、约”由系统打印时按准确数加。"
    ]
