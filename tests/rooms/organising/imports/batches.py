"""A roll on its way through a batch."""

from django.core.files.uploadedfile import SimpleUploadedFile

from gonghui.kernel.exchange.actions.checks import check_batch
from gonghui.kernel.exchange.actions.uploads import set_mapping, upload_file
from gonghui.kernel.exchange.chunks import read_note
from gonghui.kernel.exchange.models import BatchState
from gonghui.kernel.exchange.targets import targets


def upload(actor, union, roll, target="organising.roll"):
    """A batch for a file, not looked at yet."""
    file = SimpleUploadedFile(roll.name, roll.data)
    return upload_file(actor=actor, target=targets.get(target), union=union, upload=file)


def decide(actor, batch, choices=None):
    """Accept the proposed columns; texts without a choice are left."""
    return set_mapping(
        actor=actor,
        batch=batch,
        columns=batch.mapping["columns"],
        sheets=[sheet["index"] for sheet in batch.layout if sheet["used"]],
        choices=choices or {},
    )


def checked(actor, union, roll, choices=None):
    """A batch that waits for confirmation."""
    batch = check_batch(actor=actor, batch=upload(actor, union, roll))
    if batch.state == BatchState.MAPPING:
        batch = check_batch(actor=actor, batch=decide(actor, batch, choices))
    return batch


def unsettled(batch):
    """Texts that the mapping page asks about."""
    return [tuple(one) for one in read_note(batch, "scan")["unsettled"]]
