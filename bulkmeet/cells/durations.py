"""Cells as lengths of time, in seconds."""

import re
from datetime import date, datetime, time, timedelta

from bulkmeet.cells.datewords import LONGEST
from bulkmeet.cells.durationwords import in_usual_words
from bulkmeet.cells.refusals import refusal
from bulkmeet.cells.text import folded, parse_text, quoted, refused, tidy
from bulkmeet.model import Cell, Parsed
from bulkmeet.patterns import pattern

LONGEST_DURATION = 31 * 86400
MOST_BARE_HOURS = 24
"""More of them, by the header alone, are mostly minutes: 45 among 1, 1.5 and 0.5."""
UNIT_SECONDS = {"h": 3600.0, "min": 60.0, "s": 1.0, "ms": 0.001}
FLOAT_NOISE = 0.005
"""Seconds; 1/3 h written with six digits is off by less, and so is what Excel makes of 0:20."""

WORDS = {
    86400: "d day days tag tage tagen jour jours día días giorno giorni dia dias dag dagen 日",
    3600: "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren 時間 小时 시간 "
    "tim timme timmar time timer godz godzina godziny godzin",
    60: "m mn min mins minute minutes minuten minuto minutos minuti minuut 分 分間 分钟 분 "
    "minuter minutter minut minuty ' \u2032",
    1: "s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos secondi seconden 秒 초",
}
SECONDS_OF = {folded(word): seconds for seconds, words in WORDS.items() for word in words.split()}

NUMBER = pattern(r"[0-9]{1,15}(?:[.,][0-9]{1,20})?")
MAYBE_THOUSANDS = pattern(r"[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9])")
MAYBE_MINUTES = pattern(r"[0-9]+[.,](?:05|[1345]5|[1-4]0)")
"""1.30 or 1.45 hours: minutes to many who write them; 1.25 and 1.50 are plainly parts of an hour."""
CLOCK_LIKE = pattern(
    r"(?:(?P<days>[0-9]{1,2}) days?,? )?(?P<hours>[0-9]{1,4}):(?P<minutes>[0-5][0-9])"
    r"(?::(?P<seconds>[0-5][0-9])(?:[.,]0+)?)?(?: ?(?P<unit>[^\W\d_]+)\.?)?"
)
PART = pattern(
    r"(?P<amount>[0-9]{1,9}(?:[.,][0-9]{1,9})?|[.,][0-9]{1,9}) ?(?P<unit>[^\W\d_]+|['\u2032])\.?"
    r"(?: ?(?:,|:|&|and|und|et|y|e|en|och|og|i) ?(?=[0-9]))? ?"
)
PLURAL = pattern(r"\((?:s|n|en|e|es)\)")
ISO = pattern(r"P(?:([0-9]{1,5})W)?(?:([0-9]{1,5})D)?(?:T(?:(\S+?)H)?(?:(\S+?)M)?(?:(\S+?)S)?)?", re.IGNORECASE)
ISO_SECONDS = (604800, 86400, 3600, 60, 1)

ZERO_DAYS = (date(1899, 12, 30), date(1899, 12, 31))
"""Excel's day zero: openpyxl dates it the 30th, calamine the 31st; both date its day one 1900-01-01."""


def is_bare_number(cell: Cell) -> bool:
    """Whether the cell is a number without a unit, so that its unit comes from the header or is taken as minutes."""
    return bare_number(cell) is not None


def bare_number(cell: Cell) -> float | None:
    """That number, with a comma or a point before its fraction; None for every other cell."""
    if isinstance(cell, str):
        text = tidy(cell)
        return _number(text) if NUMBER.fullmatch(text) else None
    return cell if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


def parse_duration(cell: Cell, unit: str | None) -> Parsed[int]:
    """Read a duration into seconds; `unit` (h, min, s, ms, None for minutes) is what a bare number counts.

    1:30 is always hours and minutes. A bare number with a fraction is refused unless the header says its unit:
    1.5 is hours to most people, and 0.5 may be how Excel stores 12:00. Below 0.1 not even hours are believed,
    because 0.0416667 is Excel's 1:00.
    """
    match cell:
        case timedelta():
            return _checked(cell.total_seconds(), cell)
        case time():
            return _checked(_seconds_of_clock(cell), cell)
        case datetime():
            return _of_datetime(cell)
        case bool() | date():
            return refusal(cell, "duration")
        case int() | float():
            return _of_number(cell, unit, cell)
        case _:
            return _of_text(cell, unit)


def _seconds_of_clock(clock: time) -> float:
    return clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6


def _of_datetime(cell: datetime) -> Parsed[int]:
    """What has passed since Excel's day zero, which is how 25:00 in a cell formatted h:mm arrives."""
    if cell.year > 1900:
        return refused(
            "duration_unreadable", f"{quoted(cell)} is a date, not a duration; write it like 45 min or 1:30."
        )
    days = 0 if cell.date() in ZERO_DAYS else (cell.date() - ZERO_DAYS[-1]).days
    return _checked(days * 86400 + _seconds_of_clock(cell.time()), cell)


def _of_number(number: float, unit: str | None, cell: Cell) -> Parsed[int]:
    if not abs(number) < 1e15:
        return refusal(cell, "duration")
    if _is_unclear(number, unit):
        message = f"{quoted(cell)} can be hours, minutes or a part of a day; write it like 45 min or 1:30."
        return refused("duration_unclear", message)
    if unit == "h" and number > MOST_BARE_HOURS:
        bare = quoted(cell)
        message = f"{bare} below a header of hours is more than a day; write {bare[1:-1]} min, or {bare[1:-1]} h."
        return refused("duration_unclear", message)
    return _checked(number * UNIT_SECONDS[unit or "min"], cell)


def _is_unclear(number: float, unit: str | None) -> bool:
    if unit == "h":
        return 0 < number < 0.1 or MAYBE_MINUTES.fullmatch(str(number)) is not None
    return 0 < number < 1 or (unit is None and number > 0 and number != int(number))


def _of_text(cell: Cell, unit: str | None) -> Parsed[int]:
    whole = parse_text(cell)
    if whole.value is None:
        return Parsed(None, whole.problems)
    text = tidy(whole.value)
    if len(text) > LONGEST:
        return refusal(cell, "duration")
    text = _usual(text)
    sign = -1 if re.match(r"-[ ]?[0-9P]", text) else 1
    text = text.lstrip("- ") if sign < 0 else text
    if MAYBE_THOUSANDS.match(text):
        message = f"{quoted(cell)} can be a whole number or one with a fraction; write it like 90 min or 1:30."
        return refused("duration_unclear", message)
    if _is_maybe_minutes(text, unit):
        message = f"{quoted(cell)} can be hours and minutes or hours with a fraction; write it like 90 min or 1:30."
        return refused("duration_unclear", message)
    if NUMBER.fullmatch(text):
        return _of_number(sign * _number(text), unit, cell)
    if clock := CLOCK_LIKE.fullmatch(text):
        return _of_clock_like(clock, sign, cell)
    seconds = _of_iso(text) if text[:1] in "Pp" else _of_parts(text)
    return refusal(cell, "duration") if seconds is None else _checked(sign * seconds, cell)


def _usual(text: str) -> str:
    """The text with words, fractions, plurals and the Japanese half hour in the usual way: 1½ h is 1.5 h."""
    return PLURAL.sub("", in_usual_words(text)).replace("時間半", "時間30分")


def _is_maybe_minutes(text: str, unit: str | None) -> bool:
    amount = MAYBE_MINUTES.match(text)
    if amount is None or text[amount.end() :][:1].isdigit():
        return False
    behind = folded(text[amount.end() :].strip(" ."))
    return SECONDS_OF.get(behind) == UNIT_SECONDS["h"] if behind else unit == "h"


def _of_clock_like(clock: re.Match[str], sign: int, cell: Cell) -> Parsed[int]:
    hours, minutes, seconds = int(clock["hours"]), int(clock["minutes"]), int(clock["seconds"] or 0)
    unit = SECONDS_OF.get(folded(clock["unit"])) if clock["unit"] else None
    if unit == 60 and hours >= 10 and not minutes and clock["seconds"] is None:
        return _checked(sign * hours * 60, cell)
    if clock["unit"] and unit != UNIT_SECONDS["h"]:
        return refusal(cell, "duration")
    if hours >= 24 and clock["seconds"] is None and unit is None:
        message = f"{quoted(cell)} can be {hours} hours or {hours} minutes; write {hours} h or {hours} min."
        return refused("duration_unclear", message)
    return _checked(sign * (int(clock["days"] or 0) * 86400 + hours * 3600 + minutes * 60 + seconds), cell)


def _of_parts(text: str) -> float | None:
    """The seconds of 1 h 30 min, 1h30, 90 minutes: amounts with ever smaller units, the last one may lack its unit."""
    total, position, last = 0.0, 0, 0
    while part := PART.match(text, position):
        seconds = SECONDS_OF.get(folded(part["unit"]))
        if seconds is None or (last and seconds >= last):
            return None
        amount = _number(part["amount"])
        if last and amount * seconds >= last:
            return None
        total, position, last = total + amount * seconds, part.end(), seconds
    rest = text[position:]
    if rest and last in {3600, 60} and re.fullmatch(r"[0-5]?[0-9]", rest):
        return total + int(rest) * last / 60
    return total if last and not rest else None


def _of_iso(text: str) -> float | None:
    found = ISO.fullmatch(text)
    amounts = found.groups() if found else ()
    if not any(amounts) or not all(amount is None or NUMBER.fullmatch(amount) for amount in amounts):
        return None
    return sum(_number(amount or "0") * seconds for amount, seconds in zip(amounts, ISO_SECONDS, strict=True))


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _checked(seconds: float, cell: Cell) -> Parsed[int]:
    whole = round(seconds)
    if abs(seconds - whole) > FLOAT_NOISE:
        message = f"{quoted(cell)} is not a whole number of seconds; write it like 45 min or 1:30."
        return refused("duration_unclear", message)
    if whole <= 0:
        return refused(
            "duration_not_positive", f"{quoted(cell)} is no length of time; write how long the meeting takes."
        )
    if whole > LONGEST_DURATION:
        return refused("duration_too_long", f"{quoted(cell)} is longer than 31 days; write it like 45 min or 1:30.")
    return Parsed(whole)
