"""A worker is killed while it sends a mail: the mail goes out at most once, whenever that was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.notices import api
from gonghui.kernel.notices.actions import send_again
from gonghui.kernel.notices.mailing import PATIENCE
from gonghui.kernel.notices.models import Delivery, DeliveryState
from gonghui.kernel.notices.tasks import look_after
from tests.factories.notices import ReaderFactory
from tests.kernel.jobs.workers import until, worker

pytestmark = pytest.mark.django_db(transaction=True)
SLOW = "tests.kernel.notices.stubborn_mail.Slow"


@pytest.fixture(autouse=True)
def waiting_tasks(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


def outbox(room):
    path = room / "outbox"
    return path.read_text().splitlines() if path.exists() else []


def kill_at(moment, room):
    """Run a worker and kill it ``before`` or ``after`` the server took the mail."""
    if moment == "after":
        (room / "go-before").touch()
    with worker(room, mail=SLOW) as process:
        until((room / f"is-{moment}").exists)
        process.kill()
        process.wait()


def work_on(room):
    """Everything that happens by itself in the hours after."""
    Delivery.objects.update(changed_at=timezone.now() - PATIENCE - timedelta(seconds=1))
    look_after()
    for moment in ("before", "after"):
        (room / f"go-{moment}").touch()
    with worker(room, "--until-idle", mail=SLOW) as process:
        assert process.wait(60) == 0


@pytest.mark.parametrize(("moment", "sent"), [("before", 0), ("after", 1)])
def test_killed_worker_never_sends_a_mail_twice(tmp_path, moment, sent):
    api.send_notice(
        recipient=ReaderFactory(), kind="x", title="待办", dedupe_key="sample.1", email=True
    )

    kill_at(moment, tmp_path)
    work_on(tmp_path)

    assert Delivery.objects.get().state == DeliveryState.UNKNOWN
    assert len(outbox(tmp_path)) == sent

    send_again(actor=SYSTEM, delivery=Delivery.objects.get())
    work_on(tmp_path)

    assert Delivery.objects.get().state == DeliveryState.SENT
    assert (len(outbox(tmp_path)), len(set(outbox(tmp_path)))) == (sent + 1, 1)
