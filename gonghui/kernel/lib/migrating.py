"""A migration operation for many models at once, so that a first migration stays quick as the house grows."""

from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """Makes models that point at each other or at earlier ones, rendering what they touch only once.

    Django renders, for each ``CreateModel``, every model connected with it; ours are all connected through
    the account and the union, so that a hundred models cost ten thousand renderings.

    Args:
        operations: one ``CreateModel`` for each, what is pointed at first.
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations: list[CreateModel]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """For whoever writes migrations."""
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the models' states unseen, then render them with their neighbours."""
        rendered = state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if rendered is not None:
            state.__dict__["apps"] = rendered
            added = [(app_label, operation.name_lower) for operation in self.operations]
            state.reload_models(added, delay=False)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the tables in their order."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop the tables, the last one first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """One line for ``migrate --plan``."""
        return "Create models " + ", ".join(operation.name for operation in self.operations)
