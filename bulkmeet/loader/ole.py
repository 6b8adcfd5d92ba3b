"""The container of the old formats (OLE, [MS-CFB]): which streams it holds, and what stands in one of them. Pure.

It is a small file system: sectors, a table that chains them, and a second, finer one for streams below 4 KB.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from struct import error as StructError  # noqa: N812 - it is an exception
from struct import unpack_from

from bulkmeet.errors import UnreadableFile

_LAST_SECTOR = 0xFFFFFFFA
_ENTRY_BYTES = 128
_HEADER_ENTRIES = 109
_DAMAGED = "The workbook is damaged or cut off; download or copy it again."


class Container:
    """The streams of a container that was read as a whole. Raises UnreadableFile where its chains lead nowhere."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._open()
        except (StructError, IndexError, ValueError) as error:
            raise UnreadableFile(_DAMAGED) from error

    def read(self, name: str) -> bytes | None:
        """A stream by its name; None if there is none."""
        found = self._entries.get(name.casefold())
        if found is None:
            return None
        start, size = found
        try:
            if size >= self._smallest:
                stream = self._chained(start, self._table, self._sector)
            else:
                stream = self._chained(start, self._mini_table, self._mini_sector)
        except (StructError, IndexError, ValueError) as error:
            raise UnreadableFile(_DAMAGED) from error
        if len(stream) < size:
            raise UnreadableFile(_DAMAGED)
        return stream[:size]

    def _open(self) -> None:
        shift, mini_shift = unpack_from("<HH", self._content, 0x1E)
        if shift not in {9, 12} or mini_shift != 6:
            raise UnreadableFile(_DAMAGED)
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        directory, _, self._smallest, first_mini = unpack_from("<IIII", self._content, 0x30)
        self._table: list[int] = []
        sectors = list(islice(self._table_sectors(), len(self._content) // self._size + 1))
        if len(set(sectors)) < len(sectors):
            raise UnreadableFile(_DAMAGED)
        for sector in sectors:
            self._table += unpack_from(f"<{self._size // 4}I", self._sector(sector))
        entries = self._chained(directory, self._table, self._sector)
        self._entries: dict[str, tuple[int, int]] = {}
        for at in range(0, len(entries) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            (length,) = unpack_from("<H", entries, at + 64)
            name = entries[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            start, size = unpack_from("<II", entries, at + 116)
            self._entries.setdefault(name.casefold(), (start, size))
        minis = self._chained(first_mini, self._table, self._sector)
        self._mini_table = list(unpack_from(f"<{len(minis) // 4}I", minis))
        self._minis = self._chained(self._entries["root entry"][0], self._table, self._sector) if minis else b""

    def _table_sectors(self) -> Iterator[int]:
        yield from (s for s in unpack_from(f"<{_HEADER_ENTRIES}I", self._content, 0x4C) if s < _LAST_SECTOR)
        following, count = unpack_from("<II", self._content, 0x44)
        for _ in range(min(count, len(self._content) // self._size)):
            if following >= _LAST_SECTOR:
                return
            *sectors, following = unpack_from(f"<{self._size // 4}I", self._sector(following))
            yield from (sector for sector in sectors if sector < _LAST_SECTOR)

    def _chained(self, start: int, table: list[int], sector: Callable[[int], bytes]) -> bytes:
        pieces: list[bytes] = []
        room = len(self._content)
        while start < _LAST_SECTOR:
            piece = sector(start)
            room -= max(len(piece), 1)
            if room < 0:
                raise ValueError("a chain that bites its tail")
            pieces.append(piece)
            start = table[start]
        return b"".join(pieces)

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._content[at : at + self._size]

    def _mini_sector(self, number: int) -> bytes:
        at = number * self._mini_size
        return self._minis[at : at + self._mini_size]
