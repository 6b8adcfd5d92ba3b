"""Sheets of schools name a child and those who come for it: they are different people, and the child may not be one."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import Field
from bulkmeet.columns.recognise import Claim, Recognised
from bulkmeet.columns.synonyms import CHILDREN, GUARDIANS

ANY = frozenset(("guardian", "parent", "carer", "caregiver", "eltern"))
"""Whoever comes for a child; a mother and a father are two people."""
NAMES = frozenset((Field.NAME, Field.FIRST_NAME, Field.LAST_NAME))
ADDRESSES = frozenset((Field.EMAIL, Field.PHONE, Field.PHONE_NUMBER))


def apart(recognised: Sequence[Recognised]) -> list[Recognised]:
    """What the headers mean, with a number of their own for a mother, a father and a guardian of a child.

    Where there is an address of the child as well, only the sheet's owner can tell who is to be invited.
    """
    of_child = [found.meaning.field for found in recognised if found.meaning and _about(found, CHILDREN)]
    if not of_child or ADDRESSES.intersection(of_child):
        return list(recognised)
    taken = max(found.person for found in recognised)
    said = {place: words for place, found in enumerate(recognised) if (words := _guardians(found))}
    whose = {place: _person(words, said.values()) for place, words in said.items()}
    if _are_one([recognised[place] for place in said], said.values()):
        whose = dict.fromkeys(said, ANY)
    people = list(dict.fromkeys(whose.values()))
    numbers = {place: taken + 1 + people.index(person) for place, person in whose.items()}
    return [
        replace(found, person=numbers[place]) if place in numbers else found for place, found in enumerate(recognised)
    ]


def _guardians(found: Recognised) -> frozenset[str]:
    """All the words for a guardian that a header without a number has: “Parent/Guardian” has two."""
    words = [word for word in GUARDIANS if found.name == word or (found.of_person and word in found.name)]
    return frozenset(() if found.person else words)


def _are_one(found: Sequence[Recognised], said: Iterable[frozenset[str]]) -> bool:
    """Whether headers speak of no more than one parent or guardian: “Guardian” and “Parent email”, each thing once."""
    fields = [one.meaning.field for one in found if one.meaning]
    return len(set(fields)) == len(fields) and all(words <= ANY for words in said)


def _person(words: frozenset[str], said: Iterable[frozenset[str]]) -> frozenset[str]:
    """The words for one guardian: those of the only other header that shares one, else the header's own."""
    others = {other for other in said if len(other) == 1 and other < words}
    return next(iter(others)) if len(others) == 1 else words


def without_child(claims: Sequence[Claim], recognised: Sequence[Recognised]) -> list[Claim]:
    """The columns without the child's name where only its guardian has an address: the guardian is who is invited."""
    guardians = [claim for claim in claims if _about(recognised[claim.index], GUARDIANS) and claim.field in ADDRESSES]
    if not guardians or any(claim.field in ADDRESSES and not claim.person for claim in claims):
        return list(claims)
    how = f"not used: {quoted(guardians[0].header)} says who is invited"
    return [
        replace(claim, field=Field.IGNORE, how=how)
        if not claim.told and claim.field in NAMES and _about(recognised[claim.index], CHILDREN)
        else claim
        for claim in claims
    ]


def _about(found: Recognised, words: Sequence[str]) -> str | None:
    """The one of the words that a header about a person has, or is."""
    return next((word for word in words if found.name == word or (found.of_person and word in found.name)), None)
