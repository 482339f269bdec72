"""What only this room knows: studios and the files of model workers; both stand on the register."""

from gonghui.rooms.honours.models.studios import (
    Studio,
    StudioEntry,
    StudioMember,
    StudioTier,
)
from gonghui.rooms.honours.models.workers import WorkerFile

__all__ = ["Studio", "StudioEntry", "StudioMember", "StudioTier", "WorkerFile"]
