"""One cell cut out of a worksheet's XML to its value: plain ones by a pattern, all others by the careful reader."""

import re

from bulkmeet.loader.limits import CELL_CHARACTERS
from bulkmeet.loader.pieces import UNUSUAL, Fragments, Odd, named
from bulkmeet.loader.sheetxml import Read, ReadCell, SheetXml
from bulkmeet.loader.strikes import Struck
from bulkmeet.patterns import pattern

_PLAIN = (
    rb'(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?(?:/>|>'
    rb"(?:<Pf>TEXT</Pf>)?(?:<Pv>TEXT</Pv>)?"
    rb'(?:<Pis><Pt(?: xml:space="preserve")?>TEXT</Pt></Pis>)?</Pc>)'
)
_NESTED = pattern(rb"<(?:[\w.-]+:)?(?:c|row|col|mergeCell|sheetData)[\s/>]")
_PARSED = 100_000


class OneCell:
    """Reads the cells of one worksheet from what follows their address: ` s="1"><v>5</v></c>`."""

    def __init__(self, read_cell: ReadCell, head: bytes, prefix: bytes) -> None:
        self._read_cell = read_cell
        self._head, self._prefix = head, prefix
        self._plain = re.compile(named(_PLAIN, prefix).decode("latin-1"))
        self._parsed = 0

    def __call__(self, piece: bytes) -> Read:
        """The value. Raises Odd for what is no cell."""
        try:
            found = self._plain.fullmatch(piece.decode()) if len(piece) < CELL_CHARACTERS else None
        except UnicodeDecodeError as error:
            raise Odd("its letters are not stored as UTF-8") from error
        if found is None:
            return self._parse(piece)
        style, kind, formula, value, inline = found.groups()
        if formula is None and value is None and inline is None:
            return None
        return self._read_cell(kind or "n", style or "", value, formula, inline)

    def _parse(self, piece: bytes) -> Read:
        """The value as the careful reader has it, in a row of its own."""
        if _NESTED.search(piece):
            raise Odd(UNUSUAL)
        if self._parsed % _PARSED == 0:
            self._sheet = SheetXml(self._read_cell)
            self._fragments = Fragments(self._sheet, self._head)
        number = self._parsed % _PARSED + 1
        self._parsed += 1
        prefix = self._prefix
        self._fragments.feed(b'<%brow r="%d"><%bc r="A%d"%b</%brow>' % (prefix, number, prefix, number, piece, prefix))
        cell = self._sheet.rows.pop().cells[0] if self._sheet.rows else None
        return Struck(cell) if self._sheet.take_struck() else cell
