"""The tests themselves: none skipped, none waiting by the clock, few stand-ins, each beside its code."""

import ast
import re

from tests.house.source import HOUSE, ROOT, decorated, functions, python_files, refuse

FORBIDDEN = re.compile(
    r"pytest\.(?:skip|xfail|importorskip)|mark\.(?:skip|skipif|xfail)|time\.sleep\("
)
# Tests that wait or stand in for something, each with a reason.
WAITING: dict[str, str] = {}
STAND_INS: dict[str, str] = {}
FREE_FOLDERS = {"factories", "house", "journeys", "races", "sample_room", "walking"}


def test_tests_neither_skip_nor_sleep():
    wrong = [
        f"{source.name}:{number}: {found[0]}"
        for source in python_files("tests")
        for number, line in enumerate(source.text.splitlines(), 1)
        if (found := FORBIDDEN.search(line))
        and source.name not in WAITING
        and source.path.name != "test_suite.py"
    ]

    refuse(wrong)


def test_tests_take_factories_before_mocks():
    wrong = [
        source.name
        for source in python_files("tests")
        if re.search(
            r"import mock|mock\.patch|\bpatch\(|MagicMock|\bMock\(|\bmocker\b", source.text
        )
        and source.name not in STAND_INS
        and source.path.name != "test_suite.py"
    ]

    refuse(
        wrong, "use a factory or monkeypatch one name; list the file with a reason if neither does"
    )


def test_tests_check_something():
    wrong = [
        f"{source.place(function)} {function.name}"
        for source in python_files("tests")
        for function in functions(source)
        if function.name.startswith("test_")
        and not checks_something(function)
        and not decorated(function, "given")  # whatever was drawn, nothing may raise
    ]

    refuse(wrong)


def checks_something(function) -> bool:
    """An assertion, an expected error, or a call of a function that is named for checking."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("raises", "warns", "fail") or re.search(
                r"assert|expect|check|refuse", name
            ):
                return True
    return False


def test_tests_stand_beside_their_code():
    folders = {
        source.path.parent.relative_to(ROOT / "tests")
        for source in python_files("tests")
        if source.path.parent != ROOT / "tests"
    }
    wrong = [
        f"tests/{folder}: there is no gonghui/{folder}"
        for folder in folders
        if folder.parts[0] not in FREE_FOLDERS
        and not (HOUSE / folder).is_dir()
        and not (HOUSE / folder).with_suffix(".py").is_file()
    ]

    refuse(wrong)
