"""Labels that name a time zone twice: (UTC-05:00) Eastern Time (US & Canada), Eastern Time - New York, CET/CEST."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bulkmeet.cells.zonenames import ABBREVIATIONS, AMBIGUOUS, OFFSET, place_named, zone_named
from bulkmeet.patterns import pattern

OFFSET_BEFORE = pattern(
    r"(?:\((?:UTC|GMT)(?P<round>(?: ?[+-][0-9]{1,2}(?::?[0-9]{2})?)?)\) ?"
    r"|(?:UTC|GMT)(?P<bare>[+-][0-9]{1,2}(?::?[0-9]{2})?) )(?P<name>.+)",
    re.IGNORECASE,
)
BRACKETS = pattern(r"(?P<outside>.+?) ?\((?P<inside>[^()]+)\)")
DASH = pattern(r"(?P<zone>.+) - (?P<place>[^-]+)")
COMMAS = pattern(r", |、")
SEVERAL = pattern(r", |、|/")
CITY = pattern(r"(?:[^\W\d_a-z][^\W\d_]*[ .'\u2019&-]*)+")
STALE = 3600
"""Seconds by which the offset in a label may be wrong: lists give winter's, or one from before a country's reform."""


def canonical(text: str) -> str | None:
    """The canonical text of a zone that a tidied text names: an IANA key, an abbreviation, UTC or UTC±hh:mm.

    The offset in "(UTC-08:00) Pacific Time (US & Canada)" is left aside, because such lists give the winter's
    (or the day's) offset for the whole year; it does not stand in for a name that is unknown either. But names in
    one label that are never on the same time contradict each other, and then there is no zone.
    """
    if zone := zone_named(text):
        return zone
    if before := OFFSET_BEFORE.fullmatch(text):
        return _with_offset(before["name"], _seconds(before["round"] or before["bare"] or "+0"))
    return _of_parts(text)


def canonical_alone(text: str) -> str | None:
    """The same of a text behind a clock, where every word has to be of the zone: 14:00 cancelled (GMT+1) has others."""
    offset = OFFSET_BEFORE.fullmatch(text)
    parts = _parts(offset["name"] if offset else text)
    return canonical(text) if all(map(_may_be_city if offset else _is_of_zone, parts)) else None


def _parts(label: str) -> Sequence[str]:
    """The names in one label, each of which says something of the zone."""
    if zone_named(label):
        return (label,)
    if brackets := BRACKETS.fullmatch(label):
        return (brackets["outside"], *COMMAS.split(brackets["inside"]))
    if dash := DASH.fullmatch(label):
        return dash.groups()
    return SEVERAL.split(label)


def _is_of_zone(part: str) -> bool:
    return bool(zone_named(part) or place_named(part)) or (_is_unknown(part) and CITY.fullmatch(part) is not None)


def _may_be_city(part: str) -> bool:
    """Lists of zones name cities by the dozen behind their offsets, each with a capital."""
    return _is_of_zone(part) or CITY.fullmatch(part) is not None


def _with_offset(name: str, offset: int) -> str | None:
    """The zone of a name behind its offset; of "Amsterdam, Berlin, Bern" the first city that has the offset."""
    zone = zone_named(name) or zone_named(name.removeprefix("(").removesuffix(")")) or _of_parts(name)
    if zone and _is_near(zone, offset):
        return zone
    cities = [*filter(None, map(place_named, COMMAS.split(name))), *AMBIGUOUS.get(name.strip("()").upper(), ())]
    return next((city for city in cities if _is_near(city, offset)), None)


def _of_parts(text: str) -> str | None:
    """The zone that several names of one label agree on, the most exact of them."""
    if brackets := BRACKETS.fullmatch(text):
        return _agreed(brackets["outside"], *COMMAS.split(brackets["inside"]))
    if dash := DASH.fullmatch(text):
        return _agreed(dash["zone"], dash["place"]) or (
            place_named(dash["place"]) if _is_unknown(dash["zone"]) else None
        )
    first, slash, second = text.partition("/")
    return _pair(first, second) if slash else None


def _pair(first: str, second: str) -> str | None:
    """CET/CEST: the region of its winter time and its summer time."""
    regions = {ABBREVIATIONS[name].zone for name in map(zone_named, (first, second)) if name in ABBREVIATIONS}
    return regions.pop() if len(regions) == 1 and zone_named(first) != zone_named(second) else None


def _agreed(outside: str, *inside: str) -> str | None:
    names = [zone for zone in map(zone_named, inside) if zone]
    own = zone_named(outside)
    if own and not names and ("/" in outside or own in AMBIGUOUS.get(inside[0].upper(), ())):
        return own
    told_twice = any(map(place_named, inside)) and any(_is_offset(name) for name in names)
    # of two unknown cities one may be the other's country: Paris (Texas)
    if not names or (own is None and not told_twice and any(map(place_named, inside)) and "/" not in "".join(inside)):
        return None
    known = [own, *names] if own else names
    places = [zone for zone in map(place_named, (outside, *inside)) if zone]
    zone = (places or sorted(known, key=_is_offset))[0]
    return zone if all(offsets_of(zone) & offsets_of(other) for other in known) else None


def _is_unknown(text: str) -> bool:
    """Whether this is a zone's name, but none we know: before the city of Google's lists it adds nothing."""
    return text.casefold().endswith(" time") and zone_named(text) is None


def _is_offset(zone: str) -> bool:
    return zone == "UTC" or OFFSET.fullmatch(zone) is not None


def _is_near(zone: str, offset: int) -> bool:
    allowed = 0 if zone in ABBREVIATIONS else STALE
    return min(abs(offset - seconds) for seconds in offsets_of(zone)) <= allowed


@cache
def offsets_of(zone: str) -> frozenset[int]:
    """The seconds east of UTC that clocks in a zone have in winter and in summer."""
    if zone in ABBREVIATIONS:
        return frozenset({ABBREVIATIONS[zone].offset})
    if _is_offset(zone):
        return frozenset({_seconds(zone)})
    there = ZoneInfo(zone)
    halves = (datetime(2026, month, 1, tzinfo=UTC).astimezone(there).utcoffset() for month in (1, 7))
    return frozenset(round((half or timedelta(0)).total_seconds()) for half in halves)


def _seconds(offset: str) -> int:
    found = OFFSET.fullmatch(offset.strip())
    if found is None:
        return 0
    seconds = int(found[2]) * 3600 + int(found[3] or 0) * 60
    return -seconds if found[1] == "-" else seconds
