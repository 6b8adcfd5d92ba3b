"""Merged cells: what stands in the first row of a merge counts for every row of it. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from bulkmeet.cells.text import address, is_blank
from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.limits import MERGED_CELLS
from bulkmeet.loader.raw import Merge
from bulkmeet.loader.reshaping import changed
from bulkmeet.loader.strikes import StruckRows
from bulkmeet.loader.wording import listed
from bulkmeet.model import Cell, Issue
from bulkmeet.sheet import Grid


def fill_merges(body: Grid, merges: Sequence[Merge], header_row: int, width: int) -> tuple[Grid, list[Issue]]:
    """The rows under the headers with every merge of several rows filled, and one issue that names them.

    Merges within one row, above the headers or beyond the last of them are for show and stay as they are.
    """
    wanted = [merge for merge in merges if header_row < merge.first_row < merge.last_row and merge.first_column < width]
    if not wanted:
        return body, []
    position = {number: place for place, number in enumerate(body.numbers)}
    _refuse_too_many(wanted, len(body) * width, len(position), width)
    cells: dict[int, dict[int, Cell]] = {}
    filled = [merge for merge in wanted if _fill(merge, body, position, cells, width)]
    if not filled:
        return body, []
    filled.sort(key=lambda merge: (merge.first_row, merge.first_column))
    names = listed([_name(merge) for merge in filled])
    message = f"Merged cells were filled down, so that each of their rows has the value: {names}."
    return changed(body, cells), [Issue("merged_cells", message, "warning", row=filled[0].first_row)]


def filled_below(merges: Iterable[Merge], header_row: int, width: int) -> dict[int, list[tuple[int, int]]]:
    """The first and last row of what each merge fills below its own first row, by column, in order."""
    filled: dict[int, list[tuple[int, int]]] = {}
    for merge in sorted(merges, key=lambda merge: merge.first_row):
        if header_row < merge.first_row < merge.last_row:
            for column in range(merge.first_column, min(merge.last_column + 1, width)):
                filled.setdefault(column, []).append((merge.first_row + 1, merge.last_row))
    return filled


def struck_in(
    struck: Iterable[StruckRows], merges: Sequence[Merge], header_row: int, rows: Grid, width: int
) -> dict[int, frozenset[int]]:
    """The columns struck through by row; what is said of a merge's first cell counts for every row it was filled in.

    `rows` are those of a table of so many columns whose merges `fill_merges` has looked at.
    """
    found = {row: frozenset(alike.columns) for alike in struck for row in alike.rows}
    if not found:
        return found
    numbers = rows.numbers
    for merge in merges:
        if merge.first_column in found.get(merge.first_row, ()) and header_row < merge.first_row < merge.last_row:
            columns = frozenset(range(merge.first_column, min(merge.last_column + 1, width)))
            for row in numbers[bisect_left(numbers, merge.first_row) : bisect_right(numbers, merge.last_row)]:
                found[row] = found.get(row, frozenset()) | columns
    return found


def _fill(merge: Merge, body: Grid, position: Mapping[int, int], cells: dict[int, dict[int, Cell]], width: int) -> bool:
    top = position.get(merge.first_row)
    if top is None or merge.first_column >= len(body.columns):
        return False
    column = body.columns[merge.first_column]
    value = column.cells[column.places[top]]
    if is_blank(value):
        return False
    end = bisect_right(body.numbers, merge.last_row)
    for index in range(merge.first_column, min(merge.last_column + 1, width)):
        cells.setdefault(index, {}).update(dict.fromkeys(range(top, end), value))
    return True


def _refuse_too_many(merges: Sequence[Merge], room: int, rows: int, width: int) -> None:
    """Merges that lie apart cover no more cells than there are; those that do not could cost any time or memory."""
    filled = 0
    for merge in merges:
        covered = min(merge.last_row - merge.first_row + 1, rows)
        filled += covered * (min(merge.last_column + 1, width) - merge.first_column)
    if filled > room:
        raise UnreadableFile("Its merged cells lie over each other; unmerge them in Excel and save the file again.")
    if filled > MERGED_CELLS:
        raise UnreadableFile(
            "Its merged cells cover far more than meetings need; unmerge them and save the file again."
        )


def _name(merge: Merge) -> str:
    first = address(merge.first_column, merge.first_row)
    return f"{first}:{address(merge.last_column, merge.last_row)}"
