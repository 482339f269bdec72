"""The state of a batch: who may change it from what, under a lock."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.exchange.models import Batch, BatchState
from gonghui.kernel.exchange.targets import Target, targets
from gonghui.kernel.jobs.api import JobState
from gonghui.kernel.lib.policy import require

AT_WORK = (BatchState.CHECKING, BatchState.APPLYING, BatchState.UNDOING)
OVER = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class WrongState(ValidationError):
    """The batch is not in a state that allows this; the sentence says what it is."""


def lock(batch: Batch, *allowed: BatchState) -> Batch:
    """The batch, fresh and locked.

    Raises:
        WrongState: it is in none of the states of ``allowed``.
    """
    found = Batch._base_manager.select_for_update(of=("self",)).get(pk=batch.pk)
    if allowed and found.state not in allowed and not is_stuck(found, *allowed):
        message = _("这一批现在是“%(state)s”，不能这样办理，请刷新页面。")
        raise WrongState(message % {"state": found.get_state_display()})
    return found


def is_stuck(batch: Batch, *allowed: BatchState) -> bool:
    """Whether a job that is over left the batch at work: then what it interrupted may be asked again."""
    resumed = {
        BatchState.CHECKING: BatchState.MAPPING,
        BatchState.APPLYING: BatchState.CHECKED,
        BatchState.UNDOING: BatchState.APPLIED,
    }
    before = resumed.get(BatchState(batch.state))
    return before in allowed and (batch.job is None or batch.job.state in OVER)


def target_of(batch: Batch) -> Target:
    """The target of a batch; raises LookupError."""
    return targets.get(batch.target)


def require_batch(actor: Any, batch: Batch) -> Target:
    """Ask the policy for the target's permission on the batch's union.

    Raises:
        Refused: with the reason.
    """
    target = target_of(batch)
    require(actor, target.permission, batch.union)
    return target


def save(batch: Batch, **values: Any) -> Batch:
    """Set values and raise the version."""
    for name, value in values.items():
        setattr(batch, name, value)
    batch.version += 1
    batch.save(update_fields=[*values, "version", "updated_at"])
    return batch


def facts_of(batch: Batch) -> dict[str, Any]:
    """Subject and facts for the trace of anything that happens to a batch."""
    counts = {name: value for name, value in batch.counts.items() if isinstance(value, int)}
    return {
        "subject": batch,
        "union_id": batch.union_id,
        "target": batch.target,
        "digest": batch.file.digest,
        **counts,
    }
