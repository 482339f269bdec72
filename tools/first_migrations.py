"""Writes every first migration of ours anew, while nothing is released: ``python tools/first_migrations.py``.

One migration for each app, models with all their fields and indexes at once, after those of the packages.
Why this order: docs/structure.md, "Migrations". It deletes what stands in our ``migrations`` folders.
"""

import os
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.config.settings.test")

import django  # noqa: E402 -- the settings are named above

django.setup()

from django.apps import apps  # noqa: E402 -- needs the set-up
from django.db.migrations import Migration  # noqa: E402 -- needs the set-up
from django.db.migrations.loader import MigrationLoader  # noqa: E402 -- needs the set-up
from django.db.migrations.operations import AddField, CreateModel  # noqa: E402 -- needs the set-up
from django.db.migrations.operations.base import Operation  # noqa: E402 -- needs the set-up
from django.db.migrations.state import ModelState, ProjectState  # noqa: E402 -- needs the set-up
from django.db.migrations.writer import MigrationWriter  # noqa: E402 -- needs the set-up
from django.utils import translation  # noqa: E402 -- needs the set-up

from gonghui.kernel.lib.migrating import CreateModels  # noqa: E402 -- needs the set-up

# What goes before the rest of its app, because apps refer to each other in a circle.
FIRST = {
    "access": {"user"},  # without its person; every package may point at the account
    "lib": {"calendaryear", "calendarday"},
    "people": {"person", "identitydocument"},
}
ACCOUNT, POSTS = ("access", "0001_initial"), ("access", "0002_initial")
AFTER_PACKAGES = ("lib", "0001_initial")
BEFORE_POSTS = (("people", "0001_initial"), ("unions", "0001_initial"), ("people", "0002_initial"))
Key = tuple[str, str]


def ours() -> dict[str, Path]:
    """Label and migrations folder of each app of the house that has models."""
    found = [each for each in apps.get_app_configs() if each.name.startswith("gonghui.")]
    return {
        each.label: Path(each.path) / "migrations"
        for each in found
        if any(True for _model in each.get_models())
    }


def main() -> None:
    """Delete, plan, write."""
    translation.deactivate_all()  # as makemigrations does: names stay in their source language
    houses = ours()
    for folder in houses.values():
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").touch()
        for old in folder.glob("0*.py"):
            old.unlink()
    write(houses["access"], ACCOUNT, [], set())  # the packages want to find one
    leaves = [key for key in MigrationLoader(None).graph.leaf_nodes() if key[0] not in houses]
    state = ProjectState.from_apps(apps)
    models = {key: model for key, model in state.models.items() if key[0] in houses}
    account = models["access", "user"]
    person = account.fields.pop("person")
    homes = {key: home_of(key) for key in models}
    needs = {home: needed(home, homes, models) - {home} for home in set(homes.values())}
    needs[ACCOUNT] = {key for key in leaves if key[0] == "auth"}
    needs[AFTER_PACKAGES] |= set(leaves)
    needs[POSTS] |= {ACCOUNT, *(homes[key] for key in targets(person))}
    for home, before in needs.items():
        made = [key for key in models if homes[key] == home]
        operations = operations_for(made, models)
        if home == POSTS:
            operations.insert(0, AddField("user", "person", person))
        write(houses[home[0]], home, operations, before or {AFTER_PACKAGES})


def home_of(key: Key) -> Key:
    """The migration that makes a model."""
    app, model = key
    second = app in FIRST and model not in FIRST[app]
    return app, "0002_initial" if second else "0001_initial"


def targets(field) -> Iterator[Key]:
    """The model that a field points at."""
    target = field.remote_field.model if field.remote_field else None
    if isinstance(target, str) and "." in target:
        yield tuple(target.lower().split("."))


def pointed_at(model: ModelState) -> set[Key]:
    """Every model that a model points at or derives from."""
    bases = {tuple(base.lower().split(".")) for base in model.bases if isinstance(base, str)}
    return bases | {key for field in model.fields.values() for key in targets(field)}


def needed(home: Key, homes: dict[Key, Key], models: dict[Key, ModelState]) -> set[Key]:
    """The migrations of ours that must run before this one; who needs the account waits for POSTS."""
    found = {(home[0], "0001_initial")}
    for key, model in models.items():
        if homes[key] == home:
            found |= {homes[target] for target in pointed_at(model) if target in homes}
    if home in BEFORE_POSTS:
        return found - {ACCOUNT}
    return {POSTS if each == ACCOUNT else each for each in found}


def operations_for(keys: list[Key], models: dict[Key, ModelState]) -> list[Operation]:
    """Models whole, what is pointed at first; then lists of models through a model of their own."""
    before = {
        key: [each for each in keys if each in pointed_at(models[key]) and each != key]
        for key in keys
    }
    made, later = [], []
    for key in TopologicalSorter(before).static_order():
        model = models[key]
        through = sorted(name for name, field in model.fields.items() if goes_through(field))
        later += [AddField(model.name, name, model.fields[name]) for name in through]
        fields = [(name, field) for name, field in model.fields.items() if name not in through]
        options = {name: value for name, value in model.options.items() if value != []}
        made.append(CreateModel(model.name, fields, options, model.bases, model.managers))
    return [CreateModels(made) if len(made) > 1 else made[0], *later]


def goes_through(field) -> bool:
    """Whether a list of models is kept in a model of its own, which must exist first."""
    return isinstance(getattr(field.remote_field, "through", None), str)


def write(folder: Path, home: Key, operations: list, needs: set[Key]) -> None:
    """One file."""
    migration = type("Migration", (Migration,), {"operations": operations, "initial": True})
    made = migration(home[1], home[0])
    made.dependencies = sorted(needs)
    text = MigrationWriter(made, include_header=False).as_string()
    (folder / f"{home[1]}.py").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
