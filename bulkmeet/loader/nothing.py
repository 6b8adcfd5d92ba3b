"""Why no row under the headers was read as a meeting, and what to do. Pure."""

from collections.abc import Iterable, Sequence

from bulkmeet.loader.wording import rows_named
from bulkmeet.model import Issue

_NO_ROWS = "The table has headers but no rows under them; add a row for each meeting."
_WHY = {
    "repeated_header": ("repeats the headers", "repeat the headers"),
    "totals_row": ("holds totals", "hold totals"),
    "rule_row": ("is a line of marks", "are lines of marks"),
    "hint_row": ("says how to fill in the columns", "say how to fill in the columns"),
    "key_row": ("is part of a key to colours or abbreviations", "are a key to colours or abbreviations"),
    "group_title": ("is the title of a group", "are titles of groups"),
    "footer_row": ("is a note below the table", "are notes below the table"),
}
"""By the code of what was passed over: what is said of one row and of several."""


def why_no_rows(header_row: int, issues: Iterable[Issue]) -> str:
    """The reason for a refusal; `issues` are those of the table, whose headers stand in or end with `header_row`."""
    below = [issue for issue in issues if issue.row is not None and issue.row > header_row]
    second = next((issue.row for issue in below if issue.code == "second_table" and issue.row is not None), None)
    told = [_told(code, numbers) for code in _WHY if (numbers := _rows(code, below))]
    if second is not None:
        others = f"; besides, {'; '.join(told)}" if told else ""
        return (
            f"The headers were taken from row {header_row}, but row {second} looks like headers, too, so everything "
            f"from there on was left out{others}. Make them one row, with a header in every column and the meetings "
            "right below it."
        )
    if told:
        return (
            f"No row under the headers in row {header_row} was read as a meeting: {'; '.join(told)}. Add a row for "
            "each meeting, with its title, date and time."
        )
    return _NO_ROWS


def _rows(code: str, issues: Iterable[Issue]) -> list[int]:
    return [issue.row for issue in issues if issue.code == code and issue.row is not None]


def _told(code: str, numbers: Sequence[int]) -> str:
    one, several = _WHY[code]
    return f"{rows_named(numbers)} {one if len(numbers) == 1 else several}"
