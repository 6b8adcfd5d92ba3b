"""bulkmeet check: it says everything and sends nothing."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from bulkmeet.cli.notes_report import is_note, note_lines
from bulkmeet.cli.plan_report import issue_lines
from bulkmeet.cli.settings import Options
from bulkmeet.cli.summary import after_check
from bulkmeet.ledger.store import Ledger
from bulkmeet.loader.table import find_table
from bulkmeet.model import Cell, Issue, Result, Row, Status
from tests.command_line import HEADERS, HOST, CommandLine, ended, invalid, meeting, meetings, no_file_beyond, until
from tests.conftest import Server
from tests.sheets import examined, gathered, sheet_of


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_check_of_a_sheet_in_order_sends_nothing_and_writes_nothing(bulkmeet: CommandLine) -> None:
    sheet = bulkmeet.csv("a.csv", meetings(2))
    before = _files(bulkmeet.folder)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        done = bulkmeet("check", sheet, "--api", f"http://127.0.0.1:{listening.getsockname()[1]}", ledger=False)
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert done.code == 0, done.said
    assert _files(bulkmeet.folder) == before
    assert "Would create 2 meetings in http://127.0.0.1:" in done.out
    assert "  takes         about 1 second, at 1,200 a minute\n" in done.out
    assert (
        "  1  “Meeting 001”\n"
        "     Sat 2031-03-01 00:00-00:45 UTC\n"
        "     host 5835806903417907\n"
        "     1 participant: ann@example.com\n"
    ) in done.out
    assert "warning  Times without a zone of their own are read in UTC, this computer's zone" in done.out
    assert f"Nothing was sent. To create them: bulkmeet run {sheet} --api http" in done.out


def test_check_tells_every_issue_and_needs_no_key_and_is_the_same_as_a_dry_run(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", [meeting("Algebra"), invalid("Biology"), meeting("Chemistry", Attendee_email="dana")])
    options = ("a.csv", "--timezone", "America/New_York")
    checked = bulkmeet("check", *options, environment={"DIALPAD_API_KEY": None})
    assert checked.code == 1
    assert "error    B3: “2031-03-04 25:00” is not a time of day; write it like 14:30." in checked.out
    assert "E4: “dana”" in checked.out
    assert "2 meetings invalid, so not sent" in checked.out
    assert "Tue 2031-03-04 09:00-09:45 America/New_York (14:00-14:45 UTC)" in checked.out
    assert "Times without a zone" not in checked.out
    dry = bulkmeet("run", "--dry-run", *options)
    assert (dry.code, dry.out) == (checked.code, checked.out)
    assert not bulkmeet.ledger.exists()


def _last_lines(rows: list[list[str]], **options: Any) -> list[str]:
    found = examined(sheet_of(HEADERS, rows))
    return list(after_check(Path("a.csv"), [part.result for part in found.parts], Options(**options), again=False))


def test_a_check_ends_with_how_many_cannot_be_created_yet_and_how_to_create_the_others() -> None:
    rows = [*meetings(3), invalid("Biology"), invalid("Chemistry")]
    create, see = _last_lines(rows, timezone="Europe/Berlin")
    assert create == (
        "Nothing was sent. 2 of 5 meetings cannot be created yet: mend them and check again, or create the 3 that are "
        "in order now: bulkmeet run a.csv --timezone Europe/Berlin"
    )
    assert see.endswith("itself: bulkmeet check a.csv --annotate a.seen.xlsx --timezone Europe/Berlin")


@pytest.mark.parametrize(
    ("rows", "options"), [([invalid("Biology")], {}), ([*meetings(3), invalid("Biology")], {"strict": True})]
)
def test_a_check_of_which_nothing_can_be_created_says_so(rows: list[list[str]], options: dict[str, bool]) -> None:
    mend, see = _last_lines(rows, **options)
    assert mend.startswith("Nothing was sent, and nothing can be created yet: mend what is wrong, save the sheet,")
    assert see.endswith("bulkmeet check a.csv --annotate a.seen.xlsx")


def test_a_check_that_marked_the_cells_goes_on_with_the_sheet_that_has_the_marks() -> None:
    create, see = _last_lines([*meetings(2), invalid("Biology")], annotate=Path("b c.xlsx"))
    assert create.endswith('bulkmeet run "b c.xlsx"')
    assert see == (
        'Mend the marked cells in b c.xlsx, save it, and then: bulkmeet check "b c.xlsx" --annotate "b c.xlsx"'
    )


def test_a_sheet_with_marks_is_offered_to_be_marked_in_place() -> None:
    results = [Result((2,), Status.INVALID, "", "")]
    *_, see = after_check(Path("a.seen.xlsx"), results, Options(), again=False, annotated=True)
    assert see.endswith("bulkmeet check a.seen.xlsx --annotate a.seen.xlsx")


def test_the_command_after_a_check_leaves_it_to_the_question_to_confirm_what_is_read_by_likeness(
    bulkmeet: CommandLine,
) -> None:
    bulkmeet.csv("a.csv", [meeting("Algebra")], ("Title", "Strat time", "End", "Host", "Attendee email", "Room"))
    last = bulkmeet("check", "a.csv", "--region", "GB", ledger=False).out.splitlines()[-1]
    assert last.endswith("bulkmeet run a.csv --region GB")


def test_a_check_of_what_was_created_already_offers_nothing() -> None:
    assert list(after_check(Path("a.csv"), [Result((2,), Status.SKIPPED, "", "")], Options(), again=True)) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.csv", "There is no file missing.csv in the folder "),
        ("home", "home is a folder; name the file in it."),
        ("/dev/zero", "/dev/zero is not a file; save it as one."),
        ("/proc/self/mem", "/proc/self/mem cannot be read (Input/output error); close it elsewhere and try again."),
        ("notes.csv", "No column of “notes.csv” holds a title"),
    ],
)
def test_what_holds_no_meetings_is_no_file_to_check(bulkmeet: CommandLine, name: str, said: str) -> None:
    bulkmeet.csv("notes.csv", [["milk", "2"]], headers=("Thing", "Amount"))
    done = bulkmeet("check", name)
    assert done.code == 3
    assert done.sentence.startswith(said)
    assert done.out == ""


def test_with_no_folder_for_temporary_files_it_says_so(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    nowhere = {"TMPDIR": "/proc", "TEMP": "/proc", "TMP": "/proc"}
    done = bulkmeet("check", "a.csv", environment=nowhere, preexec_fn=no_file_beyond(10))
    assert done.code == 4
    assert done.sentence.startswith("The sheet could not be copied into the folder for temporary files (")


def test_check_online_looks_up_each_host_once_and_creates_nothing(bulkmeet: CommandLine, server: Server) -> None:
    hosts = ("ann@example.com", "Ann@Example.com", "nobody@example.com", "bob@example.com")
    bulkmeet.csv("a.csv", [meeting(f"Call {hour}", hour, Host=host) for hour, host in enumerate(hosts)])
    offline = bulkmeet("check", "a.csv", "--api", server.url)
    assert (offline.code, server.recorded) == (0, [])
    online = bulkmeet("check", "a.csv", "--api", server.url, "--online")
    assert online.code == 1
    assert "D4: Nobody in Dialpad has the email address nobody@example.com" in online.out
    assert sorted(asked.query["email"] for asked in server.asked("users")) == [
        "ann@example.com",
        "bob@example.com",
        "nobody@example.com",
    ]
    assert len(server.recorded) == 3


def test_check_online_says_when_the_hosts_could_not_be_looked_up(
    bulkmeet: CommandLine, serve: Callable[..., Server]
) -> None:
    server = serve(key="another")
    bulkmeet.csv("a.csv", [meeting("Algebra", Host="ann@example.com")])
    done = bulkmeet("check", "a.csv", "--api", server.url, "--online")
    assert done.code == 4
    assert "Dialpad did not accept the API key (401)" in done.sentence


def test_under_limit_a_host_who_does_not_exist_lets_the_next_meeting_in(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv(
        "a.csv", [meeting("Algebra", 8, Host="nobody@example.com"), meeting("Biology", 9, Host="bob@example.com")]
    )
    done = bulkmeet("check", "a.csv", "--api", server.url, "--online", "--limit", "1")
    assert "Would create 1 meeting in" in done.out
    assert "“Biology”" in done.out


def _lines(rows: list[list[str]], *, every: bool = False) -> list[str]:
    return [line for line, _ in issue_lines(examined(sheet_of(HEADERS, rows)).issues, every=every)]


def test_what_is_wrong_in_many_rows_alike_is_one_line_with_the_rows_and_the_column() -> None:
    rows = [meeting(f"Meeting {number}", day=number, Host="" if number % 10 else HOST) for number in range(1, 31)]
    (line,) = _lines(rows)
    assert line.startswith("error    27 rows (2-10, 12-20, 22-30), column D “Host”: This meeting has no host; type")
    assert len(_lines(rows, every=True)) == 1 + 27


def test_two_mistakes_of_a_kind_in_one_row_are_counted_by_rows_and_times() -> None:
    headers = "Title | Start | End | Host email | Attendees"
    row = "A | 2026-09-10 10:00 | 11:00 | jo@example.com | ann@; ben@"
    first, *_ = issue_lines(examined(f"{headers}\n{row}").issues, every=False)
    assert first[0] == "error    2 times in 1 row (2), column E “Attendees”:"


def test_no_two_examples_of_a_cause_say_the_same() -> None:
    starts = ["25:00"] * 20 + ["26:00"] * 20
    rows = [meeting(f"Meeting {day}", day=1, Start=f"2031-03-01 {start}") for day, start in enumerate(starts)]
    head, one, other, more = _lines(rows)
    assert head == "error    40 rows (2-41), column B “Start”:"
    assert (one.split()[0], other.split()[0], more.strip()) == (
        "B2:",
        "B22:",
        "… and 38 more like it (--verbose shows all)",
    )


def test_quiet_leaves_what_is_wrong_and_verbose_shows_all_of_it(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", [meeting(f"Meeting {number}", Start=f"2031-03-04 {25 + number}:00") for number in range(5)])
    quiet = bulkmeet("check", "a.csv", "--quiet").out.splitlines()
    assert quiet[0] == "error    5 rows (2-6), column B “Start”:"
    assert quiet[-1].strip() == "… and 2 more like it (--verbose shows all)"
    assert len(quiet) == 5
    verbose = bulkmeet("check", "a.csv", "--verbose")
    assert verbose.out.count("is not a time of day") == 5


def test_what_a_sheet_says_cannot_steer_the_terminal(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", [meeting("Alge\x1b[2Jbra\nTue  forged line"), invalid("\x1b]0;x\x07")])
    done = bulkmeet("check", "a.csv")
    assert "\x1b" not in done.said
    assert not any(line.startswith("Tue") for line in done.out.splitlines())


def test_a_terminal_that_knows_no_quotation_marks_is_served_all_the_same(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", [meeting("Algebra")])
    done = bulkmeet("check", "a.csv", fresh=True, environment={"PYTHONIOENCODING": "ascii"})
    assert done.code == 0, done.said
    assert "?Algebra?" in done.out


def test_a_results_sheet_of_the_simulator_is_not_taken_for_one_of_dialpad(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", [meeting("Algebra")])
    assert bulkmeet("run", "a.csv", "--api", "simulator").code == 0
    live = bulkmeet("check", "a.results.csv")
    assert live.code == 2
    assert "belong to a run with --api simulator" in live.sentence
    assert "Would create 1 meeting in Dialpad" in bulkmeet("check", "a.csv").out


def test_check_online_waits_for_the_run_whose_pace_it_would_share(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", [meeting("Algebra", Host="jo@example.com")])
    with Ledger(bulkmeet.ledger):
        pass  # check makes no ledger itself
    said = bulkmeet.folder / "said"
    with FileLock(f"{bulkmeet.ledger}.lock"), said.open("w") as stderr:
        process = bulkmeet.start("check", "a.csv", "--api", server.url, "--online", stderr=stderr)
        until(lambda: "waits" in said.read_text())
        assert server.recorded == []
    assert ended(process).code == 0
    assert len(server.asked("users")) == 1


def test_what_is_only_passed_over_stands_behind_the_issues_in_a_line_for_each_kind() -> None:
    found = [
        Issue("column_not_recognised", "The column “Room” is not used.", "warning", 1, "Room", "F1"),
        Issue("column_not_recognised", "The column “Notes” is not used.", "warning", 1, "Notes", "G1"),
        Issue("totals_row", "This row adds up others, so it was passed over.", "warning", 9),
    ]
    assert all(map(is_note, found))
    assert list(note_lines(found, 60)) == [
        "Notes, with nothing to mend:",
        "  2 columns are not used: “Room”, “Notes”.",
        "  Row 9: This row adds up others, so it was passed over.",
    ]
    assert not is_note(Issue("column_not_recognised", "It is not used; add --map x=title to use it.", "warning"))
    assert not is_note(Issue("totals_row", "", "error"))
    assert list(note_lines([])) == []


def test_a_note_quotes_the_texts_of_all_rows_left_out_for_what_they_say() -> None:
    headers: tuple[Cell, ...] = ("Title", "Start", "Seats")
    day: tuple[Cell, ...] = ("Choir", "2027-01-11 09:00", "many")
    counts: list[tuple[Cell, ...]] = [(f"Number of seats in room {room}", 4) for room in range(1, 26)]
    rows = enumerate([headers, day, *counts], 1)
    found = find_table(gathered(Row(number, cells) for number, cells in rows), delimited=False).issues
    _, said = note_lines(found, 60)
    assert "27: The row counts what stands above it and was not read as a meeting: “Number of" in said
    assert [f"room {room} | 4”" in said for room in (1, 2, 20, 21)] == [True, True, True, False]
    assert said.endswith(" and 5 more.")
