"""An hour and a minute in columns of their own, side by side: "Start Hour" and "Start Min", told by names and cells."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from bulkmeet.cells.text import folded, quoted, text_of
from bulkmeet.columns.fields import Field
from bulkmeet.columns.recognise import Claim
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern


class Clock(NamedTuple):
    """The fields of one side's time of day: in one cell, or as its hour and its minute."""

    whole: Field
    hour: Field
    minute: Field


START = Clock(Field.START_TIME, Field.START_HOUR, Field.START_MINUTE)
END = Clock(Field.END_TIME, Field.END_HOUR, Field.END_MINUTE)
HOUR = pattern(r"(?:hour|hr|hh|stunde|std|heure|hora|ora|uur|時)")
MINUTE = pattern(r"(?:minutes?|mins?|mm|minuten?|minutos?|minut[oi]|分)")
STARTS = pattern(r"(?:meeting |event |scheduled )?(?:start|begin|from|beginn|debut|inicio|inizio|aanvang)")
ENDS = pattern(r"(?:meeting |event |scheduled )?(?:end|finish|to|until|ende|fin|fine|fim|einde)")
LAST_HOUR, LAST_MINUTE = 24, 59


def with_hours(claims: Sequence[Claim]) -> list[Claim]:
    """The settled columns, each hour with the minute to its right as parts of a start or an end.

    A pair that does not say of which it is the time belongs to the start, where that has no other time.
    """
    settled = {claim.index: claim for claim in claims}
    for hour, minute in pairwise(claims):
        clock = _clock_of(hour, minute)
        taken = clock is None or any(
            claim.field in {clock.whole, clock.hour} and (claim.cells or claim.told)
            for claim in settled.values()
            if claim.index != hour.index
        )
        if clock is not None and not taken:
            settled[hour.index] = replace(hour, field=clock.hour, how=f"with its minutes in {quoted(minute.header)}")
            settled[minute.index] = replace(minute, field=clock.minute, how=f"with its hours in {quoted(hour.header)}")
    return [settled[claim.index] for claim in claims]


def _clock_of(hour: Claim, minute: Claim) -> Clock | None:
    """The side that two columns are the time of; None where they are no hour and minute."""
    is_free = hour.field in {None, Field.START_TIME, Field.END_TIME} and minute.field in {None, Field.IGNORE}
    if not is_free or hour.told or minute.told or hour.name == minute.name:
        return None
    holds = _all_up_to(hour.cells, LAST_HOUR) and _all_up_to(minute.cells, LAST_MINUTE)
    sides = _side(hour.name, HOUR), _side(minute.name, MINUTE)
    if not holds or None in sides:
        return None
    said = [side for side in sides if side]
    return said[0] if said and said[-1] == said[0] else None if said else START


def _side(name: str, unit: re.Pattern[str]) -> Clock | tuple[()] | None:
    """The side that a header names before its unit, nothing where it names none; None where it is no such header."""
    words = folded(name)
    if unit.fullmatch(words):
        return ()
    before, _, last = words.rpartition(" ")
    if not unit.fullmatch(last):
        return None
    return START if STARTS.fullmatch(before) else END if ENDS.fullmatch(before) else None


def _all_up_to(cells: Sequence[Cell], most: int) -> bool:
    texts = list(map(text_of, cells))
    return bool(texts) and all(text.isdecimal() and text.isascii() and int(text[:4]) <= most for text in texts)
