"""The first broken entry is named, whatever somebody did to the tables."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gonghui.kernel.audit import verification
from gonghui.kernel.audit.models import ChainHead, Entry
from gonghui.kernel.audit.verification import verify
from tests.kernel.audit.conftest import note

pytestmark = pytest.mark.usefixtures("all_scope")


def found():
    """Place and reason of the fault."""
    verdict = verify()
    assert verdict.sound is False
    return verdict.broken_id, verdict.reason


def row(place):
    """One entry as a queryset."""
    return Entry.objects.filter(pk=place)


def test_verify_sound_chain(chain):
    verdict = verify()
    assert [verdict.sound, verdict.checked, verdict.head] == [True, 5, f"5:{chain()[-1].hash}"]


def test_verify_empty_chain_is_sound(db):
    assert [verify().sound, verify().checked] == [True, 0]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("key", "test.thing.forged"),
        ("facts_text", '{"place":7}'),
        ("subject_id", 9),
        ("at", "2020-01-01T00:00:00Z"),
        ("hash", "f" * 64),
    ],
)
def test_verify_names_a_changed_field(chain, field, value):
    row(3).update(**{field: value})
    assert found() == (3, "内容被改动")


def test_verify_names_a_removed_row(chain):
    row(3).delete()
    assert found() == (3, "该条记录缺失")


def test_verify_names_a_removed_row_whose_gap_was_closed(chain):
    row(3).delete()
    row(4).update(id=3)
    row(5).update(id=4)
    assert found() == (3, "与上一条记录不相连，可能被插入或调换")


def test_verify_names_swapped_rows(chain):
    row(2).update(id=99)
    row(3).update(id=2)
    row(99).update(id=3)
    assert found() == (2, "与上一条记录不相连，可能被插入或调换")


def test_verify_names_an_inserted_row(chain):
    row(5).update(id=6)
    forged = chain()[3]
    Entry.objects.create(id=5, at=forged.at, key=forged.key, prev_hash=forged.hash, hash="a" * 64)
    ChainHead.objects.update(length=6)
    assert found() == (5, "内容被改动")


def test_verify_names_a_row_appended_behind_the_head(chain):
    last = chain()[-1]
    Entry.objects.create(id=6, at=last.at, key=last.key, prev_hash=last.hash, hash="a" * 64)
    assert found() == (6, "该条记录不在链上")


def test_verify_names_a_cut_tail(chain):
    row(4).delete()
    row(5).delete()
    assert found() == (4, "末尾记录缺失")


def test_verify_names_a_head_that_was_replaced(chain):
    ChainHead.objects.update(hash="b" * 64)
    assert found() == (5, "与链头不符")


def test_verify_needs_an_anchor_to_see_a_tail_cut_with_its_head(chain):
    anchor = verify().head
    row(5).delete()
    ChainHead.objects.update(length=4, hash=row(4).get().hash)
    assert [verify().sound, verify(anchor=anchor).broken_id] == [True, 5]


def test_verify_from_an_entry_reads_only_the_rest(chain):
    row(2).update(key="test.thing.forged")
    later = verify(from_id=4)
    assert [later.sound, later.checked, verify().broken_id] == [True, 2, 2]


def test_verify_reads_in_pages(chain, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(verification, "CHUNK", 2)
    with django_assert_num_queries(6):  # head, three pages, one empty page, what stands behind
        assert verify().checked == 5


def test_verify_stays_sound_after_the_next_action(chain):
    note()
    assert [verify().sound, verify().checked] == [True, 6]


def test_verify_audit_command_prints_an_anchor(chain):
    out = StringIO()
    call_command("verify_audit", stdout=out)
    lines = out.getvalue().splitlines()
    assert [lines[0], lines[-1]] == ["审计链完好，共核对 5 条。", verify().head]


def test_verify_audit_command_fails_on_a_broken_chain(chain):
    row(2).delete()
    with pytest.raises(CommandError, match="审计链在第 2 条断开：该条记录缺失。此前 1 条完好。"):
        call_command("verify_audit")


def test_verify_audit_command_refuses_a_malformed_anchor(chain):
    with pytest.raises(CommandError, match="is no anchor"):
        call_command("verify_audit", anchor="five")
