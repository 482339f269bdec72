"""Jobs for worker processes: they write rows in one transaction and wait for the test's word."""

import threading
from pathlib import Path

from django.db import transaction

from gonghui.kernel.jobs.api import register_job
from gonghui.kernel.jobs.models import Schedule

ROWS = 50


def write_rows(job, progress):
    """Write the rows in one transaction; wait in its middle until the file ``go`` is there."""
    room = Path(job.arguments["room"])
    progress.report(0, ROWS, "正在写入")
    with transaction.atomic():
        for number in range(ROWS):
            Schedule.objects.create(key=f"row-{job.pk}-{number}")
            threading.Event().wait(job.arguments.get("pause", 0))
            if number == ROWS // 2:
                progress.report(number, ROWS)
                (room / f"inside-{job.attempts}").touch()
                while not (room / "go").exists():
                    threading.Event().wait(0.02)
                    progress.check()
        progress.conclude({"rows": ROWS})


def count_up(job, progress):
    """Leave one row for each run."""
    Schedule.objects.create(key=f"run-{job.pk}-{job.attempts}")


def register():
    """Declare them, in the test and in the worker process alike."""
    register_job("sample.resumable", write_rows, "写行", resumable=True, crashes_allowed=9)
    register_job("sample.fragile", write_rows, "写行")
    register_job("sample.count", count_up, "计数")
