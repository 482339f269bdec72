"""Stewardship in the permission matrix: contact points, the ledger, the first agenda."""

from datetime import date
from typing import Any

from gonghui.kernel.access.models import User
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.stewardship.actions.summaries import (
    approve_summary,
    draft_summary,
    release_summary,
)
from gonghui.rooms.stewardship.api import add_task, advance_topic, schedule_topic
from gonghui.rooms.stewardship.models import (
    AgendaRecord,
    AgendaTask,
    Batch,
    ContactPoint,
    Leader,
    PartyMeeting,
    RectItem,
    Visit,
)
from tests.factories.access import make_cadre
from tests.factories.stewardship import (
    make_batch,
    make_claimed,
    make_item,
    make_leader,
    make_meeting,
    make_point,
    make_topic,
    make_visit,
    step,
)
from tests.house.permission_matrix import LOGIN, Row, World


def leader(world: World) -> Leader:
    """A leader of the federation."""
    return make_leader(world.federation)


def point(world: World) -> ContactPoint:
    """The university as the leader's contact point."""
    return make_point(world.thing(leader), world.university)


def visit(world: World) -> Visit:
    """A visit there."""
    return make_visit(world.thing(leader), world.thing(point))


def supervisor(world: World) -> User:
    """Who supervises the ledger of the university."""
    found = make_cadre(world.university, "supervisor")
    world.enlist("supervisor", found)
    return found


def batch(world: World) -> Batch:
    """What was fed back to the university."""
    world.thing(supervisor)
    return make_batch(world.university)


def item(world: World) -> RectItem:
    """An issue of it, with a plan that waits."""
    return make_item(world.thing(batch), world.user("union_cadre"))


def closed(world: World) -> RectItem:
    """An issue that was closed."""
    return step(SYSTEM, make_claimed(world.thing(batch), world.user("union_cadre")), "close")


def released(world: World) -> Batch:
    """A batch whose text for the public was released."""
    found = make_batch(world.university)
    draft_summary(actor=SYSTEM, batch=found, text="已完成。")
    approve_summary(actor=SYSTEM, batch=found)
    return release_summary(actor=SYSTEM, batch=found)


def meeting(world: World) -> PartyMeeting:
    """A meeting of the university's Party group."""
    return make_meeting(world.university)


def topic(world: World) -> AgendaRecord:
    """A topic in its pool."""
    return make_topic(world.university)


def task(world: World) -> AgendaTask:
    """What a meeting asked for."""
    found = make_topic(world.university)
    schedule_topic(actor=SYSTEM, topic=found, meeting=world.thing(meeting))
    found = advance_topic(actor=SYSTEM, topic=found, expected="scheduled")
    return add_task(
        actor=SYSTEM, topic=found, text="方案", owner_name="办公室", due_on=date(2026, 6, 30)
    )


def nothing(world: World) -> dict[str, Any]:
    """No parts of the address; only the supervisor is wanted."""
    world.thing(supervisor)
    return {}


def act(make: Any, verb: str) -> Any:
    """The address of something that is written down of an item."""
    return lambda world: {"pk": world.thing(make).pk, "verb": verb}


def paper(world: World) -> dict[str, Any]:
    """The list of problems."""
    return {"pk": world.thing(batch).pk, "kind": "problems"}


def of(make: Any) -> Any:
    """The address of one thing."""
    return lambda world: {"pk": world.thing(make).pk}


def _top(lower: int | str = 404, right: int = 200, **more: Any) -> Row:
    return Row((LOGIN, lower, lower, right), role="province_cadre", **more)


def _own(right: int = 200, **more: Any) -> Row:
    return Row((LOGIN, 404, 404, right), **more)


def _ledger(right: int = 200, **more: Any) -> Row:
    return Row((LOGIN, 404, 404, right), role="supervisor", **more)


ROWS: dict[str, Row] = {
    "stewardship:leader-list": Row((LOGIN, 200, 403, 200)),
    "stewardship:leader-create": _top(403),
    "stewardship:leader-detail": _top(kwargs=of(leader)),
    "stewardship:leader-retire": _top(kwargs=of(leader)),
    "stewardship:point-create": _top(kwargs=of(leader)),
    "stewardship:visit-create": _top(kwargs=of(leader)),
    "stewardship:report-file": _top(kwargs=of(leader)),
    "stewardship:point-list": Row((LOGIN, 200, 403, 200)),
    "stewardship:point-detail": Row((LOGIN, 404, 404, 200), kwargs=of(point)),
    "stewardship:point-adjust": Row(
        (LOGIN, 404, 403, 200), role="province_cadre", kwargs=of(point)
    ),
    "stewardship:point-end": Row((LOGIN, 404, 403, 200), role="province_cadre", kwargs=of(point)),
    "stewardship:visit-list": Row((LOGIN, 200, 403, 200)),
    "stewardship:visit-detail": _top(kwargs=of(visit)),
    "stewardship:problem-raise": _top(kwargs=of(visit)),
    "stewardship:ticket-list": Row((LOGIN, 200, 403, 200)),
    "stewardship:batch-list": Row((LOGIN, 200, 200, 200), role="supervisor", kwargs=nothing),
    "stewardship:batch-create": Row((LOGIN, 403, 403, 200), role="supervisor", kwargs=nothing),
    "stewardship:batch-detail": _ledger(kwargs=of(batch)),
    "stewardship:item-create": _ledger(kwargs=of(batch)),
    "stewardship:batch-paper": _ledger(kwargs=paper),
    "stewardship:summary-draft": _ledger(kwargs=of(batch)),
    "stewardship:summary-press": _ledger(302, kwargs=act(batch, "approve"), method="post"),
    "stewardship:item-list": Row((LOGIN, 200, 200, 200), role="supervisor", kwargs=nothing),
    "stewardship:item-page": _ledger(302, kwargs=of(item)),
    "stewardship:item-act": _ledger(kwargs=act(closed, "reopen")),
    "stewardship:meeting-list": Row((LOGIN, 200, 403, 200)),
    "stewardship:meeting-create": Row((LOGIN, 200, 403, 200)),
    "stewardship:meeting-detail": _own(kwargs=of(meeting)),
    "stewardship:topic-list": Row((LOGIN, 200, 403, 200)),
    "stewardship:topic-create": Row((LOGIN, 200, 403, 200)),
    "stewardship:topic-detail": _own(kwargs=of(topic)),
    "stewardship:topic-advance": _own(302, kwargs=of(topic), method="post"),
    "stewardship:topic-act": _own(kwargs=act(topic, "edit")),
    "stewardship:task-finish": _own(kwargs=of(task)),
    "stewardship:open-summary": Row((200, 200, 200, 200), kwargs=of(released)),
}
