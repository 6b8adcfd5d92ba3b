"""Cells as titles: those marked as cancelled, put off, provisional or examples, and those that are none yet."""

import re
from functools import lru_cache

from msgspec import Struct

from bulkmeet.cells.examples import may_be_example
from bulkmeet.cells.flags import ALL_DIGITS_ALIKE, mentions_cancelling
from bulkmeet.cells.provisional import title_says_provisional
from bulkmeet.cells.statewords import CANCELLED, PUT_OFF
from bulkmeet.cells.stillopen import is_no_title
from bulkmeet.cells.text import folded, parse_text, quoted, refused
from bulkmeet.cells.words import word_set
from bulkmeet.model import Cell, Parsed, Problem
from bulkmeet.patterns import pattern

_WORDS = "|".join(sorted(map(re.escape, CANCELLED), key=len, reverse=True))
CANCELLED_TITLE = pattern(
    r"(?:(?:re|fw|fwd|aw|wg|tr|rv|sv|vs) ?: ?)*[\[(【*\s]*(?:evenement |evento |termin )?"
    rf"(?:(?:{_WORDS})(?: event| meeting)?|abgesagter termin|geannuleerde afspraak)"
    r"(?:\s*[:\])】*!]|\s*[-\u2013\u2014]\s|\s[-\u2013\u2014]|\s*$)"
    rf"|.*(?: [-\u2013\u2014] (?:{_WORDS})| ?[\[(【](?:{_WORDS})[\])】])$"
)
"""As Outlook, Google and people mark a title: before it with a colon or in brackets, or behind it."""
_OFF = "|".join(sorted(map(re.escape, PUT_OFF - word_set("draft, waitlisted, waiting list")), key=len, reverse=True))
_DO_NOT = "do not (?:use|book|create|send|schedule)|don't (?:use|book|create|send)|nicht (?:buchen|verwenden|benutzen)"
PUT_OFF_TITLE = pattern(
    rf"(?:(?:re|fw|fwd|aw|wg|tr|rv|sv|vs) ?: ?)*[\[(【*\s]*"
    rf"(?:(?:{_OFF})(?: (?:to|from|until) [^:\])】]{{1,40}}?)?|{_DO_NOT})"
    r"(?:\s*[:\])】*!]|\s+[-\u2013\u2014]\s|\s*$).*"
    rf"|.* [-\u2013\u2014] (?:(?:{_OFF})(?: (?:to|from|until|auf|nach|au|a|al|para|naar|op)\b.*)?|{_DO_NOT})"
    rf"|.* ?[\[(【](?:(?:{_OFF})(?: [^\])】]*)?|{_DO_NOT})[\])】]"
)
"""Postponed: Demo, Clinic - moved to 22 Jan, Review (on hold), DO NOT BOOK - Demo."""
OFF_SHOUTED = pattern(
    r"(?:DO NOT (?:USE|BOOK|CREATE|SEND)|POSTPONED|RESCHEDULED|MOVED|ON HOLD|VERSCHOBEN|REPORT[ÉE]E?|APLAZAD[OA]"
    r"|RINVIAT[OA]|UITGESTELD|ADIAD[OA]) (?=.*[a-z])"
)
SHOUTED = pattern(r"(?:CANCELLED|CANCELED|ABGESAGT|ANNUL[ÉE]E?|CANCELADO|ANNULLATO|GEANNULEERD) (?=.*[a-z])")


def title_says_cancelled(title: str) -> bool:
    """Whether a title is marked as a cancelled meeting's: "Canceled: Weekly", "Weekly (cancelled)"."""
    return _marked(title.translate(ALL_DIGITS_ALIKE)).cancelled


class _Marks(Struct, frozen=True):
    """What a title says of whether its meeting takes place."""

    cancelled: bool
    put_off: bool
    mentions_cancelling: bool


@lru_cache(maxsize=65536)
def _marked(title: str) -> _Marks:
    """A list's titles mostly differ in their numbers, which mean nothing here: each is looked at once without them."""
    text = folded(title)
    return _Marks(
        SHOUTED.match(title) is not None or CANCELLED_TITLE.match(text) is not None,
        OFF_SHOUTED.match(title) is not None or PUT_OFF_TITLE.fullmatch(text) is not None,
        mentions_cancelling(title),
    )


def parse_title(cell: Cell) -> Parsed[str]:
    """The text of a title; an error where it is marked as put off or may be an example.

    One that speaks of cancelling, or is marked as provisional, has a warning.

    A title that is marked as cancelled, or plainly as an example, takes its row out by itself.
    """
    parsed = parse_text(cell)
    if parsed.value is None:
        return parsed
    marks = _marked(parsed.value.translate(ALL_DIGITS_ALIKE))
    if marks.cancelled:
        return parsed
    if marks.put_off:
        message = (
            f"{quoted(cell)} says that it may not take place as it stands; if it does, take the word out of the title, "
            "else delete the row."
        )
        return refused("title_put_off", message)
    if is_no_title(folded(parsed.value)):
        return refused("title_says_nothing", f"{quoted(cell)} is no title yet; type one, or delete the row.")
    if may_be_example(parsed.value):
        message = (
            f"{quoted(cell)} begins as an example does; if it is a meeting, take that out of the title, "
            "else delete the row."
        )
        return refused("title_like_example", message)
    if marks.mentions_cancelling:
        message = f"{quoted(cell)} speaks of cancelling; if the meeting is cancelled, delete the row, else leave it."
        return Parsed(parsed.value, (Problem("title_mentions_cancelling", message, "warning"),))
    if title_says_provisional(parsed.value.translate(ALL_DIGITS_ALIKE)):
        message = (
            f"{quoted(cell)} says that this meeting is not settled yet; delete the row if it is to wait, or take that "
            "out of the title."
        )
        return Parsed(parsed.value, (Problem("provisional", message, "warning"),))
    return parsed
