"""Columns of addresses that are headed like a column of names: “Assigned: Email” beside “Assigned”.

They are of the same people. Without that, hosts would be asked about whose addresses stand there, and guests would be
invited twice: by their addresses, and once more by their names alone.
"""

import re
from collections.abc import Collection, Sequence

from msgspec.structs import replace

from bulkmeet.cells.listedphones import phone_apart
from bulkmeet.cells.text import folded, quoted, text_of
from bulkmeet.cells.words import word_set
from bulkmeet.columns import kinds
from bulkmeet.columns.addresswords import is_email, whose, whose_addresses, whose_names
from bulkmeet.columns.fields import PERSON_FIELDS, Field
from bulkmeet.columns.gendered import are_of_family
from bulkmeet.columns.likeness import fits
from bulkmeet.columns.looks import has_address, has_several, holds_addresses, is_list, is_phone
from bulkmeet.columns.meanings import Rank
from bulkmeet.columns.recognise import Claim, recognise
from bulkmeet.columns.synonyms import BY_NAME, CHILDREN, GUARDIANS
from bulkmeet.model import Cell

UNKNOWN = "unrecognised"
NAMES = frozenset((Field.NAME, Field.ATTENDEES))
OF_GUESTS = frozenset((Field.EMAIL, Field.ATTENDEES))
NAMES_OF_ONE = frozenset((Field.NAME, Field.FIRST_NAME, Field.LAST_NAME))
OF_ONE = NAMES_OF_ONE | {Field.EMAIL}
CONTACTS = word_set(
    "contact, contact person, kontakt, kontaktperson, ansprechpartner, contacto, persona de contacto, contatto",
    "contato, contactpersoon, osoba kontaktowa, kontaktní osoba, yhteyshenkilö",
)
"""Who has the address beside it, and is nobody to invite without one."""
HOSTS = {whose_names(name): meaning.rank for name, meaning in BY_NAME.items() if meaning.choose is kinds.host}
"""“Owner”, “Assigned to” and all other headers of hosts, in the form to compare, and how plainly they say so."""


def told_together(claims: list[Claim], unnumbered: Collection[int]) -> list[Claim]:
    """The columns, a name and an email that are said to be that, without a number, as those of one person.

    That stands against the number that a header has of a guardian, but not against those of two guests.
    """
    told = [claim for claim in claims if claim.index in unnumbered and claim.field in PERSON_FIELDS]
    fields = [claim.field for claim in told]
    numbers = {recognise(claim.header).person for claim in told} - {0}
    are_one = Field.EMAIL in fields and not NAMES_OF_ONE.isdisjoint(fields) and len(set(fields)) == len(fields)
    if not are_one or len(numbers) > 1:
        return claims
    person = max(numbers, default=0)
    return [replace(claim, person=person) if claim in told else claim for claim in claims]


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
    if whose_addresses(addresses.name):
        return _are_headed_alike(named, addresses) or _stand_alone(named, addresses, claims)
    is_behind = addresses.index == named.index + 1 and is_email(addresses.name) and not addresses.person
    return is_behind and named.field is Field.ATTENDEES and not _is_named(claims)


def _stand_alone(named: Claim, addresses: Claim, claims: Sequence[Claim]) -> bool:
    """Whether one name and one address stand side by side in the same rows, and nobody else's are in the sheet.

    Those of a child and a parent may be two people's.
    """
    is_guests = addresses.field in OF_GUESTS and not addresses.person and named.field in NAMES
    people = [claim for claim in claims if claim.field in OF_ONE | {Field.ATTENDEES}]
    are_alone = is_guests and len(people) == len({named.index, addresses.index})
    are_side_by_side = abs(named.index - addresses.index) == 1 and len(named.cells) == len(addresses.cells)
    is_single = not _has_several(addresses) and not any(map(is_list, named.cells))
    of_family = any(word in claim.name for word in (*CHILDREN, *GUARDIANS) for claim in (named, addresses))
    return are_alone and are_side_by_side and is_single and not of_family


def _are_headed_alike(named: Claim, addresses: Claim) -> bool:
    """Whether two headers are of the same people; of guests that may stand on one side of a “/” only."""
    if whose_names(named.name) == whose_addresses(addresses.name):
        return True
    people, addressed = whose(named.header, names=True), whose(addresses.header)
    if named.field is Field.HOST_NAME:
        return len(people) == len(addressed) == 1 and people == addressed
    if any(are_of_family(claim.header) for claim in (named, addresses)) or HOSTS.keys() & (people | addressed):
        return False
    are_others_too = _is_unread(addresses) and not addressed <= people  # “Client/Lawyer email” may be the lawyer's
    return bool(people & addressed) and not are_others_too


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
    """The columns, a “Contact” or “Patient” as the name of whose address is there, where they have no other name."""
    emails = [claim for claim in claims if claim.field is Field.EMAIL]
    if len(emails) != 1 or _is_named(claims, emails[0].person) or _has_several(emails[0]):
        return claims
    contacts = [claim for claim in claims if _is_contact(claim, emails[0], claims)]
    if len(contacts) != 1:
        return claims
    how = f"as the names of those in {quoted(emails[0].header)}"
    person, index = emails[0].person, emails[0].index
    name = replace(contacts[0], field=Field.NAME, person=person, how=how, of_addresses=index)
    return [name if claim.index == name.index else claim for claim in claims]


def _is_named(claims: Sequence[Claim], person: int = 0) -> bool:
    """Whether a column has the name of the one person of each row, or of the one of that number."""
    return any(claim.field in NAMES_OF_ONE and claim.person == person for claim in claims)


def _is_contact(claim: Claim, email: Claim, claims: Sequence[Claim]) -> bool:
    """Whether an address is that of a contact: by its header, or beside it, with at most a phone number between."""
    if not _is_unread(claim) or not fits(Field.NAME, claim.cells) or any(map(is_phone, claim.cells)):
        return False
    if whose_addresses(email.name):
        return _are_headed_alike(claim, email)
    first, last = sorted((claim.index, email.index))
    between = [other for other in claims if first < other.index < last]
    return folded(claim.name) in CONTACTS and all(other.field is Field.PHONE and not other.person for other in between)


def _is_unread(claim: Claim) -> bool:
    return claim.field is None and claim.how == UNKNOWN


def _has_several(claim: Claim) -> bool:
    return any(map(has_several, claim.cells))
