"""What a column's cells look like, for headers that do not settle by themselves what they mean.

A chooser takes what is seen of a column and answers with a field, or None where it recognises nothing.
"""

from collections.abc import Callable

from msgspec import Struct

from bulkmeet.cells.flags import mentions_cancelling, parse_flag, says_going_ahead
from bulkmeet.cells.text import text_of
from bulkmeet.cells.words import is_form_of_address
from bulkmeet.columns.fields import PERSON_FIELDS, Field
from bulkmeet.columns.looks import (
    answers_going_ahead,
    has_at,
    has_clock,
    has_day,
    holds_addresses,
    holds_one_address_each,
    is_count,
    is_id,
    is_list,
    is_meeting_type,
    is_no_persons_name,
    is_number,
    is_role,
    is_status,
    is_visibility,
    may_be_hour,
    may_be_people,
    mostly,
)
from bulkmeet.model import Cell

NAMES_A_PERSON = frozenset(
    (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.DISPLAY_NAME, Field.PHONE, Field.PHONE_NUMBER)
)
"""What, said of a person in a column of its own, makes the email beside it that one person's."""


class Seen(Struct, frozen=True):
    """What is known of a column besides its header.

    `cells` are some of its filled cells, `beside` the names of the columns left and right of it, `names` those of
    all others, `others` the fields these seem to hold, `same_person` those of them that are about the same person.
    `of_person` is True where the header itself says "of a person", and `person` is the number it gives, or 0.
    `has_host` says that one host was given for all rows.
    """

    cells: tuple[Cell, ...] = ()
    beside: frozenset[str] = frozenset()
    others: frozenset[Field] = frozenset()
    same_person: frozenset[Field] = frozenset()
    of_person: bool = False
    person: int = 0
    names: frozenset[str] = frozenset()
    has_host: bool = False


Chooser = Callable[[Seen], Field | None]


def attendees(seen: Seen) -> Field:
    """A list of people, unless the cells only count them or say yes or no."""
    return Field.IGNORE if mostly(is_count, seen.cells) or _only_yes_or_no(seen) else Field.ATTENDEES


def attendee(seen: Seen) -> Field:
    """One person's name, or a list if the cells hold addresses or several people."""
    if attendees(seen) is Field.IGNORE:
        return Field.IGNORE
    return Field.ATTENDEES if mostly(is_list, seen.cells) or holds_addresses(seen.cells) else Field.NAME


def email(seen: Seen) -> Field:
    """One person's address, or a list if most cells hold several and nothing else is said of the person.

    A list where the person has a name elsewhere would make the name and the address two people.
    """
    if seen.person or seen.same_person & NAMES_A_PERSON:
        return Field.EMAIL
    lists = sum(text_of(cell).count("@") > 1 for cell in seen.cells)
    return Field.ATTENDEES if 2 * lists > len(seen.cells) else Field.EMAIL


def emails(seen: Seen) -> Field:
    """Addresses below a header that speaks of several: a list, unless each cell is that of the person named beside."""
    lists = any(text_of(cell).count("@") > 1 for cell in seen.cells)
    return Field.EMAIL if seen.same_person & NAMES_A_PERSON and not lists else Field.ATTENDEES


def persons_email(seen: Seen) -> Field | None:
    """The address of the person whose name the row gives, where the host has another and the person has none."""
    is_named = seen.same_person & {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME}
    is_free = Field.HOST_EMAIL in seen.others and Field.EMAIL not in seen.same_person
    return Field.EMAIL if is_named and is_free and holds_addresses(seen.cells) else None


def addressed(seen: Seen) -> Field | None:
    """People to invite where there are addresses; without them "Clients" may be companies."""
    return Field.ATTENDEES if holds_addresses(seen.cells) else None


def roster(seen: Seen) -> Field | None:
    """The members of something, by their addresses; beside other guests they may only be told of, which is asked."""
    return addressed(seen)


def invited(seen: Seen) -> Field | None:
    """People to invite, by address or name; "Invite" may also ask whether that was done, or by which link."""
    return Field.ATTENDEES if holds_addresses(seen.cells) or may_be_people(seen.cells) else None


def guest_emails(seen: Seen) -> Field:
    """The guests somebody brings, as Calendly lists them beside the invitee, or the one guest named beside."""
    is_brought = Field.EMAIL in seen.others or not seen.same_person & NAMES_A_PERSON
    return Field.ATTENDEES if is_brought else email(seen)


def numbered_person(seen: Seen) -> Field:
    """What "Attendee 2" holds: a list of people, unless another column says the rest of that one person."""
    lists = mostly(is_list, seen.cells)
    if seen.same_person & {Field.EMAIL, Field.PHONE} and not lists and not holds_addresses(seen.cells):
        return Field.IGNORE if mostly(is_count, seen.cells) else Field.NAME
    if seen.same_person & NAMES_A_PERSON and holds_one_address_each(seen.cells) and not lists:
        return Field.EMAIL if Field.EMAIL not in seen.same_person else Field.ATTENDEES
    return attendees(seen)


def address_only(seen: Seen) -> Field:
    """An address where it is one: Teams calls a sign-in name, mostly an address, "Participant ID (UPN)"."""
    return Field.EMAIL if holds_addresses(seen.cells) else Field.IGNORE


def name(seen: Seen) -> Field:
    """The person's name, or the meeting's where no other column is about a person or is the title.

    What cannot well be a person's name is the meeting's all the same where nothing else is: "Kick-off: Brook & Sons".
    """
    if Field.TITLE not in seen.others and not seen.of_person and mostly(is_no_persons_name, seen.cells):
        return Field.TITLE
    claimed = seen.of_person or seen.others & (PERSON_FIELDS | {Field.TITLE})
    return part_of_name(seen) if claimed else Field.TITLE


def part_of_name(seen: Seen) -> Field:
    """A whole name, or the part of it that another column leaves: "Nome" beside "Cognome", "Nom" beside "Prénom"."""
    parts = seen.same_person & {Field.FIRST_NAME, Field.LAST_NAME}
    if parts == {Field.FIRST_NAME}:
        return Field.LAST_NAME
    return Field.FIRST_NAME if parts == {Field.LAST_NAME} else Field.NAME


def title(seen: Seen) -> Field:
    """The meeting's title, unless the cells are forms of address: "Ms", "Dr.", "Herr"."""
    return Field.IGNORE if mostly(is_form_of_address, seen.cells) else Field.TITLE


def subject(seen: Seen) -> Field | None:
    """A word for what is held, such as "Event", where the cells are words and no column has the title itself."""
    if _only_yes_or_no(seen) or any(mostly(holds, seen.cells) for holds in (has_day, has_clock, has_at, is_number)):
        return None
    return Field.IGNORE if mostly(is_visibility, seen.cells) else Field.TITLE


def appointment(seen: Seen) -> Field | None:
    """What is held or, as German and French say it too, when."""
    return moment(seen) or subject(seen)


def group_of_pupils(seen: Seen) -> Field | None:
    """A class: what is held where nothing else says it, else who comes to it."""
    return Field.IGNORE if Field.TITLE in seen.others else subject(seen)


def host(seen: Seen) -> Field:
    """The host by id, address or name, or a mark for the organizer, by what the cells hold."""
    if not seen.cells or holds_addresses(seen.cells):
        return Field.HOST_EMAIL
    if _only_yes_or_no(seen):
        return Field.IS_ORGANIZER
    return Field.USER_ID if mostly(is_id, seen.cells) else Field.HOST_NAME


def hosts_id(seen: Seen) -> Field | None:
    """The host's id, where most cells hold long ones."""
    return Field.USER_ID if not seen.cells or mostly(is_id, seen.cells) else None


def hosts_address(seen: Seen) -> Field | None:
    """The host's address, where most cells hold one and none holds several."""
    return Field.HOST_EMAIL if holds_one_address_each(seen.cells) else None


def user_email(seen: Seen) -> Field:
    """The host's address, as Calendly and Zoom mean it, unless another column names the host."""
    if not seen.others & {Field.HOST_EMAIL, Field.USER_ID}:
        return Field.HOST_EMAIL
    return Field.IGNORE if Field.EMAIL in seen.others else email(seen)


def organizer_mark(seen: Seen) -> Field:
    """Whether the person is the organizer, if the cells hold such roles or yes and no."""
    return Field.IS_ORGANIZER if not seen.cells or mostly(is_role, seen.cells) else Field.IGNORE


def calendars_organizer(seen: Seen) -> Field:
    """Graph says so of the calendar it was asked for, which matters to nobody once the organizer has a column."""
    return Field.IGNORE if seen.others & {Field.HOST_EMAIL, Field.HOST_NAME} else Field.IS_ORGANIZER


def status(seen: Seen) -> Field:
    """A mark for cancelled rows, if one is cancelled or a known word for how a meeting stands is among the cells.

    One such row is enough, as what the column says must not be passed over, and what is not understood is asked about
    row by row; a yes or no says nothing here. Beside a column that marks cancelled rows, it is one more only if it says
    so of a row.
    """
    if any(map(mentions_cancelling, seen.cells)):
        return Field.CANCELLED
    if Field.CANCELLED in seen.others:
        return Field.IGNORE
    known = mostly(is_status, seen.cells) and not _only_yes_or_no(seen)
    speaks = any(map(says_going_ahead, seen.cells)) and not any(parse_flag(cell).value for cell in seen.cells)
    return Field.CANCELLED if known or speaks else Field.IGNORE


def going_ahead(seen: Seen) -> Field | None:
    """Whether the meeting takes place, where most cells answer that; below "Confirmed" may also be days or names."""
    return Field.GOING_AHEAD if mostly(answers_going_ahead, seen.cells) else None


def confirmed(seen: Seen) -> Field | None:
    """Whether the meeting is, or the people who are, unless the cells count those or say neither."""
    counts = any(is_count(cell) and int(text_of(cell)) > 1 for cell in seen.cells)
    if not counts and going_ahead(seen):
        return Field.GOING_AHEAD
    return attendees(seen) if counts or holds_addresses(seen.cells) or mostly(is_list, seen.cells) else None


def deleted(seen: Seen) -> Field:
    """A mark for rows that were deleted or archived, unless it says so of none."""
    return Field.IGNORE if all(parse_flag(cell).value is False for cell in seen.cells) else Field.CANCELLED


def meeting_type(seen: Seen) -> Field:
    """The API's meeting type if the cells hold one, for headers that mostly mean something else."""
    return Field.MEETING_TYPE if mostly(is_meeting_type, seen.cells) else Field.IGNORE


def appointment_type(seen: Seen) -> Field:
    """The API's meeting type, or, in a list of people's appointments as Acuity exports it, the title."""
    if mostly(is_meeting_type, seen.cells):
        return Field.MEETING_TYPE
    return Field.TITLE if seen.others & PERSON_FIELDS else Field.IGNORE


def meeting_id(seen: Seen) -> Field:
    """The key that joins rows; a column left empty waits for another tool's results."""
    return Field.KEY if seen.cells else Field.IGNORE


def day(seen: Seen) -> Field | None:
    """A day, for a word that means it in one language and something else in another."""
    return Field.START_DATE if not seen.cells or mostly(has_day, seen.cells) else None


def clock(seen: Seen) -> Field | None:
    """The time of the start, for a short word that is an id or a class to others: “TID”, “KL”."""
    return Field.START_TIME if not seen.cells or mostly(may_be_hour, seen.cells) else None


def day_or_all_day(seen: Seen) -> Field:
    """The day of an all-day entry, as Google names it beside the moment of all others; else the day of the start."""
    return Field.ALL_DAY if Field.START in seen.others and Field.START_TIME not in seen.others else Field.START_DATE


def moment(seen: Seen) -> Field | None:
    """The start, for a word that may also ask for a season or a condition: "When"."""
    return Field.START if mostly(has_day, seen.cells) else None


def _only_yes_or_no(seen: Seen) -> bool:
    return bool(seen.cells) and not any(parse_flag(cell).problems for cell in seen.cells)
