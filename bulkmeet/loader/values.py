"""Rows as numbers of distinct values: told by the child, put together again by its parent. Pure."""

from array import array
from collections.abc import Sequence
from datetime import date, time, timedelta

from bulkmeet.loader.frames import Garbled, Rows, pack
from bulkmeet.model import Cell, Row, Unreadable

MOST_VALUES = 200_000
MOST_CHARACTERS = 16_000_000
"""How many distinct values, and of how many characters, are kept before both sides begin anew."""

FRAME_CELLS = 20_000
UNSIGNED = "I"

_KINDS = (str, int, float, date, time, timedelta, Unreadable)


class Teller:
    """Numbers the values of cells, and puts rows of those numbers into frames. An empty cell has the number 0."""

    def __init__(self) -> None:
        self._numbers: dict[str | tuple[type, Cell], int] = {}
        self._values: list[object] = []
        self._fresh = True
        self.forget()

    def number(self, value: Cell) -> int:
        """The number of a value, the same for equal values; 1, 1.0 and TRUE keep apart."""
        if value is None:
            return 0
        key = value if isinstance(value, str) else (type(value), value)
        known = self._numbers.get(key)
        if known is None:
            known = self._numbers[key] = self.new(value)
        return known

    def new(self, value: Cell) -> int:
        """The number of a value that the caller has not told before."""
        if value is None:
            return 0
        number = len(self._lengths)
        if isinstance(value, str):
            length = len(value)
            self._characters += length
            self._values.append(value)
        else:
            length = 0
            self._values.append(pack(value))
        self._lengths.append(length)
        return number

    def rows(self, numbers: Sequence[int], widths: Sequence[int], cells: "array[int]") -> tuple[Rows, int]:
        """The frame of rows by their numbers, widths and cells, and how many characters all its texts have."""
        frame = Rows(
            self._fresh,
            self._values,
            array(UNSIGNED, numbers).tobytes(),
            array(UNSIGNED, widths).tobytes(),
            cells.tobytes(),
        )
        self._fresh = False
        self._values = []
        return frame, sum(map(self._lengths.__getitem__, cells))

    @property
    def is_full(self) -> bool:
        """Whether it is time to forget what was told, so that memory has a bound."""
        return len(self._lengths) > MOST_VALUES or self._characters > MOST_CHARACTERS

    def forget(self) -> None:
        """Begin to number anew; all that was told must have been put into rows."""
        self._lengths = [0]
        self._numbers.clear()
        self._values = []
        self._characters = 0
        self._fresh = True


class Listener:
    """Puts the rows together again. Equal texts are one object, however often they stand in the sheet."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._values: list[Cell] = []
        self._texts: dict[str, str] = {}

    def hear(self, frame: Rows) -> None:
        """Add the rows of a frame. Raises Garbled where they do not fit together."""
        if frame.fresh:
            self._values = [None]
        self._values += [self._shared(value) for value in frame.values]
        numbers, widths, places = (_unsigned(part) for part in (frame.numbers, frame.widths, frame.cells))
        if len(numbers) != len(widths) or sum(widths) != len(places):
            raise Garbled("rows and cells that do not fit together")
        try:
            cells = list(map(self._values.__getitem__, places))
        except IndexError:
            raise Garbled("a value that was never told") from None
        end = 0
        for number, width in zip(numbers, widths, strict=True):
            self.rows.append(Row(number, tuple(cells[end : end + width])))
            end += width

    def forget(self) -> None:
        """The rows heard so far do not count."""
        self.rows = []

    def _shared(self, value: object) -> Cell:
        if isinstance(value, str):
            return self._texts.setdefault(value, value)
        if not isinstance(value, _KINDS):
            raise Garbled(f"a value of the type {type(value).__name__}")
        return value


def _unsigned(part: bytes) -> "array[int]":
    numbers = array(UNSIGNED)
    try:
        numbers.frombytes(part)
    except ValueError as error:
        raise Garbled(str(error)) from error
    return numbers
