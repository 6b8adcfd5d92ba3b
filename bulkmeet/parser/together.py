"""What columns say together in every row: each different combination of their cells is looked at once."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.text import is_blank
from bulkmeet.columns.fields import Column, Field
from bulkmeet.model import Cell, Parsed, Problem
from bulkmeet.parser.distinct import numbered
from bulkmeet.parser.readers import Reader
from bulkmeet.sheet import Distinct

T = TypeVar("T")

NOTHING: Parsed[Any] = Parsed()


class ReadCell(Struct, frozen=True):
    """A cell's value with where it stands."""

    value: Any
    column: Column
    cell: Cell


class ReadColumn(Struct, frozen=True):
    """A column that is used: its different cells, what each of them means, and which of them stands in every row."""

    column: Column
    cells: Sequence[Cell]
    meanings: Sequence[Parsed[Any]]
    places: Sequence[int]


class Said(Struct, frozen=True):
    """What some columns say in a row: the cells that have a value, in the sheet's order, and the fields in doubt."""

    cells: tuple[ReadCell, ...]
    doubtful: frozenset[Field]

    def first(self, field: Field) -> ReadCell | None:
        """The first cell that says something of a field."""
        return next((cell for cell in self.cells if cell.column.field is field), None)

    def text(self, field: Field) -> str | None:
        """The value of that cell as a text, or None."""
        cell = self.first(field)
        return None if cell is None else str(cell.value)


class Found(Struct, frozen=True):
    """Something wrong with a cell, whichever row it stands in."""

    problem: Problem
    column: Column
    cell: Cell


Placed = tuple[int, Found]
"""Something found, and the place of its row in the sheet."""


def read_column(column: Column, cells: Distinct, reader: Reader, left_out: Callable[[Cell], bool]) -> ReadColumn:
    """Every different cell of a column read once; blank ones, and those that are `left_out`, say nothing."""
    meanings = [NOTHING if is_blank(cell) or left_out(cell) else reader(cell) for cell in cells.cells]
    return ReadColumn(column, cells.cells, meanings, cells.places)


def together(columns: Sequence[ReadColumn], rows: int, read: Callable[[Said], T]) -> list[T]:
    """For each of so many rows what `read` makes of the columns."""
    if not columns:
        return [read(Said((), frozenset()))] * rows
    combinations, places = _combined(columns)
    cells = [_cells(column) for column in columns]
    wrong = [_wrong(column) for column in columns]
    made = [
        read(
            Said(
                tuple([cell for known, place in zip(cells, combination, strict=True) if (cell := known[place])]),
                _doubtful(columns, wrong, combination),
            )
        )
        for combination in combinations
    ]
    return list(map(made.__getitem__, places))


def _combined(columns: Sequence[ReadColumn]) -> tuple[Sequence[tuple[int, ...]], Sequence[int]]:
    """The different combinations of the columns' cells, and for every row which of them it is."""
    if len(columns) == 1:
        return [(place,) for place in range(len(columns[0].cells))], columns[0].places
    return numbered(zip(*(column.places for column in columns), strict=True))


def lines_of(columns: Sequence[ReadColumn], rows: int) -> tuple[list[ReadColumn], Sequence[int]]:
    """The columns with each different combination of their cells only once, and for each of so many rows which it is.

    A meeting with a row for each participant is the same in all these rows: it is looked at once.
    """
    if not columns:
        return [], [0] * rows
    combinations, line_of = _combined(columns)
    lines = [
        replace(column, places=[combination[which] for combination in combinations])
        for which, column in enumerate(columns)
    ]
    return lines, line_of


def values(columns: Sequence[ReadColumn], rows: int) -> Iterable[Any]:
    """For each of so many rows the value of the first of the columns that says something; None where none does."""
    if len(columns) != 1:
        return together(columns, rows, lambda said: said.cells[0].value if said.cells else None)
    (column,) = columns
    known = [parsed.value for parsed in column.meanings]
    return map(known.__getitem__, column.places)


def of_fields(columns: Iterable[ReadColumn], fields: Iterable[Field]) -> list[ReadColumn]:
    """The columns for some fields, in the sheet's order."""
    wanted = frozenset(fields)
    return [column for column in columns if column.column.field in wanted]


def _cells(column: ReadColumn) -> list[ReadCell | None]:
    return [
        None if parsed.value is None else ReadCell(parsed.value, column.column, cell)
        for cell, parsed in zip(column.cells, column.meanings, strict=True)
    ]


def _wrong(column: ReadColumn) -> frozenset[int]:
    return frozenset(
        place
        for place, parsed in enumerate(column.meanings)
        if parsed.problems and any(problem.severity == "error" for problem in parsed.problems)
    )


NO_FIELDS: frozenset[Field] = frozenset()


def _doubtful(
    columns: Sequence[ReadColumn], wrong: Sequence[frozenset[int]], combination: Sequence[int]
) -> frozenset[Field]:
    if not any(wrong):
        return NO_FIELDS
    return frozenset(
        column.column.field
        for column, places, place in zip(columns, wrong, combination, strict=True)
        if place in places and column.column.field is not None
    )
