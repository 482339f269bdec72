"""The door of the room: what the desk above it may begin."""

from gonghui.rooms.organising.actions.foundings import change_founding, log_visit, survey_unit
from gonghui.rooms.organising.actions.transfers import begin_transfer
from gonghui.rooms.organising.models import FoundingCase

__all__ = ["FoundingCase", "begin_transfer", "change_founding", "log_visit", "survey_unit"]
