"""Where a time's zone comes from when its own cell does not say."""

from collections.abc import Mapping

from msgspec import Struct

from bulkmeet.model import Problem
from bulkmeet.parser.together import ReadCell

UNREADABLE = ""
"""Stands for a zone that the sheet names and nobody can read: never a reason to fall back on another one."""

ZONE_UNSETTLED = "zone_unsettled"
"""The code of the problem of a time whose zone a text beside the meetings speaks of and does not settle."""


class Default(Struct, frozen=True):
    """The zone of times for which neither their row nor a header says one.

    `doubt` is what is wrong with a time that would be read in it: always, where `is_unsettled`, and else where the
    abbreviation that a text beside the meetings gives is not plainly the time then.
    """

    zone: str
    doubt: Problem | None = None
    is_unsettled: bool = False


class Zones(Struct, frozen=True):
    """The zones to look in, one after the other: the row's, that in the header of its column, the default.

    `cell` is where the row says it.
    """

    row: str | None
    headers: Mapping[int, str]
    default: Default
    cell: ReadCell | None = None

    def given(self, parts: tuple[ReadCell, ...]) -> str | None:
        """The zone that the row or a header gives; None where the sheet gives none."""
        return self.row if self.row is not None else self.in_header(parts)

    def in_header(self, parts: tuple[ReadCell, ...]) -> str | None:
        """The zone that a header gives, the time's before the day's."""
        columns = [part.column.index for part in reversed(parts)]
        return next((self.headers[index] for index in columns if index in self.headers), None)
