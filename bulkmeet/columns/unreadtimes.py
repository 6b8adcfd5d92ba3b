"""Columns nobody reads that hold days or hours, where the sheet has no other that says when the meetings begin."""

import re
from collections.abc import Sequence

from msgspec import Struct

from bulkmeet.cells.dates import DateOrder, parse_clock, parse_when
from bulkmeet.cells.durations import is_bare_number
from bulkmeet.cells.text import address, is_blank, printable
from bulkmeet.columns.choices import key_for
from bulkmeet.columns.fields import Column, Field, Mapping
from bulkmeet.columns.likeness import fits
from bulkmeet.columns.looks import has_clock, has_day, mostly
from bulkmeet.columns.moved import is_new_time, is_old_time
from bulkmeet.columns.normalise import normalise
from bulkmeet.model import Cell, Issue

ENDS = frozenset(
    (
        *("end", "ends", "ending", "finish", "finishes", "until", "till", "to", "ende", "bis", "fin", "fine", "fim"),
        *("hasta", "einde", "tot", "koniec", "zakończenia", "konec", "slut", "bitiş"),
    )
)
"""Words of a header that make it the end's."""
TIMES = frozenset(
    (
        *("start", "starts", "starting", "begin", "begins", "time", "when", "beginn", "beginnt", "uhrzeit", "heure"),
        *("début", "hora", "inicio", "ora", "inizio", "início", "tijd", "aanvang", "čas", "godzina", "tid"),
    )
)
"""Words of a header that make it a time's even where a good part of the cells is something else."""
START_OF = {Field.END: Field.START, Field.END_DATE: Field.START_DATE, Field.END_TIME: Field.START_TIME}
END_OF = {start: end for end, start in START_OF.items()}
WITH_CLOCK = frozenset((Field.START, Field.START_TIME, Field.START_HOUR))
CLOCKS = frozenset((Field.START_TIME, Field.END_TIME))
HOURS_NOT_USED = "times_not_used"
WORD = re.compile(r"\w+")
ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")
MOST = 4
"""How many such columns a sentence names."""


class Offer(Struct, frozen=True):
    """A column nobody reads, the field its cells could be, and how --map names it."""

    column: Column
    field: Field
    key: str


def unread_times(columns: Sequence[Column], examples: Sequence[Sequence[Cell]]) -> tuple[Offer, ...]:
    """The columns nothing is known of whose cells are days, hours or both, from left to right.

    The second one of a kind could be the end, if none says by its header that it is. So one with something else in
    some of its cells counts too where another of its kind follows, which would pass for the start without it.
    """
    offers: list[Offer] = []
    for column, field in _fields_of(columns, examples):
        ends = ENDS.intersection(_words_of(column)) or (
            not _is_moved(column) and field in {offer.field for offer in offers}
        )
        could_be = END_OF[field] if ends else field
        offers.append(Offer(column, could_be, printable(key_for(column, columns))))
    return tuple(offers[:MOST])


def _fields_of(columns: Sequence[Column], examples: Sequence[Sequence[Cell]]) -> list[tuple[Column, Field]]:
    """The columns nothing is known of that hold times, each as the start it could be."""
    found: list[tuple[Column, Field]] = []
    for column, cells in reversed(list(zip(columns, examples, strict=False))):
        if column.field is not None or column.how != "unrecognised":
            continue
        filled = [cell for cell in cells if not is_blank(cell)]
        field = _field_of(filled, is_called_time=not TIMES.isdisjoint(_words_of(column)))
        if field is None and (mostly_is := _mostly(filled)) in {other for _, other in found}:
            field = mostly_is
        if field is not None and any(map(is_read, filled)):
            found.append((column, field))
    return found[::-1]


def offering(offers: Sequence[Offer]) -> str:
    """What such columns hold and how to use them, as a sentence; nothing where there are none."""
    if not offers:
        return ""
    moved = [offer for offer in offers if _is_moved(offer.column)]
    if len({offer.field for offer in moved}) < len(moved):
        return _which(moved)
    named = " and ".join(offer.column.named for offer in offers)
    hold, say = ("hold", "they say") if len(offers) > 1 else ("holds", "it says")
    maps = " ".join(f'--map "{offer.key}={offer.field}"' for offer in offers)
    return f"{named} {hold} dates or times; if {say} when the meetings are, add {maps} when you run bulkmeet."


def _which(offers: Sequence[Offer]) -> str:
    """The question which of several columns says when the meetings are now, as a sentence."""
    named = " and ".join(offer.column.named for offer in offers)
    maps = " or ".join(f'--map "{offer.key}={offer.field}"' for offer in offers)
    return (
        f"{named} could each say when the meetings are, and only one of them can: write what holds now into one "
        f"column, and add {maps} when you run bulkmeet."
    )


def _is_moved(column: Column) -> bool:
    name = normalise(column.header)
    return is_new_time(name) or is_old_time(name)


def with_hours_asked_for(mapping: Mapping, offers: Sequence[Offer], header_row: int) -> tuple[Mapping, bool]:
    """The mapping with one error at a column of hours nobody reads, where the start has a day and no hour.

    Also whether there is such an error: then no row has to be told that its date lacks the time of day.
    """
    asked = [offer for offer in offers if offer.field in CLOCKS]
    if not asked or not mapping.of(Field.START_DATE) or any(column.field in WITH_CLOCK for column in mapping.columns):
        return mapping, False
    first = asked[0].column
    message = f"The dates have no time of day: {offering(asked)}"
    error = Issue(HOURS_NOT_USED, message, row=header_row, column=first.header, cell=address(first.index, header_row))
    cells = {address(offer.column.index, header_row) for offer in asked}
    others = [issue for issue in mapping.issues if issue.code != "column_not_recognised" or issue.cell not in cells]
    return Mapping(mapping.columns, (error, *others)), True


def _words_of(column: Column) -> list[str]:
    return WORD.findall(column.header.casefold())


def _field_of(cells: Sequence[Cell], *, is_called_time: bool) -> Field | None:
    if mostly(is_bare_number, cells):
        return None
    day, clock = fits(Field.START_DATE, cells), fits(Field.START_TIME, cells)
    if is_called_time and not day:
        clock = mostly(has_clock, cells)
    if day:
        return Field.START if clock else Field.START_DATE
    return Field.START_TIME if clock else None


def is_read(cell: Cell) -> bool:
    """Whether a cell reads as a day or a time in any order: “Basics (webinar, Jan 2027)” only mentions one."""
    if not parse_clock(cell).problems:
        return True
    return any(parse_when(cell, order).value is not None for order in ORDERS)


def _mostly(cells: Sequence[Cell]) -> Field | None:
    """What the greater part of the cells is."""
    if mostly(is_bare_number, cells):
        return None
    if mostly(has_day, cells):
        return Field.START if mostly(has_clock, cells) else Field.START_DATE
    return Field.START_TIME if mostly(has_clock, cells) else None
