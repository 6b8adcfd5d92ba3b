"""Cells as time zones, and local times in them as UTC and back."""

import calendar
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz, process

from bulkmeet.cells.datewords import ENGLISH_MONTHS, LONGEST
from bulkmeet.cells.sampledays import DAY
from bulkmeet.cells.text import folded, parse_text, quoted, refused, tidy
from bulkmeet.cells.zonelabels import canonical
from bulkmeet.cells.zonenames import (
    ABBREVIATIONS,
    ALL_YEAR,
    AMBIGUOUS,
    OFFSET,
    OTHER_PLACES,
    Abbreviation,
    fixed,
    iana_keys,
)
from bulkmeet.model import Cell, Parsed, Problem, When

FIRST_YEAR, LAST_YEAR = 1970, 2200
SIMILAR = 80
SHORTEST_HINT = 4


def parse_zone(cell: Cell) -> Parsed[str]:
    """Read a time zone into its canonical text: an IANA key, an abbreviation such as EST, UTC or UTC+02:00.

    Whether an abbreviation fits is known only with a date: `to_utc` tells.
    """
    text = parse_text(cell)
    return text if text.value is None else _zone_of_text(text.value)


@lru_cache(maxsize=65536)
def to_utc(day: date, clock: time, zone: str, offset: int | None = None) -> Parsed[int]:
    """The UTC seconds since the epoch of a local time in `zone`, which `parse_zone` has made canonical.

    An `offset` (seconds east of UTC) that the text itself gives wins over the zone. Local times that do not exist
    (spring) or exist twice (autumn) are errors, an abbreviation that the region does not use on that date too.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = f"The year {day.year} is not one to plan a meeting in; write a date like {DAY}."
        return refused("date_out_of_range", message)
    if offset is None:
        offset = _fixed_offset(zone)
    if offset is not None:
        return Parsed(_epoch(day, clock) - offset)
    if abbreviation := ABBREVIATIONS.get(zone):
        return _by_abbreviation(day, clock, zone, abbreviation)
    offsets = _offsets(day, clock, zone)
    if len(offsets) == 1:
        return Parsed(_epoch(day, clock) - offsets[0])
    return _exists_twice(day, clock, zone, offsets) if offsets else _does_not_exist(day, clock, zone)


def local_time(epoch: int, zone: str) -> datetime:
    """The time that clocks in `zone` (canonical) show at `epoch` (UTC seconds), with its offset."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=epoch)
    offset = 0 if zone == "GMT" else _fixed_offset(zone)
    if offset is not None:
        return moment.astimezone(timezone(timedelta(seconds=offset)))
    return moment.astimezone(ZoneInfo(_region(zone)))


def zone_label(zone: str) -> str:
    """A canonical zone as it stands in a sentence: America/New_York is New York, UTC+02:00 stays."""
    return zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")


def contradiction(when: When) -> Problem | None:
    """The problem of a text whose offset is none that its own zone has then: 10:00+05:00[Europe/Berlin].

    Only IANA keys are held against the offset. A browser in Phoenix writes "GMT-0700 (Mountain Standard Time)" in
    July, which is right there and wrong in Denver, so for other names the offset counts and nothing is said.
    """
    if when.day is None or when.clock is None or when.offset is None or "/" not in (when.zone or ""):
        return None
    zone = parse_zone(when.zone).value
    if zone is None or "/" not in zone or when.offset in _offsets(when.day, when.clock, zone):
        return None
    shown = f"{fixed(when.offset)} is not the offset of {zone} on {when.day}"
    return Problem("offset_disagrees", f"{shown}; write the time with the one that is right.")


# ---- names -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _zone_of_text(text: str) -> Parsed[str]:
    name = tidy(text)
    if zone := canonical(name) if len(name) <= LONGEST else None:
        return Parsed(zone)
    if candidates := AMBIGUOUS.get(name.upper()):
        places = ", ".join(candidates[:-1]) + " or " + candidates[-1]
        return refused("zone_ambiguous", f"{quoted(text)} means different zones in different places; write {places}.")
    example = _closest_key(name) or "America/New_York"
    return refused("zone_unknown", f"{quoted(text)} is not a known time zone; write it like {example} or UTC+02:00.")


def _closest_key(name: str) -> str | None:
    """The IANA key whose city a name resembles: by the whole, America/Bostn would be America/Boise."""
    if not SHORTEST_HINT <= len(name) <= LONGEST:
        return None
    city = folded(name).replace(" ", "_").rsplit("/", maxsplit=1)[-1]
    keys = {key.rsplit("/", maxsplit=1)[-1]: key for key in iana_keys() if "/" in key}
    closest = process.extractOne(city, keys.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR)
    return canonical(keys[closest[0]]) if closest else None


def _region(zone: str) -> str:
    abbreviation = ABBREVIATIONS.get(zone)
    return abbreviation.zone if abbreviation else zone


def _fixed_offset(zone: str) -> int | None:
    """The seconds east of UTC of UTC and UTC±hh:mm; None for other zones."""
    if zone == "UTC":
        return 0
    found = OFFSET.fullmatch(zone)
    if found is None:
        return None
    seconds = int(found[2]) * 3600 + int(found[3] or 0) * 60
    return -seconds if found[1] == "-" else seconds


# ---- local times -------------------------------------------------------------------------------------------


def _epoch(day: date, clock: time) -> int:
    return calendar.timegm((day.year, day.month, day.day, clock.hour, clock.minute, clock.second))


def _offsets(day: date, clock: time, zone: str) -> tuple[int, ...]:
    """The offsets with which a local time exists: none in a gap, two where clocks go back, else one."""
    there = ZoneInfo(zone)
    before, after = (_offset_at(datetime.combine(day, clock, there), fold) for fold in (0, 1))
    if before == after:
        return (before,)
    # in a gap the offset of fold=0 is the smaller one, where clocks go back the larger one (PEP 495)
    return (before, after) if before > after else ()


def _offset_at(local: datetime, fold: int) -> int:
    offset = local.replace(fold=fold).utcoffset() or timedelta(0)
    return round(offset.total_seconds())


def _by_abbreviation(day: date, clock: time, zone: str, abbreviation: Abbreviation) -> Parsed[int]:
    offsets = _offsets(day, clock, abbreviation.zone)
    if not offsets:
        return _does_not_exist(day, clock, abbreviation.zone)
    utc = _epoch(day, clock) - abbreviation.offset
    if abbreviation.offset in offsets:
        return Parsed(utc, _other_meaning(zone, abbreviation))
    place, month = zone_label(abbreviation.zone), ENGLISH_MONTHS[day.month - 1]
    in_use = _abbreviation_at(abbreviation.zone, offsets[0])
    told = f"In {month} {place} is on {in_use}, not {zone}"
    if zone == "GMT":  # all year another name of UTC, so it can be taken at its word
        message = f"{told}; it is taken as UTC. Write {abbreviation.zone} if the time in {place} is meant."
        return Parsed(utc, (Problem("zone_abbreviation_doubtful", message, "warning"),))
    meant = ALL_YEAR.get(zone) or fixed(abbreviation.offset)
    message = f"{told}; write {abbreviation.zone}, or {meant} if that is really meant."
    return refused("zone_abbreviation_wrong", message)


def _other_meaning(zone: str, abbreviation: Abbreviation) -> tuple[Problem, ...]:
    other = OTHER_PLACES.get(zone)
    if other is None:
        return ()
    place, offset = zone_label(abbreviation.zone), fixed(abbreviation.offset)
    message = f"{zone} is taken as the time of {place} ({offset}); write {other} if the time there is meant."
    return (Problem("zone_abbreviation_doubtful", message, "warning"),)


def _abbreviation_at(zone: str, offset: int) -> str:
    names = (name for name, known in ABBREVIATIONS.items() if known.zone == zone and known.offset == offset)
    return next(names, fixed(offset))


def _does_not_exist(day: date, clock: time, zone: str) -> Parsed[int]:
    message = (
        f"{clock:%H:%M} on {day} does not exist in {zone_label(zone)} ({zone}), because clocks go forward then; "
        "choose a time before or after."
    )
    return refused("time_does_not_exist", message)


def _exists_twice(day: date, clock: time, zone: str, offsets: tuple[int, ...]) -> Parsed[int]:
    first, second = (f"{day}T{clock:%H:%M:%S}{fixed(offset)[3:] or 'Z'}" for offset in offsets)
    message = (
        f"{clock:%H:%M} on {day} comes twice in {zone_label(zone)} ({zone}), because clocks go back then; "
        f"write {first} for the first or {second} for the second."
    )
    return refused("time_exists_twice", message)
