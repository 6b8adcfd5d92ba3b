"""A row's results as cells of a worksheet's XML: how each of them looks, and all of a row written at once."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from bulkmeet.columns.fields import Field
from bulkmeet.model import Status
from bulkmeet.results.celltext import is_plain, letters, xml_text
from bulkmeet.results.rowedits import cell_pattern
from bulkmeet.results.styles import TEXT, Look, Styles

STATUS_FILLS: Mapping[str, bytes] = {
    Status.CREATED: b"FFDDF2DD",
    Status.INVALID: b"FFFFD9D6",
    Status.FAILED: b"FFFFD9D6",
    Status.UNKNOWN: b"FFF3DFF5",
    Status.PENDING: b"FFDCE9F9",
    Status.SKIPPED: b"FFE9E9E9",
}
AS_TEXT = Look(number_format=TEXT, own_place=True)
AS_PROSE = Look(number_format=0, own_place=True)
LOOKS: Mapping[str, Look] = {Field.RESULT_MESSAGE: AS_PROSE, Field.RESULT_URL: AS_PROSE}
"""Prose stays in the format General: in the format of text, older Excels show a long one as ####."""
LINK = Look(number_format=0, own_place=True, is_link=True)
RowCells = Mapping[int, tuple[str, ...]]
"""The number the spreadsheet shows for a row → its values, in the order of the headers."""
Bases = tuple[bytes | None, ...]
"""For each result column, from left to right, the style that the one of its cell is made from."""


class ResultCells:
    """The results as cells; how they look goes by a row's status, and by whether its address is a link.

    `columns` are counted from 0, one for each of `headers`; `first` is the leftmost of them. Without `styles` every
    cell keeps the style that it is made from.
    """

    def __init__(
        self,
        prefix: bytes,
        columns: Sequence[int],
        headers: Sequence[str],
        cells: RowCells,
        styles: Styles | None,
        links: frozenset[int],
    ) -> None:
        self.first = min(columns)
        self._prefix = prefix
        self._columns = columns
        self._names = dict(zip(columns, headers, strict=True))
        self._cells = cells
        self._styles = styles
        self._links = links
        self._status = headers.index(Field.RESULT_STATUS) if Field.RESULT_STATUS in headers else 0
        self._order = sorted(range(len(columns)), key=columns.__getitem__)
        self._lines: dict[tuple[object, ...], tuple[bytes, tuple[int, ...]]] = {}
        self._earlier = _cells_of(prefix, sorted(columns))

    def texts(self, row: int) -> Mapping[int, str]:
        """The results of a row by their columns."""
        return dict(zip(self._columns, self._cells[row], strict=True))

    def style(self, row: int, base: bytes | None, column: int) -> bytes | None:
        """The style of a row's result in a column, made from a `base`."""
        if self._styles is None:
            return base
        look = _look(self._names[column], self._cells[row][self._status], is_linked=row in self._links)
        return self._styles.derived(base, look)

    def earlier(self, body: bytes, start: int) -> Bases | None:
        """The styles of the results from an earlier time, if nothing else stands in a row's body from `start` on."""
        found = self._earlier.fullmatch(body, start) if self._earlier else None
        return found.groups() if found else None

    def line(self, row: int, bases: Bases) -> bytes:
        """All results of a row as cells. One by one takes twice as long, and nearly all rows are written so."""
        values = self._cells[row]
        kind = values[self._status], row in self._links, bases, *map(bool, values)
        pattern, picked = self._lines.get(kind) or self._lines.setdefault(kind, self._line(row, bases))
        filling = row, *_xml_texts(values)
        return pattern % tuple([filling[place] for place in picked])

    def _line(self, row: int, bases: Bases) -> tuple[bytes, tuple[int, ...]]:
        """The pattern of a row's cells, and what goes into it: 0 for the row's number, 1 and on for its values."""
        values = self._cells[row]
        pattern, picked = b"", []
        for index, base in zip(self._order, bases, strict=True):
            column, is_blank = self._columns[index], not values[index]
            if is_blank and base is None:
                continue
            pattern += cell_pattern(self._prefix, column, self.style(row, base, column), is_blank=is_blank)
            picked += [0] if is_blank else [0, index + 1]
        return pattern, tuple(picked)


def _cells_of(prefix: bytes, columns: Sequence[int]) -> re.Pattern[bytes] | None:
    """Cells of these columns, as spreadsheets usually write them, and their styles; None if there are gaps between."""
    if columns[-1] - columns[0] >= len(columns):
        return None
    holds = rb">[^<]*(?:<(?!/%bc>)[^<]*)*</%bc>" % (prefix, prefix)
    cell = rb'(?:<%bc r="%%b[0-9]{1,7}"(?: s="([0-9]+)")?(?: t="[A-Za-z]+")?(?:/>|%b))?' % (prefix, holds)
    return re.compile(b"".join([cell % letters(column) for column in columns]) + rb"\s*")


@lru_cache(maxsize=16)  # the rows of a meeting stand together, and say the same
def _xml_texts(values: tuple[str, ...]) -> tuple[bytes, ...]:
    # What all of them together can be written as, each can: nearly always it takes but one look.
    return tuple(map(str.encode if is_plain("".join(values)) else xml_text, values))


@cache  # of a few kinds, and asked for with every cell
def _look(name: str, status: str, *, is_linked: bool) -> Look:
    if name == Field.RESULT_STATUS and status in STATUS_FILLS:
        return Look(fill=STATUS_FILLS[status], number_format=TEXT, own_place=True)
    if name == Field.RESULT_URL and is_linked:
        return LINK
    return LOOKS.get(name, AS_TEXT)
