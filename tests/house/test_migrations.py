"""A first migration stays quick: the packages' own tables stand before ours refer to the account."""

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.house.source import refuse

ACCOUNT = ("access", "0001_initial")  # Wagtail points at the account, so this one goes first


def first_migration() -> list[tuple[str, str]]:
    """Every migration in the order in which ``migrate`` runs them on an empty database."""
    graph = MigrationLoader(None).graph
    targets = graph.leaf_nodes()
    return list(dict.fromkeys(key for target in targets for key in graph.forwards_plan(target)))


def is_ours(key: tuple[str, str]) -> bool:
    return apps.get_app_config(key[0]).name.startswith("gonghui.")


def test_packages_migrate_before_us():
    plan = first_migration()
    last_package = max(place for place, key in enumerate(plan) if not is_ours(key))
    early = [key for key in plan[:last_package] if is_ours(key) and key != ACCOUNT]

    refuse(
        [f"{app}.{name}" for app, name in early],
        "let it depend on ('lib', '0001_initial') or on one of ours that does; "
        f"lib's first migration depends on {plan[last_package]}",
    )
