"""Columns of members and enrolled people beside other guests: their owner is asked if these are to come as well."""

from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.columns import kinds
from bulkmeet.columns.fields import PEOPLE_FIELDS, Field
from bulkmeet.columns.invited import enrolled
from bulkmeet.columns.looks import has_address, mostly
from bulkmeet.columns.practitioners import practitioner
from bulkmeet.columns.recognise import Claim, Recognised

BESIDE_GUESTS = "its header speaks of people, though others are invited, too"
ROSTERS = (kinds.roster, enrolled)


def with_rosters_asked(claims: Sequence[Claim], recognised: Sequence[Recognised]) -> list[Claim]:
    """The columns, with a question at those of members where another column has the addresses of guests."""
    rosters = {claim.index for claim in claims if claim.field is Field.ATTENDEES and _is_roster(claim, recognised)}
    others = [claim for claim in claims if claim.field in PEOPLE_FIELDS and claim.index not in rosters]
    if not any(mostly(has_address, claim.cells) for claim in others):
        return list(claims)
    return [replace(claim, because=BESIDE_GUESTS) if claim.index in rosters else claim for claim in claims]


def _is_roster(claim: Claim, recognised: Sequence[Recognised]) -> bool:
    meaning = recognised[claim.index].meaning
    return meaning is not None and meaning.choose in ROSTERS and not claim.told


def without_practitioners(claims: Sequence[Claim], recognised: Sequence[Recognised]) -> list[Claim]:
    """The columns beside one host for all, those of doctors not read: whether they host then, nobody can tell."""
    return [
        replace(claim, field=None, how="unrecognised") if _is_of_practice(claim, recognised) else claim
        for claim in claims
    ]


def _is_of_practice(claim: Claim, recognised: Sequence[Recognised]) -> bool:
    meaning = recognised[claim.index].meaning
    return (
        claim.field is Field.HOST_EMAIL
        and meaning is not None
        and meaning.choose is practitioner
        and not claim.told
        and any(map(has_address, claim.cells))
    )
