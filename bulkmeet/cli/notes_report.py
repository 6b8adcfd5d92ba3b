"""What a check tells of a sheet each time and nobody has to mend: a line each, behind the issues. Pure."""

from collections.abc import Iterator, Sequence

from bulkmeet.cells.text import quoted
from bulkmeet.cli.wording import row_ranges
from bulkmeet.model import Issue

NOTES = frozenset(
    {
        "row_above_headers",
        "repeated_header",
        "totals_row",
        "footer_row",
        "rule_row",
        "hint_row",
        "group_title",
        "key_row",
        "other_sheets",
        "column_not_recognised",
        "column_without_header",
        "format_only_read",
    }
)
"""The codes of what is only passed over, as it will be in every round."""
LEFT_OUT = frozenset({"key_row", "totals_row", "group_title"})
"""The codes of rows left out for what they say, among which somebody may find a meeting: all of them are quoted."""
MOST_TEXTS = 20
ASKS = "--map"
"""A note that says what to add is one to act upon."""
HEADING = "Notes, with nothing to mend:"


def is_note(issue: Issue) -> bool:
    """Whether an issue only says what was passed over."""
    return issue.severity == "warning" and issue.code in NOTES and ASKS not in issue.message


def note_lines(notes: Sequence[Issue], width: int | None = None) -> Iterator[str]:
    """The notes under their heading, one line for each kind, cut at the terminal's width.

    Where several rows were left out for what they say, the line is as long as their texts.
    """
    kinds: dict[str, list[Issue]] = {}
    for note in notes:
        kinds.setdefault(note.code, []).append(note)
    if kinds:
        yield HEADING
    for code, alike in kinds.items():
        yield _cut(f"  {_said(alike)}", None if code in LEFT_OUT and len(alike) > 1 else width)


def _said(alike: Sequence[Issue]) -> str:
    first = alike[0]
    rows = sorted({note.row for note in alike if note.row is not None and not note.column})
    headers = [quoted(note.column) for note in alike if note.column]
    if len(alike) > 1 and len(headers) == len(alike):
        return f"{len(alike):,} columns are not used: {', '.join(headers)}."
    where = f"{row_ranges(rows)}: ".capitalize() if rows else ""
    return f"{where}{_quoting_all(alike) if first.code in LEFT_OUT else first.message}"


def _quoting_all(alike: Sequence[Issue]) -> str:
    """What is said of the first, with the texts of all in place of its own."""
    first = alike[0]
    texts = list(dict.fromkeys(quoted(note.value) for note in alike if note.value))
    more = f" and {len(texts) - MOST_TEXTS:,} more" if len(texts) > MOST_TEXTS else ""
    return first.message.replace(quoted(first.value), ", ".join(texts[:MOST_TEXTS]) + more)


def _cut(line: str, width: int | None) -> str:
    return line if width is None or len(line) <= width else f"{line[: width - 1]}…"
