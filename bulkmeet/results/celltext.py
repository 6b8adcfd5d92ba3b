"""Texts and addresses as a worksheet's XML writes them."""

import re
from functools import cache
from xml.sax.saxutils import escape

from bulkmeet.cells.text import column_index, column_letter
from bulkmeet.loader.limits import CELL_CHARACTERS
from bulkmeet.patterns import pattern

SPECIAL = pattern(r"[^\t\n -%'-;=?-^`-~]")
"""What may not stand as it is. Every _ is looked at more closely: searching for _x takes three times as long."""
LOOKS_ESCAPED = pattern(r"_(?=x[0-9A-Fa-f]{4}_)")
CONTROL = pattern(r"[\x00-\x08\x0b\x0c\x0d\x0e-\x1f]")
NO_CHARACTER = pattern("[\ud800-\udfff\ufffe\uffff]")


def is_plain(text: str) -> bool:
    """Whether the text stands in XML just as it is."""
    return len(text) <= CELL_CHARACTERS // 2 and not SPECIAL.search(text)


def xml_text(text: str) -> bytes:
    """The text as XML that stands in a part of any ASCII-like encoding.

    Characters that XML 1.0 has no place for become _xHHHH_, as ECMA-376 (ST_Xstring) has it, and a text that
    happens to look like such an escape is escaped itself. What is longer than a cell holds is cut.
    """
    if is_plain(text):
        return text.encode()
    text = NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)
    if len(text) > CELL_CHARACTERS // 2:
        text = text.encode("utf-16-le")[: 2 * CELL_CHARACTERS].decode("utf-16-le", "ignore")
    text = LOOKS_ESCAPED.sub("_x005F_", text)
    text = CONTROL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return escape(text).encode("ascii", "xmlcharrefreplace")


@cache
def letters(index: int) -> bytes:
    """The letters of a column counted from 0."""
    return column_letter(index).encode()


@cache
def column_at(written: bytes) -> int:
    """The column, counted from 0, that letters name; the other way round than `letters`."""
    return column_index(written.decode())


def attribute(attributes: bytes, name: bytes) -> bytes | None:
    """The value of an attribute that has no namespace, as it is written; None if it is not there."""
    match = _attribute(name).search(attributes)
    return None if match is None else match[1] or match[2] or b""


@cache
def _attribute(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"\s" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
