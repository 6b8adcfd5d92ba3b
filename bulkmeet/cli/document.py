"""The one JSON document of `--json`. Stable: fields are added, never renamed."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from bulkmeet.cli.wording import status_counts
from bulkmeet.model import Issue, Result
from bulkmeet.patterns import pattern

if TYPE_CHECKING:
    from bulkmeet.explain import Explained

INVISIBLE = pattern("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What JSON would let pass and a terminal obeys: escaped, it is the same text to whoever reads the JSON."""
ISSUE_FIELDS = ("row", "column", "cell", "code", "severity", "message", "value")
RESULT_FIELDS = ("key", "rows", "title", "status", "meeting_id", "meeting_url", "message")


def document(
    *,
    run: str | None = None,
    file: str | Path | None = None,
    api: str | None = None,
    rows: int = 0,
    issues: Iterable[Issue] = (),
    results: Sequence[Result] = (),
    output: Path | None = None,
    seconds: float,
    error: str | None = None,
    columns: "Sequence[Explained] | None" = None,
) -> bytes:
    """The document; `seconds` is how long the command took, `error` why it stopped early.

    `columns` are how the columns are read, where that was asked for.
    """
    counts = status_counts(result.status for result in results)
    content: dict[str, Any] = {
        "run": run,
        "file": None if file is None else str(file),
        "api": api,
        "counts": {str(status): number for status, number in counts.items()},
        "meetings": len(results),
        "rows": rows,
        "issues": [{name: getattr(issue, name) for name in ISSUE_FIELDS} for issue in issues],
        "results": [{name: getattr(result, name) for name in RESULT_FIELDS} for result in results],
        "output": None if output is None else str(output),
        "seconds": round(seconds, 3),
        "error": error,
        "columns": columns,
    }
    return encoded(content)


def encoded(content: object) -> bytes:
    """A document as one line of JSON that shows the same everywhere."""
    text = msgspec.json.encode(content).decode()
    return INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()
