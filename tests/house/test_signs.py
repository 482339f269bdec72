"""Sentences for users carry Chinese signs: a half-width comma beside a character looks like a slip."""

import ast
import re

from gonghui.kernel.indicators.api import indicators
from tests.house.source import HOUSE, Source, python_files, refuse, templates

MIXED = re.compile(r"[一-龥”》%s][,;!?] ?[一-龥“《]|[一-龥”》][,;:!?(]|[,;:!?)] ?[一-龥“《]")
# Files that hold what people type, not what they read.
AS_TYPED = {"gonghui/kernel/people/code_lists.py"}


def mixed(text: str) -> bool:
    """Whether a Chinese sentence holds a half-width sign."""
    return bool(MIXED.search(text))


def unread(source: Source) -> set[int]:
    """The string nodes that no user reads: docstrings, and patterns given to ``re``."""
    found = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Expr):
            found.add(id(node.value))
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            found |= {id(each) for each in ast.walk(node)}
    return found


def sentences(source: Source):
    """Every string node that may reach a user."""
    skipped = unread(source)
    for node in ast.walk(source.tree):
        text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if text and id(node) not in skipped:
            yield node


def test_mixed_signs_are_found():
    bad = ("不符,请核对", "可用:列表", "%(text)s,没有", "空(无)", "原因: 无", "”,请", "100%,超过")
    good = ("不符，请核对", "可用：列表", "09:30", "姓名 (Excel)", "a,b", "《章程》")

    assert [text for text in bad if not mixed(text)] == []
    assert [text for text in good if mixed(text)] == []


def test_sentences_in_code_hold_chinese_signs():
    wrong = [
        f"{source.place(node)}: {node.value[:60]}"
        for source in python_files()
        if source.name not in AS_TYPED
        for node in sentences(source)
        if mixed(node.value)
    ]

    refuse(wrong, "write ，；：！？（）")


def test_templates_hold_chinese_signs():
    wrong = [
        f"{path.relative_to(HOUSE)}:{number}: {line.strip()[:80]}"
        for path in templates()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if mixed(re.sub(r"{#.*?#}", "", line))
    ]

    refuse(wrong, "write ，；：！？（）")


def test_sources_of_figures_are_for_readers():
    wrong = [
        f"{key}: {indicator.source}"
        for key, indicator in indicators
        if not re.search("[一-龥]", indicator.source) or re.search("§|handbook", indicator.source)
    ]

    refuse(wrong, "name the rule in Chinese, or say it in a sentence")
