"""Nothing that is kept sealed reaches the chain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.audit.guard import SealedFact, check_facts
from gonghui.kernel.audit.models import Entry
from gonghui.kernel.lib import scoping
from tests.kernel.audit.conftest import note


@pytest.mark.parametrize(
    "value",
    [
        "11010519491231002X",
        "证件11010519491231002x有误",
        "329901198001011234",
        "110105491231002",
        "6222020000000000000",
        13800001111,
        "请拨打 138-0000-1111",
        "+8613800001111",
        ["甲", {"inner": "13800001111"}],
        {"13800001111": 1},
    ],
)
def test_note_refuses_sealed_looking_facts_and_writes_nothing(db, value):
    with pytest.raises(SealedFact):
        note(reason=value)
    with scoping.everything("test"):
        assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    "facts",
    [
        {"uscc": "123200004660000205"},
        {"changed": {"uscc": ["", "123200004660000205"]}},
        {"digest": "12345678901234567" + "ab" * 23},
        {"phone": "138****1111", "doc_no": "3299**********1234"},
        {"at": "2026-11-22T09:00:00.123456+08:00", "rows": 100_000, "done": True},
        {"doc": "苏教科工〔2022〕15号", "landline": "025-83330000"},
    ],
)
def test_check_facts_lets_ordinary_facts_pass(facts):
    assert check_facts(facts) is None


@given(st.integers(10**14, 10**19))
def test_check_facts_refuses_every_long_number(number):
    with pytest.raises(SealedFact):
        check_facts({"text": f"编号{number}。"})
