"""The styles of a workbook, and new ones that differ from one of them in a few respects, added behind all others."""

import re

from msgspec import Struct

from bulkmeet.patterns import pattern
from bulkmeet.results.markup import TAG, attributes_of, children, children_of, filled, found, prefix_at, tag_of

TEXT = 49
"""The number of the format @, which keeps what is typed as text (ECMA-376, 18.8.30)."""
MOST_STYLES = 64_000
MARK_FILLS = (b"FFFFC7CA", b"FFFFF0B0")
"""The soft red of an error and the soft yellow of a warning; by them a cell is known as coloured by bulkmeet."""
LINK = b"FF0563C1"
DARK = b"FF1A1A1B"
"""The font of a coloured cell whose own is too light for the colour; by it, it is known to have been white."""
NO_COLOUR = b'indexed="64"'
LIGHT_THEMES = frozenset({b"0", b"2"})
LIGHT = 170
COLOUR = pattern(rb"<(?:[\w.-]+:)?color(?=[\s/>])([^>]*?)(?:/>|>\s*</(?:[\w.-]+:)?color\s*>)")
UNDERLINE = pattern(rb"<(?:[\w.-]+:)?u(?=[\s/>])[^>]*?(?:/>|>\s*</(?:[\w.-]+:)?u\s*>)")
FILL_COLOURS = pattern(
    rb"""<(?:[\w.-]+:)?patternFill\s[^>]*["']solid["'][^>]*>\s*<(?:[\w.-]+:)?fgColor([^>]*?)/?>"""
    rb"(?:\s*</(?:[\w.-]+:)?fgColor\s*>)?(?:\s*<(?:[\w.-]+:)?bgColor([^>]*?)/?>)?"
)


class Look(Struct, frozen=True):
    """In what a style differs from the one it is made from; what is None or False stays as it is there.

    `fill` is a colour as in FFRRGGBB; `number_format` a number of a built-in format; `own_place` keeps of the
    alignment only whether a text stands at the top or the bottom of its row.
    """

    fill: bytes | None = None
    number_format: int | None = None
    is_link: bool = False
    is_bold: bool = False
    own_place: bool = False
    wraps: bool = False


class _List:
    """One of the lists that styles are put together from; what is added stands at its end."""

    def __init__(self, xml: bytes, name: bytes) -> None:
        parent = found(xml, name)
        self.name = name
        self.prefix = b"" if parent is None else prefix_at(xml, parent)
        self.items = [] if parent is None else [xml[e.start : e.end] for e in children_of(xml, parent)]
        self._before = len(self.items)
        self._numbers = {_comparable(item): number for number, item in reversed(list(enumerate(self.items)))}

    def number(self, item: bytes) -> int:
        """Where the element stands in the list: at its end if it was not there."""
        number = self._numbers.setdefault(_comparable(item), len(self.items))
        if number == len(self.items):
            self.items.append(item)
        return number

    def written_into(self, xml: bytes) -> bytes:
        """The part with what was added."""
        added = self.items[self._before :]
        parent = found(xml, self.name) if added else None
        if parent is None:
            return xml
        whole = filled(xml, parent, xml[parent.opened : parent.closing] + b"".join(added))
        head = TAG.match(whole, parent.start)
        counted = re.sub(
            rb"""\scount\s*=\s*["'][^"']*["']""", b' count="%d"' % len(self.items), head[0] if head else b""
        )
        return whole[: parent.start] + counted + whole[head.end() if head else parent.start :]


class Styles:
    """The styles of a workbook, to which others are added."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._fonts, self._fills, self._cells = (_List(xml, name) for name in (b"fonts", b"fills", b"cellXfs"))
        self._derived: dict[tuple[int, Look], bytes] = {}
        self.coloured = frozenset(b"%d" % number for number in range(len(self._cells.items)) if self._is_marked(number))

    @property
    def are_there(self) -> bool:
        """Whether the workbook has styles; without them there is nothing that others could be made from."""
        return bool(self._cells.items and self._fonts.items and self._fills.items)

    def derived(self, base: bytes | None, look: Look) -> bytes:
        """The number of a style like `base` (the first one where there is none), but with that look."""
        number = int(base) if base and base.isdigit() and int(base) < len(self._cells.items) else 0
        known = self._derived.get((number, look))
        if known is None:
            known = self._derived[number, look] = b"%d" % self._make(number, look)
        return known

    def uncoloured(self, style: bytes) -> bytes:
        """The style that a coloured cell had before, whether it is still in the list or not."""
        attributes, inner = self._opened(int(style))
        _, before = self._solid(int(style))
        is_plain = not before.strip() or NO_COLOUR in before or _rgb(before) in MARK_FILLS
        fill = 0 if is_plain else self._fills.number(self._filling(before.strip(), NO_COLOUR))
        attributes[b"fillId"] = b"%d" % fill
        if is_plain:
            attributes.pop(b"applyFill", None)
        font = self._font_of(attributes)
        if DARK in font:
            white = COLOUR.sub(b'<%bcolor theme="0"/>' % self._fonts.prefix, font, count=1)
            attributes[b"fontId"] = b"%d" % self._fonts.number(white)
        return b"%d" % self._cells.number(tag_of(self._cells.prefix + b"xf", attributes, inner))

    def xml(self) -> bytes:
        """The part, with the styles that were added."""
        xml = self._xml
        for added in (self._fonts, self._fills, self._cells):
            xml = added.written_into(xml)
        return xml

    def _make(self, base: int, look: Look) -> int:
        if len(self._cells.items) >= MOST_STYLES:
            return base
        if look.fill in MARK_FILLS and self._is_marked(base):
            base = int(self.uncoloured(b"%d" % base))
        attributes, inner = self._opened(base)
        if look.fill is not None:
            under = self._solid(base)[0].strip() if look.fill in MARK_FILLS else b""
            fill = self._filling(b'rgb="%b"' % look.fill, under or NO_COLOUR)
            attributes |= {b"fillId": b"%d" % self._fills.number(fill), b"applyFill": b"1"}
        font = self._font_of(attributes)
        wanted = self._font_like(font, look)
        if wanted != font:
            attributes |= {b"fontId": b"%d" % self._fonts.number(wanted), b"applyFont": b"1"}
        if look.number_format is not None:
            attributes |= {b"numFmtId": b"%d" % look.number_format, b"applyNumberFormat": b"1"}
        if look.own_place or look.wraps:
            attributes.pop(b"quotePrefix", None)
            attributes[b"applyAlignment"] = b"1"
            inner = self._placed(inner, wraps=look.wraps)
        return self._cells.number(tag_of(self._cells.prefix + b"xf", attributes, inner))

    def _placed(self, inner: bytes, *, wraps: bool) -> bytes:
        old = found(inner, b"alignment")
        vertical = attributes_of(inner[old.start : old.opened]).get(b"vertical") if old else None
        kept: dict[bytes, bytes] = {b"vertical": vertical or b"top"} if vertical or wraps else {}
        if wraps:
            kept[b"wrapText"] = b"1"
        written = tag_of(self._cells.prefix + b"alignment", kept) if kept else b""
        return written + (inner if old is None else inner[: old.start] + inner[old.end :])

    def _font_like(self, font: bytes, look: Look) -> bytes:
        p = self._fonts.prefix
        if look.is_link:
            bare = UNDERLINE.sub(b"", COLOUR.sub(b"", font))
            font = _with_children(bare, b'<%bu/><%bcolor rgb="%b"/>' % (p, p, LINK))
        if look.is_bold and found(font, b"b") is None:
            font = _with_children(font, b"<%bb/>" % p)
        if look.fill is not None and _is_light(font):
            font = COLOUR.sub(b'<%bcolor rgb="%b"/>' % (p, DARK), font, count=1)
        return font

    def _font_of(self, attributes: dict[bytes, bytes]) -> bytes:
        number = attributes.get(b"fontId", b"0")
        in_list = number.isdigit() and int(number) < len(self._fonts.items)
        return self._fonts.items[int(number) if in_list else 0]

    def _filling(self, colour: bytes, under: bytes) -> bytes:
        """A fill of one colour; the colour that it covers is kept where a fill without a pattern shows nothing."""
        p = self._fills.prefix
        colours = b"<%bfgColor %b/><%bbgColor %b/>" % (p, colour, p, under)
        return b'<%bfill><%bpatternFill patternType="solid">%b</%bpatternFill></%bfill>' % (p, p, colours, p, p)

    def _opened(self, number: int) -> tuple[dict[bytes, bytes], bytes]:
        _, attributes, inner = _comparable(self._cells.items[number])
        return dict(attributes), inner

    def _solid(self, number: int) -> tuple[bytes, bytes]:
        """The colour of a style's fill and the one it covers, as attributes; nothing where it has none."""
        written = self._opened(number)[0].get(b"fillId", b"0")
        in_list = written.isdigit() and int(written) < len(self._fills.items)
        match = FILL_COLOURS.search(self._fills.items[int(written)]) if in_list else None
        return (match[1], match[2] or b"") if match else (b"", b"")

    def _is_marked(self, number: int) -> bool:
        return _rgb(self._solid(number)[0]) in MARK_FILLS


def _comparable(item: bytes) -> tuple[bytes, tuple[tuple[bytes, bytes], ...], bytes]:
    """An element so that two which say the same are equal: name, attributes in order of the alphabet, content."""
    head = TAG.match(item)
    if head is None:
        return item, (), b""
    inner = b"" if head[3].endswith(b"/") else item[head.end() : item.rindex(b"</")].strip()
    return head[2], tuple(sorted(attributes_of(head[3]).items())), inner


def _with_children(element: bytes, added: bytes) -> bytes:
    whole = next(children(element))
    return filled(element, whole, added + element[whole.opened : whole.closing])


def _rgb(colour: bytes) -> bytes:
    return attributes_of(b" " + colour).get(b"rgb", b"").upper()


def _is_light(font: bytes) -> bool:
    colour = COLOUR.search(font)
    attributes = attributes_of(colour[1]) if colour else {}
    rgb = attributes.get(b"rgb", b"")[-6:]
    if re.fullmatch(rb"[0-9A-Fa-f]{6}", rgb):
        return sum(bytes.fromhex(rgb.decode())) > 3 * LIGHT
    return attributes.get(b"theme") in LIGHT_THEMES and not attributes.get(b"tint", b"").startswith(b"-")
