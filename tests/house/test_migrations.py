"""A first migration stays quick: the packages' own tables stand before ours refer to the account."""

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.house.source import refuse

ACCOUNT = ("access", "0001_initial")  # Wagtail points at the account, so this one goes first
MOST = 2  # CreateModels, and one field that cannot come with it
REMEDY = "python tools/first_migrations.py"


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
        f"{REMEDY}, or let it depend on ('lib', '0001_initial'); before it {plan[last_package]} runs",
    )


def test_first_migrations_make_models_at_once():
    found = MigrationLoader(None).disk_migrations.items()
    long = [
        f"{app}.{name}: {len(migration.operations)} operations"
        for (app, name), migration in found
        if is_ours((app, name)) and migration.initial and len(migration.operations) > MOST
    ]

    refuse(long, f"each renders all models again; {REMEDY}")
