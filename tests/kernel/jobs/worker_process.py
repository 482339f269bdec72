"""A real worker in a process of its own, on the database of the running test, for tests that kill it."""

import os
import sys

import django
from django.core.management import call_command

from gonghui.config.settings import test as chosen

if __name__ == "__main__":
    chosen.DATABASES["default"]["NAME"] = os.environ["GONGHUI_WORKER_DATABASE"]
    chosen.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    chosen.EMAIL_BACKEND = os.environ.get("GONGHUI_WORKER_MAIL", chosen.EMAIL_BACKEND)
    chosen.EMAIL_FILE_PATH = os.environ["GONGHUI_WORKER_ROOM"]
    django.setup()
    from tests.kernel.jobs import sample_jobs

    sample_jobs.register()
    call_command("work", *sys.argv[1:])
