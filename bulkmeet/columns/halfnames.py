"""Headers that say AM or PM of all the times below them: Time (PM), Start p.m., Afternoon start, 午後の開始.

“PM start” may be that of a project manager, so such a header counts only beside its twin, “AM start”.
"""

import re
from collections.abc import Iterable, Sequence

from bulkmeet.cells.clocks import HALVES
from bulkmeet.cells.meridiem import Meridiem
from bulkmeet.cells.text import folded, tidy
from bulkmeet.columns.fields import Column
from bulkmeet.patterns import pattern

_ANY_PM = pattern(r"\bp\.?\s?m\b", re.IGNORECASE)
_ANY_AM = pattern(r"\ba\.?\s?m\b", re.IGNORECASE)
_OF_TIMES = r"(?:times?|hours?|start(?:s|ed|ing)?|begin(?:s|ning)?|from|ends?|ending|finish|until|to|beginn|ende)"
_PLAIN_PM = pattern(
    rf"[(\[]\s*p\.?\s?m\b\.?\s*[)\],;]|\bp\.\s?m\b|\b{_OF_TIMES}\s+pm$|^pm$"
    r"|\b(?:(?:early |late )?afternoons?|nachmittags?|apr[eè]s-midi|pomeriggio|namiddag)\b",
    re.IGNORECASE,
)
_PLAIN_AM = pattern(
    r"[(\[]\s*(?i:a\.?\s?m)\b\.?\s*[)\]]|\b[aA]\.\s?[mM]\b|(?i:\b(?:time|hours?)\s)AM\b|\bAM(?i:\s(?:time|hours?)\b)"
)
"""Not the German “am” of “Beginn am”, which goes before a day."""
_NO_TIME = pattern(r"\b(?:project|product|programme?|property|maintenance|manager)", re.IGNORECASE)
"""What else PM is short for."""
_MAY_BE_PM = pattern(rf"{_ANY_PM.pattern}|\b(?:evenings?|abends?|soir(?:[eé]e)?|serali?|avond)\b", re.IGNORECASE)


def half_named(header: str) -> Meridiem | None:
    """The half of the day that the header plainly gives its times; None where it says neither, or both."""
    text = tidy(header)
    is_morning, is_afternoon = _ANY_AM.search(text) is not None, _PLAIN_PM.search(text) is not None
    letters = {half for word, half in HALVES.items() if word in text}
    if (is_morning and (is_afternoon or _ANY_PM.search(text))) or len(letters) > 1 or _NO_TIME.search(text):
        return None
    if is_afternoon or letters == {"p"}:
        return "pm"
    return "am" if _PLAIN_AM.search(text) or letters == {"a"} else None


def halves_of(columns: Sequence[Column]) -> dict[int, Meridiem]:
    """The half of the day of each column whose header gives it, by its index: plainly, or as one of two twins."""
    twins = set(_twins(column.header for column in columns))
    halves: dict[int, Meridiem] = {}
    for column in columns:
        half = half_named(column.header)
        if half is None and folded(column.header) in twins:
            half = "pm" if _ANY_PM.search(column.header) else "am"
        if half is not None:
            halves[column.index] = half
    return halves


def half_hinted(header: str) -> str:
    """The word of a header that may mean the time after noon and may not: the PM of “PM start”; else empty."""
    text = tidy(header)
    found = None if _ANY_AM.search(text) or half_named(header) else _MAY_BE_PM.search(text)
    return found[0] if found and not _NO_TIME.search(text) else ""


def _twins(headers: Iterable[str]) -> Iterable[str]:
    """The headers, folded, that differ from another one in AM and PM alone."""
    known = {folded(header) for header in headers}
    for name in known:
        if _ANY_AM.search(name) and not _ANY_PM.search(name):
            other = _ANY_AM.sub("pm", name)
            yield from (name, other) if other in known else ()
