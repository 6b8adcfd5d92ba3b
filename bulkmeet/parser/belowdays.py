"""What is wrong with times that stand below the rows of their days, in the words of what was typed there. Pure."""

from collections.abc import Iterable

from msgspec.structs import replace

from bulkmeet.cells.refusals import LIKE, refusal
from bulkmeet.cells.text import quoted, text_of
from bulkmeet.model import Cell
from bulkmeet.parser.moments import START
from bulkmeet.parser.spanned import unread_span
from bulkmeet.parser.together import Found, Placed
from bulkmeet.sheet import BelowDays, Sheet

STARTS = (START.whole, START.clock)
ABOUT_MOMENTS = ("date_", "time_", "all_day_")
"""How the codes begin of what is wrong with a text that is no date or no time of day."""


def as_typed(found: Iterable[Placed], sheet: Sheet) -> Iterable[Placed]:
    """What was found, with no day before a time that was typed without one, and what is no time called so."""
    below = sheet.below_days
    if below is None:
        return found
    cells = sheet.rows.columns[below.column]
    numbers = sheet.rows.numbers
    return [(place, _as_typed(one, below, numbers[place], cells.cells[cells.places[place]])) for place, one in found]


def _as_typed(one: Found, below: BelowDays, row: int, cell: Cell) -> Found:
    if row not in below.days:
        return one
    day = f"{below.days[row]} "
    typed = text_of(cell).removeprefix(day)
    if one.column.index != below.column:
        return _told(one, quoted(cell), quoted(typed))
    if typed != text_of(cell):
        return replace(_told(one, f"“{day}", "“"), cell=typed)
    if one.column.field not in STARTS or not one.problem.code.startswith(ABOUT_MOMENTS):
        return one
    (problem,) = refusal(cell, "time").problems
    if problem.code == "time_range":
        return replace(one, problem=replace(problem, message=unread_span(cell, below.like)))
    return _told(replace(one, problem=problem), LIKE["time"], f"write it like {below.like}")


def _told(one: Found, text: str, instead: str) -> Found:
    return replace(one, problem=replace(one.problem, message=one.problem.message.replace(text, instead)))
