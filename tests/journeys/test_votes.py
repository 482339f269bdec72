"""The public votes on a phone behind a question; two cadres judge what looks bought; both totals appear."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from gonghui.engines.campaigns.actions.opening import close_stage
from gonghui.engines.campaigns.actions.voting import Source, cast_ballot
from gonghui.engines.campaigns.models import Ballot, Stage
from gonghui.engines.campaigns.rules.challenges import opened
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.access import make_cadre
from tests.factories.votes import answered, make_vote
from tests.journeys.conftest import scrolls_sideways
from tests.journeys.looking import barriers
from tests.journeys.test_founding import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOUGHT = 11


@pytest.fixture(autouse=True)
def no_totals_of_another_test():
    """Published totals are kept for half a minute; another test may have had a vote of this number."""
    cache.clear()


@pytest.fixture
def scene():
    with scoping.everything("scene"):
        found = make_vote(
            candidates=5, voters=1, least=2, most=3, voters_="public", counts_shown="after"
        )
        Stage.objects.filter(pk=found.stage.pk).update(
            closes_at=timezone.now() + timedelta(hours=2)
        )
        found.cadres = [
            make_cadre(found.federation, "province_cadre", display_name=name)
            for name in ("周干部", "吴干部")
        ]
        return found


def buy(scene):
    """Votes from one flat, all with the same phone, each time as another device."""
    for number in range(BOUGHT):
        device = f"bought {number}"
        cast_ballot(
            actor=SYSTEM,
            stage=scene.stage,
            choices=[entry.pk for entry in scene.entries[:2]],
            source=Source(device, 40, "192.0.2.7", "one phone"),
            proof=answered(scene.stage, device),
        )


def look(page, picture, name):
    """Keep the page as it is; nothing bars anybody, nobody scrolls sideways."""
    picture(page, f"votes-{name}")
    assert not scrolls_sideways(page), name
    assert barriers(page) == [], name


def at_both(page, picture, name):
    page.evaluate("window.scrollTo(0, 0)")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        look(page, picture, f"{name}-{width}")


def press(page, label):
    """Press the button with the label and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=label, exact=True).click()


def asked(page):
    """What the question on the page wants, as the server that sealed it knows."""
    return opened(page.locator("[name=question]").get_attribute("value"))


def chosen(page):
    return sorted(
        page.locator("[name=choice]:checked").evaluate_all("all => all.map(e => e.value)")
    )


def test_public_votes_behind_a_question(phone, scene, picture):
    names = sorted(str(entry.pk) for entry in scene.entries[1:3])
    phone.goto("/votes/")
    look(phone, picture, "list-390")
    phone.get_by_role("link", name="网络投票").last.click()
    for name in names:
        phone.locator(f"[name=choice][value='{name}']").check()
    phone.get_by_text("已选 2 名").wait_for()
    at_both(phone, picture, "ballot")
    phone.get_by_label("验证：请填写图中的 4 位数字").fill("abcd")
    press(phone, "投票")
    look(phone, picture, "wrong-answer-390")
    kept = [chosen(phone)]
    press(phone, "改答文字题")
    look(phone, picture, "words-390")
    kept.append(chosen(phone))
    press(phone, "换一张图")
    kept.append(chosen(phone))
    phone.locator("#answer").fill(asked(phone).answer)
    phone.locator("#answer").press("Enter")
    phone.get_by_text("投票成功，谢谢您的参与。").wait_for()
    at_both(phone, picture, "thanks")
    phone.goto(f"/votes/{scene.stage.pk}/")

    assert phone.url.endswith("/thanks/")
    assert kept == [names] * 3
    ballot = Ballot.objects.get()
    assert sorted(str(each.entry_id) for each in ballot.choices.all()) == names
    assert phone.problems == []


def test_public_votes_without_scripts(browser, live_server, scene):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/votes/{scene.stage.pk}/")
    for entry in scene.entries[:2]:
        page.locator(f"[name=choice][value='{entry.pk}']").check()
    page.locator("#answer").fill(asked(page).answer)
    page.get_by_role("button", name="投票", exact=True).last.click()

    assert page.get_by_text("投票成功，谢谢您的参与。").count() == 1
    assert Ballot.objects.count() == 1
    context.close()


def test_two_cadres_judge_and_both_totals_appear(desk, phone, scene, picture):
    with scoping.everything("scene"):
        buy(scene)
    address = f"/campaigns/votes/{scene.stage.pk}/desk/"
    for place, cadre in enumerate(scene.cadres):
        sign_in(desk, cadre)
        desk.goto(address)
        press(desk, "检查可疑选票")
        desk.get_by_role("link", name="查看结果").click()
        desk.get_by_label("全选本页").check()
        desk.get_by_label("理由").fill("同一地点同一手机连续投票")
        at_both(desk, picture, f"desk-{place + 1}")
        desk.set_viewport_size({"width": 1280, "height": 844})
        press(desk, "认定无效")
    at_both(desk, picture, "desk-judged")
    Stage.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    phone.goto(f"/votes/{scene.stage.pk}/")
    look(phone, picture, "reviewing-390")
    with scoping.everything("scene"):
        close_stage(actor=scene.cadres[0], stage=scene.stage)
    phone.goto(f"/votes/{scene.stage.pk}/")
    at_both(phone, picture, "totals")

    assert phone.get_by_text(f"共收到选票 {BOUGHT} 张，有效 0 张。").count() == 1
    assert Ballot.objects.filter(verdict="invalid").count() == BOUGHT
    assert [page.problems for page in (desk, phone)] == [[], []]


def test_member_votes_on_a_phone(phone, scene, picture):
    Stage.objects.update(settings={"voters": "member", "least": 1, "most": 1})
    sign_in(phone, scene.voters[0])
    phone.goto("/votes/")
    phone.get_by_role("link", name="网络投票").last.click()
    phone.locator("[name=choice]").first.check()
    look(phone, picture, "member-390")
    press(phone, "投票")
    phone.get_by_text("您的选票已记入，一人一票。").wait_for()
    look(phone, picture, "member-done-390")

    assert (Ballot.objects.count(), phone.problems) == (1, [])
