"""Where the result columns stand: in their old places if the sheet has them, else right of everything."""

from collections.abc import Mapping, Sequence

from bulkmeet.cells.text import text_of
from bulkmeet.model import Cell


def existing_columns(headers: Sequence[Cell], names: Sequence[str]) -> dict[str, int]:
    """The result columns that a header row already holds: name → column counted from 0, the leftmost if twice."""
    wanted = {name.casefold(): name for name in names}
    found: dict[str, int] = {}
    for index, header in enumerate(headers):
        name = wanted.get(text_of(header).casefold())
        if name is not None:
            found.setdefault(name, index)
    return found


def placed(names: Sequence[str], existing: Mapping[str, int], width: int) -> tuple[int, ...]:
    """A column for every name, counted from 0: the old one, or the next free one from `width` on."""
    free = max([width, *(index + 1 for index in existing.values())])
    columns: list[int] = []
    for name in names:
        if name in existing:
            columns.append(existing[name])
        else:
            columns.append(free)
            free += 1
    return tuple(columns)
