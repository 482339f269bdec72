"""What the records say against an entry before anybody looks: doubles, honours held, ages, same papers.

These are hints for the officer who checks; a person decides (handbook contests §13).
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gonghui.engines.campaigns.enums import AwardStatus
from gonghui.engines.campaigns.models import Award, Entry
from gonghui.engines.campaigns.queries.entries import entries_beside
from gonghui.engines.campaigns.queries.papers import same_papers
from gonghui.kernel.lib import dates

SHOWN = 3


@dataclass(frozen=True)
class Hint:
    """Something in the records that an officer should look at; ``code`` names its kind."""

    code: str
    sentence: str


def hints_for(entry: Entry) -> list[Hint]:
    """Everything the records say, the gravest first."""
    return [*_doubles(entry), *_held(entry), *_base(entry), *_windows(entry), *_papers(entry)]


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


def _own_awards(entry: Entry):
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
    rows = _own_awards(entry).filter(series=series, honour_level__gte=entry.campaign.honour_level)
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
    rows = _own_awards(entry).filter(series__key=wanted)
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
    oldest, cut_off = settings.get("oldest"), _cut_off(entry)
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


def _cut_off(entry: Entry) -> date:
    """The day on which ages count: as the plan says, else today."""
    text = entry.campaign.settings.get("cut_off", "")
    return date.fromisoformat(text) if text else dates.today()


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
