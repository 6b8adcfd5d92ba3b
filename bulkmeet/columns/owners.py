"""A bare “E-mail” right behind the names of those in charge: whether these are theirs or the guests' is asked."""

from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.columns.addresswords import is_email
from bulkmeet.columns.fields import PEOPLE_FIELDS, Field
from bulkmeet.columns.leftwords import leads
from bulkmeet.columns.looks import has_address, mostly
from bulkmeet.columns.recognise import Claim

EITHERS = "not used: it may be of those in charge or of the guests"
OF_OTHERS = (PEOPLE_FIELDS - {Field.PHONE, Field.PHONE_NUMBER}) | {Field.HOST_EMAIL, Field.USER_ID}
"""What says of itself who is invited or who hosts; a phone may be of those in charge, too."""


def with_owners_asked(claims: Sequence[Claim]) -> list[Claim]:
    """The columns, the addresses that nothing but their place says the owners of not read as those of guests."""
    if any(claim.field in {Field.HOST_EMAIL, Field.USER_ID} for claim in claims):
        return list(claims)
    placed = {claim.index: claim for claim in claims}
    unclear = [claim for claim in claims if _is_bare(claim) and _names_who_leads(placed.get(claim.index - 1))]
    if len(unclear) != 1 or any(claim.field in OF_OTHERS for claim in claims if claim not in unclear):
        return list(claims)
    return [replace(claim, field=None, person=0, how=EITHERS) if [claim] == unclear else claim for claim in claims]


def _is_bare(claim: Claim) -> bool:
    is_guests = claim.field in {Field.EMAIL, Field.ATTENDEES} and not claim.told and not claim.person
    return is_guests and is_email(claim.name) and any(map(has_address, claim.cells))


def _names_who_leads(claim: Claim | None) -> bool:
    if claim is None or not claim.cells or mostly(has_address, claim.cells):
        return False
    is_unread = claim.field in {None, Field.IGNORE}
    return claim.field is Field.HOST_NAME or (is_unread and leads(claim.header))
