"""Background work of this app: one mail, and the round that looks after late ones."""

from django_tasks import task

from gonghui.kernel.notices import mailing


@task()
def deliver(delivery_id: int) -> None:
    """Send one delivery."""
    mailing.deliver_once(delivery_id)


def look_after() -> None:
    """Every minute: mark the lost, and call the task for whatever waits and is due."""
    mailing.give_up_on_lost()
    for delivery_id in mailing.list_due().values_list("pk", flat=True)[:500]:
        deliver.enqueue(delivery_id)
