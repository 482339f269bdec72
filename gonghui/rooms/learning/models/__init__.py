"""Trainings with their seats and half-days; who was in them and when."""

from gonghui.rooms.learning.models.events import HalfDay, SeatQuota, TrainingEvent
from gonghui.rooms.learning.models.records import CheckIn, TrainingRecord

__all__ = ["CheckIn", "HalfDay", "SeatQuota", "TrainingEvent", "TrainingRecord"]
