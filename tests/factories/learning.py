"""Trainings, made through the actions."""

from datetime import date, timedelta

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.learning.actions.attendance import mark_attendance
from gonghui.rooms.learning.actions.events import draft_event, publish_event, set_seats
from gonghui.rooms.learning.actions.history import PastEvent, PastRecord, import_records
from gonghui.rooms.learning.actions.nominations import nominate
from tests.factories.people import make_member

HELD = date(2023, 9, 10)


def make_event(union, seats=(), *, published=True, starts_in=-1, days=2, **more):
    """A training that began yesterday and ends today, open for names; ``seats``: (union, number) pairs."""
    today = dates.today()
    start = today + timedelta(days=starts_in)
    facts = {
        "title": "工会干部能力提升班",
        "organiser_name": union.name,
        "organiser_level": Level.INDUSTRY,
        "starts_on": start,
        "ends_on": start + timedelta(days=days - 1),
        "enrol_until": start + timedelta(days=days - 1),
    }
    with scoping.everything("factory"):
        event = draft_event(actor=SYSTEM, union=union, first="am", last="pm", **facts | more)
        if seats:
            numbers = {one.pk: number for one, number in seats}
            set_seats(actor=SYSTEM, event=event, seats=numbers)
            if published:
                publish_event(actor=SYSTEM, event=event)
        event.refresh_from_db()
        return event


def send(event, union, name=None, **more):
    """A new member of ``union`` is sent; returns the record."""
    with scoping.everything("factory"):
        person = make_member(union, name)
        return nominate(actor=SYSTEM, event=event, person=person, **more)


def attend(event, *records, halves=None):
    """``records`` were there for all half-days, or for the first ``halves``."""
    with scoping.everything("factory"):
        for half_day in list(event.half_days.all())[:halves]:
            present = set(half_day.check_ins.values_list("record_id", flat=True))
            present |= {record.pk for record in records}
            mark_attendance(actor=SYSTEM, half_day=half_day, present=present)


def past(title="全省工会主席培训班", *, level=Level.PROVINCE, on=HELD, days=3, hours=24, **more):
    """A training of before, as an old list names it."""
    facts = {"organiser_name": "示范省总工会", "ends_on": on + timedelta(days=days - 1)} | more
    return PastEvent(title=title, organiser_level=level, starts_on=on, hours=hours, **facts)


def make_past(kept_by, union, event=None, *, person=None, name="张测甲", hours=24, **more):
    """One imported record."""
    name = person.name if person else name
    made = PastRecord(
        event=event or past(), union=union, name=name, person=person, hours=hours, **more
    )
    with scoping.everything("factory"):
        return import_records(actor=SYSTEM, kept_by=kept_by, records=[made])[0]
