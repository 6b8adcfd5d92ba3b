"""The cells that something is wrong with, coloured in a worksheet's rows."""

from collections.abc import Iterable, Iterator, Mapping

from bulkmeet.results.issuelist import LOOKS, Marked
from bulkmeet.results.notes import Cell
from bulkmeet.results.rowedits import Item, in_place, merged, restyled, text_cell, with_body
from bulkmeet.results.sheetxml import Names, XmlCell, XmlRow
from bulkmeet.results.styles import Look, Styles


def with_marks(names: Names, items: Iterable[Item], marked: Mapping[Cell, Marked], styles: Styles) -> Iterator[Item]:
    """The rows with the marked cells coloured; a blank one that the sheet leaves out is put in to hold its colour."""
    rows: dict[int, dict[int, Look]] = {}
    for (row, column), mark in marked.items():
        rows.setdefault(row, {})[column] = LOOKS[mark.severity]

    def change(row: XmlRow) -> XmlRow:
        looks = rows[row.number]

        def write(column: int, cell: XmlCell | None, raw: bytes) -> bytes:
            style = styles.derived(cell.style if cell else None, looks[column])
            return restyled(raw, style) if cell else text_cell(names, row.number, column, "", style)

        return with_body(names, row, merged(names, row, looks, write, begin=min(looks)))

    return in_place(items, rows, change)
