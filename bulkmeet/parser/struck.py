"""Rows and cells that are struck through: whoever strikes a row through means that it does not count. Pure."""

from collections.abc import Sequence

from msgspec import Struct

from bulkmeet.cells.text import is_blank, quoted
from bulkmeet.columns import fields
from bulkmeet.columns.fields import RESULT_FIELDS, Column, Field
from bulkmeet.model import Problem
from bulkmeet.parser.together import Found
from bulkmeet.sheet import Sheet

UNUSED = frozenset((None, Field.IGNORE))
STRUCK = "Not sent: its row is struck through; take the strike-through away if the meeting is to be created."


class Strikes(Struct, frozen=True):
    """The places of the rows that are struck through, and what is wrong with single cells of others, by place."""

    rows: frozenset[int] = frozenset()
    cells: tuple[tuple[int, Found], ...] = ()


def strikes_in(sheet: Sheet, mapping: fields.Mapping) -> Strikes:
    """What is struck through of a sheet: a row whose title is, or most of what stands in it; else single cells."""
    if not sheet.struck:
        return Strikes()
    columns = [column for column in mapping.columns if column.field not in RESULT_FIELDS]
    rows: set[int] = set()
    cells: list[tuple[int, Found]] = []
    for place in (place for place, number in enumerate(sheet.rows.numbers) if number in sheet.struck):
        row = sheet.rows[place]
        struck = sheet.struck[row.number]
        filled = [column for column in columns if not is_blank(row.cells[column.index])]
        through = [column for column in filled if column.index in struck]
        if _is_whole(filled, through):
            rows.add(place)
        else:
            cells += ((place, _found(column, sheet, place)) for column in through if column.field not in UNUSED)
    return Strikes(frozenset(rows), tuple(cells))


def _is_whole(filled: Sequence[Column], through: Sequence[Column]) -> bool:
    return 2 * len(through) > len(filled) or any(column.field is Field.TITLE for column in through)


def _found(column: Column, sheet: Sheet, place: int) -> Found:
    cell = sheet.rows[place].cells[column.index]
    message = (
        f"{quoted(cell)} is struck through, so nobody can tell whether it counts; "
        "clear the cell, or take the strike-through away."
    )
    return Found(Problem("cell_struck_through", message), column, cell)
