"""Titles that a register from outside means, whatever words it uses for them (handbook contests §9, §11).

Rooms register the titles they know; the register reads all of them, so that a star home or a national
prize that comes in by Excel counts in the figures of the room that looks after it.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import Level

STARS = ("一星", "二星", "三星", "四星", "五星")
LADDER = ("模范", "先进", "合格", "示范")
_STAR = re.compile(f"({'|'.join(STARS)})级?")
_PRIZE = re.compile("特等奖|[一二三]等奖|优秀奖|提名奖|[金银铜]奖")
_YEAR = re.compile(r"[〔\[［【（(](\d{4})[〕\]］】）)]")
_LOCAL = re.compile("[市县区]")
_HIGH = re.compile("全国|中华|中国|国家|部|省|自治区|(北京|上海|天津|重庆)市")


@dataclass(frozen=True)
class KnownTitle:
    """One series as it is named on its first use; ``words`` all stand in a text that means it."""

    key: str
    name: str
    honour_level: int
    granting_body: str
    target: str
    words: tuple[str, ...]
    counted_in: str = "个"
    valid_years: int | None = None
    review_years: int | None = None


_titles: dict[str, KnownTitle] = {}


def register_title(title: KnownTitle) -> None:
    """Let the register know a title; a key is taken once.

    Raises:
        ValueError: another title has the key.
    """
    if _titles.setdefault(title.key, title) != title:
        raise ValueError(f"two titles are called {title.key}")


def known_title(key: str) -> KnownTitle:
    """The title of a key.

    Raises:
        KeyError: nobody registered it.
    """
    return _titles[key]


def title_of(
    text: str, honour_level: int | None = None, granting_body: str = ""
) -> KnownTitle | None:
    """The known title that a text means; the one with most words where several fit.

    Args:
        text: as written in a register, for instance 江苏省五一劳动奖章.
        honour_level: as the register says; a title of another level is none.
        granting_body: as the register says; where no level is told, a body of a city means the city's.
    """
    if honour_level is None and level_doubt(granting_body, Level.PROVINCE):
        honour_level = Level.CITY
    bare = text.replace(" ", "")
    fitting = [
        title
        for title in _titles.values()
        if honour_level in (None, title.honour_level) and all(word in bare for word in title.words)
    ]
    return max(fitting, key=lambda title: len(title.words), default=None)


def grade_in(text: str) -> str:
    """The star or prize that stands in a title: 三星级职工之家 → 三星级; "" where there is none."""
    star, prize = _STAR.search(text), _PRIZE.search(text)
    if star:
        return f"{star.group(1)}级"
    return prize.group() if prize else ""


def mixed_scales(text: str) -> str:
    """What is wrong with 五星模范小家: a star and a step of the other ladder in one title; "" if nothing.

    Stars and 合格—先进—模范 are two scales (handbook homes §1); nobody can tell which one was meant.
    """
    star = _STAR.search(text)
    step = next((word for word in LADDER if word in text), "")
    if not (star and step and "家" in text):
        return ""
    words = {"text": text, "star": star.group(), "step": step}
    return (
        _("“%(text)s”把星级（%(star)s）和称号（%(step)s）写在一起，请照文件分成两项，或只留一种。")
        % words
    )


def level_doubt(granting_body: str, honour_level: int) -> str:
    """A body of a city gives no title of the system, province or nation; "" where level and body agree."""
    local = _LOCAL.search(granting_body) and not _HIGH.search(granting_body)
    if not local or honour_level <= Level.CITY:
        return ""
    words = {"body": granting_body, "level": Level(honour_level).label}
    return _("“%(body)s”不能授予%(level)s称号，请核对级别或授予单位。") % words


def year_doubt(document_no: str, year: int) -> str:
    """The year of a decision's number against that of the date; "" where they agree or none is told.

    A title counts from its decision, not from the day on which the plaque was hung (homes §14).
    """
    found = _YEAR.search(document_no)
    if found is None or int(found.group(1)) == year:
        return ""
    words = {"number": document_no, "year": year}
    return (
        _("文号“%(number)s”与日期的年份（%(year)d）不一致；日期填决定印发日，不是授牌日。") % words
    )


def title_doubts(
    title: str, honour_level: int, granting_body: str, document_no: str, year: int | None
) -> dict[str, str]:
    """What reads well and cannot be true of an award, by field; empty when nothing is doubted.

    Args:
        title: as written.
        honour_level: 0 where it is not known.
        granting_body: as written.
        document_no: as written.
        year: of the date on which it was granted; None where there is none.
    """
    said = {
        "title": mixed_scales(title),
        "honour_level": level_doubt(granting_body, honour_level),
        "granted_on": year_doubt(document_no, year) if year else "",
    }
    return {field: sentence for field, sentence in said.items() if sentence}
