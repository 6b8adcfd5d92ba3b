"""Rows that a status column calls open, pending or free where it says of others that they are settled. Pure."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from bulkmeet.cells.flags import free_beside, unsettled_beside
from bulkmeet.cells.text import is_blank, quoted
from bulkmeet.columns.fields import Field
from bulkmeet.model import Cell, Parsed, Problem
from bulkmeet.parser.people import TELLING_WHO
from bulkmeet.parser.together import ReadColumn

GUESTS = (Field.ATTENDEES, *sorted(TELLING_WHO))


def with_unsettled(read: ReadColumn) -> ReadColumn:
    """The column of marks of cancelled rows with an error at each cell that may say that nothing is decided yet."""
    if read.column.field is not Field.CANCELLED:
        return read
    doubtful, settled = unsettled_beside(read.cells)
    free, booked = free_beside(read.cells)
    if not doubtful and not free:
        return read
    problems = {cell: _free(cell, booked) for cell in free} | {cell: _open(cell, settled) for cell in doubtful}
    meanings = [
        Parsed(None, (problems[cell],)) if isinstance(cell, str) and cell in problems else meaning
        for cell, meaning in zip(read.cells, read.meanings, strict=True)
    ]
    return replace(read, meanings=meanings)


def free_slots(read: Sequence[ReadColumn]) -> Iterator[tuple[int, str]]:
    """The places of the rows that a status calls free and that name no guest, as all booked ones do, with the reason.

    Where a booked one names none either, the guests may stand elsewhere, and then the free ones are asked about.
    """
    guests = [column for column in read if column.column.field in GUESTS]
    for status in read:
        free = free_beside(status.cells)[0] if status.column.field is Field.CANCELLED and guests else []
        if not free:
            continue
        named = [{place for place, cell in enumerate(column.cells) if not is_blank(cell)} for column in guests]
        has_guest = [
            any(place in filled for place, filled in zip(places, named, strict=True))
            for places in zip(*(column.places for column in guests), strict=True)
        ]
        others = {
            place
            for place, meaning in enumerate(status.meanings)
            if meaning.value is False and status.cells[place] not in free
        }
        if not all(has for has, place in zip(has_guest, status.places, strict=True) if place in others):
            continue
        for row, (has, place) in enumerate(zip(has_guest, status.places, strict=True)):
            if not has and status.cells[place] in free:
                yield row, f"Not sent: {status.column.named} says {quoted(status.cells[place])}, and it names no guest."


def _open(cell: Cell, settled: Cell) -> Problem:
    message = (
        f"{quoted(cell)} may mean that this is not settled yet, since other rows say {quoted(settled)}; "
        "write Confirmed to create it, or Cancelled to leave it out."
    )
    return Problem("cancelled_unclear", message)


def _free(cell: Cell, booked: Cell) -> Problem:
    message = (
        f"{quoted(cell)} may mean that nobody has booked this, since other rows say {quoted(booked)}; "
        "write Cancelled to leave it out, or Confirmed to create it."
    )
    return Problem("cancelled_unclear", message)
