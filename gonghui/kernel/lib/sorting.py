"""Sort keys of Chinese names: pinyin, initials, and surname strokes (以姓氏笔画为序).

Keys are digits and lower-case letters only, so that SQLite and PostgreSQL under any collation order
them alike; they are stored beside the name (handbook contests §12).
"""

from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from django.db.models import Q

from gonghui.kernel.lib.characters import (
    COMPOUND_SURNAMES,
    GIVEN_READINGS,
    LONGEST_WORD,
    SURNAME_READINGS,
    WORD_READINGS,
    readings,
    strokes,
    syllables,
)

SingleGiven = Literal["first", "compared"]
JOINT = "0"  # between syllables: sorts before every letter, so that 方 (fang) and 范刚 (fan gang) stay apart
MISSING = "00"  # the slot of a given name's absent character: no strokes, before all others
OTHER = "98"  # letters and digits, behind all characters
UNKNOWN = "99"  # characters without strokes in the table, last of all
NO_READING = "zzz"
PINYIN_LENGTH, INITIALS_LENGTH, STROKES_LENGTH = 128, 16, 128
LONGEST_SYLLABLE = 6
MAX_QUERY = 40
MAX_SPLITS = 8


class NameKeys(NamedTuple):
    """The stored sort keys of a name; ``unknown`` are characters whose strokes somebody should supply."""

    pinyin: str
    initials: str
    strokes: str
    unknown: str = ""


def name_keys(name: str) -> NameKeys:
    """The keys of a person's name; surnames read as surnames do (单 shan, 仇 qiu, 曾 zeng).

    The stroke key follows the party's custom for single-character given names; ``stroke_key`` gives the
    other one.
    """
    found = _syllables_of_name(name)
    table = strokes()
    strange = [sign for sign in name if sign not in table]
    unknown = "".join(filter(_is_han, strange))
    return NameKeys(
        JOINT.join(found)[:PINYIN_LENGTH],
        "".join([syllable[0] for syllable in found])[:INITIALS_LENGTH],
        stroke_key(name)[:STROKES_LENGTH],
        unknown,
    )


def text_pinyin(text: str) -> str:
    """The pinyin sort key of any other name, a unit's for instance: 重庆 is chong qing."""
    return JOINT.join(_syllables_of_text(text))[:PINYIN_LENGTH]


def stroke_key(name: str, single_given: SingleGiven = "first") -> str:
    """The key for surname-stroke order: fewest strokes first, then their kinds 横竖撇点折, then the next character.

    Args:
        name: a normalised name.
        single_given: "first" leaves the slot of the absent character empty, so that 王军 stands before
            王一平 (party lists); "compared" compares 军 with 一 at once (people's congress lists).
    """
    signs = name.replace("·", "").replace(" ", "")
    surname = surname_length(signs)
    keys = [_sign_key(sign) for sign in signs]
    if single_given == "first" and len(signs) == surname + 1:
        keys.insert(surname, MISSING)
    return "".join(keys)


def sort_by_strokes(names: list[str], single_given: SingleGiven = "first") -> list[str]:
    """Names in surname-stroke order, for lists that are printed with a custom of their own."""
    return sorted(names, key=lambda name: stroke_key(name, single_given))


def surname_length(name: str) -> int:
    """Two for a compound surname with a given name, else one; 0 for the empty name."""
    return 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else min(1, len(name))


def pinyin_prefixes(query: str) -> list[str]:
    """What a typed query may be a beginning of: ``zhangs`` → ``["zhang0s"]``, ``fangan`` two ways.

    For ``name_pinyin__prefix`` conditions joined by "or"; letters that split into no syllables stand
    for themselves.
    """
    letters = query.lower().replace("'", " ").replace("ü", "v").replace("lyu", "lv")
    parts = letters.replace("nyu", "nv")[:MAX_QUERY].split()
    found = [""]
    for place, part in enumerate(parts):
        whole = place < len(parts) - 1
        full = list(islice(_splits(part, whole=True), MAX_SPLITS))
        begun = [] if whole else list(islice(_splits(part, whole=False), 2 * MAX_SPLITS))
        splits = list(dict.fromkeys([*full, *begun])) or [part]
        found = [f"{head}{JOINT if head else ''}{tail}" for head in found for tail in splits]
    return [text for text in found if text][:MAX_SPLITS]


def matches_pinyin(query: str, field: str = "name_pinyin") -> Q:
    """The condition for names whose pinyin begins as the query does; nothing for a query without letters."""
    found = Q(pk__in=())
    if query.isascii():
        for prefix in pinyin_prefixes(query):
            found |= Q(**{f"{field}__prefix": prefix})
    return found


def _splits(letters: str, *, whole: bool):
    """Ways to read letters as syllables, long first syllables first; the last may be a beginning."""
    if letters in syllables() or (
        not whole and any(syllable.startswith(letters) for syllable in syllables())
    ):
        yield letters
    for size in range(min(LONGEST_SYLLABLE, len(letters) - 1), 0, -1):
        if letters[:size] in syllables():
            for rest in _splits(letters[size:], whole=whole):
                yield f"{letters[:size]}{JOINT}{rest}"


@lru_cache(maxsize=32768)
def _sign_key(sign: str) -> str:
    """Two digits of stroke count, the kinds two to a letter, and the code point to keep characters apart."""
    kinds = strokes().get(sign)
    if kinds is None:
        return f"{UNKNOWN if _is_han(sign) else OTHER}{ord(sign):06d}"
    padded = kinds + "1" * (len(kinds) % 2)
    pairs = zip(padded[::2], padded[1::2], strict=True)
    packed = "".join(chr(97 + (int(first) - 1) * 5 + int(second) - 1) for first, second in pairs)
    return f"{len(kinds):02d}{packed}{ord(sign):06d}"


def _is_han(sign: str) -> bool:
    """Whether a character is Chinese, private-use ones included."""
    return sign >= "\u2e80" and not "\uff00" <= sign <= "\uffef"


def _syllables_of_name(name: str) -> list[str]:
    """Surname by its own readings, the rest as given names."""
    size = surname_length(name)
    surname = name[:size]
    head = SURNAME_READINGS.get(surname)
    if head is None and not surname.isascii():
        head = _with_latin(surname)
    return [*head, *_with_latin(name[size:])] if head else list(_with_latin(name))


@lru_cache(maxsize=32768)
def _reading(sign: str) -> str:
    """The syllable of one character; a Latin letter is itself."""
    found = GIVEN_READINGS.get(sign) or readings().get(sign)
    if found:
        return found
    return sign.lower() if sign.isascii() and sign.isalnum() else NO_READING


@lru_cache(maxsize=32768)
def _with_latin(text: str) -> tuple[str, ...]:
    """Readings where runs of Latin letters and digits stay one word and other signs part words."""
    found, word = [], ""
    for sign in text:
        if sign.isascii() and sign.isalnum():
            word += sign.lower()
            continue
        if word:
            found.append(word)
            word = ""
        if sign in readings() or _is_han(sign):
            found.append(_reading(sign))
    return (*found, word) if word else tuple(found)


def _syllables_of_text(text: str) -> list[str]:
    """Readings by the longest known word, else character by character."""
    found: list[str] = []
    place = 0
    plain = ""
    while place < len(text):
        for size in range(min(LONGEST_WORD, len(text) - place), 1, -1):
            if word := WORD_READINGS.get(text[place : place + size]):
                found += [*_with_latin(plain), *word]
                plain = ""
                place += size
                break
        else:
            plain += text[place]
            place += 1
    return [*found, *_with_latin(plain)]
