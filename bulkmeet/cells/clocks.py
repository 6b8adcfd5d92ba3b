"""The time of day in a text, with the offset or the zone behind it."""

import re
from datetime import time

from bulkmeet.cells.datewords import MIDNIGHTS, NOONS
from bulkmeet.cells.sampledays import DAY
from bulkmeet.cells.serials import clock_of_fraction
from bulkmeet.cells.text import folded, quoted, refused
from bulkmeet.cells.zonelabels import canonical_alone
from bulkmeet.model import Cell, Parsed, Problem, When
from bulkmeet.patterns import pattern

HALVES = {"午前": "a", "오전": "a", "上午": "a", "午後": "p", "오후": "p", "下午": "p"}
_OTHER_HALVES = {
    "AM": pattern(r"(?<=[0-9]) ?(?:π\.? ?μ|п\u0440\. ?\u043e\u0431|öö|ص)(?:\.|(?!\w))", re.IGNORECASE),
    "PM": pattern(r"(?<=[0-9]) ?(?:μ\.? ?μ|\u0441л\. ?\u043e\u0431|ös|م)(?:\.|(?!\w))", re.IGNORECASE),
}
"""Behind a time in Greek, Bulgarian, Turkish and Arabic."""
_NOON_BEFORE = pattern(r"(?:12 ?)?(?:noon|midday)(?= \S)", re.IGNORECASE)
"""Before a zone: 12 noon AEST."""
CLOCK = pattern(
    r"""
    (?: (?:at|à|a\slas|las|um|às|as|alle\sore|alle|ore|ora|la\sora|om|kl\.?|klo|klock[ae]n|klokk[ae]n?|saat
        |o\sgodz\.?|godz\.?|godzina|g\.|h\.?|ve?|u|o|\u043e|\u0432|\u0443|@)\s | kl\. | @ )?
    (?P<before>午前|午後|오전|오후|上午|下午)?\s?
    (?P<hour>[0-9]{1,2})
    (?: (?P<colon>:)(?P<minute>[0-9]{2})(?: :(?P<second>[0-9]{2})(?P<fraction>[.,][0-9]+)? )?
      # 10.30.00 is how Denmark and Italy write it; other seconds after a dot could be a second date, 12.09.26
      | \.(?P<dotted>[0-9]{2})(?: \.00 )?
      | \s?(?:h|u|uhr|uur|heures?|horas?|hod|óra|\u0447(?:\u0430\u0441(?:\u043e\u0432|\u0430)?)?|時|点|點|시)
        (?![^\W\d_半])\.?\s?(?: (?P<after_h>半|[0-9]{2})\s?(?:min\b|мин\b|分|분)?\.? )?
      | (?=\s?[ap]\.?\s?m\b|[ap]\b)
    )
    (?: \s?(?P<half>[ap])\.?\s?m\b\.? | (?P<letter>[ap])\b )?
    (?P<word> \s?(?:uhr\sam|uhr|hrs|hours|hs|h|horas|heures|ore|uur|hod|óra
      |\u0447(?:\u0430\u0441(?:\u043e\u0432|\u0430)?)?)\b\.? )?
    (?P<tail>.*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
AFTER_A_WORD = pattern(
    r"(?:kl\.?|klo|klock[ae]n|klokk[ae]n?|(?:o )?godz\.?|godzina|(?:alle )?ore) ?(?P<hour>[0-9]{1,2})", re.IGNORECASE
)
"""An hour alone behind a word for the clock, where 24 hours are counted: kl. 14, godz. 9, alle ore 9."""
MILITARY = pattern(r"(?P<digits>[0-9]{4}) ?(?:h|hrs?|hours)?\.?", re.IGNORECASE)
"""1430, 1430h and 1430 hrs, behind a date or in a time column."""
TAIL = pattern(
    r"""
    (?: \s?(?P<zulu>Z)
      | \s?(?P<utc>UTC|GMT)?\s?(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?P<colon>:)?(?P<minutes>[0-9]{2})?
    )?
    (?: \s?\((?P<round>[^()]+)\)
      | \s?\[(?P<square>[^\[\]]+)\]
      | \s(?P<name>[A-Z]{2,5}|[A-Z]+/[A-Z_/+-]+|[A-Z .]+\sTime)
    )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
EARLIEST_OFFSET, LATEST_OFFSET = -12 * 3600, 14 * 3600


def clock_in(text: str, cell: Cell, *, after_t: bool = False) -> Parsed[When] | None:
    """Read a tidied text that is all time of day: clock, offset (seconds east of UTC) and zone of a When.

    None where the text does not look like one. `after_t` says that a T stands before it as in ISO 8601, so that
    -06:00 behind it is an offset; without, 22:00-06:00 may as well be a night shift, and is refused. `cell` is
    for the messages.
    """
    if folded(text) in NOONS:
        return Parsed(When(clock=time(12)))
    if folded(text) in MIDNIGHTS:
        message = f"{quoted(cell)} is taken as 00:00, when the day begins; write 00:00 or 23:59 to be sure."
        return Parsed(When(clock=time(0)), (Problem("midnight_begins_the_day", message, "warning"),))
    if alone := AFTER_A_WORD.fullmatch(text):
        return _checked(int(alone["hour"]), 0, 0, cell)
    found = CLOCK.fullmatch(_NOON_BEFORE.sub("12 pm", with_latin_halves(text)))
    if found is None:
        return None
    tail = TAIL.fullmatch(found["tail"])
    zone = None if tail else _zone_named(found["tail"])
    if tail is None and zone is None:
        return None
    if tail and _may_be_a_span(found, tail) and not after_t:
        message = (
            f"{quoted(cell)} can be a span of time or an offset from UTC; put the end in a column of its own, "
            f"or write the offset like {DAY}T22:00:00-06:00."
        )
        return refused("time_range", message)
    clock = _clock(found, cell)
    if clock.value is None or clock.value.clock is None:
        return clock
    if tail is None:
        return Parsed(When(clock=clock.value.clock, zone=zone))
    return _with_tail(clock.value.clock, tail, cell, machine_made=bool(found["second"]))


def with_latin_halves(text: str) -> str:
    """The text with AM and PM for the same in other alphabets: 9:30 π.μ."""
    if not text.isascii():
        for half, pattern in _OTHER_HALVES.items():
            text = pattern.sub(f" {half}", text)
    return text


def begins_with_clock(text: str) -> bool:
    """Whether a text that a date follows is plainly a time of day: 10.09 could be a date too, 10.09 Uhr could not."""
    found = CLOCK.fullmatch(text)
    if found is None:
        return folded(text) in NOONS | MIDNIGHTS
    plain = found["dotted"] and not (found["half"] or found["word"])
    return not plain and (TAIL.fullmatch(found["tail"]) is not None or _zone_named(found["tail"]) is not None)


def clock_of_digits(digits: str, cell: Cell) -> Parsed[When]:
    """Read hhmm without a colon, which only a time column or a date before it makes a clock."""
    return _checked(int(digits[:2]), int(digits[2:]), 0, cell)


def _zone_named(tail: str) -> str | None:
    """The zone in the text's own words, where only that stands behind a clock: London, (UTC-05:00) Eastern Time."""
    name = tail.strip(" ,")
    return name if (name[:1].isalpha() or name.startswith("(")) and canonical_alone(name) else None


def _may_be_a_span(found: re.Match[str], tail: re.Match[str]) -> bool:
    short = tail["colon"] or not tail["minutes"]
    return bool(tail["sign"] == "-" and short and not tail["utc"] and not found["second"])


def _clock(found: re.Match[str], cell: Cell) -> Parsed[When]:
    hour = int(found["hour"])
    minute = 30 if found["after_h"] == "半" else int(found["minute"] or found["dotted"] or found["after_h"] or 0)
    half = HALVES.get(found["before"]) or (found["half"] or found["letter"] or "").lower()
    if half and found["before"] is None and not 1 <= hour <= 12:
        message = f"{quoted(cell)} mixes the 24-hour clock with AM or PM; write it like 14:30 or 2:30 PM."
        return refused("time_unreadable", message)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    seconds = int(found["second"] or 0) + round(float("0." + (found["fraction"] or ".0")[1:]))
    if seconds == 60 and found["second"] == "59" and hour < 24 and minute < 60:
        rounded = clock_of_fraction((hour * 3600 + minute * 60 + 60) / 86400)
        return Parsed(When(clock=rounded)) if rounded else _end_of_day(cell)
    return _checked(hour, minute, seconds, cell)


def _checked(hour: int, minute: int, second: int, cell: Cell) -> Parsed[When]:
    if (hour, minute, second) == (24, 0, 0):
        return _end_of_day(cell)
    try:
        return Parsed(When(clock=time(hour, minute, second)))
    except ValueError:
        return refused("time_unreadable", f"{quoted(cell)} is not a time of day; write it like 14:30.")


def _end_of_day(cell: Cell) -> Parsed[When]:
    return refused("time_unreadable", f"{quoted(cell)} ends the day at 24:00; write 00:00 of the day after it.")


def _with_tail(clock: time, tail: re.Match[str], cell: Cell, *, machine_made: bool) -> Parsed[When]:
    name = tail["round"] or tail["square"] or tail["name"]
    zone = name.strip() if name else None
    if tail["zulu"] or (machine_made and zone and zone.upper() in {"UTC", "GMT"} and not tail["sign"]):
        # people who write "10:00 GMT" may mean London's summer time; programs that write 10:00:00 GMT mean UTC
        return Parsed(When(clock=clock, offset=0, zone=zone if tail["zulu"] else None))
    if tail["sign"] is None:
        return Parsed(When(clock=clock, zone=zone))
    minutes = int(tail["minutes"] or 0)
    offset = (int(tail["hours"]) * 3600 + minutes * 60) * (-1 if tail["sign"] == "-" else 1)
    if minutes > 59 or not EARLIEST_OFFSET <= offset <= LATEST_OFFSET:
        message = f"{quoted(cell)} has an offset no place on earth has; write one from -12:00 to +14:00."
        return refused("offset_unreadable", message)
    return Parsed(When(clock=clock, offset=offset, zone=zone))
