"""Writes happen in actions: each takes its actor by name, says what it does, and nobody writes around it."""

import ast

from tests.house.source import decorated, functions, nodes, python_files, refuse

QUERYSET_WRITES = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# Files outside actions that write, each with the reason why no action stands in between.
WRITERS = {
    "gonghui/kernel/lib/bulk.py": "the tool that actions use",
    "gonghui/kernel/lib/records.py": "the tool that actions use to change one row",
    "gonghui/kernel/lib/calendar_seed.py": "facts that come with the release, as tables do",
    "gonghui/kernel/access/sessions.py": "a sixth device replaces the oldest: nobody decided it",
    "gonghui/kernel/audit/chain.py": "the chain itself, written when an action ends",
    "gonghui/kernel/jobs/progress.py": "how far a job is: nobody decided it",
    "gonghui/kernel/jobs/running.py": "that a job runs or ended: nobody decided it",
    "gonghui/kernel/jobs/scheduling.py": "when the clock last ran: nobody decided it",
    "gonghui/kernel/jobs/retention.py": "finished jobs age: nobody decided it",
}
NOT_ROWS = {"form", "workbook", "book", "image", "document", "storage", "buffer"}


def chain(node: ast.AST) -> list[str]:
    """The names of ``a.b(...).c`` from left to right."""
    if isinstance(node, ast.Attribute):
        return [*chain(node.value), node.attr]
    if isinstance(node, ast.Call):
        return chain(node.func)
    return [node.id] if isinstance(node, ast.Name) else [""]


def is_write(call: ast.Call) -> bool:
    """Whether a call looks like Django writing rows; told from dictionaries and files by its shape."""
    if not isinstance(call.func, ast.Attribute):
        return False
    *receiver, verb = chain(call.func)
    managed = any(name in ("objects", "filter", "exclude", "_base_manager") for name in receiver)
    if verb in QUERYSET_WRITES:
        return True
    if verb == "save":
        return not call.args and not NOT_ROWS & set(receiver) and receiver != ["super"]
    if verb == "delete":
        return not call.args and "storage" not in receiver
    if verb in ("update", "create"):
        return managed and not call.args
    return receiver == ["bulk"] and verb in ("insert", "update")


def allowed_lines(source) -> set[int]:
    """Lines inside functions that are actions wherever they stand."""
    return {
        line
        for function in functions(source)
        if decorated(function, "action")
        for line in range(function.lineno, function.end_lineno + 1)
    }


def is_action_module(source) -> bool:
    return "actions" in source.path.parent.parts or source.path.stem.endswith("actions")


def writes_outside_actions() -> list[tuple[str, str]]:
    found = []
    for source in python_files():
        if is_action_module(source):
            continue
        fine = allowed_lines(source)
        calls = (node for node in nodes(source.name) if isinstance(node, ast.Call))
        found += [
            (source.name, source.place(call))
            for call in calls
            if is_write(call) and call.lineno not in fine
        ]
    return found


def test_nothing_is_written_outside_actions():
    wrong = [place for name, place in writes_outside_actions() if name not in WRITERS]

    refuse(wrong, "move the write into an action, or list the file in WRITERS with its reason")


def test_writers_listed_still_write():
    idle = set(WRITERS) - {name for name, _place in writes_outside_actions()}

    refuse(idle - {"gonghui/kernel/lib/bulk.py"}, "take these out of WRITERS")


def actions():
    return [
        (source, function)
        for source in python_files()
        for function in functions(source)
        if decorated(function, "action")
    ]


def test_actions_take_their_actor_by_name():
    wrong = [
        f"{source.place(function)} {function.name}: def {function.name}(*, actor, …)"
        for source, function in actions()
        if not function.name.startswith("_")
        and (
            "actor" not in [argument.arg for argument in function.args.kwonlyargs]
            or function.args.args
        )
    ]

    refuse(wrong)


def test_actions_say_what_they_do():
    wrong = [
        f"{source.place(function)} {function.name}: name the side effects in order and what it refuses"
        for source, function in actions()
        if not function.name.startswith("_") and not ast.get_docstring(function)
    ]

    refuse(wrong)


def test_actions_exist():
    assert len(actions()) > 20
