"""Columns nobody reads that hold days or hours, where the sheet has no other that says when the meetings begin."""

from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from bulkmeet.cells.dates import ORDERS, parse_clock, parse_when
from bulkmeet.cells.durations import is_bare_number
from bulkmeet.cells.text import is_blank
from bulkmeet.cells.words import word_set, words_of
from bulkmeet.columns.choices import said_key
from bulkmeet.columns.fields import Column, Field
from bulkmeet.columns.hourlooks import are_clocks, are_spans
from bulkmeet.columns.leftwords import OF_THE_ROW
from bulkmeet.columns.likeness import are_days
from bulkmeet.columns.looks import has_clock, has_day, mostly
from bulkmeet.columns.moved import is_new_time, is_old_time
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.samestart import are_alike
from bulkmeet.model import Cell

ENDS = word_set(
    "end, ends, ending, finish, finishes, until, till, to, ende, bis, fin, fine, fim, hasta, einde, tot, koniec",
    "zakończenia, konec, slut, slutt, bitiş, sfârșit, vége, befejezés, λήξη, τέλος, кінець, окончание, край, סיום",
    "النهاية",
)
"""Words of a header that make it the end's."""
END_OF = {Field.START: Field.END, Field.START_DATE: Field.END_DATE, Field.START_TIME: Field.END_TIME}
STARTS = frozenset(END_OF)
HOURS_NOT_USED = "times_not_used"
MOST = 4
"""How many such columns a sentence names."""
SAMPLE = 200
"""How many different cells of a column are enough to tell what it holds."""


class Offer(Struct, frozen=True):
    """A column nobody reads, what its cells could be, and how --map names it; `is_span` if they give an end too.

    `series` is the column of recurrences where this one has the last days of series, which only those can say.
    """

    column: Column
    field: Field
    key: str
    is_span: bool = False
    series: Column | None = None

    @property
    def said(self) -> str:
        """The option that takes it."""
        return f'--map "{self.key}={self.field}"'

    @property
    def gives_end(self) -> bool:
        """Whether it says how long the meetings are."""
        return self.is_span or (self.field not in STARTS and self.series is None)


def unread_times(columns: Sequence[Column], examples: Sequence[Sequence[Cell]]) -> tuple[Offer, ...]:
    """The columns nothing is known of whose cells are days, hours or both, from left to right.

    The second one of a kind could be the end, if none says by its header that it is and nothing else gives the end.
    So one with something else in some of its cells counts too where another of its kind follows, which would pass
    for the start without it.
    """
    found = _fields_of(columns, examples)
    repeats = next((column for column in columns if column.field is Field.RECURRENCE), None)
    without_end = _without_end(columns, found)
    offers: list[Offer] = []
    for column, field in found:
        is_span = are_spans(_sample(examples[column.index]))
        firsts = [offer.column for offer in offers if offer.field is field]
        is_moment = field is not Field.START_DATE  # on one day a meeting may well begin and end
        if is_moment and any(are_alike(examples[column.index], examples[first.index]) for first in firsts):
            continue
        is_second = field not in without_end and bool(firsts)
        ends = not ENDS.isdisjoint(words_of(column.header)) or (is_second and not is_moved(column))
        could_be = END_OF[field] if ends and not is_span else field
        series = repeats if could_be is Field.END_DATE else None
        offers.append(Offer(column, could_be, said_key(column, columns), is_span, series))
    return tuple(offers[:MOST])


def _without_end(columns: Sequence[Column], found: Sequence[tuple[Column, Field]]) -> frozenset[Field]:
    """The kinds of times of which a second one is no end: another column has it, or it would be a day without hours."""
    held = {field for column in columns for field in (column.field, column.until)}
    of_held = {start for start, end in END_OF.items() if held & {end, Field.END}}
    has_hours = Field.END_TIME in held or [field for _, field in found].count(Field.START_TIME) > 1
    return frozenset(of_held if has_hours else of_held | {Field.START_DATE})


def lacks_hours(columns: Sequence[Column], examples: Sequence[Sequence[Cell]]) -> bool:
    """Whether the start is read, and from days alone."""
    held = {column.field for column in columns}
    days = [column for column in columns if column.field in {Field.START, Field.START_DATE}]
    has_clocks = any(mostly(has_clock, _sample(examples[column.index])) for column in days)
    return bool(days) and not has_clocks and held.isdisjoint({Field.START_TIME, Field.START_HOUR})


def _fields_of(columns: Sequence[Column], examples: Sequence[Sequence[Cell]]) -> list[tuple[Column, Field]]:
    """The columns nothing is known of that hold times, each as the start it could be."""
    found: list[tuple[Column, Field]] = []
    dotted = lacks_hours(columns, examples)
    for column, cells in reversed(list(zip(columns, examples, strict=False))):
        if column.field is not None or column.how != "unrecognised":
            continue
        if not OF_THE_ROW.isdisjoint(words_of(column.header)):
            continue
        filled = _sample(cells)
        field = _field_of(column.header, filled, dotted=dotted)
        if field is None and (mostly_is := _mostly(filled)) in {other for _, other in found}:
            field = mostly_is
        if field is not None and (any(map(is_read, filled)) or are_spans(filled)):
            found.append((column, field))
    return found[::-1]


def is_moved(column: Column) -> bool:
    """Whether the header says that its times were another's before, or are so now."""
    name = normalise(column.header)
    return is_new_time(name) or is_old_time(name)


def _field_of(header: str, cells: Sequence[Cell], *, dotted: bool) -> Field | None:
    if are_spans(cells):
        return Field.START if mostly(has_day, cells) else Field.START_TIME
    clock = are_clocks(header, cells, dotted=dotted)
    if are_days(cells):
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


def _sample(cells: Sequence[Cell]) -> list[Cell]:
    return list(islice((cell for cell in cells if not is_blank(cell)), SAMPLE))
