"""What this room keeps."""

from gonghui.rooms.homes.models.inspections import Defect, Inspection
from gonghui.rooms.homes.models.pairings import Pairing, PairingVisit
from gonghui.rooms.homes.models.places import Place, PlacePhoto, PlaceTitle, YearReport
from gonghui.rooms.homes.models.problems import Problem
from gonghui.rooms.homes.models.ratings import RatingBox, RatingRound, RatingVoter

__all__ = [
    "Defect",
    "Inspection",
    "Pairing",
    "PairingVisit",
    "Place",
    "PlacePhoto",
    "PlaceTitle",
    "Problem",
    "RatingBox",
    "RatingRound",
    "RatingVoter",
    "YearReport",
]
