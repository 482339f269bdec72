"""Turning chapters into printed sentences, trends and tables; every number comes from an indicator."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from gonghui.faces.review.chapters import CHAPTERS, PLACEHOLDER, Chapter, keys_of
from gonghui.kernel.indicators.api import Figure, Question, figure, indicators
from gonghui.kernel.lib.hedge import PhraseRefused, Word, phrase


@dataclass(frozen=True)
class Piece:
    """A run of text, or a printed number with the figure it opens to."""

    text: str
    figure: Figure | None = None


@dataclass(frozen=True)
class PrintedChapter:
    """A chapter with its figures asked."""

    chapter: Chapter
    headline: list[Figure]
    sentences: list[list[Piece]]


def print_review(question: Question) -> list[PrintedChapter]:
    """All chapters for ``question``; an indicator named twice is asked once."""
    wanted = {key for chapter in CHAPTERS for key in _keys(chapter) if key in indicators}
    figures = {key: figure(key, question) for key in sorted(wanted)}
    return [_print(chapter, figures) for chapter in CHAPTERS]


def trend(key: str, question: Question) -> list[tuple[date, Any]]:
    """The figure at the end of each year of the period, its first day included."""
    days = trend_days(question)
    return [(day, figure(key, Question(question.start, day, question.path)).value) for day in days]


def trend_days(question: Question) -> list[date]:
    """The first day of the period, its anniversaries, and the last day."""
    years = range(question.end.year - question.start.year + 1)
    days = [_shift(question.start, each) for each in years]
    return [day for day in days if day < question.end] + [question.end]


def _shift(day: date, years: int) -> date:
    last = 28 if years and (day.month, day.day) == (2, 29) else day.day
    return date(day.year + years, day.month, last)


def _keys(chapter: Chapter) -> list[str]:
    return [*chapter.headline, *(key for each in chapter.sentences for key in keys_of(each))]


def _print(chapter: Chapter, figures: dict[str, Figure]) -> PrintedChapter:
    headline = [figures[key] for key in chapter.headline if key in figures]
    known = [each for each in chapter.sentences if all(key in figures for key in keys_of(each))]
    return PrintedChapter(chapter, headline, [_pieces(each, figures) for each in known])


def _pieces(sentence: str, figures: dict[str, Figure]) -> list[Piece]:
    pieces, position = [], 0
    for match in PLACEHOLDER.finditer(sentence):
        asked = figures[match.group(1)]
        pieces.append(Piece(sentence[position : match.start()]))
        pieces.append(Piece(printed(asked.value, match.group(2), match.group(3)), asked))
        position = match.end()
    return [*pieces, Piece(sentence[position:])]


def printed(value: int | Decimal | None, word: str | None = None, step: str | None = None) -> str:
    """A number as a review prints it: grouped, hedged only where the exact value bears the word."""
    if value is not None and word and step:
        try:
            return phrase(value, cast("Word", word), Decimal(step), "")
        except PhraseRefused:
            pass
    return "—" if value is None else f"{value:,}"
