"""A workbook's cell to a value: numbers, dates by their number format, errors, formulas never calculated."""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import IO

from bulkmeet.loader.numberformats import BUILT_IN, Shown, moment_of, shown_by, span_of
from bulkmeet.loader.sheetxml import Attributes, feed, local_name
from bulkmeet.model import Cell, Unreadable

NEVER_CALCULATED = "a formula whose result is not in the file"
ERROR_VALUE = "an error, not a value"
NOT_A_DATE = "a number that is formatted as a date and is none"
NOT_A_NUMBER = "no number that a spreadsheet can hold"
LOST_TEXT = "a reference to a text that is missing from the file"

SHOWN_FORMULA = 200
EXACT_FLOAT = 1e15
LARGEST_WHOLE = 1e18

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_SURROGATES = range(0xD800, 0xE000)


class _StylesXml:
    """The number format of every cell style. Fonts and fills are passed over, so their faults do no harm."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self._formats = dict(BUILT_IN)
        self._in_cell_styles = False

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local_name(tag)
        if name == "numFmt" and not self._in_cell_styles:
            self._formats[attributes.get("numFmtId", "")] = shown_by(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._in_cell_styles = True
        elif name == "xf" and self._in_cell_styles:
            self.shown.append(self._formats.get(attributes.get("numFmtId", ""), Shown.NUMBER))

    def end(self, tag: str) -> None:
        if local_name(tag) == "cellXfs":
            self._in_cell_styles = False

    def data(self, text: str) -> None:
        """Styles are all attributes."""

    def close(self) -> None:
        """Nothing is left open."""


def read_styles(stream: IO[bytes]) -> tuple[Shown, ...]:
    """What each cell style of a workbook shows, in the order cells refer to them."""
    target = _StylesXml()
    for _ in feed(stream, target):
        pass
    return tuple(target.shown)


class CellReader:
    """Reads the cells of one workbook: with its shared texts, its styles, and the day it counts from."""

    def __init__(self, texts: Sequence[str], styles: Sequence[Shown], epoch: datetime) -> None:
        self._texts = texts
        self._styles = styles
        self._epoch = epoch

    def __call__(self, kind: str, style: str, value: str | None, formula: str | None, inline: str | None) -> Cell:
        """The cell's value, None where it is empty."""
        if kind == "inlineStr":
            return plain_text(inline or "") or None
        if not value:
            is_calculated = formula is None or (kind == "str" and value == "")
            return None if is_calculated else Unreadable(f"={formula}"[:SHOWN_FORMULA], NEVER_CALCULATED)
        match kind:
            case "s":
                return self._shared_text(value)
            case "str":
                return plain_text(value)
            case "b":
                return value.strip() in {"1", "true"}
            case "e":
                return Unreadable(value, ERROR_VALUE)
            case "d":
                return iso_value(value)
            case _:
                return self._number(value, style)

    def _shared_text(self, value: str) -> Cell:
        index = int(value) if _WHOLE.fullmatch(value) else -1
        if 0 <= index < len(self._texts):
            return plain_text(self._texts[index]) or None
        return Unreadable(value, LOST_TEXT)

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
