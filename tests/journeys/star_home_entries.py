"""The half of a star home that lies with the unions: self-check, meeting, posting, a return, the conditions."""

from tests.factories.files import PDF
from tests.journeys import looking
from tests.journeys.steering import check_all, lead_on
from tests.journeys.test_campaign_awards import fill, press, save
from tests.journeys.test_founding import sign_in, state

MINUTES = {"name": "会议记录.pdf", "mimeType": "application/pdf", "buffer": PDF}
SUMMARY = PDF + b"% of the second university"


def look(page, picture, name):
    """Keep the page at desk, tablet and phone."""
    looking.look(page, picture, f"home-{name}", (1280, 834, 390))


def check_oneself(desk, scene, picture):
    """The university scores itself item by item with proof, adds papers and the Party's opinion."""
    sign_in(desk, scene.cast.clerk(scene.first))
    desk.goto("/campaigns/calls/")
    press(desk, "星级职工之家评选")
    press(desk, "推荐申报")
    save(desk)
    points = desk.locator("[data-points]").all()
    for field in points:
        row = field.locator("xpath=ancestor::tr")
        field.fill(row.locator("td").nth(1).locator("input").input_value())
    points[0].fill("5.5")
    desk.get_by_label("按期换届，机构健全 佐证").fill("换届批复，见附件")
    assert desk.locator("[data-own-sum]").inner_text() == "自评合计 94.5 分，所评各项满分 95 分"
    look(desk, picture, "self-check")
    desk.locator("#id_target_star").select_option("五星级")
    fill(desk, self_report="逐项自查，委员会审议通过。", party_opinion="同意申报。")
    desk.locator("#id_evidence").set_input_files({**MINUTES, "name": "换届批复.pdf"})
    press(desk, "保存并提交")
    assert state(desk) == "单位审核"
    look(desk, picture, "entry")
    return desk.url


def come_as_well(desk, scene):
    """The second university does the same without a word too many."""
    sign_in(desk, scene.cast.clerk(scene.second))
    desk.goto("/campaigns/calls/")
    press(desk, "星级职工之家评选")
    press(desk, "推荐申报")
    save(desk)
    for field in desk.locator("[data-points]").all():
        field.fill("3")
    desk.locator("#id_target_star").select_option("四星级")
    fill(desk, self_report="委员会逐项自查。", party_opinion="同意申报。")
    desk.locator("#id_evidence").set_input_files(
        {**MINUTES, "name": "工作总结.pdf", "buffer": SUMMARY}
    )
    press(desk, "保存并提交")
    return desk.url


def agree_and_post(desk, scene, cases, picture):
    """Committees agree; self-checks hang out for five working days; then they go up."""
    heads = [scene.cast.head(union) for union in (scene.first, scene.second)]
    for head, case in zip(heads, cases, strict=True):
        agree(desk, head, case)
    look(desk, picture, "posted")
    scene.clock.forward(days=8)
    for head, case in zip(heads, cases, strict=True):
        sign_in(desk, head)
        desk.goto(case)
        press(desk, "公示期满，无异议上报")
        fill(desk, channels="校园网、公告栏", statement="公示期间未收到异议。")
        save(desk)
        assert state(desk) == "待上级审核"


def agree(desk, head, case):
    """The committee has met."""
    sign_in(desk, head)
    desk.goto(case)
    press(desk, "登记会议")
    desk.locator("#id_kind").select_option(index=0)
    fill(desk, due="30", present="28", in_favour="28")
    desk.locator("#id_minutes").set_input_files(MINUTES)
    save(desk)
    assert state(desk) == "单位公示"


def send_back(desk, scene, case, picture):
    """The organiser wants more in the report of the second; its clerk mends it, and it comes again."""
    sign_in(desk, scene.cast.organiser)
    desk.goto(case)
    press(desk, "退回修改")
    fill(desk, note="自查报告过于简略，请补充整改措施。")
    save(desk)
    sign_in(desk, scene.cast.clerk(scene.second))
    desk.goto(case)
    look(desk, picture, "returned")
    press(desk, "填写申报表")
    fill(desk, self_report="委员会逐项自查，查出的问题均已整改。")
    press(desk, "保存并提交")
    assert state(desk) == "待上级审核"


def check_conditions(desk, scene, cases, picture):
    """The organiser takes both in; what the registers know stands there already."""
    campaign = scene.way.campaign
    sign_in(desk, scene.cast.organiser)
    desk.goto(cases[0])
    press(desk, "排出推荐顺序")
    for place, union in enumerate((scene.first, scene.second), 1):
        desk.get_by_label(f"{union.name}的顺序").fill(str(place))
    look(desk, picture, "order")
    press(desk, "保存顺序")
    for case in cases:
        desk.goto(case)
        press(desk, "受理")
    lead_on(desk, campaign, campaign.stages.get(kind="qualification").label)
    desk.goto(f"/campaigns/{campaign.pk}/checks/")
    with desk.expect_navigation():
        desk.locator("tbody a", has_text="审查").first.click()
    desk.get_by_text("系统核对：第3届，任期至 2030-03-02").wait_for()
    look(desk, picture, "conditions")
    return check_all(desk, campaign, len(cases))
