"""Sizes: half of all functions under ten lines, none above sixty; files and templates short enough to read."""

import ast
import statistics

from tests.house.source import HOUSE, functions, python_files, refuse, templates

# Files between 400 and 600 lines, each with what keeps it in one piece.
LONG_FILES: dict[str, str] = {}
PARAMETERS_BESIDES = {"self", "cls", "actor"}
# Functions with more than six parameters, each with a reason.
WIDE_FUNCTIONS: dict[str, str] = {
    "gonghui/engines/casework/actions/steps.py:open_case": "the parts of one case, all by name",
    "gonghui/kernel/notices/actions.py:send_notice": "the parts of one message, all by name",
}


def length(function) -> int:
    return function.end_lineno - function.lineno + 1


def every_function():
    return [(source, function) for source in python_files() for function in functions(source)]


def test_functions_are_at_most_sixty_lines():
    long = [
        f"{source.place(function)} {function.name}: {length(function)} lines; give a part of it a name"
        for source, function in every_function()
        if length(function) > 60
    ]

    refuse(long)


def test_functions_half_are_under_ten_lines():
    assert statistics.median(length(function) for _source, function in every_function()) < 10


def test_functions_take_at_most_six_parameters_besides_actor():
    wide = [
        f"{source.place(function)} {function.name}: {count} parameters; group them in a dataclass"
        for source, function in every_function()
        if (count := parameter_count(function)) > 6
        and f"{source.name}:{function.name}" not in WIDE_FUNCTIONS
    ]

    refuse(wide)


def parameter_count(function) -> int:
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return sum(argument.arg not in PARAMETERS_BESIDES for argument in every)


def test_files_are_at_most_400_lines():
    long = [
        f"{source.name}: {source.lines} lines; split it by subject, as a package of the same name"
        for source in python_files()
        if source.lines > (600 if source.name in LONG_FILES else 400)
    ]

    refuse(long)


def test_long_files_listed_are_still_long():
    long = {source.name for source in python_files() if source.lines > 400}

    assert set(LONG_FILES) - long == set(), "take these out of LONG_FILES"


def exported(source) -> list:
    """What a door lists in ``__all__``."""
    lists = (
        node.value.elts
        for node in source.tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__"
    )
    return next(lists, [])


def test_doors_list_names_and_hold_nothing_else():
    doors = [source for source in python_files() if source.path.name == "api.py"]
    long = [
        f"{door.name}: a door is an __all__ of at most 100 names from below, not a warehouse"
        for door in doors
        if not 0 < len(exported(door)) <= 100 or any(functions(door))
    ]

    refuse(long)


def test_readmes_of_rooms_are_at_most_60_lines():
    long = [
        f"{path.relative_to(HOUSE)}: longer than 60 lines; move the rest to docs/subsystems"
        for path in HOUSE.rglob("README.md")
        if path.read_text(encoding="utf-8").count("\n") > 60
    ]

    refuse(long)


def test_templates_are_at_most_200_lines():
    sizes = {
        path.relative_to(HOUSE).as_posix(): path.read_text(encoding="utf-8").count("\n")
        for path in templates()
    }

    assert [
        f"{name}: {size} lines; include a part" for name, size in sizes.items() if size > 200
    ] == []


def test_templates_most_are_at_most_120_lines():
    sizes = sorted(path.read_text(encoding="utf-8").count("\n") for path in templates())

    assert sizes[int(len(sizes) * 0.95) :][:1] <= [120]
