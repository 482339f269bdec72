"""What happens to a rating's list when two people turn out to be one."""

from typing import Any

from gonghui.rooms.homes.models import RatingVoter


def move_voters(kept: Any, gone: Any) -> int:
    """The kept person rates in the rounds of both; who voted under either name has voted."""
    rows = RatingVoter._base_manager
    mine = {row.rating_id: row for row in rows.filter(person=kept)}
    moved = 0
    for row in rows.filter(person=gone):
        own = mine.get(row.rating_id)
        if own is None:
            rows.filter(pk=row.pk).update(person=kept)
        else:
            rows.filter(pk=own.pk).update(voted=own.voted or row.voted)
            rows.filter(pk=row.pk).delete()
        moved += 1
    return moved
