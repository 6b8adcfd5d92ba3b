"""Meetings that start at night, where that is rather an afternoon whose PM got lost on the way to the cell."""

from collections.abc import Sequence
from functools import cache

from bulkmeet.cells.zones import local_time
from bulkmeet.columns.fields import Field, Mapping
from bulkmeet.model import Issue, Meeting
from bulkmeet.validator.notes import Notes

NIGHT, SMALL_HOURS, DAY = range(6), range(1, 6), range(7, 19)
"""Hours of the clock, in the zone a meeting is read in; the small ones are those that an afternoon without PM has."""
NO_PLACE = "UTC"
"""A zone that programs write moments in, whose hours say nothing of anybody's day."""
CLOCK = (Field.START_TIME, Field.START_HOUR, Field.START, Field.START_DATE)

MEND = "and write PM or two digits, like 13:30, if the afternoon is meant."


def find_nights(meetings: Sequence[Meeting], mapping: Mapping) -> list[Issue]:
    """A warning at the start of each meeting between midnight and six, where most begin between seven and seven.

    Where most begin between one and six instead, the sheet may have lost every PM: that is said once, at the first.
    """
    hour_of = cache(lambda start, zone: local_time(start, zone).hour)
    hours = [hour_of(meeting.start, meeting.zone) for meeting in meetings]
    placed = [pair for pair in zip(meetings, hours, strict=True) if pair[0].zone != NO_PLACE]
    early = [meeting for meeting, hour in placed if hour in SMALL_HOURS]
    notes = Notes(mapping)
    if 2 * sum(hour in DAY for hour in hours) > len(hours):
        for meeting in (meeting for meeting, hour in placed if hour in NIGHT):
            message = f"This meeting starts at {_shown(meeting)}, at night, and most others by day; check it, {MEND}"
            notes.add("starts_at_night", message, meeting.rows[0], CLOCK, warning=True)
    elif 2 * len(early) > len(hours):
        first = min(early, key=lambda meeting: meeting.rows[0])
        one = f"This meeting starts at night, at {_shown(first)}"
        most = f"{len(early):,} of {len(hours):,} meetings start at night, the first at {_shown(first)}"
        message = f"{one if len(hours) == 1 else most}; check the times, {MEND}"
        notes.add("most_start_at_night", message, first.rows[0], CLOCK, warning=True)
    return notes.issues


def _shown(meeting: Meeting) -> str:
    return f"{local_time(meeting.start, meeting.zone):%H:%M}"
