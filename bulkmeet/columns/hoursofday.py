"""Words for time that may be meant of a moment or of a length: the cells tell, or a column that says how long."""

import re

from bulkmeet.cells.spans import is_span
from bulkmeet.cells.text import text_of
from bulkmeet.columns.fields import DATED_STARTS, Field
from bulkmeet.columns.kinds import Seen
from bulkmeet.columns.looks import has_clock, has_day, mostly
from bulkmeet.columns.meanings import Meaning, Rank
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

SAYING_HOW_LONG = frozenset((Field.DURATION, Field.END_TIME, Field.END))
SAMPLE = 50
EARLIEST = 6
"""The hour from which on a time is hardly a length."""
_HOURS = pattern(r"[0-9]{1,2}")
_OF_CLOCK = pattern(r"[0-9]\s?(?:uhr|uur)\b|\bkl\b|o'?clock", re.IGNORECASE)


def hours_of_day(seen: Seen) -> Field | None:
    """The time of day beside a column of days: ranges, words of the clock, or hours where another says how long."""
    cells = seen.cells[:SAMPLE]
    if not seen.others & DATED_STARTS or mostly(has_day, cells):
        return None
    is_no_length = bool(seen.others & SAYING_HOW_LONG) and mostly(has_clock, cells) and all(map(_is_by_day, cells))
    return Field.START_TIME if is_no_length or mostly(_is_of_day, cells) else None


def _is_by_day(cell: Cell) -> bool:
    """Whether it is no earlier than meetings begin: 1:30 may be a length beside an end, too."""
    hours = _HOURS.match(text_of(cell))
    return hours is not None and int(hours[0]) >= EARLIEST


def _is_of_day(cell: Cell) -> bool:
    return isinstance(cell, str) and (_OF_CLOCK.search(text_of(cell)) is not None or is_span(cell))


OF_HOURS = (
    Meaning(Field.START_TIME, "zeit; zeiten; uhrzeiten; zeitfenster; zeitraum; zeitspanne", Rank.VAGUE, hours_of_day),
    Meaning(
        Field.START_TIME, "times; time slot; timeslot; time range; time span; time frame", Rank.VAGUE, hours_of_day
    ),
    Meaning(Field.START_TIME, "créneau; créneau horaire; créneaux; heures", Rank.VAGUE, hours_of_day),
    Meaning(Field.START_TIME, "horarios; franja horaria; orari; fascia oraria; horários", Rank.VAGUE, hours_of_day),
    Meaning(
        Field.START_TIME, "faixa horária; tijden; tijdvak; tijdslot; godziny; časy; tider", Rank.VAGUE, hours_of_day
    ),
    Meaning(Field.START_TIME, "tidsrum; tidsrom; tidsintervall; tidsinterval; tidslucka", Rank.VAGUE, hours_of_day),
)
