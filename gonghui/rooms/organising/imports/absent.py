"""Who is on the roll and not in the file: shown with a proposal, never removed (handbook §11)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from gonghui.kernel.exchange.api import Missing, Setting
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.people.api import COUNTED, Membership

RETIREMENT_HINT = 58
"""Years from which leaving is proposed as retirement; only a hint, the day is data (handbook §8)."""


class Absent:
    """Collects who and which departments a file names."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.persons: set[int] = set()
        self.unions: set[int] = set()
        self.refused_names: set[str] = set()

    def note(
        self,
        persons: Iterable[int | None],
        unions: Iterable[int | None],
        refused_names: Sequence[str],
    ) -> None:
        """Remember the rows of a block."""
        self.persons.update(pk for pk in persons if pk)
        self.unions.update(pk for pk in unions if pk)
        self.refused_names.update(refused_names)

    def rows(self) -> Iterator[Missing]:
        """Members of the departments in the file; nobody for a file that is an export of ours.

        Such a file may be a filtered list, so that absence in it says nothing.
        """
        if self.setting.has_row_keys:
            return
        spans = Membership.objects.filter(
            union__in=self.unions, valid_to=FOREVER, status__in=COUNTED
        )
        found = spans.order_by("union__path", "name_pinyin").values_list(
            "person_id", "person__name", "union__name", "person__born_on"
        )
        for person_id, name, union, born in found.iterator():
            if person_id not in self.persons:
                yield Missing(name, union, self._proposal(name, born))

    def _proposal(self, name: str, born: date | None) -> str:
        if name in self.refused_names:
            return _("表中有同名的行被退回，改好后再看")
        if born is not None and self.setting.today.year - born.year >= RETIREMENT_HINT:
            return _("可能已退休：办理保留会籍")
        return _("可能已调离：办理会籍转出")
