"""Columns headed by the people themselves, with a mark in the rows that each of them is invited to."""

from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from bulkmeet.cells.marks import ends_in_address, guest_named, is_like_name, is_mark, is_tick
from bulkmeet.cells.text import quoted
from bulkmeet.columns.contest import issue_of, map_key
from bulkmeet.columns.fields import PEOPLE_FIELDS, Field
from bulkmeet.columns.looks import has_address, mostly
from bulkmeet.columns.recognise import Claim
from bulkmeet.columns.times import Arranged
from bulkmeet.model import Issue

INVITING = frozenset((Field.ATTENDEES, Field.EMAIL))
"""What a saved map or --map may call a column that is headed by an address."""
BY_MARKS = "as one guest, invited in the rows that are marked"
FEWEST = 2
"""How many columns of ticks side by side look like people."""


def with_marked(claims: Sequence[Claim]) -> Arranged:
    """The settled columns, each that is headed by an address and holds marks as that one guest."""
    settled, issues = [], []
    marked: list[Claim] = []
    for claim in claims:
        if not _is_headed_by_guest(claim):
            settled.append(claim)
        elif guest_named(claim.header) is not None and (claim.told or not claim.cells or mostly(is_mark, claim.cells)):
            how = claim.how if claim.told else BY_MARKS
            marked.append(replace(claim, field=Field.ATTENDEES, person=0, how=how, marked=True))
            settled.append(marked[-1])
        else:
            issues.append(_unclear(claim, claims))
            settled.append(replace(claim, how="its cells are no marks"))
    if marked:
        issues.append(_as_guests(marked))
    return settled, issues + _of_nobody_known(settled)


def _is_headed_by_guest(claim: Claim) -> bool:
    """Whether a header is somebody's address, or may be one that it has in it, by what stands below."""
    is_free = claim.field is None and claim.how == "unrecognised"
    is_inviting = claim.told and claim.field in INVITING and mostly(is_mark, claim.cells)
    if not has_address(claim.header) or not (is_free or is_inviting):
        return False
    if guest_named(claim.header) is not None or (claim.cells and all(map(is_tick, claim.cells))):
        return True
    return ends_in_address(claim.header) and mostly(is_mark, claim.cells)


def _as_guests(marked: Sequence[Claim]) -> Issue:
    named = _and([quoted(claim.header) for claim in marked])
    message = (
        f"{named} is read as one guest, invited in the rows that are marked below."
        if len(marked) == 1
        else f"{named} are read as one guest each, invited in the rows that are marked below."
    )
    return replace(issue_of(marked[0], "guests_by_marks", message), severity="warning")


def _unclear(claim: Claim, claims: Sequence[Claim]) -> Issue:
    other = next((cell for cell in claim.cells if not is_mark(cell)), None)
    why = (
        f"{quoted(other)} below it does not say whether they are invited; write x in the rows they are invited to and "
        "clear the others"
        if other is not None
        else "more than that; leave just the address there if its owner is to be invited in the rows that are marked"
    )
    message = (
        f"{quoted(claim.header)} is headed by an address, and {why}, or leave the column out when you run bulkmeet, "
        f'with --map "{map_key(claim, claims)}=ignore".'
    )
    return issue_of(claim, "marks_not_used", message)


def _of_nobody_known(claims: Sequence[Claim]) -> list[Issue]:
    """What there is to say of columns of ticks, side by side, where nobody is named: they may be people's.

    It stops the rows only where most of the headers look like names; "Projector" and "Laptop" do not.
    """
    if any(claim.field in PEOPLE_FIELDS for claim in claims):
        return []
    runs = [list(run) for ticked, run in groupby(claims, _is_of_ticks) if ticked]
    columns = [claim for run in runs if len(run) >= FEWEST for claim in run]
    if not columns:
        return []
    maps = " ".join(f'--map "{map_key(claim, claims)}=ignore"' for claim in columns)
    message = (
        f"{_and([quoted(claim.header) for claim in columns])} have marks below them, and no column names people to "
        "invite; if these are people, put their email addresses into the headers, else leave the columns out when you "
        f"run bulkmeet, with {maps}."
    )
    are_names = mostly(lambda header: is_like_name(str(header)), [claim.header for claim in columns])
    issue = issue_of(columns[0], "marks_not_used", message)
    return [issue if are_names else replace(issue, severity="warning")]


def _is_of_ticks(claim: Claim) -> bool:
    is_free = claim.field is None and claim.how == "unrecognised" and bool(claim.name)
    return is_free and bool(claim.cells) and all(map(is_tick, claim.cells))


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
