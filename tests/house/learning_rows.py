"""Trainings in the permission matrix: run by the union, seen by those below, sent to by the others."""

from typing import Any

from gonghui.rooms.learning.actions.nominations import enrol
from gonghui.rooms.learning.models import TrainingEvent, TrainingRecord
from tests.factories.learning import make_event, send
from tests.house.permission_matrix import LOGIN, Row, World


def event(world: World) -> TrainingEvent:
    """A training of the university with two seats for itself."""
    return make_event(world.university, [(world.university, 2)])


def record(world: World) -> TrainingRecord:
    """A member of the university who was sent there."""
    return send(world.thing(event), world.university)


def own_record(world: World) -> TrainingRecord:
    """The branch's member, who enrolled by themselves."""
    return enrol(actor=world.user("member"), event=world.thing(event))


def half_day(world: World) -> Any:
    """A half-day of the training."""
    return world.thing(event).half_days.first()


def of(make: Any, **more: Any) -> Any:
    """The address of one thing."""
    return lambda world: {"pk": world.thing(make).pk, **more}


def _run(right: int = 200, **more: Any) -> Row:
    """For whoever runs the training; a branch below reads of it and may not."""
    return Row((LOGIN, 404, 403, right), **more)


def _read(right: int = 200, **more: Any) -> Row:
    return Row((LOGIN, 404, 200, right), **more)


def _own(right: int = 200, **more: Any) -> Row:
    return Row((LOGIN, 404, 404, right), **more)


YEAR = 2024
ROWS: dict[str, Row] = {
    "learning:event-list": Row((LOGIN, 200, 200, 200)),
    "learning:event-create": Row((LOGIN, 200, 403, 200)),
    "learning:event-detail": _read(kwargs=of(event)),
    "learning:event-edit": _run(kwargs=of(event)),
    "learning:event-seats": _read(kwargs=of(event)),
    "learning:event-roster": _read(kwargs=of(event)),
    "learning:roster-paper": _read(kwargs=of(event, form="xlsx")),
    "learning:event-attendance": _run(kwargs=of(event)),
    "learning:event-completion": _run(kwargs=of(event)),
    "learning:event-cancel": _run(kwargs=of(event)),
    "learning:nominate": _read(kwargs=of(event)),
    "learning:event-press": _run(302, kwargs=of(event, verb="archive"), method="post"),
    "learning:sheet": _run(kwargs=of(half_day)),
    "learning:year-table": Row(
        (LOGIN, 200, 200, 200), kwargs=lambda _world: {"year": YEAR, "form": "xlsx"}
    ),
    "learning:record-list": Row((LOGIN, 200, 200, 200)),
    "learning:record-detail": _own(kwargs=of(record)),
    "learning:record-agree": _own(302, kwargs=of(record), method="post"),
    "learning:record-act": _own(kwargs=of(record, verb="withdraw")),
    "learning:chair-list": Row((LOGIN, 200, 200, 200)),
    "learning:own-trainings": Row((LOGIN, 200, 200, 200), role="member"),
    "learning:own-enrol": Row((LOGIN, 404, 404, 200), role="member", kwargs=of(event)),
    "learning:own-leave": Row((LOGIN, 404, 404, 200), role="member", kwargs=of(own_record)),
}
