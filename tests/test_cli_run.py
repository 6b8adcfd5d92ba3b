"""bulkmeet run: the meetings are created, and every row of the sheet says what became of it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from bulkmeet.columns.fields import SUMMARY_SHEET
from bulkmeet.rehearsal import NOT_REAL, NOTHING_EXISTS
from tests.command_line import HEADERS, CommandLine, invalid, meeting, meetings, statuses, until
from tests.conftest import Server

RESULT_COLUMNS = [
    "bulkmeet_status",
    "bulkmeet_meeting_id",
    "bulkmeet_meeting_url",
    "bulkmeet_message",
    "bulkmeet_at",
    "bulkmeet_key",
]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_results_stand_beside_the_sheet_in_its_own_format(bulkmeet: CommandLine, server: Server, kind: str) -> None:
    rows = [
        meeting("Algebra", 9, Attendee_email="ann@example.com"),
        meeting("Algebra", 9, Attendee_email="bob@example.com"),
        invalid("Biology"),
        meeting("Chemistry", 11),
    ]
    write = bulkmeet.csv if kind == "csv" else bulkmeet.xlsx
    sheet = write(f"term 2.{kind}", rows)
    original = sheet.read_bytes()
    done = bulkmeet("run", sheet.name, "--api", server.url, "--yes")
    assert done.code == 1, done.said
    assert sheet.read_bytes() == original
    assert server.titles == ["Algebra", "Chemistry"]

    table = bulkmeet.table(f"term 2.results.{kind}")
    assert list(table[0]) == [*HEADERS, *RESULT_COLUMNS]
    assert [[row[header] for header in HEADERS] for row in table] == rows
    assert statuses(table) == ["created", "created", "invalid", "created"]
    ids = [row["bulkmeet_meeting_id"] for row in table]
    assert ids == [server.ids["Algebra"], server.ids["Algebra"], "", server.ids["Chemistry"]]
    assert table[0]["bulkmeet_meeting_url"].startswith("https://")
    assert table[0]["bulkmeet_at"].endswith("Z")
    assert table[2]["bulkmeet_message"] == "B4: “2031-03-04 25:00” is not a time of day; write it like 14:30."
    if kind == "xlsx":
        cells = openpyxl.load_workbook(bulkmeet.folder / "term 2.results.xlsx").active
        assert cells is not None
        assert cells["H2"].data_type == "s"  # an id as a number would lose its last digit
    assert "Of 3 meetings (4 rows):" in done.out
    assert "2 created" in done.out
    assert f'bulkmeet rerun "term 2.results.{kind}" --api {server.url} --ledger' in done.out


def test_when_every_meeting_is_created_the_exit_code_is_0_and_a_second_run_creates_nothing(
    bulkmeet: CommandLine, server: Server
) -> None:
    bulkmeet.csv("a.csv", meetings(3))
    first = bulkmeet("run", "a.csv", "--api", server.url, "--yes", fresh=True)
    assert first.code == 0, first.said
    assert "Will create 3 meetings" in first.out
    assert "Run " in first.err
    table = bulkmeet.table("a.results.csv")

    second = bulkmeet("run", "a.csv", "--api", server.url, "--yes", fresh=True)
    assert second.code == 0
    assert "There is nothing to send." in second.out
    assert "3 meetings created by an earlier run, so not sent again" in second.out
    assert len(server.titles) == 3
    again = bulkmeet.table("a.results.csv")
    assert statuses(again) == ["skipped"] * 3
    assert [row["bulkmeet_meeting_id"] for row in again] == [row["bulkmeet_meeting_id"] for row in table]

    (aside,) = bulkmeet.folder.glob("a.results.2*.csv")
    assert statuses(bulkmeet.table(aside)) == ["created"] * 3
    assert f"The results sheet that was there before is kept as {aside.name}." in second.out


def test_output_says_where_the_results_go(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    (bulkmeet.folder / "out").mkdir()
    done = bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--output", "out/done.csv")
    assert (done.code, statuses(bulkmeet.table("out/done.csv"))) == (0, ["created"])
    assert not (bulkmeet.folder / "a.results.csv").exists()


@pytest.mark.parametrize("output", ["a.csv", "sub/../a.csv", "linked.csv", "hard.csv"])
def test_the_sheet_itself_is_no_place_for_the_results(bulkmeet: CommandLine, server: Server, output: str) -> None:
    sheet = bulkmeet.csv("a.csv", meetings(1))
    before = sheet.read_bytes()
    (bulkmeet.folder / "sub").mkdir()
    (bulkmeet.folder / "linked.csv").symlink_to(sheet)
    (bulkmeet.folder / "hard.csv").hardlink_to(sheet)
    done = bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--output", output)
    assert (done.code, server.recorded) == (2, [])
    assert done.sentence == "--output names the sheet itself; choose another name, or leave it out."
    assert sheet.read_bytes() == before


def test_a_results_sheet_may_be_named_as_its_own_output(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", meetings(2))
    assert bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--limit", "1").code == 1
    place = ("a.results.csv", "--output", "a.results.csv")
    assert bulkmeet("run", *place, "--api", server.url, "--yes").code == 0
    assert statuses(bulkmeet.table("a.results.csv")) == ["created", "created"]
    assert sorted(path.name for path in bulkmeet.folder.glob("*.csv")) == ["a.csv", "a.results.csv"]


def test_results_go_to_no_sheet_that_excel_has_open(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.xlsx("a.xlsx", meetings(2))
    (bulkmeet.folder / "~$a.xlsx").touch()
    assert bulkmeet("run", "a.xlsx", "--api", server.url, "--yes", "--limit", "1").code == 1
    (bulkmeet.folder / "~$a.results.xlsx").touch()
    for command in (("run", "a.xlsx"), ("rerun", "a.results.xlsx")):
        done = bulkmeet(*command, "--api", server.url, "--yes")
        assert (done.code, len(server.recorded)) == (2, 1)
        assert done.sentence == "a.results.xlsx seems to be open in Excel; close it, then try again."


def test_the_summary_tells_what_exists_from_what_was_left_out(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", [*meetings(2), meeting("Cancelled: Physics", 12)])
    assert bulkmeet("run", "a.csv", "--api", server.url, "--yes").code == 0
    second = bulkmeet("run", "a.csv", "--api", server.url, "--yes")
    assert "      2 skipped: created by an earlier run\n" in second.out
    assert "      1 skipped: left out in the sheet\n" in second.out


def test_strict_sends_nothing_while_a_row_is_invalid(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", [meeting("Algebra"), invalid("Biology")])
    done = bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--strict")
    assert (done.code, server.recorded) == (1, [])
    assert "Nothing will be sent, as --strict was given" in done.out
    assert statuses(bulkmeet.table("a.results.csv")) == ["pending", "invalid"]


def test_what_the_server_refuses_is_failed_in_its_own_words(
    bulkmeet: CommandLine, serve: Callable[..., Server]
) -> None:
    server = serve(faults=["422:title=Biology", "not_json:title=Chemistry"])
    bulkmeet.csv("a.csv", [meeting(title, hour) for hour, title in enumerate(["Algebra", "Biology", "Chemistry"])])
    done = bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--quiet")
    assert done.code == 1
    table = bulkmeet.table("a.results.csv")
    assert statuses(table) == ["created", "failed", "unknown"]
    assert table[1]["bulkmeet_message"].startswith("Dialpad refused it (422): ")
    assert "; if it names nothing, ask Dialpad's support what its code 422 means here." in table[1]["bulkmeet_message"]
    assert "look in Dialpad" in table[2]["bulkmeet_message"]
    assert done.out.splitlines() == [
        "        1 failed: certainly not created; bulkmeet_message says why",
        "        1 unknown: sent, but without a clear answer, so they may exist",
    ]


def test_hosts_are_looked_up_once_and_kept_in_the_ledger(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv(
        "a.csv", [meeting("Algebra", 8, Host="ann@example.com"), meeting("Biology", 9, Host="ann@example.com")]
    )
    assert bulkmeet("run", "a.csv", "--api", server.url, "--yes").code == 0
    bulkmeet.csv("b.csv", [meeting("Chemistry", 10, Host="ANN@example.com")])
    assert bulkmeet("run", "b.csv", "--api", server.url, "--yes").code == 0
    assert len(server.asked("users")) == 1
    assert server.titles == ["Algebra", "Biology", "Chemistry"]


def test_the_embedded_simulator_needs_neither_key_nor_question(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    done = bulkmeet("run", "a.csv", "--api", "simulator", environment={"DIALPAD_API_KEY": None})
    assert (done.code, statuses(bulkmeet.table("a.results.csv"))) == (0, ["created"])
    assert "in the simulator (nothing real is created)" in done.out
    assert "A rehearsal: nothing will exist in Dialpad, so no question will be asked." in done.out


def test_what_was_only_rehearsed_says_so_wherever_it_is_told(bulkmeet: CommandLine) -> None:
    bulkmeet.xlsx("a.xlsx", meetings(1))
    done = bulkmeet("run", "a.xlsx", "--api", "simulator", "--report", "a.html", "--json")
    (result,) = done.document["results"]
    assert (done.document["api"], result["status"]) == ("simulator", "created")
    assert result["message"] == f"Created. {NOT_REAL}"
    assert NOTHING_EXISTS in done.err
    assert bulkmeet.table("a.results.xlsx")[0]["bulkmeet_message"] == result["message"]
    summary = openpyxl.load_workbook(bulkmeet.folder / "a.results.xlsx")[SUMMARY_SHEET]
    said = [str(cell) for row in summary.values for cell in row if cell]
    assert NOTHING_EXISTS in said
    assert not [line for line in said if "exists in Dialpad" in line.removeprefix(NOTHING_EXISTS)]
    page = (bulkmeet.folder / "a.html").read_text("utf-8")
    assert NOTHING_EXISTS in page
    assert "1 meeting rehearsed, none created in Dialpad" in page
    assert "they exist now" not in page
    assert "nothing of it exists in Dialpad" in bulkmeet("status").out
    again = bulkmeet("results", done.document["run"], "--json").document["results"]
    assert again[0]["message"] == result["message"]
    skipped = bulkmeet("run", "a.xlsx", "--api", "simulator", "--json").document["results"][0]
    assert (skipped["status"], skipped["message"].endswith(NOT_REAL)) == ("skipped", True)


def test_what_was_created_for_real_is_not_called_a_rehearsal(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    done = bulkmeet("run", "a.csv", "--api", server.url, "--yes")
    assert "rehears" not in done.said
    assert bulkmeet.table("a.results.csv")[0]["bulkmeet_message"] == "Created."


def test_without_a_ledger_given_it_stands_in_the_users_state_directory(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    done = bulkmeet("run", "a.csv", "--api", "simulator", ledger=False)
    assert done.code == 0, done.said
    ledger = bulkmeet.folder / "state-home" / "bulkmeet" / "ledger.sqlite3"
    assert ledger.stat().st_mode & 0o777 == 0o600


def test_sixty_meetings_go_at_the_full_pace_and_never_above_it(
    bulkmeet: CommandLine, serve: Callable[..., Server], tmp_path: Path
) -> None:
    """The best of six: on a busy machine a request may arrive late, whoever sent it in time."""
    bulkmeet.csv("a.csv", meetings(60))
    for attempt in range(6):
        server = serve()
        line = ("run", "a.csv", "--api", server.url, "--yes", "--ledger", tmp_path / f"{attempt}")
        done = bulkmeet(*line, ledger=False, fresh=True)
        assert done.code == 0, done.said
        arrivals = [recorded.at for recorded in server.recorded if recorded.created]
        assert len(arrivals) == 60
        if server.refused == 0 and max(arrivals) - min(arrivals) <= 1.03 * 60 / 20:
            return
    pytest.fail(f"{server.refused} refused, {max(arrivals) - min(arrivals):.2f} s")


def test_a_reader_that_goes_away_does_not_stop_a_run(bulkmeet: CommandLine, server: Server, tmp_path: Path) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    process = bulkmeet.start("run", "a.csv", "--api", server.url, "--yes")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    process.stderr.close()
    assert process.wait(30) == 0
    assert statuses(bulkmeet.table(tmp_path / "a.results.csv")) == ["created"]


def test_a_screen_on_a_full_disk_does_not_stop_a_run(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    with Path("/dev/full").open("w") as full:
        process = bulkmeet.start("run", "a.csv", "--api", server.url, "--yes", stdout=full, stderr=full)
        assert process.wait(30) == 0
    assert statuses(bulkmeet.table("a.results.csv")) == ["created"]


def test_the_next_run_of_any_file_first_calls_unknown_what_a_killed_run_left_on_its_way(
    bulkmeet: CommandLine, serve: Callable[..., Server]
) -> None:
    server = serve(faults=["hang"])
    bulkmeet.csv("a.csv", [meeting("Algebra")])
    bulkmeet.csv("b.csv", [meeting("Biology")])
    for file, title, then in (("a.csv", "Algebra", "sending"), ("b.csv", "Biology", "unknown")):
        with bulkmeet.start("run", file, "--api", server.url, "--yes") as process:
            try:
                until(partial(_has_heard_of, server, title))
            finally:
                process.kill()
            process.communicate()
        assert _in_ledger(bulkmeet)["Algebra"] == then
    assert _in_ledger(bulkmeet)["Biology"] == "sending"


def _has_heard_of(server: Server, title: str) -> bool:
    return any(title.encode() in recorded.body for recorded in server.recorded)


def _in_ledger(bulkmeet: CommandLine) -> dict[str, str]:
    """How each meeting stands in the ledger, by title."""
    with closing(sqlite3.connect(bulkmeet.ledger)) as connection:
        return dict(connection.execute("SELECT title, status FROM meetings"))
