"""bulkmeet forget: people's data goes, and nothing that was created is created again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from bulkmeet.ledger.store import Ledger
from tests.command_line import CommandLine, meeting, meetings, statuses
from tests.conftest import Server

Serve = Callable[..., Server]
# Of everything a sheet says about people, as it may stand in the ledger.
SECRETS = ["Ccanarytitle", "ccanarymail", "ccanaryfile", "ccanaryhost", "ccanaryanswer"]
BEFORE_LONG = "2099-01-01"


def found_in(path: Path) -> list[str]:
    """Which of the secrets are in a file, byte by byte, in whatever encoding."""
    content = path.read_bytes().lower()
    return [
        secret
        for secret in SECRETS
        if any(secret.lower().encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
    ]


def files_beside(ledger: Path) -> list[Path]:
    return [path for path in ledger.parent.iterdir() if path.is_file()]


@pytest.fixture
def old_run(bulkmeet: CommandLine, serve: Serve) -> Server:
    """A run that is over: created, refused and invalid rows, with a looked-up host, and one that was edited since."""
    server = serve(faults=["422:title=Ccanarytitle refused"])
    host, mail = "ccanaryhost@example.com", "ccanarymail@example.com"
    rows = [
        meeting("Ccanarytitle", Host=host, Attendee_email=mail),
        meeting("Ccanarytitle refused", 10, Host=host, Attendee_email=mail),
        meeting("Ccanarytitle invalid", 11, Host=host, Attendee_email=mail, Start="ccanaryanswer"),
    ]
    bulkmeet.csv("ccanaryfile.csv", rows)
    run = ("run", "ccanaryfile.csv", "--api", server.url, "--yes")
    assert bulkmeet(*run).code == 1
    assert len(server.titles) == 1
    return server


def test_not_a_byte_of_it_is_left_in_the_ledger_and_nothing_is_created_again(
    bulkmeet: CommandLine, old_run: Server
) -> None:
    assert found_in(bulkmeet.ledger) == SECRETS
    before = bulkmeet("status", "--json").document
    done = bulkmeet("forget", "--before", BEFORE_LONG, "--yes")
    assert done.code == 0, done.said
    assert "of 1 run (3 meetings) that began before 2099-01-01, and 1 looked-up user, out of the ledger" in done.out
    assert "Identities, statuses and ids stay, so that no meeting is created twice." in done.out
    assert [found_in(path) for path in files_beside(bulkmeet.ledger)] == [[]] * len(files_beside(bulkmeet.ledger))
    after = bulkmeet("status", "--json").document
    assert after["runs"][0]["counts"] == before["runs"][0]["counts"]

    again = bulkmeet("run", "ccanaryfile.csv", "--api", old_run.url, "--yes")
    table = bulkmeet.table("ccanaryfile.results.csv")
    assert statuses(table) == ["skipped", "failed", "invalid"], again.said
    assert table[0]["bulkmeet_meeting_id"] == old_run.ids["Ccanarytitle"]
    assert old_run.titles == ["Ccanarytitle"]


def test_a_results_sheet_of_a_forgotten_run_can_be_rerun(bulkmeet: CommandLine, old_run: Server) -> None:
    assert bulkmeet("forget", "--before", BEFORE_LONG, "--yes").code == 0
    bulkmeet.change("ccanaryfile.results.csv", 2, Start="2031-03-04 11:00")
    done = bulkmeet("rerun", "ccanaryfile.results.csv", "--api", old_run.url, "--yes")
    assert statuses(bulkmeet.table("ccanaryfile.results.csv")) == ["created", "failed", "created"], done.said
    assert old_run.titles == ["Ccanarytitle", "Ccanarytitle invalid"]


def test_status_and_results_say_plainly_what_is_gone(bulkmeet: CommandLine, old_run: Server) -> None:
    assert old_run.titles
    (listed,) = bulkmeet("status", "--json").document["runs"]
    run = listed["run"]
    assert bulkmeet("forget", "--before", BEFORE_LONG, "--yes").code == 0
    (now,) = bulkmeet("status", "--json").document["runs"]
    day = now["forgotten"].partition("T")[0]
    assert bulkmeet("status").out == f"{run}  (forgotten on {day}): 1 created, 1 invalid, 1 failed\n"
    gone = f"Titles, people, requests, answers and file names of this run were taken out of the ledger on {day}."
    assert gone in bulkmeet("status", run).out
    written = bulkmeet("results", run)
    assert written.code == 2
    assert written.sentence == f"{gone} So its results sheet cannot be written again."
    resolved = bulkmeet("resolve", run, "--created")
    assert resolved.out == f"No meeting of the run {run} is unknown, so nothing was changed.\n"


def test_a_run_with_unknown_or_pending_meetings_is_kept_back_and_named(bulkmeet: CommandLine, serve: Serve) -> None:
    server = serve(faults=["500:title=Ccanarytitle:first=1"])
    bulkmeet.csv("unknown.csv", [meeting("Ccanarytitle")])
    bulkmeet.csv("pending.csv", [meeting("Ccanarytitle", 10), meeting("Ccanarytitle 2", 11)])
    bulkmeet.csv("done.csv", [meeting("Done")])
    runs = [
        bulkmeet("run", name, "--api", server.url, "--yes", "--limit", "1", "--json").document["run"]
        for name in ("unknown.csv", "pending.csv", "done.csv")
    ]
    done = bulkmeet("forget", "--before", BEFORE_LONG, "--yes", "--json")
    assert done.document == {
        "forgotten": [runs[2]],
        "users": 0,
        "kept": [
            {"run": runs[1], "unknown": 0, "pending": 1},
            {"run": runs[0], "unknown": 1, "pending": 0},
        ],
    }
    assert f"Kept back: {runs[0]}, of which 1 are unknown; settle them first: bulkmeet resolve {runs[0]}" in done.err
    assert f"Kept back: {runs[1]}, of which 1 are pending; rerun its sheet, or" in done.err
    assert "Ccanarytitle" in bulkmeet("status", runs[0]).out

    assert bulkmeet("resolve", runs[0], "--resend").code == 0
    assert bulkmeet("forget", "--before", BEFORE_LONG, "--pending", "--yes").code == 0
    assert found_in(bulkmeet.ledger) == []
    for name in ("unknown", "pending"):
        assert bulkmeet("rerun", f"{name}.results.csv", "--api", server.url, "--yes").code == 0
    assert server.titles == ["Ccanarytitle", "Ccanarytitle", "Ccanarytitle 2", "Done"]


def test_only_what_began_before_the_day_is_forgotten(bulkmeet: CommandLine) -> None:
    """Two runs, and users looked up, of two days."""
    bulkmeet.ledger.parent.mkdir()
    bulkmeet.csv("a.csv", meetings(1))
    bulkmeet.csv("b.csv", [*meetings(1), meeting("Ccanarytitle", 11)])
    for name, day in (("a.csv", "2026-08-31T23:59:59Z"), ("b.csv", "2026-09-01T00:00:00Z")):
        run = bulkmeet("run", name, "--api", "simulator", "--json").document["run"]
        with Ledger(bulkmeet.ledger, lambda day=day: day) as ledger, ledger.transaction() as execute:  # type: ignore[misc]  # a day of its own
            execute("UPDATE runs SET started = ? WHERE run = ?", (day, run))
        with Ledger(bulkmeet.ledger, lambda day=day: day) as ledger:  # type: ignore[misc]  # as above
            ledger.remember_user("one", f"{day}@example.com", "1")
    assert bulkmeet("forget", "--before", "2026-09-01", "--yes").code == 0
    runs = bulkmeet("status", "--json").document["runs"]
    assert [bool(run["forgotten"]) for run in runs] == [False, True]
    assert found_in(bulkmeet.ledger) == ["Ccanarytitle"]
    with Ledger(bulkmeet.ledger) as ledger:
        assert list(ledger.users("one")) == ["2026-09-01T00:00:00Z@example.com"]
    assert "holds nothing to forget from before 2026-09-01" in bulkmeet("forget", "--before", "2026-09-01", "--yes").out


def test_it_asks_first_and_only_a_yes_is_one(bulkmeet: CommandLine, old_run: Server) -> None:
    assert old_run.titles
    before = bulkmeet.ledger.read_bytes()
    alone = bulkmeet("forget", "--before", BEFORE_LONG)
    assert alone.code == 2
    assert alone.sentence == "Nobody is there to be asked before forgetting; add --yes to forget without a question."
    no = bulkmeet.at_terminal("forget", "--before", BEFORE_LONG, answer="n\n")
    assert no.code == 130
    assert "Forget them? [y/N]" in no.out
    assert "Nothing was changed." in no.out
    assert bulkmeet.ledger.read_bytes() == before
    assert bulkmeet.at_terminal("forget", "--before", BEFORE_LONG, answer="y\n").code == 0
    assert found_in(bulkmeet.ledger) == []


@pytest.mark.parametrize("day", ["", "yesterday", "03/04/2026", "2026-13-01", "2026"])
def test_a_day_that_is_none_is_refused(bulkmeet: CommandLine, day: str) -> None:
    done = bulkmeet("forget", "--before", day, "--yes")
    assert (done.code, done.sentence) == (2, f"--before takes a day like 2026-09-01, not “{day}”.")


def test_nothing_is_forgotten_while_a_run_is_under_way(bulkmeet: CommandLine, old_run: Server) -> None:
    assert old_run.titles
    with FileLock(f"{bulkmeet.ledger}.lock", mode=0o600):
        done = bulkmeet("forget", "--before", BEFORE_LONG, "--yes")
    assert done.code == 2
    assert done.sentence == "A run is under way on this ledger; try again when it has finished."
    assert "Ccanarytitle" in found_in(bulkmeet.ledger)
