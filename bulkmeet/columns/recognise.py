"""One header by itself to what it may mean, before the other columns have their say."""

import re

from msgspec import Struct

from bulkmeet.cells.text import text_of
from bulkmeet.columns.fields import Column, Field
from bulkmeet.columns.normalise import Heading, read_heading, unit_of
from bulkmeet.columns.numbered import Part, person_part
from bulkmeet.columns.synonyms import BY_NAME, EXACT, IGNORE, Meaning, Rank
from bulkmeet.model import Cell

HAS_UNIT = frozenset((Field.DURATION, Field.TALK_TIME))
HAS_ZONE = frozenset(
    (Field.START, Field.START_DATE, Field.START_TIME, Field.END, Field.END_DATE, Field.END_TIME),
)

_UNIT_AT_END = re.compile(r"(.+?)(?: in)? ([^ ]+)|(.+?)(?:in)?(hours|minutes|seconds|hrs|mins|secs)")
_UTC_AT_END = re.compile(r"(.+) (utc|gmt)")
_NUMBER_AT_END = re.compile(r"(.+?) ?\d+")


class Recognised(Struct, frozen=True):
    """A header's name and what it means; `meaning` is None where the header is not known."""

    name: str
    meaning: Meaning | None = None
    person: int = 0
    of_person: bool = False
    unit: str | None = None
    zone: str | None = None


class Claim(Struct, frozen=True):
    """A column while its field is being settled."""

    index: int
    header: str
    name: str
    cells: tuple[Cell, ...] = ()
    field: Field | None = None
    rank: Rank = Rank.USUAL
    person: int = 0
    unit: str | None = None
    zone: str | None = None
    how: str = "unrecognised"

    def as_column(self, resembles: Field | None = None) -> Column:
        """The settled column."""
        unit = self.unit if self.field in HAS_UNIT else None
        zone = self.zone if self.field in HAS_ZONE else None
        return Column(self.index, self.header, self.field, self.person, unit, zone, self.how, resembles)


def recognise(header: str) -> Recognised:
    """Look a header up: exactly, then by its normalised name, then as a person's, then without its unit."""
    if field := EXACT.get(text_of(header)):
        return Recognised(text_of(header), Meaning(field, field.value, Rank.API))
    heading = read_heading(header)
    return _known(heading) or _of_person(heading) or _without_ending(heading) or _unknown(heading)


def _known(heading: Heading) -> Recognised | None:
    meaning = BY_NAME.get(heading.name)
    return Recognised(heading.name, meaning, unit=heading.unit, zone=heading.zone) if meaning else None


def _of_person(heading: Heading) -> Recognised | None:
    match person_part(heading.name):
        case Part(meaning=meaning, person=person):
            return Recognised(heading.name, meaning, person, of_person=True, unit=heading.unit)
    return None


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


def _unknown(heading: Heading) -> Recognised:
    return Recognised(heading.name, unit=heading.unit, zone=heading.zone)
