"""Kinds of jobs that exist for one test only."""

import pytest

from gonghui.kernel.jobs.declarations import job_kinds, periodics, register_job


@pytest.fixture
def kind():
    """Register ``sample.count_rows`` with a function of the test."""
    before = dict(job_kinds._items)

    def declare(function, **options):
        return register_job("sample.count_rows", function, "数行", **options)

    yield declare
    job_kinds._items = before


@pytest.fixture
def clock():
    """Periodic tasks of the test alone."""
    before = dict(periodics._items)
    periodics._items = {}
    yield periodics
    periodics._items = before
