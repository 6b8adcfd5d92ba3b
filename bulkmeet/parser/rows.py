"""One row after another to drafts."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from bulkmeet.cells.dates import DateOrder, infer_order
from bulkmeet.cells.durations import is_bare_number
from bulkmeet.cells.flags import title_says_cancelled
from bulkmeet.cells.text import is_blank, quoted, text_of
from bulkmeet.cells.zones import parse_zone
from bulkmeet.columns.fields import RESULT_FIELDS, Column, Field, Mapping
from bulkmeet.columns.mapping import is_series_key
from bulkmeet.model import Cell, Draft, Host, Issue, Problem, Row, Settled, Sheet, Status
from bulkmeet.parser.halves import half_converted
from bulkmeet.parser.people import ADDRESSES, NAMES, participants_of, unreachable
from bulkmeet.parser.readers import DATES, Findings, ReadCell, Reader, issue_at, reader_for
from bulkmeet.parser.times import END, START, UNREADABLE, Cells, Instant, Moment, Zones, completed, in_utc, moment_of
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
    """The readers of a sheet's columns, made once and used for every row; `issues` are those of the headers."""

    def __init__(self, mapping: Mapping, order: DateOrder | None, settings: Settings, header_row: int) -> None:
        self._default_zone = settings.timezone
        self._header_row = header_row
        self._durations_add_up = len(mapping.of(Field.DURATION)) > 1
        self._readers: list[tuple[Column, Reader]] = [
            (column, reader)
            for column in mapping.columns
            if (reader := reader_for(column, order, settings.region)) is not None
        ]
        self.issues: list[Issue] = []
        self._header_zones = self._zones_in_headers(mapping)
        self._assumed_minutes: set[int] = set()

    def parse(self, row: Row) -> tuple[Draft, list[Issue]]:
        """The row as a draft, with its issues; those of a row that is left out on purpose do not matter."""
        findings = Findings(row.number)
        read = list(self._read(row, findings))
        single: Cells = {
            part.column.field: part for part in reversed(read) if part.column.field is not None and _is_single(part)
        }
        skip = _reason_to_skip(single)
        draft = self._draft(row, single, read, findings, skip)
        if skip:
            return draft, []
        self._note_minutes(read)
        return draft, findings.issues

    def _read(self, row: Row, findings: Findings) -> Iterator[ReadCell]:
        for column, reader in self._readers:
            cell = row.cells[column.index]
            if is_blank(cell) or (self._durations_add_up and column.field is Field.DURATION and _is_zero(cell)):
                continue
            parsed = reader(cell)
            if parsed.problems:
                findings.add(parsed.problems, column, cell)
            if parsed.value is not None:
                yield ReadCell(parsed.value, column, cell)

    def _draft(self, row: Row, single: Cells, read: list[ReadCell], findings: Findings, skip: str) -> Draft:
        start, end = self._start_and_end(single, findings)
        settled = _settled(single, findings)
        if findings.doubtful.isdisjoint({*ADDRESSES, *NAMES}):
            for problem, part in unreachable(read):
                findings.add((problem,), part.column, part.cell)
        return Draft(
            row=row.number,
            key=_key(single, start),
            title=_text(single, Field.TITLE),
            start=start.seconds if start else None,
            end=end.seconds if end else None,
            duration=_duration(read),
            zone=start.zone if start else self._default_zone,
            host=_host(single),
            meeting_type=_text(single, Field.MEETING_TYPE),
            recurrence=_text(single, Field.RECURRENCE),
            call_out=single[Field.CALL_OUT].value if Field.CALL_OUT in single else None,
            participants=participants_of(read),
            skip=skip,
            settled=settled,
            doubtful=frozenset(map(str, findings.doubtful)),
            host_name=_text(single, Field.HOST_NAME),
            zone_assumed=any(instant.assumed for instant in (start, end) if instant),
        )

    def _start_and_end(self, single: Cells, findings: Findings) -> tuple[Instant | None, Instant | None]:
        zones = Zones(_zone(single, Field.TIMEZONE, findings), self._header_zones, self._default_zone)
        end_zone = _zone(single, Field.END_TIMEZONE, findings)
        end_zones = zones if end_zone is None else msgspec.structs.replace(zones, row=end_zone)
        start, end = moment_of(single, START), moment_of(single, END)
        if end is not None and start is not None:
            end = completed(end, start, end_zones)
        if end is not None and end.when.day is None:
            # The start has no day that it could have, and that is said of the start.
            findings.doubtful.add(END.whole)
            end = None
        return _taken(start, zones, findings), _taken(end, end_zones, findings)

    def _zones_in_headers(self, mapping: Mapping) -> dict[int, str]:
        zones: dict[int, str] = {}
        for column in mapping.columns:
            if column.zone is not None:
                parsed = parse_zone(column.zone)
                self.issues.extend(
                    issue_at(problem, column, self._header_row, column.header) for problem in parsed.problems
                )
                zones[column.index] = parsed.value or UNREADABLE
        return zones

    def _note_minutes(self, read: list[ReadCell]) -> None:
        """Say once of a column that its bare numbers were taken for minutes."""
        for part in read:
            column = part.column
            is_bare = column.field is Field.DURATION and column.unit is None and is_bare_number(part.cell)
            if is_bare and column.index not in self._assumed_minutes:
                self._assumed_minutes.add(column.index)
                message = (
                    f"The bare numbers in {quoted(column.header)} are read as minutes; "
                    f"if they are not, name the unit in the header, like {quoted(column.header + ' (h)')}."
                )
                problem = Problem("duration_in_minutes", message, "warning")
                self.issues.append(issue_at(problem, column, self._header_row, column.header))


def _is_single(part: ReadCell) -> bool:
    return part.column.field not in MANY and part.column.person == 0


def _is_zero(cell: Cell) -> bool:
    return not text_of(cell).strip("0")


def _taken(moment: Moment | None, zones: Zones, findings: Findings) -> Instant | None:
    """The moment in time, or None; then its cells are doubtful, so that it is not called missing too."""
    if moment is None:
        return None
    parsed = in_utc(moment, zones, findings.doubtful)
    findings.add(parsed.problems, moment.at.column, moment.at.cell)
    if parsed.value is None:
        findings.doubtful.add(moment.side.whole)
    return parsed.value


def _text(single: Cells, field: Field) -> str | None:
    return str(single[field].value) if field in single else None


def _zone(single: Cells, field: Field, findings: Findings) -> str | None:
    return UNREADABLE if field in findings.doubtful else _text(single, field)


def _key(single: Cells, start: Instant | None) -> str | None:
    """The sheet's own key; one that all meetings of a series share counts only together with the start."""
    key = _text(single, Field.KEY)
    if key is not None and is_series_key(single[Field.KEY].column):
        return f"{key} {start.seconds}" if start else None
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


def _settled(single: Cells, findings: Findings) -> Settled | None:
    """What the result columns of an earlier run say of the row."""
    text = _text(single, Field.RESULT_STATUS)
    if text is None:
        return None
    try:
        status = Status(text.casefold())
    except ValueError:
        message = (
            f"{quoted(text)} is no status of bulkmeet; put back what stood there ({', '.join(Status)}), "
            "or clear the cell."
        )
        part = single[Field.RESULT_STATUS]
        findings.add((Problem("status_unreadable", message),), part.column, part.cell)
        return None
    meeting_id, meeting_url, message, at, key = [_text(single, field) or "" for field in RESULT_FIELDS[1:]]
    return Settled(status, meeting_id, meeting_url, message, at, key)


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
    if order is None or order == "ambiguous":
        return None, []
    return order, half_converted(sheet, columns)
