"""One row after another to drafts."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from bulkmeet.cells.dates import DateOrder, infer_order
from bulkmeet.cells.durations import is_bare_number
from bulkmeet.cells.flags import title_says_cancelled
from bulkmeet.cells.text import is_blank, quoted, text_of
from bulkmeet.cells.zones import parse_zone
from bulkmeet.columns.fields import RESULT_FIELDS, Column, Field, Mapping
from bulkmeet.columns.mapping import is_series_key
from bulkmeet.model import Draft, Host, Issue, Parsed, Problem, Row, Settled, Sheet, Status
from bulkmeet.parser.people import participants_of
from bulkmeet.parser.readers import DATES, ReadCell, Reader, issue_at, reader_for
from bulkmeet.parser.times import Cells, Zones, end_in_utc, moment_of, start_in_utc
from bulkmeet.settings import Settings

MANY = frozenset({Field.ATTENDEES, Field.DURATION})


class Parsing(Struct, frozen=True):
    """Every row of a sheet as a draft, in its order, and everything that is wrong with their cells."""

    drafts: tuple[Draft, ...]
    issues: tuple[Issue, ...]
    order: DateOrder | None


def parse_rows(sheet: Sheet, mapping: Mapping, settings: Settings) -> Parsing:
    """Parse every row; the order of day and month is inferred from the whole of the date columns."""
    order, issues = _date_order(sheet, mapping, settings)
    parser = RowParser(mapping, order, settings, sheet.header_row)
    drafts = []
    for row in sheet.rows:
        draft, found = parser.parse(row)
        drafts.append(draft)
        issues.extend(found)
    return Parsing(tuple(drafts), (*issues, *parser.issues), order)


class RowParser:
    """The readers of a sheet's columns, made once and used for every row."""

    def __init__(self, mapping: Mapping, order: DateOrder | None, settings: Settings, header_row: int) -> None:
        self._default_zone = settings.timezone
        self._durations_add_up = len(mapping.of(Field.DURATION)) > 1
        self._readers: list[tuple[Column, Reader]] = [
            (column, reader)
            for column in mapping.columns
            if (reader := reader_for(column, order, settings.region)) is not None
        ]
        self.issues: list[Issue] = []
        self._header_zones = self._zones_in_headers(mapping, header_row)
        self._assumed_minutes: set[int] = set()

    def parse(self, row: Row) -> tuple[Draft, list[Issue]]:
        """The row as a draft, with its issues; those of a row that is left out on purpose do not matter."""
        issues: list[Issue] = []
        read = list(self._read(row, issues))
        single: Cells = {
            part.column.field: part for part in reversed(read) if part.column.field is not None and _is_single(part)
        }
        skip = _reason_to_skip(single)
        draft = self._draft(row, single, read, issues, skip)
        if skip:
            return draft, []
        return draft, issues

    def _read(self, row: Row, issues: list[Issue]) -> Iterator[ReadCell]:
        for column, reader in self._readers:
            cell = row.cells[column.index]
            if is_blank(cell) or (self._durations_add_up and column.field is Field.DURATION and text_of(cell) == "0"):
                continue
            parsed = reader(cell)
            issues.extend(issue_at(problem, column, row.number, cell) for problem in parsed.problems)
            if parsed.value is not None:
                yield ReadCell(parsed.value, column, cell)
            if column.field is Field.DURATION and column.unit is None and is_bare_number(cell):
                self._note_minutes(column, row)

    def _draft(self, row: Row, single: Cells, read: list[ReadCell], issues: list[Issue], skip: str) -> Draft:
        zones = Zones(_text(single, Field.TIMEZONE), self._header_zones, self._default_zone)
        start_moment = moment_of(single, Field.START, Field.START_DATE, Field.START_TIME)
        end_moment = moment_of(single, Field.END, Field.END_DATE, Field.END_TIME)
        start, end, zone = None, None, zones.default
        if start_moment is not None:
            parsed, zone = start_in_utc(start_moment, zones)
            start = _taken(parsed, start_moment.at, row, issues)
        # An end that is only a time of day follows its start; without a readable start there is nothing to add.
        if end_moment is not None and (start is not None or end_moment.when.day is not None):
            end = _taken(end_in_utc(end_moment, start_moment, zones), end_moment.at, row, issues)
        settled, problem = _settled(single)
        if problem is not None:
            issues.append(issue_at(problem, single[Field.RESULT_STATUS].column, row.number))
        return Draft(
            row=row.number,
            key=_key(single, start),
            title=_text(single, Field.TITLE),
            start=start,
            end=end,
            duration=_duration(read),
            zone=zone,
            host=_host(single),
            meeting_type=_text(single, Field.MEETING_TYPE),
            recurrence=_text(single, Field.RECURRENCE),
            call_out=single[Field.CALL_OUT].value if Field.CALL_OUT in single else None,
            participants=participants_of(read),
            skip=skip,
            settled=settled,
            doubtful=_doubtful(issues, self._readers),
        )

    def _zones_in_headers(self, mapping: Mapping, header_row: int) -> dict[int, str]:
        zones: dict[int, str] = {}
        for column in mapping.columns:
            if column.zone is None:
                continue
            parsed = parse_zone(column.zone)
            self.issues.extend(issue_at(problem, column, header_row, column.header) for problem in parsed.problems)
            if parsed.value is not None:
                zones[column.index] = parsed.value
        return zones

    def _note_minutes(self, column: Column, row: Row) -> None:
        if column.index in self._assumed_minutes:
            return
        self._assumed_minutes.add(column.index)
        problem = Problem(
            "duration_in_minutes",
            f"The bare numbers in {quoted(column.header)} are read as minutes; "
            f"if they are not, name the unit in the header, like {quoted(column.header + ' (h)')}.",
            "warning",
        )
        self.issues.append(issue_at(problem, column, row.number))


def _is_single(part: ReadCell) -> bool:
    return part.column.field not in MANY and part.column.person == 0


def _taken(parsed: Parsed[int], at: ReadCell, row: Row, issues: list[Issue]) -> int | None:
    issues.extend(issue_at(problem, at.column, row.number, at.cell) for problem in parsed.problems)
    return parsed.value


def _text(single: Cells, field: Field) -> str | None:
    return str(single[field].value) if field in single else None


def _key(single: Cells, start: int | None) -> str | None:
    """The sheet's own key; one that all meetings of a series share counts only together with the start."""
    key = _text(single, Field.KEY)
    if key is not None and is_series_key(single[Field.KEY].column):
        return f"{key} {start}"
    return key


def _host(single: Cells) -> Host | None:
    user_id, email = _text(single, Field.USER_ID), _text(single, Field.HOST_EMAIL)
    if user_id:
        return Host(user_id=user_id)
    return Host(email=email.lower()) if email else None


def _duration(read: list[ReadCell]) -> int | None:
    """Seconds; hours and minutes in columns of their own add up."""
    parts = [int(part.value) for part in read if part.column.field is Field.DURATION]
    return sum(parts) if parts else None


def _reason_to_skip(single: Cells) -> str:
    if Field.CANCELLED in single and single[Field.CANCELLED].value:
        return f"Not sent: {quoted(single[Field.CANCELLED].column.header)} says it is cancelled."
    if Field.TITLE in single and title_says_cancelled(single[Field.TITLE].value):
        return "Not sent: its title says it is cancelled."
    if Field.ALL_DAY in single and single[Field.ALL_DAY].value:
        return "Not sent: an all-day entry has no start and end time, which a Dialpad meeting needs."
    return ""


def _settled(single: Cells) -> tuple[Settled | None, Problem | None]:
    """What the result columns of an earlier run say of the row."""
    text = _text(single, Field.RESULT_STATUS)
    if text is None:
        return None, None
    try:
        status = Status(text.casefold())
    except ValueError:
        allowed = ", ".join(Status)
        return None, Problem(
            "status_unreadable",
            f"{quoted(text)} is no status of bulkmeet; put back what stood there ({allowed}), or clear the cell.",
        )
    rest = [_text(single, field) or "" for field in RESULT_FIELDS[1:]]
    meeting_id, meeting_url, message, at, key = rest
    return Settled(status, meeting_id, meeting_url, message, at, key), None


def _doubtful(issues: Iterable[Issue], readers: list[tuple[Column, Reader]]) -> frozenset[str]:
    """The fields that have an error in this row."""
    headers = {issue.column for issue in issues if issue.severity == "error"}
    return frozenset(str(column.field) for column, _ in readers if column.header in headers) if headers else frozenset()


def _date_order(sheet: Sheet, mapping: Mapping, settings: Settings) -> tuple[DateOrder | None, list[Issue]]:
    if settings.date_order is not None:
        return settings.date_order, []
    columns = [column for column in mapping.columns if column.field in DATES]
    order = infer_order(row.cells[column.index] for column in columns for row in sheet.rows)
    if order == "contradictory":
        problem = Problem(
            "date_order_mixed",
            "Some dates here can only be day first and others only month first; "
            "write them all one way, or say how to read them with --date-order.",
            "warning",
        )
        return None, [issue_at(problem, columns[0], sheet.header_row)]
    return (None, []) if order == "ambiguous" else (order, [])
