"""What cadres and judges press on the way of any campaign, for the journeys that walk one."""

from tests.journeys.test_campaign_awards import fill, press, save
from tests.journeys.test_founding import sign_in

MOST = 12
"""More stages than any plan has to end before another may begin."""


def lead_on(page, campaign, label):
    """The cadre ends what stands before a stage, one after another, and lets the stage begin."""
    page.goto(f"/campaigns/{campaign.pk}/")
    buttons = page.locator(".way-tools button")
    begin, running = buttons.filter(has_text=f"开始“{label}”"), buttons.filter(has_text="结束“")
    for _ in range(MOST):
        if begin.count():
            break
        with page.expect_navigation():
            running.first.click()
    with page.expect_navigation():
        begin.click()


def form_panel(page, campaign, label, **fields):
    """A panel of a stage, its order drawn before a witness; the page of the panel is open afterwards."""
    stage = campaign.stages.get(label=label)
    page.goto(f"/campaigns/{campaign.pk}/judging/{stage.pk}/new/")
    name, seed = fields["name"], fields.get("seed", "春风化雨")
    fill(page, name=name)
    page.locator("#id_category").select_option(label=fields["group"])
    page.locator("#id_rubric").select_option(label=fields["rubric"])
    save(page)
    press(page, name)
    press(page, "抽签排定顺序")
    fill(page, seed=seed, witness="驻厅纪检组")
    save(page)


def seat(page, each, role="judge"):
    """On the page of a panel: one expert by name."""
    press(page, "指定评委")
    fill(page, expert=str(each.expert.pk), role=role)
    save(page)


def draw_judges(page, field, number):
    """On the page of a panel: so many of a field by lot, before a witness."""
    press(page, "抽取评委")
    fill(page, field=field, judges=str(number), reserves="0", seed="化雨", witness="驻厅纪检组")
    save(page)


def pledge(page, each, panel):
    """A judge signs in, opens the panel and pledges; the list of numbers is open afterwards."""
    sign_in(page, each.user)
    page.goto("/expert/")
    press(page, panel)
    press(page, "我已阅读并承诺")


def step_back(page, reason):
    """On a sheet: the judge says why somebody else must score it."""
    page.get_by_text("我需要回避").click()
    page.get_by_label("回避原因").fill(reason)
    press(page, "登记回避")


def check_all(page, campaign, number):
    """The officer finds every condition of so many entries met and passes them; what the registers said first."""
    known = []
    for place in range(number):
        page.goto(f"/campaigns/{campaign.pk}/checks/")
        with page.expect_navigation():
            page.locator("tbody a", has_text="审查").nth(place).click()
        results = page.locator("form.form select").all()
        known.append([each.input_value() for each in results])
        for each in results:
            each.select_option("yes")
        press(page, "保存审查结果")
    page.goto(f"/campaigns/{campaign.pk}/checks/")
    press(page, "各项符合的全部通过")
    return known
