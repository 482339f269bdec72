"""Whatever others may hang on to is documented: signals, options, environment variables, rooms."""

import ast
import functools
import re

from tests.house.source import HOUSE, ROOT, nodes, python_files, refuse

DOCS = ROOT / "docs"


@functools.cache
def documented() -> str:
    pages = [*DOCS.rglob("*.md"), *HOUSE.rglob("README.md"), *ROOT.glob("README*.md")]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def missing(names) -> list[str]:
    return sorted(
        name for name in set(names) if not re.search(rf"\b{re.escape(name)}\b", documented())
    )


def assigned_calls(function_name: str):
    for source in python_files():
        for node in nodes(source.name):
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.value, ast.Call)
                and getattr(node.value.func, "id", "") == function_name
            ):
                yield node.targets[0].id


def test_signals_are_documented():
    refuse(missing(assigned_calls("Signal")), "describe it on the page of its subsystem")


def test_options_are_documented():
    from gonghui.kernel.lib.options import options  # noqa: PLC0415 -- app registry must be ready

    refuse(missing(key for key, _option in options), "describe it on the page of its subsystem")


def test_environment_variables_are_documented():
    pattern = re.compile(r"[\"'](GONGHUI_(?!TEST|EXAMPLES|DEV)[A-Z_]+)[\"']")
    names = {name for source in python_files() for name in pattern.findall(source.text)}

    refuse(missing(names), "describe it in docs/operations.md")


def test_commands_are_documented():
    commands = {path.stem for path in HOUSE.rglob("management/commands/*.py")} - {"__init__"}

    refuse(missing(commands), "describe it in docs/operations.md or on the page of its subsystem")


def test_apps_have_a_page():
    """Kernel parts and engines have a page in docs/subsystems, rooms and faces a README of their own."""
    kernel = [path.parent for path in HOUSE.glob("kernel/*/apps.py")]
    engines = [path.parent for path in HOUSE.glob("engines/*/apps.py")]
    pages = [
        app.name
        for app in [*kernel, *engines]
        if not (DOCS / "subsystems" / f"{app.name}.md").exists()
    ]
    rooms = [path.parent for path in HOUSE.glob("rooms/*/apps.py")]

    refuse(pages, "write docs/subsystems/<name>.md")
    assert [room.name for room in rooms if not (room / "README.md").exists()] == []
