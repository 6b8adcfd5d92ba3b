"""Sheets as tests write them, and what bulkmeet makes of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bulkmeet.cells.zones import local_time
from bulkmeet.columns.fields import Mapping as Columns
from bulkmeet.columns.mapping import map_columns
from bulkmeet.examine import Examined, examine_sheet
from bulkmeet.grouping import group_rows
from bulkmeet.ledger.records import Known
from bulkmeet.loader.gathering import Gatherer
from bulkmeet.loader.reshaping import as_wide_as
from bulkmeet.model import Cell, Group, Issue, Meeting, Row, Status
from bulkmeet.parser import Parsing, parse_rows
from bulkmeet.settings import Settings
from bulkmeet.sheet import Grid, Sheet

NEW_YORK = "America/New_York"
NOW = datetime(2026, 1, 5, tzinfo=UTC).timestamp()
HEADERS = ("Title", "Start", "End", "Host email")


def table(text: str) -> Sheet:
    """The sheet drawn with bars between its cells; the first line has the headers, and a space alone is blank."""
    lines = [line for line in text.splitlines() if line.strip()]
    headers, *rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return sheet_of(headers, [[cell or None for cell in row] for row in rows])


def sheet_of(headers: Sequence[str], rows: Iterable[Sequence[Cell]], issues: Sequence[Issue] = ()) -> Sheet:
    """The sheet with its headers in row 1."""
    grid = gathered(Row(number, tuple(cells)) for number, cells in enumerate(rows, 2))
    return Sheet("meetings.csv", None, None, 1, tuple(headers), as_wide_as(grid, len(headers)), tuple(issues))


def rows_with(*cells: Cell) -> list[tuple[Cell, ...]]:
    """A meeting below `HEADERS` for each of the cells, which stands behind it."""
    return [
        (f"Round {place}", f"2026-09-{10 + place} 14:00", f"2026-09-{10 + place} 15:00", "ana@example.com", cell)
        for place, cell in enumerate(cells)
    ]


def gathered(rows: Iterable[Row]) -> Grid:
    """Rows as a grid."""
    gatherer = Gatherer()
    gatherer.add(rows)
    return gatherer.grid()


def columns_of(sheet: Sheet) -> Columns:
    """How the sheet's columns are read."""
    return map_columns(
        sheet.headers, [[row.cells[index] for row in sheet.rows] for index in range(len(sheet.headers))], {}
    )


def settings_with(options: Mapping[str, Any]) -> Settings:
    """Settings whose zone is New York's unless the test says another."""
    return Settings(**{"timezone": NEW_YORK, **options})


def parsed(sheet: Sheet | str, **options: Any) -> Parsing:
    """The sheet's rows as drafts."""
    sheet = table(sheet) if isinstance(sheet, str) else sheet
    return parse_rows(sheet, columns_of(sheet), settings_with(options))


def grouped(sheet: Sheet | str, **options: Any) -> tuple[Group, ...]:
    """The sheet's rows in their groups."""
    return group_rows(parsed(sheet, **options).drafts)


def examined(sheet: Sheet | str, *, known: Mapping[str, Known] | None = None, **options: Any) -> Examined:
    """The sheet examined early in 2026, with a ledger that knows what `known` says."""
    sheet = table(sheet) if isinstance(sheet, str) else sheet
    ledger = known or {}
    return examine_sheet(
        sheet, settings_with(options), NOW, lambda keys: {key: ledger[key] for key in keys if key in ledger}
    )


def meetings(found: Examined) -> list[Meeting]:
    """The meetings that would be sent."""
    return [part.meeting for part in found.parts if part.meeting is not None]


def only(found: Examined) -> Meeting:
    """The one meeting that would be sent."""
    (meeting,) = meetings(found)
    return meeting


def statuses(found: Examined) -> dict[int, Status]:
    """What is said of each row."""
    return {row: part.result.status for part in found.parts for row in part.result.rows}


def messages(found: Examined) -> dict[int, str]:
    """The sentence each row gets."""
    return {row: part.result.message for part in found.parts for row in part.result.rows}


def errors(issues: Iterable[Issue]) -> list[tuple[str, str | int | None]]:
    """The errors, each with its cell, or its row where it has none."""
    return [(issue.code, issue.cell or issue.row) for issue in issues if issue.severity == "error"]


def warnings(issues: Iterable[Issue]) -> list[tuple[str, str | int | None]]:
    """The same of the warnings."""
    return [(issue.code, issue.cell or issue.row) for issue in issues if issue.severity == "warning"]


def message(issues: Iterable[Issue], code: str) -> str:
    """The sentence of the one issue with that code."""
    (found,) = [issue.message for issue in issues if issue.code == code]
    return found


def shown(epoch: int | None, zone: str = NEW_YORK) -> str:
    """A time as clocks in the zone show it."""
    assert epoch is not None
    return local_time(epoch, zone).strftime("%Y-%m-%d %H:%M")


def emails(meeting: Meeting) -> list[str | None]:
    """Who takes part."""
    return [person.email for person in meeting.participants]
