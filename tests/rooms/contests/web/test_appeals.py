"""Appeals and what happens on the spot as pages, on a shipped contest that was walked so far."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from gonghui.engines.campaigns.models import Appeal
from tests.factories.entries import fresh

GROUP = "职工组"


def url(name, *args):
    return reverse(f"campaigns:{name}", args=args)


@pytest.fixture
def skills(way):
    """Two entrants, ranked and published; the time of appeals runs."""
    cache.clear()
    way.plan("skills_contest", keep=[GROUP], places={GROUP: 2}).open()
    first, second = way.cast.province.first, way.cast.province.second
    way.enter(first, "技测甲")
    way.enter(second, "技测乙")
    way.nominate().recommend().check().admit()
    way.mark("理论考试", "exam", {"技测甲": 80, "技测乙": 90})
    way.judge("实际操作", {"技测甲": "0.9", "技测乙": "0.8"})
    way.frozen = way.rank("ranking")
    way.begin("成绩公布和申诉")
    return way


def browser(client, way, union, *, head=True):
    client.force_login(way.cast.head(union) if head else way.cast.clerk(union))
    return client


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_team_leader_appeals_from_the_page_of_the_entry_and_reads_the_verdict(client, skills):
    way, union = skills, skills.cast.province.second
    entry = fresh(way.entries["技测乙"])
    clerk = browser(client, way, union, head=False)
    case = reverse("casework:case-detail", args=[entry.case_id])
    assert "14:00前可由领队书面申诉" in text_of(clerk.get(case))
    form = {"leader_name": "领队赵", "facts": "第三道焊缝漏评"}
    text = text_of(clerk.post(url("appeal-file", entry.pk), form, follow=True))
    assert ("申诉已提交" in text, "第三道焊缝漏评" in text) == (True, True)

    appeal = Appeal._base_manager.get()
    organiser = browser(client, way, way.cast.federation)
    desk = text_of(organiser.get(url("appeals", way.campaign.pk)))
    assert ("待裁决" in desk, "领队领队赵" in desk, "受理中" in desk) == (True, True, True)
    decided = {"upheld": "0", "finding": "评分表完整", "arbiters": "钱某"}
    text = text_of(organiser.post(url("appeal-decide", appeal.pk), decided, follow=True))
    assert ("裁决已登记，为最终结果。" in text, "不成立" in text) == (True, True)
    clerk = browser(client, way, union, head=False)
    assert "评分表完整" in text_of(clerk.get(case))


def test_appeal_that_comes_late_or_without_a_reason_is_kept_on_its_page(client, skills):
    way, union = skills, skills.cast.province.second
    entry = fresh(way.entries["技测乙"])
    clerk = browser(client, way, union, head=False)
    answer = clerk.post(url("appeal-file", entry.pk), {"leader_name": "领队赵", "facts": ""})
    assert ("领队赵" in answer.content.decode(), Appeal.objects.count()) == (True, 0)
    way.clock.forward(hours=3)
    clerk = browser(client, way, union, head=False)  # signed out meanwhile
    answer = clerk.post(url("appeal-file", entry.pk), {"leader_name": "领队赵", "facts": "漏评"})
    text = answer.content.decode()
    assert ("截止，成绩不再受理申诉" in text, "漏评" in text) == (True, True)


def test_overdue_appeal_is_told_and_final_result_says_so(client, skills):
    way = skills
    organiser = browser(client, way, way.cast.federation)
    assert "暂定成绩" in text_of(client.get(url("published-sheet", way.frozen.pk)))
    appeal = Appeal.objects.create(
        stage=way.stage("成绩公布和申诉"),
        entry=way.entries["技测乙"],
        sheet=way.frozen,
        leader_name="赵",
        facts="漏评",
        filed_at=way.clock.now,
        decide_by=way.clock.today - timedelta(days=1),
    )
    assert "超过裁决期限" in text_of(organiser.get(url("appeals", way.campaign.pk)))
    appeal.delete()
    way.clock.forward(hours=3)
    way.end(way.stage("成绩公布和申诉"))
    assert "最终成绩，申诉已结束。" in text_of(client.get(url("published-sheet", way.frozen.pk)))


def test_desks_before_anything_was_published_say_what_they_are_for(client, way):
    way.plan("skills_contest", keep=[GROUP], places={GROUP: 2}).open()
    organiser = browser(client, way, way.cast.federation)
    assert "成绩公布后开始计时。" in text_of(organiser.get(url("appeals", way.campaign.pk)))
    assert "还没有名次" in text_of(organiser.get(url("standings", way.campaign.pk)))


def test_standings_list_names_with_their_points(client, skills):
    way = skills
    organiser = browser(client, way, way.cast.federation)
    text = text_of(organiser.get(url("standings", way.campaign.pk)))
    assert [text.index(name) for name in ("技测甲", "技测乙")] == sorted(
        text.index(name) for name in ("技测甲", "技测乙")
    )
    assert ("实际操作" in text, "总分" in text, "星级" in text) == (True, True, False)
    paper = organiser.get(url("standings-paper", way.campaign.pk, "xlsx"))
    assert paper.content[:2] == b"PK"
