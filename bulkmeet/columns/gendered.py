"""Headers that name people in more than one form: “Bewerber/in”, “Candidat·e”, “Guest / Attendee”."""

import re

from bulkmeet.columns.synonyms import CHILDREN, GUARDIANS, PERSON_WORDS
from bulkmeet.patterns import pattern

_FORMS = pattern(r"\s*[(\[]\s*[mwfdhvxi](?:\s*[/|*]\s*[mwfdhvxi]){1,3}\s*[)\]]", re.IGNORECASE)
"""What stands behind a word that is meant of everybody: (m/w/d), (h/f)."""
_ENDING = pattern(
    r"(?<=[^\W\d_]{3})(?:(?:[/:*_·•]-?|[.-])in(?:nen)?|\(-?in(?:nen)?\)|(?<=[a-zß])In(?:nen)?"
    r"|/-?(?:as?|es?|os?|ka|ne)|\((?:a|e|o|ka)\)s?|[·•.]e(?:[·•.]?s)?|[·•]a(?:[·•]?s)?)(?![^\W_])"
)
_OR = r"\s*(?:/|\||\bor\b|\boder\b|\bou\b|\bo\b|\bof\b|\beller\b|\blub\b|\bnebo\b|\btai\b|\bили\b)\s*"
_WORD = rf"(?:{'|'.join(sorted(PERSON_WORDS, key=len, reverse=True))})s?"
_ALTERNATIVES = pattern(rf"\b({_WORD})(?:{_OR}{_WORD})+\b", re.IGNORECASE)
_EITHER = pattern(_OR, re.IGNORECASE)


def of_one_form(header: str) -> str:
    """The header with one word for a person where it has several: “E-Mail Bewerber”, “Guest email”.

    A child and its parents stay apart, as one is invited in the place of the other.
    """
    return _ALTERNATIVES.sub(lambda found: found[0] if are_of_family(found[0]) else found[1], without_forms(header))


def without_forms(header: str) -> str:
    """The header without the endings that make a word one for women and men: “Bewerber” for “Bewerber/in (m/w/d)”."""
    return _ENDING.sub(_number_of, _FORMS.sub("", header))


def alternatives(words: str) -> tuple[str, ...]:
    """What a header says on both sides of its “/” or “or”; all of it where there is none."""
    return tuple(part for part in _EITHER.split(words) if part.strip())


def _number_of(ending: re.Match[str]) -> str:
    """What an ending leaves of the word: that it is of several."""
    is_added = ending[0].endswith("s") and ending.string[ending.start() - 1] != "s"
    return "s" if is_added else ""


def are_of_family(words: str) -> bool:
    """Whether a header speaks of a child and of a parent: “Student/Parent”."""
    return all(any(word in words.casefold() for word in kind) for kind in (CHILDREN, GUARDIANS))
