"""Sheets whose meetings all start at midnight: mostly a column of days, which programs write with an empty 12:00 AM."""

from collections.abc import Sequence

from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import Mapping
from bulkmeet.model import Issue
from bulkmeet.validator.nights import CLOCK, Starting, is_at_midnight
from bulkmeet.validator.notes import Notes


def find_midnights(starting: Sequence[Starting], mapping: Mapping) -> list[Issue]:
    """One warning, at the first start, where everything in the sheet starts at midnight in its own zone."""
    if not starting or not all(map(is_at_midnight, starting)):
        return []
    notes = Notes(mapping)
    column = notes.column(CLOCK)
    where = f"the column {quoted(column.header)} may hold days without times" if column else "the times may be missing"
    which = "This meeting starts" if len(starting) == 1 else f"All {len(starting)} meetings start"
    message = f"{which} at midnight exactly, so {where}; check it, and type the time of day of each meeting."
    notes.add("all_at_midnight", message, min(one.rows[0] for one in starting), CLOCK, warning=True)
    return notes.issues
