"""Meetings that start at night in a sheet of the day: mostly an afternoon whose PM got lost on the way to the cell."""

from collections.abc import Sequence
from functools import cache

from bulkmeet.cells.zones import local_time
from bulkmeet.columns.fields import Field, Mapping
from bulkmeet.model import Issue, Meeting
from bulkmeet.validator.notes import Notes

NIGHT, DAY = range(6), range(7, 19)
"""Hours of the clock, in the zone a meeting is read in."""
NO_PLACE = "UTC"
"""A zone that programs write moments in, whose hours say nothing of anybody's day."""
CLOCK = (Field.START_TIME, Field.START_HOUR, Field.START, Field.START_DATE)


def find_nights(meetings: Sequence[Meeting], mapping: Mapping) -> list[Issue]:
    """A warning at the start of each meeting between midnight and six, where most begin between seven and seven."""
    hour_of = cache(lambda start, zone: local_time(start, zone).hour)
    hours = [hour_of(meeting.start, meeting.zone) for meeting in meetings]
    if 2 * sum(hour in DAY for hour in hours) <= len(hours):
        return []
    notes = Notes(mapping)
    for meeting, hour in zip(meetings, hours, strict=True):
        if hour in NIGHT and meeting.zone != NO_PLACE:
            message = (
                f"This meeting starts at {local_time(meeting.start, meeting.zone):%H:%M}, at night, and most others by "
                "day; check it, and write PM or two digits, like 13:30, if the afternoon is meant."
            )
            notes.add("starts_at_night", message, meeting.rows[0], CLOCK, warning=True)
    return notes.issues
