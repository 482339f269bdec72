"""Many models in one operation: the same state and tables, rendered once."""

import pytest
from django.db import connection, models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState, StateApps

from gonghui.kernel.lib.migrating import CreateModels

PARTS = [
    CreateModel("Tree", [("id", models.BigAutoField(primary_key=True))]),
    CreateModel(
        "Leaf",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("tree", models.ForeignKey("wood.Tree", models.CASCADE)),
        ],
    ),
]


def rendered() -> ProjectState:
    """A state that somebody has already asked for its models."""
    state = ProjectState()
    assert list(state.apps.get_models()) == []
    return state


def names(state: ProjectState) -> list[str]:
    return sorted(model.__name__ for model in state.apps.get_models())


def test_state_gains_all_models():
    state = rendered()

    CreateModels(PARTS).state_forwards("wood", state)

    assert names(state) == ["Leaf", "Tree"]
    assert state.apps.get_model("wood", "Leaf")._meta.get_field("tree").related_model is (
        state.apps.get_model("wood", "Tree")
    )


def test_models_are_rendered_once(monkeypatch):
    times = []
    render = StateApps.render_multiple
    monkeypatch.setattr(
        StateApps, "render_multiple", lambda *args: times.append(1) or render(*args)
    )
    state = rendered()
    times.clear()

    CreateModels(PARTS).state_forwards("wood", state)

    assert len(times) == 1


def test_unrendered_state_stays_so():
    state = ProjectState()

    CreateModels(PARTS).state_forwards("wood", state)

    assert "apps" not in state.__dict__
    assert names(state) == ["Leaf", "Tree"]


@pytest.mark.django_db(transaction=True)
def test_tables_come_and_go():
    before, after = ProjectState(), ProjectState()
    operation = CreateModels(PARTS)
    operation.state_forwards("wood", after)

    with connection.schema_editor() as editor:
        operation.database_forwards("wood", editor, before, after)
    there = {"wood_tree", "wood_leaf"} & set(connection.introspection.table_names())
    with connection.schema_editor() as editor:
        operation.database_backwards("wood", editor, after, before)
    left = {"wood_tree", "wood_leaf"} & set(connection.introspection.table_names())

    assert there == {"wood_tree", "wood_leaf"}
    assert left == set()


def test_plan_names_the_models():
    assert CreateModels(PARTS).describe() == "Create models Tree, Leaf"
    assert CreateModels(PARTS).deconstruct() == ("CreateModels", [], {"operations": PARTS})
