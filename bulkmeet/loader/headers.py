"""Where a table's headers are: the row that knows most, or two rows of which the upper groups the lower. Pure."""

from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from bulkmeet.cells.text import is_blank, quoted, text_of
from bulkmeet.columns.mapping import looks_like_log
from bulkmeet.columns.scores import header_score, meetings_score
from bulkmeet.loader.limits import HEADER_ROWS
from bulkmeet.loader.passages import may_be_headers
from bulkmeet.loader.raw import Merge
from bulkmeet.loader.wording import rows_named
from bulkmeet.model import Issue, Row

RECOGNISED = 2
"""How many headers must be known before a row is taken for the headers; one alone may be a chance."""


class Headers(Struct, frozen=True):
    """The headers: the indexes of their first and last row, their texts, and what is to be said of them."""

    first: int
    last: int
    texts: tuple[str, ...]
    issues: tuple[Issue, ...] = ()


def find_headers(rows: Sequence[Row], merges: Sequence[Merge]) -> Headers:
    """The headers among rows that all hold something. Two rows count as one where that makes more of them known."""
    scores = [header_score(_texts(row)) for row in rows[:HEADER_ROWS]]
    top = scores.index(max(scores))
    if looks_like_log(_texts(rows[top])) is not None:  # who came may be listed below the meeting, with more columns
        top = next((index for index, score in enumerate(scores) if _are_of_meetings(rows[index], score)), top)
    if scores[top] < RECOGNISED:
        texts = ([cell for cell in row.cells if isinstance(cell, str) and not is_blank(cell)] for row in rows)
        top = next((index for index, row in enumerate(islice(texts, HEADER_ROWS)) if len(row) > 1), 0)
    single = Headers(top, top, tuple(_texts(rows[top])))
    pairs = [_pair(rows, index, merges, top) for index in (top - 1, top) if 0 <= index < len(rows) - 1]
    best = max((pair for pair in pairs if pair), key=lambda pair: header_score(pair.texts), default=single)
    return best if header_score(best.texts) > max(scores[top], RECOGNISED - 1) else single


def _are_of_meetings(row: Row, score: int) -> bool:
    return score >= RECOGNISED and meetings_score(_texts(row))[0] and looks_like_log(_texts(row)) is None


def _pair(rows: Sequence[Row], index: int, merges: Sequence[Merge], top: int) -> Headers | None:
    """The rows at an index and below it as one, if they may be headers together; `top` is the best row alone."""
    upper, lower = rows[index], rows[index + 1]
    if lower.number != upper.number + 1 or not _all_texts(upper) or not may_be_headers(lower.cells):
        return None
    above, own = _spread(upper, lower, merges), _texts(upper)
    below = _texts(lower) + [""] * (len(above) - len(lower.cells))
    own += [""] * (len(above) - len(own))
    groups = {column for column in range(len(above)) if _is_group(column, own, above, below)}
    texts = []
    for column, (group, text) in enumerate(zip(above, below, strict=True)):
        joined = " ".join(filter(None, (group, text)))
        if text and group and not header_score([joined]):
            # Below the best row alone, a text that means nothing with its header is a value.
            if index == top and own[column] and not groups:
                return None
            joined = joined if index == top and own[column] and column not in groups else text
        texts.append(joined if text or own[column] else "")
    named = next((text for text, lone in zip(texts, below, strict=True) if lone and text != lone), None)
    named = named or next((text for text in below if text), texts[0])
    message = (
        f"The headers stand in {rows_named((upper.number, lower.number))} and were read together: {quoted(named)}."
    )
    issue = Issue("two_header_rows", message, "warning", row=upper.number)
    return Headers(index, index + 1, tuple(texts), (issue,))


def _is_group(column: int, own: Sequence[str], above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the header reaches over the next column too, and known ones stand below it in both: When over Date, From.

    Two of them, as a title may be as short as a header, while hardly two values beside each other are.
    """
    after = column + 1
    if not own[column] or after >= len(above) or above[after] != own[column] or own[after]:
        return False
    return header_score([below[column], below[after]]) > 1


def _spread(upper: Row, lower: Row, merges: Sequence[Merge]) -> list[str]:
    """The upper texts, each over the columns it is merged across, or, where nothing is merged, to the next text."""
    width = max(len(upper.cells), len(lower.cells))
    texts = _texts(upper) + [""] * (width - len(upper.cells))
    across = [m for m in merges if m.first_row <= upper.number <= m.last_row and m.last_column > m.first_column]
    if across:
        for merge in across:
            columns = range(merge.first_column, min(merge.last_column + 1, width))
            texts[columns.start : columns.stop] = [texts[merge.first_column]] * len(columns) if columns else []
        return texts
    for column in range(1, width):
        if not texts[column] and column < len(lower.cells) and not is_blank(lower.cells[column]):
            texts[column] = texts[column - 1]
    return texts


def _all_texts(row: Row) -> bool:
    return all(cell is None or (isinstance(cell, str) and "@" not in cell) for cell in row.cells)


def _texts(row: Row) -> list[str]:
    return [text_of(cell) for cell in row.cells]
