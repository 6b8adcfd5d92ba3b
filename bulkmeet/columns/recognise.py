"""One header by itself to what it may mean, before the other columns have their say."""

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.dates import DateOrder
from bulkmeet.cells.text import column_named, text_of
from bulkmeet.columns.addresswords import is_email
from bulkmeet.columns.fields import ONLY_CODES, PEOPLE_FIELDS, Column, Field
from bulkmeet.columns.gendered import of_one_form
from bulkmeet.columns.invited import of_invited
from bulkmeet.columns.looks import is_call_number, mostly
from bulkmeet.columns.meanings import Meaning, Rank
from bulkmeet.columns.normalise import Heading, read_heading, unit_of
from bulkmeet.columns.numbered import Part, host_part, of_several_addresses, person_part, role_of_host
from bulkmeet.columns.placed import of_place
from bulkmeet.columns.synonyms import (
    BY_BARE_NAME,
    BY_NAME,
    CALL_KEYS,
    CHILDREN,
    EXACT,
    GUARDIANS,
    IGNORE,
    SERIES_KEYS,
    bare,
)
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

HAS_UNIT = frozenset((Field.DURATION, Field.TALK_TIME))
HAS_ORDER = frozenset((Field.START, Field.START_DATE, Field.END, Field.END_DATE))
HAS_ZONE = HAS_ORDER | {Field.START_TIME, Field.END_TIME}
OF_HOURS = HAS_ZONE - {Field.START_DATE, Field.END_DATE}

OF_MEETINGS = HAS_ZONE | {
    *(Field.TITLE, Field.DURATION, Field.TIMEZONE, Field.USER_ID, Field.HOST_EMAIL, Field.HOST_NAME),
    *(Field.MEETING_TYPE, Field.RECURRENCE, Field.CALL_OUT),
}
"""What a header says as plainly with Dialpad's name beside it."""

OF_PEOPLE = PEOPLE_FIELDS | {Field.HOST_EMAIL, Field.HOST_NAME}

ABBREVIATIONS = {
    "godz": "godzina",
    "uhrz": "uhrzeit",
    "dat": "datum",
    "teiln": "teilnehmer",
    "appt": "appointment",
    "mtg": "meeting",
    "sched": "scheduled",
}
"""Words that people cut off with a full stop, by what is left of them."""

_DIALPAD = pattern(r"[(\[]?\bdialpad\b(?:'s)?[)\]]?")
_UNIT_AT_END = pattern(r"(.+?)(?: in)? ([^ ]+)|(.+?)(?:in)?(hours|minutes|seconds|hrs|mins|secs)")
_UTC_AT_END = pattern(r"(.+) (utc|gmt)")
_NUMBER_AT_END = pattern(r"(.+?) ?\d+")
_SAMPLE = pattern(r"[0-9]{1,2}[:.][0-9]{2}(?: ?[ap]\.?m\.?)?|[0-9]{1,4}[ ./-][0-9]{1,2}[ ./-][0-9]{2,4}")
"""A time or a day that shows how others are to be written."""
_HALF = pattern(r"[ap] ?m ?")
_NOTE = pattern(r"(.+) \((.+)\)")
_NEXT_WORD = pattern(r"(?<=[a-z])(?=[A-Z])")

LAST_LEFT = "no other column can be that"
"""Why a column is only likely what it is taken for, in words that stand behind “as”."""


class Recognised(Struct, frozen=True):
    """A header's name and what it means; `meaning` is None where the header is not known."""

    name: str
    meaning: Meaning | None = None
    person: int = 0
    of_person: bool = False
    unit: str | None = None
    zone: str | None = None
    order: DateOrder | None = None


class Claim(Struct, frozen=True):
    """A column while its field is being settled.

    `like` is the known name its header is only like, and `because` says why else it is only likely what it is taken
    for; both are for its owner to confirm.
    """

    index: int
    header: str
    name: str
    cells: tuple[Cell, ...] = ()
    field: Field | None = None
    rank: Rank = Rank.USUAL
    person: int = 0
    unit: str | None = None
    zone: str | None = None
    order: DateOrder | None = None
    how: str = "unrecognised"
    like: str = ""
    until: Field | None = None
    marked: bool = False
    of_addresses: int | None = None
    because: str = ""
    day_of: int | None = None

    @property
    def named(self) -> str:
        """What a message calls it."""
        return column_named(self.header, self.index)

    @property
    def told(self) -> bool:
        """Whether somebody said what the column is."""
        return self.rank <= Rank.SAVED

    def as_column(self, resembles: Field | None = None) -> Column:
        """The settled column."""
        return Column(
            self.index,
            self.header,
            self.field,
            person=self.person,
            unit=self.unit if self.field in HAS_UNIT else None,
            zone=self.zone if self.field in HAS_ZONE else None,
            order=self.order if self.field in HAS_ORDER else None,
            how=self._how(),
            resembles=resembles,
            by_likeness=bool(self.like or self.because),
            until=self.until,
            of_series=self.field is Field.KEY and self._is_of_series(),
            marked=self.marked,
            of_addresses=self.of_addresses,
            day_of=self.day_of,
        )

    def _how(self) -> str:
        if self.like:
            return f"by likeness to “{self.like}”, please confirm"
        return f"as {self.because}, please confirm" if self.because else self.how

    def _is_of_series(self) -> bool:
        return (
            self.how == ONLY_CODES
            or self.name in SERIES_KEYS
            or (self.name in CALL_KEYS and mostly(is_call_number, self.cells))
        )


@lru_cache(maxsize=4096)
def recognise(header: str) -> Recognised:
    """Look a header up: exactly, then by its normalised name, then as a person's, then without its unit."""
    if meaning := EXACT.get(text_of(header)):
        return Recognised(text_of(header), meaning)
    heading = read_heading(header)
    found = _found(heading) or _of_anybody(header, heading) or _apart(header, heading) or _in_two_languages(header)
    if found is None or found.meaning is None:
        return found or _of_dialpad(heading) or _unknown(heading)
    of_guest = found.of_person and not any(word in found.name for word in GUARDIANS)  # who of those is to come is asked
    return replace(found, meaning=of_several_addresses(header, found.meaning, of_guest=of_guest))


def _found(heading: Heading) -> Recognised | None:
    plain = _known(heading) or _of_person(heading) or _without_ending(heading) or _of_place(heading)
    return plain or _spelt_out(heading) or _with_note(heading) or _of_invited(heading)


def _with_note(heading: Heading) -> Recognised | None:
    return _with_addresses(heading) or _in_a_half(heading) or _without_brackets(heading)


def _spelt_out(heading: Heading) -> Recognised | None:
    """The header with whole words for the abbreviations in it: Godz. od."""
    name = " ".join(ABBREVIATIONS.get(word, word) for word in heading.name.split(" "))
    found = _found(replace(heading, name=name)) if name != heading.name else None
    return replace(found, name=heading.name) if found else None


def _apart(header: str, heading: Heading) -> Recognised | None:
    """The header read as words of their own where programs run them together: isAllDay, RequiredAttendees."""
    apart = _NEXT_WORD.sub(" ", header)
    found = _found(read_heading(apart)) if apart != header else None
    return replace(found, name=heading.name) if found else None


def _in_two_languages(header: str) -> Recognised | None:
    """The header that says the same of a meeting twice: Start / Début, Time zone / Fuseau horaire.

    Of people it may speak of two: Mother's email / Father's email.
    """
    halves = [_found(read_heading(half)) for half in header.split("/")] if header.count("/") == 1 else []
    fields = {half.meaning.field if half is not None and half.meaning is not None else None for half in halves}
    is_same = len(fields) == 1 and fields <= OF_MEETINGS
    return replace(halves[0], name=read_heading(header).name) if is_same and halves[0] is not None else None


def _of_anybody(header: str, heading: Heading) -> Recognised | None:
    """The header of people with one form of the word for them: E-Mail Bewerber/in, Guest / Attendee email.

    A child that is only named may not be who is to come.
    """
    plain = of_one_form(header)
    found = _found(read_heading(plain)) if plain != header else None
    if found is None or found.meaning is None or found.meaning.field not in OF_PEOPLE:
        return None
    is_child = not found.of_person and any(word in found.name for word in CHILDREN)
    return None if is_child else replace(found, name=heading.name, of_person=True)


def _of_dialpad(heading: Heading) -> Recognised | None:
    """The header without Dialpad's name, which says nothing more of a meeting: Host User ID (Dialpad).

    Of people, keys and how a meeting stands it may: a Dialpad email is hardly a guest's, and what has an id exists.
    """
    rest = " ".join(_DIALPAD.sub(" ", heading.name).split())
    found = _found(replace(heading, name=rest)) if rest and rest != heading.name else None
    says_the_same = found is not None and found.meaning is not None and found.meaning.field in OF_MEETINGS
    return replace(found, name=heading.name) if found is not None and says_the_same else None


def _known(heading: Heading) -> Recognised | None:
    meaning = BY_NAME.get(heading.name) or BY_BARE_NAME.get(bare(heading.name))
    if meaning is None or (heading.unit == "min" and meaning.field is Field.START_TIME):
        return None  # "Time (min)" is a length or a moment: nobody can tell
    unit = heading.unit or (_unit_named(heading.name) if meaning.field is Field.DURATION else None)
    return Recognised(heading.name, meaning, unit=unit, zone=heading.zone, order=heading.order)


def _unit_named(name: str) -> str | None:
    """The unit that a header says in passing: how many minutes."""
    words = (word.strip("?.,:()") for word in name.split(" "))
    return next((unit for word in words if len(word) > 1 and (unit := unit_of(word))), None)


def _of_person(heading: Heading) -> Recognised | None:
    match person_part(heading.name):
        case Part(meaning=meaning, person=person):
            return Recognised(heading.name, meaning, person, of_person=True, unit=heading.unit)
    of_host = host_part(heading.name) or role_of_host(heading.name)
    return Recognised(heading.name, of_host) if of_host is not None else None


def _with_addresses(heading: Heading) -> Recognised | None:
    """The header as it would be without the brackets around “e-mail”: Participants (e-mail).

    Of parents only the owner of the sheet can say that they are to come.
    """
    noted = _NOTE.fullmatch(heading.name)
    if not noted or not is_email(noted[2]) or any(word in noted[1] for word in GUARDIANS):
        return None
    found = _of_person(replace(heading, name=f"{noted[1]} {noted[2]}"))
    return replace(found, name=heading.name) if found else None


def _without_brackets(heading: Heading) -> Recognised | None:
    """The header of a time or a day as it would be without the brackets: Time (from), Date (1/21/2027)."""
    noted = _NOTE.fullmatch(heading.name)
    rest = "" if noted and _SAMPLE.fullmatch(noted[2]) else noted and noted[2]
    found = _known(replace(heading, name=f"{noted[1]} {rest}".strip())) if noted else None
    is_when = found is not None and found.meaning is not None and found.meaning.field in HAS_ZONE
    return replace(found, name=heading.name) if found is not None and is_when else None


def _in_a_half(heading: Heading) -> Recognised | None:
    """The header of a time without the half of the day in brackets: Time (PM). PM of anybody is a project manager."""
    noted = _NOTE.fullmatch(heading.name)
    found = _known(replace(heading, name=noted[1])) if noted and _HALF.fullmatch(noted[2]) else None
    is_of_time = found is not None and found.meaning is not None and found.meaning.field in OF_HOURS
    return replace(found, name=heading.name) if found is not None and is_of_time else None


def _of_invited(heading: Heading) -> Recognised | None:
    meaning = of_invited(heading.name)
    return Recognised(heading.name, meaning) if meaning is not None else None


def _without_ending(heading: Heading) -> Recognised | None:
    name = heading.name
    if found := _UNIT_AT_END.fullmatch(name):
        base, word = (found[1], found[2]) if found[1] else (found[3], found[4])
        meaning, unit = BY_NAME.get(base), unit_of(word)
        if unit and meaning and meaning.field in HAS_UNIT:
            return Recognised(name, meaning, unit=unit)
    if (found := _UTC_AT_END.fullmatch(name)) and (meaning := BY_NAME.get(found[1])):
        return Recognised(name, meaning, zone=found[2].upper())
    if (found := _NUMBER_AT_END.fullmatch(name)) and BY_NAME.get(found[1]) is IGNORE:
        return Recognised(name, IGNORE)
    return None


def _of_place(heading: Heading) -> Recognised | None:
    placed = of_place(heading.name)
    return Recognised(heading.name, placed[0], zone=placed[1], order=heading.order) if placed else None


def _unknown(heading: Heading) -> Recognised:
    return Recognised(
        heading.name, unit=heading.unit or _unit_named(heading.name), zone=heading.zone, order=heading.order
    )
