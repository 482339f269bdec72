"""Recording what happened to a membership, and deriving its spans again; for use inside actions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.lib.dates import FOREVER, today
from gonghui.kernel.people.enums import EventKind
from gonghui.kernel.people.models import Membership, MembershipEvent, Person
from gonghui.kernel.people.names import carried
from gonghui.kernel.people.spans import Contradiction, Happening, Span, derive_spans

FACTS = ("joined_on", "joined_precision", "group_name", "duty", "employment", "staff_no", "remark")
"""What a span keeps beside union and status: as it was while the span lasted."""

NEXT_FACTS = ("joined_on", "joined_precision")
"""What goes along to another union; duty, number and group stay behind."""


Known = Mapping[int, tuple[Span, dict[str, Any]]]


def lock_person(person: Person) -> Person:
    """The person, fresh and locked; whoever changes a membership holds this lock.

    Raises:
        ValidationError: the row was merged into another or erased.
    """
    person = Person._base_manager.select_for_update().get(pk=person.pk)
    if person.merged_into_id is not None or person.erased_on is not None:
        raise ValidationError(_("该人员已并入其他人员或已抹除，不能再办理"))
    return person


def record(
    kind: EventKind,
    person: Person,
    union: Any,
    on: date,
    *,
    actor: Any,
    facts: Mapping[str, Any] | None = None,
    **details: Any,
) -> MembershipEvent:
    """Add an event and derive the spans again; ``facts`` go to the span that begins with it.

    ``details``: precision, document, note, to_union.

    Raises:
        ValidationError: a day to come, an ended union, or an event that contradicts the others.
    """
    if on > today():
        raise ValidationError({"on": _("日期不能晚于今天")})
    if on >= union.revoked_on:
        raise ValidationError(_("“%(union)s”当天已撤销") % {"union": union})
    event = MembershipEvent._base_manager.create(
        person=person, union=union, kind=kind, happened_on=on, actor_id=actor.pk, **details
    )
    derive(person, facts={event.happened_on: facts} if facts else None)
    return event


def derive(
    person: Person, facts: Mapping[date, Mapping[str, Any]] | None = None
) -> list[Membership]:
    """Make the stored spans what the events say; rows that already say it stay untouched.

    Raises:
        ValidationError: the events contradict each other.
    """
    events = MembershipEvent._base_manager.filter(person=person)
    try:
        spans = derive_spans(happenings(events))
    except Contradiction as error:
        raise ValidationError(str(error)) from error
    stored = list(Membership._base_manager.filter(person=person).order_by("valid_from"))
    for row in stored:
        row.person = person
    known = {row.pk: (_span_of(row), facts_of(row)) for row in stored}
    rows = _match(person, spans, stored)
    for row, span in rows:
        _fill_facts(row, span, known, (facts or {}).get(span.start, {}))
    _store(rows, known)
    return [row for row, _span in rows]


def happenings(events: Iterable[MembershipEvent]) -> list[Happening]:
    """Stored events as the pure derivation takes them; later recorded is later in the day."""
    return [
        Happening(one.kind, one.union_id, one.happened_on, one.pk, one.voided_by_id is not None)
        for one in events
    ]


def _match(
    person: Person, spans: Sequence[Span], stored: Sequence[Membership]
) -> list[tuple[Membership, Span]]:
    """A row for every span: the stored one that began then, else one left over, else a new one."""
    by_start = {row.valid_from: row for row in stored}
    taken = {span.start for span in spans} & set(by_start)
    spare = [row for row in stored if row.valid_from not in taken]
    return [
        (by_start.get(span.start) or (spare.pop(0) if spare else Membership(person=person)), span)
        for span in spans
    ]


def _fill_facts(row: Membership, span: Span, known: Known, given: Mapping[str, Any]) -> None:
    """Facts of a span that is new or moved: from what was stored for that time, then the given ones."""
    if row.pk is None or row.valid_from != span.start:
        for name, value in _inherited(span, list(known.values())).items():
            setattr(row, name, value)
    for name, value in given.items():
        setattr(row, name, value)


def _inherited(span: Span, known: Sequence[tuple[Span, dict[str, Any]]]) -> dict[str, Any]:
    """From the stored span that lasted into this one, else from the first of all."""
    if not known:
        return {}
    before = [one for one in known if one[0].start <= span.start]
    source, facts = max(before, key=lambda one: one[0].start) if before else known[0]
    names = FACTS if source.union_id == span.union_id else NEXT_FACTS
    blank = facts_of(Membership())
    return {name: facts[name] if name in names else blank[name] for name in FACTS}


def _store(rows: Sequence[tuple[Membership, Span]], known: Known) -> None:
    """Write the difference; ends are unique per person, so rows move aside before they settle."""
    gone = set(known) - {row.pk for row, _span in rows}
    if gone:
        Membership._base_manager.filter(pk__in=gone).delete()
    changed = [one for one in rows if known.get(one[0].pk) != (one[1], facts_of(one[0]))]
    old = [row.pk for row, _span in changed if row.pk]
    for pk in old if len(old) > 1 else ():
        aside = date.fromordinal(pk % 3_000_000 + 1)
        Membership._base_manager.filter(pk=pk).update(valid_to=aside)
    for row, span in changed:
        row.valid_from, row.valid_to = span.start, span.end
        row.union_id, row.status = span.union_id, span.status
        for name, value in carried(row.person).items():
            setattr(row, name, value)
        row.version += row.pk is not None
        row.save()


def facts_of(row: Membership) -> dict[str, Any]:
    """The facts of a span by name."""
    return {name: getattr(row, name) for name in FACTS}


def _span_of(row: Membership) -> Span:
    return Span(row.valid_from, row.valid_to, row.union_id, row.status)


def present_row(person: Person) -> Membership | None:
    """The span that reaches to FOREVER, outside every scope; for checks inside actions."""
    rows = Membership._base_manager.filter(person=person, valid_to=FOREVER)
    return rows.select_related("union").first()
