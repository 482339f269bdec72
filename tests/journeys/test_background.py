"""A job that moves while one looks at it, and the inbox: on a desk and on a phone, without a barrier."""

import pytest
from django.utils import timezone

from gonghui.kernel.jobs.models import Job, JobState
from gonghui.kernel.notices.models import DeliveryState
from tests.factories.access import make_cadre
from tests.factories.jobs import JobFactory
from tests.factories.notices import DeliveryFactory, NoticeFactory
from tests.factories.unions import make_federation
from tests.journeys.test_look import barriers, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cadre():
    return make_cadre(make_federation(), "province_cadre", display_name="王建国")


def make_jobs(cadre):
    """One in every state; returns the running one."""
    now = timezone.now()
    JobFactory(owner=cadre, title="导出会员名册 20,310 行", state=JobState.DONE, finished_at=now)
    JobFactory(owner=cadre, state=JobState.FAILED, error="第 3 行缺姓名。", finished_at=now)
    JobFactory(owner=cadre, state=JobState.CANCELLED, finished_at=now)
    JobFactory(owner=cadre)
    return JobFactory(
        owner=cadre, title="导入会员名册 3,000 行", state=JobState.RUNNING, total=3000, stage="检查"
    )


def make_messages(cadre):
    """Read and unread ones, and mails that wait for a decision."""
    NoticeFactory(recipient=cadre, title="待办：江城大学建会申请（待审核）")
    NoticeFactory(
        recipient=cadre,
        kind="jobs.ended",
        title="“导入会员名册 3,000 行”未成功",
        body="第 3 行缺姓名。",
    )
    NoticeFactory(recipient=cadre, title="换届提醒", read_at=timezone.now())
    DeliveryFactory(state=DeliveryState.UNKNOWN, last_error="发送途中服务中断")
    DeliveryFactory(state=DeliveryState.FAILED, last_error="收件地址被拒收（550）")


def test_job_page_moves_by_itself_and_leads_to_the_result(desk, picture, cadre):
    job = make_jobs(cadre)
    mine = Job.objects.filter(pk=job.pk)
    sign_in(desk, cadre)
    desk.goto(f"/jobs/{job.pk}/")

    mine.update(done=1200, stage="正在写入")
    desk.get_by_text("1,200 / 3,000（40%）").wait_for()
    picture(desk, "job-running-desk")
    mine.update(state=JobState.DONE, link="/inbox/", finished_at=timezone.now())
    desk.get_by_role("link", name="查看结果").click()

    desk.wait_for_url("**/inbox/")
    assert desk.problems == []


def test_job_is_cancelled_from_its_page(phone, cadre):
    job = JobFactory(owner=cadre)
    sign_in(phone, cadre)
    phone.goto(f"/jobs/{job.pk}/")

    phone.get_by_role("button", name="取消任务").click()
    phone.get_by_text("任务已取消。").wait_for()

    assert Job.objects.get().state == JobState.CANCELLED


@pytest.mark.parametrize("window", ["desk", "phone"])
def test_pages_have_no_barrier(request, picture, cadre, window):
    page = request.getfixturevalue(window)
    job = make_jobs(cadre)
    make_messages(cadre)
    sign_in(page, cadre)

    found = {}
    for name, path in {
        "job-list": "/jobs/",
        "job-running": f"/jobs/{job.pk}/",
        "job-failed": f"/jobs/{job.pk - 3}/",
        "inbox": "/inbox/",
        "deliveries": "/inbox/deliveries/",
    }.items():
        page.goto(path)
        picture(page, f"{name}-{window}")
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found[name] = (barriers(page), width)

    assert found == dict.fromkeys(found, ([], 0))
    assert page.problems == []
