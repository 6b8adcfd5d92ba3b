"""How the cells of a column are read: one function for each field."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from bulkmeet.cells.dates import DateOrder, parse_clock, parse_dated_clock, parse_when
from bulkmeet.cells.durations import parse_duration
from bulkmeet.cells.emails import parse_host_email
from bulkmeet.cells.endings import parse_dated_end_clock, parse_end, parse_end_clock
from bulkmeet.cells.flags import (
    parse_flag,
    parse_going_ahead,
    parse_meeting_type,
    parse_milliseconds,
    parse_role,
    says_cancelled,
    says_over,
)
from bulkmeet.cells.ids import parse_id
from bulkmeet.cells.marks import guest_named, parse_mark
from bulkmeet.cells.meridiem import Meridiem, parse_meridiem
from bulkmeet.cells.people import parse_email, parse_people, parse_phone
from bulkmeet.cells.recurrence import parse_recurrence
from bulkmeet.cells.refusals import needing_hours, says_all_day, without_time
from bulkmeet.cells.spans import split_hours, split_span
from bulkmeet.cells.text import address, parse_text, printable, text_of
from bulkmeet.cells.titles import parse_title
from bulkmeet.cells.zones import parse_zone
from bulkmeet.columns.donealready import says_done
from bulkmeet.columns.fields import RESULT_FIELDS, Column, Field
from bulkmeet.columns.looks import has_day
from bulkmeet.columns.whencancelled import says_when
from bulkmeet.model import Cell, Issue, Parsed, Problem, When
from bulkmeet.parser.headed import by_header, span_by_header

VALUE_CHARACTERS = 200

Reader = Callable[[Cell], Parsed[Any]]


def _parse_all_day(cell: Cell) -> Parsed[bool]:
    """Yes or no, or the day of an all-day entry, which others do not have in that column."""
    return Parsed(value=True) if has_day(cell) or says_all_day(text_of(cell)) else parse_flag(cell)


def _when_cancelled(cell: Cell) -> Parsed[bool]:
    """Yes where there is a day or an hour at which it was done; else what the word says."""
    return Parsed(value=True) if has_day(cell) else says_cancelled(cell)


def _reader_of_marks(header: str) -> Reader:
    if says_when(header):
        return _when_cancelled
    return says_over if says_done(header) else says_cancelled


PLAIN: dict[Field, Reader] = {
    Field.TITLE: parse_title,
    Field.TIMEZONE: parse_zone,
    Field.END_TIMEZONE: parse_zone,
    Field.START_MERIDIEM: parse_meridiem,
    Field.END_MERIDIEM: parse_meridiem,
    **dict.fromkeys((Field.START_HOUR, Field.START_MINUTE, Field.END_HOUR, Field.END_MINUTE), parse_text),
    Field.WEEKDAY: parse_text,
    Field.USER_ID: parse_id,
    Field.HOST_EMAIL: parse_host_email,
    Field.HOST_NAME: parse_text,
    Field.MEETING_TYPE: parse_meeting_type,
    Field.RECURRENCE: parse_recurrence,
    Field.CALL_OUT: parse_flag,
    Field.KEY: parse_text,
    Field.EMAIL: parse_email,
    Field.NAME: parse_text,
    Field.FIRST_NAME: parse_text,
    Field.LAST_NAME: parse_text,
    Field.DISPLAY_NAME: parse_text,
    Field.IS_ORGANIZER: parse_role,
    Field.CALL_IN_METHOD: parse_text,
    Field.GOING_AHEAD: parse_going_ahead,
    Field.ALL_DAY: _parse_all_day,
    **dict.fromkeys(RESULT_FIELDS, parse_text),
}

DATES = frozenset({Field.START, Field.START_DATE, Field.END, Field.END_DATE})
DAYS = frozenset({Field.START_DATE, Field.END_DATE})
ENDS = frozenset({Field.END, Field.END_DATE})
CLOCKS = {Field.START_TIME: parse_dated_clock, Field.END_TIME: parse_dated_end_clock}
TIMED = DATES | frozenset(CLOCKS)
PHONES = frozenset({Field.PHONE, Field.PHONE_NUMBER})


def reader_for(column: Column, order: DateOrder | None, region: str) -> Reader | None:
    """The function that reads the column's cells; None for a column that is not used."""
    field = column.field
    if field is None or field is Field.IGNORE:
        return None
    if field in DATES:
        read = parse_end if field in ENDS else parse_when
        whole = partial(read, order=column.order or order)
        return lambda cell: without_time(whole(cell)) if field in DAYS else needing_hours(whole(cell), cell)
    if field in CLOCKS:
        return partial(CLOCKS[field], order=column.order or order)
    if field in PHONES:
        return partial(parse_phone, region=region)
    if field is Field.ATTENDEES:
        if column.marked and (guest := guest_named(column.header)) is not None:
            return partial(parse_mark, guest=guest)
        return partial(parse_people, region=region)
    if field is Field.CANCELLED:
        return _reader_of_marks(column.header)
    if field is Field.DURATION:
        return partial(parse_duration, unit=column.unit)
    if field is Field.TALK_TIME:
        return partial(parse_milliseconds, unit=column.unit)
    return PLAIN[field]


def readers_for(
    column: Column, order: DateOrder | None, region: str, half: Meridiem | None = None
) -> Iterator[tuple[Column, Reader]]:
    """The column with its reader, or twice where each cell gives a start and an end; nothing where it is not used.

    `half` is that of the day in which its header puts its times.
    """
    reader = reader_for(column, order, region)
    if reader is None:
        return
    if column.until is None:
        in_its_half = column.field in TIMED and half is not None
        yield column, (lambda cell: by_header(reader(cell), cell, column, half)) if in_its_half else reader
        return
    ending = replace(column, field=column.until)
    read_end = reader_for(ending, order, region)
    if read_end is not None:
        spans = partial(
            _read_span,
            readers=(reader, read_end),
            order=column.order or order,
            of_times=column.field is Field.START_TIME,
        )

        def read(cell: Cell) -> tuple[Parsed[When], Parsed[When]]:
            return span_by_header(spans(cell), cell, column, half)

        yield column, lambda cell: read(cell)[0]
        yield ending, lambda cell: read(cell)[1]


def _read_span(
    cell: Cell, readers: tuple[Reader, Reader], order: DateOrder | None, *, of_times: bool
) -> tuple[Parsed[When], Parsed[When]]:
    """The start and the end of a span, among times also of bare hours; a cell that is none gives only its start."""
    span = split_span(cell, order) or (split_hours(cell) if of_times else None)
    if span is None:
        return readers[0](cell), Parsed()
    start, end = readers[0](span[0]), readers[1](span[1])
    # an end is mostly without a date, which is the start's then, and after 9:00 - 10:00 13 Jan 2027 it is the reverse
    if end.value is None and (alone := parse_end_clock(span[1])).value is not None:
        end = alone
    if start.value is None and end.value is not None and (clock := parse_clock(span[0]).value) is not None:
        start = Parsed(replace(clock, day=end.value.day))
    return _in_zone_of(start, end), _in_zone_of(end, start)


def _in_zone_of(one: Parsed[When], other: Parsed[When]) -> Parsed[When]:
    """One side of a span with the zone that stands only at the other: 2:00 - 3:00 pm PST."""
    if one.value is None or other.value is None or (one.value.offset, one.value.zone) != (None, None):
        return one
    return replace(one, value=replace(one.value, offset=other.value.offset, zone=other.value.zone))


def issue_at(problem: Problem, column: Column, row: int, cell: Cell = None) -> Issue:
    """The problem with the address of its cell and the value that stands there."""
    return Issue(
        code=problem.code,
        message=problem.message,
        severity=problem.severity,
        row=row,
        column=column.header,
        cell=address(column.index, row),
        value=printable(text_of(cell))[:VALUE_CHARACTERS],
    )
