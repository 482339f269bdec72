"""What the records say against an entry before anybody looks: doubles, honours held, ages, same papers.

These are hints for the officer who checks; a person decides (handbook contests §13, homes §14).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import AwardStatus
from gonghui.engines.campaigns.models import Attachment, Award, Entry
from gonghui.engines.campaigns.queries.entries import Standing, entries_beside
from gonghui.engines.campaigns.queries.papers import papers_of, same_papers
from gonghui.engines.campaigns.rules.numbers import shown
from gonghui.engines.campaigns.rules.selfchecks import PREFILL, full_of_scored, own_total
from gonghui.kernel.lib import dates

SHOWN = 3
EVIDENCE_YEARS = 3
"""How many years back papers may lie where the plan says nothing (``evidence_years``)."""
_HEAD = re.compile("(?<!班)(校长|院长|所长|书记|处长|局长|部长|馆长|厂长|董事长|总经理)")
_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\d{4}(?!\d)|\d{10}(?!\d)|\D|$)")
SHORT = len("08-31")


@dataclass(frozen=True)
class Hint:
    """Something in the records that an officer should look at; ``code`` names its kind."""

    code: str
    sentence: str


def hints_for(entry: Entry) -> list[Hint]:
    """Everything the records say, the gravest first."""
    return [
        *_doubles(entry),
        *_held(entry),
        *_base(entry),
        *_windows(entry),
        *_leaders(entry),
        *_papers(entry),
        *_paper_again(entry),
        *_paper_years(entry),
        *_own_scores(entry),
    ]


def _doubles(entry: Entry) -> list[Hint]:
    """The same person or union put forward twice, by another union or in another group."""
    rows = entries_beside(entry).filter(submission_no__gt=0)
    if entry.person_id:
        rows = rows.filter(person=entry.person_id)
    elif entry.subject_union_id:
        rows = rows.filter(subject_union=entry.subject_union_id)
    else:
        rows = rows.filter(name=entry.name, person=None, subject_union=None)
    found = rows.select_related("union", "category").order_by("pk")[:SHOWN]
    sentence = _("%(name)s还由“%(union)s”在“%(group)s”推荐（编号%(pk)d）。")
    return [
        Hint(
            "double",
            sentence
            % {"name": entry.name, "union": row.union, "group": row.category, "pk": row.pk},
        )
        for row in found
    ]


def own_awards(entry: Entry) -> QuerySet[Award]:
    """What the holder of an entry was given before and still has, whoever may see it."""
    rows = Award._base_manager.exclude(status=AwardStatus.REVOKED)
    if entry.person_id:
        return rows.filter(person=entry.person_id)
    if entry.subject_union_id:
        return rows.filter(holder_union=entry.subject_union_id)
    return rows.filter(holder_name=entry.name, union=entry.union_id)


def _held(entry: Entry) -> list[Hint]:
    """The same honour of the series at the same or a higher level, within the years that exclude."""
    series = entry.campaign.series
    if series is None:
        return []
    rows = own_awards(entry).filter(series=series, honour_level__gte=entry.campaign.honour_level)
    years = entry.campaign.settings.get("not_again_years")
    if years:
        rows = rows.filter(year__gt=entry.campaign.year - int(years))
    sentence = _("%(year)d年已获“%(title)s”（%(body)s）。")
    return [
        Hint("held", sentence % {"year": row.year, "title": row.title, "body": row.granting_body})
        for row in rows.order_by("-granted_on")[:SHOWN]
    ]


def _base(entry: Entry) -> list[Hint]:
    """The honour that must be held before (handbook contests §11: a higher tier presupposes the lower)."""
    wanted = entry.campaign.settings.get("base_series", "")
    if not wanted:
        return []
    rows = own_awards(entry).filter(series__key=wanted)
    least = entry.campaign.settings.get("base_level")
    if least:
        rows = rows.filter(honour_level__gte=int(least))
    return [] if rows.exists() else [Hint("base", _("台账中没有查到须先获得的荣誉。"))]


def _windows(entry: Entry) -> list[Hint]:
    """Age and years of work, by the candidate's own dates."""
    settings, person = entry.campaign.settings, entry.person
    if person is None:
        return []
    found = []
    oldest, cut_off = settings.get("oldest"), cut_off_of(entry)
    if oldest and person.born_on:
        age = years_between(person.born_on, cut_off)
        if age > int(oldest):
            words = {"age": age, "limit": oldest, "day": cut_off.isoformat()}
            found.append(Hint("age", _("至%(day)s年满%(age)d周岁，超过%(limit)s周岁。") % words))
    least = settings.get("least_years")
    if least and person.work_started_on:
        years = years_between(person.work_started_on, cut_off)
        if years < int(least):
            words = {"years": years, "least": least}
            found.append(Hint("years", _("参加工作%(years)d年，不足%(least)s年。") % words))
    return found


def cut_off_of(entry: Entry) -> date:
    """The day on which ages count: as the plan says (``08-31`` is of the campaign's year), else today."""
    text = entry.campaign.settings.get("cut_off", "")
    if not text:
        return dates.today()
    return date.fromisoformat(text if len(text) > SHORT else f"{entry.campaign.year}-{text}")


def years_between(first: date, last: date) -> int:
    """Full years: 40 on the fortieth birthday; who was born on 29 February turns on 1 March."""
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def _papers(entry: Entry) -> list[Hint]:
    """The very same file in another entry."""
    sentence = _("附件“%(file)s”与“%(name)s”（编号%(pk)d）的附件完全相同。")
    return [
        Hint(
            "paper",
            sentence % {"file": row.stored.name, "name": row.entry.name, "pk": row.entry_id},
        )
        for row in same_papers(entry)[:SHOWN]
    ]


def _leaders(entry: Entry) -> list[Hint]:
    """A head of a unit who is counted as front-line (handbook contests §2.7, §13)."""
    if "front_line" not in entry.flags:
        return []
    if "leader" in entry.flags:
        return [Hint("leader", _("同时填了“一线职工”和“单位负责人”，两项只能选一项。"))]
    if _HEAD.search(entry.position_title):
        sentence = _("职务是“%(post)s”，却填了“一线职工”，请核对。")
        return [Hint("leader", sentence % {"post": entry.position_title})]
    return []


def _paper_again(entry: Entry) -> Iterator[Hint]:
    """One file as the proof of several questions."""
    labels = {row.key: row.label for row in Standing(entry.campaign).fields}
    used: dict[str, list[Attachment]] = {}
    for row in papers_of(entry):
        used.setdefault(row.stored.digest, []).append(row)
    sentence = _("附件“%(file)s”同时用在%(places)s，同一材料只能用一次。")
    for rows in used.values():
        if len(rows) > 1:
            places = "、".join(f"“{labels.get(row.field_key, row.field_key)}”" for row in rows)
            yield Hint("paper_again", sentence % {"file": rows[0].stored.name, "places": places})


def _paper_years(entry: Entry) -> Iterator[Hint]:
    """Papers whose name tells a year that this campaign does not look at."""
    year = entry.campaign.year
    first = year - int(entry.campaign.settings.get("evidence_years") or EVIDENCE_YEARS)
    sentence = _("附件“%(file)s”像是%(told)s年的材料，本次只看%(first)d至%(last)d年，请核对。")
    for row in papers_of(entry):
        told = [int(found) for found in _YEAR_IN_NAME.findall(row.stored.name)]
        if told and not any(first <= each <= year for each in told):
            words = {"file": row.stored.name, "told": told[-1], "first": first, "last": year}
            yield Hint("paper_year", sentence % words)


def _own_scores(entry: Entry) -> Iterator[Hint]:
    """A union that gave itself everything."""
    for row in Standing(entry.campaign).fields:
        rows = entry.answers.get(row.key) if row.prefill == PREFILL else None
        own = own_total(rows)
        if own and own == full_of_scored(rows):
            sentence = _("“%(label)s”各项都是满分（合计 %(own)s 分），请逐项核对材料。")
            yield Hint("own_scores", sentence % {"label": row.label, "own": shown(own)})
