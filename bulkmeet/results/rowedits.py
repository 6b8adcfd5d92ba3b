"""Cells written into rows of a worksheet's XML: each in its place, and every other cell as it was."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from bulkmeet.patterns import pattern
from bulkmeet.results.celltext import attribute, letters, xml_text
from bulkmeet.results.sheetxml import Names, XmlCell, XmlRow

Item = bytes | XmlRow
"""What a worksheet's rows are read as: the rows, and as bytes whatever stands between them."""
Write = Callable[[int, XmlCell | None, bytes], bytes]
"""From a column, the cell that stands there (if any) and its bytes, to the bytes that take their place."""
SPANS = pattern(rb"""\sspans\s*=\s*(?:"[^"]*"|'[^']*')""")
STYLE = pattern(rb"""\ss\s*=\s*(?:"[^"]*"|'[^']*')""")


def in_place(
    items: Iterable[Item],
    wanted: Iterable[int],
    change: Callable[[XmlRow], XmlRow],
) -> Iterator[Item]:
    """The rows with those that are `wanted` (by number) changed; a wanted one that is not there is put in its place.

    A row that is still without any cell after that is left out.
    """
    waiting = sorted(wanted, reverse=True)
    for item in items:
        if isinstance(item, bytes):
            yield item
            continue
        while waiting and waiting[-1] < item.number:
            yield from _added(change(_empty(waiting.pop())))
        if waiting and waiting[-1] == item.number:
            waiting.pop()
            yield change(item)
        else:
            yield item
    while waiting:
        yield from _added(change(_empty(waiting.pop())))


def with_body(names: Names, row: XmlRow, body: bytes) -> XmlRow:
    """The row with other cells in it, and with its number, which it may have been without."""
    attributes = (SPANS.sub(b"", row.attributes) if b"spans" in row.attributes else row.attributes).rstrip()
    if not attributes.startswith(b' r="') and attribute(attributes, b"r") is None:
        attributes += b' r="%d"' % row.number
    return XmlRow(row.number, attributes, body, b"%b%b>%b%b>" % (names.row, attributes, body, names.row_end))


def merged(names: Names, row: XmlRow, columns: Iterable[int], write: Write, *, begin: int = 0) -> bytes:
    """The row's cells with others written into `columns` among them, in ascending order.

    Before the cell of column `begin` nothing changes, so that those to its left need not be looked at.
    """
    waiting = sorted(columns, reverse=True)
    written: list[bytes] = []
    position = 0
    for cell in names.cells(row.body, names.start_of(row.body, row.number, begin)):
        written.append(row.body[position : cell.start])
        while waiting and waiting[-1] < cell.column:
            written.append(write(waiting.pop(), None, b""))
        raw = row.body[cell.start : cell.end]
        if waiting and waiting[-1] == cell.column:
            raw = write(waiting.pop(), cell, raw)
        written.append(raw)
        position = cell.end
    while waiting:
        written.append(write(waiting.pop(), None, b""))
    written.append(row.body[position:])
    return b"".join(written)


def text_cell(names: Names, number: int, column: int, text: str, style: bytes | None) -> bytes:
    """A cell that holds a text as it stands, never a formula or a number."""
    if not text:
        return cell_pattern(names.prefix, column, style, is_blank=True) % number
    return cell_pattern(names.prefix, column, style) % (number, xml_text(text))


@lru_cache(maxsize=1024)  # a cell is written millions of times, and differs from others of its column in little
def cell_pattern(prefix: bytes, column: int, style: bytes | None, *, is_blank: bool = False) -> bytes:
    """A cell without its row's number and, unless it `is_blank`, its text, both of which are still to be filled in."""
    looks = b"" if style is None else b' s="%b"' % style.replace(b"%", b"%%")
    opening = b'<%bc r="%b%%d"%b' % (prefix, letters(column), looks)
    if is_blank:
        return opening + b"/>"
    return b'%b t="inlineStr"><%bis><%bt xml:space="preserve">%%b</%bt></%bis></%bc>' % (opening, *[prefix] * 5)


def restyled(raw: bytes, style: bytes) -> bytes:
    """The cell with another style, and all else of it as it was."""
    end = raw.index(b">")
    head = STYLE.sub(b"", raw[:end])
    slash = b"/" if head.endswith(b"/") else b""
    return b'%b s="%b"%b' % (head.removesuffix(b"/").rstrip(), style, slash) + raw[end:]


def rows_as_bytes(items: Iterable[Item]) -> Iterator[bytes]:
    """The rows as they are written."""
    for item in items:
        yield item if isinstance(item, bytes) else item.raw


def with_styles(names: Names, items: Iterable[Item], replaced: Mapping[bytes, bytes]) -> Iterator[Item]:
    """The rows with every cell of certain styles given another one."""
    for item in items:
        if isinstance(item, bytes):
            yield item
            continue
        found = {cell.column: cell.style for cell in names.cells(item.body) if cell.style in replaced}
        yield _with_styles(names, item, {column: replaced[style] for column, style in found.items() if style})


def _with_styles(names: Names, row: XmlRow, styles: Mapping[int, bytes]) -> XmlRow:
    if not styles:
        return row
    return with_body(names, row, merged(names, row, styles, lambda column, _, raw: restyled(raw, styles[column])))


def _empty(number: int) -> XmlRow:
    return XmlRow(number, b"", b"", b"")


def _added(row: XmlRow) -> Iterator[XmlRow]:
    if row.body:
        yield row
