"""What stops a run, and that nothing is lost or sent twice for it."""

import os
import pty
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from bulkmeet.dispatcher import AT_ONCE
from bulkmeet.ledger.store import Ledger
from tests.command_line import (
    CommandLine,
    Program,
    ended,
    fill_up,
    meeting,
    meetings,
    no_file_beyond,
    statuses,
    take_terminal,
    until,
)
from tests.conftest import Server

Serve = Callable[..., Server]


def test_a_key_refused_in_the_middle_stops_the_run_and_the_rest_is_pending(bulkmeet: CommandLine, serve: Serve) -> None:
    server = serve(faults=["403:title=Meeting 004"])
    bulkmeet.csv("a.csv", meetings(60))
    done = bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--json")
    assert done.code == 4
    assert done.sentence.startswith("The run stopped early. Dialpad did not accept the API key (403)")
    assert done.document["error"] == done.sentence
    table = bulkmeet.table("a.results.csv")
    assert set(statuses(table)) == {"created", "pending"}
    assert statuses(table)[3] == "pending"
    assert statuses(table).count("created") == len(server.titles) < 60
    assert table[59]["bulkmeet_message"] == "Not sent yet; send it with `bulkmeet rerun a.results.csv`."


def test_a_server_that_refuses_everything_is_asked_only_twenty_times(bulkmeet: CommandLine, serve: Serve) -> None:
    server = serve(faults=["400"], latency=0.0)
    bulkmeet.csv("a.csv", meetings(30))
    done = bulkmeet("run", "a.csv", "--api", server.url, "--yes")
    assert done.code == 4
    assert "The last 20 meetings all ended the same way: Dialpad refused it (400)" in done.sentence
    outcomes = statuses(bulkmeet.table("a.results.csv"))
    assert 20 <= outcomes.count("failed") == len(server.recorded) < 25
    assert outcomes.count("pending") == 30 - len(server.recorded)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_asked_once_to_stop_what_is_on_its_way_finishes(
    bulkmeet: CommandLine, serve: Serve, number: signal.Signals
) -> None:
    server = serve(latency=0.3)
    bulkmeet.csv("a.csv", meetings(40))
    process = bulkmeet.start("run", "a.csv", "--api", server.url, "--yes", "--json")
    until(lambda: len(server.recorded) >= 5)
    process.send_signal(number)
    done = ended(process)
    assert done.code == 130
    assert "what is on its way finishes first" in done.err
    assert done.sentence == "The run was interrupted."
    outcomes = statuses(bulkmeet.table("a.results.csv"))
    assert set(outcomes) == {"created", "pending"}
    assert outcomes.count("created") == len(server.titles) == done.document["counts"]["created"]


def test_asked_twice_it_leaves_at_once_and_what_is_on_its_way_is_unknown(bulkmeet: CommandLine, serve: Serve) -> None:
    server = serve(faults=["hang"])
    bulkmeet.csv("a.csv", meetings(40))
    process = bulkmeet.start("run", "a.csv", "--api", server.url, "--yes")
    until(lambda: len(server.recorded) >= 3)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    until(lambda: "Stopping" in process.stderr.readline())  # type: ignore[union-attr]  # as asserted above
    process.send_signal(signal.SIGINT)
    done = ended(process)
    assert done.code == 130
    assert done.sentence.startswith("The run was interrupted. It was left at once")
    outcomes = statuses(bulkmeet.table("a.results.csv"))
    assert len(server.titles) <= outcomes.count("unknown") <= AT_ONCE
    assert set(outcomes) <= {"unknown", "pending"}


@pytest.mark.parametrize("pause", [0.0, 0.01, 0.03, 0.1, 0.3])
def test_however_often_it_is_asked_to_stop_the_results_are_written(
    bulkmeet: CommandLine, serve: Serve, pause: float
) -> None:
    server = serve(latency=0.2)
    bulkmeet.csv("a.csv", meetings(60))
    process = bulkmeet.start("run", "a.csv", "--api", server.url, "--yes")
    until(lambda: len(server.recorded) >= 5)
    for _ in range(30):
        process.send_signal(signal.SIGINT)
        time.sleep(pause)
        if process.poll() is not None:
            break
    done = ended(process)
    assert done.code == 130
    assert done.sentence.startswith("The run was interrupted.")
    outcomes = statuses(bulkmeet.table("a.results.csv"))
    # One that was written down as leaving and had no time to leave is unknown too.
    assert outcomes.count("created") + outcomes.count("unknown") >= len(server.titles)
    assert f"{outcomes.count('pending'):,} pending" in done.out


def test_asked_to_stop_while_the_results_are_written_they_are_written_all_the_same(
    bulkmeet: CommandLine, server: Server
) -> None:
    bulkmeet.csv("a.csv", [meeting("Algebra", Room="x" * 20_000), *meetings(20)])
    process = bulkmeet.start("run", "a.csv", "--api", server.url, "--yes")
    until(lambda: len(server.titles) == 21)
    while process.poll() is None:
        process.send_signal(signal.SIGTERM)
        time.sleep(0.002)
    done = ended(process)
    assert done.code in {0, 130}, done.said
    assert "nothing was sent" not in done.said
    outcomes = statuses(bulkmeet.table("a.results.csv"))
    assert set(outcomes) <= {"created", "unknown"}


def test_killed_in_the_middle_the_same_command_goes_on_and_nothing_is_created_twice(
    bulkmeet: CommandLine, serve: Serve
) -> None:
    server = serve(latency=0.3)
    bulkmeet.csv("a.csv", meetings(30))
    process = bulkmeet.start("run", "a.csv", "--api", server.url, "--yes")
    until(lambda: len(server.recorded) >= 12)
    process.kill()
    ended(process)
    assert not (bulkmeet.folder / "a.results.csv").exists()

    done = bulkmeet("run", "a.csv", "--api", server.url, "--yes")
    assert done.code == 1
    assert server.titles == [f"Meeting {number + 1:03}" for number in range(30)]
    outcomes = statuses(bulkmeet.table("a.results.csv"))
    assert set(outcomes) == {"skipped", "unknown", "created"}
    assert "sent, but without a clear answer" in done.out


def test_two_at_once_on_one_sheet_create_every_meeting_once(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", meetings(20))
    with Ledger(bulkmeet.ledger):
        pass  # it is there before it is locked, as with a run; else it looks like one that was emptied
    notes = [bulkmeet.folder / name for name in ("first.err", "second.err")]
    with FileLock(f"{bulkmeet.ledger}.lock", mode=0o600):  # so that both have planned before either may send
        with notes[0].open("w") as one, notes[1].open("w") as two:
            command = ("run", "a.csv", "--api", server.url, "--yes")
            both = [bulkmeet.start(*command, stderr=err, fresh=True) for err in (one, two)]
        until(lambda: all("Another run is using the ledger" in note.read_text("utf-8") for note in notes))
    assert [ended(process).code for process in both] == [0, 0], [note.read_text("utf-8") for note in notes]
    assert server.titles == [f"Meeting {number + 1:03}" for number in range(20)]
    assert server.refused == 0
    sheets = [bulkmeet.table(path.name) for path in bulkmeet.folder.glob("a.results*.csv")]
    assert sorted(set(statuses(sheet)).pop() for sheet in sheets) == ["created", "skipped"]


def _ctrl_c(process: Program) -> None:
    process.send_signal(signal.SIGINT)


def _ctrl_c_twice(process: Program) -> None:
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    until(lambda: "Stopping" in process.stderr.readline())  # type: ignore[union-attr]  # as asserted above
    process.send_signal(signal.SIGINT)


def _by_itself(process: Program) -> None:
    process.wait(30)


@pytest.mark.parametrize(
    ("stop", "faults", "code"),
    [
        (_ctrl_c, [], 130),
        (_ctrl_c_twice, [], 130),
        (_by_itself, ["403:title=010:first=1"], 4),
        (_by_itself, ["400:first=20"], 4),
    ],
    ids=["Ctrl-C", "Ctrl-C twice", "key revoked", "circuit breaker"],
)
def test_whatever_stopped_it_the_same_command_goes_on_where_it_was(
    bulkmeet: CommandLine, serve: Serve, stop: Callable[[Program], None], faults: list[str], code: int
) -> None:
    server = serve(latency=0.2, faults=faults, per_second=None)
    titles = [f"Meeting {number + 1:03}" for number in range(40)]
    bulkmeet.csv("a.csv", meetings(40))
    command = ("run", "a.csv", "--api", server.url, "--yes", "--rate", "50/s")
    process = bulkmeet.start(*command)
    until(lambda: len(server.recorded) >= 6)
    stop(process)
    assert ended(process).code == code
    first = len(server.titles)
    assert first < 40
    table = bulkmeet.table("a.results.csv")
    assert len([status for status in statuses(table) if status in {"created", "unknown"}]) >= first
    assert all(row["bulkmeet_message"] for row in table)

    done = bulkmeet(*command)
    assert done.code in {0, 1}, done.said
    table = bulkmeet.table("a.results.csv")
    assert set(statuses(table)) <= {"created", "skipped", "unknown"}
    unknown = {row["Title"] for row in table if row["bulkmeet_status"] == "unknown"}
    assert len(server.titles) == len(set(server.titles))
    assert {*server.titles, *unknown} == set(titles)
    assert {row["Title"]: row["bulkmeet_meeting_id"] for row in table if row["bulkmeet_meeting_id"]}.items() <= (
        server.ids.items()
    )
    # Only what was on its way when it was cut short can be unknown.
    assert len(unknown) <= (AT_ONCE if stop == _ctrl_c_twice else 0)


def test_a_terminal_window_that_is_closed_cuts_nothing_short(bulkmeet: CommandLine, serve: Serve) -> None:
    server = serve(latency=0.3)
    bulkmeet.csv("a.csv", meetings(40))
    parent, child = pty.openpty()
    process = bulkmeet.start(
        *("run", "a.csv", "--api", server.url, "--yes"),
        stdin=child,
        stdout=child,
        stderr=child,
        start_new_session=True,
        preexec_fn=take_terminal,
    )
    os.close(child)
    until(lambda: len(server.recorded) >= 5)
    os.close(parent)
    assert process.wait(30) == 130
    table = bulkmeet.table("a.results.csv")
    assert set(statuses(table)) == {"created", "pending"}
    assert statuses(table).count("created") == len(server.titles)


# ---- disks ---------------------------------------------------------------------------------------------------


def test_with_no_room_for_the_results_they_are_still_told_and_can_be_written_later(
    bulkmeet: CommandLine, server: Server
) -> None:
    # With the notes the sheet just fits below the limit, and its results do not; the ledger is smaller.
    bulkmeet.csv("a.csv", [meeting("Algebra", Room="x" * 99_900)])
    (bulkmeet.folder / "a.results.csv").write_text("somebody's work")
    done = bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--json", preexec_fn=no_file_beyond(100_100))
    assert done.code == 4
    assert server.titles == ["Algebra"]
    assert "a.results.csv could not be written" in done.sentence
    document = done.document
    assert document["results"][0]["meeting_id"] == server.ids["Algebra"]
    assert document["output"] is None
    assert (bulkmeet.folder / "a.results.csv").read_text() == "somebody's work"
    assert sorted(path.name for path in bulkmeet.folder.glob("*.csv")) == ["a.csv", "a.results.csv"]

    later = bulkmeet("results", document["run"])
    assert later.code == 0, later.said
    assert statuses(bulkmeet.table("a.results.csv")) == ["created"]


def test_with_no_room_for_the_ledger_nothing_more_is_sent(bulkmeet: CommandLine, serve: Serve) -> None:
    titles = [f"Meeting {number + 1:03}" for number in range(40)]
    bulkmeet.csv("a.csv", meetings(40))
    command = ("run", "a.csv", "--yes", "--rate", "100/s", "--api")
    rehearsal = CommandLine(bulkmeet.folder / "rehearsal")
    rehearsal.csv("a.csv", meetings(40))
    assert rehearsal(*command, serve(per_second=None).url).code == 0
    nearly_enough = rehearsal.ledger.stat().st_size - 3 * 4096

    server = serve(per_second=None, latency=0.1)
    done = bulkmeet(*command, server.url, preexec_fn=no_file_beyond(nearly_enough))
    assert done.code == 4, done.said
    assert "The disk is full or failing" in done.sentence
    first = server.titles
    assert first
    # What was answered is in the sheet with its id, even where the ledger had no room for the answer.
    table = bulkmeet.table("a.results.csv")
    assert statuses(table).count("pending") == 40 - len(first)
    told = {row["Title"]: row["bulkmeet_meeting_id"] for row in table if row["bulkmeet_status"] == "created"}
    assert told == server.ids

    # With room again, the same command goes on, and nothing comes twice.
    again = bulkmeet(*command, server.url)
    assert again.code in {0, 1}, again.said
    assert server.titles == titles


def test_a_ledger_that_is_none_stops_before_anything_is_sent(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    bulkmeet.ledger.parent.mkdir()
    bulkmeet.ledger.write_text("This is no database, but a text that somebody put here. " * 20)
    done = bulkmeet("run", "a.csv", "--api", server.url, "--yes")
    assert (done.code, server.recorded) == (4, [])
    assert "is damaged" in done.sentence
    assert not (bulkmeet.folder / "a.results.csv").exists()


# ---- a disk that is really full ------------------------------------------------------------------------------


def test_answers_that_find_the_ledgers_disk_full_are_in_the_ledger_all_the_same(
    bulkmeet: CommandLine, serve: Serve, small_disk: Path
) -> None:
    server = serve(latency=0.5)
    bulkmeet.ledger = small_disk / "ledger.sqlite3"
    bulkmeet.csv("a.csv", meetings(40))
    command = ("run", "a.csv", "--api", server.url, "--yes")
    process = bulkmeet.start(*command)
    until(lambda: len(server.recorded) >= 6)
    filler = fill_up(small_disk)
    done = ended(process)
    assert done.code == 4, done.said
    assert "The disk is full or failing" in done.sentence
    created = server.ids
    assert 6 <= len(created) < 40
    table = bulkmeet.table("a.results.csv")
    assert {row["Title"]: row["bulkmeet_meeting_id"] for row in table if row["bulkmeet_meeting_id"]} == created
    assert set(statuses(table)) == {"created", "pending"}

    full = bulkmeet(*command)
    assert full.code == 4
    assert "disk is full" in full.sentence
    assert server.ids == created

    filler.unlink()
    last = bulkmeet(*command)
    assert last.code == 0, last.said
    assert statuses(bulkmeet.table("a.results.csv")).count("skipped") == len(created)
    assert server.titles == [f"Meeting {number + 1:03}" for number in range(40)]


@pytest.mark.parametrize("together", [False, True], ids=["results", "ledger and results"])
def test_results_that_find_their_disk_full_are_written_when_there_is_room_again(
    bulkmeet: CommandLine, serve: Serve, small_disk: Path, together: bool
) -> None:
    server = serve(latency=0.5)
    if together:
        bulkmeet.ledger = small_disk / "ledger.sqlite3"
    bulkmeet.csv("disk/a.csv", [meeting("Algebra", Room="x" * 40_000), *meetings(39)])
    process = bulkmeet.start("run", "disk/a.csv", "--api", server.url, "--yes", "--json")
    until(lambda: len(server.recorded) >= 6)
    filler = fill_up(small_disk)
    done = ended(process)
    assert done.code == 4, done.said
    told = {one["title"]: one["meeting_id"] for one in done.document["results"] if one["meeting_id"]}
    assert told == server.ids
    assert not list(small_disk.glob(".bulkmeet*"))

    filler.unlink()
    run = done.document["run"]
    later = bulkmeet("results", run)
    assert later.code == (1 if together else 0), later.said
    table = bulkmeet.table("disk/a.results.csv")
    assert {row["Title"]: row["bulkmeet_meeting_id"] for row in table if row["bulkmeet_meeting_id"]} == server.ids
    assert "unknown" not in statuses(table)
