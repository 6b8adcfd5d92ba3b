"""Meetings that start at night, where that is rather an afternoon whose PM got lost on the way to the cell."""

from collections.abc import Sequence
from functools import cache

from bulkmeet.cells.zones import local_time
from bulkmeet.columns.fields import Field, Mapping
from bulkmeet.model import Issue, Meeting
from bulkmeet.validator.notes import Notes
from bulkmeet.validator.said import Beginning

NIGHT, DAY = range(6), range(7, 19)
"""Hours of the clock, in the zone a meeting is read in."""
NO_PLACE = "UTC"
"""A zone that programs write moments in, whose hours say nothing of anybody's day."""
CLOCK = (Field.START_TIME, Field.START_HOUR, Field.START, Field.START_DATE)

MEND = "and write PM or two digits, like 13:30, if the afternoon is meant."

Starting = Meeting | Beginning


def find_nights(starting: Sequence[Starting], mapping: Mapping) -> list[Issue]:
    """A warning at each start between midnight and six; where most are, the sheet may have lost every PM: one for all.

    `starting` are the meetings, and what would be one if all were right with it. Where all start at midnight exactly,
    `find_midnights` says it.
    """
    # What makes no meeting and starts at midnight was a day without a time, and is told as that.
    starting = [one for one in starting if isinstance(one, Meeting) or not is_at_midnight(one)]
    hour_of = cache(lambda start, zone: local_time(start, zone).hour)
    hours = [hour_of(one.start, one.zone) for one in starting]
    early = [one for one, hour in zip(starting, hours, strict=True) if hour in NIGHT and one.zone != NO_PLACE]
    notes = Notes(mapping)
    if not early or (len(early) == len(hours) and all(map(is_at_midnight, early))):
        return []
    if 2 * len(early) > len(hours):
        first = min(early, key=lambda one: one.rows[0])
        alone = f"This meeting starts at night, at {_shown(first)}"
        most = f"{len(early):,} of {len(hours):,} meetings start at night, the first at {_shown(first)}"
        message = f"{alone if len(hours) == 1 else most}; check the times, {MEND}"
        notes.add("most_start_at_night", message, first.rows[0], CLOCK, warning=True)
        return notes.issues
    others = ", and most others by day" if 2 * sum(hour in DAY for hour in hours) > len(hours) else ""
    for one in early:
        message = f"This meeting starts at {_shown(one)}, at night{others}; check it, {MEND}"
        notes.add("starts_at_night", message, one.rows[0], CLOCK, warning=True)
    return notes.issues


def is_at_midnight(one: Starting) -> bool:
    """Whether it starts at midnight exactly, where it is to be."""
    return one.zone != NO_PLACE and _shown(one) == "00:00"


def _shown(one: Starting) -> str:
    return f"{local_time(one.start, one.zone):%H:%M}"
