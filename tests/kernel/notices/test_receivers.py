"""A long job tells its owner when it has ended; a short or cancelled one does not."""

import pytest
from django.utils import timezone

from gonghui.kernel.jobs import running
from gonghui.kernel.jobs.models import Job, JobState
from gonghui.kernel.notices.models import Notice
from gonghui.kernel.notices.receivers import WATCHED
from tests.factories.jobs import JobFactory
from tests.kernel.jobs.conftest import kind as job_kind

pytestmark = pytest.mark.django_db
kind = job_kind


def run_long(job):
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - WATCHED)
    running.run(job.pk)


def said():
    return list(Notice.objects.values_list("title", "body", "link"))


def test_job_that_took_long_tells_where_its_result_is(kind):
    kind(lambda job, progress: {"link": "/rolls/7/"})

    run_long(JobFactory())

    assert said() == [("“导入会员名册 3 行”已完成", "", "/rolls/7/")]


def test_job_that_failed_tells_why(kind):
    def fail(job, progress):
        raise running.JobFailed("第 3 行缺姓名。")

    kind(fail)
    job = JobFactory()

    run_long(job)

    assert said() == [("“导入会员名册 3 行”未成功", "第 3 行缺姓名。", f"/jobs/{job.pk}/")]


def test_job_that_was_quick_says_nothing(kind):
    kind(lambda job, progress: None)

    running.run(JobFactory().pk)

    assert said() == []


def test_job_of_the_system_says_nothing(kind):
    kind(lambda job, progress: None)

    run_long(JobFactory(owner=None))

    assert said() == []


def test_job_that_its_owner_cancelled_says_nothing(kind):
    kind(lambda job, progress: progress.report(1))

    run_long(JobFactory(cancel_asked=True))

    assert (said(), Job.objects.get().state) == ([], JobState.CANCELLED)


def test_end_of_a_job_survives_a_receiver_that_breaks(kind, monkeypatch, caplog):
    monkeypatch.setattr("gonghui.kernel.notices.receivers.WATCHED", "no time")
    kind(lambda job, progress: None)

    running.run(JobFactory().pk)

    assert Job.objects.get().state == JobState.DONE
    assert "failed on the end of job" in caplog.text
