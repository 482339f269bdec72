"""Two rows of one person become one: applications and candidacies, of which each may have one only."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.rooms.organising.models import Applicant, Candidate


def move_applications(kept: Any, gone: Any) -> int:
    """Applications go over; where both applied to one founding, one row stays."""
    both = list(Applicant._base_manager.filter(person=kept).values_list("founding_id", flat=True))
    Applicant._base_manager.filter(person=gone, founding__in=both).delete()
    return Applicant._base_manager.filter(person=gone).update(person=kept)


def move_candidacies(kept: Any, gone: Any) -> int:
    """Candidacies go over; two on one ballot are evidence of two people and stop the merger."""
    both = Candidate._base_manager.filter(person=kept).values("election_id")
    if Candidate._base_manager.filter(person=gone, election__in=both).exists():
        raise ValidationError(_("两人曾同在一张选票上，不能合并。"))
    return Candidate._base_manager.filter(person=gone).update(person=kept)
