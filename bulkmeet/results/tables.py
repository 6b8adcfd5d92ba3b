"""Filters and tables (as Excel calls a range with a name and banding) that grow over the results beside them."""

import re
from collections.abc import Mapping

from bulkmeet.patterns import pattern
from bulkmeet.results.celltext import attribute
from bulkmeet.results.margins import Span, filter_of, filtered, may_be_filtered, span_of
from bulkmeet.results.markup import attribute_text, attributes_of, children_of, filled, found, prefix_at, tag_of
from bulkmeet.results.parts import Parts

CERTAIN = frozenset({b"id", b"name", b"displayName", b"ref", b"totalsRowShown", b"headerRowCount", b"comment"})
"""Attributes of a table that say nothing of its columns; with one that is not here, or not a style's, it stays."""
LOOKS = pattern(rb"\w+DxfId|\w+CellStyle|xmlns|\w+:\w+")


def grown_filter(tail: bytes, prefix: bytes, header_row: int, last_row: int, added: Mapping[int, str]) -> bytes:
    """The worksheet's tail with its filter reaching over the new columns, or with one if none would be in its way."""
    span = filter_of(tail)
    right = max(added)
    if span is not None:
        belongs = span.top == header_row and span.right < right
        return filtered(tail, prefix, Span(span.left, span.top, right, span.bottom)) if belongs else tail
    if not may_be_filtered(tail) or last_row <= header_row:
        return tail
    return filtered(tail, prefix, Span(0, header_row, right, last_row))


def rename_filter(parts: Parts, sheet: str, span: Span | None) -> None:
    """Let the hidden name that Excel keeps for a sheet's filter say what the filter says."""
    workbook = parts.read(parts.workbook)
    names, sheets = found(workbook, b"definedNames"), found(workbook, b"sheets")
    if span is None or names is None or sheets is None:
        return
    titles = [attribute(workbook[e.start : e.opened], b"name") for e in children_of(workbook, sheets)]
    written = attribute_text(sheet)
    for name in children_of(workbook, names):
        attributes = attributes_of(workbook[name.start : name.opened])
        place = attributes.get(b"localSheetId", b"")
        is_filter = attributes.get(b"name") == b"_xlnm._FilterDatabase" and place.isdigit()
        if is_filter and int(place) < len(titles) and titles[int(place)] == written:
            target, _, _ = workbook[name.opened : name.closing].rpartition(b"!")
            first, last = span.ref.split(b":")
            ref = b":".join(re.sub(rb"([A-Z]+)([0-9]+)", rb"$\1$\2", corner) for corner in (first, last))
            parts.put(parts.workbook, filled(workbook, name, target + b"!" + ref))
            return


def grow_tables(parts: Parts, sheet: str, header_row: int, added: Mapping[int, str]) -> None:
    """Let the table that ends just beside the new columns take them in, where nothing speaks against it.

    A table with a row of totals, with data from elsewhere, without headers, or with a column of that name stays as
    it is: what Excel keeps of those elsewhere would no longer fit.
    """
    for relation in parts.related(sheet, "table"):
        xml = parts.read(relation.target)
        table = found(xml, b"table")
        attributes = attributes_of(xml[table.start : table.opened]) if table else {}
        span = span_of(attributes.get(b"ref", b""))
        if span and span.top == header_row and span.right + 1 == min(added) and _may_grow(xml, attributes, added):
            parts.put(relation.target, _grown(xml, added))


def _may_grow(xml: bytes, attributes: Mapping[bytes, bytes], added: Mapping[int, str]) -> bool:
    if attributes.get(b"headerRowCount", b"1") != b"1":
        return False
    if any(name not in CERTAIN and not LOOKS.fullmatch(name) for name in attributes):
        return False
    taken = {attributes_of(column).get(b"name", b"").lower() for column in _columns(xml)}
    in_row = list(added) == list(range(min(added), max(added) + 1))
    return in_row and bool(taken) and taken.isdisjoint(attribute_text(name) for name in added.values())


def _grown(xml: bytes, added: Mapping[int, str]) -> bytes:
    ids = [int(attributes_of(column).get(b"id", b"0")) for column in _columns(xml)]
    parent = found(xml, b"tableColumns")
    assert parent is not None  # noqa: S101 - its columns were just read
    p = prefix_at(xml, parent)
    new = b"".join(
        tag_of(p + b"tableColumn", {b"id": b"%d" % number, b"name": attribute_text(name)})
        for number, name in enumerate(added.values(), max(ids) + 1)
    )
    xml = filled(xml, parent, xml[parent.opened : parent.closing] + new)
    count = b'count="%d"' % (len(ids) + len(added))
    xml = re.sub(rb"""(<(?:[\w.-]+:)?tableColumns[^>]*?)count\s*=\s*["'][0-9]*["']""", rb"\1" + count, xml, count=1)
    for name in (b"table", b"autoFilter"):
        element = found(xml, name)
        old = span_of(attributes_of(xml[element.start : element.opened]).get(b"ref", b"")) if element else None
        if element and old:
            ref = Span(old.left, old.top, max(added), old.bottom).ref
            head = re.sub(
                rb"""(\sref\s*=\s*["'])[^"']*""", rb"\g<1>" + ref, xml[element.start : element.opened], count=1
            )
            xml = xml[: element.start] + head + xml[element.opened :]
    return xml


def _columns(xml: bytes) -> list[bytes]:
    parent = found(xml, b"tableColumns")
    return [] if parent is None else [xml[e.start : e.opened] for e in children_of(xml, parent)]
