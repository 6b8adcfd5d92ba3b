"""Date columns that Excel has converted by half.

Reading a file in another country's order, it takes 05/04/2031 for a date with day and month swapped, and leaves
13/04/2031 as a text, since there is no 13th month. So real dates with no day above 12 beside such texts are doubtful.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.dates import LAST_YEAR_WITHOUT_DATE, readings
from bulkmeet.cells.datewords import ENGLISH_MONTHS, weekdays_of
from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import BY_MAP, DATED_STARTS, Column, Field
from bulkmeet.model import Cell, Parsed, Problem
from bulkmeet.parser.readers import DATES
from bulkmeet.parser.together import Placed, ReadColumn, of_fields

MONTHS = 12
HALF_CONVERTED = "date_half_converted"


class Dates(Struct, frozen=True):
    """The cells of a date column that matter here: its real dates, and the texts that prove an order."""

    real: tuple[date, ...]
    proofs: tuple[str, ...]


def with_halves(read: Sequence[ReadColumn], *, is_order_said: bool) -> list[ReadColumn]:
    """The columns with a problem at each real date that may have day and month swapped.

    A column counts by itself, or all date columns together where none of them does. The problem is an error, and
    only a warning where somebody said the order, by --date-order or --map, knowing of it.
    """
    if not any(_is_real(cell) for column in of_fields(read, DATES) for cell in column.cells):
        return list(read)
    dates = [_dates(column) for column in read]
    alone = [_is_half_converted([one]) for one in dates]
    if not any(alone) and not _is_half_converted(dates):
        return list(read)
    proofs = [text for one in dates for text in one.proofs]
    return [
        _doubted(column, (one.proofs or proofs)[0], is_order_said=is_order_said) if own or not any(alone) else column
        for column, one, own in zip(read, dates, alone, strict=True)
    ]


def without_proven(found: Iterable[Placed], read: Sequence[ReadColumn]) -> Iterator[Placed]:
    """What was found without the starts that the weekday in a column of its own proves to be right as they stand."""
    weekdays = of_fields(read, (Field.WEEKDAY,))
    for place, one in found:
        is_doubted = one.problem.code == HALF_CONVERTED and one.column.field in DATED_STARTS
        named = [str(column.meanings[column.places[place]].value) for column in weekdays] if is_doubted else []
        if not (isinstance(one.cell, date) and _is_proven(one.cell, named)):
            yield place, one


def _is_proven(day: date, weekdays: Iterable[str]) -> bool:
    named = [weekdays_of(word) for word in weekdays]
    return any(day.weekday() in days and _swapped(day).weekday() not in days for days in named)


def _swapped(day: date) -> date:
    return date(day.year, day.day, day.month)


def _dates(read: ReadColumn) -> Dates:
    cells = read.cells if read.column.field in DATES else ()
    return Dates(
        tuple(cell for cell in cells if _is_real(cell)),
        tuple(cell for cell in cells if isinstance(cell, str) and _proves(cell)),
    )


def _is_real(cell: Cell) -> TypeGuard[date]:
    return isinstance(cell, date) and cell.year > LAST_YEAR_WITHOUT_DATE


def _proves(text: str) -> bool:
    """Whether a numeric date can only be day first, or only month first."""
    days = readings(text)
    return len(days) == 1 and "ymd" not in days


def _is_half_converted(dates: Sequence[Dates]) -> bool:
    real = [day for one in dates for day in one.real]
    swappable = all(day.day <= MONTHS for day in real) and any(day.day != day.month for day in real)
    return swappable and any(one.proofs for one in dates)


def _doubted(read: ReadColumn, proof: str, *, is_order_said: bool) -> ReadColumn:
    is_said = is_order_said or _is_order_mapped(read.column)
    meanings = list(read.meanings)
    for place, cell in enumerate(read.cells):
        if _is_real(cell) and cell.day != cell.month and meanings[place].value is not None:
            problem = _warning(cell, proof) if is_said else _error(cell, proof)
            meanings[place] = Parsed(meanings[place].value, (*meanings[place].problems, problem))
    return replace(read, meanings=meanings)


def _is_order_mapped(column: Column) -> bool:
    return column.order is not None and column.how.startswith(BY_MAP)


def _error(cell: date, proof: str) -> Problem:
    order = next(iter(readings(proof)))
    message = (
        f"This may be {_named(cell.day, cell.month)} or {_named(cell.month, cell.day)}: it is a real date and others "
        f"are texts like {quoted(proof)}, as Excel leaves them when it reads a file in another country's order and "
        "swaps day and month; correct what is wrong, then make the texts real dates too, or, once every real date is "
        f"right, add --date-order {order} when you run bulkmeet."
    )
    return Problem(HALF_CONVERTED, message)


def _warning(cell: date, proof: str) -> Problem:
    message = (
        f"This is read as {_named(cell.day, cell.month)}, but may be {_named(cell.month, cell.day)}: it is a real date "
        f"and others are texts like {quoted(proof)}, as Excel leaves them when it swaps day and month; look it up."
    )
    return Problem(HALF_CONVERTED, message, "warning")


def _named(day: int, month: int) -> str:
    return f"{day} {ENGLISH_MONTHS[month - 1]}"
