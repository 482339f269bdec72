"""What a reader of the log sees."""

import pytest

from gonghui.kernel.audit.models import Entry
from gonghui.kernel.audit.texts import log_texts, text_of

SUBJECTS = [("unions.Union", 12), ("gone.Thing", 3), ("", None)]


@pytest.fixture(autouse=True)
def _text(monkeypatch):
    monkeypatch.setitem(log_texts._items, "test.thing.noted", "记录{name}：{fields}")


def test_text_of_fills_in_facts():
    assert text_of("test.thing.noted", {"name": "甲", "fields": ["乙", "丙"]}) == "记录甲：乙、丙"


def test_text_of_shows_a_dash_for_what_is_missing():
    assert text_of("test.thing.noted", {"fields": []}) == "记录—：—"


def test_text_of_unknown_key_is_the_key():
    assert text_of("test.thing.gone", {}) == "test.thing.gone"


def test_subject_name_is_chinese_or_the_bare_kind():
    entries = [Entry(subject_type=kind, subject_id=pk) for kind, pk in SUBJECTS]
    assert [entry.subject_name for entry in entries] == ["工会 12", "gone.Thing 3", ""]
