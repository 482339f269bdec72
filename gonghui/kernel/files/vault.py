"""Bytes on the private storage, plain or sealed chunk by chunk.

A sealed file is ``GHV1`` and then, for each mebibyte, a four-byte length and the sealed bytes. Each
chunk is bound to its file and place and the last one to being the last, so that chunks can be
neither moved nor cut off, and a 30 MB file needs the memory of one.
"""

import io
import secrets
import struct
import tempfile
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.hazmat.primitives import hashes
from django.core.files import File
from django.core.files.storage import storages

from gonghui.kernel.lib.sealing import SealBroken, seal_bytes, unseal_bytes

MAGIC = b"GHV1"
CHUNK = 1024 * 1024
KEY_LENGTH = 32
LENGTH = struct.Struct(">I")


def new_key() -> str:
    """A random name of 128 bits."""
    return secrets.token_hex(KEY_LENGTH // 2)


def path_of(key: str) -> str:
    """Where the bytes of a key lie; two levels, so that no directory grows too large."""
    return f"{key[:2]}/{key}"


def put(source: BinaryIO, key: str, *, sealed: bool) -> tuple[int, str]:
    """Store what ``source`` holds from its start.

    Returns:
        Size in bytes and SM3 of the plain content, hexadecimal.
    """
    source.seek(0)
    digest = hashes.Hash(hashes.SM3())
    size = 0
    with tempfile.TemporaryFile() as spool:
        if sealed:
            spool.write(MAGIC)
        for index, (chunk, last) in enumerate(_chunks(source)):
            size += len(chunk)
            digest.update(chunk)
            if sealed:
                chunk = seal_bytes(chunk, _context(key, index, last=last))  # noqa: PLW2901 -- same bytes, hidden
                spool.write(LENGTH.pack(len(chunk)))
            spool.write(chunk)
        spool.seek(0)
        storages["private"].save(path_of(key), File(spool, name=key))
    return size, digest.finalize().hex()


def get(key: str, *, sealed: bool, size: int) -> BinaryIO:
    """A seekable reader of the plain content.

    Raises:
        FileNotFoundError: the bytes are gone.
        SealBroken: while reading, when the sealed bytes were changed.
    """
    file = storages["private"].open(path_of(key))
    if not sealed:
        return file
    return io.BufferedReader(SealedReader(file, key, size), buffer_size=64 * 1024)


def drop(key: str) -> None:
    """Delete the bytes; nothing happens if they are gone."""
    storages["private"].delete(path_of(key))


class SealedReader(io.RawIOBase):
    """Reads a sealed file as if it were plain; keeps one opened chunk in memory."""

    def __init__(self, file: BinaryIO, key: str, size: int) -> None:
        self._file = file
        self._key = key
        self._size = size
        self._place = 0
        self._index = -1
        self._chunk = b""
        if file.read(len(MAGIC)) != MAGIC:
            raise SealBroken(f"file {key} is not sealed")
        self._full = LENGTH.unpack(file.read(LENGTH.size))[0]

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def tell(self) -> int:
        """The position in the plain content."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move in the plain content."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = max(0, base + offset)
        return self._place

    def readinto(self, buffer) -> int:
        """Fill ``buffer`` from the chunk under the position."""
        if self._place >= self._size:
            return 0
        index, inside = divmod(self._place, CHUNK)
        if index != self._index:
            self._load(index)
        data = self._chunk[inside : inside + len(buffer)]
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)

    def close(self) -> None:
        """Close the stored file too."""
        self._file.close()
        super().close()

    def _load(self, index: int) -> None:
        last = (index + 1) * CHUNK >= self._size
        self._file.seek(len(MAGIC) + index * (LENGTH.size + self._full))
        length = LENGTH.unpack(self._file.read(LENGTH.size))[0]
        context = _context(self._key, index, last=last)
        self._chunk = unseal_bytes(self._file.read(length), context)
        self._index = index


def _context(key: str, index: int, *, last: bool) -> str:
    return f"files:{key}:{index}{':last' if last else ''}"


def _chunks(source: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """The content in mebibytes and whether it is the last; an empty file has one empty chunk."""
    chunk = source.read(CHUNK)
    while True:
        following = source.read(CHUNK)
        yield chunk, not following
        if not following:
            return
        chunk = following
