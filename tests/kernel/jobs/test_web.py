"""The pages of one's own jobs: found again, watched, cancelled; nobody else's are shown."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gonghui.kernel.jobs.models import Job, JobState
from tests.factories.access import UserFactory
from tests.factories.jobs import JobFactory
from tests.lists import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client):
    user = UserFactory()
    client.force_login(user)
    return user


def page(client, name, *arguments):
    return client.get(reverse(f"jobs:{name}", args=arguments))


def text(client, name, *arguments):
    return page(client, name, *arguments).content.decode()


def test_job_list_asks_the_same_for_one_and_for_three(client, owner):
    JobFactory()

    def make():
        JobFactory(owner=owner, error="第 3 行缺姓名。", state=JobState.FAILED)

    assert_same_queries(client, reverse("jobs:job-list"), make)
    assert text(client, "job-list").count("row-title") == 3


def test_job_list_without_jobs_says_what_it_is_for(client, owner):
    assert "还没有后台任务" in text(client, "job-list")


def test_job_list_turns_pages(client, owner):
    JobFactory.create_batch(21, owner=owner)

    assert "第 1 / 2 页" in text(client, "job-list")


def test_job_detail_of_a_running_job_moves_and_can_be_cancelled(client, owner):
    job = JobFactory(
        owner=owner, state=JobState.RUNNING, done=1200, total=3000, stage="检查", attempts=1
    )

    shown = text(client, "job-detail", job.pk)

    assert 'value="40" max="100"' in shown
    assert "1,200 / 3,000（40%）" in shown
    assert f'hx-get="/jobs/{job.pk}/progress/"' in shown
    assert reverse("jobs:job-cancel", args=[job.pk]) in shown
    assert '<meta http-equiv="refresh" content="5">' in shown


def test_job_detail_of_a_waiting_job_tells_how_many_come_first(client, owner):
    JobFactory.create_batch(2)
    job = JobFactory(owner=owner)

    assert "前面还有 2 个任务。" in text(client, "job-detail", job.pk)


@pytest.mark.parametrize(("running", "count"), [(0, 1), (1, 0)])
def test_job_detail_of_a_job_nobody_picks_up_says_so(client, owner, running, count):
    JobFactory.create_batch(running, state=JobState.RUNNING)
    job = JobFactory(owner=owner)
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(seconds=31))

    assert text(client, "job-detail", job.pk).count("后台服务可能没有运行") == count


def test_job_detail_of_a_job_that_is_done_leads_to_its_result(client, owner):
    job = JobFactory(owner=owner, state=JobState.DONE, link="/rolls/7/")

    shown = text(client, "job-detail", job.pk)

    assert 'href="/rolls/7/">查看结果' in shown
    assert "hx-get" not in shown


def test_job_detail_of_a_failed_job_tells_why(client, owner):
    job = JobFactory(owner=owner, state=JobState.FAILED, error="第 3 行缺姓名。")

    assert "第 3 行缺姓名。" in text(client, "job-detail", job.pk)


def test_job_progress_is_the_moving_part_alone(client, owner):
    job = JobFactory(owner=owner)

    assert text(client, "job-progress", job.pk).startswith('<div id="job-progress" hx-get=')


@pytest.mark.parametrize(
    ("shown", "state", "anew"),
    [
        ("/inbox/", JobState.DONE, "true"),
        ("/inbox/", JobState.RUNNING, None),
        ("/jobs/1/", JobState.DONE, None),
    ],
)
def test_page_that_shows_the_result_is_loaded_anew_at_the_end(client, owner, shown, state, anew):
    job = JobFactory(owner=owner, state=state, link="/inbox/")
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{shown}"}

    answer = client.get(reverse("jobs:job-progress", args=[job.pk]), headers=headers)

    assert answer.headers.get("HX-Refresh") == anew


@pytest.mark.parametrize("name", ["job-detail", "job-progress"])
def test_job_of_somebody_else_is_not_found(client, owner, name):
    assert page(client, name, JobFactory().pk).status_code == 404


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (JobState.QUEUED, JobState.CANCELLED, "任务已取消。"),
        (JobState.RUNNING, JobState.RUNNING, "已要求停止，任务会在当前步骤结束后停下。"),
    ],
)
def test_job_cancel_says_what_happens(client, owner, before, after, sentence):
    job = JobFactory(owner=owner, state=before)

    response = client.post(reverse("jobs:job-cancel", args=[job.pk]), follow=True)

    assert Job.objects.get().state == after
    assert sentence in response.content.decode()


def test_job_cancel_of_somebody_elses_is_not_found(client, owner):
    job = JobFactory()

    response = client.post(reverse("jobs:job-cancel", args=[job.pk]))

    assert (response.status_code, Job.objects.get().state) == (404, JobState.QUEUED)


@pytest.mark.parametrize("name", ["job-list", "job-detail", "job-progress"])
def test_jobs_of_nobody_ask_to_log_in(client, name):
    arguments = [] if name == "job-list" else [JobFactory().pk]

    assert page(client, name, *arguments).status_code == 302
