"""Result cells into a worksheet's XML: first a look where there is room, then the part again with them in it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from bulkmeet.cells.text import column_index
from bulkmeet.columns.fields import Field
from bulkmeet.errors import RunStopped
from bulkmeet.results.celltext import LAST_COLUMN, attribute, letters, xml_text
from bulkmeet.results.placing import placed
from bulkmeet.results.sheetxml import Names, SheetStream, XmlRow

WIDTHS: Mapping[str, int] = {
    Field.RESULT_STATUS: 16,
    Field.RESULT_ID: 22,
    Field.RESULT_URL: 34,
    Field.RESULT_MESSAGE: 60,
    Field.RESULT_AT: 22,
    Field.RESULT_KEY: 22,
}
OTHER_WIDTH = 16
RowCells = Mapping[int, tuple[str, ...]]
"""The number the spreadsheet shows for a row → its values, in the order of the headers."""
SPANS = re.compile(rb"""\sspans\s*=\s*(?:"[^"]*"|'[^']*')""")


class Plan(Struct, frozen=True):
    """Where the results go: a column for every header, which of them are new, and how new headers look."""

    header_row: int
    headers: tuple[str, ...]
    columns: tuple[int, ...]
    added: Mapping[int, str]
    header_style: bytes | None = None


def planned(pieces: Iterable[bytes], header_row: int, headers: tuple[str, ...], existing: Mapping[str, int]) -> Plan:
    """Look through a worksheet for the first column that nothing stands in, from there to the right."""
    if all(name in existing for name in headers):
        return Plan(header_row, headers, placed(headers, existing, 0), {})
    width, header_style = _room(SheetStream(pieces), header_row, LAST_COLUMN - len(headers))
    columns = placed(headers, existing, width)
    if max(columns) >= LAST_COLUMN:
        raise RunStopped(
            "The sheet is filled up to its last column, so there is no room for the results; clear the cells "
            f"right of the table (the last one is in column {letters(width - 1).decode()}) and run it again."
        )
    added = {column: name for column, name in zip(columns, headers, strict=True) if name not in existing}
    return Plan(header_row, headers, columns, added, header_style)


def with_results(pieces: Iterable[bytes], plan: Plan, cells: Mapping[int, tuple[str, ...]]) -> Iterator[bytes]:
    """The worksheet's part with the values of `cells` (row number → values) in the columns of the plan."""
    stream = SheetStream(pieces)
    yield _head(stream.head(), stream.names, plan)
    waiting = sorted({*cells, plan.header_row} if plan.added else cells, reverse=True)
    for item in stream.rows():
        if isinstance(item, bytes):
            yield item
            continue
        while waiting and waiting[-1] < item.number:
            yield _new_row(stream.names, waiting.pop(), plan, cells)
        if waiting and waiting[-1] == item.number:
            waiting.pop()
            yield _changed_row(stream.names, item, plan, cells)
        else:
            yield item.raw
    while waiting:
        yield _new_row(stream.names, waiting.pop(), plan, cells)
    yield from stream.tail()


def _room(stream: SheetStream, header_row: int, farthest: int) -> tuple[int, bytes | None]:
    """How many columns are in use, and the style of the last header."""
    stream.head()
    names = stream.names
    width, style = 0, None
    for row in stream.rows():
        if isinstance(row, bytes):
            continue
        width = max(width, _used(names, row.body, width))
        if row.number == header_row:
            style = next((cell.style for cell in reversed(names.cells(row.body)) if cell.holds), None)
    for last, bottom in names.merge.findall(b"".join(stream.tail())):
        # A merge across the whole sheet is a banner, and shutting the results out for it would help nobody.
        column = column_index(last.decode())
        if int(bottom) >= header_row and column < farthest:
            width = max(width, column + 1)
    return width, style


def _used(names: Names, body: bytes, known: int) -> int:
    last = names.last_column(body)
    if last is not None and last < known:
        return known
    return max((cell.column + 1 for cell in names.cells(body) if cell.holds), default=0)


def _head(head: bytes, names: Names, plan: Plan) -> bytes:
    """The part up to its data: without the dimension, which would no longer be true, and with our widths."""
    head = names.dimension.sub(b"", head, count=1)
    if not plan.added:
        return head
    old = names.columns.search(head)
    start, end = old.span() if old else (head.rindex(b"<"), head.rindex(b"<"))
    columns = _column_elements(names, (old[1] or b"") if old else b"", plan.added)
    tag = names.prefix + b"cols"
    return b"%b<%b>%b</%b>%b" % (head[:start], tag, columns, tag, head[end:])


def _column_elements(names: Names, old: bytes, added: Mapping[int, str]) -> bytes:
    """The column elements with ours among them; an old one that reaches over ours is cut, so none overlap."""
    first, last = min(added) + 1, max(added) + 1
    elements = [
        (column + 1, column + 1, b' width="%d" customWidth="1"' % WIDTHS.get(name, OTHER_WIDTH))
        for column, name in added.items()
    ]
    for attributes in names.column.findall(old):
        low, high = (_ordinal(attribute(attributes, name)) for name in (b"min", b"max"))
        looks = re.sub(rb"""\s(?:min|max)\s*=\s*["'][0-9]*["']""", b"", attributes).rstrip()
        elements.append((low, min(high, first - 1), looks))
        elements.append((max(low, last + 1), high, looks))
    return b"".join(
        b'<%bcol min="%d" max="%d"%b/>' % (names.prefix, low, high, looks)
        for low, high, looks in sorted(elements)
        if 0 < low <= high
    )


def _ordinal(written: bytes | None) -> int:
    return int(written) if written and written.isdigit() else 0


def _new_row(names: Names, number: int, plan: Plan, cells: RowCells) -> bytes:
    body = _new_cells(names, number, *_texts(plan, cells, number))
    return b'%b r="%d">%b%b>' % (names.row, number, body, names.row_end) if body else b""


def _changed_row(names: Names, row: XmlRow, plan: Plan, cells: RowCells) -> bytes:
    texts, style = _texts(plan, cells, row.number)
    last = names.last_column(row.body) if row.body else -1
    if last is not None and last < min(texts):
        body = row.body + _new_cells(names, row.number, texts, style)
    else:
        body = _merged(names, row, texts, style)
    attributes = SPANS.sub(b"", row.attributes).rstrip()
    if attribute(attributes, b"r") is None:
        attributes += b' r="%d"' % row.number
    return b"%b%b>%b%b>" % (names.row, attributes, body, names.row_end)


def _texts(plan: Plan, cells: RowCells, number: int) -> tuple[Mapping[int, str], bytes | None]:
    """What a row gets, column by column, and the style that its new cells have."""
    if number == plan.header_row:
        return plan.added, plan.header_style
    return dict(zip(plan.columns, cells[number], strict=True)), None


def _new_cells(names: Names, number: int, texts: Mapping[int, str], style: bytes | None) -> bytes:
    return b"".join([_cell(names, number, column, text, style) for column, text in sorted(texts.items()) if text])


def _merged(names: Names, row: XmlRow, texts: Mapping[int, str], style: bytes | None) -> bytes:
    """The row's cells with the texts among them, in ascending order; a cell that is replaced keeps its style."""
    waiting = sorted(texts, reverse=True)
    written: list[bytes] = []
    position = 0
    for cell in names.cells(row.body, names.start_of(row.body, row.number, waiting[-1])):
        written.append(row.body[position : cell.start])
        between = {}
        while waiting and waiting[-1] < cell.column:
            column = waiting.pop()
            between[column] = texts[column]
        written.append(_new_cells(names, row.number, between, style))
        if waiting and waiting[-1] == cell.column:
            text = texts[waiting.pop()]
            written.append(_cell(names, row.number, cell.column, text, style or cell.style))
        else:
            written.append(row.body[cell.start : cell.end])
        position = cell.end
    written.append(_new_cells(names, row.number, {column: texts[column] for column in waiting}, style))
    written.append(row.body[position:])
    return b"".join(written)


def _cell(names: Names, number: int, column: int, text: str, style: bytes | None) -> bytes:
    p = names.prefix
    looks = b"" if style is None else b' s="%b"' % style
    opening = b'<%bc r="%b%d"%b' % (p, letters(column), number, looks)
    if not text:
        return opening + b"/>"
    inner = b'<%bis><%bt xml:space="preserve">%b</%bt></%bis>' % (p, p, xml_text(text), p, p)
    return b'%b t="inlineStr">%b</%bc>' % (opening, inner, p)
