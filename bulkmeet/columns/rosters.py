"""Columns of members and enrolled people beside other guests: their owner is asked if these are to come as well."""

from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.columns import kinds
from bulkmeet.columns.fields import PEOPLE_FIELDS, Field
from bulkmeet.columns.invited import enrolled
from bulkmeet.columns.looks import has_address, mostly
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
