"""Sheets whose meetings all start at midnight: mostly a column of days, which programs write with an empty 12:00 AM."""

from collections.abc import Sequence
from datetime import time

from bulkmeet.cells.text import quoted
from bulkmeet.cells.zones import local_time
from bulkmeet.columns.fields import Mapping
from bulkmeet.model import Issue, Meeting
from bulkmeet.validator.nights import CLOCK, NO_PLACE
from bulkmeet.validator.notes import Notes


def find_midnights(meetings: Sequence[Meeting], mapping: Mapping) -> list[Issue]:
    """One warning, at the first start, where every meeting of the sheet starts at midnight in its own zone."""
    if not meetings or not all(map(_is_at_midnight, meetings)):
        return []
    notes = Notes(mapping)
    column = notes.column(CLOCK)
    where = f"the column {quoted(column.header)} may hold days without times" if column else "the times may be missing"
    which = "This meeting starts" if len(meetings) == 1 else f"All {len(meetings)} meetings start"
    message = f"{which} at midnight exactly, so {where}; check it, and type the time of day of each meeting."
    notes.add("all_at_midnight", message, min(meeting.rows[0] for meeting in meetings), CLOCK, warning=True)
    return notes.issues


def _is_at_midnight(meeting: Meeting) -> bool:
    return meeting.zone != NO_PLACE and local_time(meeting.start, meeting.zone).time() == time()
