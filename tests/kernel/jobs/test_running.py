"""One run: claimed once, closed under its own number, its failures told in plain words."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from gonghui.kernel.access.models import User
from gonghui.kernel.jobs import running
from gonghui.kernel.jobs.api import JobFailed, Superseded, cancel
from gonghui.kernel.jobs.models import Job, JobState
from gonghui.kernel.jobs.progress import Progress
from gonghui.kernel.jobs.tasks import hand_back, run_job
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import UserFactory
from tests.factories.jobs import JobFactory

pytestmark = pytest.mark.django_db


def test_run_twice_runs_the_function_once(kind):
    calls = []
    kind(lambda job, progress: calls.append(job.pk))
    job = JobFactory()

    run_job.func(job.pk)
    run_job.func(job.pk)

    assert calls == [job.pk]


def test_run_keeps_the_last_report_and_the_result(kind):
    def count(job, progress):
        progress.report(0, 3, "检查")
        progress.report(3, 3)
        return {"rows": 3}

    kind(count)
    job = JobFactory()

    running.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.stage) == (JobState.DONE, 3, 3, "检查")
    assert job.result == {"rows": 3}


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (JobFailed("第 3 行缺姓名。"), "第 3 行缺姓名。"),
        (Refused("您没有权限。"), "您没有权限。"),
        (ValidationError(["甲。", "乙。"]), "甲。 乙。"),
    ],
)
def test_run_that_fails_for_a_reason_tells_the_reason(kind, error, sentence):
    def fail(job, progress):
        raise error

    kind(fail)
    job = JobFactory()

    running.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, sentence)


def test_run_that_breaks_logs_the_trace_and_tells_the_number(kind, caplog):
    kind(lambda job, progress: 1 / 0)
    job = JobFactory()

    running.run(job.pk)

    job.refresh_from_db()
    assert job.error == (
        f"程序出错，任务已停止。请稍后重新发起；仍不成功时，请把任务编号 {job.pk} 告诉系统管理员。"
    )
    assert "ZeroDivisionError" in caplog.text


def test_run_of_a_kind_nobody_declares_any_more_fails():
    job = JobFactory(kind="sample.gone")

    running.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "这类任务已停用，请联系系统管理员。")


def test_report_after_the_owner_cancelled_stops_the_run(kind):
    def count(job, progress):
        cancel(actor=job.owner, job=job)
        progress.report(1, 3, "检查")
        raise AssertionError("not reached")

    kind(count)
    job = JobFactory()

    running.run(job.pk)

    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_report_after_another_run_took_over_stops_this_one(kind):
    job = JobFactory()
    first = running.claim(job.pk)
    progress = Progress(first)
    hand_back(first)
    running.claim(job.pk)

    with pytest.raises(Superseded):
        progress.report(1, 3, "检查")

    assert not running.close(first, state=JobState.DONE)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.RUNNING, 2)


def test_conclude_after_another_run_took_over_rolls_back():
    job = JobFactory()
    first = running.claim(job.pk)
    progress = Progress(first)
    hand_back(first)
    running.claim(job.pk)

    @transaction.atomic
    def write():
        UserFactory(username="written")
        progress.conclude()

    with pytest.raises(Superseded):
        write()

    assert User.objects.filter(username="written").count() == 0


def test_conclude_commits_the_state_with_the_rows(kind):
    def write(job, progress):
        with transaction.atomic():
            progress.report(2, 2, "正在写入")
            progress.conclude({"rows": 2})
        raise OSError("died after the commit")

    kind(write)
    job = JobFactory()

    running.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.result, job.error) == (JobState.DONE, {"rows": 2}, "")


def test_report_inside_a_transaction_of_the_job_writes_nothing(kind):
    seen = []

    def write(job, progress):
        with transaction.atomic():
            progress.report(1, 2, "写入")
            seen.append(Job.objects.get().stage)

    kind(write)

    running.run(JobFactory().pk)

    assert seen == [""]
