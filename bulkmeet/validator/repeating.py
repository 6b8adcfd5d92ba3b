"""The recurrence of a group's meeting, held against its start."""

from datetime import UTC

from bulkmeet.cells.recurrence import end_of_until
from bulkmeet.cells.sampledays import LAST_DAY
from bulkmeet.cells.zones import local_time
from bulkmeet.model import Group
from bulkmeet.patterns import pattern
from bulkmeet.validator.notes import Notes
from bulkmeet.validator.overlapping import overlaps_next
from bulkmeet.validator.said import RECURRENCE, START, Together, saying, start_of

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BYDAY = pattern(r"BYDAY=([^;]+)")
UNTIL = pattern(r"UNTIL=([0-9T]+Z)")


def rule_of(group: Group, said: Together, end: int | None, notes: Notes) -> str | None:
    """The recurrence with its last day in UTC, which depends on the zone of the start.

    Where the meeting's `end` is mostly that of the series, nothing is said of a series without one.
    """
    rule, start = said.recurrence, said.start
    if rule is None or start is None:
        return None
    _on_a_day_of(rule, group, start, notes)
    if "UNTIL" not in rule:
        if "COUNT" not in rule and not overlaps_next(group, said, end):
            _note_endless(group, notes)
        return rule
    rule = end_of_until(rule, local_time(start, saying(group, start_of).facts.zone).tzinfo or UTC)
    until = UNTIL.search(rule)
    if until and until[1] < f"{local_time(start, 'UTC'):%Y%m%dT%H%M%SZ}":
        message = "The repeats end before the meeting starts; correct the last day, or the start."
        row = saying(group, lambda facts: facts.recurrence).row
        notes.add("repeats_end_too_early", message, row, RECURRENCE)
    return rule


def _note_endless(group: Group, notes: Notes) -> None:
    message = f"This repeats without an end; write how often or until when, like weekly until {LAST_DAY}."
    row = saying(group, lambda facts: facts.recurrence).row
    notes.add("repeats_without_end", message, row, RECURRENCE, warning=True)


def _on_a_day_of(rule: str, group: Group, start: int, notes: Notes) -> None:
    """A first meeting on a Tuesday that repeats on Mondays is mostly a slip in one of the two."""
    days = BYDAY.search(rule)
    if days is None:
        return
    first = saying(group, start_of)
    weekday = WEEKDAYS[local_time(start, first.facts.zone).weekday()]
    if weekday not in {day.lstrip("+-0123456789") for day in days[1].split(",")}:
        message = f"The first of these meetings is on none of the weekdays it repeats on ({days[1]}); check its start."
        notes.add("start_off_the_rule", message, first.row, START, warning=True)
