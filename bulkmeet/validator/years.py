"""Meetings so far ahead that their year is likely a slip: 2072 for 2027."""

from collections.abc import Sequence

from bulkmeet.cells.zones import local_time
from bulkmeet.columns.fields import Mapping
from bulkmeet.model import Facts, Group, Issue
from bulkmeet.validator.notes import Notes
from bulkmeet.validator.said import START, saying, start_of

YEAR = 366 * 24 * 60 * 60
USUALLY_AHEAD, HARDLY_MEANT = 2 * YEAR, 10 * YEAR


def about_years(groups: Sequence[Group], mapping: Mapping, now: float) -> list[Issue]:
    """A warning for each start more than two years after `now` (UTC seconds).

    In a sheet that is mostly as far ahead that is meant, and only what is ten years ahead is pointed out.
    """
    if not any(_is_beyond(facts, now + USUALLY_AHEAD) for group in groups for facts in group.facts):
        return []
    ahead = [first for group in groups if _is_beyond((first := saying(group, start_of)).facts, now + USUALLY_AHEAD)]
    if 2 * len(ahead) >= len(groups):
        ahead = [first for first in ahead if _is_beyond(first.facts, now + HARDLY_MEANT)]
    notes = Notes(mapping)
    for first in ahead:
        year = local_time(first.facts.start or 0, first.facts.zone).year
        message = f"This meeting starts in {year}, years from now; check the year."
        notes.add("start_far_ahead", message, first.row, START, warning=True)
    return notes.issues


def _is_beyond(facts: Facts, bound: float) -> bool:
    return facts.start is not None and facts.start > bound
