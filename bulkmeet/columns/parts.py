"""Columns that give more than one thing, or part of one: a start and an end in one cell, AM and PM apart from the time.

Both are told by their cells, once all other columns are settled.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.meridiem import parse_meridiem
from bulkmeet.cells.spans import is_span, may_be_hour_and_minutes, may_be_lessons, split_hours
from bulkmeet.cells.text import quoted, text_of
from bulkmeet.columns.contest import issue_of
from bulkmeet.columns.fields import Field
from bulkmeet.columns.hourlooks import is_called_time
from bulkmeet.columns.looks import mostly
from bulkmeet.columns.recognise import Claim
from bulkmeet.columns.times import Arranged
from bulkmeet.columns.weekdays import are_weekdays, as_weekdays
from bulkmeet.model import Cell

SAMPLE = 50
ENDINGS = frozenset({Field.END, Field.END_DATE, Field.END_TIME, Field.END_HOUR, Field.DURATION})
UNTIL = {Field.START: Field.END, Field.START_TIME: Field.END_TIME}
ENDS = (Field.END_TIME, Field.END, Field.END_DATE)
MERIDIEM = {
    Field.START: Field.START_MERIDIEM,
    Field.START_TIME: Field.START_MERIDIEM,
    Field.START_MINUTE: Field.START_MERIDIEM,
    Field.END: Field.END_MERIDIEM,
    Field.END_TIME: Field.END_MERIDIEM,
    Field.END_MINUTE: Field.END_MERIDIEM,
}


def with_parts(claims: Sequence[Claim]) -> Arranged:
    """The columns with the ends that starts give besides, and with AM and PM joined to their times."""
    by_place = {claim.index: claim for claim in claims}
    issues = []
    for claim in claims:
        until = _until(claim, claims)
        if until is not None and _gives_spans(claim):
            by_place[claim.index] = replace(claim, until=until)
            message = f"The cells of {quoted(claim.header)} give a start and an end, and both are used."
            issues.append(replace(issue_of(claim, "start_and_end_in_one", message), severity="warning"))
        elif claim.field in {None, Field.IGNORE} and not claim.told and are_weekdays(claim.cells):
            by_place[claim.index] = as_weekdays(claim)
        elif _is_of_meridiems(claim) and any(len(text_of(cell)) > 1 for cell in claim.cells):
            time = by_place.get(claim.index - 1)
            field = MERIDIEM.get(time.field) if time is not None and time.field is not None else None
            if time is not None and field is not None:
                by_place[claim.index] = replace(claim, field=field, how=f"as part of {quoted(time.header)}")
            else:
                message = (
                    f"The column {quoted(claim.header)} says AM and PM, but not of which time; "
                    "move it to the right of that time's column."
                )
                issues.append(issue_of(claim, "meridiem_alone", message))
    return [by_place[claim.index] for claim in claims], issues


def _until(claim: Claim, claims: Sequence[Claim]) -> Field | None:
    """What the ends in a column of starts would be: as in the column for ends, with which they have to agree."""
    if claim.field not in UNTIL:
        return None
    fields = {other.field for other in claims}
    if Field.END_HOUR in fields:
        return None
    there = next((field for field in ENDS if field in fields), UNTIL[claim.field])
    return Field.END_TIME if there is Field.END_DATE else there


def _gives_spans(claim: Claim) -> bool:
    """Whether most cells are spans of clocks or, in a column of times, of bare hours.

    It is one of times by its clocks, its header or --map; where it has no clocks, numbers may be lessons as well.
    """
    cells = claim.cells[:SAMPLE]
    if mostly(is_span, cells):
        return True
    if any(map(may_be_hour_and_minutes, cells)):
        return False
    has_clocks = any(map(is_span, cells))
    of_times = has_clocks or claim.told or (is_called_time(claim.header) and not any(map(may_be_lessons, cells)))
    return claim.field is Field.START_TIME and of_times and mostly(_is_any_span, cells)


def _is_any_span(cell: Cell) -> bool:
    return is_span(cell) or split_hours(cell) is not None


def _is_of_meridiems(claim: Claim) -> bool:
    """Whether all cells of a column that is not used otherwise say AM or PM."""
    return claim.field is None and not claim.told and bool(claim.cells) and all(map(_is_meridiem, claim.cells))


def _is_meridiem(cell: Cell) -> bool:
    return parse_meridiem(cell).value is not None
