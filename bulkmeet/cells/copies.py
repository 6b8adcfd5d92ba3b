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
    rf"^(?:\(?[0-9]{{1,3}}[.)] +)?[(\[<]?(?:(?:{_BLIND_LABELS})[)\]>]? ?[:\uff1a]|(?:{_BLIND})[)\]>]? )(?=.*@)"
    rf"|@[^\s@]{{1,255}}? ?(?:[-\u2013\u2014:] ?|[(\[] ?)(?:{_BLIND})[)\]]?$",
    re.IGNORECASE,
)
"""Bcc: ana@example.com, Cci : …, and ana@example.com (bcc); a title such as CCO counts only with its colon."""
_OPEN_COPY = pattern(r"(?:\(?[0-9]{1,3}[.)] +)?cc ?: *(?=.*@)", re.IGNORECASE)


def about_copy(entry: str) -> Problem | None:
    """The problem of an entry that is to have a copy: an error for a blind one, which nobody else is to see."""
    text = " ".join(entry.split())
    if _BLIND_COPY.search(text):
        message = (
            f"{quoted(text)} is a blind copy, and the guests of a meeting see each other; take that address out, or "
            "only the word for the copy to invite it as a guest."
        )
        return Problem("attendee_blind_copy", message)
    if _OPEN_COPY.match(text):
        message = f"{quoted(text)} is invited as a guest, as a meeting has no copies; take it out if that is wrong."
        return Problem("attendee_copied", message, "warning")
    return None
