"""SQL is written in one place; migrations hold no raw SQL and no models."""

import ast
import re

from tests.house.source import HOUSE, ROOT, nodes, python_files, refuse

# Files with SQL of their own, each with what the ORM cannot say.
SPEAKERS = {
    "gonghui/kernel/lib/bulk.py": "COPY and executemany",
}
VERBS = {"execute", "executemany", "copy", "raw", "extra"}


def speaks_sql(node: ast.AST) -> bool:
    """A cursor's call, a raw query, or a raw expression."""
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name == "RawSQL":
        return True
    receiver = getattr(getattr(node.func, "value", None), "id", "")
    return name in VERBS and (receiver == "cursor" or name in ("raw", "extra"))


def test_sql_stands_in_one_place():
    wrong = [
        source.place(node)
        for source in python_files()
        if source.name not in SPEAKERS
        for node in nodes(source.name)
        if speaks_sql(node)
    ]

    refuse(wrong, "say it with the ORM, or put it into kernel/lib/bulk.py")


def test_migrations_hold_neither_sql_nor_models():
    pattern = re.compile(r"RunSQL|cursor\(|from gonghui\.[\w.]+\.models")
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in HOUSE.rglob("migrations/*.py")
        if (found := pattern.search(path.read_text(encoding="utf-8")))
    ]

    refuse(wrong)
