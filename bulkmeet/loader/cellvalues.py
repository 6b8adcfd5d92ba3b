"""A workbook's cell to a value: numbers, dates by their number format, errors, formulas never calculated."""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import IO

from msgspec import Struct

from bulkmeet.loader.numberformats import BUILT_IN, Shown, moment_of, shown_by, span_of
from bulkmeet.loader.sheetxml import Attributes, Read, feed, local_name
from bulkmeet.loader.strikes import Struck, is_on
from bulkmeet.model import Cell, Unreadable
from bulkmeet.patterns import pattern

NEVER_CALCULATED = "a formula whose result is not in the file"
ERROR_VALUE = "an error, not a value"
NOT_A_DATE = "a number that is formatted as a date and is none"
NOT_A_NUMBER = "no number that a spreadsheet can hold"
LOST_TEXT = "a reference to a text that is missing from the file"

SHOWN_FORMULA = 200
EXACT_FLOAT = 1e15
LARGEST_WHOLE = 1e18

_ESCAPED = pattern(r"_x([0-9A-Fa-f]{4})_")
_WHOLE = pattern(r"-?[0-9]{1,18}")
_SURROGATES = range(0xD800, 0xE000)
_PARTS_OF_STYLES = frozenset({"numFmts", "fonts", "cellXfs"})


class Styles(Struct, frozen=True):
    """What each cell style shows, in the order cells refer to them, and the numbers of those that strike through."""

    shown: tuple[Shown, ...] = ()
    struck: frozenset[str] = frozenset()


class _StylesXml:
    """The number format and the strike-through of every cell style; the faults of other parts do no harm."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.struck: set[str] = set()
        self._within = ""
        self._fonts = -1
        self._struck_fonts: set[str] = set()
        self._formats = dict(BUILT_IN)

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local_name(tag)
        if name in _PARTS_OF_STYLES:
            self._within = name
            return
        match self._within, name:
            case "numFmts", "numFmt":
                self._formats[attributes.get("numFmtId", "")] = shown_by(attributes.get("formatCode", ""))
            case "fonts", "font":
                self._fonts += 1
            case "fonts", "strike" if is_on(attributes):
                self._struck_fonts.add(str(self._fonts))
            case "cellXfs", "xf":
                if attributes.get("fontId") in self._struck_fonts:
                    self.struck.add(str(len(self.shown)))
                self.shown.append(self._formats.get(attributes.get("numFmtId", ""), Shown.NUMBER))

    def end(self, tag: str) -> None:
        if local_name(tag) == self._within:
            self._within = ""

    def data(self, text: str) -> None:
        """Styles are all attributes."""

    def close(self) -> None:
        """Nothing is left open."""


def read_styles(stream: IO[bytes]) -> Styles:
    """The cell styles of a workbook."""
    target = _StylesXml()
    for _ in feed(stream, target):
        pass
    return Styles(tuple(target.shown), frozenset(target.struck))


class CellReader:
    """Reads the cells of one workbook: with its shared texts, its styles, and the day it counts from."""

    def __init__(self, texts: Sequence[str | Struck], styles: Styles, epoch: datetime) -> None:
        self._texts = texts
        self._styles = styles.shown
        self._struck = styles.struck
        self._epoch = epoch

    def __call__(self, kind: str, style: str, value: str | None, formula: str | None, inline: str | None) -> Read:
        """The cell's value, None where it is empty."""
        read = self._read(kind, style, value, formula, inline)
        if style not in self._struck or read is None or isinstance(read, Struck):
            return read
        return Struck(read)

    def _read(self, kind: str, style: str, value: str | None, formula: str | None, inline: str | None) -> Read:
        if kind == "inlineStr":
            return plain_text(inline or "") or None
        if not value:
            is_calculated = formula is None or (kind == "str" and value == "")
            return None if is_calculated else Unreadable(f"={formula}"[:SHOWN_FORMULA], NEVER_CALCULATED)
        match kind:
            case "str":
                return plain_text(value)
            case "s":
                return self._shared_text(value)
            case "b":
                return value.strip() in {"1", "true"}
            case "e":
                return Unreadable(value, ERROR_VALUE)
            case "d":
                return iso_value(value)
            case _:
                return self._number(value, style)

    def _shared_text(self, value: str) -> Read:
        index = int(value) if _WHOLE.fullmatch(value) else -1
        if not 0 <= index < len(self._texts):
            return Unreadable(value, LOST_TEXT)
        text = self._texts[index]
        return Struck(plain_text(str(text.cell))) if isinstance(text, Struck) else plain_text(text) or None

    def _number(self, text: str, style: str) -> Cell:
        number = number_of(text)
        if isinstance(number, Unreadable):
            return number
        index = int(style) if style.isdecimal() else 0
        shown = self._styles[index] if index < len(self._styles) else Shown.NUMBER
        return number if shown is Shown.NUMBER else self._moment(number, shown)

    def _moment(self, number: float, shown: Shown) -> Cell:
        try:
            if shown is Shown.SPAN:
                return span_of(number)
            value = moment_of(number, self._epoch) if number >= 0 else time()
        except (OverflowError, ValueError):
            return Unreadable(str(number), NOT_A_DATE)
        if number < 0 or (shown is Shown.DATE and isinstance(value, time)):
            return Unreadable(str(number), NOT_A_DATE)
        if shown is Shown.DATE and isinstance(value, datetime) and value.time() == time():
            return value.date()
        return value


def plain_text(text: str) -> str:
    """The text without the escapes of OOXML (`_x000D_` is a line break), with line breaks as \\n alone."""
    if "_x" in text:
        text = _ESCAPED.sub(_unescaped, text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def number_of(text: str) -> int | float | Unreadable:
    """The number of a cell. Whole numbers of 16 digits and more, as ids have, stay whole."""
    text = text.strip()
    if _WHOLE.fullmatch(text):
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return Unreadable(text, NOT_A_NUMBER)
    if not math.isfinite(number):
        return Unreadable(text, NOT_A_NUMBER)
    if EXACT_FLOAT <= abs(number) < LARGEST_WHOLE and number.is_integer():
        return int(number)
    return number


def iso_value(text: str) -> Cell:
    """A cell that is stored as an ISO 8601 date or time; with an offset it stays text, to be read with it."""
    try:
        if "T" not in text and ":" not in text:
            return date.fromisoformat(text)
        if "T" not in text and "-" not in text:
            return time.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if moment.tzinfo else moment


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code in _SURROGATES else chr(code)
