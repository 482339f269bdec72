"""Reading batches inside the active scope."""

from typing import Any

from django.db.models import QuerySet

from gonghui.kernel.exchange.models import Batch
from gonghui.kernel.exchange.targets import Target, targets
from gonghui.kernel.lib.policy import decide


def list_batches(target: str = "") -> QuerySet[Batch]:
    """Batches, the newest first; those of one target if asked."""
    rows = Batch.objects.select_related("union", "owner", "file", "job")
    return (rows.filter(target=target) if target else rows).order_by("-pk")


def find_target(key: str) -> Target | None:
    """The target of a key, or None."""
    return targets.get(key) if key in targets else None


def targets_for(user: Any) -> list[Target]:
    """The targets that a user may import somewhere."""
    return [target for _key, target in targets if decide(user, target.permission)]
