"""Issues as they are shown in a workbook: by the cell they are about, and in a sheet that lists them all. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from bulkmeet.cells.addresses import position_of
from bulkmeet.cells.text import address, column_index
from bulkmeet.columns.fields import ISSUES_SHEET
from bulkmeet.model import Issue, Severity
from bulkmeet.results.notes import MOST_NOTES, Cell
from bulkmeet.results.ownsheets import Line, OwnCell, OwnSheet, place_in
from bulkmeet.results.styles import MARK_FILLS, Look, Styles

HEADERS = ("Severity", "Row", "Cell", "Column", "What is wrong and what to do", "Value")
WIDTHS = (10, 8, 9, 24, 90, 34)
MOST_LISTED = 1_000_000
ERROR, WARNING = (Look(fill=fill) for fill in MARK_FILLS)
LOOKS: Mapping[Severity, Look] = {"error": ERROR, "warning": WARNING}
LISTED = tuple(Look(fill=fill, wraps=True) for fill in MARK_FILLS)
HEADER = Look(is_bold=True, fill=b"FFE4E8EE")
WRAPPED = Look(wraps=True)
LINKED = Look(is_link=True, wraps=True)


class Annotation(Struct, frozen=True):
    """What is wrong with the meetings on `sheet`, whose `headers` stand in row `header_row`."""

    sheet: str
    header_row: int
    headers: Sequence[str]
    issues: Sequence[Issue]


class Marked(Struct, frozen=True):
    """A cell that something is wrong with: how bad, and what."""

    severity: Severity
    text: str


def marked_cells(issues: Sequence[Issue], headers: Sequence[str], header_row: int) -> Mapping[Cell, Marked]:
    """What is wrong with each cell; what is said of a column is said of its header, and of no cell is left out."""
    found: dict[Cell, list[Issue]] = {}
    for issue in issues:
        cell = cell_of(issue, headers, header_row)
        if cell is not None:
            found.setdefault(cell, []).append(issue)
    return {cell: _marked(there) for cell, there in found.items()}


def cell_of(issue: Issue, headers: Sequence[str], header_row: int) -> Cell | None:
    """The row (as the spreadsheet shows it) and the column (counted from 0) that an issue is about."""
    if issue.cell:
        place = position_of(issue.cell)
        if place is not None:
            return place[1], place[0]
        return (header_row, column_index(issue.cell)) if issue.cell.isalpha() else None
    if issue.row is None and issue.column and list(headers).count(issue.column) == 1:
        return header_row, list(headers).index(issue.column)
    return None


def issue_sheet(annotation: Annotation, styles: Styles | None) -> OwnSheet:
    """The sheet that lists all issues, the errors first, each with a link to its cell."""
    header, wrapped, linked, error, warning = (
        styles.derived(None, look) if styles else None for look in (HEADER, WRAPPED, LINKED, *LISTED)
    )
    fills = {"error": error, "warning": warning}
    ordered = sorted(annotation.issues, key=lambda issue: (issue.severity != "error", issue.row or 0))

    def in_sheet(shown: str) -> str:
        return place_in(annotation.sheet, shown)

    def lines() -> Iterator[Line]:
        yield [OwnCell(name, header) for name in HEADERS]
        for issue in ordered[:MOST_LISTED]:
            cell = cell_of(issue, annotation.headers, annotation.header_row)
            shown = address(cell[1], cell[0]) if cell else ""
            row = issue.row or (cell[0] if cell else 0)
            yield [
                OwnCell(issue.severity, fills[issue.severity]),
                OwnCell(row or "", wrapped if shown else linked, "" if shown or not row else in_sheet(f"A{row}")),
                OwnCell(shown, linked, in_sheet(shown)) if shown else OwnCell(),
                OwnCell(issue.column or "", wrapped, wraps=True),
                OwnCell(issue.message, wrapped, wraps=True),
                OwnCell(issue.value or "", wrapped, wraps=True),
            ]
        if not ordered:
            yield [*[OwnCell()] * 4, OwnCell("Nothing is wrong.", wrapped)]

    return OwnSheet(ISSUES_SHEET, lines, WIDTHS, frozen_rows=1, is_filtered=True)


def notes_for(marked: Mapping[Cell, Marked]) -> Mapping[Cell, str]:
    """The notes for the cells; where there are too many for Excel, the errors from the top."""
    chosen = sorted(marked, key=lambda cell: (marked[cell].severity != "error", cell))[:MOST_NOTES]
    return {cell: marked[cell].text for cell in chosen}


def _marked(issues: Sequence[Issue]) -> Marked:
    errors = [issue for issue in issues if issue.severity == "error"]
    ordered = [*errors, *(issue for issue in issues if issue.severity != "error")]
    texts = dict.fromkeys(f"{issue.severity.capitalize()}: {issue.message}" for issue in ordered)
    return Marked("error" if errors else "warning", "\n".join(texts))
