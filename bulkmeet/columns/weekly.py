"""Columns of weekdays, such as MWF or Mon/Wed: their rows are classes of every week, and not one meeting each."""

import re
from collections.abc import Sequence

from bulkmeet.cells.datewords import weekdays_of
from bulkmeet.cells.text import folded, quoted, text_of
from bulkmeet.columns.contest import issue_of, map_key
from bulkmeet.columns.fields import Field
from bulkmeet.columns.looks import mostly
from bulkmeet.columns.recognise import Claim
from bulkmeet.model import Cell, Issue

WEEKDAYS_NOT_USED = "weekdays_not_used"
DAYS = frozenset(
    (
        *("days", "day", "meeting days", "class days", "meeting day", "day pattern", "meeting pattern", "pattern"),
        *("days met", "meets", "days of week", "days of the week", "weekdays", "meeting day(s)", "tage", "wochentage"),
        *("unterrichtstage", "jours", "dias", "días", "giorni", "dagen", "lesdagen"),
    )
)
"""Headers under which letters alone stand for weekdays: MT could be a place elsewhere."""
LETTERS = re.compile(r"(?:M|TU|TH|T|W|R|F|SA|SU|S|U|[ /,])+", re.IGNORECASE)
BETWEEN = re.compile(r"[\s,/&+;.·-]+|\b(?:and|und|et|y|e|en)\b")


def about_weekly(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    """That the rows repeat, where an unread column says on which weekdays and no column says how they repeat."""
    of_days = claim.name in DAYS
    several = [cell for cell in claim.cells if _names_days(cell, of_days=of_days)]
    if not several or not mostly(lambda cell: _names_days(cell, of_days=of_days, fewest=1), claim.cells):
        return None
    if any(other.field is Field.RECURRENCE for other in claims):
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


def _names_days(cell: Cell, *, of_days: bool, fewest: int = 2) -> bool:
    text = text_of(cell).strip()
    if of_days and LETTERS.fullmatch(text):
        return len(re.findall(r"TU|TH|SA|SU|[MTWRFSU]", text.upper())) >= fewest
    words = [word for word in BETWEEN.split(folded(text)) if word]
    return len(words) >= fewest and all(map(weekdays_of, words))


def _named(day: Field, whole: Field, claims: Sequence[Claim]) -> str | None:
    """The header of a column of days, quoted."""
    return next((quoted(claim.header) for claim in claims if claim.field in (day, whole)), None)
