"""Headers that say of whom they tell something: "Attendee 2 email", "Guest #3", "Courriel de l'organisateur"."""

import re

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.columns import kinds
from bulkmeet.columns.fields import PERSON_FIELDS, Field
from bulkmeet.columns.looks import has_several
from bulkmeet.columns.meanings import Meaning, Rank
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.organizedby import of_organizer
from bulkmeet.columns.peoplenames import SEVERAL_ADDRESSES
from bulkmeet.columns.practitioners import PRACTITIONERS, practitioner
from bulkmeet.columns.synonyms import BY_NAME, PEOPLE_WORDS, PERSON_WORDS
from bulkmeet.patterns import pattern

_WORD = rf"(?:{'|'.join(sorted(PERSON_WORDS, key=len, reverse=True))})s?(?:'s?)?"
_NUMBER = r"(?:[#(\[]|no |nr )? ?(\d+)[)\]]?"
_MEMBER = pattern(r"participants info ?(?:\[(\d*)\]|(\d+))? (.+)")
_PERSON = pattern(rf"{_WORD} ?{_NUMBER}")
_PERSONS_PART = pattern(rf"{_WORD} ?(?:{_NUMBER} ?)?(?:[の的의] ?)?(.+?)")
_PERSONS_PART_NUMBERED = pattern(rf"(?:{_WORD} )?(.+?) ?{_NUMBER}")
_OF = (
    r"(?:of the |of |de l'|de la |de los |de las |du |des |del |della |dello |dell'|dei |degli |dos |das |de |do |da "
    r"|d'|van de |van |der )"
)
_PART_OF_PERSON = pattern(rf"(.+?) {_OF}?{_WORD}")
_ORGANIZER = (
    r"(?:meeting |event |session )?(?:host|organi[sz]er|organisator|gastgeber|veranstalter|organisateur"
    r"|organisatrice|hôte|organizador|anfitrión|organizzatore|anfitrião|gastheer)"
)
_LEADER = (
    r"(?:teacher|instructor|trainer|lecturer|presenter|speaker|tutor|coach|lehrer|lehrkraft|dozent|referent|animateur"
    r"|formateur|enseignant|professeur|profesor|docente|formador|insegnante|formatore|relatore|professor|docent|leraar)"
)
_PRACTITIONER = "|".join(sorted(PRACTITIONERS, key=len, reverse=True))
_WHO = rf"(?:(?P<organizer>{_ORGANIZER})|{_LEADER}|(?P<practitioner>{_PRACTITIONER}))(?:s|in|n)?"
_HOSTS_PART = pattern(rf"{_WHO}(?:'s)? (?P<part>.+)")
_PART_OF_HOST = pattern(rf"(?P<part>.+?) {_OF}?{_WHO}")
_IDS = frozenset(
    normalise(name)
    for name in (
        *("id", "identifier", "identifiant", "identificador", "identificativo", "identifikator", "kennung", "user id"),
        *("dialpad id", "benutzer-id", "nutzer-id", "id utilisateur", "identifiant utilisateur", "id de l'utilisateur"),
        *("id de usuario", "id usuario", "id utente", "id utilizador", "id do usuário", "id usuário", "gebruikers-id"),
    )
)
_IN_ROLE = pattern(rf"(.+?) ?[(\[](?:the )?{_ORGANIZER}(?:s|in)?[)\]]")
_OTHER_THAN_HOST = pattern(
    r"\b(?:co|deputy|vice|assistant|pa|backup|back up|alternate|alternative|substitute|proxy|second|2nd|former|previous"
    r"|old|not|no|vertret|stellvertret|assisten|suppleant|adjoint|sostitut|substitut|plaatsverv)|\b2\b"
    rf"|\b(?:{'|'.join(PERSON_WORDS)})s?\b"
)
"""What makes it doubtful who is the host: somebody beside the host, or one who is invited."""
_OF_SEVERAL = pattern(rf"(?<!\w)(?:{'|'.join(PERSON_WORDS)})s'?(?!\w|')|{'|'.join(PEOPLE_WORDS)}")
_PLURAL_IN_BRACKETS = pattern(r"\w\s?\((?:s|es|n|en)\)", re.IGNORECASE)
_ANYONE = Meaning(Field.ATTENDEES, "", choose=kinds.numbered_person)
_EMAILS = Meaning(Field.ATTENDEES, "", choose=kinds.emails)
_ADDRESSES = frozenset(map(normalise, SEVERAL_ADDRESSES.split(";")))

_OF_HOST = {Field.EMAIL: Field.HOST_EMAIL, Field.NAME: Field.HOST_NAME}


class Part(Struct, frozen=True):
    """What a header says of a person; `person` is 0 for the row's only one, else counted from 1."""

    meaning: Meaning
    person: int = 0


def person_part(name: str) -> Part | None:
    """Read a normalised header as something said of one person; None where it is not.

    Indices of the API's array count from 0, so "participants_info[0].email" is person 1. "Attendee 2" alone
    may hold a name, an address or both: beside "Attendee 2 email" it is the name, else a list of attendees.
    """
    of_several = _OF_SEVERAL.search(name) is not None
    if found := _MEMBER.fullmatch(name):
        bracketed, bare, member = found.groups()
        return _member(member, bracketed or bare)
    if found := _PERSON.fullmatch(name):
        return Part(_ANYONE, int(found[1]))
    if found := _PERSONS_PART.fullmatch(name):
        number, part = found.groups()
        if meaning := _said_of_a_person(part, of_several=not number and of_several):
            return Part(meaning, int(number or 0))
    if found := _PERSONS_PART_NUMBERED.fullmatch(name):
        part, number = found.groups()
        if meaning := _said_of_a_person(part):
            return Part(meaning, int(number))
    if (found := _PART_OF_PERSON.fullmatch(name)) and (meaning := _said_of_a_person(found[1], of_several=of_several)):
        return Part(meaning)
    return None


def host_part(name: str) -> Meaning | None:
    """Read a normalised header as the host's address, name or id; who only leads gives way to who organizes."""
    found = _HOSTS_PART.fullmatch(name) or _PART_OF_HOST.fullmatch(name)
    if found is None:
        return None
    if found["part"] in _IDS:
        return Meaning(Field.USER_ID, name, choose=kinds.hosts_id) if found["organizer"] else None
    said = BY_NAME.get(found["part"])
    field = (
        _OF_HOST.get(said.field)
        if said and said.choose in {kinds.email, kinds.name, kinds.part_of_name, None}
        else None
    )
    choose = practitioner if found["practitioner"] and field is Field.HOST_EMAIL else None
    return Meaning(field, name, Rank.USUAL if found["organizer"] else Rank.VAGUE, choose) if field else None


def of_several_addresses(header: str, meaning: Meaning, *, of_guest: bool) -> Meaning:
    """What a header means that may be of several: “Prospect email(s)”, or `of_guest` in the singular."""
    if meaning.choose is not kinds.email:
        return meaning
    if _PLURAL_IN_BRACKETS.search(header) is not None:
        return replace(meaning, choose=_perhaps_several)
    return replace(meaning, choose=_perhaps_several_guests) if of_guest else meaning


def _perhaps_several(seen: kinds.Seen) -> Field:
    """A list where a cell holds several addresses, else one person's."""
    return Field.ATTENDEES if any(map(has_several, seen.cells)) else kinds.email(seen)


def _perhaps_several_guests(seen: kinds.Seen) -> Field:
    """A list, too, but not where the row gives more of one person, who can have no two addresses."""
    is_one = seen.person or seen.same_person & kinds.NAMES_A_PERSON
    return kinds.email(seen) if is_one else _perhaps_several(seen)


def role_of_host(name: str) -> Meaning | None:
    """Read a normalised header that says who hosts, in brackets or as by whom it is held: “Staff liaison (host)”."""
    found = _IN_ROLE.fullmatch(name)
    if by_organizer := of_organizer(name):
        return by_organizer
    if found is None or _OTHER_THAN_HOST.search(found[1]):
        return None
    return Meaning(Field.HOST_EMAIL, name, choose=kinds.hosts_address)


def _member(member: str, index: str | None) -> Part | None:
    own_names = {field.value.replace("_", " "): field for field in PERSON_FIELDS}
    if member not in own_names:
        return None
    return Part(Meaning(own_names[member], member, Rank.API), int(index) + 1 if index else 0)


def _said_of_a_person(part: str, *, of_several: bool = False) -> Meaning | None:
    meaning = BY_NAME.get(part)
    if part in _ADDRESSES or (of_several and meaning is not None and meaning.choose is kinds.email):
        return _EMAILS
    return meaning if meaning and meaning.field in PERSON_FIELDS else None
