"""AM and PM in a cell of their own, beside the time they belong to."""

from datetime import time
from typing import Literal

from bulkmeet.cells.text import folded, quoted, refused, text_of
from bulkmeet.model import Cell, Parsed

Meridiem = Literal["am", "pm"]

WORDS: dict[str, Meridiem] = {"am": "am", "a": "am", "pm": "pm", "p": "pm", "午前": "am", "午後": "pm"}
WORDS |= {"上午": "am", "下午": "pm", folded("오전"): "am", folded("오후"): "pm"}
NOON = 12


def parse_meridiem(cell: Cell) -> Parsed[Meridiem]:
    """AM or PM, however it is spelt; a blank cell says neither."""
    text = folded(text_of(cell)).replace(".", "").replace(" ", "")
    if not text or text in WORDS:
        return Parsed(WORDS.get(text))
    return refused("meridiem_unreadable", f"{quoted(cell)} is neither AM nor PM; write one of them.")


def in_half(clock: time, meridiem: Meridiem) -> time | None:
    """The time of a 12-hour clock in its half of the day; None where no such clock shows it (16:30 AM, 0:15 PM)."""
    if clock.hour > NOON:
        return clock if meridiem == "pm" else None
    if clock.hour == 0:
        return clock if meridiem == "am" else None
    return clock.replace(hour=clock.hour % NOON + (NOON if meridiem == "pm" else 0))
