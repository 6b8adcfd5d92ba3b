"""What stands around a worksheet's rows: views and columns before them, filters, links and drawings after them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from bulkmeet.cells.addresses import position_of
from bulkmeet.patterns import pattern
from bulkmeet.results.celltext import attribute, letters
from bulkmeet.results.markup import (
    Element,
    attributes_of,
    children,
    children_of,
    filled,
    put_in_order,
    relation_attribute,
    tag_of,
)

BEFORE = (b"sheetPr", b"dimension", b"sheetViews", b"sheetFormatPr", b"cols")
AFTER = (
    *(b"sheetCalcPr", b"sheetProtection", b"protectedRanges", b"scenarios", b"autoFilter", b"sortState"),
    *(b"dataConsolidate", b"customSheetViews", b"mergeCells", b"phoneticPr", b"conditionalFormatting"),
    *(b"dataValidations", b"hyperlinks", b"printOptions", b"pageMargins", b"pageSetup", b"headerFooter"),
    *(b"rowBreaks", b"colBreaks", b"customProperties", b"cellWatches", b"ignoredErrors", b"smartTags", b"drawing"),
    *(b"legacyDrawing", b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls"),
    *(b"AlternateContent", b"webPublishItems", b"tableParts", b"extLst"),
)
"""The order of a worksheet's elements (ECMA-376, CT_Worksheet); Excel wraps controls into an AlternateContent."""
MOST_FROZEN = 10
"""A header further down than this is not frozen: on a small screen nothing would be left to scroll."""
MOST_LINKS = 65_530
"""Links that Excel takes on one worksheet."""
LINK = pattern(
    rb"""<(?:[\w.-]+:)?hyperlink(?=\s)((?:[^>"']|"[^"]*"|'[^']*')*?)(?:/>|>\s*</(?:[\w.-]+:)?hyperlink\s*>)"""
)
RELATION_ID = pattern(rb"""\s[\w.-]+:id\s*=\s*["']([^"']*)""")
RANGE = pattern(r"\$?([A-Z]{1,3})\$?([0-9]+):\$?([A-Z]{1,3})\$?([0-9]+)")


class Span(Struct, frozen=True):
    """A range of cells; columns are counted from 0, rows as the spreadsheet shows them."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def ref(self) -> bytes:
        """The range as in A1:F20."""
        return b"%b%d:%b%d" % (letters(self.left), self.top, letters(self.right), self.bottom)


def span_of(ref: bytes) -> Span | None:
    """The range that a reference such as A1:F20 names."""
    match = RANGE.fullmatch(ref.decode("ascii", "replace"))
    first = position_of(match[1] + match[2]) if match else None
    last = position_of(match[3] + match[4]) if match else None
    return Span(first[0], first[1], last[0], last[1]) if first and last else None


def child_of(xml: bytes, start: int, name: bytes) -> Element | None:
    """The element of that name among those that stand from `start` on."""
    return next((element for element in children(xml, start) if element.name == name), None)


def inside(head: bytes) -> int:
    """Where the worksheet's own elements begin in its head."""
    root = found_root(head)
    return head.index(b">", root) + 1


def found_root(head: bytes) -> int:
    """Where the worksheet's opening tag stands."""
    match = re.search(rb"<(?:[\w.-]+:)?worksheet[\s>]", head)
    return match.start() if match else 0


def after_rows(tail: bytes) -> int:
    """Where the elements behind the rows begin in the worksheet's tail."""
    return tail.index(b">") + 1


def frozen(head: bytes, prefix: bytes, header_row: int) -> bytes:
    """The head with the rows down to the header in sight at all times, unless its view is divided already."""
    start = inside(head)
    views = child_of(head, start, b"sheetViews")
    if header_row > MOST_FROZEN:
        return head
    if views is None or views.closing == views.end:
        view = tag_of(prefix + b"sheetView", {b"workbookViewId": b"0"}, _pane(prefix, header_row, header_row + 1))
        written = tag_of(prefix + b"sheetViews", {}, view)
        return put_in_order(head, start, BEFORE, b"sheetViews", written)
    view_element = next(children_of(head, views), None)
    if view_element is None or child_of(head, view_element.opened, b"pane") is not None:
        return head
    attributes = attributes_of(head[view_element.start : view_element.opened])
    if attributes.get(b"view", b"normal") == b"pageLayout":
        return head
    # What was scrolled to is scrolled to below the header: the frozen rows themselves begin at the top.
    seen = position_of(attributes.pop(b"topLeftCell", b"").decode())
    first = max(header_row + 1, seen[1] if seen else 0)
    inner = re.sub(
        rb"(<(?:[\w.-]+:)?selection)(?![^>]*\spane=)(?=[\s/>])",
        rb'\1 pane="bottomLeft"',
        head[view_element.opened : view_element.closing],
    )
    view = tag_of(prefix + b"sheetView", attributes, _pane(prefix, header_row, first) + inner)
    return head[: view_element.start] + view + head[view_element.end :]


def _pane(prefix: bytes, rows: int, first: int) -> bytes:
    return tag_of(
        prefix + b"pane",
        {
            b"ySplit": b"%d" % rows,
            b"topLeftCell": b"A%d" % first,
            b"activePane": b"bottomLeft",
            b"state": b"frozen",
        },
    )


def filter_of(tail: bytes) -> Span | None:
    """The range of the worksheet's filter."""
    element = child_of(tail, after_rows(tail), b"autoFilter")
    ref = attributes_of(tail[element.start : element.opened]).get(b"ref", b"") if element else b""
    return span_of(ref)


def filtered(tail: bytes, prefix: bytes, span: Span) -> bytes:
    """The tail with a filter over that range; what is chosen in the filter that is there stays."""
    start = after_rows(tail)
    element = child_of(tail, start, b"autoFilter")
    if element is None:
        written = tag_of(prefix + b"autoFilter", {b"ref": span.ref})
        return put_in_order(tail, start, AFTER, b"autoFilter", written)
    head = tail[element.start : element.opened]
    changed = re.sub(rb"""(\sref\s*=\s*["'])[^"']*""", rb"\g<1>" + span.ref, head, count=1)
    return tail[: element.start] + changed + tail[element.opened :]


def may_be_filtered(tail: bytes) -> bool:
    """Whether a filter may be put on a sheet that has none: not beside a table, and not where it is protected."""
    names = {element.name for element in children(tail, after_rows(tail))}
    return names.isdisjoint({b"autoFilter", b"tableParts", b"sheetProtection", b"sortState"})


def links_of(tail: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The links of the worksheet: the cells each is on, and the element as it is written."""
    element = child_of(tail, after_rows(tail), b"hyperlinks")
    if element is not None:
        for match in LINK.finditer(tail, element.opened, element.closing):
            yield attribute(match[1], b"ref") or b"", match[0]


def relation_of(element: bytes) -> str:
    """The id of the relation that an element such as a link names."""
    match = RELATION_ID.search(element)
    return match[1].decode() if match else ""


def linked(tail: bytes, head: bytes, prefix: bytes, kept: Sequence[bytes], added: Iterable[tuple[bytes, str]]) -> bytes:
    """The tail with these links: those that are kept as they were, and new ones, each a cell and a relation's id."""
    named = tag_of(b"", relation_attribute(head, b"%b"))[1:-2]
    opening = b'<%bhyperlink ref="%%b"' % prefix + named + b"/>"
    links = b"".join(kept) + b"".join(opening % (ref, relation.encode()) for ref, relation in added)
    start = after_rows(tail)
    element = child_of(tail, start, b"hyperlinks")
    if element is None:
        written = tag_of(prefix + b"hyperlinks", {}, links)
        return put_in_order(tail, start, AFTER, b"hyperlinks", written) if links else tail
    if not links:
        return tail[: element.start] + tail[element.end :]
    return filled(tail, element, links)


def drawing_of(tail: bytes) -> str:
    """The id of the relation to the drawing that the sheet's notes and controls are in; empty if there is none."""
    element = child_of(tail, after_rows(tail), b"legacyDrawing")
    return relation_of(tail[element.start : element.opened]) if element else ""


def drawn(tail: bytes, head: bytes, prefix: bytes, relation: str) -> bytes:
    """The tail with the drawing that the sheet's notes are in."""
    written = tag_of(prefix + b"legacyDrawing", relation_attribute(head, relation.encode()))
    return put_in_order(tail, after_rows(tail), AFTER, b"legacyDrawing", written)


def without_dimension(head: bytes) -> bytes:
    """The head without the range in use, which would no longer be true."""
    element = child_of(head, inside(head), b"dimension")
    return head[: element.start] + head[element.end :] if element else head


def widened(head: bytes, prefix: bytes, widths: Mapping[int, int]) -> bytes:
    """The head with these columns (counted from 0) as wide as that; one that reaches over them is cut."""
    start = inside(head)
    old = child_of(head, start, b"cols")
    columns = [] if old is None else [head[e.start : e.end] for e in children_of(head, old)]
    inner = _columns(prefix, columns, widths)
    if old is not None:
        return filled(head, old, inner)
    return put_in_order(head, start, BEFORE, b"cols", tag_of(prefix + b"cols", {}, inner))


def _columns(prefix: bytes, old: Sequence[bytes], widths: Mapping[int, int]) -> bytes:
    first, last = min(widths) + 1, max(widths) + 1
    elements = [
        (column + 1, column + 1, {b"width": b"%d" % width, b"customWidth": b"1"}) for column, width in widths.items()
    ]
    for column in old:
        looks = attributes_of(column)
        low, high = (_ordinal(looks.pop(name, b"")) for name in (b"min", b"max"))
        elements.append((low, min(high, first - 1), looks))
        elements.append((max(low, last + 1), high, looks))
    return b"".join(
        tag_of(prefix + b"col", {b"min": b"%d" % low, b"max": b"%d" % high, **looks})
        for low, high, looks in sorted(elements, key=lambda element: element[:2])
        if 0 < low <= high
    )


def _ordinal(written: bytes) -> int:
    return int(written) if written.isdigit() else 0
