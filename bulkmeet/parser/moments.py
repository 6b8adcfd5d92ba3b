"""The start and the end of a row as their cells give them: date, time, AM or PM, in one cell or in several."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import time

from msgspec import Struct

from bulkmeet.cells.meridiem import NOON, in_half
from bulkmeet.cells.sampledays import DAY
from bulkmeet.cells.text import quoted, text_of
from bulkmeet.columns.fields import Column, Field
from bulkmeet.model import Problem, When
from bulkmeet.parser.together import Found, ReadCell, Said


class Side(Struct, frozen=True):
    """A start or an end: the fields it can come in, and what to write."""

    name: str
    whole: Field
    day: Field
    clock: Field
    meridiem: Field
    example: tuple[str, str]


START = Side("start", Field.START, Field.START_DATE, Field.START_TIME, Field.START_MERIDIEM, (DAY, "14:30"))
END = Side("end", Field.END, Field.END_DATE, Field.END_TIME, Field.END_MERIDIEM, (DAY, "15:30"))


class Moment(Struct, frozen=True):
    """A start or an end as its cells give it, still without its zone; `found` is why it cannot be taken."""

    side: Side
    when: When
    parts: tuple[ReadCell, ...]
    found: tuple[Found, ...] = ()

    @property
    def at(self) -> ReadCell:
        """The cell to point to: the whole one or the day."""
        return self.parts[0]


def moment_of(said: Said, side: Side, columns: Mapping[Field, Column]) -> Moment | None:
    """One moment from a whole column, or from a date column and a time column; None where all are blank.

    `columns` tells which column a part that is blank should stand in.
    """
    parts = tuple(cell for field in (side.whole, side.day, side.clock) if (cell := said.first(field)) is not None)
    if not parts:
        return None
    whens: list[When] = [part.value for part in parts]
    day = next((when.day for when in whens if when.day is not None), None)
    timed = next((part for part in reversed(parts) if part.value.clock is not None), None)
    offset = next((when.offset for when in whens if when.offset is not None), None)
    zone = next((when.zone for when in whens if when.zone is not None), None)
    apart = tuple(_on_another_day(parts))
    if timed is None:
        return Moment(side, When(day, None, offset, zone), parts, apart)
    if side.meridiem not in columns:
        return Moment(side, When(day, timed.value.clock, offset, zone, timed.value.ends_day), parts, apart)
    clock, found = _in_its_half(timed, said, side, columns[side.meridiem])
    return Moment(side, When(day, clock, offset, zone), parts, apart + found)


def _on_another_day(parts: Sequence[ReadCell]) -> Iterator[Found]:
    """That a time of day stands beside another date than the one in the date's own cell."""
    dated = [part for part in parts if part.value.day is not None]
    for part in dated[1:]:
        if part.value.day != dated[0].value.day:
            message = (
                f"{quoted(part.cell)} holds another date than {quoted(dated[0].cell)} in "
                f"{dated[0].column.named}; mend one of them, or write the time alone here."
            )
            yield Found(Problem("dates_disagree", message), part.column, part.cell)


def _in_its_half(timed: ReadCell, said: Said, side: Side, column: Column) -> tuple[time, tuple[Found, ...]]:
    """The time of day by the AM or PM in a column of its own, and what is wrong with them."""
    clock: time = timed.value.clock
    meridiem = said.first(side.meridiem)
    if meridiem is not None:
        exact = in_half(clock, meridiem.value)
        if exact is not None:
            return exact, ()
        message = f"{quoted(timed.cell)} is no time {quoted(meridiem.cell)}; correct one of them."
        return clock, (Found(Problem("meridiem_contradicts", message), column, meridiem.cell),)
    says_itself = clock.hour > NOON or any(character.isalpha() for character in text_of(timed.cell))
    if says_itself or side.meridiem in said.doubtful:
        return clock, ()
    message = f"There is no AM or PM here for {quoted(timed.cell)}; type it in every row."
    return clock, (Found(Problem("meridiem_missing", message), column, None),)


def lacking(moment: Moment, columns: Mapping[Field, Column], doubtful: set[Field]) -> Iterator[Found]:
    """That a moment has no date or no time of day, at the cell where it should stand, unless that has an error."""
    side, there = moment.side, moment.at
    lacks, part, example = (
        ("time of day", side.clock, side.example[1])
        if moment.when.clock is None
        else ("date", side.day, side.example[0])
    )
    if part in doubtful or side.whole in doubtful:
        return
    code = f"{side.name}_without_{lacks.split()[0]}"
    or_not = ", or delete the row if it is an all-day entry" if code == "start_without_time" else ""
    if part in columns and columns[part].index != there.column.index:
        message = f"There is no {lacks} here for {quoted(there.cell)}; type it in every row, like {example}{or_not}."
        yield Found(Problem(code, message), columns[part], None)
    else:
        message = f"{quoted(there.cell)} has no {lacks}; write it like {' '.join(side.example)}{or_not}."
        yield Found(Problem(code, message), there.column, there.cell)
