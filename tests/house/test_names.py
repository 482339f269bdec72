"""One concept, one word; files are called for their topic."""

import ast
import re

from tests.house.source import nodes, python_files, refuse, tracked

BANNED_FILES = {"utils", "util", "helpers", "helper", "common", "misc", "stuff", "manager2"}
BANNED_WORDS = {  # as a whole word inside a name: what to write instead
    "organization": "union (the body) or unit (the employer)",
    "employer": "unit",
    "gongsi": "unit",
    "danwei": "unit",
    "huiyuan": "member",
    "xingming": "name",
    "shenfenzheng": "document",
    "utils": "a name for what it does",
    "helper": "a name for what it does",
    "misc": "a name for what it does",
}


def test_files_are_called_for_their_topic():
    wrong = [
        f"{path}: name it for what stands in it"
        for path in tracked()
        for part in (path.stem, path.parent.name)
        if part in BANNED_FILES or path.stem.startswith("new_")
    ]

    refuse(wrong)


def declared_names(source):
    """Names that a file gives to things: functions, classes, arguments, attributes and variables."""
    for node in nodes(source.name):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node, node.name
        elif isinstance(node, ast.arg):
            yield node, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node, node.id


def words(name: str) -> set[str]:
    return set(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_"))


def test_names_use_the_words_of_the_house():
    wrong = [
        f"{source.place(node)} {name}: write {BANNED_WORDS[word]}, see docs/glossary.md"
        for source in python_files()
        for node, name in declared_names(source)
        for word in words(name) & set(BANNED_WORDS)
    ]

    refuse(wrong)


def test_names_are_ascii():
    wrong = [
        f"{source.place(node)} {name}"
        for source in python_files()
        for node, name in declared_names(source)
        if not name.isascii()
    ]

    refuse(wrong)
