"""Draws members by the seed, nobody twice, so that distinct persons are as many as honours."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from random import Random

from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.lib.paths import below
from gonghui.kernel.people.api import MembershipStatus, Person, present_members
from gonghui.kernel.unions.api import Union

DRUM = 60
"""So many members of a union are in the drum: enough for all honours, however many it has."""
Drawn = tuple[Union, Person]


class Draw:
    """One draw for all honours and campaigns."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._drums: dict[int, list[tuple[int, date | None]]] = {}
        self._taken: set[int] = set()

    def people(
        self,
        unions: Iterable[Union],
        count: int,
        *,
        born_from: date = date.min,
        also: Sequence[Union] = (),
    ) -> Iterator[Drawn]:
        """``count`` members of the unions or their branches in turn, each with the union.

        Where these have not so many, those of ``also`` follow, then older ones; a province of very few
        members gives what it has.
        """
        wider = ((unions, born_from), (also, born_from), (also, date.min))
        found = chain.from_iterable(self._in_turn(list(rows), born) for rows, born in wider)
        return islice(found, count)

    def _in_turn(self, waiting: list[Union], born_from: date) -> Iterator[Drawn]:
        while waiting:
            for union in list(waiting):
                person = self._from(union, born_from)
                if person is None:
                    waiting.remove(union)
                else:
                    yield union, person

    def _from(self, union: Union, born_from: date) -> Person | None:
        if union.pk not in self._drums:
            self._drums[union.pk] = self._drum(union)
        drum = self._drums[union.pk]
        able = (pk for pk, born in drum if born and born >= born_from and pk not in self._taken)
        found = next(able, None)
        if found is None:
            return None
        self._taken.add(found)
        return Person.objects.get(pk=found)

    def _drum(self, union: Union) -> list[tuple[int, date | None]]:
        """Keys and birthdays only: whole persons of all unions would fill the memory."""
        rows = present_members().filter(
            below(union.path, "union__path"), status=MembershipStatus.NORMAL
        )
        # By the number of the staff, which is random: at full size the planner of a database would
        # walk the keys of the whole province to find the first members of one union.
        rows = rows.order_by("staff_no", "pk").values_list("person_id", "person__born_on")
        drum = list(rows[:DRUM])
        self.random.shuffle(drum)
        return drum


def standing(unions: Iterable[Union], since: date) -> list[Union]:
    """Those that were founded before a day and still stand, each once."""
    found = {union.pk: union for union in unions}
    return [
        union
        for union in found.values()
        if union.revoked_on == FOREVER and union.founded_on < since
    ]
