"""Rows between meetings that only head those below them: “WEEK 1”, merged across the table. Pure."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, pairwise

from bulkmeet.cells.dates import DateOrder
from bulkmeet.cells.datewords import weekdays_of
from bulkmeet.cells.flags import mentions_cancelling, says_cancelled
from bulkmeet.cells.remarks import remark_says_off
from bulkmeet.cells.text import folded, is_blank, text_of
from bulkmeet.columns.looks import mentions_day
from bulkmeet.loader.daycells import day_in, day_with_time, order_of
from bulkmeet.loader.days import lone_cells
from bulkmeet.loader.passages import is_lone_text
from bulkmeet.loader.raw import Merge
from bulkmeet.loader.reshaping import as_wide_as, cut
from bulkmeet.loader.undated import says_undated
from bulkmeet.model import Cell
from bulkmeet.sheet import Grid

_PERIOD = re.compile(
    r"(?:(?:week|wk|kw|woche|kalenderwoche|semaine|semana|settimana|uke|vecka|uge|viikko|tydzien|tyden|неделя|тиждень"
    r"|q|quarter|quartal|trimestre|trimester|kwartaal|term|semester|semestre|month|monat|mois|mes|mese|maand)"
    r" ?[0-9]{1,2}|[1-4](?:st|nd|rd|th)? (?:quarter|quartal|trimestre|term)|第[0-9一二三四]+(?:週|四半期|学期))"
    r"(?: ?[-/,(\u2013\u2014:] ?.{1,40}| (?:19|20)[0-9]{2})?"
)
"""Week 1, Q2 2027, KW 3 (18.-22.1.): no title has so little in it, and no other cell stands beside it."""
_STATES = re.compile(
    r"\b(?:draft|drafts|past|old|archive|archived|previous|done|held|proposed|proposals?|ideas?|backlog|waiting|wait"
    r"|reserve|optional|maybe|not|no|don't|entwurf|entwurfe|vergangen|alt|archiv|erledigt|nicht|kein|keine|brouillon"
    r"|passe|passes|pas|borrador|borradores|pasado|no|bozza|bozze|passato|non|rascunho|nao|concept|niet|geen)\b"
)
"""What may say of all rows below that nothing is to be created from them."""
_FIRST_WORD = re.compile(r"\W*([^\W\d_]+)")
WIDE = 3
"""How many columns a row is merged across at least, besides half of the table's."""


def band_rows(rows: Grid, merges: Sequence[Merge], width: int, date_order: DateOrder | None = None) -> list[int]:
    """The places of the rows of a table so many columns wide that only head others.

    One that may say of the rows below that they are off or not settled stays, to be asked about, and so does one with
    another day than theirs. `date_order` is that of numeric dates where it was given.
    """
    merged = {
        number
        for merge in merges
        if merge.last_row - merge.first_row < WIDE and _is_wide(merge, width)
        for number in range(merge.first_row, merge.last_row + 1)
    }
    lone = dict(lone_cells(as_wide_as(rows, max(width, len(rows.columns), 2))))
    bands = {place: cell for place, cell in lone.items() if rows.numbers[place] in merged or _names_period(cell)}
    bands.update(_filled_throughout(rows, merged))
    heads = sorted(place for place, cell in bands.items() if isinstance(cell, date) or is_lone_text([cell]))
    order = date_order or (order_of(chain.from_iterable(row.cells for row in rows)) if _any_day(bands) else None)
    return [
        place
        for place, end in pairwise((*heads, len(rows)))
        if not _says_state(text_of(bands[place])) and _agrees(bands[place], cut(rows, place + 1, end), order)
    ]


def _any_day(bands: Mapping[int, Cell]) -> bool:
    return any(map(mentions_day, bands.values()))


def _agrees(cell: Cell, below: Grid, order: DateOrder | None) -> bool:
    """Whether the rows below a band are all of the day, or the day of the week, that it names, if it names one."""
    first = _FIRST_WORD.match(text_of(cell))
    day, weekdays = day_in(cell, order), weekdays_of(first[1]) if first else frozenset()
    if day is None and not weekdays:
        return True
    days = [{day_in(one, order) or day_with_time(one, order) for one in row.cells} - {None} for row in below]
    if day is not None:
        return all(day in of_row for of_row in days)
    return all(any(one.weekday() in weekdays for one in of_row if one) for of_row in days)


def _is_wide(merge: Merge, width: int) -> bool:
    across = min(merge.last_column + 1, width) - merge.first_column
    return across >= WIDE and 2 * across >= width


def _filled_throughout(rows: Grid, merged: Container[int]) -> Iterator[tuple[int, Cell]]:
    """The places of rows of a merge so tall that its text was filled into all of their cells, with that text."""
    for place, number in enumerate(rows.numbers):
        if number in merged:
            texts = {cell for cell in rows[place].cells if not is_blank(cell)}
            if len(texts) == 1:
                yield place, texts.pop()


def _names_period(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) < 80 and _PERIOD.fullmatch(folded(cell)) is not None


def _says_state(text: str) -> bool:
    is_known = not any(problem.code == "cancelled_unreadable" for problem in says_cancelled(text).problems)
    return (
        is_known
        or mentions_cancelling(text)
        or remark_says_off(text)
        or says_undated(text)
        or _STATES.search(folded(text)) is not None
    )
