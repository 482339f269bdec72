"""What this room adds to units, unions and people: the data of its cases, and published rates."""

from gonghui.rooms.organising.models.elections import Candidate, Election
from gonghui.rooms.organising.models.founding import Applicant, FoundingCase, FoundingUnit, Visit
from gonghui.rooms.organising.models.rates import PublishedRate
from gonghui.rooms.organising.models.renewal import TermCase
from gonghui.rooms.organising.models.transfers import TransferCase

__all__ = [
    "Applicant",
    "Candidate",
    "Election",
    "FoundingCase",
    "FoundingUnit",
    "PublishedRate",
    "TermCase",
    "TransferCase",
    "Visit",
]
