"""A reader for the table of contents of OLE2 compound files (.xls, .doc, and encrypted Office files).

Only names and the first bytes of a stream are read, following [MS-CFB] §2; no content is interpreted.
"""

import struct
from typing import BinaryIO

from gonghui.kernel.files.formats import UploadRefused

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END = 0xFFFFFFFA  # and above: markers, no sectors
ENTRY_BYTES = 128
MAX_ENTRIES = 4096


class Compound:
    """Names of the streams of an OLE2 file; raises UploadRefused when the file is damaged."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        file.seek(0)
        header = file.read(512)
        if len(header) < 512 or header[:8] != MAGIC:
            raise damaged()
        self._sector_bytes = 1 << min(struct.unpack_from("<H", header, 30)[0], 16)
        self._fat = self._read_fat(header)
        self._starts: dict[str, tuple[int, int]] = {}
        self._read_directory(struct.unpack_from("<I", header, 48)[0])

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._starts

    def first_bytes(self, name: str) -> bytes:
        """The first sector of a stream, b"" for one so small that it is kept elsewhere."""
        start, size = self._starts[name.lower()]
        return self._sector(start)[:size] if size >= 4096 else b""

    def _sector(self, number: int) -> bytes:
        self._file.seek((number + 1) * self._sector_bytes)
        data = self._file.read(self._sector_bytes)
        if not data:
            raise damaged()
        return data

    def _read_fat(self, header: bytes) -> list[int]:
        """Sector numbers of the file allocation table: 109 in the header, the rest in a chain."""
        fat = list(struct.unpack_from("<109I", header, 76))
        following, count = struct.unpack_from("<II", header, 68)
        per_sector = self._sector_bytes // 4
        for _number in range(min(count, 4096)):
            if following >= END:
                break
            *numbers, following = struct.unpack(f"<{per_sector}I", self._whole(following))
            fat.extend(numbers)
        return [number for number in fat if number < END]

    def _next(self, sector: int) -> int:
        index, place = divmod(sector, self._sector_bytes // 4)
        if index >= len(self._fat):
            raise damaged()
        return struct.unpack_from("<I", self._whole(self._fat[index]), place * 4)[0]

    def _whole(self, number: int) -> bytes:
        data = self._sector(number)
        if len(data) < self._sector_bytes:
            raise damaged()
        return data

    def _read_directory(self, sector: int) -> None:
        for _number in range(MAX_ENTRIES * ENTRY_BYTES // self._sector_bytes + 1):
            if sector >= END:
                return
            data = self._whole(sector)
            for place in range(0, len(data), ENTRY_BYTES):
                self._read_entry(data[place : place + ENTRY_BYTES])
            sector = self._next(sector)
        raise damaged()

    def _read_entry(self, entry: bytes) -> None:
        length = struct.unpack_from("<H", entry, 64)[0]
        if 2 < length <= 64:
            name = entry[: length - 2].decode("utf-16-le", "replace").lower()
            start, size = struct.unpack_from("<IQ", entry, 116)
            self._starts[name] = (start, size & 0xFFFFFFFF)


def damaged() -> UploadRefused:
    """The refusal of a file that breaks off or contradicts itself."""
    return UploadRefused("文件已损坏或不完整，请在电脑上打开确认后重新保存，再上传。")
