"""Columns of words for weekdays: no dates, whatever their header says, but held against the dates beside them."""

from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.datewords import weekdays_of
from bulkmeet.cells.text import text_of
from bulkmeet.columns.fields import DATED_STARTS, Field
from bulkmeet.columns.looks import has_day, mostly
from bulkmeet.columns.recognise import Claim
from bulkmeet.model import Cell


def with_weekdays(claims: Sequence[Claim]) -> list[Claim]:
    """The columns, those of them as weekdays that seemed to be the start's day and only name such, beside real days."""
    days = [claim for claim in claims if claim.field in {None, *DATED_STARTS} and mostly(has_day, claim.cells)]
    return [as_weekdays(claim) if days and _names_no_day(claim) else claim for claim in claims]


def as_weekdays(claim: Claim) -> Claim:
    """The column as that of the weekdays of the dates."""
    return replace(claim, field=Field.WEEKDAY, how="by its cells, held against the dates")


def are_weekdays(cells: Sequence[Cell]) -> bool:
    """Whether all cells are each a word for one day of the week. A TBD among them may be said of the date."""
    return bool(cells) and all(weekdays_of(text_of(cell)) for cell in cells)


def _names_no_day(claim: Claim) -> bool:
    return claim.field in DATED_STARTS and not claim.told and are_weekdays(claim.cells)
