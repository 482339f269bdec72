"""Rows of a batch at rest."""

import pytest
from django.utils.translation import gettext_lazy

from gonghui.kernel.exchange.cells import MEND, Finding
from gonghui.kernel.exchange.chunks import pack, unpack
from gonghui.kernel.exchange.models import BatchChunk
from gonghui.kernel.lib.sealing import SealBroken


def kept(rows, position=0):
    """What comes back when it lies at ``position``."""
    payload = pack(rows, 7, "new", 0)
    return unpack(BatchChunk(batch_id=7, outcome="new", position=position, payload=payload))


def test_rows_come_back_as_plain_lists():
    said = Finding("name", MEND, "space", "", "张　三", "张三")
    row = [3, "张三", None, True, 2.5, {"12": ["甲", -1]}, (1, 2), [said]]

    assert kept([row]) == [
        [3, "张三", None, True, 2.5, {"12": ["甲", -1]}, [1, 2], [list(said)]],
    ]


@pytest.mark.parametrize("value", [gettext_lazy("退休"), {1, 2}.__iter__(), object()])
def test_what_is_no_json_is_refused(value):
    with pytest.raises(TypeError, match="not JSON serializable"):
        pack([[value]], 7, "new", 0)


def test_chunk_opens_only_in_its_own_place():
    with pytest.raises(SealBroken):
        kept([["张三"]], position=1)
