"""A file on its way through a batch, and what was said of its rows."""

from django.core.files.uploadedfile import SimpleUploadedFile

from gonghui.kernel.exchange.actions.checks import check_batch
from gonghui.kernel.exchange.actions.uploads import set_mapping, upload_file
from gonghui.kernel.exchange.chunks import read_rows
from gonghui.kernel.exchange.models import BatchState, RowOutcome
from gonghui.kernel.exchange.targets import targets


def upload(actor, union, data, target, name="名册.xlsx"):
    """A batch for a file, not looked at yet."""
    file = SimpleUploadedFile(name, data)
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


def checked(actor, batch, choices=None):
    """A batch that waits for confirmation."""
    batch = check_batch(actor=actor, batch=batch)
    if batch.state == BatchState.MAPPING:
        batch = check_batch(actor=actor, batch=decide(actor, batch, choices))
    return batch


def counts(batch):
    """How many rows are new, changed, unchanged, refused."""
    return tuple(batch.counts[key] for key in ("new", "changed", "unchanged", "refused"))


def refusals(batch, *, row=1, said=2):
    """Number of the row, column and code of every refusal; ``row=2`` gives its label, ``said=3`` the sentence."""
    refused = [each for part in read_rows(batch, RowOutcome.REFUSED) for each in part]
    return [
        (each[row], told[0], told[said])
        for each in refused
        for told in each[-1]
        if told[1] == "refuse"
    ]
