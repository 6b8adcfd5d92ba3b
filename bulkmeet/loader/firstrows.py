"""Tables in which a date stands only in the first row of its day. Pure."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, time
from itertools import pairwise

from bulkmeet.cells.dates import DateOrder
from bulkmeet.cells.text import is_blank
from bulkmeet.columns.looks import mentions_day
from bulkmeet.loader.daycells import cells_of, clock_in, day_in, has_blanks, is_time_alone, order_of
from bulkmeet.loader.reshaping import changed
from bulkmeet.loader.wording import rows_named
from bulkmeet.model import Cell, Issue
from bulkmeet.sheet import Grid


def fill_from_first_rows(
    rows: Grid, column: int, clocks: Sequence[Cell], struck: Container[int], given: DateOrder | None
) -> tuple[Grid, list[Issue]]:
    """The rows with the dates filled down, if it is plain that each stands only in the first row of its day.

    That is so where every date stands once, later ones further down, each row below has a later time than the one
    above it, several days have such rows, and these are no fewer than the dates.
    """
    if not has_blanks(rows, column):
        return rows, []
    dates = cells_of(rows, column)
    meetings = [place for place, clock in enumerate(clocks) if not is_blank(clock)]
    blank = [place for place in meetings if is_blank(dates[place])]
    if not blank or len(meetings) > 2 * len(blank):
        return rows, []
    by_blocks = _goes_by_blocks([(dates[place], clocks[place]) for place in meetings], given)
    if not by_blocks or _mentions_other_days(rows, clocks):
        return rows, []
    if any(rows.numbers[place] in struck and not is_blank(dates[place]) for place in meetings):
        return rows, []
    numbers = [rows.numbers[place] for place in blank]
    message = (
        "Each date stands only in the first row of its day, so it was filled down into the rows below it: "
        f"{rows_named(numbers)}."
    )
    filled = changed(rows, {column: dict(_filled_down(dates, blank))})
    return filled, [Issue("dates_filled_down", message, "warning", row=numbers[0])]


def _filled_down(dates: Sequence[Cell], blank: Iterable[int]) -> Iterator[tuple[int, Cell]]:
    wanted = frozenset(blank)
    value: Cell = None
    for place, cell in enumerate(dates):
        value = value if is_blank(cell) else cell
        if place in wanted:
            yield place, value


def _goes_by_blocks(meetings: Sequence[tuple[Cell, Cell]], given: DateOrder | None) -> bool:
    """Whether meetings, each with its date and its time, go by days in their order and by times within each."""
    order = given or order_of(cell for cell, _ in meetings)
    blocks: list[tuple[date, list[time]]] = []
    for cell, start in meetings:
        clock, day = clock_in(start), None if is_blank(cell) else day_in(cell, order)
        if clock is None or (day is None and (not is_blank(cell) or not blocks)):
            return False
        if day is not None:
            blocks.append((day, [clock]))
        else:
            blocks[-1][1].append(clock)
    in_order = _rises(day for day, _ in blocks) and all(_rises(clocks) for _, clocks in blocks)
    return in_order and sum(len(clocks) > 1 for _, clocks in blocks) > 1


def _rises(values: Iterable[date] | Iterable[time]) -> bool:
    return all(one < next_one for one, next_one in pairwise(values))  # type: ignore[operator]  # all are of one kind


def _mentions_other_days(rows: Grid, clocks: Sequence[Cell]) -> bool:
    """Whether a row without a time is about a day after all: then those below it may belong to that one."""
    return any(
        any(map(mentions_day, rows[place].cells)) for place, clock in enumerate(clocks) if not is_time_alone(clock)
    )
