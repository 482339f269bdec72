"""What the review says: chapters of sentences whose numbers are figures.

A sentence names its figures in braces: ``{organising.members}`` prints the exact number,
``{organising.members|余|1000}`` the same with a hedge word and its step, as a review would write it.
A hedge that the exact number does not bear is not printed; the exact number stands instead. A
sentence with an indicator that nobody has declared is left out.
"""

import re
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{([a-z_.]+)(?:\|([余多近超逾约])\|(\d+))?\}")


@dataclass(frozen=True)
class Chapter:
    """A part of the review: its title, the headline figures, and its sentences."""

    slug: str
    title: str
    lead: str
    headline: tuple[str, ...]
    sentences: tuple[str, ...]


CHAPTERS = (
    Chapter(
        slug="grassroots",
        title="强基固本",
        lead="组织建起来，会员找得到，数字说得清。",
        headline=(
            "organising.members",
            "organising.direct_unions",
            "organising.private_formation_gain",
        ),
        sentences=(
            "期末共有会员{organising.members}人，其中女会员占{organising.women_share}%。",
            "直属基层工会{organising.direct_unions}个，覆盖单位{organising.units_covered}个。",
            "民办中小学、幼儿园动态建会率提高{organising.private_formation_gain}个百分点，期末建会率{organising.private_formation_rate}%。",
            "到期应换届的工会中，按时换届的占{organising.timely_terms}%。",
        ),
    ),
)


def keys_of(sentence: str) -> list[str]:
    """The indicators that a sentence names, in its order."""
    return [match.group(1) for match in PLACEHOLDER.finditer(sentence)]
