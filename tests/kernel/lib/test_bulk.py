"""What surrounds a large load: the cycle collector rests and is back afterwards, whatever happened."""

import gc

import pytest

from gonghui.kernel.lib.bulk import without_collector


def test_collector_rests_within_and_works_again_after():
    with without_collector():
        within = gc.isenabled()

    assert (within, gc.isenabled()) == (False, True)


def test_collector_works_again_after_an_error():
    with pytest.raises(LookupError), without_collector():
        raise LookupError

    assert gc.isenabled()


def test_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with without_collector():
            pass
        after = gc.isenabled()
    finally:
        gc.enable()

    assert after is False
