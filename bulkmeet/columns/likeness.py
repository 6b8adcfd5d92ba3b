"""Headers that are only like a known one: a letter left out, doubled or swapped. Taken with a warning, or not at all.

Every word of the header must be a word of the known name but for one letter, or two in a long word, and begin like
it: "send date" is no end date. Known headers of no use count as well, so that "Oder date" is nearest to an order's.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from bulkmeet.cells.durations import parse_duration
from bulkmeet.cells.flags import parse_flag
from bulkmeet.cells.recurrence import parse_recurrence
from bulkmeet.cells.text import text_of
from bulkmeet.columns.fields import PERSON_FIELDS, Field
from bulkmeet.columns.looks import (
    answers_going_ahead,
    has_at,
    has_clock,
    has_day,
    is_id,
    is_meeting_type,
    is_number,
    is_phone,
    is_role,
    is_status,
    mostly,
)
from bulkmeet.columns.meanings import Meaning, Rank
from bulkmeet.columns.recognise import Recognised, recognise
from bulkmeet.columns.synonyms import BY_NAME, PERSON_WORDS
from bulkmeet.model import Cell

SHORTEST_HEADER = 5
SHORTEST_WORD, LONG_WORD = 4, 8
MOST_SLIPS = 2
FITTING = 0.8
"""The part of the cells that must be of the field's kind: more than for a header that is known."""
LATIN = "\u2000"

NO_SLIPS = frozenset(
    (
        *("project", "product", "contract", "custom", "customs", "patent", "registrar", "career", "campaign"),
        *("program", "account", "property", "process", "company", "application", "position", "content", "context"),
        *("contrat", "contrato", "contratto", "produit", "producto", "prodotto", "produto", "projet", "proyecto"),
        *("progetto", "projeto", "projekt", "produkt", "vertrag", "interviewer", "interviewers", "mandat", "kind"),
    )
)
"""Words of their own that look like others misspelt: a project is no prospect, and an interviewer no interviewee."""

Words = tuple[str, ...]
Fits = Callable[[Cell], bool]


class Likeness(Struct, frozen=True):
    """A known header that another is like, and what that one would mean; `by_prefix` where it only says more first."""

    known: str
    found: Recognised
    by_prefix: bool = False


def _is_words(cell: Cell) -> bool:
    return not (is_number(cell) or has_day(cell) or has_clock(cell) or has_at(cell) or _is_flag(cell))


def _is_flag(cell: Cell) -> bool:
    return not parse_flag(cell).problems


def _is_bare_number(cell: Cell) -> bool:
    return bool(cell) and not isinstance(cell, bool) and text_of(cell).replace(".", "", 1).isdecimal()


def _is_zone(cell: Cell) -> bool:
    from bulkmeet.cells.zones import parse_zone  # here, as it brings fuzzy matching with it

    return not parse_zone(cell).problems


def _is_moment(cell: Cell) -> bool:
    return has_day(cell) or has_clock(cell)


_MOMENTS = frozenset((Field.START, Field.START_DATE, Field.START_TIME, Field.END, Field.END_DATE, Field.END_TIME))
_FITS: dict[Field, Fits] = {
    Field.TITLE: _is_words,
    **dict.fromkeys((Field.START, Field.END), _is_moment),
    **dict.fromkeys((Field.START_DATE, Field.END_DATE), has_day),
    **dict.fromkeys((Field.START_TIME, Field.END_TIME), has_clock),
    Field.DURATION: lambda cell: not parse_duration(cell, None).problems,
    **dict.fromkeys((Field.TIMEZONE, Field.END_TIMEZONE), _is_zone),
    Field.USER_ID: is_id,
    **dict.fromkeys((Field.HOST_EMAIL, Field.EMAIL, Field.ATTENDEES), has_at),
    **dict.fromkeys((Field.HOST_NAME, Field.NAME, Field.FIRST_NAME, Field.LAST_NAME), _is_words),
    Field.PHONE: is_phone,
    Field.MEETING_TYPE: is_meeting_type,
    Field.RECURRENCE: lambda cell: not parse_recurrence(cell).problems,
    **dict.fromkeys((Field.CALL_OUT, Field.ALL_DAY), _is_flag),
    Field.IS_ORGANIZER: is_role,
    Field.CANCELLED: is_status,
    Field.GOING_AHEAD: answers_going_ahead,
}
"""What the cells of a column must be like; a field that is not here, such as the key, is never taken by likeness."""


def fits(field: Field, cells: Sequence[Cell]) -> bool:
    """Whether the cells are of the kind that the field takes; no cells are of no kind."""
    is_kind = _FITS.get(field)
    return is_kind is not None and bool(cells) and sum(map(is_kind, cells)) >= FITTING * len(cells)


def are_days(cells: Sequence[Cell]) -> bool:
    """Whether the cells are dates, all but one text without a digit, which may be what counts them at the foot."""
    if not cells or mostly(_is_bare_number, cells):
        return False
    others = [text_of(cell) for cell in cells if not has_day(cell)]
    is_foot = len(others) == 1 < len(cells) and not any(character.isdigit() for character in others[0])
    return is_foot or fits(Field.START_DATE, cells)


def may_be(field: Field, cells: Sequence[Cell]) -> bool:
    """Whether nothing in the cells speaks against the field; bare numbers are rather ids than points in time."""
    if field in _MOMENTS and mostly(_is_bare_number, cells):
        return False
    return not cells or field not in _FITS or fits(field, cells)


@lru_cache(maxsize=1024)
def likeness_of(name: str) -> Likeness | None:
    """The one known header that a normalised header is like; None where there is none, or more than one field."""
    words = tuple(word for word in name.split(" ") if not word.isdigit())
    if sum(map(len, words)) < SHORTEST_HEADER or not all(map(str.strip, words)) or not NO_SLIPS.isdisjoint(words):
        return None
    nearest: dict[Field, tuple[int, Words]] = {}
    for known, field in _known().get(_initials(words), ()):
        slips = _slips(words, known)
        if slips is not None and slips < nearest.get(field, (MOST_SLIPS + 1, ()))[0]:
            nearest[field] = slips, known
    ranked = sorted(nearest.items(), key=lambda item: item[1][0])
    if not ranked or (len(ranked) > 1 and ranked[1][1][0] == ranked[0][1][0]):
        return None
    corrected = iter(ranked[0][1][1])
    known_name = " ".join(word if word.isdigit() else next(corrected) for word in name.split(" "))
    found = recognise(known_name)
    return Likeness(known_name, found) if found.meaning and is_clear(found.meaning) else None


def is_clear(meaning: Meaning) -> bool:
    """A word that may mean something else as well is too far off when it is only like it; but a date is a date."""
    if meaning.field is Field.IGNORE:
        return False
    return meaning.rank is not Rank.VAGUE or meaning.field in {Field.START_DATE, Field.START_TIME}


def _slips(words: Words, known: Words) -> int | None:
    """How many letters are wrong, left out, added or swapped; None for too many, or for none at all."""
    from rapidfuzz.distance import OSA  # here, so that --help does not wait for it

    slips = 0
    for word, right in zip(words, known, strict=True):
        if word != right:
            if len(words) == 1 and len(right) < SHORTEST_HEADER:
                return None
            wrong = OSA.distance(word, right, score_cutoff=MOST_SLIPS)
            slips += wrong
            if wrong > _allowed(right):
                return None
    return slips if 0 < slips <= MOST_SLIPS else None


def _allowed(word: str) -> int:
    if len(word) < SHORTEST_WORD or max(word) > LATIN:
        return 0
    return 1 if len(word) < LONG_WORD else MOST_SLIPS


def _initials(words: Words) -> Words:
    return tuple(word[0] for word in words)


@cache
def _known() -> dict[Words, list[tuple[Words, Field]]]:
    """Every known header, those of a person among them ("attendee email"), by the first letters of its words."""
    parts = {part: meaning.field for part, meaning in BY_NAME.items() if meaning.field in PERSON_FIELDS}
    of_persons = {f"{word} {part}": field for word in PERSON_WORDS for part, field in parts.items()}
    names = of_persons | {name: meaning.field for name, meaning in BY_NAME.items()}
    known: dict[Words, list[tuple[Words, Field]]] = {}
    for name, field in names.items():
        words = tuple(filter(None, name.split(" ")))
        known.setdefault(_initials(words), []).append((words, field))
    return known
