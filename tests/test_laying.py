"""Scenes laid down as rows are those that the actions build."""

from django.db import transaction

from gonghui.kernel.audit.api import verify
from gonghui.kernel.audit.models import Entry
from gonghui.kernel.unions.models import Coverage, Edge, Placement, Union
from tests.factories.unions import make_province, make_union


def told(build):
    """What a builder leaves in the tables that it writes, without keys; nothing of it stays."""
    with transaction.atomic():
        found = build()
        left = {
            "unions": list(Union.objects.order_by("pk").values_list("name", "kind", "founded_on")),
            "edges": sorted(Edge.objects.values_list("kind", "upper__name", "lower__name")),
            "covered": sorted(Coverage.objects.values_list("union__name", "unit__name")),
            "places": sorted(Placement.objects.values_list("union__name", "valid_from")),
            "log": list(Entry.objects.order_by("pk").values_list("pk", "key")),
            "given": {name: union.name for name, union in vars(found).items()},
            "sound": verify().sound,
        }
        transaction.set_rollback(True)
    return left


def test_laid_scene_is_what_the_actions_write(db, all_scope):
    built = told(make_province.__wrapped__)

    laid = [told(make_province) for _time in range(2)]

    assert laid == [built, built]
    assert len(built["unions"]) == 8


def test_scene_stands_on_what_happened_before(db, all_scope):
    make_union("早先大学工会")

    left = told(make_province)

    assert [name for name, *_rest in left["unions"]][:2] == ["早先大学工会", "示范省教育科技工会"]
    assert left["sound"] is True
