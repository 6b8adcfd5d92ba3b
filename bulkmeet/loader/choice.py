"""Which sheet of a workbook is meant: the one that is named, or the visible one that looks most like meetings."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from bulkmeet.cells.text import is_blank, quoted, text_of
from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.limits import HEADER_ROWS
from bulkmeet.loader.outline import Part
from bulkmeet.loader.wording import listed
from bulkmeet.model import Row

Score = tuple[bool, int]
NO_SCORE: Score = (False, 0)


def choose(
    parts: Sequence[Part], wanted: str | None, rows_of: Callable[[Part], Iterable[Row]]
) -> tuple[Part, tuple[str, ...]]:
    """The sheet to read, and the names of the other visible ones that hold rows. Raises UnreadableFile."""
    if not parts:
        raise UnreadableFile("The workbook holds no worksheet that can be read; save it anew as a workbook (.xlsx).")
    visible = [part for part in parts if part.is_visible]
    if wanted is not None:
        return _named(parts, wanted), ()
    if not visible:
        raise UnreadableFile("All sheets of the workbook are hidden; show the one with the meetings.")
    if len(visible) == 1:
        return visible[0], ()
    visible = _not_ours(visible)
    scores = {part: _score(rows_of(part)) for part in visible}
    filled = [part for part in visible if scores[part] is not None] or visible[:1]
    best = max(scores[part] or NO_SCORE for part in filled)
    winners = [part for part in filled if (scores[part] or NO_SCORE) == best]
    if len(winners) > 1:
        names = listed([quoted(part.name) for part in winners])
        raise UnreadableFile(f"Several sheets may hold the meetings: {names}; name one with --sheet.")
    return winners[0], tuple(part.name for part in filled if part is not winners[0])


def _not_ours(parts: list[Part]) -> list[Part]:
    """The sheets that bulkmeet did not put there itself; all of them where it put there every one."""
    from bulkmeet.columns.fields import OWN_SHEETS  # here, as most workbooks have one sheet

    return [part for part in parts if part.name not in OWN_SHEETS] or parts


def _score(rows: Iterable[Row]) -> Score | None:
    """How much the best of the sheet's first rows looks like headers of meetings; None where it holds no rows."""
    from bulkmeet.columns.scores import meetings_score  # here, as most workbooks have one sheet

    first = list(islice(rows, HEADER_ROWS))
    filled = [row for row in first if not all(map(is_blank, row.cells))]
    scores = (meetings_score([text_of(cell) for cell in row.cells]) for row in filled)
    return max(scores, default=NO_SCORE) if first else None


def _named(parts: Sequence[Part], wanted: str) -> Part:
    exact = [part for part in parts if part.name == wanted]
    alike = [part for part in parts if part.name.strip().casefold() == wanted.strip().casefold()]
    if exact or alike:
        return (exact or alike)[0]
    names = listed([quoted(part.name) for part in parts])
    raise UnreadableFile(f"There is no sheet {quoted(wanted)}; the workbook has {names}.")
