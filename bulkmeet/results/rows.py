"""Results to the cells of the result columns, and issues to the sentence a row gets. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from bulkmeet.columns.fields import RESULT_FIELDS
from bulkmeet.model import Issue, Outcome, Result

HEADERS = tuple(map(str, RESULT_FIELDS))
SENTENCES = 3


def result_cells(results: Iterable[Result]) -> dict[int, tuple[str, ...]]:
    """The six result cells of every row; each row of a group carries its meeting's result."""
    return {row: cells for result in results for cells in [_cells(result)] for row in result.rows}


def answered(result: Result, outcome: Outcome | None) -> Result:
    """The result with an outcome that only memory holds, for the ledger could not be written any more."""
    if outcome is None:
        return result
    return replace(
        result,
        status=outcome.status,
        message=outcome.message,
        meeting_id=outcome.meeting_id,
        meeting_url=outcome.meeting_url,
    )


def sentence_for(issues: Sequence[Issue]) -> str:
    """What is wrong with a meeting, cell by cell: its first three errors, and how many more there are."""
    errors = [issue for issue in issues if issue.severity == "error"]
    said = [f"{issue.cell}: {issue.message}" if issue.cell else issue.message for issue in errors[:SENTENCES]]
    if len(errors) > SENTENCES:
        said.append(f"And {len(errors) - SENTENCES} more.")
    return " ".join(said)


def by_row(issues: Iterable[Issue]) -> Mapping[int, list[Issue]]:
    """The issues of each row; those of the whole sheet are left out."""
    rows: dict[int, list[Issue]] = {}
    for issue in issues:
        if issue.row is not None:
            rows.setdefault(issue.row, []).append(issue)
    return rows


def _cells(result: Result) -> tuple[str, ...]:
    return (str(result.status), result.meeting_id, result.meeting_url, result.message, result.at, result.key)
