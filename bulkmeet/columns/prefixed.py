"""Headers of exports that say first what a column is of: "Activity - Subject", "Contact: Email", "Appointment/Topic".

What several headers begin with is taken off, and the rest looked up. That counts as likeness, which somebody confirms.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from bulkmeet.columns.fields import PERSON_FIELDS, Field
from bulkmeet.columns.likeness import Likeness, is_clear
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.recognise import Recognised, recognise
from bulkmeet.columns.synonyms import BY_NAME, PERSON_WORDS
from bulkmeet.patterns import pattern

FEWEST = 2
"""How many headers must begin alike."""
_BREAK = pattern(r"\s+[-\u2013\u2014|>]\s+|\s*:\s+|\s*[/|>\u00bb]\s*")
_KIND_OF_ADDRESS = frozenset(("work", "home", "other", "main", "primary", "private", "personal", "business", "mobile"))
_MEETINGS = frozenset(
    (
        *("booking", "call", "slot", "visit", "demo", "calendar", "schedule", "reservation", "engagement"),
        *("consultation", "meetings", "events", "activities", "appointments", "sessions", "bookings", "calls"),
        *("buchung", "aktivität", "activité", "actividad", "attività", "atividade", "activiteit", "réservation"),
        *("reserva", "prenotazione"),
    )
)
_NOT_IN_QUESTION = PERSON_FIELDS | {Field.IGNORE, Field.ATTENDEES, Field.KEY, Field.MEETING_TYPE, Field.CALL_OUT}
"""What a rest says nothing sure of: whose is the email of an activity?"""


def by_prefix(headers: Sequence[str]) -> Mapping[int, Likeness]:
    """What the unknown headers mean that begin like others, by their places, where that is sure."""
    parts = {place: _parts(header) for place, header in enumerate(headers)}
    shared = Counter(normalise(words[0]) for words in parts.values() if words)
    found = {
        place: _likeness(normalise(words[0]), words[1:])
        for place, words in parts.items()
        if words and shared[normalise(words[0])] >= FEWEST and recognise(headers[place]).meaning is None
    }
    return {place: likeness for place, likeness in found.items() if likeness is not None}


def _parts(header: str) -> list[str]:
    """What a header is of, and what it says of that; nothing where it is all one."""
    words = [part for part in _BREAK.split(header) if part.strip()]
    return words if len(words) > 1 else []


def _likeness(prefix: str, rest: Sequence[str]) -> Likeness | None:
    if len(rest) > 1 and normalise(rest[-1]) in _KIND_OF_ADDRESS:
        rest = rest[:-1]
    if len(rest) != 1:
        return None
    whole, part = recognise(f"{prefix} {rest[0]}"), recognise(rest[0])
    if prefix in PERSON_WORDS:
        return Likeness(f"{prefix} {normalise(rest[0])}", whole, by_prefix=True) if _is_of_person(whole) else None
    is_of_meeting = _is_of_meetings(prefix) and _is_of_meeting(part)
    return Likeness(normalise(rest[0]), part, by_prefix=True) if is_of_meeting else None


def _is_of_person(found: Recognised) -> bool:
    return found.meaning is not None and found.meaning.field in PERSON_FIELDS


def _is_of_meeting(found: Recognised) -> bool:
    return found.meaning is not None and found.meaning.field not in _NOT_IN_QUESTION and is_clear(found.meaning)


def _is_of_meetings(prefix: str) -> bool:
    """Whether it is a word for what is held: a deal has a title, too, and a project a start."""
    meaning = BY_NAME.get(prefix)
    return prefix in _MEETINGS or (meaning is not None and meaning.field is Field.TITLE)
