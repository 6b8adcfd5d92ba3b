"""The table among the rows: where its headers are, what belongs to it, and what was passed over. Pure.

People put titles above a table, totals and notes below it, and paste exports one under the other. Whatever
is not read as a meeting is named by an issue; nothing but blank rows goes without a word.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from bulkmeet.cells.dates import DateOrder
from bulkmeet.cells.text import address, column_letter, is_blank, quoted, text_of
from bulkmeet.columns.fields import RESULT_FIELDS
from bulkmeet.columns.scores import header_score
from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.apart import columns_apart
from bulkmeet.loader.asides import asides_in
from bulkmeet.loader.bands import band_rows
from bulkmeet.loader.boards import without_board_rows
from bulkmeet.loader.counts import count_rows
from bulkmeet.loader.days import Filled, fill_days
from bulkmeet.loader.headers import find_headers
from bulkmeet.loader.legends import key_rows
from bulkmeet.loader.limits import HEADER_ROWS, TABLE_CELLS
from bulkmeet.loader.merges import fill_merges
from bulkmeet.loader.nothing import why_no_rows
from bulkmeet.loader.passages import (
    heads,
    is_figure,
    is_footer_line,
    is_hint_row,
    is_lone_text,
    is_rule,
    is_totals_row,
    may_be_headers,
    not_plainly_values,
    repeats,
)
from bulkmeet.loader.raw import Merge
from bulkmeet.loader.reshaping import as_wide_as, blank_rows, cut, filled, tidied, without
from bulkmeet.loader.wording import rows_named
from bulkmeet.model import Issue, Row
from bulkmeet.sheet import Aside, BelowDays, Grid

SECOND_TABLE = 3


class Table(Struct, frozen=True):
    """The table found: the number of its header row, its headers, the rows under them, issues, texts beside it.

    `below_days` as in Sheet.
    """

    header_row: int
    headers: tuple[str, ...]
    rows: Grid
    issues: tuple[Issue, ...]
    asides: tuple[Aside, ...] = ()
    below_days: BelowDays | None = None


def find_table(
    rows: Grid,
    *,
    merges: Sequence[Merge] = (),
    struck: Container[int] = (),
    delimited: bool,
    date_order: DateOrder | None = None,
) -> Table:
    """The table in the rows of a worksheet, or of a delimited file where a long row has shifted.

    `struck` are the numbers of the rows in which something is struck through, and `date_order` is that of numeric
    dates where it was given.

    Every row of the table gets one cell a header. Raises UnreadableFile where there is none.
    """
    rows = without(rows, blank_rows(rows))
    if not len(rows):
        raise UnreadableFile("There are no rows to read; check that it is the right file and sheet.")
    first = list(islice(rows, HEADER_ROWS + 1))
    found = find_headers(first, merges)
    header_row = first[found.last].number
    headers = found.texts[: _length(first[found.last]) if delimited else _last(found.texts) + 1]
    issues = [*(_above(row) for row in first[: found.first]), *found.issues]
    body, merged = fill_merges(cut(rows, found.last + 1), merges, header_row, len(headers))
    beside = columns_apart(header_row, headers, body)
    issues += beside.issues
    if beside.width < len(headers):
        headers = headers[: beside.width]
        body = _narrowed(body, beside.width)
    whole, has_groups = without_board_rows(tidied(body), headers, issues)
    body = _without_notes(whole, headers, issues)
    asides = asides_in(first[: found.first], whole, body, len(headers))
    above = first[found.first - 1] if found.first else None
    dated = Filled(body) if has_groups else fill_days(body, headers, above, struck, date_order)
    bands = band_rows(dated.rows, headers[: _own_width(headers)], merges, date_order)
    body = _told_without(dated.rows, bands, "group_title", issues)
    if not len(body):
        raise UnreadableFile(why_no_rows(header_row, issues))
    issues += [*merged, *dated.issues]
    issues += _too_long(body, len(headers)) if delimited else _beyond(body, len(headers))
    headers = _without_blank_end(headers, body)
    if len(body) * len(headers) > TABLE_CELLS:
        raise UnreadableFile("The table is far too wide for a list of meetings; remove columns on its right.")
    return Table(header_row, headers, as_wide_as(body, len(headers)), tuple(issues), asides, dated.below)


def _narrowed(body: Grid, width: int) -> Grid:
    """The rows without what stands further right, and those that hold nothing else."""
    narrow = as_wide_as(body, width)
    return without(narrow, blank_rows(narrow))


def _without_notes(whole: Grid, headers: Sequence[str], issues: list[Issue]) -> Grid:
    """The rows without keys, counts, totals, repeated headers, notes at the end and a second table."""
    body = _told_without(whole, key_rows(whole), "key_row", issues)
    body = _told_without(body, count_rows(body, headers), "totals_row", issues)
    body = _strip_footers(_strip_passages(body, headers, issues), headers, issues)
    return body if body is whole else tidied(body)


_WHY = {
    "key_row": "belongs to a key that says what colours or abbreviations mean",
    "totals_row": "counts what stands above it",
    "group_title": "is a heading over other rows",
}


def _told_without(body: Grid, places: Sequence[int], code: str, issues: list[Issue]) -> Grid:
    """The rows without those at these places, each of which is told."""
    issues += [_passed_over(code, body[place], _WHY[code]) for place in places]
    return without(body, places)


def _strip_passages(body: Grid, headers: Sequence[str], issues: list[Issue]) -> Grid:
    """The rows without repeated headers, totals and whatever follows the headers of a second table."""
    passages: list[int] = []
    for place in not_plainly_values(body):
        row = body[place]
        texts = [text for text in _texts(row) if text] if may_be_headers(row.cells) else []
        if texts and repeats(headers, row.cells):
            issues.append(_passed_over("repeated_header", row, "repeats the headers"))
        elif _are_other_headers(texts) or _is_headed_anew(body, place, texts):
            issues.append(_second_table(row, body[-1], texts))
            body = cut(body, 0, place)
            break
        elif is_totals_row(row.cells):
            issues.append(_passed_over("totals_row", row, "holds totals"))
        elif is_rule(row.cells):
            issues.append(_passed_over("rule_row", row, "is a line of marks"))
        elif is_hint_row(row.cells):
            issues.append(_passed_over("hint_row", row, "says how to fill in the columns"))
        else:
            continue
        passages.append(place)
    return without(body, passages)


def _strip_footers(rows: Grid, headers: Sequence[str], issues: list[Issue]) -> Grid:
    """A text alone below the table and a blank row is a note, and so is “Generated by …” at the end."""
    if sum(map(bool, headers)) < 2:
        return rows
    end = len(rows)
    while end and is_lone_text(rows[end - 1].cells):
        end -= 1
    while end < len(rows) and not (_is_below_gap(rows, end) or is_footer_line(rows[end].cells)):
        end += 1
    end = min(end, _notes_from(rows))
    issues += [_passed_over("footer_row", row, "is a note below the table") for row in cut(rows, end)]
    return cut(rows, 0, end)


def _notes_from(rows: Grid) -> int:
    """Where notes begin that have several cells: below a blank row and a text alone, with no figure from there on."""
    plain = len(rows)
    while plain and not any(map(is_figure, rows[plain - 1].cells)):
        plain -= 1
    headed = (
        index
        for index in range(plain, len(rows))
        if _is_below_gap(rows, index) and is_lone_text(rows[index].cells) and not is_blank(rows[index].cells[0])
    )
    return next(headed, len(rows))


def _is_below_gap(rows: Grid, index: int) -> bool:
    return 0 < index < len(rows) and rows.numbers[index] - rows.numbers[index - 1] > 1


def _is_headed_anew(body: Grid, place: int, texts: Sequence[str]) -> bool:
    """Whether the row is the headers of another table by where it stands: below a blank row, over values."""
    if not _is_below_gap(body, place) or _is_below_gap(body, place + 1):
        return False
    return len(texts) >= SECOND_TABLE and place + 1 < len(body) and heads(body[place].cells, body[place + 1].cells)


def _are_other_headers(texts: Sequence[str]) -> bool:
    score = header_score(texts) if len(texts) >= SECOND_TABLE else 0
    return score >= SECOND_TABLE and 2 * score >= len(texts)


def _too_long(body: Grid, width: int) -> Iterator[Issue]:
    for place in sorted({place for column in body.columns[width:] for place in filled(column)}):
        row = body[place]
        extra = [text_of(cell) for cell in row.cells[width:] if not is_blank(cell)]
        shown = quoted(", ".join(extra))
        message = (
            f"The row has more cells than there are headers, {shown} is left over, so values may have "
            "shifted; put quotation marks around a value that holds the separator."
        )
        where = address(width, row.number)
        yield Issue("row_too_long", message, row=row.number, cell=where, value=", ".join(extra)[:200])


def _beyond(body: Grid, width: int) -> Iterator[Issue]:
    """One issue a column: notes to the right of a worksheet's table shift nothing."""
    for index, column in enumerate(body.columns[width:], width):
        first = next(filled(column), None)
        if first is not None:
            number = body.numbers[first]
            message = f"Column {column_letter(index)} has no header, so it was not read; give it one if it matters."
            yield Issue("column_without_header", message, "warning", row=number, cell=address(index, number))


def _above(row: Row) -> Issue:
    return _passed_over("row_above_headers", row, "stands above the headers")


def _passed_over(code: str, row: Row, why: str) -> Issue:
    texts = [text for text in _texts(row) if text]
    message = f"The row {why} and was not read as a meeting: {quoted(' | '.join(texts))}."
    return Issue(code, message, "warning", row=row.number, value=" | ".join(texts)[:200])


def _second_table(row: Row, last: Row, texts: Sequence[str]) -> Issue:
    rows = rows_named(range(row.number, last.number + 1))
    message = f"A second table starts here, so {rows} were left out; put it in a file of its own."
    return Issue("second_table", message, row=row.number, value=" | ".join(texts)[:200])


def _without_blank_end(headers: tuple[str, ...], body: Grid) -> tuple[str, ...]:
    """The headers without columns at the end that have neither a header nor a value."""
    end = _last(headers) + 1
    beyond = enumerate(body.columns[end : len(headers)], end)
    return headers[: max((at + 1 for at, column in beyond if any(True for _ in filled(column))), default=end)]


def _own_width(headers: Sequence[str]) -> int:
    """How many columns its owner gave the table, before those of results."""
    return next((index for index, header in enumerate(headers) if header in RESULT_FIELDS), len(headers))


def _length(row: Row) -> int:
    """How many cells a record has, empty ones included."""
    return max((index + 1 for index, cell in enumerate(row.cells) if cell is not None), default=0)


def _last(headers: Sequence[str]) -> int:
    return max((index for index, text in enumerate(headers) if text), default=-1)


def _texts(row: Row) -> list[str]:
    return [text_of(cell) for cell in row.cells]
