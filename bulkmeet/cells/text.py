"""Cells as text: what a person would read in them, and how they are shown in messages."""

import unicodedata
from datetime import date, datetime, time, timedelta

from bulkmeet.model import Cell, Parsed, Problem, Unreadable

INVISIBLE = dict.fromkeys([0xFEFF, 0x200B, 0x2060, 0x00AD])
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
QUOTED_CHARACTERS = 40

ERROR_VALUES = frozenset(
    {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
"""The words a spreadsheet shows where a formula has failed; exports to CSV carry them as plain text."""


def text_of(cell: Cell) -> str:
    """The cell as a person reads it: trimmed, without invisible characters, whole numbers without a point."""
    match cell:
        case None:
            return ""
        case str():
            return cell.translate(INVISIBLE).strip()
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime():
            return cell.isoformat(sep=" ", timespec="minutes" if not cell.second else "seconds")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat(timespec="minutes" if not cell.second else "seconds")
        case timedelta():
            minutes, seconds = divmod(round(cell.total_seconds()), 60)
            hours, minutes = divmod(minutes, 60)
            return f"{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
        case Unreadable(shown=shown):
            return shown
        case _:
            return str(cell)


def is_blank(cell: Cell) -> bool:
    """Whether a person would call the cell empty."""
    return cell is None or (isinstance(cell, str) and not text_of(cell))


def parse_text(cell: Cell) -> Parsed[str]:
    """The cell's text, with a problem where the spreadsheet holds an error instead of a value."""
    if isinstance(cell, Unreadable):
        return Parsed(
            None, (Problem("unreadable_cell", f"{quoted(cell)} is {cell.why}; type the value itself."),)
        )
    text = text_of(cell)
    if text.upper() in ERROR_VALUES:
        problem = Problem(
            "unreadable_cell",
            f"{quoted(cell)} is an error, not a value; mend the formula or type the value itself.",
        )
        return Parsed(None, (problem,))
    return Parsed(text or None)


def printable(text: str) -> str:
    """The text safe to show in a terminal: control characters and direction overrides as visible escapes."""
    return "".join(character if _is_harmless(character) else _escape(character) for character in text)


def quoted(cell: Cell) -> str:
    """The cell between quotation marks for a message, cut to 40 characters and escaped."""
    text = " ".join(text_of(cell).split())
    if len(text) > QUOTED_CHARACTERS:
        text = text[: QUOTED_CHARACTERS - 1] + "…"
    return f"“{printable(text)}”"


def address(index: int, row: int) -> str:
    """The cell's address as a spreadsheet shows it: column 2 (counted from 0) of row 14 is C14."""
    return f"{column_letter(index)}{row}"


def column_letter(index: int) -> str:
    """The letter of a column counted from 0: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _is_harmless(character: str) -> bool:
    return character not in BIDI and not unicodedata.category(character).startswith("C")


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
