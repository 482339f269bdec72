"""The programmes of this room walked from the plan to the register and its figures."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from gonghui.engines.campaigns.actions import appeals, floors
from gonghui.engines.campaigns.actions.checks import find_from_records
from gonghui.engines.campaigns.actions.marks import copies_differ
from gonghui.engines.campaigns.actions.objections import (
    Complaint,
    decide_objection,
    receive_objection,
)
from gonghui.engines.campaigns.api import programmes
from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.models import Draw
from gonghui.engines.campaigns.queries.checking import to_check
from gonghui.engines.campaigns.queries.entries import Standing
from gonghui.engines.campaigns.queries.opening import cycle_note
from gonghui.engines.campaigns.queries.slates import current_slate
from gonghui.engines.campaigns.queries.standings import standings_of
from gonghui.engines.campaigns.rules.drawing import draw_segments
from gonghui.kernel.documents.models import Document
from tests.factories.entries import fresh
from tests.factories.unions import make_union
from tests.walking.forms import paper

SHIPPED = dict(programmes)


def take_part(way, names, group="", **more):
    """Names by turns of the first and the second university, on to where judges begin."""
    unions = way.cast.province.first, way.cast.province.second
    for place, name in enumerate(names):
        way.enter(unions[place % 2], name, group=group, **more)
    return way


def admit(way):
    """From the units to the judges, one of them sent back on the way."""
    way.nominate().return_once(next(iter(way.entries)))
    return way.recommend().check().admit()


# 数字素养技能竞赛


def learn_and_sit(way, names):
    """Everybody entered themselves, their union agreed; learning points 100, 99 … and papers 90, 89 …."""
    for name in names:
        way.admit_member(name)
    way.mark("线上学习和考试", "learning", {name: 100 - at for at, name in enumerate(names)})
    way.mark("线上学习和考试", "exam", {name: 90 - at for at, name in enumerate(names)})
    way.rank("ranking")


def test_digital_skills_checks_the_first_ranks_and_replaces_in_their_order(way):
    way.plan(
        "digital_skills",
        places={"个人赛": 3},
        ranking={"first": 6},
        qualification={"first": 6},
        slate={"per_unit": 2},
    ).open()
    first, second = way.cast.province.first, way.cast.province.second
    ours = [way.enter_self(first, f"数测{sign}").name for sign in "甲乙丙丁戊"]
    theirs = [way.enter_self(second, f"数测{sign}").name for sign in "己庚"]
    learn_and_sit(way, [*ours, *theirs])

    # 40 % of 99 and 60 % of 89
    assert way.standing()["数测乙"] == (2, "93.00")
    queue = to_check(way.campaign, Standing(way.campaign).walk)
    assert [each.name for each in queue] == [*ours, "数测己"]  # six of seven
    way.check(*(each.name for each in queue), fail=("数测乙",))

    # at most two of an employer: 甲 and 丙, then 己, who is sixth
    assert list(way.propose()) == ["数测甲", "数测丙", "数测己"]
    notice = way.post()
    line = notice.lines.get(name="数测甲")
    complaint = Complaint(form="anonymous", facts="替考")
    organiser = way.cast.organiser
    objection = receive_objection(actor=organiser, notice=notice, line=line, complaint=complaint)
    decide_objection(actor=organiser, objection=objection, upheld=True, finding="属实")
    assert list(way.slate()) == ["数测丙", "数测丁", "数测己"]
    way.post()
    way.close_postings()

    awards = way.decide()
    assert [(each.holder_name, each.rank, each.series.key) for each in awards] == [
        ("数测丙", 3, "digital-skills-contest"),
        ("数测丁", 4, "digital-skills-contest"),
        ("数测己", 6, "digital-skills-contest"),
    ]
    assert (way.figure("contests.champions"), way.state("数测甲")) == (0, "withdrawn")
    assert way.archive().status == "archived"


def test_digital_skills_is_shipped_as_its_notice_says():
    plan = SHIPPED["digital_skills"].plan
    found = {stage.kind: stage.settings for stage in plan.stages}
    assert (plan.categories[0].places, found["ranking"]["first"], found["slate"]["per_unit"]) == (
        *(60, 100, 5),
    )
    assert (found["exam"]["learning_percent"], found["public_notice"]["days"]) == ("40", 5)
    assert (found["qualification"]["first"], found["qualification"]["refill"]) == (100, True)


# 青年教师教学竞赛


def test_teaching_contest_adds_twenty_seventy_five_and_five(way):
    group = "理科组"
    way.plan("youth_teaching_contest", keep=[group], places={group: 3}).open()
    names = ["教测甲", "教测乙", "教测丙"]
    admit(take_part(way, names, born_on=date(1990, 1, 1), born_precision="D"))
    design = {
        "教测甲": ["0.5", "0.8", "0.8", "0.8", "1"],  # without extremes 16
        "教测乙": "0.9",  # 18
        "教测丙": "0.7",  # 14
    }
    way.judge("教学设计评审", design)
    panel = way.judge(
        "课堂教学", {"教测甲": "0.8", "教测乙": "0.8", "教测丙": "0.84"}
    )  # 60, 60, 63
    way.judge("教学反思评审", {"教测甲": "0.8", "教测乙": "0.4", "教测丙": "0.6"})  # 4, 2, 3
    way.rank("ranking")

    # 16 + 60 + 4, 18 + 60 + 2, 14 + 63 + 3: the classroom decides, then the design
    assert way.standing() == {
        "教测丙": (1, "80.00"),
        "教测乙": (2, "80.00"),
        "教测甲": (3, "80.00"),
    }
    assert standings_of(way.campaign).headings == ("评委评分", "总分")
    assert way.propose() == {"教测丙": "一等奖", "教测乙": "一等奖", "教测甲": "一等奖"}
    way.award_all()
    assert panel.stage.settings["minutes"] == 20
    assert [each.grade for each in way.awards()] == ["一等奖"] * 3
    assert way.figure("contests.champions") == 1
    assert way.archive().status == "archived"


@pytest.fixture
def classroom(way):
    """Three teachers before five judges in the classroom, nobody scored yet; overtime costs a point a half minute."""
    group = "理科组"
    overtime = {"overtime_step": 30, "overtime_points": "1", "overtime_cap": "3"}
    way.plan("youth_teaching_contest", keep=[group], places={group: 3}, onsite=overtime).open()
    admit(take_part(way, ["教测甲", "教测乙", "教测丙"]))
    way.panel = way.form_panel("课堂教学")
    return way


def test_segments_are_drawn_before_a_witness_and_can_be_drawn_again(classroom):
    way, panel = classroom, classroom.panel
    floors.draw_panel_segments(actor=way.cast.organiser, panel=panel, seed="秋", witness="纪检组")
    places = {each.entry.candidate_no: each.segment_no for each in panel.panel_entries.all()}
    again = draw_segments("秋", list(places), 20)
    assert places == again
    draw = Draw.objects.get(purpose__endswith="教学节段")
    assert (draw.seed, draw.witness) == ("秋", "纪检组")

    floors.record_time(actor=way.cast.organiser, place=panel.panel_entries.first(), seconds=1200)
    with pytest.raises(ValidationError, match="已有选手上场，不能重新抽取节段。"):
        floors.draw_panel_segments(actor=way.cast.organiser, panel=panel)


def test_overtime_costs_points_up_to_its_cap(classroom):
    way, panel = classroom, classroom.panel
    seconds = {"教测甲": 1200, "教测乙": 1200 + 65, "教测丙": 1200 + 600}
    for place in panel.panel_entries.all():
        used = seconds[place.entry.name]
        floors.record_time(actor=way.cast.organiser, place=place, seconds=used)
    names = list(seconds)
    way.score(panel, dict.fromkeys(names, "0.8"))
    for label in ("教学设计评审", "教学反思评审"):
        way.judge(label, dict.fromkeys(names, "0.8"))
    way.rank("ranking")

    # 16 + 60 + 4; two full steps over; twenty steps over, three points at most
    assert way.standing() == {
        "教测甲": (1, "80.00"),
        "教测乙": (2, "78.00"),
        "教测丙": (3, "77.00"),
    }


def test_older_than_forty_on_the_last_of_august_is_found_by_the_records(way):
    group = "理科组"
    way.plan("youth_teaching_contest", keep=[group], places={group: 2}).open()
    first = way.cast.province.first
    way.enter(first, "年测甲", born_on=date(1985, 9, 1), born_precision="D")  # 40 on the day
    way.enter(first, "年测乙", born_on=date(1985, 8, 31), born_precision="D")  # 41 on the day
    way.nominate().recommend()
    find_from_records(actor=way.cast.organiser, campaign=way.campaign, entries=way.entries.values())

    found = {
        name: fresh(entry).findings.get(rule__code="age") for name, entry in way.entries.items()
    }
    assert {name: (each.passed, each.note) for name, each in found.items()} == {
        "年测甲": (True, "台账：至2026-08-31 40周岁。"),
        "年测乙": (False, "台账：至2026-08-31 41周岁。"),
    }


def test_school_contest_adds_twenty_seventy_and_ten_by_group(way):
    groups = ["小学组", "初中数学组"]
    way.plan("school_teaching_contest", keep=groups, places=dict.fromkeys(groups, 1)).open()
    take_part(way, ["学测甲", "学测乙"], groups[0])
    admit(take_part(way, ["学测丙"], groups[1]))
    for label in ("教学设计评审", "现场教学", "教学阐述"):
        way.judge(label, {"学测甲": "0.8", "学测乙": "0.9"}, group=groups[0])
        way.judge(label, {"学测丙": "0.85"}, group=groups[1])
    for group in groups:
        way.rank("ranking", group=group)

    assert way.standing() == {
        "学测乙": (1, "90.00"),
        "学测甲": (2, "80.00"),
        "学测丙": (1, "85.00"),
    }
    assert way.propose() == {"学测乙": "一等奖", "学测丙": "一等奖"}
    way.award_all()
    assert way.figure("contests.champions") == 2
    assert way.archive().status == "archived"


# 职业技能竞赛


@pytest.fixture
def skills(way):
    """Three welders with theory and practice, typed twice, ranked and published; the time of appeals runs."""
    group = "职工组"
    way.plan("skills_contest", keep=[group], places={group: 3}).open()
    admit(take_part(way, ["技测甲", "技测乙", "技测丙"]))
    way.mark("理论考试", "exam", {"技测甲": 80, "技测乙": 90, "技测丙": 60}, twice=True)
    way.judge("实际操作", {"技测甲": "0.9", "技测乙": "0.8", "技测丙": "0.8"})
    way.rank("ranking")
    way.begin("成绩公布和申诉")
    return way


def appeal(way, name, **more):
    """The team leader's appeal, handed in by the clerk of the union."""
    entry = fresh(way.entries[name])
    facts = {"leader_name": "领队赵", "facts": "第三道焊缝漏评", **more}
    return appeals.file_appeal(actor=way.cast.clerk(entry.union), entry=entry, **facts)


def verdict(way, row, **more):
    """What the committee decided, written down by the organiser."""
    facts = {"finding": "经复核评分表。", "arbiters": "钱某、孙某", **more}
    return appeals.decide_appeal(actor=way.cast.organiser, appeal=row, **facts)


def test_skills_contest_weighs_thirty_and_seventy_and_ends_in_a_final_result(skills):
    way = skills
    # 0.3 · 80 + 0.7 · 90; 0.3 · 90 + 0.7 · 80; 0.3 · 60 + 0.7 · 80
    assert way.standing() == {
        "技测甲": (1, "87.00"),
        "技测乙": (2, "83.00"),
        "技测丙": (3, "74.00"),
    }
    assert copies_differ(way.stage("理论考试"), "exam") == []
    row = appeal(way, "技测丙", paper=paper("申诉书.pdf"))
    assert (row.decide_by, row.paper.name) == (way.clock.today, "申诉书.pdf")
    verdict(way, row, upheld=False)
    way.clock.forward(hours=2, seconds=1)
    way.end(way.stage("成绩公布和申诉"))

    assert list(way.propose().values()) == ["一等奖", "一等奖", "二等奖"]
    way.award_all()
    assert way.figure("contests.champions") == 1
    assert way.archive().status == "archived"


def test_upheld_appeal_waits_for_a_recount_that_is_published(skills):
    way, stage = skills, skills.stage("成绩公布和申诉")
    verdict(way, appeal(way, "技测丙"), upheld=True, recount=True)
    way.clock.forward(hours=3)
    with pytest.raises(ValidationError, match="技测丙的申诉成立，须重新封存并公布成绩。"):
        way.end(stage)
    way.mark("理论考试", "exam", {"技测丙": 95})
    way.rank("ranking", reason="申诉成立，更正理论成绩")
    way.end(stage)

    assert way.standing()["技测丙"] == (2, "84.50")
    with pytest.raises(ValidationError, match="成绩为最终成绩，不能重新计分。"):
        way.rank("ranking", reason="再改")


def test_appeal_is_taken_for_two_hours_and_decided_by_somebody_else_once(skills):
    way = skills
    row = appeal(way, "技测乙")
    with pytest.raises(ValidationError, match="这名选手的申诉正在裁决"):
        appeal(way, "技测乙")
    verdict(way, row, upheld=False)
    with pytest.raises(ValidationError, match="裁决为最终结果"):
        verdict(way, row, upheld=True)
    way.clock.forward(hours=2, seconds=1)
    with pytest.raises(ValidationError, match=r"申诉已于.+14:00截止"):
        appeal(way, "技测甲")


def test_list_waits_until_appeals_are_over(skills):
    way = skills
    row = appeal(way, "技测乙")
    with pytest.raises(ValidationError, match="“成绩公布和申诉”还没有结束"):
        way.propose_now()
    way.clock.forward(hours=3)
    with pytest.raises(ValidationError, match="技测乙的申诉还没有裁决。"):
        way.end(way.stage("成绩公布和申诉"))
    verdict(way, row, upheld=False)
    way.end(way.stage("成绩公布和申诉"))
    assert len(way.propose()) == 3


@pytest.mark.parametrize("missing", ["leader_name", "facts"])
def test_appeal_is_written_and_named(skills, missing):
    with pytest.raises(ValidationError) as refused:
        appeal(skills, "技测甲", **{missing: " "})
    assert set(refused.value.message_dict) == {missing}


# 演讲比赛


def test_speech_contest_ranks_by_the_shown_total_and_takes_off_for_overtime(way, client):
    cities = way.cast.province.nanjing, way.cast.province.suzhou
    prizes = {
        "grades": ["特等奖 1", "一等奖 3"],
        "organiser_places": 1,
        "organiser_points": ["申报 1", "特等奖 5", "一等奖 3"],
    }
    way.plan("speech_contest", places={"决赛": 4}, slate=prizes)
    way.open([(city, 2) for city in cities])
    schools = way.cast.province.school, make_union("苏州第二小学工会", upper=cities[1])
    for school, names in zip(schools, (("演测甲", "演测乙"), ("演测丙", "演测丁")), strict=True):
        for name in names:
            way.enter(school, name)
    admit(way)
    seven = ["0.70", "0.90", "0.91", "0.92", "0.93", "0.94", "0.99"]  # without extremes 92
    points = {"演测甲": seven, "演测乙": "0.92", "演测丙": "0.95", "演测丁": "0.8"}
    panel = way.judge("决赛演讲", points, judges=7)
    slow = panel.panel_entries.get(entry__name="演测丙")
    floors.record_time(
        actor=way.cast.organiser, place=slow, seconds=8 * 60 + 95
    )  # three half minutes
    way.rank("ranking")

    assert way.standing() == {
        "演测丙": (1, "92.00"),
        "演测乙": (1, "92.00"),
        "演测甲": (1, "92.00"),
        "演测丁": (4, "80.00"),
    }
    # three of equal rank all get the special prize, which leaves one first prize
    assert way.propose() == {
        **dict.fromkeys(("演测甲", "演测乙", "演测丙"), "特等奖"),
        "演测丁": "一等奖",
    }
    organised = current_slate(way.campaign).organisations
    client.force_login(way.cast.organiser)
    shown = client.get(reverse("campaigns:slate", args=[way.campaign.pk])).content.decode()
    assert shown.count("优秀组织奖") == 2  # the head of the table and who gets it
    awards = way.award_all()

    assert [(each["name"], each["points"], each["chosen"]) for each in organised] == [
        (cities[0].name, "12", True),  # two entered, two special prizes
        (cities[1].name, "10", False),  # two entered, one special, one first prize
    ]
    given = next(each for each in awards if each.holder_union == cities[0])
    assert (given.title, given.series.key, given.facts["points"], given.certificate_no != "") == (
        "优秀组织奖", "speech-contest-organiser", "12", True,
    )  # fmt: skip
    posted = f"拟授予“优秀组织奖”：{cities[0].name}。"
    assert list(way.campaign.public_notices.values_list("text", flat=True)) == [posted]
    said = way.campaign.decisions.get().document_ref
    assert f"授予下列单位“优秀组织奖”：{cities[0].name}。" in str(
        Document.objects.get(pk=said).content
    )
    assert way.figure("contests.speech_editions") == 1
    assert way.archive().status == "archived"

    way.clock.year(2027)
    way.plan("speech_contest")
    assert cycle_note(way.campaign) == "“教师演讲比赛”每 2 年一届，上一届在 2026 年，请核对年度。"
    way.clock.year(2028)
    way.plan("speech_contest")
    assert cycle_note(way.campaign) == ""


# 十大成果、十大专利


@pytest.mark.parametrize(
    ("key", "group", "series"),
    [
        ("ten_innovation_results", "十大科技创新成果", "ten-innovation-results"),
        ("ten_patents", "十大优秀专利", "ten-patents"),
    ],
)
def test_ten_are_exactly_as_many_as_there_are_places_after_two_rounds(way, key, group, series):
    assert SHIPPED[key].plan.categories[0].places == 10
    way.plan(key, places={group: 2}, ranking={"first": 3}, slate={"per_unit": 2, "reserve": 1})
    way.open()
    names = [f"成果{sign}" for sign in "甲乙丙丁"]
    admit(take_part(way, names))
    papers = dict(zip(names, ("0.9", "0.8", "0.7", "0.6"), strict=True))
    way.judge("专家评审", papers)
    way.rank("ranking")
    assert way.standing() == {
        "成果甲": (1, "90.00"),
        "成果乙": (2, "80.00"),
        "成果丙": (3, "70.00"),
        "成果丁": (4, "60.00"),
    }
    panel = way.judge("答辩", {"成果甲": "0.7", "成果乙": "0.9", "成果丙": "0.8"})
    assert panel.panel_entries.count() == 3
    way.rank("答辩排名")

    assert list(way.propose()) == ["成果乙", "成果丙"]
    assert way.state("成果甲") == "reserve"
    awards = way.award_all()
    assert [(each.holder_name, each.rank, each.series.key) for each in awards] == [
        ("成果乙", 1, series),
        ("成果丙", 2, series),
    ]
    assert way.figure("contests.top_results") == 2
    assert way.archive().status == "archived"


def test_fewer_than_the_places_make_no_list(way):
    group = "十大优秀专利"
    way.plan("ten_patents", places={group: 3}).open()
    admit(take_part(way, ["专利甲", "专利乙"]))
    way.judge("专家评审", {"专利甲": "0.9", "专利乙": "0.8"})
    way.rank("ranking")
    way.judge("答辩", {"专利甲": "0.9", "专利乙": "0.8"})
    way.rank("答辩排名")
    with pytest.raises(ValidationError, match="十大优秀专利须选满 3 名，可选人选有 2 名"):
        way.propose()


def test_patent_counts_once_whatever_it_is_called(way):
    group = "十大优秀专利"
    way.plan("ten_patents", places={group: 1}).open()
    admit(take_part(way, ["原来的名称"]))
    way.judge("专家评审", {"原来的名称": "0.9"})
    way.rank("ranking")
    way.judge("答辩", {"原来的名称": "0.9"})
    way.rank("答辩排名")
    way.propose()
    way.award_all()

    way.clock.year(2027)
    way.entries.clear()
    way.plan("ten_patents", places={group: 1}).open()
    take_part(way, ["换了名称", "另一项专利"])
    way.nominate().recommend()
    find_from_records(actor=way.cast.organiser, campaign=way.campaign, entries=way.entries.values())
    findings = fresh(way.entries["换了名称"]).findings
    notes = dict(findings.filter(passed=False).values_list("rule__code", "note"))
    assert notes == {
        "once": "台账：2026年已获“十大优秀专利”（原来的名称）。",
        "one_entry": "台账：“样板大学工会”也推荐了这一项。",
    }


def test_patent_with_a_wrong_check_digit_and_an_eleventh_author_are_not_handed_in(way):
    way.plan("ten_patents").open()
    authors = [{"姓名": f"作者{n}", "单位": "甲大学", "贡献": "设计"} for n in range(11)]
    answers = {"patent_no": "ZL200510004972.8", "authors": authors}
    entry = way.enter(way.cast.province.first, "专利甲", answers=answers)
    with pytest.raises(Exception, match="专利号校验位不符") as refused:
        way.hand_in("专利甲")
    assert "“完成人（按贡献排序）”最多 10 行，现有 11 行" in str(refused.value)
    assert Decimal(fresh(entry).submission_no) == 0


def test_every_contest_that_appeals_are_made_in_says_so_in_its_plan():
    kinds = {key: [stage.kind for stage in each.plan.stages] for key, each in SHIPPED.items()}
    assert [key for key, found in kinds.items() if StageKind.APPEAL in found] == ["skills_contest"]
