"""Columns that only say the start once more: in every row the same day or hour, which no end can be."""

from collections.abc import Sequence
from datetime import date, time

from bulkmeet.cells.dates import ORDERS, DateOrder, parse_clock, parse_when
from bulkmeet.columns.fields import Column, Field
from bulkmeet.model import Cell, When

STARTS = frozenset((Field.START, Field.START_DATE, Field.START_TIME))

Said = tuple[list[date | None], list[time | None]]
"""The different days of some cells, and their different hours, in the order in which they first come."""


def repeats_start(cells: Sequence[Cell], columns: Sequence[Column], examples: Sequence[Sequence[Cell]]) -> bool:
    """Whether cells say the same days or hours as those that hold the start; `examples` are by the columns' index.

    All are different values in the order of the sheet. No end comes in that order: the last of all would be no later
    than the last start.
    """
    starts = [examples[column.index] for column in columns if column.field in STARTS]
    return any(_is_said(_said(cells, order), [_said(start, order) for start in starts]) for order in ORDERS)


def are_alike(cells: Sequence[Cell], others: Sequence[Cell]) -> bool:
    """Whether two columns say the same days and hours."""
    return any(_is_said(_said(cells, order), [_said(others, order)]) for order in ORDERS)


def _said(cells: Sequence[Cell], order: DateOrder) -> Said:
    whens = [parse_when(cell, order).value or parse_clock(cell).value or When() for cell in cells]
    return list(dict.fromkeys(when.day for when in whens)), list(dict.fromkeys(when.clock for when in whens))


def _is_said(said: Said, starts: Sequence[Said]) -> bool:
    days, clocks = said
    has_days, has_clocks = days != [None], clocks != [None]
    same_days = not has_days or any(days == start[0] for start in starts)
    same_clocks = not has_clocks or any(clocks == start[1] for start in starts)
    return bool(days) and (has_days or has_clocks) and same_days and same_clocks
