"""How the cells of a column are read: one function for each field."""

from collections.abc import Callable
from functools import partial
from typing import Any

from bulkmeet.cells.dates import DateOrder, parse_clock, parse_when
from bulkmeet.cells.durations import parse_duration
from bulkmeet.cells.flags import parse_flag, parse_meeting_type, parse_milliseconds, parse_role, says_cancelled
from bulkmeet.cells.ids import parse_id
from bulkmeet.cells.people import parse_email, parse_people, parse_phone
from bulkmeet.cells.recurrence import parse_recurrence
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
        return partial(parse_when, order=order)
    if field in PHONES:
        return partial(parse_phone, region=region)
    if field is Field.DURATION:
        return partial(parse_duration, unit=column.unit)
    if field is Field.TALK_TIME:
        return partial(parse_milliseconds, unit=column.unit)
    return PLAIN[field]


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
