"""Cells as text: what a person would read in them, and how they are shown in messages."""

import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path

from bulkmeet.model import Cell, Parsed, Problem, T, Unreadable
from bulkmeet.patterns import pattern

INVISIBLE = dict.fromkeys([0xFEFF, 0x200B, 0x2060, 0x00AD])
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
"""The full-width forms of ASCII, as East Asian keyboards type them, to ASCII (for str.translate)."""

PLAIN_WORD = pattern(r"[\w./:@%+,=~\\-]+")
"""What a shell takes for one word as it stands."""
KEPT_FROM_RUNNING = pattern(r"[ \r\n]*(\t+)[=+@-]")
QUOTES = "\"'\u2018\u2019\u201c\u201d"
QUOTED_CHARACTERS = 40

WRAPPED = pattern(r'=?"([^"]*)"')
"""How exporters keep a spreadsheet from converting a text: ="2026-09-10"."""

ERROR_VALUES = frozenset(
    {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
    | {"#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#ÜBERLAUF!"}
    | {"#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!"}
    | {"#N/D", "#¡REF!", "#¡VALOR!", "#¿NOMBRE?", "#¡DIV/0!", "#¡NUM!", "#¡NULO!"}
)
"""The words a spreadsheet shows where a formula has failed, in English, German, French and Spanish.

Exports to CSV carry them as plain text.
"""


def text_of(cell: Cell) -> str:
    """The cell as a person reads it: trimmed, without invisible characters, whole numbers without a point."""
    match cell:
        case None:
            return ""
        case str():
            return cell.strip() if cell.isascii() else cell.translate(INVISIBLE).strip()
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
            total = round(cell.total_seconds())
            minutes, seconds = divmod(abs(total), 60)
            hours, minutes = divmod(minutes, 60)
            return f"{'-' * (total < 0)}{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
        case Unreadable(shown=shown):
            return shown
        case _:
            return str(cell)


def is_blank(cell: Cell) -> bool:
    """Whether a person would call the cell empty."""
    if not isinstance(cell, str):
        return cell is None
    return not cell or (not cell[0].isalnum() and not text_of(cell))


def parse_text(cell: Cell) -> Parsed[str]:
    """The cell's text, with a problem where the spreadsheet holds an error instead of a value.

    Blanks around it are trimmed, but not a tab that keeps a formula's sign from running (OWASP's rule for CSV files):
    it belongs to the text.
    """
    if isinstance(cell, Unreadable):
        return refused("unreadable_cell", f"{quoted(cell)} is {cell.why}; type the value itself.")
    text = text_of(cell)
    if text.upper() in ERROR_VALUES:
        message = f"{quoted(cell)} is an error, not a value; mend the formula or type the value itself."
        return refused("unreadable_cell", message)
    if isinstance(cell, str) and cell[:1].isspace() and (kept := KEPT_FROM_RUNNING.match(cell)):
        text = kept[1] + text
    return Parsed(text or None)


def refused(code: str, message: str) -> Parsed[T]:
    """No value and one error: what a cell means that cannot be taken as it stands."""
    return Parsed(None, (Problem(code, message),))


def overflowed(cell: Cell) -> bool:
    """Whether the cell holds the #### that a spreadsheet shows and exports where a column is too narrow."""
    text = text_of(cell)
    return bool(text) and not text.strip("#")


def too_narrow(cell: Cell, code: str) -> Parsed[T]:
    """The problem of a cell that holds only ####."""
    message = "stands where the column was too narrow for its value; widen it and export the file again."
    return refused(code, f"{quoted(cell)} {message}")


def folded(text: str) -> str:
    """The text for comparing words: no case, no accents, one form of each character, single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    apart = unicodedata.normalize("NFKD", text.translate(INVISIBLE).replace("\u2019", "'").casefold())
    bare = "".join(character for character in apart if unicodedata.category(character) != "Mn")
    return " ".join(bare.split())


def tidy(text: str) -> str:
    """The text with plain spaces, hyphens and full-width characters made ASCII, and no direction marks.

    Not NFKC, which would make the 10:00¹ of a footnote a 10:001. Newer browsers and Office put U+202F before AM,
    old ones direction marks between the parts of a date. Taken off is what marks a text as one: '10:00, ="10:00".
    """
    if not text.isascii():
        text = "".join(_plain(character) for character in text_of(text) if character not in BIDI)
    plain = " ".join(text.split())
    return plain if plain[:1].isalnum() else WRAPPED.sub(r"\1", plain).lstrip("'\u2019")


def _plain(character: str) -> str:
    if character.isascii():
        return character
    if character in "\u2010\u2011\u2212":
        return "-"
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    return " " if unicodedata.category(character) == "Zs" else character


def printable(text: str) -> str:
    """The text safe to show in a terminal: control characters and direction overrides as visible escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if _is_harmless(character) else _escape(character) for character in text)


def quoted(cell: Cell) -> str:
    """The cell between quotation marks for a message, cut to 40 characters and escaped."""
    text = " ".join(text_of(cell).split())
    if len(text) > QUOTED_CHARACTERS:
        text = text[: QUOTED_CHARACTERS - 1] + "…"
    return f"“{printable(text)}”"


def column_named(header: str, index: int) -> str:
    """What a message calls a column: its header between quotation marks, or “Column G” where it has none."""
    return quoted(header) if text_of(header) else f"Column {column_letter(index)}"


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


@lru_cache(maxsize=1024)
def column_index(letters: str) -> int:
    """The number of a column, counted from 0, as `column_letter` takes it: A is 0, Z is 25, AA is 26."""
    index = 0
    for letter in letters.upper():
        index = 26 * index + ord(letter) - ord("A") + 1
    return index - 1


def _is_harmless(character: str) -> bool:
    category = unicodedata.category(character)
    return character not in BIDI and not category.startswith("C") and category not in {"Zl", "Zp"}


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def typed(word: str | Path) -> str:
    """The word as it is typed on a command line, in a shell as in Windows: between quotation marks if need be."""
    text = str(word)
    return text if PLAIN_WORD.fullmatch(text) else f'"{text}"'
