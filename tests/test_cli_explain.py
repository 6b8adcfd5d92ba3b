"""bulkmeet explain: one row's story, from its cells to what Dialpad answered. Told in this process, of a real run."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bulkmeet.__main__ import exit_code
from bulkmeet.ledger.forgetting import forget
from bulkmeet.ledger.store import Ledger
from bulkmeet.model import Status
from tests.command_line import HOST, CommandLine, invalid, meeting
from tests.conftest import Server

Explain = Callable[..., str]
ROWS = [
    meeting("Algebra"),
    meeting("Algebra", Attendee_email="ben@example.com", Room="9"),
    meeting("Refused", 10),
    meeting("Unsure", 11),
    invalid("Biology"),
    meeting("Later", 12),
]


class Ran:
    """A run that is over: where its files are, and under which address its API was."""

    def __init__(self, folder: Path, api: str) -> None:
        self.folder = folder
        self.api = api
        self.ledger = folder / "state" / "ledger.sqlite3"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    """One meeting of two rows was created, one refused, one never clearly answered, one is left for later."""
    line = CommandLine(tmp_path_factory.mktemp("ran"))
    line.csv("term.csv", ROWS)
    with Server(faults=["422:title=Refused", "500:title=Unsure"]) as server:
        line("run", "term.csv", "--api", server.url, "--yes", "--limit", "3", "--timezone", "America/New_York")
        yield Ran(line.folder, server.url)


@pytest.fixture
def explain(ran: Ran, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Explain:
    """Run the command in the folder, and give what it said; there is no key."""
    monkeypatch.chdir(ran.folder)
    monkeypatch.delenv("DIALPAD_API_KEY", raising=False)
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("TZ", "UTC")

    def run(file: str, row: object, *options: str, code: int = 0, api: str = ran.api, ledger: str = "") -> str:
        given = ("--api", api, "--ledger", ledger or str(ran.ledger), "--timezone", "America/New_York")
        assert exit_code(["explain", file, str(row), *given, *options]) == code
        shown = capfd.readouterr()
        return shown.out if code == 0 else shown.err

    return run


def _flat(said: str) -> str:
    """What was said, however it was broken into lines."""
    return " ".join(said.split())


def _after(said: str, heading: str) -> str:
    return said.partition(f"\n{heading}\n")[2]


def test_of_a_created_meeting_it_tells_the_cells_the_run_the_request_the_answer_and_that_nothing_is_to_do(
    explain: Explain, ran: Ran
) -> None:
    said = explain("term.results.csv", 3)
    assert said.startswith("term.results.csv, row 3\n  It is the meeting “Algebra”, together with row 2.\n")
    assert "  Status: created. Created.\n" in said
    assert "  B3      “Start” is start: “2031-03-04 09:00” → 2031-03-04 09:00 America/New_York (14:00 UTC)\n" in said
    assert "  F3      “Room” is not read: “9”\n" in said
    assert "  Nothing is wrong with rows 2-3.\n" in said
    assert f"of rows 2-3 of {ran.folder / 'term.csv'}, in {ran.api}: to be sent Attempt 1" in _flat(said)
    assert f'    "user_id": {HOST},\n' in said
    assert said.index('"ann@example.com"') < said.index('"ben@example.com"')
    assert "What would be sent" not in said
    assert _after(said, "What to do next") == "  Nothing.\n"


def test_each_attempt_is_told_with_its_time_in_utc_and_in_the_zone_and_with_the_status_code(explain: Explain) -> None:
    said = _flat(explain("term.results.csv", 4))
    utc, there = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", r"\((\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d America/New_York\)"
    pattern = rf"Attempt 1 left {utc} {there}, ended {utc} {there}: Dialpad refused it \(422\): "
    assert re.search(pattern, said), said


def test_what_was_refused_is_told_as_failed_with_how_to_send_it_again(explain: Explain, ran: Ran) -> None:
    said = explain("term.results.csv", 4)
    assert "  Status: failed. Dialpad refused it (422): " in said
    assert f"  The same would be sent to {ran.api}.\n" in said
    steps = _after(said, "What to do next")
    assert steps.startswith(f"  To send what is still open: bulkmeet rerun term.results.csv --api {ran.api} ")


def test_what_may_exist_is_told_with_the_two_commands_that_settle_it(explain: Explain, ran: Ran) -> None:
    steps = _after(explain("term.results.csv", 5), "What to do next").splitlines()
    with Ledger(ran.ledger) as ledger:
        ((facts, _),) = ledger.runs()
        (unknown,) = [result for result in ledger.results(facts.run) if result.status is Status.UNKNOWN]
    assert steps == [
        "  Look in Dialpad whether it exists:",
        f"    if it does: bulkmeet resolve {facts.run} {unknown.key} --created --ledger {ran.ledger}",
        f"    if it does not: bulkmeet resolve {facts.run} {unknown.key} --resend --ledger {ran.ledger}",
    ]


def test_an_invalid_row_is_told_with_its_issue_at_its_cell_and_as_never_sent(explain: Explain) -> None:
    said = explain("term.results.csv", "b6")
    assert "> B6      “Start” is start: “2031-03-04 25:00”\n" in said
    assert "          ! “2031-03-04 25:00” is not a time of day; write it like 14:30.\n" in said
    assert "  error    B6: “2031-03-04 25:00” is not a time of day; write it like 14:30.\n" in said
    assert "  Nothing: as it stands, this meeting was never sent from here.\n" in said
    assert "  Mend the invalid rows in term.results.csv, save it, and then: bulkmeet rerun" in said


def test_of_a_row_not_sent_yet_it_shows_what_would_be_sent(explain: Explain, ran: Ran) -> None:
    said = explain("term.csv", 7)
    assert "  Status: pending. Not sent yet.\n" in said
    assert f"\nWhat would be sent to {ran.api}\n  POST /api/v2/meetings, where ids are whole numbers\n  {{\n" in said
    assert '    "start_datetime": 1930410000,\n' in said
    assert f"  To create it: bulkmeet run term.csv --api {ran.api} " in said


def test_the_original_sheet_knows_what_became_of_its_rows_too(explain: Explain) -> None:
    said = explain("term.csv", 2)
    assert "  Status: skipped. Created by an earlier run (" in said
    assert "  Outcome: created, " in said


def test_under_another_api_it_points_to_the_one_of_the_earlier_run(explain: Explain, ran: Ran) -> None:
    said = explain("term.results.csv", 4, api="simulator")
    assert _after(said, "What to do next") == (
        f"  An earlier run of it was with --api {ran.api}; add that to this command too.\n"
    )
    assert "As the row and the options are now, that is another meeting" in _flat(said)
    assert "another meeting" not in explain("term.results.csv", 4)


def test_without_a_ledger_none_is_made_and_the_sheet_is_what_is_told(explain: Explain, ran: Ran) -> None:
    nowhere = ran.folder / "nowhere" / "ledger.sqlite3"
    assert "what this sheet says of it comes from another computer or ledger" in explain(
        "term.results.csv", 2, ledger=str(nowhere)
    )
    steps = _after(explain("term.results.csv", 5, ledger=str(nowhere)), "What to do next")
    assert steps.startswith("  This ledger does not know it: settle it on the computer that sent it")
    assert not nowhere.parent.exists()


def test_of_a_forgotten_run_it_tells_when_and_what_became_of_it_and_no_more(
    explain: Explain, ran: Ran, tmp_path: Path
) -> None:
    copy = Path(shutil.copy(ran.ledger, tmp_path / "ledger.sqlite3"))
    with Ledger(copy) as ledger:
        forget(ledger, [facts.run for facts, _ in ledger.runs()], "2999-01-01T00:00:00Z")
    said = _flat(explain("term.results.csv", 2, ledger=str(copy)))
    assert "of a file that was forgotten, in http://127.0.0.1:" in said
    assert "America/New_York): forgotten Outcome: created, " in said
    assert "The request" not in said


def test_nothing_is_written_anywhere(explain: Explain, ran: Ran) -> None:
    def files() -> dict[Path, str]:
        found = (path for path in ran.folder.rglob("*") if path.is_file())
        return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}

    before = files()
    explain("term.results.csv", 4)
    assert files() == before


def test_json_is_one_document_with_the_whole_story(explain: Explain, ran: Ran) -> None:
    story: dict[str, Any] = json.loads(explain("term.results.csv", "E4", "--json"))
    assert list(story) == [
        *("file", "sheet", "api", "row", "cell", "meeting", "cells", "issues", "request", "ledger", "next"),
        *("error", "seconds"),
    ]
    assert (story["file"], story["api"], story["row"], story["cell"]) == ("term.results.csv", ran.api, 4, "E4")
    assert (story["meeting"]["status"], story["meeting"]["rows"]) == ("failed", [4])
    assert [cell["field"] for cell in story["cells"][:6]] == ["title", "start", "end", "user_id", "email", None]
    assert story["cells"][1] == {
        "cell": "B4",
        "header": "Start",
        "field": "start",
        "person": None,
        "how": "by its name",
        "before": "2031-03-04 10:00",
        "after": "2031-03-04 10:00 America/New_York (15:00 UTC)",
        "problem": None,
    }
    (known,) = story["ledger"]
    assert known["request"] == story["request"]
    assert story["request"]["body"]["user_id"] == int(HOST)
    assert [list(attempt) for attempt in known["attempts"]] == [["run", "sent", "ended", "answer"]]
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    assert [name for name in (*story, *known) if f'"{name}"' not in readme] == []
    assert (known["runs"][0]["rows"], known["runs"][0]["api"]) == ([4], ran.api)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (1, "Row 1 holds the headers. The sheet has its meetings in rows 2 to 7."),
        (8, "Row 8 is below the last meeting. The sheet has its meetings in rows 2 to 7."),
        ("C99", "Row 99 is below the last meeting. The sheet has its meetings in rows 2 to 7."),
        ("ZZ3", "The table has no column ZZ; its columns are A to F."),
        ("9" * 5000, f"ROW takes the number of a row, like 14, or a cell, like C14, not “{'9' * 39}…”."),
        (0, "ROW takes the number of a row, like 14, or a cell, like C14, not “0”."),
        ("C0", "ROW takes the number of a row, like 14, or a cell, like C14, not “C0”."),
        ("2-4", "ROW takes the number of a row, like 14, or a cell, like C14, not “2-4”."),
        ("Room", "ROW takes the number of a row, like 14, or a cell, like C14, not “Room”."),
    ],
)
def test_what_is_no_row_is_one_sentence_that_says_which_there_are(explain: Explain, row: object, said: str) -> None:
    assert explain("term.csv", row, code=2) == f"bulkmeet: {said}\n"


def test_a_row_that_is_cancelled_in_the_sheet_has_a_story_too(explain: Explain, ran: Ran) -> None:
    path = ran.folder / "cancelled.csv"
    path.write_text("Title,Start,End,Host,Cancelled\n" + ",".join([*meeting("Algebra")[:4], "yes"]) + os.linesep)
    try:
        said = explain("cancelled.csv", 2)
    finally:
        path.unlink()
    assert "  Status: skipped. Not sent: “Cancelled” says it is cancelled.\n" in said
    assert _after(said, "What to do next") == "  Nothing.\n"


def test_what_a_sheet_says_cannot_steer_the_terminal(explain: Explain, ran: Ran) -> None:
    path = ran.folder / "evil.csv"
    path.write_text("Title,Start,End,Host\n" + ",".join(["Alge\x1b[2Jbra", *meeting("x")[1:4]]) + "\n", "utf-8")
    try:
        assert "\x1b" not in explain("evil.csv", 2)
    finally:
        path.unlink()
