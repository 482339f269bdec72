"""Questions to the tree, today or as it was on a day: one index range each."""

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length

from gonghui.kernel.lib.dates import today, valid_on
from gonghui.kernel.lib.paths import WIDTH, ancestor_ids, below
from gonghui.kernel.unions.enums import EdgeKind, UnionKind
from gonghui.kernel.unions.models import Edge, Placement, Union, UnionAlias
from gonghui.kernel.unions.rules import BELOW_GRASSROOTS, COVERING


def federation() -> Union:
    """The owner of this installation (level 2): the industrial union that stands highest.

    Raises:
        Union.DoesNotExist: nothing was founded yet.
    """
    rows = Union.objects.filter(kind=UnionKind.INDUSTRIAL, revoked_on__gt=today())
    found = rows.order_by(Length("path"), "pk").first()
    if found is None:
        raise Union.DoesNotExist("no industrial union was founded yet")
    return found


def subtree(union: Union, on: date | None = None) -> QuerySet[Union]:
    """The union and everything that answers to it (led or guided), as of ``on`` (today).

    For a past day the places of that day count, not today's; ended unions are in only where they lived.
    """
    day = on or today()
    if on is None or on == today():
        return Union.objects.filter(below(union.path), founded_on__lte=day, revoked_on__gt=day)
    path = place_on(union, day)
    if path is None:
        return Union.objects.none()
    placed = Placement.objects.filter(valid_on(day), below(path))
    return Union.objects.filter(pk__in=placed.values("union_id"))


def place_on(union: Union | int, day: date) -> str | None:
    """The path of ``union`` (or the union of that id) on ``day``; None when it did not exist."""
    rows = Placement.objects.filter(valid_on(day), union=union)
    return rows.values_list("path", flat=True).first()


def with_path_on(unions: QuerySet[Union], day: date) -> QuerySet[Union]:
    """The unions with their path on ``day`` as ``path_then``."""
    placed = Placement.objects.filter(valid_on(day), union=OuterRef("pk"))
    return unions.annotate(path_then=Subquery(placed.values("path")[:1]))


def ancestors(union: Union, on: date | None = None) -> list[Union]:
    """The unions above, the highest first, without the union itself."""
    path = union.path if on is None else place_on(union, on) or ""
    return in_path_order(ancestor_ids(path)[:-1])


def region_near(union: Union) -> str:
    """The region of the union, or of the nearest above that stands in a city; "" when none does.

    Branches and groups rarely name one of their own. Where a union stands is public: no scope is asked.
    """
    rows = Union._base_manager.filter(pk__in=ancestor_ids(union.path))
    codes = dict(rows.values_list("pk", "region_code"))
    near = (codes.get(pk, "") for pk in reversed(ancestor_ids(union.path)))
    return next((code for code in near if code[2:4].strip("0")), "")


def in_path_order(ids: Iterable[int]) -> list[Union]:
    """The unions of a path, in its order."""
    found = Union.objects.in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]


def leader_of(union: Union, on: date | None = None) -> Union | None:
    """The union that leads it on ``on`` (today); None at the top and outside its life."""
    return _upper(union, EdgeKind.LEADS, on)


def collector_of(union: Union, on: date | None = None) -> Union | None:
    """The union that its dues go to on ``on`` (today)."""
    return _upper(union, EdgeKind.REMITS, on)


def _upper(union: Union, kind: EdgeKind, on: date | None) -> Union | None:
    edges = Edge.objects.filter(valid_on(on or today()), kind=kind, lower=union)
    edge = edges.select_related("upper").order_by("pk").first()
    return edge.upper if edge else None


def lowers_of(
    union: Union, on: date | None = None, kind: EdgeKind = EdgeKind.LEADS
) -> QuerySet[Union]:
    """The unions directly below, by name."""
    edges = Edge.objects.filter(valid_on(on or today()), kind=kind, upper=union)
    return Union.objects.filter(pk__in=edges.values("lower_id")).order_by(
        "name_pinyin", "name", "pk"
    )


def direct_unions(federation: Union, on: date | None = None) -> QuerySet[Union]:
    """直属基层工会: grassroots and joint unions that the federation leads itself (§2, §16)."""
    return lowers_of(federation, on).filter(kind__in=COVERING)


def branches_of(union: Union) -> QuerySet[Union]:
    """Living branches and groups anywhere below ``union``, in tree order."""
    rows = subtree(union).filter(kind__in=BELOW_GRASSROOTS)
    return rows.exclude(pk=union.pk).order_by("path")


def grassroots_of(union: Union) -> Union:
    """The nearest union, itself or above, with a roll of its own; the union itself if there is none."""
    if union.kind not in BELOW_GRASSROOTS:
        return union
    above = [one for one in ancestors(union) if one.kind not in BELOW_GRASSROOTS]
    return above[-1] if above else union


def find_branch(top: Union, text: str) -> Union | None:
    """The living union below ``top`` that people call ``text``: alias, name, then short name.

    An alias decided once wins. A name that two branches share finds neither.
    """
    text = " ".join(text.split())
    alias = UnionAlias.objects.filter(top=top, text=text).select_related("union").first()
    if alias is not None:
        return alias.union
    rows = subtree(top)
    for condition in (Q(name=text), Q(short_name=text), Q(name=f"{top.name}{text}")):
        found = list(rows.filter(condition)[:2]) if text else []
        if found:
            return found[0] if len(found) == 1 else None
    return None


def depth(union: Union) -> int:
    """How many unions stand on its path, itself included."""
    return len(union.path) // WIDTH
