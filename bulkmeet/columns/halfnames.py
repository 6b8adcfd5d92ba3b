"""Headers that say AM or PM of all the times below them: Time (PM), Start p.m., 午後の開始."""

import re

from bulkmeet.cells.clocks import HALVES
from bulkmeet.cells.meridiem import Meridiem
from bulkmeet.cells.text import tidy

_PM = re.compile(r"\bp\.?\s?m\b", re.IGNORECASE)
_ANY_AM = re.compile(r"\ba\.?\s?m\b", re.IGNORECASE)
_PLAIN_AM = re.compile(
    r"[(\[]\s*(?i:a\.?\s?m)\b\.?\s*[)\]]|\b[aA]\.\s?[mM]\b|(?i:\b(?:time|hours?)\s)AM\b|\bAM(?i:\s(?:time|hours?)\b)"
)
"""Not the German “am” of “Beginn am”, which goes before a day."""


def half_named(header: str) -> Meridiem | None:
    """The half of the day that the header gives its times; None where it says neither, or both."""
    text = tidy(header)
    is_morning, is_afternoon = _ANY_AM.search(text) is not None, _PM.search(text) is not None
    letters = {half for word, half in HALVES.items() if word in text}
    if (is_morning and is_afternoon) or len(letters) > 1:
        return None
    if is_afternoon or letters == {"p"}:
        return "pm"
    return "am" if _PLAIN_AM.search(text) or letters == {"a"} else None
