"""Columns of addresses that are headed like a column of names: “Assigned: Email” beside “Assigned”.

They are of the same people. Without that, hosts would be asked about whose addresses stand there, and guests would be
invited twice: by their addresses, and once more by their names alone.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.listedphones import phone_apart
from bulkmeet.cells.text import quoted, text_of
from bulkmeet.columns import kinds
from bulkmeet.columns.addresswords import is_email, whose_addresses, whose_names
from bulkmeet.columns.fields import Field
from bulkmeet.columns.likeness import fits
from bulkmeet.columns.looks import has_address, holds_addresses, is_list, is_phone
from bulkmeet.columns.meanings import Rank
from bulkmeet.columns.recognise import Claim
from bulkmeet.columns.synonyms import BY_NAME, GUARDIANS
from bulkmeet.model import Cell

UNKNOWN = "unrecognised"
NAMES = frozenset((Field.NAME, Field.ATTENDEES))
OF_GUESTS = frozenset((Field.EMAIL, Field.ATTENDEES))
OF_ONE = frozenset((Field.EMAIL, Field.NAME, Field.FIRST_NAME, Field.LAST_NAME))
CONTACTS = frozenset(
    (
        *("contact", "contact person", "kontakt", "kontaktperson", "ansprechpartner", "contacto"),
        *(
            "persona de contacto",
            "contatto",
            "contato",
            "contactpersoon",
            "osoba kontaktowa",
            "kontaktní osoba",
            "yhteyshenkilö",
        ),
    )
)
"""Who has the address beside it, and is nobody to invite without one."""
HOSTS = {whose_names(name): meaning.rank for name, meaning in BY_NAME.items() if meaning.choose is kinds.host}
"""“Owner”, “Assigned to” and all other headers of hosts, in the form to compare, and how plainly they say so."""


def with_namesakes(claims: Sequence[Claim]) -> list[Claim]:
    """The columns, those of addresses and of names of the same people put together."""
    settled = {claim.index: claim for claim in claims}
    names = [claim for claim in claims if _holds_names(claim)]
    for addresses in [claim for claim in claims if holds_addresses(claim.cells)]:
        named = next((claim for claim in names if _is_of_the_same(claim, addresses, claims)), None)
        if named is None:
            changed = _of_known_hosts(addresses, claims)
        elif named.field is Field.HOST_NAME:
            changed = _of_hosts(named.rank, addresses, claims)
        else:
            changed = _of_guests(named, addresses, list(settled.values()))
        settled |= {claim.index: claim for claim in changed}
    return [settled[claim.index] for claim in claims]


def _holds_names(claim: Claim) -> bool:
    """Whether a column names hosts or guests, and says no more of them."""
    of_people = claim.field in {Field.HOST_NAME, *NAMES} and not claim.person
    return of_people and bool(claim.cells) and not any(has_address(cell) or _has_phone(cell) for cell in claim.cells)


def _has_phone(cell: Cell) -> bool:
    """Whether one of the people of a list is there by a number to dial."""
    return any(phone_apart(person)[1] for person in re.split(r"[;,\n]", text_of(cell)))


def _is_of_the_same(named: Claim, addresses: Claim, claims: Sequence[Claim]) -> bool:
    """Whether addresses are those of the people named, by their header.

    A bare “Email” behind a list of guests is theirs, too, unless another column names a person: that invites nobody
    who was not invited already.
    """
    if whose := whose_addresses(addresses.name):
        return whose_names(named.name) == whose
    is_behind = addresses.index == named.index + 1 and is_email(addresses.name) and not addresses.person
    return is_behind and named.field is Field.ATTENDEES and not _is_named(claims)


def _of_known_hosts(addresses: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The addresses as the hosts', where their header names hosts as a column of its own would: “Owner: Email”."""
    rank = HOSTS.get(whose_addresses(addresses.name))
    return [] if rank is None else _of_hosts(rank, addresses, claims)


def _of_hosts(rank: Rank, addresses: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The addresses as the hosts', unless another column says more plainly who hosts."""
    first = min((claim.rank for claim in claims if claim.field is Field.HOST_NAME), default=rank)
    if addresses.told or not _is_unread(addresses) or rank > first:
        return []
    how = "as the addresses of those who host, by its name"
    return [replace(addresses, field=Field.HOST_EMAIL, person=0, rank=max(rank, Rank.USUAL), how=how)]


def _of_guests(named: Claim, addresses: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The addresses and the names of the same guests: of one in each row, or else lists that go together."""
    if named.told and named.field is Field.ATTENDEES:
        return []
    is_guests = addresses.field in OF_GUESTS and not addresses.person
    if not is_guests and (addresses.told or not _is_unread(addresses) or _are_guardians(named)):
        return []
    if (named.field, addresses.field) == (Field.NAME, Field.EMAIL) and not _has_several(addresses):
        return []
    how = f"as the addresses of {quoted(named.header)}"
    field = Field.EMAIL if _are_single(named, addresses, claims) else Field.ATTENDEES
    found = addresses if addresses.told else replace(addresses, field=field, person=0, how=how)
    names = named if named.told else replace(named, how=f"as the names of those in {quoted(addresses.header)}")
    of_addresses = None if found.field is Field.EMAIL else addresses.index
    return [found, replace(names, field=Field.NAME, of_addresses=of_addresses)]


def _are_guardians(named: Claim) -> bool:
    """Whether they are parents, of whom only the owner of the sheet can say that they are to come."""
    return any(word in named.name for word in GUARDIANS)


def _are_single(named: Claim, addresses: Claim, claims: Sequence[Claim]) -> bool:
    """Whether each row names one person, and no other column is about the one person of a row."""
    others = [claim for claim in claims if claim.index not in {named.index, addresses.index}]
    has_other = any(claim.field in OF_ONE and not claim.person for claim in others)
    return not has_other and not _has_several(addresses) and not any(map(is_list, named.cells))


def with_contact(claims: list[Claim]) -> list[Claim]:
    """The columns, a “Contact” as the name of whose address stands beside it, where that person has no other name."""
    emails = [claim for claim in claims if claim.field is Field.EMAIL and not claim.person]
    if len(emails) != 1 or _is_named(claims) or _has_several(emails[0]):
        return claims
    contacts = [claim for claim in claims if claim.name in CONTACTS and _is_contact(claim, emails[0], claims)]
    if len(contacts) != 1:
        return claims
    how = f"as the names of those in {quoted(emails[0].header)}"
    name = replace(contacts[0], field=Field.NAME, how=how, of_addresses=emails[0].index)
    return [name if claim.index == name.index else claim for claim in claims]


def _is_named(claims: Sequence[Claim]) -> bool:
    """Whether a column has the name of the one person of each row."""
    return any(claim.field in OF_ONE - {Field.EMAIL} and not claim.person for claim in claims)


def _is_contact(claim: Claim, email: Claim, claims: Sequence[Claim]) -> bool:
    """Whether an address is that of a contact: by its header, or beside it, with at most a phone number between."""
    if not _is_unread(claim) or not fits(Field.NAME, claim.cells) or any(map(is_phone, claim.cells)):
        return False
    if whose := whose_addresses(email.name):
        return whose == whose_names(claim.name)
    first, last = sorted((claim.index, email.index))
    between = [other for other in claims if first < other.index < last]
    return all(other.field is Field.PHONE and not other.person for other in between)


def _is_unread(claim: Claim) -> bool:
    return claim.field is None and claim.how == UNKNOWN


def _has_several(claim: Claim) -> bool:
    return any(text_of(cell).count("@") > 1 for cell in claim.cells)
