"""Date columns that Excel has converted by half.

Reading a file in another country's order, it takes 05/04/2031 for a date with day and month swapped, and leaves
13/04/2031 as a text, since there is no 13th month. So real dates with no day above 12 beside such texts are doubtful.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from bulkmeet.cells.dates import LAST_YEAR_WITHOUT_DATE, readings
from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import Column
from bulkmeet.model import Cell, Issue, Problem
from bulkmeet.parser.readers import issue_at
from bulkmeet.sheet import Distinct

MONTHS = 12


class Dates(Struct, frozen=True):
    """The cells of a date column that matter here: its real dates, and the texts that prove an order."""

    column: Column
    real: tuple[date, ...]
    proofs: tuple[str, ...]


def half_converted(columns: Sequence[Column], cells: Sequence[Distinct], header_row: int) -> list[Issue]:
    """An error at the header of each date column that seems converted by half; else one if all of them together do."""
    seen = [dates for column in columns if (dates := _dates(column, cells[column.index].cells)).real or dates.proofs]
    halves = [[dates] for dates in seen if _is_half_converted([dates])] or ([seen] if _is_half_converted(seen) else [])
    return [issue_at(_problem(dates), dates[0].column, header_row) for dates in halves]


def _dates(column: Column, cells: Sequence[Cell]) -> Dates:
    return Dates(
        column,
        tuple(cell for cell in cells if isinstance(cell, date) and cell.year > LAST_YEAR_WITHOUT_DATE),
        tuple(cell for cell in cells if isinstance(cell, str) and _proves(cell)),
    )


def _proves(text: str) -> bool:
    """Whether a numeric date can only be day first, or only month first."""
    days = readings(text)
    return len(days) == 1 and "ymd" not in days


def _is_half_converted(dates: Sequence[Dates]) -> bool:
    real = [day for one in dates for day in one.real]
    swappable = all(day.day <= MONTHS for day in real) and any(day.day != day.month for day in real)
    return swappable and any(one.proofs for one in dates)


def _problem(dates: Sequence[Dates]) -> Problem:
    proof = next(text for one in dates for text in one.proofs)
    order = next(iter(readings(proof)))
    headers = " and ".join(quoted(one.column.header) for one in dates)
    message = (
        f"Some cells of {headers} are real dates and others are texts like {quoted(proof)}, as Excel leaves them when "
        "it reads a file in another country's order, so the real dates may have day and month swapped; make them all "
        f"real dates or all texts, or add --date-order {order} when you run bulkmeet if they "
        "are right."
    )
    return Problem("date_half_converted", message)
