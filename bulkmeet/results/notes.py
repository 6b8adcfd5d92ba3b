"""Notes on cells: beside those that the sheet has, and instead of the ones bulkmeet put there before.

A note is a comment in one part and a box in a drawing in another (ECMA-376, 18.7 and VML); Excel wants both.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from bulkmeet.cells.addresses import position_of
from bulkmeet.cells.text import address
from bulkmeet.loader.limits import COLUMNS
from bulkmeet.patterns import pattern
from bulkmeet.results.celltext import xml_text
from bulkmeet.results.markup import TAG, attributes_of, children_of, filled, found, into, prefix_at
from bulkmeet.results.parts import DECLARATION, SPREADSHEET, Parts

MARK = "bulkmeet:"
"""What each of our notes begins with, and what each text of ours in somebody else's note does."""
MOST_NOTES = 10_000
"""More notes than anybody reads, and about what Excel opens without a noticeable wait."""
COMMENTS = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
COMMENTS_TYPE = SPREADSHEET + "comments+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
BLANK = rb"(?:\s|&#(?:10|13|x[aAdD]);)*"
"""Nothing but blanks and line ends, some of which other programs write as numbers."""
OURS = pattern(rb"<((?:[\w.-]+:)?)r(?=[\s>])(?:(?!</\1r>).)*?<\1t(?=[\s>])[^>]*>" + BLANK + MARK.encode(), re.DOTALL)
ONLY_OURS = pattern(BLANK + MARK.encode())
PLAIN_TEXT = pattern(rb"\A\s*(<(?:[\w.-]+:)?t(?=[\s/>]).*?(?:</(?:[\w.-]+:)?t>|/>))", re.DOTALL)
BOX = pattern(rb"<((?:[\w.-]+:)?)shape(?=[\s>]).*?</\1shape\s*>", re.DOTALL)
"""A box of a drawing. Its inside is HTML of a kind that is not always XML, so no parser goes over it."""
SHAPE_ID = pattern(rb"_x0000_s([0-9]+)")
SHAPE_BLOCK = 1024
"""Boxes are numbered in blocks; a drawing names the blocks that are its own."""
LINE_CHARACTERS = 38
NAMESPACES = (
    b'xmlns:v="urn:schemas-microsoft-com:vml"',
    b'xmlns:o="urn:schemas-microsoft-com:office:office"',
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"',
)
DRAWING = b'<xml %b><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>' % b" ".join(
    NAMESPACES
)
SHAPE_TYPE = (
    b'<v:shapetype%b id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
SHAPE = (
    b'<v:shape%b id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" '
    b'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    b'<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    b'</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 15, %d, 4, %d, 40, '
    b"%d, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
)
Cell = tuple[int, int]
"""A row as the spreadsheet shows it, and a column counted from 0."""


class Noted(Struct, frozen=True):
    """The comments of a sheet with ours: the part, the cells that need a box (with its text), and whose box goes."""

    xml: bytes
    boxes: Mapping[Cell, str]
    gone: frozenset[Cell]


def put_notes(parts: Parts, sheet: str, drawing: str, texts: Mapping[Cell, str]) -> str | None:
    """Put these notes on the cells of a worksheet's part; those of an earlier time go.

    `drawing` is the id of the relation to the sheet's drawing for notes, empty if it has none. Returns that of a
    drawing that was made, None if none had to be.
    """
    comments = next((relation.target for relation in parts.related(sheet, "comments")), None)
    if not texts and comments is None:
        return None
    before = parts.read(comments) if comments else b""
    noted = _noted(before or _no_comments(), texts)
    if comments is None:
        comments = parts.add("xl/comments%d.xml", noted.xml, COMMENTS_TYPE)
        parts.relate(sheet, "comments", comments)
    elif noted.xml != before:
        parts.put(comments, noted.xml)
    place = next((relation.target for relation in parts.relations(sheet) if relation.id == drawing), None)
    if place is not None:
        old = parts.read(place)
        new = _with_boxes(_without_boxes(old, noted.gone), noted.boxes)
        if new != old:
            parts.put(place, new)
        return None
    if not noted.boxes:
        return None
    place = parts.add("xl/drawings/vmlDrawing%d.vml", _with_boxes(DRAWING, noted.boxes), DRAWING_TYPE)
    return parts.relate(sheet, "vmlDrawing", place)


# ---- the comments ------------------------------------------------------------------------------------------


def _no_comments() -> bytes:
    return DECLARATION + b'<comments xmlns="%b"><authors/><commentList/></comments>' % COMMENTS


def _noted(xml: bytes, texts: Mapping[Cell, str]) -> Noted:
    xml, author = _with_author(xml)
    comment_list = found(xml, b"commentList")
    if comment_list is None:
        return Noted(xml, {}, frozenset())
    threads = _threads(xml)
    p = prefix_at(xml, comment_list)
    waiting = dict(texts)
    kept: list[bytes] = []
    gone: set[Cell] = set()
    for element in children_of(xml, comment_list):
        attributes = attributes_of(xml[element.start : element.opened])
        cell = _cell_of(attributes)
        comment = _without_ours(xml[element.start : element.end])
        if comment is None:
            if cell:
                gone.add(cell)
            continue
        # A conversation keeps a comment only as a stand-in, which Excel writes anew: nothing of ours would last.
        text = waiting.pop(cell, None) if cell else None
        is_thread = attributes.get(b"authorId", b"") in threads
        kept.append(comment if text is None or is_thread else _with_ours(comment, p, text))
    added = [_comment(p, cell, author, text) for cell, text in sorted(waiting.items())]
    return Noted(filled(xml, comment_list, b"".join(kept + added)), waiting, frozenset(gone))


def _with_author(xml: bytes) -> tuple[bytes, int]:
    for number, name in enumerate(_authors(xml)):
        if name == b"bulkmeet":
            return xml, number
    return into(xml, b"authors", b"author", {}, b"bulkmeet"), len(list(_authors(xml)))


def _authors(xml: bytes) -> Iterator[bytes]:
    authors = found(xml, b"authors")
    for element in children_of(xml, authors) if authors else ():
        yield xml[element.opened : element.closing]


def _threads(xml: bytes) -> set[bytes]:
    return {b"%d" % number for number, name in enumerate(_authors(xml)) if name.startswith(b"tc=")}


def _cell_of(attributes: Mapping[bytes, bytes]) -> Cell | None:
    place = position_of(attributes.get(b"ref", b"").decode("ascii", "replace"))
    return (place[1], place[0]) if place else None


def _comment(p: bytes, cell: Cell, author: int, text: str) -> bytes:
    ref = address(cell[1], cell[0]).encode()
    inner = b"<%btext>%b</%btext>" % (p, _runs(p, text), p)
    return b'<%bcomment ref="%b" authorId="%d">%b</%bcomment>' % (p, ref, author, inner, p)


def _runs(p: bytes, text: str, before: bytes = b"") -> bytes:
    looks = b'<%bsz val="9"/><%brFont val="Tahoma"/><%bfamily val="2"/>' % (p, p, p)
    head = b'<%br><%brPr><%bb/>%b</%brPr><%bt xml:space="preserve">%b%b</%bt></%br>'
    body = b'<%br><%brPr>%b</%brPr><%bt xml:space="preserve">\n%b</%bt></%br>'
    heading = head % (p, p, p, looks, p, p, before, MARK.encode(), p, p)
    return heading + body % (p, p, looks, p, p, xml_text(text), p, p)


def _with_ours(comment: bytes, p: bytes, text: str) -> bytes:
    element = found(comment, b"text")
    if element is None:
        return comment
    inner = comment[element.opened : element.closing]
    # A text may be plain or made of runs, and Excel writes no mixture of both.
    inner = PLAIN_TEXT.sub(rb"<%br>\1</%br>" % (p, p), inner, count=1)
    return filled(comment, element, inner + _runs(p, text, b"\n\n"))


def _without_ours(comment: bytes) -> bytes | None:
    """The comment without what bulkmeet wrote into it; None where nothing is left."""
    element = found(comment, b"text")
    if element is None or MARK.encode() not in comment:
        return comment
    inner = comment[element.opened : element.closing]
    if ONLY_OURS.match(b"".join(_texts(inner))):
        return None
    ours = OURS.search(inner)
    return comment if ours is None else filled(comment, element, inner[: ours.start()])


def _texts(inner: bytes) -> Iterator[bytes]:
    for match in re.finditer(rb"<(?:[\w.-]+:)?t(?=[\s>])[^>]*>(.*?)</(?:[\w.-]+:)?t>", inner, re.DOTALL):
        yield match[1]


# ---- the drawing -------------------------------------------------------------------------------------------


def _without_boxes(xml: bytes, cells: frozenset[Cell]) -> bytes:
    return BOX.sub(lambda box: b"" if _cell_of_box(box[0]) in cells else box[0], xml) if cells else xml


def _cell_of_box(box: bytes) -> Cell | None:
    row, column = (re.search(rb"<(?:[\w.-]+:)?%b>\s*([0-9]+)" % name, box) for name in (b"Row", b"Column"))
    if b'ObjectType="Note"' not in box or row is None or column is None:
        return None
    return int(row[1]) + 1, int(column[1])


def _with_boxes(xml: bytes, texts: Mapping[Cell, str]) -> bytes:
    end = xml.rfind(b"</xml")
    if not texts or end < 0:
        return xml
    first = max([SHAPE_BLOCK, *map(int, SHAPE_ID.findall(xml))]) + 1
    # Other programs call these namespaces by other prefixes than Excel does.
    named = b"" if all(name in xml for name in NAMESPACES) else b" " + b" ".join(NAMESPACES)
    boxes = b"".join(_box(named, number, *noted) for number, noted in enumerate(sorted(texts.items()), first))
    kind = b"" if b'id="_x0000_t202"' in xml else SHAPE_TYPE % named
    return _with_blocks(xml[:end] + kind + boxes + xml[end:], first, first + len(texts))


def _box(named: bytes, number: int, cell: Cell, text: str) -> bytes:
    row, column = cell
    left, top = min(column + 1, COLUMNS - 4), max(row - 2, 0)
    height = 2 + sum(1 + len(line) // LINE_CHARACTERS for line in text.split("\n"))
    return SHAPE % (named, number, left, top, left + 3, top + height, row - 1, column)


def _with_blocks(xml: bytes, first: int, last: int) -> bytes:
    """The drawing with the blocks that its new boxes are numbered in among those that are its own."""
    for tag in TAG.finditer(xml):
        if tag[2].rpartition(b":")[2] == b"idmap":
            listed = attributes_of(tag[3]).get(b"data", b"")
            blocks = {int(word) for word in listed.split(b",") if word.strip().isdigit()}
            blocks |= set(range(first // SHAPE_BLOCK, (last - 1) // SHAPE_BLOCK + 1))
            written = b'data="%b"' % b",".join(b"%d" % block for block in sorted(blocks))
            changed = re.sub(rb"""data\s*=\s*["'][^"']*["']""", written, tag[0])
            return xml[: tag.start()] + changed + xml[tag.end() :]
    return xml
