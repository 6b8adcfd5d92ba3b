"""A column whose header is only a unit of time: “Mins”, “Hours”, “Std.”. It is the length where nothing else is."""

from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.text import quoted, text_of
from bulkmeet.columns.contest import adds_up, issue_of, map_key
from bulkmeet.columns.fields import Field
from bulkmeet.columns.normalise import unit_of
from bulkmeet.columns.parts import ENDINGS
from bulkmeet.columns.recognise import Claim
from bulkmeet.columns.times import Arranged
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

STARTS = frozenset((Field.START, Field.START_DATE, Field.START_TIME, Field.START_HOUR))
LONGEST = {"h": 24, "min": 1440}
"""How much of each unit a meeting lasts at most, a day."""
FITTING = 0.8
"""The part of the cells that must be such numbers."""
NAMES = {"h": "hours", "min": "minutes"}
_NUMBER = pattern(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?")


def with_unit_alone(claims: Sequence[Claim]) -> Arranged:
    """The settled columns, one named only by its unit as the duration, if there is a start and no end or length.

    Hours and minutes in a column each are taken together where they add up.
    """
    found = [replace(claim, unit=unit) for claim in claims if (unit := _unit(claim))]
    has_start = any(claim.field in STARTS for claim in claims)
    if not has_start or any(claim.field in ENDINGS or claim.until for claim in claims):
        return list(claims), []
    taken = [replace(claim, field=Field.DURATION, how="by its unit and cells") for claim in found]
    if not taken or (len(taken) > 1 and not adds_up(taken)):
        return list(claims), []
    issues = [
        replace(
            issue_of(
                claim,
                "duration_by_unit",
                f"{quoted(claim.header)} is read as the duration, in {NAMES[claim.unit or '']}; if it is something "
                f'else, add --map "{map_key(claim, claims)}=ignore" when you run bulkmeet.',
            ),
            severity="warning",
        )
        for claim in taken
    ]
    by_place = {claim.index: claim for claim in taken}
    return [by_place.get(claim.index, claim) for claim in claims], issues


def _unit(claim: Claim) -> str | None:
    """The unit that a column nobody reads is named after; None where it says more, or holds other things."""
    unit = unit_of(claim.name)
    is_free = claim.field is None and claim.how == "unrecognised" and bool(claim.cells)
    if not is_free or unit not in LONGEST:
        return None
    fitting = sum(_is_up_to(cell, LONGEST[unit]) for cell in claim.cells)
    return unit if fitting >= FITTING * len(claim.cells) else None


def _is_up_to(cell: Cell, most: int) -> bool:
    text = text_of(cell)
    return bool(_NUMBER.fullmatch(text)) and float(text.replace(",", ".")) <= most
