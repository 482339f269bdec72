"""Every code of a mend, a note or a refusal is called something on the page of differences."""

import ast
from collections.abc import Iterator

import pytest

from gonghui.kernel.exchange.phrases import CODE_LABELS
from gonghui.kernel.exchange.targets import targets
from tests.house.source import python_files

PLACE = {"Fault": 0, "Mended": 1, "refuse": 2, "note": 2}
"""Which argument of a call is the code."""


def codes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and code of every finding that is written as a text."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        at = PLACE.get(name)
        if at is None or len(node.args) <= at + 1:
            continue
        if isinstance(node.args[at], ast.Constant) and isinstance(node.args[at].value, str):
            yield node.lineno, node.args[at].value


def test_every_code_has_words():
    worded = set(CODE_LABELS) | {code for _key, target in targets for code in target.reasons}

    silent = [
        f"{source.name}:{line} {code}: add words to the target's reasons"
        for source in python_files()
        if "exchange" in source.name or "/imports/" in source.name
        for line, code in codes(source.tree)
        if code not in worded
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Fault("odd", "…")', [(1, "odd")]),
        ('block.refuse(index, "name", "blank", "…")', [(1, "blank")]),
        ("block.refuse(index, column, code, message)", []),
    ],
)
def test_codes_are_seen_where_they_are_written(text, found):
    assert list(codes(ast.parse(text))) == found
