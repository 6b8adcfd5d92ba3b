"""Headers of one person among several, as wide sheets have them: "Attendee 2 email", "Guest #3", "email2"."""

import re

from msgspec import Struct

from bulkmeet.columns.fields import PERSON_FIELDS, Field
from bulkmeet.columns.synonyms import BY_NAME, PERSON_WORDS, Meaning, Rank

_WORD = rf"(?:{'|'.join(PERSON_WORDS)})s?(?:'s)?"
_NUMBER = r"(?:[#(\[]|no |nr )? ?(\d+)[)\]]?"
_MEMBER = re.compile(r"participants info ?(?:\[(\d*)\]|(\d+))? (.+)")
_PERSON = re.compile(rf"{_WORD} ?{_NUMBER}")
_PERSONS_PART = re.compile(rf"{_WORD} ?(?:{_NUMBER} ?)?(.+?)")
_PERSONS_PART_NUMBERED = re.compile(rf"(?:{_WORD} )?(.+?) ?{_NUMBER}")
_ANYONE = Meaning(Field.ATTENDEES, "")


class Part(Struct, frozen=True):
    """What a header says of a person; `person` is 0 for the row's only one, else counted from 1."""

    meaning: Meaning
    person: int = 0


def person_part(name: str) -> Part | None:
    """Read a normalised header as something said of one person; None where it is not.

    Indices of the API's array count from 0, so "participants_info[0].email" is person 1. "Attendee 2" alone
    may hold a name, an address or both: it is read as a list of attendees, and there may be several of them.
    """
    if found := _MEMBER.fullmatch(name):
        bracketed, bare, member = found.groups()
        return _member(member, bracketed or bare)
    if _PERSON.fullmatch(name):
        return Part(_ANYONE)
    if found := _PERSONS_PART.fullmatch(name):
        number, part = found.groups()
        if meaning := _said_of_a_person(part):
            return Part(meaning, int(number or 0))
    if found := _PERSONS_PART_NUMBERED.fullmatch(name):
        part, number = found.groups()
        if meaning := _said_of_a_person(part):
            return Part(meaning, int(number))
    return None


def _member(member: str, index: str | None) -> Part | None:
    own_names = {field.value.replace("_", " "): field for field in PERSON_FIELDS}
    if member not in own_names:
        return None
    return Part(Meaning(own_names[member], member, Rank.API), int(index) + 1 if index else 0)


def _said_of_a_person(part: str) -> Meaning | None:
    meaning = BY_NAME.get(part)
    return meaning if meaning and meaning.field in PERSON_FIELDS else None
