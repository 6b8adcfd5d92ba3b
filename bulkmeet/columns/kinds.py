"""What a column's cells look like, for headers that do not settle by themselves what they mean.

A chooser takes what is seen of a column and answers with a field, or None where it recognises nothing.
The patterns are deliberately simple: they tell kinds of columns apart, they do not read values.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from enum import Flag

from msgspec import Struct

from bulkmeet.cells.flags import mentions_cancelling, parse_flag, parse_meeting_type, parse_role, says_cancelled
from bulkmeet.cells.text import text_of
from bulkmeet.columns.fields import PERSON_FIELDS, Field
from bulkmeet.model import Cell

SECONDS_IN_EPOCH = 1e9
SERIAL_DAYS = range(20_000, 80_000)
"""Day numbers as Excel counts them that fall between 1954 and 2119."""
FIRST_REAL_YEAR = 1905
"""Excel shows times without a day as times of its day 0: 1899, 1900 or, on old Macs, 1904."""

_MONTHS = (
    "jan|ene|gen|feb|fév|fev|mar|mär|mrz|maa|apr|avr|abr|mai|may|mag|mei|jun|juin|giu|jul|juil|lug|aug|aoû|ago"
    "|sep|set|oct|okt|ott|out|nov|dec|dez|déc|dic"
)
_DAY = re.compile(
    rf"\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|^\d{{1,2}}/\d{{1,2}}\b|\b(?:19|20)\d{{6}}(?!\d)|月\s*\d+\s*日"
    rf"|\d(?:st|nd|rd|th|\.|er|º)?[\s-]*(?:de\s+)?(?:{_MONTHS})|\b(?:{_MONTHS})[a-zé]*\.?\s*\d",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\d{1,2}:\d{2}|\b\d{1,2}\s*[ap]\.?m\b|\b\d{1,2}\s*h(?:\s*\d{2})?\b|\b\d{1,2}\s*(?:uhr\b|時)|\bnoon\b|\bmidnight\b"
    r"|^\d{1,2}\.\d{2}$",
    re.IGNORECASE,
)
_MIDNIGHT = re.compile(r"\b(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)?\s*am)\b", re.IGNORECASE)
_ID = re.compile(r"\d{9,}|\d(?:\.\d+)?e\+?\d+", re.IGNORECASE)

NAMES_A_PERSON = frozenset(
    (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.DISPLAY_NAME, Field.PHONE, Field.PHONE_NUMBER)
)
"""What, said of a person in a column of its own, makes the email beside it that one person's."""

ENDS_OF_SPANS = frozenset(("to", "until", "till", "bis", "hasta", "alle", "à"))
STARTS_OF_SPANS = frozenset(("from", "von", "desde", "dalle", "de"))


class Seen(Struct, frozen=True):
    """What is known of a column besides its header.

    `cells` are some of its filled cells, `beside` the names of the columns left and right of it, `others` the
    fields the other columns seem to hold, `same_person` those of them that are about the same person.
    `of_person` is True where the header itself says "of a person", and `person` is the number it gives, or 0.
    """

    cells: tuple[Cell, ...] = ()
    beside: frozenset[str] = frozenset()
    others: frozenset[Field] = frozenset()
    same_person: frozenset[Field] = frozenset()
    of_person: bool = False
    person: int = 0


Chooser = Callable[[Seen], Field | None]


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
            return cell >= SECONDS_IN_EPOCH or cell // 1 in SERIAL_DAYS
    text = text_of(cell)
    number = _number(text)
    return bool(_DAY.search(text)) or (number is not None and has_day(number))


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
            return cell >= SECONDS_IN_EPOCH or (cell % 1 > 0 and (0 < cell < 1 or cell // 1 in SERIAL_DAYS))
    text = text_of(cell)
    number = _number(text)
    if number is not None and has_clock(number):
        return True
    return bool(_CLOCK.search(text)) and not (has_day(text) and _MIDNIGHT.search(text))


def shows(cells: Sequence[Cell]) -> Shows:
    """Which parts of a point in time at least half of the cells carry."""
    day = Shows.DAY if mostly(has_day, cells) else Shows.NOTHING
    return day | (Shows.CLOCK if mostly(has_clock, cells) else Shows.NOTHING)


def mostly(holds: Callable[[Cell], bool], cells: Sequence[Cell]) -> bool:
    """Whether something holds for at least half of the cells; of no cells nothing holds."""
    return bool(cells) and 2 * sum(map(holds, cells)) >= len(cells)


def holds_addresses(cells: Sequence[Cell]) -> bool:
    """Whether most of the cells seem to hold email addresses."""
    return mostly(_has_at, cells)


def attendees(seen: Seen) -> Field:
    """A list of people, unless the cells only count them or say yes or no."""
    return Field.IGNORE if mostly(_is_count, seen.cells) or _only_yes_or_no(seen) else Field.ATTENDEES


def attendee(seen: Seen) -> Field:
    """One person's name, or a list if the cells hold addresses or several people."""
    if attendees(seen) is Field.IGNORE:
        return Field.IGNORE
    return Field.ATTENDEES if mostly(_is_list, seen.cells) or holds_addresses(seen.cells) else Field.NAME


def email(seen: Seen) -> Field:
    """One person's address, or a list if most cells hold several and nothing else is said of the person.

    A list where the person has a name elsewhere would make the name and the address two people.
    """
    if seen.person or seen.same_person & NAMES_A_PERSON:
        return Field.EMAIL
    lists = sum(text_of(cell).count("@") > 1 for cell in seen.cells)
    return Field.ATTENDEES if 2 * lists > len(seen.cells) else Field.EMAIL


def guest_emails(seen: Seen) -> Field:
    """The guests somebody brings, as Calendly lists them beside the invitee, or the one guest named beside."""
    is_brought = Field.EMAIL in seen.others or not seen.same_person & NAMES_A_PERSON
    return Field.ATTENDEES if is_brought else email(seen)


def address_only(seen: Seen) -> Field:
    """An address where it is one: Teams calls a sign-in name, mostly an address, "Participant ID (UPN)"."""
    return Field.EMAIL if holds_addresses(seen.cells) else Field.IGNORE


def name(seen: Seen) -> Field:
    """The person's name, or the meeting's where no other column is about a person or is the title."""
    claimed = seen.of_person or seen.others & (PERSON_FIELDS | {Field.TITLE})
    return Field.NAME if claimed else Field.TITLE


def host(seen: Seen) -> Field:
    """The host by id, address or name, or a mark for the organizer, by what the cells hold."""
    if not seen.cells or holds_addresses(seen.cells):
        return Field.HOST_EMAIL
    if _only_yes_or_no(seen):
        return Field.IS_ORGANIZER
    return Field.USER_ID if mostly(_is_id, seen.cells) else Field.HOST_NAME


def user_email(seen: Seen) -> Field:
    """The host's address, as Calendly and Zoom mean it, unless another column names the host."""
    if not seen.others & {Field.HOST_EMAIL, Field.USER_ID}:
        return Field.HOST_EMAIL
    return Field.IGNORE if Field.EMAIL in seen.others else email(seen)


def organizer_mark(seen: Seen) -> Field:
    """Whether the person is the organizer, if the cells hold such roles or yes and no."""
    return Field.IS_ORGANIZER if not seen.cells or mostly(_is_role, seen.cells) else Field.IGNORE


def status(seen: Seen) -> Field:
    """A mark for cancelled rows, if one is cancelled or most cells are known words for how a meeting stands.

    One cancelled row is enough, as what the column says must not be passed over; a yes or no says nothing here.
    """
    if any(map(mentions_cancelling, seen.cells)):
        return Field.CANCELLED
    known = mostly(_is_status, seen.cells) and not _only_yes_or_no(seen)
    return Field.CANCELLED if known else Field.IGNORE


def meeting_type(seen: Seen) -> Field:
    """The API's meeting type if the cells hold one, for headers that mostly mean something else."""
    return Field.MEETING_TYPE if mostly(_is_meeting_type, seen.cells) else Field.IGNORE


def appointment_type(seen: Seen) -> Field:
    """The API's meeting type, or, in a list of people's appointments as Acuity exports it, the title."""
    if mostly(_is_meeting_type, seen.cells):
        return Field.MEETING_TYPE
    return Field.TITLE if seen.others & PERSON_FIELDS else Field.IGNORE


def meeting_id(seen: Seen) -> Field:
    """The key that joins rows; a column left empty waits for another tool's results."""
    return Field.KEY if seen.cells else Field.IGNORE


def day(seen: Seen) -> Field | None:
    """A day, for a word that means it in one language and something else in another."""
    return Field.START_DATE if not seen.cells or mostly(has_day, seen.cells) else None


def span_start(seen: Seen) -> Field | None:
    """The start where the end of the span stands beside it; otherwise "from" is not about time."""
    return Field.START_TIME if seen.beside & ENDS_OF_SPANS and not holds_addresses(seen.cells) else None


def span_end(seen: Seen) -> Field | None:
    """The end where the start of the span stands beside it, or whom an invitation goes to."""
    if holds_addresses(seen.cells):
        return email(seen)
    return Field.END_TIME if seen.beside & STARTS_OF_SPANS else None


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,15}(?:\.\d{1,15})?", text, re.ASCII) else None


def _has_at(cell: Cell) -> bool:
    return "@" in text_of(cell)


def _is_list(cell: Cell) -> bool:
    return bool(re.search(r"[;\n|]", text_of(cell)))


def _is_count(cell: Cell) -> bool:
    return bool(re.fullmatch(r"\d{1,5}", text_of(cell)))


def _is_id(cell: Cell) -> bool:
    return bool(_ID.fullmatch(text_of(cell)))


def _is_role(cell: Cell) -> bool:
    return not parse_role(cell).problems


def _is_status(cell: Cell) -> bool:
    return not says_cancelled(cell).problems


def _is_meeting_type(cell: Cell) -> bool:
    return not parse_meeting_type(cell).problems


def _only_yes_or_no(seen: Seen) -> bool:
    return bool(seen.cells) and not any(parse_flag(cell).problems for cell in seen.cells)
