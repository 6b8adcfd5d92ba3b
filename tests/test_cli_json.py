"""--json: one document on standard output, always the same fields, and nothing else there."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.command_line import STATUSES, CommandLine, Done, invalid, meeting, meetings
from tests.conftest import Server

FIELDS = {
    "run": str,
    "file": str,
    "api": str,
    "counts": dict,
    "meetings": int,
    "rows": int,
    "issues": list,
    "results": list,
    "output": str,
    "seconds": float,
    "error": str,
    "columns": list,
}
OPTIONAL = {"run", "file", "api", "output", "error", "columns"}
ISSUE_FIELDS = {"row": int, "column": str, "cell": str, "code": str, "severity": str, "message": str, "value": str}
RESULT_FIELDS = {
    "key": str,
    "rows": list,
    "title": str,
    "status": str,
    "meeting_id": str,
    "meeting_url": str,
    "message": str,
}


def _has_the_fields(record: dict[str, Any], fields: Mapping[str, type], optional: set[str]) -> None:
    assert set(record) == set(fields)
    for name, kind in fields.items():
        assert isinstance(record[name], kind) or (name in optional and record[name] is None), (name, record[name])


def _document(done: Done) -> dict[str, Any]:
    """The document, once it is certain that it keeps the contract."""
    document = done.document
    assert done.out.count("\n") == 1
    _has_the_fields(document, FIELDS, OPTIONAL)
    assert tuple(document["counts"]) == STATUSES
    assert sum(document["counts"].values()) == document["meetings"] == len(document["results"])
    for issue in document["issues"]:
        _has_the_fields(issue, ISSUE_FIELDS, {"row", "column", "cell", "value"})
        assert issue["severity"] in {"error", "warning"}
    for result in document["results"]:
        _has_the_fields(result, RESULT_FIELDS, set())
        assert all(isinstance(row, int) for row in result["rows"])
    return document


def test_the_document_of_a_run_says_what_became_of_every_row(bulkmeet: CommandLine, server: Server) -> None:
    both = [meeting("Algebra", Attendee_email=email) for email in ("ann@example.com", "bob@example.com")]
    bulkmeet.csv("a.csv", [*both, invalid("Biology")])
    done = bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--json")
    document = _document(done)
    assert (done.code, document["error"], document["api"]) == (1, None, server.url)
    assert (document["file"], document["output"]) == ("a.csv", "a.results.csv")
    assert (document["rows"], document["counts"]["created"], document["counts"]["invalid"]) == (3, 1, 1)
    assert document["results"][0]["rows"] == [2, 3]
    assert document["results"][0]["meeting_id"] == server.ids["Algebra"]
    (error,) = [issue for issue in document["issues"] if issue["severity"] == "error"]
    assert (error["row"], error["column"], error["cell"], error["code"]) == (4, "Start", "B4", "time_unreadable")
    assert error["value"] == "2031-03-04 25:00"
    assert "Will create 1 meeting" in done.err


def test_the_document_of_a_check_has_neither_run_nor_output(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    document = _document(bulkmeet("check", "a.csv", "--json"))
    assert (document["run"], document["output"], document["error"]) == (None, None, None)
    assert document["api"] == "https://dialpad.com"
    assert document["results"][0]["status"] == "pending"


@pytest.mark.parametrize(
    ("arguments", "code", "file"),
    [
        (["check", "missing.csv", "--api", "simulator"], 3, "missing.csv"),
        (["run", "a.csv"], 2, "a.csv"),
        (["run", "a.csv", "--rate", "0/s"], 2, "a.csv"),
        (["run", "a.csv", "--no-such-option"], 2, None),
        (["run", "a.csv", "--limit", "0"], 2, None),
        (["check"], 2, None),
        (["chek", "a.csv"], 2, None),
        (["resolve", "2026", "--created"], 2, None),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_stops_a_command_stands_in_the_document_too(
    bulkmeet: CommandLine, arguments: list[str], code: int, file: str | None
) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    done = bulkmeet(*arguments, "--json", ledger=False)
    document = _document(done)
    assert (done.code, document["file"], document["error"]) == (code, file, done.sentence)


def test_the_document_is_utf_8_whatever_the_terminal_speaks(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", [meeting("Überblick 会議")])
    done = bulkmeet("check", "a.csv", "--json", fresh=True, environment={"PYTHONIOENCODING": "latin-1"})
    assert _document(done)["results"][0]["title"] == "Überblick 会議"
