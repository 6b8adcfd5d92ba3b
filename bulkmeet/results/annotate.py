"""Result columns in a worksheet's XML: where there is room for them, and how they look beside the user's own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from msgspec import Struct

from bulkmeet.cells.text import column_index
from bulkmeet.columns.fields import Field
from bulkmeet.errors import RunStopped
from bulkmeet.loader.limits import COLUMNS
from bulkmeet.results.celltext import letters
from bulkmeet.results.placing import placed
from bulkmeet.results.resultcells import Bases, ResultCells, RowCells
from bulkmeet.results.rowedits import Item, in_place, merged, text_cell, with_body
from bulkmeet.results.sheetxml import Names, SheetStream, XmlCell, XmlRow
from bulkmeet.results.styles import Styles

WIDTHS: Mapping[str, int] = {
    Field.RESULT_STATUS: 16,
    Field.RESULT_ID: 22,
    Field.RESULT_URL: 44,
    Field.RESULT_MESSAGE: 60,
    Field.RESULT_AT: 22,
    Field.RESULT_KEY: 36,
}
OTHER_WIDTH = 16


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
    number, width, beside, style = 0, 0, -1, None
    for stretch in stream.stretches():
        # Below the header only what stands further right is of interest, and most rows have nothing there.
        if number >= header_row and not names.beyond(width).search(stretch):
            continue
        for row in names.rows_in(stretch, number):
            if isinstance(row, bytes):
                continue
            number = row.number
            width = max(width, _used(names, row.body, width))
            if number == header_row:
                last = next((cell for cell in reversed(names.cells(row.body)) if cell.holds), None)
                beside, style = (last.column, last.style) if last else (-1, None)
    tail = b"".join(stream.tail())
    for last_merged, bottom in names.merge.findall(tail):
        # A merge across the whole sheet is a banner, and shutting the results out for it would help nobody.
        column = column_index(last_merged.decode())
        if int(bottom) >= header_row and column < COLUMNS - len(headers):
            width = max(width, column + 1)
    return Survey(names, head, tail, width, beside, style)


def planned(survey: Survey, header_row: int, headers: tuple[str, ...], existing: Mapping[str, int]) -> Plan:
    """Where each result column goes; RunStopped where there is no room for them."""
    columns = placed(headers, existing, survey.width)
    if max(columns) >= COLUMNS:
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
    results = ResultCells(names.prefix, plan.columns, plan.headers, cells, styles, links)

    def change(row: XmlRow) -> XmlRow:
        return _changed_row(names, row, plan, results)

    return in_place(items, {*cells, plan.header_row} if plan.added else cells, change)


def _used(names: Names, body: bytes, known: int) -> int:
    last = names.last_cell(body)
    if last is not None and last.column < known:
        return known
    return max((cell.column + 1 for cell in names.cells(body) if cell.holds), default=0)


def _changed_row(names: Names, row: XmlRow, plan: Plan, results: ResultCells) -> XmlRow:
    if row.number == plan.header_row:

        def style(base: bytes | None, _: int) -> bytes | None:
            return plan.header_style or base

        return with_body(names, row, _among_others(names, row, plan, plan.added, style))
    at_end = _at_end(names, row, plan, results)
    if at_end is not None:
        return with_body(names, row, row.body[: at_end[0]] + results.line(row.number, at_end[1]))
    return with_body(
        names, row, _among_others(names, row, plan, results.texts(row.number), partial(results.style, row.number))
    )


def _at_end(names: Names, row: XmlRow, plan: Plan, results: ResultCells) -> tuple[int, Bases] | None:
    """Where the results of a row begin that has nothing of the user's behind them, and what their styles are made from.

    Nearly all rows are of that kind, and it is known of them without a look at each of their cells.
    """
    last = names.last_cell(row.body)
    if last is None:
        return None
    if last.column < results.first:
        return len(row.body), (last.style if last.column == plan.beside else None,) * len(plan.columns)
    start = names.start_of(row.body, row.number, results.first)
    earlier = results.earlier(row.body, start) if start else None
    if earlier is None:
        return None
    beside = _style_beside(names, row, plan) if None in earlier else None
    return start, tuple([base or beside for base in earlier])


def _among_others(
    names: Names,
    row: XmlRow,
    plan: Plan,
    texts: Mapping[int, str],
    style: Callable[[bytes | None, int], bytes | None],
) -> bytes:
    def write(column: int, cell: XmlCell | None, _: bytes) -> bytes:
        base = (cell.style if cell is not None else None) or _style_beside(names, row, plan)
        if cell is None and not texts[column] and base is None:
            return b""
        return text_cell(names, row.number, column, texts[column], style(base, column))

    return merged(names, row, texts, write, begin=min(texts))


def _style_beside(names: Names, row: XmlRow, plan: Plan) -> bytes | None:
    start = names.start_of(row.body, row.number, plan.beside) if plan.beside >= 0 else 0
    cell = names.cell_at(row.body, start) if start else None
    return cell.style if cell is not None else None
