"""Merged cells: what stands in the first row of a merge counts for every row of it. Pure."""

from collections.abc import Sequence

from bulkmeet.cells.text import address, is_blank
from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.raw import Merge
from bulkmeet.loader.wording import listed
from bulkmeet.model import Cell, Issue, Row


def fill_merges(
    body: Sequence[Row], merges: Sequence[Merge], header_row: int, width: int
) -> tuple[list[Row], list[Issue]]:
    """The rows under the headers with every merge of several rows filled, and one issue that names them.

    Merges within one row, above the headers or beyond the last of them are for show and stay as they are.
    """
    wanted = [merge for merge in merges if header_row < merge.first_row < merge.last_row and merge.first_column < width]
    position = {row.number: index for index, row in enumerate(body)}
    cells: dict[int, list[Cell]] = {}
    _refuse_overlaps(wanted, len(body) * width, position, width)
    filled = [merge for merge in wanted if _fill(merge, body, position, cells, width)]
    rows = [Row(row.number, tuple(cells[index])) if index in cells else row for index, row in enumerate(body)]
    if not filled:
        return rows, []
    filled.sort(key=lambda merge: (merge.first_row, merge.first_column))
    names = listed([_name(merge) for merge in filled])
    message = f"Merged cells were filled down, so that each of their rows has the value: {names}."
    return rows, [Issue("merged_cells", message, "warning", row=filled[0].first_row)]


def _fill(
    merge: Merge,
    body: Sequence[Row],
    position: dict[int, int],
    cells: dict[int, list[Cell]],
    width: int,
) -> bool:
    top = position.get(merge.first_row)
    if top is None or merge.first_column >= len(body[top].cells):
        return False
    value = body[top].cells[merge.first_column]
    if is_blank(value):
        return False
    for index in range(top, len(body)):
        if body[index].number > merge.last_row:
            break
        row = cells.setdefault(index, list(body[index].cells))
        row.extend([None] * (width - len(row)))
        columns = range(merge.first_column, min(merge.last_column + 1, width))
        row[columns.start : columns.stop] = [value] * len(columns)
    return True


def _refuse_overlaps(merges: Sequence[Merge], room: int, position: dict[int, int], width: int) -> None:
    """Merges that lie apart cover no more cells than there are; those that do not could cost any time."""
    for merge in merges:
        rows = min(merge.last_row - merge.first_row + 1, len(position))
        room -= rows * (min(merge.last_column + 1, width) - merge.first_column)
    if room < 0:
        raise UnreadableFile("Its merged cells lie over each other; unmerge them in Excel and save the file again.")


def _name(merge: Merge) -> str:
    first = address(merge.first_column, merge.first_row)
    return f"{first}:{address(merge.last_column, merge.last_row)}"
