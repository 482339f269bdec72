"""What only this room knows: studios, chosen teachers, model workers; all stand on the register."""

from gonghui.rooms.honours.models.cultivation import Cultivation, CultivationRecord
from gonghui.rooms.honours.models.studios import (
    Studio,
    StudioEntry,
    StudioMember,
    StudioTier,
)
from gonghui.rooms.honours.models.workers import WorkerFile

__all__ = [
    "Cultivation",
    "CultivationRecord",
    "Studio",
    "StudioEntry",
    "StudioMember",
    "StudioTier",
    "WorkerFile",
]
