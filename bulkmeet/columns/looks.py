"""What cells look like: simple patterns that tell kinds of cells apart and read no values."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from enum import Flag

from bulkmeet.cells.datewords import MONTHS, weekdays_of
from bulkmeet.cells.flags import parse_going_ahead, parse_meeting_type, parse_role, says_cancelled
from bulkmeet.cells.text import text_of
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

SECONDS_IN_EPOCH = 1e9
SERIAL_DAYS = range(20_000, 80_000)
"""Day numbers as Excel counts them that fall between 1954 and 2119."""
FIRST_REAL_YEAR = 1905
"""Excel shows times without a day as times of its day 0: 1899, 1900 or, on old Macs, 1904."""

_WITH_ACCENTS = (
    "jänner|janv|février|févr|fév|märz|mär|março|août|aoû|décembre|déc|września|października|grudzień|kwiecień"
    "|února|března|května|června|července|října|januára|februára|apríla|mája|júna|júla|októbra|kesäkuuta|heinäkuuta"
    "|január|február|március|április|május|június|július|október|şubat|ağustos|eylül"
)
_HOUR = pattern(r"(?:kl\.? ?)?(?:[01]?[0-9]|2[0-3])(?:[.:][0-5][0-9])?(?: ?[-\u2013] ?[0-9].*)?", re.IGNORECASE)
_MONTHS = f"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))}|{_WITH_ACCENTS})(?![^\\W\\d_])"
"""Whole words: “E-mail 1” and “Marta 1” are no days."""
_DAY = pattern(
    rf"\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|^\d{{1,2}}/\d{{1,2}}\b|\b(?:19|20)\d{{6}}(?!\d)|月\s*\d+\s*日"
    rf"|\d(?:st|nd|rd|th|\.|er|º)?[\s/-]*(?:de\s+)?{_MONTHS}|\b{_MONTHS}\.?\s*\d",
    re.IGNORECASE,
)
_NO_MONTH = r"(?:00|1[3-9]|[2-5]\d)"
_DOTTED_HOURS = pattern(rf"(?<![\d.])\d{{1,2}}\.{_NO_MONTH} ?[-\u2013] ?\d{{1,2}}\.{_NO_MONTH}(?![\d.])")
"""From one hour to another and, as there are no such months, not from one day to another: 9.00-10.30."""
_CLOCK = pattern(
    r"\d{1,2}:\d{2}|\b\d{1,2}\s*[ap]\.?m\b|\b\d{1,2}\s*h(?:\s*\d{2})?\b|\b\d{1,2}\s*(?:uhr\b|時)|\bnoon\b|\bmidnight\b"
    r"|^\d{1,2}\.\d{2}$",
    re.IGNORECASE,
)
_DOTTED_CLOCK = pattern(r"(?:[01]?[0-9]|2[0-3])\.[0-5][0-9]\.00")
"""A time to the full minute as Italian forms write it, 15.20.00: as a day it would be one of the year 2000."""
_FIRST_WORD = pattern(r"\W*([^\W\d_]+)")
_MIDNIGHT = pattern(r"(?<![:.+-])\b(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)?\s*am)\b", re.IGNORECASE)
_PHONE = pattern(r"(?:tel:)?\+?[\d\s()./-]{7,24}(?:\s*(?:x|ext\.?)\s*\d+)?", re.IGNORECASE)
_ADDRESS = pattern(r"[^\s@]@[^\s@]+\.\w")
_DIALLED = pattern(r"(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}")
_ID = pattern(r"\d{9,}|\d(?:\.\d+)?e\+?\d+", re.IGNORECASE)

_NOT_IN_NAMES = pattern("[:&0-9\u2013\u2014]| - ")
_PERSON = r"[^\W\d_a-z][\w.'\u2019-]*(?: [^\W\d_a-z][\w.'\u2019-]*){1,2}"
_PEOPLE = pattern(rf"{_PERSON}(?:[;,\n] ?{_PERSON})*")
_OF_CALENDARS = pattern(
    r"\b(?:zoom|teams|google|outlook|calendar|meeting|link|invite|invitation|sent|pending|not|yes|team|room|all)\b",
    re.IGNORECASE,
)
LONGEST_NAME = 3
"""How many words a person's name mostly has at most."""


class Shows(Flag):
    """Which parts of a point in time the cells of a column carry."""

    NOTHING = 0
    DAY = 1
    CLOCK = 2
    BOTH = 3


def has_day(cell: Cell) -> bool:
    """Whether the cell seems to name a day; a time of day that Excel stores on its day 0 does not."""
    match cell:
        case datetime() | date():
            return cell.year >= FIRST_REAL_YEAR
        case bool() | time() | timedelta():
            return False
        case int() | float():
            return cell >= SECONDS_IN_EPOCH or _is_serial(cell)
    text = text_of(cell)
    number = _number(text)
    return _names_day(text) or (number is not None and has_day(number))


def _names_day(text: str) -> bool:
    if _DAY.search(text) is None or _DOTTED_CLOCK.fullmatch(text):
        return False
    rest, count = _DOTTED_HOURS.subn(" ", text)
    return not count or _DAY.search(rest) is not None


def _is_serial(number: float) -> bool:
    """Whether it may be a day as Excel counts them. (`in` would try the whole range for a number with decimals.)"""
    return SERIAL_DAYS.start <= number < SERIAL_DAYS.stop


def mentions_day(cell: Cell) -> bool:
    """Whether it is a date, or a text that names one or begins with a weekday; bare numbers are none."""
    if not isinstance(cell, str):
        return isinstance(cell, date)
    first = _FIRST_WORD.match(cell.casefold())
    return (has_day(cell) and _number(cell) is None) or bool(first and weekdays_of(first[1]))


def has_clock(cell: Cell) -> bool:
    """Whether the cell seems to name a time of day; midnight beside a day is how sheets write "no time"."""
    match cell:
        case datetime():
            return cell.time() != time() or not has_day(cell)
        case time() | timedelta():
            return True
        case date() | bool():
            return False
        case int() | float():
            return cell >= SECONDS_IN_EPOCH or (cell % 1 > 0 and (0 < cell < 1 or _is_serial(cell)))
    text = text_of(cell)
    number = _number(text)
    if (number is not None and has_clock(number)) or _DOTTED_CLOCK.fullmatch(text):
        return True
    return bool(_CLOCK.search(text)) and not (has_day(text) and _MIDNIGHT.search(text))


def shows(cells: Sequence[Cell]) -> Shows:
    """Which parts of a point in time at least half of the cells carry."""
    day = Shows.DAY if mostly(has_day, cells) else Shows.NOTHING
    return day | (Shows.CLOCK if mostly(has_clock, cells) else Shows.NOTHING)


def mostly(holds: Callable[[Cell], bool], cells: Sequence[Cell]) -> bool:
    """Whether something holds for at least half of the cells; of no cells nothing holds."""
    return bool(cells) and 2 * sum(map(holds, cells)) >= len(cells)


def is_no_persons_name(cell: Cell) -> bool:
    """Whether a text is hardly the name of one person: it has a colon, a dash, an ampersand, digits or four words."""
    text = text_of(cell)
    has_words = "@" not in text and _FIRST_WORD.search(text) is not None and len(text.split()) > 1
    return has_words and (_NOT_IN_NAMES.search(text) is not None or len(text.split()) > LONGEST_NAME)


def may_be_people(cells: Sequence[Cell]) -> bool:
    """Whether all cells, not all alike, are names of two or three words with capitals, and none of a calendar's."""
    texts = set(map(text_of, cells))
    return len(texts) > 1 and all(_PEOPLE.fullmatch(text) and not _OF_CALENDARS.search(text) for text in texts)


def holds_addresses(cells: Sequence[Cell]) -> bool:
    """Whether most of the cells seem to hold email addresses."""
    return mostly(has_at, cells)


def holds_one_address_each(cells: Sequence[Cell]) -> bool:
    """Whether most of the cells hold an email address, and none several."""
    return holds_addresses(cells) and not any(map(has_several, cells))


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,15}(?:\.\d{1,15})?", text, re.ASCII) else None


def has_at(cell: Cell) -> bool:
    """Whether there is an @ in it."""
    return "@" in text_of(cell)


def has_address(cell: Cell) -> bool:
    """Whether there is an email address in it, and not only an @."""
    return bool(_ADDRESS.search(text_of(cell)))


def has_several(cell: Cell) -> bool:
    """Whether it seems to hold several email addresses."""
    return text_of(cell).count("@") > 1


def is_number(cell: Cell) -> bool:
    """Whether it is a number, or numbers with marks between them."""
    return bool(re.fullmatch(r"[\d\s.,:/-]+", text_of(cell)))


def is_visibility(cell: Cell) -> bool:
    """Whether it says who may see an entry, as calendars do: PUBLIC, PRIVATE."""
    return text_of(cell).casefold() in {"public", "private", "confidential"}


def is_list(cell: Cell) -> bool:
    """Whether it holds several things."""
    return bool(re.search(r"[;\n|]", text_of(cell)))


def is_count(cell: Cell) -> bool:
    """Whether it only counts something."""
    return bool(re.fullmatch(r"\d{1,5}", text_of(cell)))


def is_id(cell: Cell) -> bool:
    """Whether it looks like a Dialpad id, or what a spreadsheet made of one."""
    return bool(_ID.fullmatch(text_of(cell)))


def is_call_number(cell: Cell) -> bool:
    """Whether it looks like the number one joins a call by: 812 3456 7890."""
    return bool(re.fullmatch(r"\d{9,13}", re.sub(r"[ -]", "", text_of(cell))))


def may_be_hour(cell: Cell) -> bool:
    """Whether it names a time of day, or may be an hour alone: 9, kl. 14, 9-10."""
    return has_clock(cell) or _HOUR.fullmatch(text_of(cell)) is not None


def is_phone(cell: Cell) -> bool:
    """Whether it looks like a phone number."""
    return bool(_PHONE.fullmatch(text_of(cell))) and not has_day(cell)


def is_dialled(cell: Cell) -> bool:
    """Whether it is a phone number beyond doubt, and not some other number: +14155550100, (415) 555-0100."""
    text = text_of(cell)
    return is_phone(cell) and (text.casefold().startswith(("+", "tel:")) or bool(_DIALLED.fullmatch(text)))


def is_role(cell: Cell) -> bool:
    """Whether it says who of the people is the organizer."""
    return not parse_role(cell).problems


def is_status(cell: Cell) -> bool:
    """Whether it is a known word for how a meeting stands."""
    return not says_cancelled(cell).problems


def answers_going_ahead(cell: Cell) -> bool:
    """Whether it answers plainly whether a meeting takes place."""
    return not parse_going_ahead(cell).problems


def is_meeting_type(cell: Cell) -> bool:
    """Whether it is one of the API's meeting types."""
    return not parse_meeting_type(cell).problems
