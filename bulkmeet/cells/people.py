"""Cells as people: one email address, one phone number, or a list of attendees as somebody typed it."""

import re
import unicodedata
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email
from msgspec.structs import replace
from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    ValidationResult,
    format_number,
    is_possible_number_with_reason,
)
from phonenumbers import parse as read_number

from bulkmeet.cells.entries import PUNCTUATION, entries_of
from bulkmeet.cells.text import BIDI, NARROW, folded, parse_text, printable, quoted, refused
from bulkmeet.model import Cell, Parsed, Participant, Problem

DISTINCT_VALUES = 65_536
"""How many values are remembered: the libraries take 45 µs or more for each, and sheets repeat themselves."""

EDGES = "".join(BIDI) + " \t\r\n\xa0"
QUOTES = "\"'\u2018\u2019\u201c\u201d"

MAILTO = re.compile(r"\bmailto:\s*", re.IGNORECASE)
NAME_AND_ANGLES = re.compile(r"([^<>]*)<([^<>]*)>")
ADDRESS = re.compile(r"[^@]+@[^@]+\.[^@]+")

SCIENTIFIC = re.compile(r"[0-9]+([.,][0-9]*)?e\+?[0-9]+", re.IGNORECASE)
PHONE = re.compile(r"(tel:)?\+?[0-9(][0-9()./\s\u2010-\u2014-]*", re.IGNORECASE)

HEAD_COUNT = re.compile(r"-?[0-9]+([.,][0-9]+)?")
OTHER_SHAPES = str.maketrans("\uff1b\uff0c\u3001\uff20\uff1c\uff1e\uff08\uff09", ";,,@<>()")
LONGEST_ENTRY = 1000
ADDRESS_WITHOUT_AT = re.compile(r"[a-z0-9_+-]+(\.[a-z0-9_+-]+)*\.[a-z]{2,}")
UNDECIDED = frozenset({"?", "??", "???", "tba", "tbc", "tbd", "to be announced", "to be confirmed", "to be decided"})

ENTRY_FORMS = (
    re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>"),
    re.compile(r"(?P<name>[^@]*)[(\[](?P<address>[^()\[\]]+@[^()\[\]]+)[)\]]"),
    re.compile(r"(?P<address>[^\s@]+@[^\s@]+) ?[(\[](?P<name>[^()\[\]@]*)[)\]]"),
    re.compile(r"(?P<name>([^@]*[ ,:])?)(?P<address>[^\s@,:<>]+@[^\s@<>]+)"),
)
"""Ana Ruiz <ana@…>, Ana Ruiz (ana@…), ana@… (Ana Ruiz), and Ana Ruiz ana@… or the address alone."""


# ---- an email address --------------------------------------------------------------------------------------


def parse_email(cell: Cell) -> Parsed[str]:
    """One email address, as email-validator normalises it; whether it can be delivered to is not looked up.

    Taken off are `mailto:`, a name and angle brackets around it, quotation marks, and punctuation at its end.
    """
    parsed = parse_text(cell)
    return parsed if parsed.value is None else _parse_address(parsed.value)


@lru_cache(DISTINCT_VALUES)
def _parse_address(text: str) -> Parsed[str]:
    pieces = [piece for piece in re.split(r"[\s;,|<>()]+", MAILTO.sub("", text)) if piece]
    addresses = {piece.strip(QUOTES).casefold() for piece in pieces if ADDRESS.fullmatch(piece)}
    bare = _bare_address(text)
    has_control = any(unicodedata.category(character) == "Cc" for character in bare)
    if len(addresses) > 1 and (not has_control or all(map(ADDRESS.fullmatch, pieces))):
        message = f"{quoted(text)} holds more than one email address; give each person a row or column of their own."
        return refused("email_more_than_one", message)
    if has_control:
        message = f"{quoted(text)} has a line break or a control character inside; type the address again."
        return refused("email_malformed", message)
    try:
        return Parsed(validate_email(bare, check_deliverability=False).normalized)
    except EmailNotValidError as error:
        reason = printable(str(error)).rstrip(".").replace(". It ", ", it ")
        message = f"{quoted(text)} is not an email address like ana@example.com; correct it ({_lowered(reason)})."
        return refused("email_malformed", message)


def _bare_address(text: str) -> str:
    bare = text.strip(EDGES).rstrip(EDGES + ";,.")
    if found := NAME_AND_ANGLES.fullmatch(bare):
        bare = found[2]
    return MAILTO.sub("", bare, count=1).strip(EDGES + QUOTES).rstrip(";,.")


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


# ---- a phone number ----------------------------------------------------------------------------------------


def parse_phone(cell: Cell, region: str = "US") -> Parsed[str]:
    """A phone number in E.164 ("+14155550100"); one without a country code is read as dialled in `region`.

    It must be possible (right length for its country), not assigned: +1 415 555 0100 is as good as any.
    """
    parsed = parse_text(cell)
    if parsed.value is None:
        return parsed
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return refused("phone_malformed", f"{quoted(cell)} is not a phone number; format the column as text.")
    return _parse_number(parsed.value, region)


@lru_cache(DISTINCT_VALUES)
def _parse_number(text: str, region: str) -> Parsed[str]:
    bare = re.sub(r"^([0-9]+)\.0+$", r"\1", text.translate(NARROW).strip(EDGES + QUOTES))
    if SCIENTIFIC.fullmatch(bare):
        message = (
            f"{quoted(text)} is what Excel has left of a phone number; format the column as text and type it again."
        )
        return refused("phone_mangled", message)
    try:
        number = read_number(bare, region)
    except NumberParseException:
        return _not_a_phone(text, bare, region)
    if number.extension:
        message = f"{quoted(text)} has an extension, and Dialpad takes none; give a direct number."
        return refused("phone_has_extension", message)
    possible = is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    if not PHONE.fullmatch(bare) or not possible:
        return _not_a_phone(text, bare, region)
    return Parsed(format_number(number, PhoneNumberFormat.E164))


def _not_a_phone(text: str, bare: str, region: str) -> Parsed[str]:
    if bare.startswith("+"):
        message = f"{quoted(text)} is not a phone number; check its digits, and give one number only."
    else:
        message = (
            f"{quoted(text)} cannot be read as one {region} phone number; "
            "write it with + and the country code, like +1 415 555 0100."
        )
    return refused("phone_malformed", message)


# ---- a list of attendees -----------------------------------------------------------------------------------


def parse_people(cell: Cell) -> Parsed[tuple[Participant, ...]]:
    """The attendees listed in one cell, in order; the same address twice is one person.

    People are separated by semicolons, line breaks or tabs, and then a comma belongs to a name ("Okafor, Ben");
    where there are none of these, commas separate. Somebody without an address stays, with a warning. One entry
    that cannot be read leaves the list without a value. A head count is an error.
    """
    parsed = parse_text(cell)
    if parsed.value is None:
        return Parsed(None, parsed.problems)
    if HEAD_COUNT.fullmatch(parsed.value):
        return _head_count(cell)
    if not isinstance(cell, str):
        message = f"{quoted(cell)} is not a list of attendees; write their email addresses, separated by semicolons."
        return refused("attendees_unreadable", message)
    text = MAILTO.sub("", parsed.value.translate(OTHER_SHAPES))
    entries = [_parse_entry(entry, doubtful=doubtful) for entry, doubtful in entries_of(text)]
    problems = tuple(problem for entry in entries for problem in entry.problems)
    if any(problem.severity == "error" for problem in problems):
        return Parsed(None, problems)
    people = _merged([entry.value for entry in entries if entry.value is not None])
    return Parsed(people or None, problems)


def _head_count(cell: Cell) -> Parsed[tuple[Participant, ...]]:
    message = (
        f"{quoted(cell)} is a number of people, not a list of them, so it invites nobody; "
        "write their email addresses, or leave the column out."
    )
    return refused("attendees_is_a_count", message)


def _merged(people: list[Participant]) -> tuple[Participant, ...]:
    """Each address once; a name given with any of its mentions is kept."""
    merged: dict[object, Participant] = {}
    for index, person in enumerate(people):
        key = person.email.casefold() if person.email else index
        known = merged.setdefault(key, person)
        if known.name is None and person.name is not None:
            merged[key] = replace(known, name=person.name)
    return tuple(merged.values())


def _parse_entry(entry: str, *, doubtful: bool) -> Parsed[Participant]:
    text = " ".join(entry.split())
    if len(text) > LONGEST_ENTRY or any(unicodedata.category(character) == "Cc" for character in text):
        message = f"{quoted(entry)} cannot be read as a person; write it like Ana Ruiz <ana@example.com>."
        return refused("attendees_unreadable", message)
    forms = (form.fullmatch(text.rstrip(" .")) for form in ENTRY_FORMS)
    found = next(filter(None, forms), None)
    name, address = (_name(found["name"]), found["address"].strip(EDGES + QUOTES)) if found else (None, text)
    if "@" not in text and not (found and address):
        return _without_address(name or _name(text), doubtful=doubtful)
    if name is not None and "@" in name:
        name, address = None, text
    return _with_address(text, name, address, doubtful=doubtful)


def _without_address(name: str | None, *, doubtful: bool) -> Parsed[Participant]:
    if name is None:
        return Parsed()
    if ADDRESS_WITHOUT_AT.fullmatch(name):
        message = f"{quoted(name)} looks like an email address without its @; write it like ana@example.com."
        return refused("email_malformed", message)
    if folded(name).strip(" .!") in UNDECIDED:
        message = f"{quoted(name)} is nobody yet; write who comes, like Ana Ruiz <ana@example.com>, or clear it."
        return refused("attendee_undecided", message)
    given_name = "".join(folded(name.rpartition(",")[2]).split()[:1])
    mailbox = re.sub(r"[^a-z]", "", given_name) or "name"
    message = (
        f"{quoted(name)} has no email address, so no invitation can reach them; "
        f"add one, like {quoted(name)[1:-1]} <{mailbox}@example.com>."
    )
    problem = Problem("attendee_without_email", message, "warning")
    return Parsed(Participant(name=name), (problem, *_doubts(name, doubtful=doubtful)))


def _with_address(text: str, name: str | None, address: str, *, doubtful: bool) -> Parsed[Participant]:
    parsed = parse_email(address)
    if parsed.value is not None:
        return Parsed(Participant(email=parsed.value, name=name), _doubts(text, doubtful=doubtful))
    if any(problem.code == "email_more_than_one" for problem in parsed.problems):
        message = f"{quoted(text)} holds more than one email address; put a semicolon between people."
        return refused("email_more_than_one", message)
    return Parsed(None, parsed.problems)


def _doubts(text: str, *, doubtful: bool) -> tuple[Problem, ...]:
    message = f"{quoted(text)} is taken as one person; if it is more, put a semicolon between them."
    return (Problem("attendee_unclear", message, "warning"),) if doubtful else ()


def _name(text: str) -> str | None:
    """The name without quotation marks around it and punctuation before or after it."""
    name = text.strip(EDGES + " ,:;*-\u2013\u2014\u2022\u00b7").strip()
    if len(name) > 1 and name[0] in QUOTES and name[-1] in QUOTES:
        name = name[1:-1].replace('\\"', '"').strip()
    return name if name.strip(PUNCTUATION) else None
