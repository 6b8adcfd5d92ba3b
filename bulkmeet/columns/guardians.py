"""Sheets of schools name a child and those who come for it: they are different people, and the child may not be one."""

from collections.abc import Sequence

from msgspec.structs import replace

from bulkmeet.cells.text import quoted
from bulkmeet.columns.fields import Field
from bulkmeet.columns.recognise import Claim, Recognised
from bulkmeet.columns.synonyms import CHILDREN, GUARDIANS

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
    words = dict.fromkeys(word for found in recognised if (word := _about(found, GUARDIANS)) and not found.person)
    numbers = {word: taken + place for place, word in enumerate(words, start=1)}
    return [
        replace(found, person=numbers[word]) if (word := _about(found, GUARDIANS)) and not found.person else found
        for found in recognised
    ]


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
