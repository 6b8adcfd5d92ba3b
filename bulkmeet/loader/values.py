"""Rows as numbers of distinct values: told by the child, put together again by its parent. Pure."""

from array import array
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta

from bulkmeet.loader.frames import Garbled, Rows, pack
from bulkmeet.loader.gathering import UNSIGNED, Column, Gatherer, key_of
from bulkmeet.model import Cell, Unreadable
from bulkmeet.sheet import Grid

MOST_VALUES = 200_000
MOST_CHARACTERS = 16_000_000
"""How many distinct values, and of how many characters, are kept before both sides begin anew."""

FRAME_CELLS = 20_000

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
    """Puts the rows together again, as columns."""

    def __init__(self) -> None:
        self._gatherer = Gatherer()
        self._values: list[Cell] = []
        self._codes: dict[int, _Codes] = {}

    def hear(self, frame: Rows) -> None:
        """Add the rows of a frame. Raises Garbled where they do not fit together."""
        if frame.fresh:
            self._values = [None]
            self._codes.clear()
        self._values += map(_checked, frame.values)
        numbers, widths, codes = (_unsigned(part) for part in (frame.numbers, frame.widths, frame.cells))
        if len(numbers) != len(widths) or sum(widths) != len(codes):
            raise Garbled("rows and cells that do not fit together")
        try:
            self._gatherer.add_coded(numbers, widths, codes, self._place_of)
        except IndexError:
            raise Garbled("a value that was never told") from None

    def forget(self) -> None:
        """The rows heard so far do not count."""
        self._gatherer = Gatherer()
        self._codes.clear()

    def grid(self) -> Grid:
        """All rows heard."""
        return self._gatherer.grid()

    def _place_of(self, index: int, column: Column) -> Callable[[int], int]:
        if index not in self._codes:
            self._codes[index] = _Codes(self._values, column)
        return self._codes[index].__getitem__


class _Codes(dict[int, int]):
    """The number of a value → its place in a column."""

    def __init__(self, values: Sequence[Cell], column: Column) -> None:
        self._values = values
        self._column = column
        self[0] = 0

    def __missing__(self, code: int) -> int:
        place = self[code] = self._column.place_of[key_of(self._values[code])]
        return place


def _checked(value: object) -> Cell:
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
