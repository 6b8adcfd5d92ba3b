"""Columns of weekdays, such as MWF or Mon/Wed: their rows are classes of every week, and not one meeting each."""

import re
from collections.abc import Sequence

from bulkmeet.cells.datewords import weekdays_of
from bulkmeet.cells.text import folded, quoted, text_of
from bulkmeet.columns.contest import issue_of, map_key
from bulkmeet.columns.fields import Field
from bulkmeet.columns.recognise import Claim
from bulkmeet.model import Cell, Issue
from bulkmeet.patterns import pattern

WEEKDAYS_NOT_USED = "weekdays_not_used"
DAYS = frozenset(
    (
        *("days", "day", "meeting days", "class days", "meeting day", "day pattern", "meeting pattern", "pattern"),
        *("days met", "meets", "days of week", "days of the week", "weekdays", "meeting day(s)", "tage", "wochentage"),
        *("unterrichtstage", "jours", "dias", "días", "giorni", "dagen", "lesdagen"),
    )
)
"""Headers under which letters alone stand for weekdays: MT could be a place elsewhere."""
LETTERS = pattern(r"(?:M|TU|TH|T|W|R|F|SA|SU|S|U|[ /,])+", re.IGNORECASE)
LETTER = pattern(r"TU|TH|SA|SU|[MTWRFSU]")
OF_LETTER = {
    "M": (0,),
    "TU": (1,),
    "T": (1, 3),
    "W": (2,),
    "TH": (3,),
    "R": (3,),
    "F": (4,),
    "SA": (5,),
    "S": (5, 6),
    "SU": (6,),
    "U": (6,),
}
"""What letters stand for, 0 for Monday; the second where they stand for the first already."""
BETWEEN = pattern(r"[\s,/&+;.·\u2013\u2014-]+|\b(?:and|und|et|y|e|en|to|bis|through|thru)\b")
THROUGH = pattern(r"\w+\.? ?(?:[-\u2013\u2014]|to|bis|through|thru) ?\w+\.?")


def about_weekly(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    """That the rows repeat, where an unread column says on which weekdays and no column says how they repeat."""
    several = several_weekdays(claim.name, claim.cells)
    if not several or any(other.field is Field.RECURRENCE for other in claims):
        return None
    start = _named(Field.START_DATE, Field.START, claims)
    end = _named(Field.END_DATE, Field.END, claims)
    through = f" from {start} to {end}" if start and end else ""
    message = (
        f"{quoted(claim.header)} holds several weekdays, like {quoted(several[0])}, so these are weekly classes"
        f"{through}, not one meeting each; give each class a row with its own date, or say how it repeats in a column "
        f'“Recurrence”; only if each is one meeting after all, add --map "{map_key(claim, claims)}=ignore" when you '
        "run bulkmeet."
    )
    return issue_of(claim, WEEKDAYS_NOT_USED, message)


def several_weekdays(name: str, cells: Sequence[Cell]) -> list[Cell]:
    """Those of the cells that hold several weekdays, if the column of that normalised name is one of weekdays."""
    days = [weekdays_in(cell, name) for cell in cells]
    if not cells or 2 * len([named for named in days if named]) <= len(cells):
        return []
    return [cell for cell, named in zip(cells, days, strict=True) if len(named) > 1]


def weekdays_in(cell: Cell, name: str) -> tuple[frozenset[int], ...]:
    """What each weekday of the cell can be, 0 for Monday, under that normalised name; none where it says more."""
    text = text_of(cell).strip()
    if name in DAYS and LETTERS.fullmatch(text):
        return _of_letters(LETTER.findall(text.upper()))
    words = [word for word in BETWEEN.split(folded(text)) if word]
    named = tuple(map(weekdays_of, words))
    if not all(named):
        return ()
    if THROUGH.fullmatch(folded(text)):
        first, last = (min(one) for one in named)
        return tuple(frozenset({day % 7}) for day in range(first, last + 1 if first <= last else last + 8))
    return named


def _of_letters(letters: Sequence[str]) -> tuple[frozenset[int], ...]:
    """The days of MTWTF, of which a second T is Thursday and a second S Sunday."""
    found: list[int] = []
    for letter in letters:
        days = OF_LETTER[letter]
        found.append(next((day for day in days if day not in found), days[0]))
    return tuple(frozenset({day}) for day in found)


def _named(day: Field, whole: Field, claims: Sequence[Claim]) -> str | None:
    """The header of a column of days, quoted."""
    return next((quoted(claim.header) for claim in claims if claim.field in (day, whole)), None)
