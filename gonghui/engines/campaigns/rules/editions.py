"""What tells the editions of a call apart in a list: 第三届, 2026年度, or the year in the title itself."""

import re

_YEARS = re.compile(r"\d{4}年度?")
_FIRST_YEAR = re.compile(r"^\d{4}(?=年)")


def edition_of(edition: str, year: int, title: str) -> str:
    """The 届次 to keep: as it is said; the year where nothing is said or only another year.

    Args:
        edition: what was typed, may be empty.
        year: of the campaign.
        title: a title that names the year already needs no 届次.
    """
    said = edition.strip()
    if said and not _YEARS.fullmatch(said):
        return said
    return "" if f"{year}年" in title else f"{year}年度"


def title_for(title: str, year: int) -> str:
    """The title of an older campaign for another year: 2025年五一… → 2026年五一…"""
    return _FIRST_YEAR.sub(str(year), title)
