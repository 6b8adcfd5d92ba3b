"""Meetings so far ahead that their year is likely a slip: 2072 for 2027."""

from collections.abc import Iterator

from msgspec import Struct

from bulkmeet.cells.zones import local_time
from bulkmeet.columns.fields import Mapping
from bulkmeet.model import Group, Issue
from bulkmeet.validator.notes import Notes
from bulkmeet.validator.said import START, saying, start_of, start_told

YEAR = 366 * 24 * 60 * 60
USUALLY_AHEAD, HARDLY_MEANT = 2 * YEAR, 10 * YEAR


class FarStart(Struct, frozen=True):
    """A start more than two years ahead: the row it stands in, UTC seconds, and its zone."""

    row: int
    start: int
    zone: str


class Years:
    """Looks at the start of each group it is shown; `now` is UTC seconds."""

    def __init__(self, now: float) -> None:
        self._now = now
        self._groups = 0
        self._far: list[FarStart] = []

    def see(self, group: Group) -> None:
        """Take note of a group that starts far ahead."""
        self._groups += 1
        facts = start_told(group)
        if facts.start is not None and facts.start > self._now + USUALLY_AHEAD:
            self._far.append(FarStart(saying(group, start_of).row, facts.start, facts.zone))

    def issues(self, mapping: Mapping) -> list[Issue]:
        """A warning for each start more than two years ahead of all that were seen.

        In a sheet that is mostly as far ahead that is meant, and only what is ten years ahead is pointed out.
        """
        notes = Notes(mapping)
        for far in self._pointed_out():
            year = local_time(far.start, far.zone).year
            message = f"This meeting starts in {year}, years from now; check the year."
            notes.add("start_far_ahead", message, far.row, START, warning=True)
        return notes.issues

    def _pointed_out(self) -> Iterator[FarStart]:
        bound = HARDLY_MEANT if 2 * len(self._far) >= self._groups else USUALLY_AHEAD
        return (far for far in self._far if far.start > self._now + bound)
