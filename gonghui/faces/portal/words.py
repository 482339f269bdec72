"""Turning text into search words that every database's text index understands.

Chinese has no spaces, so a text index of words finds no part of a sentence. Every character and every
pair of neighbouring characters becomes a word of its own, written in hexadecimal because PostgreSQL
takes Chinese letters for blanks under some locales. Latin words and numbers stay as they are.
"""

import re
import unicodedata

RUN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]+|[a-z0-9]+")
HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")


def words_to_store(*texts: str) -> str:
    """The words of ``texts``, for the index."""
    return " ".join(word for run in _runs(" ".join(texts)) for word in _stored(run))


def words_to_find(query: str) -> str:
    """The words that a text must hold to answer ``query``; all of them."""
    return " ".join(word for run in _runs(query) for word in _sought(run))


def _runs(text: str) -> list[str]:
    return RUN.findall(unicodedata.normalize("NFKC", text).lower())


def _stored(run: str) -> list[str]:
    return [*map(_code, run), *_pairs(run)] if HAN.match(run) else [run]


def _sought(run: str) -> list[str]:
    if not HAN.match(run):
        return [run]
    return _pairs(run) or [_code(run)]


def _pairs(run: str) -> list[str]:
    return [_code(run[start : start + 2]) for start in range(len(run) - 1)]


def _code(text: str) -> str:
    return "".join(f"u{ord(char):x}" for char in text)
