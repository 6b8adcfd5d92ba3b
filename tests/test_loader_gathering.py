"""Rows become columns while they are read: each different cell once, and never more room than a table may take."""

from array import array
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader import gathering
from bulkmeet.loader.gathering import Gatherer
from bulkmeet.loader.reshaping import cut, tidied, without
from bulkmeet.model import Cell, Row
from tests.sheets import gathered

CELLS = st.none() | st.text(max_size=3) | st.integers(0, 3) | st.floats(0, 3) | st.booleans()
ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=8)


def rows_of(cells: list[list[Cell]]) -> list[Row]:
    return [Row(number, tuple(row)) for number, row in enumerate(cells, 1)]


def typed(cells: tuple[Cell, ...]) -> list[tuple[type, Cell]]:
    return [(type(cell), cell) for cell in cells]


@given(ROWS)
def test_rows_come_back_as_they_were_filled_up_to_one_width(cells: list[list[Cell]]) -> None:
    grid = gathered(rows_of(cells))
    assert [row.number for row in grid] == list(range(1, len(cells) + 1))
    for row, written in zip(grid, cells, strict=True):
        filled = (*written, *[None] * len(grid.columns))[: len(grid.columns)]
        assert typed(row.cells) == typed(filled)


@given(ROWS)
def test_each_different_cell_is_there_once_and_the_blank_one_first(cells: list[list[Cell]]) -> None:
    for column in gathered(rows_of(cells)).columns:
        assert column.cells[0] is None
        kinds = typed(tuple(column.cells))
        assert len(kinds) == len(set(kinds))


@given(st.lists(st.lists(st.text(max_size=2), min_size=1, max_size=5), min_size=1, max_size=6))
def test_texts_are_gathered_alike_together_and_one_by_one(records: list[list[str]]) -> None:
    together, apart = Gatherer(), Gatherer()
    together.add_texts(range(1, len(records) + 1), records)
    for number, record in enumerate(records, 1):
        apart.add_texts([number], [record])
    assert list(together.grid()) == list(apart.grid())


def test_one_long_record_among_short_ones_fills_its_own_row_alone() -> None:
    gatherer = Gatherer()
    gatherer.add_texts(range(1, 2002), [["a"]] * 2000 + [["b"] * 3000])
    assert [len(column.places) for column in gatherer.grid().columns] == [2001] * 3000
    assert gatherer.grid()[2000].cells == ("b",) * 3000


def _by_rows(gatherer: Gatherer) -> None:
    gatherer.add([Row(2001, ("b",) * 500)])


def _by_texts(gatherer: Gatherer) -> None:
    gatherer.add_texts([2001], [["b"] * 500])


def _by_codes(gatherer: Gatherer) -> None:
    gatherer.add_coded([2001], [500], array("I", [1] * 500), lambda _, column: lambda _: column.place_of["b"])


@pytest.mark.parametrize("add", [_by_rows, _by_texts, _by_codes])
def test_many_columns_that_begin_far_down_are_refused_before_they_are_made(
    monkeypatch: pytest.MonkeyPatch, add: Callable[[Gatherer], None]
) -> None:
    monkeypatch.setattr(gathering, "TABLE_CELLS", 10_000)
    gatherer = Gatherer()
    gatherer.add_texts(range(1, 2001), [["a"]] * 2000)
    with pytest.raises(UnreadableFile, match="far too wide"):
        add(gatherer)
    assert len(gatherer.grid().columns) < 10


def test_a_cell_far_to_the_right_costs_one_column() -> None:
    rows = [Row(1, ("Title", "Start")), *(Row(number, ("a", "b")) for number in range(2, 50))]
    grid = gathered([*rows, Row(50, ("a", "b", *[None] * 16_000, "note"))])
    for less in (cut(grid, 1), without(grid, [3]), tidied(grid)):
        assert len(less.columns) == 16_003
        assert len({id(column) for column in less.columns}) == 4
