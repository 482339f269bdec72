"""Voting pages: the public with its question, members, invited people, the organiser's desk."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from gonghui.engines.campaigns.models import Ballot, SpentChallenge, Stage, WrongCode
from gonghui.engines.campaigns.queries.votes import tallies
from gonghui.engines.campaigns.rules.challenges import opened, sealed
from gonghui.engines.campaigns.rules.invitations import code_of
from gonghui.kernel.jobs.models import Job
from gonghui.kernel.lib import scoping
from tests.factories.access import make_cadre
from tests.factories.entries import step
from tests.factories.jobs import jobs_at_once
from tests.factories.votes import make_vote
from tests.lists import assert_same_queries


@pytest.fixture(autouse=True)
def no_totals_of_another_test():
    """Published totals are kept for half a minute; another test may have had a vote of this number."""
    cache.clear()


@pytest.fixture
def scene(db):
    with scoping.everything("test"):
        return make_vote(voters=0, least=1, most=2, voters_="public")


def address(scene, rest=""):
    return f"/votes/{scene.stage.pk}/{rest}"


def question_of(page):
    """The sealed question of a page, and what it asks."""
    token = re.search(r'name="question" value="([^"]+)"', page.content.decode())[1]
    return token, opened(token)


def send(client, scene, *places, page=None, **more):
    """Choose and answer the question of ``page`` rightly, unless told otherwise."""
    token, asked = question_of(page or client.get(address(scene)))
    data = {"choice": [scene.entries[place].pk for place in places], "question": token}
    return client.post(address(scene), data | {"answer": asked.answer} | more)


def checked(page):
    """How many names are ticked."""
    return page.content.decode().count(" checked>")


def votes_of(scene):
    with scoping.everything("test"):
        return {
            scene.entries.index(entry): tally.all_votes for entry, tally in tallies(scene.stage)
        }


def test_public_votes_and_is_thanked(scene, client):
    answer = send(client, scene, 0, 1)
    thanks = client.get(answer.url)

    assert answer.url == address(scene, "thanks/")
    assert "投票成功，谢谢您的参与。" in thanks.content.decode()
    assert votes_of(scene) == {0: 1, 1: 1, 2: 0}


def test_wrong_answer_keeps_the_choice_and_asks_anew(scene, client):
    page = client.get(address(scene))
    token, asked = question_of(page)
    wrong = f"{(int(asked.answer) + 1) % 10000:04d}"
    refused = send(client, scene, 0, 2, page=page, answer=wrong)
    fresh, _asked = question_of(refused)
    again = send(client, scene, 0, 2, page=refused)

    assert "验证答案不对，请回答新的一题；所选已保留。" in refused.content.decode()
    assert (checked(refused), fresh != token) == (2, True)
    assert again.url == address(scene, "thanks/")


def test_wrong_number_of_names_keeps_question_and_answer(scene, client):
    page = client.get(address(scene))
    token, asked = question_of(page)
    refused = send(client, scene, 0, 1, 2, page=page)

    assert "每张选票须选 1 至 2 名，现选 3 名。" in refused.content.decode()
    assert (checked(refused), question_of(refused)[0]) == (3, token)
    assert f'value="{asked.answer}"' in refused.content.decode()
    assert SpentChallenge.objects.count() == 0


@pytest.mark.parametrize(("other", "kind"), [("words", "words"), ("digits", "digits")])
def test_another_question_keeps_the_choice(scene, client, other, kind):
    page = send(client, scene, 1, other=other)

    assert (checked(page), question_of(page)[1].kind) == (1, kind)
    assert Ballot.objects.count() == 0


def test_question_in_words_is_answered_in_words(scene, client):
    page = send(client, scene, 1, other="words")
    asked = question_of(page)[1]
    numeral = [
        "零",
        "一",
        "二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
        "九",
        "十",
        "十一",
        "十二",
        "十三",
        "十四",
        "十五",
        "十六",
        "十七",
        "十八",
    ]

    send(client, scene, 1, page=page, answer=numeral[int(asked.answer)])

    assert asked.sentence in page.content.decode()
    assert Ballot.objects.get().way == "words"


def test_stale_question_keeps_the_choice(scene, client):
    page = client.get(address(scene))
    asked = question_of(page)[1]
    old = sealed(type(asked)(asked.kind, asked.asked, asked.purpose, asked.until - 1201))
    refused = send(client, scene, 0, page=page, question=old)

    assert "验证题已过 20 分钟，请回答新的一题；所选已保留。" in refused.content.decode()
    assert checked(refused) == 1


def test_second_tab_and_back_button_leave_one_ballot(scene, client):
    first, second = client.get(address(scene)), client.get(address(scene))
    send(client, scene, 0, page=first)
    other_tab = send(client, scene, 1, page=second)
    back = send(client, scene, 0, page=first)
    page = client.get(other_tab.url)

    assert [other_tab.url, back.url] == [address(scene, "thanks/?again=1")] * 2
    assert "已经投过票，第一次的选票已记入，这一次没有重复记入。" in page.content.decode()
    assert client.get(address(scene)).url == address(scene, "thanks/")
    assert votes_of(scene) == {0: 1, 1: 0, 2: 0}


def test_withdrawn_candidate_is_taken_off_and_said(scene, client):
    page = client.get(address(scene))
    with scoping.everything("test"):
        step(scene.entries[0], "pull", note="本人申请退出")
    refused = send(client, scene, 0, 1, page=page)

    assert "有 1 名已退出或不在候选名单中，已为您取消，请重选。" in refused.content.decode()
    assert checked(refused) == 1
    assert send(client, scene, 1, page=refused).url == address(scene, "thanks/")


def test_ballot_after_the_deadline_is_not_taken(scene, client):
    page = client.get(address(scene))
    Stage.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    refused = send(client, scene, 0, page=page).content.decode()

    assert "投票已经结束，这一票没有记入。" in refused
    assert ("复核后公布全部票数和有效票数" in refused, 'name="choice"' in refused) == (True, False)
    assert Ballot.objects.count() == 0


def test_browser_without_our_cookie_is_asked_again(scene, client):
    page = client.get(address(scene))
    client.cookies.clear()
    refused = send(client, scene, 0, page=page)

    assert "请允许浏览器保存 Cookie 后重新提交；所选已保留。" in refused.content.decode()
    assert checked(refused) == 1
    assert send(client, scene, 0, page=refused).status_code == 302


def test_forged_cookie_is_no_device(scene, client):
    page = client.get(address(scene))
    client.cookies[f"vote_{scene.stage.pk}"] = "forged"
    refused = send(client, scene, 0, page=page)

    assert "请允许浏览器保存 Cookie" in refused.content.decode()
    assert Ballot.objects.count() == 0


def test_order_is_another_for_every_viewer_and_stays_for_one(db):
    with scoping.everything("test"):
        scene = make_vote(candidates=6, voters=0, voters_="public")

    def order(client):
        return re.findall(
            r'name="choice" value="(\d+)"', client.get(address(scene)).content.decode()
        )

    viewers = [Client() for _viewer in range(5)]
    first = [order(viewer) for viewer in viewers]

    assert [order(viewer) for viewer in viewers] == first
    assert len({tuple(each) for each in first}) > 1
    assert {tuple(sorted(each)) for each in first} == {
        tuple(sorted(str(entry.pk) for entry in scene.entries))
    }


def test_page_that_led_here_is_remembered_and_our_own_is_not(scene):
    outside, inside = Client(), Client()
    for visitor, came_from in (
        (outside, "https://example.org/post"),
        (inside, "http://testserver/"),
    ):
        page = visitor.get(address(scene), headers={"Referer": came_from})
        token, asked = question_of(page)
        visitor.post(
            address(scene),
            {"choice": scene.entries[0].pk, "question": token, "answer": asked.answer},
            headers={"Referer": "http://testserver" + address(scene)},
        )

    assert sorted(Ballot.objects.values_list("referrer", flat=True)) == ["", "example.org"]


def test_exactly_one_name_is_a_choice_of_one(db, client):
    with scoping.everything("test"):
        scene = make_vote(voters=0, least=1, most=1, voters_="public", daily=True)
    page = client.get(address(scene)).content.decode()

    assert (page.count('type="radio"'), "请选 1 名" in page, "每台设备每天一票" in page) == (
        3, True, True,
    )  # fmt: skip
    assert "明天可以再投" in client.get(send(client, scene, 0).url).content.decode()


def test_invited_vote_with_their_code(db, client):
    with scoping.everything("test"):
        scene = make_vote(voters=0, voters_="invited", codes=5)
    choice = {"choice": scene.entries[0].pk}
    wrong = client.post(address(scene), choice | {"code": "3-ABCDEFGH"})
    code = code_of(scene.stage.pk, 3)
    taken = client.post(address(scene), choice | {"code": code})
    again = Client().post(address(scene), choice | {"code": code})

    assert "邀请码不对，请对照收到的邀请码重新填写" in wrong.content.decode()
    assert (checked(wrong), 'value="3-ABCDEFGH"' in wrong.content.decode()) == (1, True)
    assert (taken.status_code, again.url) == (302, address(scene, "thanks/?again=1"))


def test_codes_are_not_found_by_trying(db, client):
    with scoping.everything("test"):
        scene = make_vote(voters=0, voters_="invited", codes=5, code_tries=3)
    data = {"choice": scene.entries[0].pk, "code": code_of(scene.stage.pk, 3)}
    client.get(address(scene))
    empty = client.post(address(scene), data | {"code": " "}).content.decode()
    for code in ("3-ABCDEFGH", "4-ABCDEFGH"):
        second = client.post(address(scene), data | {"code": code}).content.decode()
    third = client.post(address(scene), data | {"code": "x"}).content.decode()
    right = client.post(address(scene), data)
    cadre = Client()
    cadre.force_login(make_cadre(scene.federation, "province_cadre"))
    desk = cadre.get(f"/campaigns/votes/{scene.stage.pk}/desk/").content.decode()

    assert "请填写邀请码；所选已保留。" in empty
    assert "字母不分大小写。还可以填 1 次。" in second
    wait = "这台设备已填错邀请码 3 次，请 15 分钟后再试；所选已保留。邀请码遗失或看不清，请联系主办工会。"
    assert (wait in third, wait in right.content.decode(), checked(right)) == (True, True, 1)
    assert "近 24 小时填错邀请码 3 次。" in desk
    assert Client().post(address(scene), data).url == address(scene, "thanks/")
    WrongCode.objects.update(tried_at=timezone.now() - timedelta(minutes=16))
    again = data | {"code": code_of(scene.stage.pk, 4)}
    assert client.post(address(scene), again).url == address(scene, "thanks/")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "waiting", "opens_at": None}, "投票还没有开始。"),
        ({"status": "done"}, "投票已结束，可疑选票已由两人复核。"),
    ],
)
def test_vote_that_is_not_open_says_so(scene, client, fields, sentence):
    Stage.objects.filter(pk=scene.stage.pk).update(**fields)
    page = client.get(address(scene)).content.decode()

    assert (sentence in page, 'name="choice"' in page) == (True, False)


def test_suspended_vote_says_so(scene, client):
    type(scene.campaign).objects.filter(pk=scene.campaign.pk).update(status="suspended")

    assert "评选已暂停，恢复后可以继续投票" in client.get(address(scene)).content.decode()


def test_both_totals_are_published_when_it_is_over(db, client):
    with scoping.everything("test"):
        scene = make_vote(voters=0, voters_="public", counts_shown="after")
    send(client, scene, 0)
    send(Client(), scene, 0)
    Ballot.objects.filter(pk=Ballot.objects.latest("pk").pk).update(verdict="invalid")
    hidden = client.get(address(scene, "thanks/")).content.decode()
    Stage.objects.filter(pk=scene.stage.pk).update(status="done")
    page = Client().get(address(scene)).content.decode()

    assert "得票按规定时间公布" in hidden
    assert "共收到选票 2 张，有效 1 张。" in page
    assert re.findall(r'class="n">(\d)</td>', page) == ["2", "1", "0", "0", "0", "0"]


def test_published_totals_are_counted_for_a_rush_at_once(db, client, django_assert_num_queries):
    with scoping.everything("test"):
        scene = make_vote(voters=0, voters_="public", counts_shown="live")
    first = client.get(address(scene)).content.decode()
    send(Client(), scene, 0)
    with django_assert_num_queries(4):
        second = client.get(address(scene)).content.decode()
    cache.clear()
    third = client.get(address(scene)).content.decode()

    assert [re.findall(r'class="n">(\d)</td>', page)[0] for page in (first, second, third)] == [
        "0", "0", "1",
    ]  # fmt: skip


def test_rehearsal_is_no_vote(scene, client):
    type(scene.campaign).objects.filter(pk=scene.campaign.pk).update(is_rehearsal=True)

    assert client.get(address(scene)).status_code == 404


def test_members_and_public_are_led_to_their_page(db, client):
    with scoping.everything("test"):
        members, public = make_vote(voters=1), make_vote(voters=0, voters_="public")
    client.force_login(members.voters[0])

    assert client.get(address(members)).url == f"/campaigns/votes/{members.stage.pk}/"
    assert client.get(f"/campaigns/votes/{public.stage.pk}/").url == address(public)


def test_list_takes_as_many_queries_for_three_as_for_one(db, client, django_assert_num_queries):
    make_vote(voters=0, voters_="public")
    with django_assert_num_queries(1):
        one = client.get("/votes/").content.decode()
    for _vote in range(2):
        make_vote(voters=0)
    with django_assert_num_queries(1):
        three = client.get("/votes/").content.decode()

    assert (one.count("投票中"), three.count("投票中")) == (1, 3)


def test_list_without_votes_says_what_it_is_for(db, client):
    assert "评选进入网络投票环节后，会在这里开放。" in client.get("/votes/").content.decode()


def test_page_takes_as_many_queries_for_three_names_as_for_one(db, django_assert_num_queries):
    with scoping.everything("test"):
        one, three = (
            make_vote(candidates=number, voters=0, most=1, voters_="public") for number in (1, 3)
        )
    for scene, names in ((one, 1), (three, 3)):
        with django_assert_num_queries(4):
            page = Client().get(address(scene)).content.decode()
        assert page.count('name="choice"') == names


def test_question_is_seen_or_read_out(scene, client):
    page = client.get(address(scene))
    token, _asked = question_of(page)
    picture = client.get(f"/votes/question/{token}.png")
    words = send(client, scene, 0, other="words").content.decode()

    assert picture.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert client.get(f"/votes/question/x{token}.png").status_code == 404
    assert ("使用读屏软件的，请按下面的“改答文字题”" in page.content.decode(), "/votes/question/" in words) == (
        True, False,
    )  # fmt: skip


# Members and the desk ------------------------------------------------------------------------------


@pytest.fixture
def members(db):
    with scoping.everything("test"):
        return make_vote(voters=5, least=1, most=2)


def member_votes(scene, voter, *places, client=None):
    visitor = client or Client()
    visitor.force_login(scene.voters[voter])
    chosen = [scene.entries[place].pk for place in places]
    return visitor.post(f"/campaigns/votes/{scene.stage.pk}/", {"choice": chosen}, follow=True)


def test_member_page_keeps_what_was_chosen(members, client):
    refused = member_votes(members, 0, 0, 1, 2, client=client)
    taken = member_votes(members, 0, 0, client=client).content.decode()

    assert checked(refused) == 3
    assert "每张选票须选 1 至 2 名，现选 3 名。" in refused.content.decode()
    assert ("投票成功" in taken, "您的选票已记入，一人一票。" in taken) == (True, True)
    assert votes_of(members)[0] == 1


@pytest.fixture
def cadre(members, client):
    found = make_cadre(members.federation, "province_cadre")
    client.force_login(found)
    return found


def suspicious_ballots(scene):
    """Five members on one computer, looked at."""
    computer = Client()
    for voter in range(5):
        computer.force_login(scene.voters[voter])
        computer.get(f"/campaigns/votes/{scene.stage.pk}/")
        computer.post(f"/campaigns/votes/{scene.stage.pk}/", {"choice": scene.entries[0].pk})
    return list(Ballot.objects.order_by("pk"))


def test_desk_takes_reviews_of_many(members, client, cadre):
    ballots = suspicious_ballots(members)
    desk = f"/campaigns/votes/{members.stage.pk}/"
    with jobs_at_once():
        looked = client.post(f"{desk}look/")
    job = Job.objects.get(kind="campaigns.look_at_vote")
    said = {"ballot": [each.pk for each in ballots[:2]], "verdict": "invalid", "reason": "同一手机"}
    page = client.post(f"{desk}judge/", said, follow=True).content.decode()

    assert (looked.url, job.state, job.stage) == (
        f"/jobs/{job.pk}/", "done", "新标记 5 张选票待复核",
    )  # fmt: skip
    assert job.link == f"{desk}desk/"
    assert page.count("同一设备短时间多次投票") == 5
    assert page.count("无效（同一手机）") == 2
    assert "其中 0 张已有两人一致意见" in page


def test_desk_tells_of_a_changed_ballot(members, client, cadre):
    ballot = suspicious_ballots(members)[0]
    ballot.choices.update(entry=members.entries[1])
    with jobs_at_once():
        client.post(f"/campaigns/votes/{members.stage.pk}/look/")
    job = Job.objects.get(kind="campaigns.look_at_vote")
    page = client.get(f"/jobs/{job.pk}/").content.decode()
    desk = client.get(f"/campaigns/votes/{members.stage.pk}/desk/").content.decode()

    said = f"有 1 张选票与投票时的记录不一致，请立即停止公布并联系系统管理员：{ballot.pk}"
    assert (job.state, said in page, desk.count("同一设备短时间多次投票")) == ("failed", True, 5)


def test_desk_takes_as_many_queries_for_three_as_for_one(members, client, cadre):
    ballots = iter(suspicious_ballots(members))

    def make_row():
        Ballot.objects.filter(pk=next(ballots).pk).update(marks=["device"], verdict="marked")

    assert_same_queries(client, f"/campaigns/votes/{members.stage.pk}/desk/", make_row)


def test_desk_notes_a_post(members, client, cadre):
    desk = f"/campaigns/votes/{members.stage.pk}/"
    empty = client.post(f"{desk}posts/", {"title": "", "posted_at": "2026-04-01T12:00"})
    page = client.post(
        f"{desk}posts/", {"title": "公众号文章", "posted_at": "2026-04-01T12:00"}, follow=True
    ).content.decode()

    assert empty.status_code == 200
    assert ("公众号文章" in page, "2026-04-01 12:00" in page) == (True, True)


def test_desk_gives_out_codes(db, client):
    with scoping.everything("test"):
        scene = make_vote(voters=0, voters_="invited", codes=2)
    client.force_login(make_cadre(scene.federation, "province_cadre"))
    table = client.post(f"/campaigns/votes/{scene.stage.pk}/codes/").content.decode()
    codes = [code_of(scene.stage.pk, number) for number in (1, 2)]
    where = f"http://testserver{address(scene)}"

    assert table == "\ufeff序号,邀请码,投票地址\r\n" + "".join(
        f"{number},{code},{where}\r\n" for number, code in enumerate(codes, 1)
    )


def test_desk_without_invitations_gives_none(members, client, cadre):
    page = client.post(f"/campaigns/votes/{members.stage.pk}/codes/", follow=True)

    assert "这次投票不用邀请码。" in page.content.decode()


def test_judging_desk_leads_to_the_vote(members, client, cadre):
    page = client.get(f"/campaigns/{members.campaign.pk}/judging/").content.decode()

    assert f'href="/campaigns/votes/{members.stage.pk}/desk/"' in page
