"""Result columns in a worksheet's XML: where there is room for them, and how they look beside the user's own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from msgspec import Struct

from bulkmeet.cells.text import column_index
from bulkmeet.columns.fields import Field
from bulkmeet.errors import RunStopped
from bulkmeet.model import Status
from bulkmeet.results.celltext import LAST_COLUMN, letters
from bulkmeet.results.placing import placed
from bulkmeet.results.rowedits import Item, in_place, merged, text_cell, with_body
from bulkmeet.results.sheetxml import Names, SheetStream, XmlCell, XmlRow
from bulkmeet.results.styles import TEXT, Look, Styles

WIDTHS: Mapping[str, int] = {
    Field.RESULT_STATUS: 16,
    Field.RESULT_ID: 22,
    Field.RESULT_URL: 44,
    Field.RESULT_MESSAGE: 60,
    Field.RESULT_AT: 22,
    Field.RESULT_KEY: 36,
}
OTHER_WIDTH = 16
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


class Survey(Struct, frozen=True):
    """What a first look through a worksheet finds.

    `width` is how many columns are in use, `beside` the column of the last header, counted from 0, and `style`
    that header's; they are not looked for where the results have their columns already.
    """

    names: Names
    head: bytes
    tail: bytes
    width: int = 0
    beside: int = -1
    style: bytes | None = None


class Plan(Struct, frozen=True):
    """Where the results go: a column for every header, which of them are new, and the column that new ones are like."""

    header_row: int
    headers: tuple[str, ...]
    columns: tuple[int, ...]
    added: Mapping[int, str]
    beside: int
    header_style: bytes | None = None


def surveyed(pieces: Iterable[bytes], header_row: int, headers: tuple[str, ...], existing: Mapping[str, int]) -> Survey:
    """Look through a worksheet for the first column that nothing stands in, from there to the right."""
    stream = SheetStream(pieces)
    head = stream.head()
    if all(name in existing for name in headers):
        return Survey(stream.names, head, stream.tail_only())
    names = stream.names
    width, beside, style = 0, -1, None
    for row in stream.rows():
        if isinstance(row, bytes):
            continue
        width = max(width, _used(names, row.body, width))
        if row.number == header_row:
            last = next((cell for cell in reversed(names.cells(row.body)) if cell.holds), None)
            beside, style = (last.column, last.style) if last else (-1, None)
    tail = b"".join(stream.tail())
    for last_merged, bottom in names.merge.findall(tail):
        # A merge across the whole sheet is a banner, and shutting the results out for it would help nobody.
        column = column_index(last_merged.decode())
        if int(bottom) >= header_row and column < LAST_COLUMN - len(headers):
            width = max(width, column + 1)
    return Survey(names, head, tail, width, beside, style)


def planned(survey: Survey, header_row: int, headers: tuple[str, ...], existing: Mapping[str, int]) -> Plan:
    """Where each result column goes; RunStopped where there is no room for them."""
    columns = placed(headers, existing, survey.width)
    if max(columns) >= LAST_COLUMN:
        raise RunStopped(
            "The sheet is filled up to its last column, so there is no room for the results; clear the cells "
            f"right of the table (the last one is in column {letters(survey.width - 1).decode()}) and run it again."
        )
    added = {column: name for column, name in zip(columns, headers, strict=True) if name not in existing}
    beside = survey.beside if added else min(columns) - 1
    return Plan(header_row, headers, columns, added, beside, survey.style)


def with_results(
    names: Names, items: Iterable[Item], plan: Plan, cells: RowCells, styles: Styles | None, links: frozenset[int]
) -> Iterator[Item]:
    """The rows with the values of `cells` (row number → values) in the columns of the plan.

    `links` are the rows whose address is a link. Without `styles` a new cell has none, and an old one keeps its own.
    """
    looks = _Looks(plan, cells, styles, links)

    def change(row: XmlRow) -> XmlRow:
        return _changed_row(names, row, plan, cells, looks)

    return in_place(items, {*cells, plan.header_row} if plan.added else cells, change)


class _ByBase(dict[tuple[bytes | None, int], bytes | None]):
    """The style of a column by the style that it is made from; each is made once, when it is first asked for."""

    def __init__(self, make: Callable[[bytes | None, int], bytes | None]) -> None:
        self._make = make

    def __missing__(self, key: tuple[bytes | None, int]) -> bytes | None:
        made = self[key] = self._make(*key)
        return made


class _Looks:
    """How the results of each row look: by its status, and by whether its address is a link."""

    def __init__(self, plan: Plan, cells: RowCells, styles: Styles | None, links: frozenset[int]) -> None:
        self._header_row = plan.header_row
        self._cells = cells
        self._styles = styles
        self._links = links
        self._names = dict(zip(plan.columns, plan.headers, strict=True))
        self._header = _ByBase(lambda base, _: plan.header_style or base)
        self._known: dict[tuple[str, bool], _ByBase] = {}
        self._status = plan.headers.index(Field.RESULT_STATUS) if Field.RESULT_STATUS in plan.headers else 0

    def of(self, row: int) -> _ByBase:
        """The styles of a row's results."""
        if row == self._header_row:
            return self._header
        key = self._cells[row][self._status], row in self._links
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _ByBase(partial(self._made, *key))
        return known

    def _made(self, status: str, is_linked: bool, base: bytes | None, column: int) -> bytes | None:  # noqa: FBT001 - a key
        if self._styles is None:
            return base
        return self._styles.derived(base, _look(self._names[column], status, is_linked=is_linked))


def _look(name: str, status: str, *, is_linked: bool) -> Look:
    if name == Field.RESULT_STATUS and status in STATUS_FILLS:
        return Look(fill=STATUS_FILLS[status], number_format=TEXT, own_place=True)
    if name == Field.RESULT_URL and is_linked:
        return LINK
    return LOOKS.get(name, AS_TEXT)


def _used(names: Names, body: bytes, known: int) -> int:
    last = names.last_cell(body)
    if last is not None and last.column < known:
        return known
    return max((cell.column + 1 for cell in names.cells(body) if cell.holds), default=0)


def _changed_row(names: Names, row: XmlRow, plan: Plan, cells: RowCells, looks: _Looks) -> XmlRow:
    is_header = row.number == plan.header_row
    texts = plan.added if is_header else dict(zip(plan.columns, cells[row.number], strict=True))
    last = names.last_cell(row.body) if row.body else None
    if row.body and (last is None or last.column >= min(texts)):
        return with_body(names, row, _among_others(names, row, plan, texts, looks))
    beside = last.style if last is not None and last.column == plan.beside else None
    styles = looks.of(row.number)
    added = [
        text_cell(names, row.number, column, texts[column], styles[beside, column])
        for column in sorted(texts)
        if texts[column] or beside
    ]
    return with_body(names, row, row.body + b"".join(added)) if added or row.raw else row


def _among_others(names: Names, row: XmlRow, plan: Plan, texts: Mapping[int, str], looks: _Looks) -> bytes:
    by_base = looks.of(row.number)

    def write(column: int, cell: XmlCell | None, _: bytes) -> bytes:
        base = (cell.style if cell is not None else None) or _style_beside(names, row, plan)
        if cell is None and not texts[column] and base is None:
            return b""
        return text_cell(names, row.number, column, texts[column], by_base[base, column])

    return merged(names, row, texts, write, begin=min(texts))


def _style_beside(names: Names, row: XmlRow, plan: Plan) -> bytes | None:
    start = names.start_of(row.body, row.number, plan.beside) if plan.beside >= 0 else 0
    cell = names.cell_at(row.body, start) if start else None
    return cell.style if cell is not None else None
