"""Bytes on the disk: unreadable, unmovable, and cheap in memory."""

import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.files import vault
from gonghui.kernel.lib.sealing import SealBroken

KEY = "0" * vault.KEY_LENGTH
BIG = bytes(range(256)) * (vault.CHUNK // 256) * 2 + b"end"


def keep(data, *, key=KEY, sealed=True):
    size, _digest = vault.put(io.BytesIO(data), key, sealed=sealed)
    return size


def read(key, size):
    with vault.get(key, sealed=True, size=size) as file:
        return file.read()


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("data", [b"", b"a", BIG, BIG[: vault.CHUNK], BIG[: vault.CHUNK * 2]])
def test_get_gives_what_was_put(data, sealed):
    size = keep(data, sealed=sealed)

    with vault.get(KEY, sealed=sealed, size=size) as file:
        assert file.read() == data
    assert size == len(data)


def test_put_answers_with_the_digest_of_the_plain_content():
    """Sample of the standard GB/T 32905-2016, annex A.1."""
    _size, digest = vault.put(io.BytesIO(b"abc"), KEY, sealed=True)

    assert digest == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_sealed_bytes_on_disk_do_not_show_the_content(private):
    keep("张三".encode() * 1000)

    assert "张三".encode() not in (private / vault.path_of(KEY)).read_bytes()


@given(start=st.integers(0, len(BIG) + 10), length=st.integers(0, vault.CHUNK + 10))
def test_sealed_reader_seeks_anywhere(start, length):
    keep(BIG, key="a" * 32)
    with vault.get("a" * 32, sealed=True, size=len(BIG)) as file:
        file.seek(start)

        assert file.read(length) == BIG[start : start + length]
        assert file.seek(0, io.SEEK_END) == len(BIG)
    vault.drop("a" * 32)


def test_sealed_file_that_was_cut_is_not_read(private):
    keep(BIG)
    path = private / vault.path_of(KEY)
    whole = path.read_bytes()
    frame = 4 + int.from_bytes(whole[4:8], "big")
    path.write_bytes(whole[: 4 + frame])

    with pytest.raises(SealBroken):
        read(KEY, vault.CHUNK)


def test_sealed_file_under_another_name_is_not_read(private):
    keep(b"a")
    other = private / vault.path_of("f" * 32)
    other.parent.mkdir()
    other.write_bytes((private / vault.path_of(KEY)).read_bytes())

    with pytest.raises(SealBroken):
        read("f" * 32, 1)


def test_plain_file_put_in_the_place_of_a_sealed_one_is_not_read(private):
    keep(b"a")
    (private / vault.path_of(KEY)).write_bytes(b"plain bytes")

    with pytest.raises(SealBroken):
        read(KEY, 1)


def test_put_and_get_need_the_memory_of_a_few_chunks(tmp_path):
    path = tmp_path / "roll.xlsx"
    path.write_bytes(bytes(30 * vault.CHUNK))
    tracemalloc.start()

    with path.open("rb") as source:
        size, _digest = vault.put(source, KEY, sealed=True)
    with vault.get(KEY, sealed=True, size=size) as file:
        while file.read(vault.CHUNK):
            pass
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 8 * vault.CHUNK


def test_drop_twice_does_nothing():
    keep(b"a")

    vault.drop(KEY)
    vault.drop(KEY)

    with pytest.raises(FileNotFoundError):
        vault.get(KEY, sealed=True, size=1)
