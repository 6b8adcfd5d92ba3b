"""Words for meetings that are planned and not settled: a status “tentative”, a title “Provisional: Board”. Pure."""

import re
from collections.abc import Iterable
from functools import lru_cache

from bulkmeet.cells.statewords import SHOWN_AS
from bulkmeet.cells.text import folded, text_of, tidy
from bulkmeet.cells.words import word_set
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

PROVISIONAL = word_set(
    "provisional, provisionally, provisionally booked, tentative, tentatively, tentatively booked, pencilled in",
    "penciled in, unconfirmed, provisorisch, vorläufig, unter vorbehalt, mit vorbehalt, unbestätigt, provisoire",
    "sous réserve, à confirmer, non confirmé, non confirmée, provisional, por confirmar, sin confirmar, provvisorio",
    "provvisoria, da confermare, provisório, provisória, a confirmar, voorlopig, onder voorbehoud, preliminär",
    "preliminärt, foreløbig, foreløpig, wstępnie, niepotwierdzone, předběžně, nezávazně, alustava, 仮, 仮予約",
    "仮の予定, 未確定, 暂定, 暫定, 미확정",
)
TO_BE_CONFIRMED = word_set(
    "tbc, t.b.c, to be confirmed, date tbc, time tbc, date to be confirmed, time to be confirmed"
)
"""Said in a title; a status that says so is an error where it is not understood."""
_REPLIES = r"(?:(?:re|fw|fwd|aw|wg|tr|rv|sv|vs) ?: ?)*"
_WORDS = "|".join(sorted(map(re.escape, PROVISIONAL | TO_BE_CONFIRMED), key=len, reverse=True))
_MARKED = pattern(
    rf"{_REPLIES}[\[(【*\s]*(?:{_WORDS})(?:\s*[:\])】*!]|\s+[-\u2013\u2014]\s|\s*$).*"
    rf"|.* [-\u2013\u2014] (?:{_WORDS})|.* ?[\[(【](?:{_WORDS})[\])】]"
)
_SHOUTED = pattern(r"(?:PROVISIONAL|TENTATIVE|TBC|PROVISORISCH|UNTER VORBEHALT|PROVISOIRE) (?=.*[a-z])")


def says_provisional(cell: Cell) -> bool:
    """Whether a cell of a status column says only that nothing is settled yet."""
    return isinstance(cell, str) and folded(tidy(text_of(cell))).rstrip(" .!?") in PROVISIONAL


def shows_time(cells: Iterable[Cell]) -> bool:
    """Whether the cells are what a calendar shows its owner's time as, of which “tentative” is one: busy, away."""
    others = SHOWN_AS - PROVISIONAL
    return any(isinstance(cell, str) and folded(tidy(cell)) in others for cell in cells)


@lru_cache(maxsize=65536)
def title_says_provisional(title: str) -> bool:
    """Whether a title is marked so, before it with a colon or in brackets, or behind it: “Board (TBC)”."""
    return _SHOUTED.match(title) is not None or _MARKED.fullmatch(folded(title)) is not None
