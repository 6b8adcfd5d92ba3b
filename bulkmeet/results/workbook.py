"""The user's own workbook with the results to the right, or with what is wrong marked: nothing else in it changes.

Saving with openpyxl would lose pictures, text boxes, sparklines, rich text, check boxes and stored values.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml import DefusedXmlException
from msgspec import Struct

from bulkmeet.columns.fields import ISSUES_SHEET, Field
from bulkmeet.patterns import pattern
from bulkmeet.results.annotate import (
    OTHER_WIDTH,
    WIDTHS,
    Plan,
    Survey,
    planned,
    surveyed,
    with_results,
)
from bulkmeet.results.atomic import AGAIN, replacing
from bulkmeet.results.celltext import letters
from bulkmeet.results.issuelist import Annotation, issue_sheet, marked_cells, notes_for
from bulkmeet.results.margins import (
    MOST_LINKS,
    drawing_of,
    drawn,
    filter_of,
    frozen,
    linked,
    links_of,
    relation_of,
    widened,
    without_dimension,
)
from bulkmeet.results.marks import with_marks
from bulkmeet.results.notes import put_notes
from bulkmeet.results.ownsheets import put_sheet
from bulkmeet.results.package import pieces_of, rewritten, worksheet_part
from bulkmeet.results.parts import Parts, part_of_sheet
from bulkmeet.results.resultcells import RowCells
from bulkmeet.results.rowedits import Item, rows_as_bytes, with_styles
from bulkmeet.results.sheetxml import SheetStream
from bulkmeet.results.source import Changed, reading_again
from bulkmeet.results.styles import Styles
from bulkmeet.results.summarysheet import Summary, summary_sheet
from bulkmeet.results.tables import grow_tables, grown_filter, rename_filter

DAMAGE = (BadZipFile, zlib.error, ParseError, DefusedXmlException, EOFError, RuntimeError, UnicodeError)
LINK = pattern(r"https?://[A-Za-z0-9\[][!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]{0,2000}")
"""An address that may become a link: of a kind that Excel follows, and without what it takes for damage."""


class _Place(Struct, frozen=True):
    """Where the meetings are in a package, and what is there to write with."""

    package: ZipFile
    parts: Parts
    part: str
    styles_part: str
    styles: Styles | None


def write_workbook(
    source: Path,
    target: Path,
    sheet: str,
    header_row: int,
    headers: tuple[str, ...],
    cells: Mapping[int, tuple[str, ...]],
    existing: Mapping[str, int] | None = None,
    then: str = AGAIN,
    summary: Summary | None = None,
    annotation: Annotation | None = None,
) -> None:
    """Write `source` to `target` (which may be the same) with a column for each of `headers` on `sheet`.

    `cells` maps a row's number, as the spreadsheet shows it, to its values in the order of `headers`; rows
    that are not in it keep what they have. `existing` says which of the columns the sheet has already, by
    index from 0 (placing.existing_columns finds them). A `summary` goes into a sheet of its own; a workbook that was
    annotated before shows the issues of `annotation` instead of the old ones. RunStopped is raised if a file cannot be
    read or written, and `target` is then what it was before.
    """
    with reading_again(source, *DAMAGE):
        survey = _surveyed(source, sheet, header_row, headers, existing or {})
        plan = planned(survey, header_row, headers, existing or {})
        # Opened inside `replacing`, so that it is closed again when it is replaced by itself.
        with replacing(target, then, source) as out, _opened(source, sheet) as place:
            head, tail, links = _with_columns(place, survey, sheet, plan, cells)
            items = _rows(place)
            if annotation is not None and part_of_sheet(place.parts, ISSUES_SHEET) is not None:
                items, tail = _annotated(place, survey, items, tail, annotation)
            if summary is not None:
                put_sheet(place.parts, summary_sheet(summary, place.styles))
            items = with_results(survey.names, items, plan, cells, place.styles, links)
            _write(place, head, items, tail, out)


def annotate_workbook(source: Path, target: Path, annotation: Annotation, then: str = AGAIN) -> None:
    """Write `source` to `target` with what is wrong coloured and noted at its cells, and listed on a sheet of its own.

    What an earlier time left there goes. RunStopped is raised if a file cannot be read or written, and `target` is
    then what it was before.
    """
    with reading_again(source, *DAMAGE):
        survey = _surveyed(source, annotation.sheet, annotation.header_row, (), {})
        with replacing(target, then, source) as out, _opened(source, annotation.sheet) as place:
            items, tail = _annotated(place, survey, _rows(place), survey.tail, annotation)
            _write(place, survey.head, items, tail, out)


def can_be_edited(source: Path) -> bool:
    """Whether the file is a workbook of a kind that is carried over as it is: XML, in the transitional edition.

    The strict one has no drawings of the kind that notes need.
    """
    try:
        with ZipFile(source) as package:
            parts = Parts(package)
            return parts.workbook.endswith(".xml") and not parts.is_strict
    except (OSError, Changed, *DAMAGE):
        return False


def is_annotated(source: Path) -> bool:
    """Whether the workbook carries the list of issues that `annotate_workbook` puts in."""
    try:
        with ZipFile(source) as package:
            return part_of_sheet(Parts(package), ISSUES_SHEET) is not None
    except (OSError, Changed, *DAMAGE):
        return False


def _surveyed(
    source: Path, sheet: str, header_row: int, headers: tuple[str, ...], existing: Mapping[str, int]
) -> Survey:
    with ZipFile(source) as package:
        return surveyed(pieces_of(package, worksheet_part(package, sheet)), header_row, headers, existing)


@contextmanager
def _opened(source: Path, sheet: str) -> Iterator[_Place]:
    with ZipFile(source) as package:
        parts = Parts(package)
        part = worksheet_part(package, sheet)
        styles_part = next((relation.target for relation in parts.related(parts.workbook, "styles")), "")
        styles = Styles(parts.read(styles_part)) if styles_part else None
        yield _Place(package, parts, part, styles_part, styles if styles and styles.are_there else None)


def _with_columns(
    place: _Place, survey: Survey, sheet: str, plan: Plan, cells: RowCells
) -> tuple[bytes, bytes, frozenset[int]]:
    """The worksheet's head and tail as they are with the results, and the rows whose address is a link."""
    prefix = survey.names.prefix
    head, tail = without_dimension(survey.head), survey.tail
    if plan.added:
        widths = {column: WIDTHS.get(name, OTHER_WIDTH) for column, name in plan.added.items()}
        head = widened(head, prefix, widths)
    if plan.added:
        head = frozen(head, prefix, plan.header_row)
        tail = grown_filter(tail, prefix, plan.header_row, max(cells, default=0), plan.added)
        rename_filter(place.parts, sheet, filter_of(tail))
        grow_tables(place.parts, place.part, plan.header_row, plan.added)
    return head, *_with_links(place, survey, tail, plan, cells)


def _with_links(
    place: _Place, survey: Survey, tail: bytes, plan: Plan, cells: RowCells
) -> tuple[bytes, frozenset[int]]:
    """The tail with a link on each address of a meeting, instead of those from an earlier time."""
    if Field.RESULT_URL not in plan.headers:
        return tail, frozenset()
    at = plan.headers.index(Field.RESULT_URL)
    column = letters(plan.columns[at])
    kept: list[bytes] = []
    gone: set[str] = set()
    for ref, link in links_of(tail):
        if ref.startswith(column) and ref[len(column) :].isdigit() and int(ref[len(column) :]) in cells:
            gone.add(relation_of(link))
        else:
            kept.append(link)
    rows = [row for row in sorted(cells) if LINK.fullmatch(cells[row][at])][: max(MOST_LINKS - len(kept), 0)]
    if not rows and not gone:
        return tail, frozenset()
    ids = _related(place, gone - set(map(relation_of, kept)), dict.fromkeys(cells[row][at] for row in rows))
    added = ((column + b"%d" % row, ids[cells[row][at]]) for row in rows)
    return linked(tail, survey.head, survey.names.prefix, kept, added), frozenset(rows)


def _related(place: _Place, free: set[str], addresses: Iterable[str]) -> Mapping[str, str]:
    """The ids of relations to these addresses: those that are `free` already where they name one, else new ones."""
    there = {relation.target: relation.id for relation in place.parts.relations(place.part) if relation.id in free}
    ids = {address: there[address] for address in addresses if address in there}
    place.parts.unrelate(place.part, frozenset(free.difference(ids.values())))
    missing = [address for address in addresses if address not in ids]
    made = place.parts.relate_all(place.part, "hyperlink", missing, external=True)
    return ids | dict(zip(missing, made, strict=True))


def _rows(place: _Place) -> Iterator[Item]:
    stream = SheetStream(pieces_of(place.package, place.part))
    stream.head()
    return stream.rows()


def _annotated(
    place: _Place, survey: Survey, items: Iterator[Item], tail: bytes, annotation: Annotation
) -> tuple[Iterator[Item], bytes]:
    """The rows and the tail with what is wrong, and without what an earlier annotation left there."""
    marked = marked_cells(annotation.issues, annotation.headers, annotation.header_row)
    made = put_notes(place.parts, place.part, drawing_of(tail), notes_for(marked))
    put_sheet(place.parts, issue_sheet(annotation, place.styles))
    if made is not None:
        tail = drawn(tail, survey.head, survey.names.prefix, made)
    if place.styles is None:
        return items, tail
    before = {style: place.styles.uncoloured(style) for style in place.styles.coloured}
    items = with_styles(survey.names, items, before) if before else items
    return with_marks(survey.names, items, marked, place.styles), tail


def _write(place: _Place, head: bytes, items: Iterable[Item], tail: bytes, out: BinaryIO) -> None:
    """The package, with the styles behind the worksheet: which ones are needed is known only then."""
    changed = place.parts.changed
    if place.styles is not None:
        changed[place.styles_part] = _late(place.styles)
    pieces = chain([head], rows_as_bytes(items), [tail])
    rewritten(place.package, place.part, pieces, out, changed, place.styles_part)


def _late(styles: Styles) -> Iterator[bytes]:
    yield styles.xml()
