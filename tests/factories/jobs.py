"""Jobs for tests, and the two ways to have them run: at once, or by hand."""

from contextlib import AbstractContextManager

import factory
from django.test import TestCase

from gonghui.kernel.jobs.models import Job
from tests.factories.access import UserFactory
from tests.factories.base import RecordFactory


class JobFactory(RecordFactory):
    """A queued job without a wake-up call."""

    class Meta:
        model = Job

    kind = "sample.count_rows"
    title = "导入会员名册 3 行"
    owner = factory.SubFactory(UserFactory)


def jobs_at_once() -> AbstractContextManager:
    """Run what the enclosed code starts, as soon as it ends: a test's transaction never commits."""
    return TestCase.captureOnCommitCallbacks(execute=True)
