"""Cells as people: one email address, one phone number, or a list of attendees as somebody typed it."""

import re
import unicodedata

from bulkmeet.cells.copies import about_blind_copies, about_open_copy
from bulkmeet.cells.dittos import points_above
from bulkmeet.cells.emails import ADDRESS_AND_NAME, EDGES, EXCHANGE, MAILTO, parse_email
from bulkmeet.cells.entries import PUNCTUATION, entries_of, with_semicolons
from bulkmeet.cells.listedphones import phone_apart
from bulkmeet.cells.phones import PHONE, parse_phone
from bulkmeet.cells.plainlists import plain_addresses
from bulkmeet.cells.repeated import each_once
from bulkmeet.cells.stillopen import still_open
from bulkmeet.cells.text import QUOTES, folded, parse_text, printable, quoted, refused
from bulkmeet.cells.words import COMES, ELSEWHERE, EVERYBODY, EXCEPT, NOBODY, NOT, STAYS_AWAY, UNNAMED
from bulkmeet.model import Cell, Parsed, Participant, Problem
from bulkmeet.patterns import pattern

__all__ = ["bare_name", "is_no_name", "parse_email", "parse_people", "parse_phone"]

HEAD_COUNT = pattern(
    r"-?[0-9]{1,6}([.,][0-9]+)? ?(people|persons?|attendees?|participants?|guests?|pax|personen|teilnehmer|gäste"
    r"|personnes|invités|personas|asistentes|persone|partecipanti|pessoas|participantes|deelnemers|人|名|명)?",
    re.IGNORECASE,
)
OTHER_SHAPES = str.maketrans("\uff1b\uff0c\u3001\uff20\uff1c\uff1e\uff08\uff09\uff5c", ";,;@<>()|")
LONGEST_ENTRY = 1000
SHOWN_WHOLE = 40
ADDRESS_WITHOUT_AT = pattern(r"[a-z0-9_+-]+([.#][a-z0-9_+-]+)*[.#]([a-z0-9_+-]+\.)?[a-z]{2,}")
AT_IN_WORDS = pattern(r"\S+ ?[\[({<]at[\])}>] ?\S+.*|\S+ at \S+ (dot|punkt|point|punto) [a-z]{2,}", re.IGNORECASE)
LABEL = pattern(
    r"(?:\(?[0-9]{1,3}[.)] +)?(?:(?:required|optional|to|cc|bcc|attendees?|guests?|participants?|teilnehmer"
    r"|erforderlich|participantes?|partecipanti|deelnemers|invités?) ?: *)?",
    re.IGNORECASE,
)
"""What stands before an entry without being part of it: its number in the list, or whether the person is required."""
PART_OF_ADDRESS = pattern(r"(?:[^\W\d_]|[a-z]+) [^\s@<>]+@[^\s@<>]+")
"""A letter or a word in small letters, a blank and an address: m roux@example.com was to be m.roux@example.com."""
WITHOUT_BRACKETS = str.maketrans(dict.fromkeys('<>()[]"', " "))
EMPTY_NAME = pattern(r'^" ?" ?(?=.)')
UNDECIDED = pattern(r"\?+|(?:tb[acd]|to be (?:announced|confirmed|decided|determined))\b.*")
ANSWER = pattern(
    r"(?P<who>.*\S) ?[(\[] ?(?P<answer>[^()\[\]@]+?) ?[)\]]"
    r"|(?P<address>.*@\S+?)(?: [-\u2013\u2014] |: | )(?P<said>[^@<>]+)"
)
"""Ana <ana@example.com> (No), ana@example.com - declined."""
_ALL, _EXCEPT, _NOT = (
    "|".join(sorted(map(re.escape, words), key=len, reverse=True)) for words in (EVERYBODY, EXCEPT, NOT)
)
AND_ALL = pattern(rf"(?:{_ALL}) ?(?:(?:\+|&|/|,|and|plus|und|et|y|e|en)(?: .*|$)|$)")
LEFT_OUT = pattern(rf"(?:{_NOT})[: ].*|(?:.*[ (\[])?(?:{_EXCEPT})[: ].*")
LIKE = "write who comes, like Ana Ruiz <ana@example.com>"
LINK = pattern(r"(?:https?|ftp)://|www\.", re.IGNORECASE)


def parse_people(cell: Cell, region: str = "US") -> Parsed[tuple[Participant, ...]]:
    """The attendees listed in one cell, in order; the same address twice is one person, with a warning.

    People are separated by semicolons, line breaks or tabs, and then a comma belongs to a name ("Okafor, Ben");
    where there are none of these, commas separate. Somebody without an address stays, with a warning. One entry
    that cannot be read leaves the list without a value. A head count is an error. A phone number behind a name or an
    address is that person's; one without a country code is read as dialled in `region`.
    """
    addresses = plain_addresses(cell)
    if addresses is not None:
        return Parsed(tuple([Participant(email=address) for address in addresses]))
    return _parse_list(cell, region)


def _parse_list(cell: Cell, region: str) -> Parsed[tuple[Participant, ...]]:
    parsed = parse_text(cell)
    if parsed.value is None:
        return Parsed(None, parsed.problems)
    if HEAD_COUNT.fullmatch(parsed.value):
        return _head_count(cell)
    if points_above(cell):
        return Parsed(None, (_points_above(parsed.value),))
    if not isinstance(cell, str):
        message = f"{quoted(cell)} is not a list of attendees; write their email addresses, separated by semicolons."
        return refused("attendees_unreadable", message)
    plain = MAILTO.sub("", parsed.value.translate(OTHER_SHAPES))
    if copied := about_blind_copies(plain):
        return Parsed(None, (copied,))
    text = with_semicolons(plain)
    listed = list(entries_of(text))
    before = ("", *(entry for entry, _ in listed))
    entries = [
        _parse_entry(entry, other, region, doubtful=doubtful)
        for (entry, doubtful), other in zip(listed, before, strict=False)
    ]
    copies = filter(None, (about_open_copy(entry) for entry, _ in listed))
    problems = tuple(dict.fromkeys((*copies, *(problem for entry in entries for problem in entry.problems))))
    if any(problem.severity == "error" for problem in problems):
        return Parsed(None, problems)
    people, repeated = each_once([entry.value for entry in entries if entry.value is not None])
    return Parsed(people or None, (*problems, *repeated))


def _head_count(cell: Cell) -> Parsed[tuple[Participant, ...]]:
    message = (
        f"{quoted(cell)} is a number of people, not a list of them, so it invites nobody; "
        "write their email addresses, or leave the column out."
    )
    return refused("attendees_is_a_count", message)


def _parse_entry(entry: str, before: str, region: str, *, doubtful: bool) -> Parsed[Participant]:
    """The person of an entry; `before` is the entry before it, whose number a phone number alone may be."""
    text = EMPTY_NAME.sub("", " ".join(entry.split()))
    if (label := LABEL.match(text)) and not PHONE.fullmatch(text):
        text = text[label.end() :]
    if len(text) > LONGEST_ENTRY or any(unicodedata.category(character) == "Cc" for character in text):
        message = f"{quoted(entry)} cannot be read as a person; write it like Ana Ruiz <ana@example.com>."
        return refused("attendees_unreadable", message)
    if "@" in text and text[:1] == text[-1:] == '"' and text.count('"') == 2:
        text = text[1:-1].strip()
    text, problem = _without_answer(text)
    problem = problem or _left_open(text)
    if problem is not None:
        return Parsed(None, (problem,))
    bare, written = phone_apart(text)
    if written and (not bare or folded(bare) in NOBODY):
        return refused("attendees_unreadable", _whose(written, before))
    name, address = _parted(bare)
    if written is None and name is not None:
        rest, written = phone_apart(name)
        name = name if written is None else bare_name(rest)
    phone = parse_phone(written, region)
    if phone.problems:
        return Parsed(None, phone.problems)
    if address is None:
        return _without_address(name, phone.value, doubtful=doubtful)
    return _with_address(bare, name, address, phone.value, doubtful=doubtful)


def _parted(text: str) -> tuple[str | None, str | None]:
    """The name and the address of an entry, None for what it does not have."""
    forms = (form.fullmatch(text.rstrip(" .")) for form in ADDRESS_AND_NAME)
    found = next(filter(None, forms), None)
    name, address = (bare_name(found["name"]), found["address"].strip(EDGES + QUOTES)) if found else (None, text)
    if name is not None and PART_OF_ADDRESS.fullmatch(text):
        return None, text
    if "@" not in text and not (found and address):
        return name or bare_name(text), None
    return (None, text) if name is not None and "@" in name else (name, address)


def _without_answer(text: str) -> tuple[str, Problem | None]:
    """The entry without the answer a calendar put behind the person, and the problem if they do not come."""
    found = ANSWER.fullmatch(text.rstrip(" ."))
    answer = found and (found["answer"] or found["said"])
    if not found or not answer:
        return text, None
    who, word = found["who"] or found["address"], folded(answer).strip(" .!")
    if word in STAYS_AWAY:
        told = f"{quoted(text)} says {printable(answer)} of {printable(who)}"
        message = f"{told}; take them out of the list, or the answer away."
        return who, Problem("attendee_declined", message)
    return (who if word in COMES else text), None


def _left_open(text: str) -> Problem | None:
    """The problem of an entry that means everybody, or that says who is not to come."""
    said = folded(text)
    if LEFT_OUT.fullmatch(said):
        message = f"{quoted(text)} says who is not to come; write only those who are to be invited."
        return Problem("attendee_unclear", message)
    before = re.split(r"[^\s<(]*@", said)[0] if "@" in said else said.rstrip(" .!")
    if AND_ALL.fullmatch(before.strip()) and (before.strip() not in EVERYBODY or "@" not in said):
        message = f"{quoted(text)} does not say who everybody is; write the email address of each, or take it out."
        return Problem("attendee_unclear", message)
    return None


def _without_address(name: str | None, phone: str | None, *, doubtful: bool) -> Parsed[Participant]:
    if name is None or folded(name).strip(" .") in NOBODY:
        return Parsed()
    if problem := is_no_name(name):
        return Parsed(None, (problem,))
    doubts = _doubts(name, doubtful=doubtful)
    if phone:
        return Parsed(Participant(name=name, phone=phone), doubts)
    given_name = "".join(folded(name.rpartition(",")[2]).split()[:1])
    mailbox = re.sub(r"[^a-z]", "", given_name) or "name"
    message = (
        f"{quoted(name)} has no email address, so no invitation can reach them; "
        f"add one, like {quoted(name)[1:-1]} <{mailbox}@example.com>."
    )
    return Parsed(Participant(name=name), (Problem("attendee_without_email", message, "warning"), *doubts))


def _whose(number: str, before: str) -> str:
    person = quoted(before)[1:-1] if "@" in before and len(before) <= SHOWN_WHOLE else "ana@example.com"
    return (
        f"{quoted(number)} is a phone number, not a person's name or address; write it behind the address of the "
        f"person it belongs to, with only a blank between, like {person} {quoted(number)[1:-1]}."
    )


def is_no_name(text: str) -> Problem | None:
    """The problem of an entry that has no address and is no person's name either."""
    words = folded(text).strip(" .!")
    if ADDRESS_WITHOUT_AT.fullmatch(text) or AT_IN_WORDS.fullmatch(text):
        message = f"{quoted(text)} looks like an email address without its @; write it like ana@example.com."
        return Problem("email_malformed", message)
    if EXCHANGE.search(text):
        message = f"{quoted(text)} is a name that only Exchange knows; write the email address, like ana@example.com."
        return Problem("email_malformed", message)
    if UNDECIDED.fullmatch(words) or still_open(words):
        return Problem("attendee_undecided", f"{quoted(text)} is nobody yet; {LIKE}, or clear it.")
    if points_above(text):
        return _points_above(text)
    if ELSEWHERE.fullmatch(words) or words in UNNAMED:
        return Problem("attendees_elsewhere", f"{quoted(text)} does not say who comes; {LIKE}, or clear it.")
    if PHONE.fullmatch(text) or LINK.match(text):
        told = "a link" if LINK.match(text) else "a phone number"
        return Problem("attendees_unreadable", f"{quoted(text)} is {told}, not a person's name or address; {LIKE}.")
    return None


def _points_above(text: str) -> Problem:
    return Problem("attendees_unreadable", f"{quoted(text)} points to another row; {LIKE}, in every row.")


def _with_address(
    text: str, name: str | None, address: str, phone: str | None, *, doubtful: bool
) -> Parsed[Participant]:
    parsed = parse_email(address)
    if parsed.value is not None:
        problems = (*parsed.problems, *_doubts(text, doubtful=doubtful))
        name = " ".join(filter(None, (name, _beside(address, parsed.value)))) or None
        return Parsed(Participant(email=parsed.value, name=name, phone=phone), problems)
    if not parsed.problems:  # Ana Ruiz <n/a>
        return _without_address(name, phone, doubtful=doubtful)
    if any(problem.code == "email_more_than_one" for problem in parsed.problems):
        message = f"{quoted(text)} holds more than one email address; put a semicolon between people."
        return refused("email_more_than_one", message)
    return Parsed(None, parsed.problems)


def _beside(text: str, address: str) -> str | None:
    """What stands beside an address in a form that is none of the known ones: a name all the same."""
    before, found, after = text.partition(address)
    rest = bare_name(f"{before} {after}".translate(WITHOUT_BRACKETS)) if found else None
    return rest if rest and "@" not in rest and any(map(str.isalpha, rest)) else None


def _doubts(text: str, *, doubtful: bool) -> tuple[Problem, ...]:
    message = f"{quoted(text)} is taken as one person; if it is more, put a semicolon between them."
    return (Problem("attendee_unclear", message, "warning"),) if doubtful else ()


def bare_name(text: str) -> str | None:
    """The name without quotation marks around it and punctuation before or after it."""
    name = text.strip(EDGES + " ,:;*-\u2013\u2014\u2022\u00b7").strip()
    if len(name) > 1 and name[0] in QUOTES and name[-1] in QUOTES:
        name = name[1:-1].replace('\\"', '"').strip()
    return name if name.strip(PUNCTUATION) else None
