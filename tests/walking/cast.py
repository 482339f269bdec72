"""Who acts on the way: one cadre for filling in and one for deciding at every union, judges, members."""

from gonghui.kernel.lib import scoping
from gonghui.kernel.unions.enums import UnionKind
from tests.factories.access import make_cadre
from tests.factories.access import make_member as make_account
from tests.factories.judging import make_judge
from tests.factories.people import make_members
from tests.factories.unions import make_direct_union

LETTERS = "甲乙丙丁戊己庚辛壬"


class Cast:
    """Accounts are made when they are first asked for; judges come from a university of their own."""

    def __init__(self, province) -> None:
        self.province = province
        self.federation = province.federation
        self._cadres = {}
        self._judges = []
        self._judging_union = None

    def clerk(self, union):
        """Who fills in forms at a union."""
        return self._cadre(union, "clerk")

    def head(self, union):
        """Who decides at a union, never the one who filled in."""
        return self._cadre(union, "head")

    @property
    def organiser(self):
        """Who leads the campaign at the federation."""
        return self.head(self.federation)

    def judges(self, number):
        """So many judges, with accounts; the same ones each time."""
        with scoping.everything("factory"):
            self._judging_union = self._judging_union or make_direct_union(
                self.federation, "评审大学工会"
            )
            while len(self._judges) < number:
                name = f"评测{LETTERS[len(self._judges)]}"
                self._judges.append(make_judge(self.federation, self._judging_union, name))
        return self._judges[:number]

    def members(self, union, number):
        """Accounts of new members of a union."""
        with scoping.everything("factory"):
            return [make_account(person) for person in make_members(union, number)]

    def _cadre(self, union, task):
        key = (union.pk, task)
        if key not in self._cadres:
            with scoping.everything("factory"):
                label = "干部" if task == "head" else "经办人"
                self._cadres[key] = make_cadre(
                    union, self._role(union), display_name=f"{union.name}{label}"
                )
        return self._cadres[key]

    def _role(self, union):
        if union == self.federation:
            return "province_cadre"
        return "city_cadre" if union.kind == UnionKind.INDUSTRIAL else "union_cadre"
