"""Dates that stand outside the columns of a table that has none: above it, or alone between its rows. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from string import digits

from bulkmeet.cells.dates import DateOrder, parse_when
from bulkmeet.cells.text import address, column_index, folded, is_blank, quoted
from bulkmeet.cells.zonewords import MADE
from bulkmeet.loader.daycells import day_in, order_of
from bulkmeet.loader.wording import listed
from bulkmeet.model import Cell, Problem
from bulkmeet.patterns import pattern
from bulkmeet.sheet import Aside, Sheet

_LABELLED = pattern(r"(?P<label>[^\W\d][^:\uff1a]{0,30})[:\uff1a]\s*(?P<rest>.+)")
_MADE = pattern(rf"\b(?:{'|'.join(map(re.escape, sorted(map(folded, MADE))))})\b")
_DUE = pattern(
    r"\b(?:by|before|until|till|since|due|deadline|bis|spatestens|frist|seit|avant|jusqu'?au|depuis|antes|hasta|desde|"
    r"entro|fino|dal|voor|tot|sinds)\b"
)
"""What is due or has been so for long; as folded texts are spelt."""
_YEAR = pattern(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_GAP = pattern(r"[\s,\u3001]+")
_LONGEST_TITLE = 120
_BESIDE_A_DAY = pattern(r"\s[\u2013\u2014-]\s|[(|;\u00b7]")


def about_stray_days(sheet: Sheet, given: DateOrder | None, dated: AbstractSet[int]) -> str:
    """A sentence that names the cells with such dates and says what to do with them; empty where there are none.

    `given` is the order of numeric dates where somebody gave it, and `dated` are columns that hold days: with one of
    rows that hold more than that, nothing is said. When the sheet was printed is no day of meetings.
    """
    cells = list(dict([*_beside(sheet.asides), *_alone(sheet)]).items())
    order = given or order_of(cell for _, cell in cells)
    slips = [(where, problem.message) for where, cell in cells for problem in _slips(cell, order)]
    slipped = {where for where, _ in slips}
    found = [(where, cell) for where, cell in cells if where in slipped or _names_day(cell, order)]
    if not found or dated - {column_index(where.rstrip(digits)) for where, _ in found}:
        return ""
    told = [f"In {where}, {message}" for where, message in slips]
    return " ".join((_named(found), *told))


def _names_day(cell: Cell, order: DateOrder | None) -> bool:
    """Whether it is a day, or one with something said of it: “21 January 2027 (Eastern)”."""
    if day_in(cell, order) is not None:
        return True
    return isinstance(cell, str) and any(
        day_in(part, order) for part in (*_BESIDE_A_DAY.split(cell), *_around_gaps(cell))
    )


def _around_gaps(text: str) -> Iterator[str]:
    """How a title may begin or end, if with a day and its year: “Spring fair Saturday 2 October 2027”.

    By when something is due, or since when it is so, is no day of meetings either.
    """
    said = folded(text)
    if len(text) > _LONGEST_TITLE or not _YEAR.search(text) or _MADE.search(said) or _DUE.search(said):
        return
    for gap in _GAP.finditer(text):
        yield from filter(_YEAR.search, (text[gap.end() :], text[: gap.start()]))


def _slips(cell: Cell, order: DateOrder | None) -> list[Problem]:
    """What is wrong with a date on another weekday than it says."""
    problems = parse_when(cell, order).problems if isinstance(cell, str) else ()
    return [problem for problem in problems if problem.code == "weekday_disagrees"]


def _named(found: Sequence[tuple[str, Cell]]) -> str:
    where, cell = found[0]
    if len(found) == 1:
        return (
            f"A date stands apart from the meetings, {quoted(cell)} in {where}; if it is their day, write it "
            "into a column “Date” in every row."
        )
    named = listed([where for where, _ in found])
    return (
        f"Dates stand apart from the meetings, like {quoted(cell)}, in {named}; write each into a column “Date”, "
        "in every row that it is the day of."
    )


def _beside(asides: Iterable[Aside]) -> Iterator[tuple[str, Cell]]:
    """The texts above the headers and in rows that were left out, without a label in front: “Date: 8 March 2027”."""
    label = Aside(0, 0, "")
    for aside in asides:
        labelled = _LABELLED.fullmatch(aside.text)
        before = labelled["label"] if labelled else label.text if label.row == aside.row else ""
        label = aside
        if not aside.is_heading and not aside.is_behind and not _MADE.search(folded(before)):
            yield address(aside.column, aside.row), labelled["rest"] if labelled else aside.text


def _alone(sheet: Sheet) -> Iterator[tuple[str, Cell]]:
    """The cells alone in their rows."""
    for row in sheet.rows:
        filled = [(index, cell) for index, cell in enumerate(row.cells) if not is_blank(cell)]
        if len(filled) == 1:
            ((index, cell),) = filled
            yield address(index, row.number), cell
