"""A person's columns once somebody has said that the person is the host: the name beside that address is no guest's."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.text import folded, quoted, text_of
from bulkmeet.columns.fields import PERSON_FIELDS, Field
from bulkmeet.columns.recognise import Claim, recognise
from bulkmeet.patterns import pattern

NAMES = frozenset((Field.NAME, Field.FIRST_NAME, Field.LAST_NAME))
PHONES = frozenset((Field.PHONE, Field.PHONE_NUMBER))
PARTS = pattern(
    r"\b(?:e ?mail|mail|courriel|correo|address|adresse|direccion|indirizzo|name|nom|nome|nombre|naam|first|last|full"
    r"|given|family|surname|forename|vorname|nachname|prenom|apellidos?|cognome|sobrenome|voornaam|achternaam|phone"
    r"|telephone|telefon|telefono|telefone|telefoon|tel|mobile|number|nummer|display|electronico|di|de|des|du|of|the|'s)\b"
)


def with_hosts_own(claims: Sequence[Claim]) -> list[Claim]:
    """The columns, those about whoever --map or a saved map makes the host no longer a guest's.

    "Name" belongs to "Email", and "Student name" to "Student email"; a name is then the host's. Where there are more
    names than addresses of hosts they are those of guests.
    """
    made = {_whose(claim): claim for claim in claims if _is_made_host(claim)}
    hosts = {whose: host for whose, host in made.items() if not _are_more_people(whose, host, claims)}
    return [_as_hosts(claim, hosts[_whose(claim)]) if _may_be_of(claim, hosts, claims) else claim for claim in claims]


def _is_made_host(claim: Claim) -> bool:
    """Whether a column whose header is only a person's address was said to be the host's."""
    if not claim.told or claim.field is not Field.HOST_EMAIL:
        return False
    meaning = recognise(claim.header).meaning
    return meaning is not None and meaning.field in {Field.EMAIL, Field.ATTENDEES}


def _are_more_people(whose: tuple[str, ...], host: Claim, claims: Sequence[Claim]) -> bool:
    """Whether what stands beside the addresses of hosts is of more people than these, by their names, else phones."""
    beside = [claim for claim in claims if not claim.told and _whose(claim) == whose]
    names = [claim for claim in beside if claim.field in NAMES] or [claim for claim in beside if claim.field in PHONES]
    return any(len(_different(claim)) > len(_different(host)) for claim in names)


def _different(claim: Claim) -> set[str]:
    return {folded(" ".join(text_of(cell).split())) for cell in claim.cells}


def _may_be_of(claim: Claim, hosts: dict[tuple[str, ...], Claim], claims: Sequence[Claim]) -> bool:
    if claim.told or claim.field not in PERSON_FIELDS - {Field.EMAIL} or _whose(claim) not in hosts:
        return False
    return not any(other.field is Field.EMAIL and other.person == claim.person for other in claims)


def _as_hosts(claim: Claim, host: Claim) -> Claim:
    if claim.field is Field.NAME:
        return replace(claim, field=Field.HOST_NAME, person=0, how=f"as the name of the host in {quoted(host.header)}")
    return replace(claim, field=Field.IGNORE, person=0, how=f"not used: it is about the host in {quoted(host.header)}")


def _whose(claim: Claim) -> tuple[str, ...]:
    """What is left of a header without the words for an address, a name or a phone: ("student",), or nothing."""
    return tuple(PARTS.sub(" ", re.sub(r"[^\w' ]", " ", folded(claim.name))).split())
