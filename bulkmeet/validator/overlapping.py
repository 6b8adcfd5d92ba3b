"""Series whose meetings would last longer than until the next: mostly their end is the last day of the series."""

from datetime import UTC, date, datetime

from bulkmeet.cells.lengths import lasting
from bulkmeet.cells.repeats import rule_from_words
from bulkmeet.cells.rulegaps import outlasts_gap, without_end
from bulkmeet.cells.rulewords import rule_in_words
from bulkmeet.cells.zones import local_time
from bulkmeet.model import Group
from bulkmeet.validator.lengths import LONGEST_USUAL
from bulkmeet.validator.notes import Notes
from bulkmeet.validator.said import ENDING, Together, saying, start_of

_ENDLESS = " without an end"


def overlaps_next(group: Group, said: Together, end: int | None) -> bool:
    """Whether the meeting repeats and would go on when the next begins; `end` is in UTC seconds."""
    if said.recurrence is None or said.start is None or end is None or end - said.start <= LONGEST_USUAL:
        return False
    return outlasts_gap(said.recurrence, *_local(group, said.start, end))


def note_overlap(group: Group, said: Together, end: int, notes: Notes) -> None:
    """Tell it at the end, or at the duration where that gives the end."""
    start, rule = said.start or 0, said.recurrence or ""
    row = saying(group, lambda facts: facts.duration if said.end is None else facts.end).row
    repeats = f"though it repeats {_every(rule)}"
    if said.end is None:
        message = f"This meeting lasts {lasting(end - start)}, {repeats}; correct one of the two."
    else:
        first, last = (moment.date() for moment in _local(group, start, end))
        days = (last - first).days
        message = f"This meeting ends {days} day{'s' * (days > 1)} after it starts, {repeats}; {_mend(rule, last)}"
    notes.add("overlaps_next", message, row, ENDING)


def _mend(rule: str, last: date) -> str:
    if without_end(rule) != rule:
        return "write the end of the first meeting here."
    return (
        "if that is the last day of the series, write the end of the first meeting here and the last day into the "
        f"recurrence, like “{_until(rule, last)}”."
    )


def _local(group: Group, start: int, end: int) -> tuple[datetime, datetime]:
    zone = saying(group, start_of).facts.zone
    return local_time(start, zone), local_time(end, zone)


def _every(rule: str) -> str:
    """Like: every 2 weeks on Tuesday."""
    bare = without_end(rule)
    words = rule_in_words(bare, UTC)
    return f"“{bare}”" if words is None else words.removesuffix(_ENDLESS)


def _until(rule: str, last: date) -> str:
    """What to type, in words where they are read as this rule."""
    words = _every(rule)
    return f"{words} until {last}" if rule_from_words(words) == rule else f"{rule};UNTIL={last:%Y%m%d}"
