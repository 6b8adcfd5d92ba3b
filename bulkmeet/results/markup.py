"""XML parts of a workbook changed at one place, with every other byte as it was.

What is put in takes the prefix of the element it goes into, so that workbooks which write `<x:sheets>` stay whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from bulkmeet.patterns import pattern
from bulkmeet.results.celltext import xml_text

if TYPE_CHECKING:
    import re

TRANSITIONAL = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EDITION = b"http://purl.oclc.org/ooxml"
"""With what the namespaces of the standard's strict edition begin; nothing else in it differs for us."""
STRICT = EDITION + b"/officeDocument/relationships"
TAG = pattern(rb"""<(/?)([A-Za-z_][\w:.-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
ATTRIBUTE = pattern(rb"""([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
OFFICE = pattern(rb"""xmlns:([\w.-]+)\s*=\s*["']([^"']*officeDocument/(?:2006/)?relationships)["']""")


class Element(Struct, frozen=True):
    """An element in a part: its name without a prefix, and where it and its content stand."""

    name: bytes
    start: int
    opened: int
    closing: int
    end: int


def attributes_of(written: bytes) -> dict[bytes, bytes]:
    """The attributes of a tag, as they are written, in their order."""
    return {match[1]: match[2] or match[3] or b"" for match in ATTRIBUTE.finditer(written)}


def tag_of(name: bytes, attributes: Mapping[bytes, bytes], inner: bytes = b"") -> bytes:
    """An element with these attributes (already escaped) and this content."""
    written = b"".join([b' %b="%b"' % (key, value.replace(b'"', b"&quot;")) for key, value in attributes.items()])
    return b"<%b%b>%b</%b>" % (name, written, inner, name) if inner else b"<%b%b/>" % (name, written)


def attribute_text(text: str) -> bytes:
    """A text as the value of an attribute between double quotation marks."""
    return xml_text(text).replace(b'"', b"&quot;").replace(b"\n", b"&#10;").replace(b"\t", b"&#9;")


def children(xml: bytes, start: int = 0) -> Iterator[Element]:
    """The elements from `start` on that stand side by side, until what they stand in ends."""
    depth = 0
    first: re.Match[bytes] | None = None
    for tag in TAG.finditer(xml, start):
        closes, empty = bool(tag[1]), tag[3].endswith(b"/")
        if closes and depth == 0:
            return
        if depth == 0:
            first = tag
        depth += 0 if empty else -1 if closes else 1
        if depth == 0 and first is not None:
            closing = first.end() if empty else tag.start()
            yield Element(first[2].rpartition(b":")[2], first.start(), first.end(), closing, tag.end())


def children_of(xml: bytes, parent: Element) -> Iterator[Element]:
    """The elements in an element; none where it is an empty one."""
    return children(xml, parent.opened) if parent.closing < parent.end else iter(())


def found(xml: bytes, name: bytes) -> Element | None:
    """The first element of that name, at whatever depth."""
    for tag in TAG.finditer(xml):
        if not tag[1] and tag[2].rpartition(b":")[2] == name:
            return next(children(xml, tag.start()), None)
    return None


def prefix_at(xml: bytes, element: Element) -> bytes:
    """The prefix of an element's name with its colon, or nothing."""
    match = TAG.match(xml, element.start)
    prefix, colon, _ = match[2].rpartition(b":") if match else (b"", b"", b"")
    return prefix + colon


def into(xml: bytes, parent: bytes, name: bytes, attributes: Mapping[bytes, bytes], inner: bytes = b"") -> bytes:
    """The part with one more child at the end of its first element called `parent`."""
    element = found(xml, parent)
    if element is None:
        return xml
    prefix = prefix_at(xml, element)
    return filled(xml, element, xml[element.opened : element.closing] + tag_of(prefix + name, attributes, inner))


def filled(xml: bytes, element: Element, inner: bytes) -> bytes:
    """The part with other content in an element, which may have had none."""
    head = xml[element.start : element.opened]
    if element.closing == element.end:
        name = prefix_at(xml, element) + element.name
        head, tail = head[:-2].rstrip() + b">", b"</%b>" % name
    else:
        tail = xml[element.closing : element.end]
    return xml[: element.start] + head + inner + tail + xml[element.end :]


def put_in_order(xml: bytes, start: int, order: Sequence[bytes], name: bytes, written: bytes) -> bytes:
    """The part with an element where the standard's `order` wants it among those that stand from `start` on."""
    later = set(order[order.index(name) + 1 :])
    at = start
    for element in children(xml, start):
        if element.name in later:
            at = element.start
            break
        at = element.end
    return xml[:at] + written + xml[at:]


def relation_attribute(root: bytes, relation: bytes) -> dict[bytes, bytes]:
    """The attribute that names a relation, with the prefix that `root` declares, or declared in its edition."""
    declared = OFFICE.search(root)
    if declared:
        return {declared[1] + b":id": relation}
    return {b"xmlns:r": STRICT if EDITION in root else TRANSITIONAL, b"r:id": relation}
