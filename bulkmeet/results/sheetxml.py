"""The XML of a worksheet, a row at a time, with every byte of it accounted for.

A parser would be the obvious way, but what it hands out can no longer be written back as it was: the order of
attributes, extensions nobody knows, prefixes. So rows and cells are found in the bytes themselves, which is
safe once comments, CDATA and other encodings are out of the way.
"""

import codecs
import re
from collections.abc import Generator, Iterable, Iterator

from msgspec import Struct

from bulkmeet.cells.addresses import position_of, row_number
from bulkmeet.patterns import pattern
from bulkmeet.results.celltext import attribute, column_at, letters
from bulkmeet.results.source import Changed

UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
DECLARATION = pattern(rb"""(<\?xml[^>]*\sencoding\s*=\s*["'])[^"']*""")
MARKUP = pattern(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
ROOT = pattern(rb"<([A-Za-z_][\w.-]*:)?worksheet[\s>]")
ADDRESS = pattern(rb' r="([A-Z]{1,3})([0-9]{1,7})"')
ROW_NUMBER = pattern(rb' r="([0-9]{1,7})"')
"""How nearly all cells and rows begin: seen at once, where any other way to write them takes a search."""
LONGEST_HEAD = 1 << 26


class XmlRow(Struct, frozen=True):
    """A row element: its number, its attributes as written, and what stands between its tags."""

    number: int
    attributes: bytes
    body: bytes
    raw: bytes


class XmlCell(Struct, frozen=True):
    """A cell element: its column counted from 0, where it stands in the row's body, and if it holds anything."""

    column: int
    start: int
    end: int
    attributes: bytes
    holds: bool

    @property
    def style(self) -> bytes | None:
        """The number of the cell's style in the workbook, as it is written."""
        return attribute(self.attributes, b"s") or None


class Names:
    """The tags of a worksheet whose elements carry `prefix`, as in b"x:"."""

    def __init__(self, prefix: bytes) -> None:
        self.prefix = prefix
        self.data_start = re.compile(rb"<" + prefix + rb"sheetData(?=[\s/>])[^>]*>")
        self.data_end = b"</" + prefix + b"sheetData"
        self.row = b"<" + prefix + b"row"
        self.row_starts = [self.row + bytes([after]) for after in b" >/\t\r\n"]
        self.row_head = re.compile(rb"<" + prefix + rb"row(?=[\s/>])([^>]*)>")
        self.row_end = b"</" + prefix + b"row"
        self.cell = re.compile(rb"<" + prefix + rb"c(?=[\s/>])([^>]*)>")
        self.cell_start = b"<" + prefix + b"c "
        self.usual_end = re.compile(
            rb'<%bc( r="([A-Z]{1,3})[0-9]{1,7}"[^>/]*)>([^<]*(?:<(?!/%bc>)[^<]*)*)</%bc>\s*' % (prefix, prefix, prefix)
        )
        self.cell_end = re.compile(rb"</" + prefix + rb"c\s*>")
        self.merge = re.compile(rb"<" + prefix + rb"mergeCell\s[^>]*?ref=[\"'][A-Z]+[0-9]+:([A-Z]+)([0-9]+)")

    def cells(self, body: bytes, position: int = 0) -> list[XmlCell]:
        """The cells of a row from `position` on; one without an address stands right of the one before."""
        found: list[XmlCell] = []
        column = -1
        while head := self.cell.search(body, position):
            attributes = head[1]
            address = _position(attributes)
            column = address[0] if address else column + 1
            inner_end, position = self._end_of(body, head)
            holds = bool(body[head.end() : inner_end].strip())
            found.append(XmlCell(column, head.start(), position, attributes, holds))
        return found

    def rows_in(self, stretch: bytes, number: int) -> Generator[bytes | XmlRow, None, int]:
        """The rows of a stretch, and as bytes what stands between them; `number` is that of the row before it.

        Returns the number of the last row.
        """
        position = 0
        while opening := self.row_head.search(stretch, position):
            start, opened = opening.span()
            if start > position:
                yield stretch[position:start]
            attributes, body = opening[1], b""
            if attributes.endswith(b"/"):
                attributes, position = attributes[:-1], opened
            else:
                end = stretch.find(self.row_end, opened)
                position = stretch.find(b">", end) + 1
                if end < 0 or not position:
                    raise Changed("the worksheet is damaged")
                body = stretch[opened:end]
            number = self.row_number(attributes, body, number)
            yield XmlRow(number, attributes, body, stretch[start:position])
        if stretch.find(self.row, position) >= 0:
            raise Changed("the worksheet is damaged")
        if position < len(stretch):
            yield stretch[position:]
        return number

    def beyond(self, width: int) -> re.Pattern[bytes]:
        """What every cell begins with that does not plainly stand in the first `width` columns."""
        last = {letters(column)[:-1]: letters(column)[-1:] for column in range(width)}
        left = b"|".join(b"%b[A-%b]" % item for item in last.items())
        return re.compile(rb"<%bc[\s/>](?!r=\"(?:%b)[0-9])" % (self.prefix, left))

    def last_cell(self, body: bytes) -> XmlCell | None:
        """A row's last cell, found without a look at the others; None if that cannot be, or if there is none."""
        start = body.rfind(self.cell_start)
        usual = self.usual_end.fullmatch(body, start) if start >= 0 else None
        if usual:
            return XmlCell(column_at(usual[2]), start, len(body), usual[1], bool(usual[3].strip()))
        cell = self.cell_at(body, start) if start >= 0 else None
        return cell if cell is not None and not body[cell.end :].strip() else None

    def cell_at(self, body: bytes, start: int) -> XmlCell | None:
        """The cell that begins just there; None if there is none, or one without an address."""
        head = self.cell.match(body, start)
        address = head and _position(head[1])
        if head is None or not address:
            return None
        inner_end, end = self._end_of(body, head)
        return XmlCell(address[0], start, end, head[1], bool(body[head.end() : inner_end].strip()))

    def start_of(self, body: bytes, row: int, column: int) -> int:
        """Where a cell starts in its row's body, or 0, from where it can be looked for, if it is not at hand."""
        start = body.rfind(self.cell_start, 0, body.find(b' r="%b%d"' % (letters(column), row)) + 1)
        head = self.cell.match(body, start) if start > 0 else None
        address = head and _position(head[1])
        return start if address and address[0] == column else 0

    def row_number(self, attributes: bytes, body: bytes, previous: int) -> int:
        """The number of the row that has these attributes and this body and follows row `previous`."""
        usual = ROW_NUMBER.match(attributes)
        if usual:
            return int(usual[1])
        written = attribute(attributes, b"r")
        try:
            if written is not None:
                return row_number(written.decode(), None, previous)
            addresses = (_position(cell.attributes) for cell in self.cells(body))
            return row_number(None, next((address[1] for address in addresses if address), None), previous)
        except ValueError as error:
            raise Changed("the worksheet is damaged") from error

    def _end_of(self, body: bytes, head: re.Match[bytes]) -> tuple[int, int]:
        """Where a cell's content ends and where the cell itself does."""
        if head[1].endswith(b"/"):
            return head.end(), head.end()
        tag = self.cell_end.search(body, head.end())
        if tag is None:
            raise Changed("the worksheet is damaged")
        return tag.span()


def _position(attributes: bytes) -> tuple[int, int] | None:
    usual = ADDRESS.match(attributes)
    if usual:
        return column_at(usual[1]), int(usual[2])
    return position_of((attribute(attributes, b"r") or b"").decode())


class SheetStream:
    """A worksheet read once: first `head`, then `rows`, then `tail`; `names` are its tags."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = _without_markup(_ascii_like(iter(pieces)))
        self._held = b""
        self.names = Names(b"")

    def head(self) -> bytes:
        """Everything up to the opening tag of the sheet's data, and that tag."""
        while (start := self._data_start()) is None:
            if len(self._held) > LONGEST_HEAD or not self._more():
                raise Changed("the worksheet has no rows")
        head, rest = self._held[: start.end()], self._held[start.end() :]
        if head.endswith(b"/>"):
            head, rest = head[:-2] + b">", self.names.data_end + b">" + rest
        self._held = rest
        return head

    def _data_start(self) -> re.Match[bytes] | None:
        root = ROOT.search(self._held)
        if root is None:
            return None
        self.names = Names(root[1] or b"")
        return self.names.data_start.search(self._held)

    def rows(self) -> Iterator[bytes | XmlRow]:
        """The rows, and as bytes whatever stands between them."""
        number = 0
        for stretch in self.stretches():
            number = yield from self.names.rows_in(stretch, number)

    def stretches(self) -> Iterator[bytes]:
        """The rows and what stands between them, as many whole rows at a time as are at hand."""
        while (end := self._held.find(self.names.data_end)) < 0:
            # The last row may not be whole yet.
            cut = max(0, *[self._held.rfind(start) for start in self.names.row_starts])
            stretch, self._held = self._held[:cut], self._held[cut:]
            yield stretch
            if not self._more():
                raise Changed("the worksheet breaks off")
        stretch, self._held = self._held[:end], self._held[end:]
        yield stretch

    def tail_only(self) -> bytes:
        """The tail, with the rows passed over."""
        while (end := self._held.find(self.names.data_end)) < 0:
            self._held = self._held[-len(self.names.data_end) :]
            if not self._more():
                raise Changed("the worksheet breaks off")
        self._held = self._held[end:]
        return b"".join(self.tail())

    def tail(self) -> Iterator[bytes]:
        """Everything from the closing tag of the sheet's data on."""
        yield self._held
        yield from self._pieces

    def _more(self) -> bool:
        piece = next(self._pieces, None)
        self._held += piece or b""
        return piece is not None


def plain_xml(pieces: Iterable[bytes]) -> bytes:
    """A whole part in an encoding that keeps ASCII, without comments and CDATA."""
    return b"".join(_without_markup(_ascii_like(iter(pieces))))


def _ascii_like(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """UTF-16 as UTF-8; every other encoding in use keeps ASCII where it is and passes as it stands."""
    first = next(pieces, b"")
    codec = UTF_16.get(first[:2])
    if codec is None:
        yield first
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder(codec)()
    yield DECLARATION.sub(rb"\1UTF-8", decoder.decode(first[2:]).encode(), count=1)
    for piece in pieces:
        yield decoder.decode(piece).encode()


def _without_markup(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Comments taken out and CDATA written as plain text, for in them anything may look like a row."""
    held = b""
    for piece in pieces:
        held += piece
        if b"!" in held:  # one character is looked for twenty times as fast as two
            held = MARKUP.sub(_as_text, held)
            if b"<!DOCTYPE" in held:
                raise Changed("the worksheet holds a document type, which spreadsheets never write")
            unfinished = held.find(b"<!")
            cut = unfinished if unfinished >= 0 else len(held)
        else:
            cut = len(held)
        cut -= held.endswith(b"<", 0, cut)
        yield held[:cut]
        held = held[cut:]
    yield held


def _as_text(match: re.Match[bytes]) -> bytes:
    text = match[1] or b""
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
