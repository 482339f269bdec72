"""Leaders, contact points, visits, items, meetings and topics, made through the actions."""

from datetime import date, timedelta
from itertools import count

from gonghui.engines.casework.api import Case, take_step
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.stewardship.api import (
    Trip,
    add_item,
    enrol_leader,
    enter_meeting,
    log_progress,
    name_point,
    open_batch,
    pool_topic,
    record_visit,
)
from tests.factories.files import upload
from tests.factories.unions import make_union, make_unit

_numbers = count(1)
SINCE = date(2020, 1, 1)


def make_leader(union, name=None, **facts):
    """A leader on the roster of ``union`` since 2020."""
    facts = {"valid_from": SINCE, "duty": "副主席"} | facts
    with scoping.everything("factory"):
        return enrol_leader(
            actor=SYSTEM, union=union, name=name or f"第{next(_numbers)}领导", **facts
        )


def make_university(federation, name=None, region_code="320502", **more):
    """A university's union led by the federation; in Suzhou unless told otherwise."""
    name = name or f"姑苏第{next(_numbers)}大学工会"
    unit = make_unit(name.removesuffix("工会"), kind="university", region_code=region_code)
    return make_union(name, upper=federation, units=[unit], **more)


def make_point(leader, union, **facts):
    """A contact point since 2020."""
    with scoping.everything("factory"):
        return name_point(actor=SYSTEM, leader=leader, union=union, **{"valid_from": SINCE} | facts)


def make_trip(first=None, last=None, **facts):
    """A whole day, yesterday unless told otherwise."""
    first = first or dates.today() - timedelta(days=1)
    return Trip(
        **{"form": "call", "theme": "看望教职工", "first_day": first, "last_day": last or first}
        | facts
    )


def make_visit(leader, *points, problems=(), **facts):
    """A visit of ``leader`` to own points."""
    with scoping.everything("factory"):
        return record_visit(
            actor=SYSTEM,
            leader=leader,
            trip=make_trip(**facts),
            points=points,
            problems=problems,
        )


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PLAN = {"measures": "修订制度，开展自查", "owner_unit": "办公室"}


def make_batch(union, name=None, **facts):
    """A batch fed back in March 2026, or when told."""
    facts = {"source": "inspection", "received_on": date(2026, 3, 2)} | facts
    with scoping.everything("factory"):
        return open_batch(
            actor=SYSTEM, union=union, name=name or f"第{next(_numbers)}批反馈", **facts
        )


def make_item(batch, owner=None, **facts):
    """An item with a complete plan where an owner is named."""
    number = next(_numbers)
    wording = {"item_no": number, "title": f"第{number}项", "wording": f"原文：第{number}项不到位"}
    due = dates.today() + timedelta(days=60)
    plan = PLAN | {"owner": owner, "due_on": due} if owner else {}
    with scoping.everything("factory"):
        return add_item(actor=SYSTEM, batch=batch, **wording | plan | facts)


def step(actor, subject, transition, note="", **fields):
    """Take a step of the present case of an item or ticket; returns the record afresh."""
    with scoping.everything("factory"):
        case = Case.objects.get(pk=type(subject).objects.get(pk=subject.pk).case_id)
        take_step(
            actor=actor,
            case=case,
            transition=transition,
            note=note,
            fields=fields,
            expected_state=case.state_id,
        )
        return type(subject).objects.select_related("case__table_version").get(pk=subject.pk)


def prove(actor, item, text="已修订制度"):
    """Progress with evidence."""
    with scoping.everything("factory"):
        return log_progress(
            actor=actor,
            item=item,
            done_on=dates.today(),
            text=text,
            upload=upload(PDF, "佐证.pdf"),
        )


def make_claimed(batch, owner, **facts):
    """An item that its owner claims to have done."""
    item = make_item(batch, owner, **facts)
    step(SYSTEM, item, "approve")
    prove(owner, item)
    return step(owner, item, "claim", note="已整改到位")


def make_meeting(union, **facts):
    """A meeting of the Party group; all nine were there unless told otherwise."""
    number = f"第{next(_numbers)}次党组会"
    facts = {
        "meeting_no": number,
        "held_on": date(2026, 6, 1),
        "chair": "吴测",
        "should_attend": 9,
        "present": 9,
    } | facts
    with scoping.everything("factory"):
        return enter_meeting(actor=SYSTEM, union=union, **facts)


def make_topic(union, **facts):
    """A topic in the pool that lacks nothing."""
    facts = {
        "theme": "教育强国",
        "source_title": "全国教育大会讲话",
        "source_on": date(2026, 5, 20),
        "lead_reader": "周测",
        "summary": "逐条落实",
    } | facts
    with scoping.everything("factory"):
        return pool_topic(actor=SYSTEM, union=union, **facts)
