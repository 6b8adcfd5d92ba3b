"""Cells as one email address."""

import re
import unicodedata
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from bulkmeet.cells.copies import about_blind_copies
from bulkmeet.cells.emailreasons import in_plain_words
from bulkmeet.cells.providers import provider_meant
from bulkmeet.cells.text import BIDI, NARROW, QUOTES, WRAPPED, folded, parse_text, printable, quoted, refused
from bulkmeet.cells.words import NOBODY
from bulkmeet.model import Cell, Parsed, Problem
from bulkmeet.patterns import pattern

DISTINCT_VALUES = 65_536
"""How many values are remembered: the library takes 45 µs or more for each, and sheets repeat themselves."""

EDGES = "".join(BIDI) + " \t\r\n\xa0"
MAILTO = pattern(r"\b(?:mailto|smtp):\s*", re.IGNORECASE)
ADDRESS = pattern(r"[^@]+@[^@]+\.[^@]+")
EXCHANGE = pattern(r"/o=.*/(?:ou|cn)=", re.IGNORECASE)
"""How Exchange names people inside one company."""
NOTE = (
    r"(?: ?[(\[](?:organi[sz]er|host|required|optional|accepted|tentative|attendee|presenter|speaker|external)[)\]])?"
)

ADDRESS_AND_NAME = (
    pattern(rf"(?P<name>[^<>]*)<(?P<address>[^<>]*)>{NOTE}", re.IGNORECASE),
    pattern(r"(?P<name>[^@]*)[(\[](?P<address>[^()\[\]]+@[^()\[\]]+)[)\]]"),
    pattern(r"(?P<address>[^\s@]+@[^\s@]+) ?[(\[](?P<name>[^()\[\]@]*)[)\]]"),
    pattern(r"(?P<address>[^\s@]+@[^\s@]+) [-\u2013\u2014] (?P<name>[^@]*)"),
    pattern(r"(?P<name>[^@]*) [-\u2013\u2014] (?P<address>[^\s@,:<>]+@[^\s@<>]+)"),
    pattern(r"(?P<name>([^@]*[ ,:])?)(?P<address>[^\s@,:<>]+@[^\s@<>]+)"),
)
"""Ana Ruiz <ana@…>, Ana Ruiz (ana@…), ana@… (Ana Ruiz), with a dash, and Ana Ruiz ana@… or the address alone."""
NAMED_APART = ADDRESS_AND_NAME[:-1]
"""Those where a blank cannot belong to a mistyped address: ana ruiz@example.com."""


PLAIN = pattern(r"(?P<local>[A-Za-z0-9](?:[A-Za-z0-9_+-]|\.(?=[A-Za-z0-9]))*)@(?P<domain>[a-z0-9.-]+)")
"""What most addresses are like: of those only the domain needs a closer look, and domains repeat themselves."""
LONGEST, LONGEST_LOCAL_PART = 254, 64
BETWEEN = pattern(r"[ ;,\n]")


def parse_email(cell: Cell) -> Parsed[str]:
    """One email address, as email-validator normalises it; whether it can be delivered to is not looked up.

    Taken off are `mailto:`, a name and angle brackets around it, quotation marks, and punctuation at its end. A cell
    that says that there is none ("n/a") is like a blank one.
    """
    parsed = parse_text(cell)
    return parsed if parsed.value is None else _with_doubt(parsed.value)


def is_one_address(text: str) -> bool:
    """Whether the text can be nothing but an address: what its words mean says nothing then."""
    return "@" in text and BETWEEN.search(text) is None


def parse_host_email(cell: Cell) -> Parsed[str]:
    """The address of who hosts, as `parse_email` reads it: of several nobody else can say which one."""
    parsed = parse_email(cell)
    if not any(problem.code == "email_more_than_one" for problem in parsed.problems):
        return parsed
    message = f"{quoted(cell)} holds more than one email address, and a meeting has one host; keep the one who hosts."
    return refused("email_more_than_one", message)


@lru_cache(DISTINCT_VALUES)
def _with_doubt(text: str) -> Parsed[str]:
    """The address, with a warning where its domain is one keystroke away from a great provider's."""
    parsed = _parse_address(text)
    local, _, domain = (parsed.value or "").rpartition("@")
    meant = provider_meant(domain) if domain else None
    if meant is None:
        return parsed
    message = f"{quoted(parsed.value)} may be meant as {quoted(f'{local}@{meant}')}; correct it if it is."
    return Parsed(parsed.value, (*parsed.problems, Problem("email_domain_doubtful", message, "warning")))


def _parse_address(text: str) -> Parsed[str]:
    found = PLAIN.fullmatch(text)
    is_short = found is not None and len(text) <= LONGEST and len(found["local"]) <= LONGEST_LOCAL_PART
    if found and is_short and _is_domain(found["domain"]):
        return Parsed(text)
    plain = MAILTO.sub("", WRAPPED.sub(r"\1", text.translate(NARROW)))
    if folded(plain).strip(" .") in NOBODY:
        return Parsed()
    if copied := about_blind_copies(plain):
        return Parsed(None, (copied,))
    pieces = [piece for piece in re.split(r"[\s;,|<>()\[\]/]+", plain) if piece]
    addresses = {piece.strip(QUOTES).casefold() for piece in pieces if ADDRESS.fullmatch(piece)}
    repeated = len(pieces) > 1 and len(addresses) == 1 and all(map(ADDRESS.fullmatch, pieces))
    bare = pieces[0].strip(QUOTES) if repeated else _bare_address(plain)
    has_control = any(unicodedata.category(character) == "Cc" for character in bare)
    if EXCHANGE.search(plain):
        message = f"{quoted(text)} is a name that only Exchange knows; write the email address, like ana@example.com."
        return refused("email_malformed", message)
    if len(addresses) > 1 and (not has_control or all(map(ADDRESS.fullmatch, pieces))):
        message = f"{quoted(text)} holds more than one email address; give each person a row or column of their own."
        return refused("email_more_than_one", message)
    if has_control:
        message = f"{quoted(text)} has a line break or a control character inside; type the address again."
        return refused("email_malformed", message)
    return _validated(text, bare)


@lru_cache(DISTINCT_VALUES)
def _is_domain(text: str) -> bool:
    """Whether addresses of the domain stand as they are, once they are found to be plain."""
    try:
        return validate_email(f"a@{text}", check_deliverability=False).domain == text
    except EmailNotValidError:
        return False


def _validated(text: str, bare: str) -> Parsed[str]:
    if mark := next((mark for mark in "/=" if mark in bare.partition("@")[0]), None):
        message = f"{quoted(text)} is not an email address like ana@example.com; correct it (a {mark} stands in it)."
        return refused("email_malformed", message)
    if "," in bare.partition("@")[2]:
        message = f"{quoted(text)} has a comma where an email address has a period; write it like ana@example.com."
        return refused("email_malformed", message)
    try:
        return Parsed(validate_email(bare, check_deliverability=False).normalized)
    except EmailNotValidError as error:
        reason = in_plain_words(printable(str(error)))
        message = f"{quoted(text)} is not an email address like ana@example.com; correct it ({reason})."
        return refused("email_malformed", message)


def _bare_address(text: str) -> str:
    bare = text.strip(EDGES).rstrip(EDGES + ";,.")
    forms = (form.fullmatch(bare) for form in NAMED_APART)
    if found := next((form for form in forms if form and form["address"]), None):
        bare = found["address"]
    return bare.replace("<>", "").strip(EDGES + QUOTES).rstrip(";,.")
