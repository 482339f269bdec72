"""Honoured persons who agree to stand on the portal, each by the answer that a cadre keeps for them.

Publishing a name asks for the person's own consent (handbook law-and-security §2, PIPL 25). Those are asked whose
honour is for the work that everybody may see; an honour of the epidemic touches on health, and nobody is asked for it.
"""

from typing import Any

from gonghui.engines.campaigns.api import Award, of_series, show_award

ASKED = (
    *("model-worker-province", "advanced-worker-province", "may-day-medal-province"),
    "teacher-of-the-year",
)
SILENT = 3
"""Every third person keeps to themselves."""


def write_consents(cadre: Any) -> int:
    """Enter what two of three persons answered, for all their honours that were asked about.

    Args:
        cadre: keeps the register.

    Returns:
        How many awards may be shown.
    """
    rows = of_series(Award.objects.exclude(person=None), *ASKED)
    people = list(dict.fromkeys(rows.order_by("pk").values_list("person_id", flat=True)))
    agreed = rows.exclude(person__in=people[::SILENT]).select_related("kept_by")
    for award in agreed.order_by("pk"):
        show_award(actor=cadre, award=award, shown=True)
    return len(agreed)
