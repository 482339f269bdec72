"""A roll on its way through a batch."""

from gonghui.kernel.exchange.chunks import read_note
from tests import batches
from tests.batches import decide

__all__ = ["checked", "decide", "unsettled", "upload"]


def upload(actor, union, roll, target="organising.roll"):
    """A batch for a file, not looked at yet."""
    return batches.upload(actor, union, roll.data, target, roll.name)


def checked(actor, union, roll, choices=None):
    """A batch that waits for confirmation."""
    return batches.checked(actor, upload(actor, union, roll), choices)


def unsettled(batch):
    """Texts that the mapping page asks about."""
    return [tuple(one) for one in read_note(batch, "scan")["unsettled"]]
