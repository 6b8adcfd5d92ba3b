"""Addresses that stand in a list only for a copy, as in a letter's head; a meeting has guests and no copies. Pure."""

import re

from bulkmeet.cells.text import quoted
from bulkmeet.model import Problem
from bulkmeet.patterns import pattern

_BLIND = "b ?cc|blind (?:carbon )?copy|blind ?(?:kopie|kopia|kopi)"
_BLIND_LABELS = (
    f"{_BLIND}|cci|cco|ccn|udw|copie cach[ée]e|copia oculta|c[óo]pia oculta|copia nascosta|hemlig kopia|skjult kopi"
    "|skryt[áa] kopie|ukryta kopia|titkos m[áa]solat|скрытая копия"
)
_BLIND_COPY = pattern(
    rf"(?<![\w@.&+-])(?:(?:{_BLIND_LABELS}) ?[)\]>]? ?[:\uff1a]|(?:{_BLIND})(?![\w@]|[.+-]\w))(?=.*@)"
    rf"|[^\s@;,<>]{{1,64}}@\S{{1,255}}? ?(?:[-\u2013\u2014:] ?|[(\[] ?)(?:{_BLIND})(?![\w@.])",
    re.IGNORECASE,
)
"""Bcc: ana@example.com, BCC Ana <ana@…>, Cci : …, and ana@example.com (bcc).

Of a name such as BCC Milano nobody can tell; the others, such as CCO, are titles, too, and count with a colon alone.
"""
_OPEN_COPY = pattern(r"(?:\(?[0-9]{1,3}[.)] +)?cc ?: *(?=.*@)", re.IGNORECASE)


def about_blind_copies(text: str) -> Problem | None:
    """The error of a cell in which an address is to have a blind copy, which nobody else is to see.

    How far such a word reaches nobody can tell, so it is told of the cell as a whole.
    """
    plain = " ".join(text.split())
    found = _BLIND_COPY.search(plain) if "@" in text else None
    if found is None:
        return None
    message = (
        f"{quoted(plain[found.start() :])} is a blind copy, and the guests of a meeting see each other; take out who "
        "is to have one, or only the word for the copy to invite them as guests."
    )
    return Problem("attendee_blind_copy", message)


def about_open_copy(entry: str) -> Problem | None:
    """The warning of an entry of a list that is to have a copy which everybody sees."""
    text = " ".join(entry.split())
    if not _OPEN_COPY.match(text):
        return None
    message = f"{quoted(text)} is invited as a guest, as a meeting has no copies; take it out if that is wrong."
    return Problem("attendee_copied", message, "warning")
