"""How the cells of a column are read: one function for each field."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from bulkmeet.cells.dates import DateOrder, parse_clock, parse_when
from bulkmeet.cells.durations import parse_duration
from bulkmeet.cells.flags import parse_flag, parse_meeting_type, parse_milliseconds, parse_role, says_cancelled
from bulkmeet.cells.ids import parse_id
from bulkmeet.cells.meridiem import parse_meridiem
from bulkmeet.cells.people import parse_email, parse_people, parse_phone
from bulkmeet.cells.recurrence import parse_recurrence
from bulkmeet.cells.spans import split_span
from bulkmeet.cells.text import address, parse_text, printable, text_of
from bulkmeet.cells.zones import parse_zone
from bulkmeet.columns.fields import RESULT_FIELDS, Column, Field
from bulkmeet.model import Cell, Issue, Parsed, Problem

VALUE_CHARACTERS = 200

Reader = Callable[[Cell], Parsed[Any]]

PLAIN: dict[Field, Reader] = {
    Field.TITLE: parse_text,
    Field.TIMEZONE: parse_zone,
    Field.END_TIMEZONE: parse_zone,
    Field.START_TIME: parse_clock,
    Field.END_TIME: parse_clock,
    Field.START_MERIDIEM: parse_meridiem,
    Field.END_MERIDIEM: parse_meridiem,
    Field.WEEKDAY: parse_text,
    Field.USER_ID: parse_id,
    Field.HOST_EMAIL: parse_email,
    Field.HOST_NAME: parse_text,
    Field.MEETING_TYPE: parse_meeting_type,
    Field.RECURRENCE: parse_recurrence,
    Field.CALL_OUT: parse_flag,
    Field.KEY: parse_text,
    Field.ATTENDEES: parse_people,
    Field.EMAIL: parse_email,
    Field.NAME: parse_text,
    Field.FIRST_NAME: parse_text,
    Field.LAST_NAME: parse_text,
    Field.DISPLAY_NAME: parse_text,
    Field.IS_ORGANIZER: parse_role,
    Field.CALL_IN_METHOD: parse_text,
    Field.CANCELLED: says_cancelled,
    Field.ALL_DAY: parse_flag,
    **dict.fromkeys(RESULT_FIELDS, parse_text),
}

DATES = frozenset({Field.START, Field.START_DATE, Field.END, Field.END_DATE})
PHONES = frozenset({Field.PHONE, Field.PHONE_NUMBER})


def reader_for(column: Column, order: DateOrder | None, region: str) -> Reader | None:
    """The function that reads the column's cells; None for a column that is not used."""
    field = column.field
    if field is None or field is Field.IGNORE:
        return None
    if field in DATES:
        return partial(parse_when, order=column.order or order)
    if field in PHONES:
        return partial(parse_phone, region=region)
    if field is Field.DURATION:
        return partial(parse_duration, unit=column.unit)
    if field is Field.TALK_TIME:
        return partial(parse_milliseconds, unit=column.unit)
    return PLAIN[field]


def readers_for(column: Column, order: DateOrder | None, region: str) -> Iterator[tuple[Column, Reader]]:
    """The column with its reader, or twice where each cell gives a start and an end; nothing where it is not used."""
    reader = reader_for(column, order, region)
    if reader is None:
        return
    if column.until is None:
        yield column, reader
        return
    ending = replace(column, field=column.until)
    for half, place in ((column, 0), (ending, 1)):
        reader = reader_for(half, order, region)
        if reader is not None:
            yield half, partial(_read_half, reader=reader, place=place, order=column.order or order)


def _read_half(cell: Cell, reader: Reader, place: int, order: DateOrder | None) -> Parsed[Any]:
    """The start (place 0) or the end (1) of a span; a cell that is none gives only its start."""
    span = split_span(cell, order)
    if span is None:
        return reader(cell) if place == 0 else Parsed()
    read = reader(span[place])
    # The end is mostly without a date: then it is on the start's day.
    alone = parse_clock(span[1]) if place == 1 and read.value is None else read
    return read if alone.value is None else alone


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
