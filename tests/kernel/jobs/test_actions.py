"""Starting and cancelling: at once in tests, only by the owner, gone with a rolled-back caller."""

import pytest
from django.db import transaction

from gonghui.kernel.jobs import api
from gonghui.kernel.jobs.models import Job, JobState
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import UserFactory
from tests.factories.jobs import JobFactory, jobs_at_once

pytestmark = pytest.mark.django_db


def start(actor, **arguments):
    return api.start(actor=actor, key="sample.count_rows", title="数行", arguments=arguments)


def test_start_runs_the_function_after_the_commit(kind):
    kind(lambda job, progress: {"rows": job.arguments["rows"], "link": "/rolls/7/"})
    owner = UserFactory()

    with jobs_at_once():
        job = start(owner, rows=3)
        assert Job.objects.get().state == JobState.QUEUED

    job.refresh_from_db()
    assert (job.state, job.owner, job.attempts) == (JobState.DONE, owner, 1)
    assert (job.result["rows"], job.link) == (3, "/rolls/7/")


def test_start_in_a_transaction_that_fails_leaves_no_job(kind):
    kind(lambda job, progress: None)

    @transaction.atomic
    def caller():
        start(SYSTEM)
        raise ZeroDivisionError

    with jobs_at_once(), pytest.raises(ZeroDivisionError):
        caller()

    assert Job.objects.count() == 0


def test_start_of_an_unknown_kind_is_refused():
    with pytest.raises(LookupError):
        start(SYSTEM)


def test_job_of_an_account_sees_only_what_its_owner_sees(kind):
    seen = []
    kind(lambda job, progress: seen.append(scoping.current()))

    with jobs_at_once():
        start(UserFactory())

    assert seen == [scoping.Scope()]


@pytest.mark.parametrize(("actor", "scope"), [(SYSTEM, "owner"), (None, "everything")])
def test_job_of_the_system_or_so_declared_sees_everything(kind, actor, scope):
    seen = []
    kind(lambda job, progress: seen.append(scoping.current().everything), scope=scope)

    with jobs_at_once():
        start(actor or UserFactory())

    assert seen == [True]


def test_cancel_of_a_queued_job_ends_it():
    job = JobFactory()

    api.cancel(actor=job.owner, job=job)

    assert job.state == JobState.CANCELLED


def test_cancel_of_a_running_job_asks_it_to_stop():
    job = JobFactory(state=JobState.RUNNING)

    api.cancel(actor=job.owner, job=job)

    assert (job.state, job.cancel_asked) == (JobState.RUNNING, True)


def test_cancel_of_a_finished_job_changes_nothing():
    job = JobFactory(state=JobState.DONE)

    api.cancel(actor=job.owner, job=job)

    assert (job.state, job.cancel_asked) == (JobState.DONE, False)


def test_cancel_by_somebody_else_is_refused():
    job = JobFactory()

    with pytest.raises(Refused) as refusal:
        api.cancel(actor=UserFactory(), job=job)

    job.refresh_from_db()
    assert str(refusal.value) == "这不是您发起的任务，只能由发起人取消。"
    assert job.state == JobState.QUEUED
