"""Which columns are the start and the end: in one cell, or as a day and a time of their own.

Headers alone do not tell: "Start Time" is a time beside a "Start Date" and a whole point in time in exports
from Webex and Zoom; French Outlook calls both columns "Début". So the cells and the neighbours are looked at.
"""

from collections.abc import Sequence

import msgspec

from bulkmeet.cells.text import quoted
from bulkmeet.columns.contest import beaten, issue_of, two_columns, undecided
from bulkmeet.columns.fields import Field
from bulkmeet.columns.looks import Shows, has_clock, has_day, shows
from bulkmeet.columns.meanings import Rank
from bulkmeet.columns.recognise import Claim
from bulkmeet.model import Issue

Arranged = tuple[list[Claim], list[Issue]]
"""Columns with their fields, and what there is to tell of them."""


class Side(msgspec.Struct, frozen=True):
    """The three fields a start can come in, or an end."""

    whole: Field
    day: Field
    clock: Field


START = Side(Field.START, Field.START_DATE, Field.START_TIME)
END = Side(Field.END, Field.END_DATE, Field.END_TIME)


def arrange(claims: Sequence[Claim]) -> Arranged:
    """Settle which columns hold whole points in time, which days and which times of day."""
    settled = {claim.index: claim for claim in claims}
    issues: list[Issue] = []
    lasts = any(claim.field is Field.DURATION and claim.cells for claim in claims)
    for side in (START, END):
        taken = side is END and any(claim.field is Field.START_DATE for claim in settled.values())
        columns = _of_side(side, claims)
        arranged = [_as(claim, field) for claim, field in _fields(side, columns, day_elsewhere=taken)]
        arranged = [_of_days(claim) if side is END and lasts else claim for claim in arranged]
        arranged, told = _without_clashes(side, arranged, claims)
        settled |= {claim.index: claim for claim in arranged}
        issues += told + _used_in_part(side, arranged)
    return list(settled.values()), issues


def _of_side(side: Side, claims: Sequence[Claim]) -> list[Claim]:
    """The columns of one side; empty ones have no say as long as there are filled ones."""
    columns = [claim for claim in claims if claim.field in (side.whole, side.day, side.clock)]
    filled = [claim for claim in columns if claim.cells or claim.told]
    return filled or columns


def _as(claim: Claim, field: Field | None) -> Claim:
    if claim.field is field:
        return claim
    return msgspec.structs.replace(claim, field=field, how="by its place and cells")


def _of_days(claim: Claim) -> Claim:
    """An end of days alone as the date it is, where something else says how long the meetings are."""
    is_of_days = claim.field is Field.END and not claim.told and shows(claim.cells) == Shows.DAY
    return _as(claim, Field.END_DATE) if is_of_days and not any(map(has_clock, claim.cells)) else claim


def _fields(side: Side, columns: list[Claim], *, day_elsewhere: bool) -> list[tuple[Claim, Field | None]]:
    if len(columns) == 2 and (twins := _twins(side, columns[0], columns[1])):
        return list(zip(columns, twins, strict=True))
    return [(claim, _field(side, claim, columns, day_elsewhere=day_elsewhere)) for claim in columns]


def _twins(side: Side, first: Claim, second: Claim) -> tuple[Field, Field] | None:
    """Two columns of one name are the day and the time, in this order unless their cells tell otherwise."""
    seen = shows(first.cells), shows(second.cells)
    if first.name != second.name or first.told or second.told:
        return None
    if seen == (Shows.CLOCK, Shows.DAY):
        return side.clock, side.day
    told = seen == (Shows.DAY, Shows.CLOCK)
    untold = seen[0] in (Shows.DAY, Shows.NOTHING) and seen[1] in (Shows.CLOCK, Shows.NOTHING)
    return (side.day, side.clock) if told or (untold and first.field is side.whole) else None


def _field(side: Side, claim: Claim, columns: list[Claim], *, day_elsewhere: bool) -> Field | None:
    if claim.told:
        return claim.field
    seen = shows(claim.cells)
    if day_elsewhere and seen == Shows.BOTH and any(has_clock(cell) and not has_day(cell) for cell in claim.cells):
        return side.clock
    days = [other for other in columns if other.field is side.day and other is not claim]
    clocks = [other for other in columns if other.field is side.clock and other is not claim]
    if claim.field is side.day:
        alone = not any(other is not claim for other in columns)
        return side.whole if alone and seen == Shows.BOTH else side.day
    if claim.field is side.clock:
        vague = all(day.rank is Rank.VAGUE for day in days)
        whole = vague and (seen == Shows.BOTH or (seen == Shows.DAY and not days))
        return side.whole if whole else side.clock
    return _field_of_whole(side, seen, beside_day=bool(days) or day_elsewhere, beside_clock=bool(clocks))


def _field_of_whole(side: Side, seen: Shows, *, beside_day: bool, beside_clock: bool) -> Field:
    """What a plain "Start" or "End" holds."""
    if seen == Shows.CLOCK:
        return side.clock
    if beside_clock and seen != Shows.BOTH:
        return side.day
    return side.clock if beside_day and seen == Shows.NOTHING else side.whole


def _without_clashes(side: Side, columns: list[Claim], claims: Sequence[Claim]) -> Arranged:
    """A whole start makes a separate day or time needless; only vague ones give way by themselves."""
    wholes = [claim for claim in columns if claim.field is side.whole]
    if not wholes:
        return columns, []
    whole = min(wholes, key=lambda claim: claim.rank)
    settled, issues = list(wholes), []
    for claim in columns:
        if claim.field is side.whole:
            continue
        if whole.rank <= Rank.API and whole.rank < claim.rank:
            settled.append(beaten(claim, whole))
        elif claim.rank is Rank.VAGUE:
            settled.append(beaten(claim, whole))
            issues.append(_needless(claim, whole))
        else:
            settled.append(undecided(claim, whole))
            issues.append(two_columns(claim, whole, claims))
    return settled, issues


def _needless(claim: Claim, whole: Claim) -> Issue:
    there = f"{quoted(whole.header)} holds the day and the time itself"
    told = f"The column {quoted(claim.header)} is not used: {there}."
    return msgspec.structs.replace(issue_of(claim, "column_not_used", told), severity="warning")


def _used_in_part(side: Side, columns: Sequence[Claim]) -> list[Issue]:
    """Say so where a column of times holds days too, beside another column that gives the day."""
    days = [claim for claim in columns if claim.field is side.day]
    return [
        msgspec.structs.replace(
            issue_of(
                claim,
                "days_not_used",
                f"The column {quoted(claim.header)} holds days too; each has to be the one in "
                f"{quoted(days[0].header)}.",
            ),
            severity="warning",
        )
        for claim in columns
        if days and claim.field is side.clock and shows(claim.cells) == Shows.BOTH
    ]
