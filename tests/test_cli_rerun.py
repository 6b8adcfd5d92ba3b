"""bulkmeet rerun, resolve, results and status: what is still open, until nothing is."""

from collections.abc import Callable

import openpyxl
import pytest
from filelock import FileLock

from tests.command_line import HOST, CommandLine, Done, ended, invalid, meeting, meetings, statuses, until
from tests.conftest import Server

Serve = Callable[..., Server]


def _run_of(done: Done) -> str:
    run: str = done.document["run"]
    return run


def test_rerun_sends_what_failed_what_is_pending_and_what_was_mended_and_nothing_else(
    bulkmeet: CommandLine, serve: Serve
) -> None:
    server = serve(faults=["500:title=Unknown:first=1", "422:title=Failed:first=1"])
    rows = [meeting("Created", 8), meeting("Failed", 9), meeting("Unknown", 10), invalid("Mended"), invalid("Invalid")]
    bulkmeet.csv("a.csv", [*rows, meeting("Later", 14)])
    first = bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--limit", "3")
    assert first.code == 1
    table = bulkmeet.table("a.results.csv")
    assert statuses(table) == ["created", "failed", "unknown", "invalid", "invalid", "pending"]
    before = len(server.recorded)

    bulkmeet.change("a.results.csv", 3, Start="2031-03-04 09:00", Room="changed")
    done = bulkmeet("rerun", "a.results.csv", "--api", server.url, "--yes")
    assert done.code == 1
    assert "Will create 3 meetings" in done.out
    assert "4 created: 3 now, 1 before" in done.out
    again = bulkmeet.table("a.results.csv")
    assert statuses(again) == ["created", "created", "unknown", "created", "invalid", "created"]
    assert len(server.recorded) == before + 3
    assert server.titles == ["Created", "Failed", "Later", "Mended"]
    assert again[0] == table[0]
    assert again[3]["Room"] == "changed"
    assert list(again[0]) == list(table[0])
    assert sorted(path.name for path in bulkmeet.folder.glob("*.csv")) == ["a.csv", "a.results.csv"]


def test_rerun_updates_a_workbook_in_place(bulkmeet: CommandLine, server: Server) -> None:
    sheet = bulkmeet.xlsx("a.xlsx", [meeting("Algebra", 8), invalid("Biology")])
    assert bulkmeet("run", sheet.name, "--api", server.url, "--yes").code == 1
    results = bulkmeet.folder / "a.results.xlsx"
    workbook = openpyxl.load_workbook(results)
    assert workbook.active is not None
    workbook.active["B3"] = "2031-03-04 09:00"
    workbook.save(results)
    done = bulkmeet("rerun", results.name, "--api", server.url, "--yes")
    assert done.code == 0, done.said
    table = bulkmeet.table(results)
    assert statuses(table) == ["created", "created"]
    assert [row["bulkmeet_meeting_id"] for row in table] == [server.ids["Algebra"], server.ids["Biology"]]
    assert len(table[0]) == 12


def test_what_somebody_saved_during_a_rerun_is_kept(bulkmeet: CommandLine, serve: Serve) -> None:
    server = serve(latency=0.6)
    bulkmeet.csv("a.csv", meetings(2))
    assert bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--limit", "1").code == 1
    process = bulkmeet.start("rerun", "a.results.csv", "--api", server.url, "--yes")
    until(lambda: len(server.recorded) == 2)
    bulkmeet.change("a.results.csv", 1, Room="a new room")
    assert ended(process).code == 0
    (aside,) = bulkmeet.folder.glob("a.results.2*.csv")
    assert bulkmeet.table(aside)[1]["Room"] == "a new room"
    assert statuses(bulkmeet.table("a.results.csv")) == ["created", "created"]


def test_rerun_refuses_a_sheet_that_holds_no_results(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a b.csv", meetings(1))
    done = bulkmeet("rerun", "a b.csv", "--api", server.url, "--yes")
    assert (done.code, server.recorded) == (3, [])
    again = f'bulkmeet run "a b.csv" --api {server.url}'
    assert done.sentence.startswith(f"a b.csv is no results sheet of bulkmeet; create its meetings with {again}")


def test_what_excel_has_made_of_an_id_is_mended_from_the_ledger(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", [meeting("Algebra", 8), invalid("Biology")])
    assert bulkmeet("run", "a.csv", "--api", server.url, "--yes").code == 1
    before = bulkmeet.table("a.results.csv")[0]
    sheet = bulkmeet.folder / "a.results.csv"
    text = sheet.read_text("utf-8-sig").replace(before["bulkmeet_meeting_id"], "8.37849E+15")
    sheet.write_text(text.replace(before["bulkmeet_meeting_url"], ""), "utf-8")
    assert "8.37849E+15" in text
    assert bulkmeet("rerun", "a.results.csv", "--api", server.url, "--yes").code == 1
    assert bulkmeet.table("a.results.csv")[0] == before


@pytest.mark.parametrize("identifier", ["123", "8.37849E+15", "58358069034179070", "ann@example.com", ""])
def test_only_a_whole_id_settles_a_meeting(bulkmeet: CommandLine, serve: Serve, identifier: str) -> None:
    server = serve(faults=["500"])
    bulkmeet.csv("a.csv", meetings(1))
    run = _run_of(bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--json"))
    key = bulkmeet.table("a.results.csv")[0]["bulkmeet_key"]
    done = bulkmeet("resolve", run, key, "--created", "--id", identifier)
    assert done.code == 2
    assert done.sentence == f"--id takes the 16 digits of the meeting's id, not “{identifier}”."
    assert "1 unknown" in bulkmeet("status").out


def test_many_unknown_meetings_are_settled_at_once_only_by_a_yes(bulkmeet: CommandLine, serve: Serve) -> None:
    server = serve(faults=["500"])
    bulkmeet.csv("a.csv", meetings(2))
    run = _run_of(bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--json"))
    alone = bulkmeet("resolve", run, "--created")
    assert alone.code == 2
    assert alone.sentence == "Nobody is there to be asked about 2 meetings; add --yes, or give the KEY of one."
    no = bulkmeet.at_terminal("resolve", run, "--created", answer="n\n")
    assert no.code == 130
    assert "Mark 2 unknown meetings of this run as created? [y/N]" in no.out
    assert "Nothing was changed." in no.out
    assert "2 unknown" in bulkmeet("status").out
    assert bulkmeet("resolve", run, "--resend", "--yes").code == 0
    assert "2 pending" in bulkmeet("status").out


@pytest.mark.parametrize("word", ["--resend", "--created"])
def test_what_is_unknown_moves_only_by_a_persons_word(bulkmeet: CommandLine, serve: Serve, word: str) -> None:
    server = serve(faults=["500:first=1"])
    bulkmeet.csv("a.csv", meetings(1))
    first = bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--json")
    run = _run_of(first)
    assert f"those that do not: bulkmeet resolve {run} KEY --resend --ledger {bulkmeet.ledger}" in first.err
    (row,) = bulkmeet.table("a.results.csv")
    settle = f"`bulkmeet resolve {run} {row['bulkmeet_key']} --created` if it is there, `--resend` if not."
    assert row["bulkmeet_message"].endswith(f"Then settle it with {settle}")
    assert bulkmeet("rerun", "a.results.csv", "--api", server.url, "--yes").code == 1
    assert len(server.recorded) == 1

    listed = bulkmeet("status", run)
    assert f"unknown  row 2, “Meeting 001”, KEY {row['bulkmeet_key']}: It was sent, but" in listed.out

    resolved = bulkmeet("resolve", run, row["bulkmeet_key"], word, "--json")
    assert resolved.code == 0, resolved.said
    assert "1 meeting, unknown until now," in resolved.err
    status = {"--resend": "pending", "--created": "created"}[word]
    assert resolved.document["counts"][status] == 1
    last = bulkmeet("rerun", "a.results.csv", "--api", server.url, "--yes")
    assert last.code == 0, last.said
    assert statuses(bulkmeet.table("a.results.csv")) == ["created"]
    assert len(server.titles) == {"--resend": 1, "--created": 0}[word]


def test_an_id_that_somebody_found_goes_into_the_sheet_and_their_corrections_stay(
    bulkmeet: CommandLine, serve: Serve
) -> None:
    server = serve(faults=["500:first=1"])
    bulkmeet.csv("a.csv", [meeting("Algebra"), invalid("Biology")])
    run = _run_of(bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--json"))
    key = bulkmeet.table("a.results.csv")[0]["bulkmeet_key"]
    assert bulkmeet("resolve", run, key, "--created", "--id", HOST).code == 0
    assert "is no unknown meeting of this run" in bulkmeet("resolve", run, key, "--created").sentence
    assert (
        bulkmeet("resolve", run, "--resend").out == f"No meeting of the run {run} is unknown, so nothing was changed.\n"
    )

    bulkmeet.change("a.results.csv", 1, Start="2031-03-04 11:00")
    written = bulkmeet("results", run, "--json")
    assert written.code == 1
    assert written.document["output"] == str(bulkmeet.folder / "a.results.csv")
    table = bulkmeet.table("a.results.csv")
    assert statuses(table) == ["created", "invalid"]
    assert table[0]["bulkmeet_meeting_id"] == HOST
    (aside,) = bulkmeet.folder.glob("a.results.2*.csv")
    assert bulkmeet.table(aside)[1]["Start"] == "2031-03-04 11:00"


@pytest.mark.parametrize(("word", "then"), [("--created", "1 created"), ("--resend", "1 pending")])
@pytest.mark.parametrize("named", [True, False])
def test_what_a_killed_run_left_on_its_way_can_be_settled_at_once(
    bulkmeet: CommandLine, serve: Serve, word: str, then: str, named: bool
) -> None:
    server = serve(faults=["hang"])
    bulkmeet.csv("a.csv", meetings(1))
    with bulkmeet.start("run", "a.csv", "--api", server.url, "--yes") as process:
        try:
            until(lambda: server.recorded)
        finally:
            process.kill()
        process.communicate()
    (listed,) = bulkmeet("status", "--json").document["runs"]
    (result,) = bulkmeet("status", listed["run"], "--json").document["results"]
    assert result["status"] == "unknown"
    keys = [result["key"]] if named else []
    done = bulkmeet("resolve", listed["run"], *keys, word)
    assert done.code == 0, done.said
    assert "1 meeting, unknown until now," in done.out
    assert then in bulkmeet("status").out


def test_nothing_is_settled_while_a_run_is_under_way(bulkmeet: CommandLine, serve: Serve) -> None:
    server = serve(faults=["500"])
    bulkmeet.csv("a.csv", meetings(1))
    run = _run_of(bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--json"))
    with FileLock(f"{bulkmeet.ledger}.lock", mode=0o600):
        done = bulkmeet("resolve", run, "--created")
    assert done.code == 2
    assert done.sentence == "A run is under way on this ledger; try again when it has finished."
    assert "1 unknown" in bulkmeet("status").out


def test_results_of_a_run_do_not_replace_those_of_a_later_rerun(bulkmeet: CommandLine, serve: Serve) -> None:
    server = serve(faults=["500:title=Unknown:first=1"])
    bulkmeet.csv("a.csv", [invalid("Mended"), meeting("Unknown", 10)])
    first = _run_of(bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--json"))
    bulkmeet.change("a.results.csv", 0, Start="2031-03-04 09:00")
    rerun = ("rerun", "a.results.csv", "--api", server.url, "--yes", "--json")
    bulkmeet(*rerun)
    latest = _run_of(bulkmeet(*rerun))
    sheet = bulkmeet.folder / "a.results.csv"
    before = sheet.read_bytes()

    step = f"bulkmeet results {latest} --ledger {bulkmeet.ledger}"
    refused = bulkmeet("results", first)
    assert refused.code == 2
    assert refused.sentence == (
        f"{sheet} belongs to a later run by now; write the results of that one with {step}, "
        "or those of this one to another place with --output."
    )
    assert sheet.read_bytes() == before

    assert step in bulkmeet("resolve", first, "--created").out
    assert bulkmeet("results", latest).code == 0
    assert statuses(bulkmeet.table(sheet)) == ["created", "created"]


def test_a_rerun_of_allowed_duplicates_sends_the_pending_one_and_copies_none(
    bulkmeet: CommandLine, server: Server
) -> None:
    bulkmeet.csv("a.csv", meetings(2))
    assert bulkmeet("run", "a.csv", "--api", server.url, "--yes").code == 0
    twice = bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--allow-duplicates", "--limit", "1")
    assert statuses(bulkmeet.table("a.results.csv")) == ["created", "pending"]
    (line,) = [line for line in twice.out.splitlines() if line.startswith("To send what is still open: bulkmeet ")]
    step, _, _ = line.partition("bulkmeet ")[2].partition(" --ledger")
    assert "--allow-duplicates" in step

    done = bulkmeet(*step.split(), "--yes")
    assert done.code == 0, done.said
    table = bulkmeet.table("a.results.csv")
    assert statuses(table) == ["created", "created"]
    assert server.titles == ["Meeting 001", "Meeting 001", "Meeting 002", "Meeting 002"]
    assert bulkmeet(*step.split(), "--yes").code == 0
    assert len(server.titles) == 4


def test_on_another_computer_the_sheets_word_is_taken_and_that_is_said(bulkmeet: CommandLine, serve: Serve) -> None:
    server = serve(faults=["500:title=002:first=1"])
    bulkmeet.csv("a.csv", meetings(3))
    assert bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--limit", "2").code == 1
    said = "2 meetings of another computer or ledger, left alone because the sheet says that they were sent."
    here = bulkmeet("check", "a.results.csv", "--api", server.url)
    assert "another computer" not in here.out
    for command in (["check", "a.results.csv"], ["rerun", "a.results.csv", "--yes"]):
        there = bulkmeet(*command, "--api", server.url, "--ledger", "other.sqlite3", ledger=False)
        assert f"{said} If that was not to {server.url}, name the right --api." in there.out
    assert statuses(bulkmeet.table("a.results.csv")) == ["created", "unknown", "created"]
    assert server.titles == ["Meeting 001", "Meeting 003"]


def test_results_of_a_run_whose_sheet_was_replaced_name_what_can_be_done(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", [meeting("Algebra"), invalid("Biology")])
    run = ("run", "a.csv", "--api", server.url, "--yes", "--json")
    first = _run_of(bulkmeet(*run))
    rerun = _run_of(bulkmeet("rerun", "a.results.csv", *run[2:]))
    third = _run_of(bulkmeet(*run))
    sheet = bulkmeet.folder / "a.results.csv"
    (kept,) = bulkmeet.folder.glob("a.results.2*.csv")
    again = f"--api {server.url} --ledger {bulkmeet.ledger}"
    for older in (first, rerun):
        done = bulkmeet("results", older)
        assert done.code == 2
        assert f"with bulkmeet results {third} --ledger {bulkmeet.ledger}, or those of this one to" in done.sentence
    elsewhere = bulkmeet("results", first, "--output", "first.csv")
    assert elsewhere.code == 1, elsewhere.said
    assert statuses(bulkmeet.table("first.csv")) == ["created", "invalid"]

    moved = bulkmeet("results", rerun, "--output", "again.csv")
    assert moved.code == 4
    assert f"{sheet} has changed since the run" in moved.sentence
    assert f"it is kept as {kept} (bulkmeet rerun {kept} {again})" in moved.sentence
    assert f"bulkmeet status {rerun} --ledger {bulkmeet.ledger}" in moved.sentence
    assert bulkmeet("results", third).code == 1


def test_status_of_a_killed_run_says_what_to_type_next(bulkmeet: CommandLine, serve: Serve) -> None:
    server = serve(faults=["hang"])
    bulkmeet.csv("a.csv", meetings(2))
    with bulkmeet.start("run", "a.csv", "--api", server.url, "--yes", "--limit", "1") as process:
        try:
            until(lambda: server.recorded)
        finally:
            process.kill()
        process.communicate()
    (listed,) = bulkmeet("status", "--json").document["runs"]
    run = listed["run"]
    done = bulkmeet("status", run)
    again = f"--ledger {bulkmeet.ledger}"
    for step in (
        f"To write its results sheet: bulkmeet results {run} {again}",
        f"those that exist: bulkmeet resolve {run} KEY --created {again}",
        f"bulkmeet rerun {bulkmeet.folder / 'a.results.csv'} --api {server.url} {again}",
    ):
        assert step in done.out
    assert bulkmeet("results", run).code == 1
    assert statuses(bulkmeet.table("a.results.csv")) == ["unknown", "pending"]
    assert "To write its results sheet" not in bulkmeet("status", run).out


def test_results_are_not_written_beside_rows_that_have_moved(bulkmeet: CommandLine) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    run = _run_of(bulkmeet("run", "a.csv", "--api", "simulator", "--json"))
    bulkmeet.csv("a.csv", [meeting("Inserted above"), *meetings(1)])
    done = bulkmeet("results", run)
    assert done.code == 4
    assert "a.csv has changed since the run" in done.sentence


def test_a_file_run_again_in_a_zone_that_nobody_typed_is_not_created_again_at_other_hours(
    bulkmeet: CommandLine, server: Server
) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    sending = ("run", "a.csv", "--api", server.url, "--yes")
    assert bulkmeet(*sending, "--timezone", "America/New_York").code == 0
    forgot = bulkmeet(*sending)
    assert (forgot.code, len(server.recorded)) == (2, 1)
    assert "add --timezone America/New_York, or the zone that is meant." in forgot.sentence
    meant = bulkmeet(*sending, "--timezone", "America/New_York")
    assert (meant.code, len(server.recorded)) == (0, 1)


def test_a_rerun_without_the_zone_of_the_run_sends_nothing_and_names_the_option(
    bulkmeet: CommandLine, server: Server
) -> None:
    bulkmeet.csv("a.csv", meetings(2))
    sending = ("--api", server.url, "--yes")
    bulkmeet("run", "a.csv", *sending, "--limit", "1", "--timezone", "America/New_York")
    forgot = bulkmeet("rerun", "a.results.csv", *sending)
    assert (forgot.code, server.titles) == (1, ["Meeting 001"])
    assert "in UTC, this computer's zone; add --timezone America/New_York when you run bulkmeet." in forgot.said
    added = bulkmeet("rerun", "a.results.csv", *sending, "--timezone", "America/New_York")
    assert (added.code, server.titles) == (0, ["Meeting 001", "Meeting 002"]), added.said


@pytest.mark.parametrize("command", ["status RUN", "results RUN", "explain a.results.csv 3"])
def test_what_goes_on_from_a_run_repeats_how_its_sheet_was_read(bulkmeet: CommandLine, command: str) -> None:
    headers = ("Title", "Start", "End", "Host", "Guest", "Room time")
    bulkmeet.csv("a.csv", [*meetings(1), invalid("Biology")], headers)
    read = ("--region", "GB", "--map", "Guest=attendees", "--map", "Room time=ignore")
    run = _run_of(bulkmeet("run", "a.csv", "--api", "simulator", "--json", *read))
    typed = command.replace("RUN", run).split()
    said = bulkmeet(*typed, *(("--api", "simulator") if "explain" in command else ())).out
    (line,) = [line for line in said.splitlines() if "bulkmeet rerun" in line]
    assert "rerun a.results.csv" in line.replace(f"{bulkmeet.folder}/", "")
    for option in ("--api simulator", "--region GB", "--map Guest=attendees", '--map "Room time=ignore"'):
        assert option in line


def test_after_resolve_the_rerun_that_brings_the_sheet_up_to_date_is_named(bulkmeet: CommandLine, serve: Serve) -> None:
    server = serve(faults=["reset_after"])
    bulkmeet.csv("a.csv", meetings(1))
    run = _run_of(bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--json", "--region", "GB"))
    said = bulkmeet("resolve", run, "--created").out
    (line,) = [line for line in said.splitlines() if "bulkmeet rerun" in line]
    assert f"{bulkmeet.folder / 'a.results.csv'} --api {server.url} --region GB" in line
    assert f"bulkmeet results {run}" in said


def test_after_a_rehearsal_the_real_command_is_what_comes_next(bulkmeet: CommandLine) -> None:
    bulkmeet.xlsx("a.xlsx", meetings(1))
    real = f"To create them in Dialpad: bulkmeet run a.xlsx --region GB --ledger {bulkmeet.ledger}"
    done = bulkmeet("run", "a.xlsx", "--api", "simulator", "--region", "GB", "--report", "page.html")
    assert real in done.out.splitlines()
    assert real in (bulkmeet.folder / "page.html").read_text("utf-8")
    summary = openpyxl.load_workbook(bulkmeet.folder / "a.results.xlsx")["bulkmeet summary"]
    assert [cell.value for cell in summary["A"]][-2:] == ["What to do next", real]
    again = bulkmeet("rerun", "a.results.xlsx", "--api", "simulator").out
    assert "take the bulkmeet_ columns out of a copy of this sheet, and then: bulkmeet run COPY" in again


@pytest.mark.parametrize("again", [("rerun", "a.results.csv"), ("run", "a.csv", "--output", "b.csv")])
def test_the_status_of_a_run_names_the_later_one_that_took_over(bulkmeet: CommandLine, again: tuple[str, ...]) -> None:
    bulkmeet.csv("a.csv", meetings(2))
    first = _run_of(bulkmeet("run", "a.csv", "--api", "simulator", "--json", "--limit", "1"))
    assert "took over" not in bulkmeet("status", first).out
    later = _run_of(bulkmeet(*again, "--api", "simulator", "--json"))
    assert (
        f"The run {later} took over from this one since; see it with: bulkmeet status {later}"
        in bulkmeet("status", first).out
    )
    assert "took over" not in bulkmeet("status", later).out


def test_status_lists_the_runs_the_newest_first(bulkmeet: CommandLine) -> None:
    none = bulkmeet("status")
    assert none.code == 2
    assert none.sentence == f"There is no ledger at {bulkmeet.ledger} yet; the first run makes one."
    bulkmeet.csv("a.csv", meetings(1))
    bulkmeet.csv("b.csv", [*meetings(1), invalid("Biology")])
    first, second = (_run_of(bulkmeet("run", name, "--api", "simulator", "--json")) for name in ("a.csv", "b.csv"))
    rehearsal = " (a rehearsal in the simulator: nothing of it exists in Dialpad)"
    assert bulkmeet("status").out.splitlines() == [
        f"{second}  {bulkmeet.folder / 'b.csv'}: 1 invalid, 1 skipped{rehearsal}",
        f"{first}  {bulkmeet.folder / 'a.csv'}: 1 created{rehearsal}",
    ]
    document = bulkmeet("status", second, "--json").document
    assert document["runs"][0]["counts"]["invalid"] == 1
    assert [result["status"] for result in document["results"]] == ["skipped", "invalid"]
    strange = bulkmeet("status", "1999", "--json")
    assert (strange.code, strange.document["error"]) == (2, strange.sentence)


@pytest.mark.parametrize("faults", [[], ["500"]])
@pytest.mark.parametrize("name", ["a.csv", "copy.csv"])
def test_what_was_sent_is_not_sent_at_other_hours_for_want_of_a_zone(
    bulkmeet: CommandLine, serve: Serve, faults: list[str], name: str
) -> None:
    server = serve(faults=faults)
    bulkmeet.csv("a.csv", [meeting("Algebra")])
    bulkmeet("run", "a.csv", "--api", server.url, "--yes", environment={"TZ": "Europe/Berlin"})
    sent = len(server.recorded)
    if name != "a.csv":
        (bulkmeet.folder / "a.csv").rename(bulkmeet.folder / name)
    again = bulkmeet("run", name, "--api", server.url, "--yes", environment={"TZ": "America/New_York"})
    assert (again.code, len(server.recorded)) == (2, sent), again.said
    assert "read its times in Europe/Berlin" in again.sentence
    typed = bulkmeet("run", name, "--api", server.url, "--yes", "--timezone", "America/New_York")
    assert len(server.recorded) == sent + 1, typed.said


def test_what_was_sent_in_a_zone_of_an_option_is_not_sent_again_in_the_one_that_the_sheet_gives(
    bulkmeet: CommandLine, serve: Serve
) -> None:
    server = serve()
    headers = ("Title", "Start", "End", "Host", "Attendee email")
    rows = [["All times Pacific"], [""], headers, meeting("Algebra")[:5]]
    bulkmeet.csv("a.csv", rows[1:], rows[0])
    bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--timezone", "America/New_York")
    again = bulkmeet("run", "a.csv", "--api", server.url, "--yes")
    assert (again.code, len(server.recorded)) == (2, 1), again.said
    assert "would be read in America/Los_Angeles, the zone that a text beside the table gives" in again.sentence
    bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--timezone", "America/Los_Angeles")
    assert bulkmeet("run", "a.csv", "--api", server.url, "--yes").code == 0
    assert len(server.recorded) == 2


@pytest.mark.parametrize(("zone", "code"), [("Europe/Berlin", 0), ("", 2)])
def test_a_row_without_a_zone_may_be_added_where_all_that_were_sent_named_theirs(
    bulkmeet: CommandLine, serve: Serve, zone: str, code: int
) -> None:
    server = serve()
    headers = ("Title", "Start", "End", "Host", "Attendee email", "Time zone")
    rows = [[*meeting("Algebra")[:5], zone]]
    bulkmeet.csv("a.csv", rows, headers)
    bulkmeet("run", "a.csv", "--api", server.url, "--yes", environment={"TZ": "Europe/Berlin"})
    bulkmeet.csv("a.csv", [*rows, [*meeting("Biology")[:5], ""]], headers)
    again = bulkmeet("run", "a.csv", "--api", server.url, "--yes", environment={"TZ": "America/New_York"})
    assert again.code == code, again.said


def test_a_later_run_whose_times_all_had_a_zone_does_not_hide_the_zone_of_an_earlier_one(
    bulkmeet: CommandLine, serve: Serve
) -> None:
    server = serve()
    headers = ("Title", "Start", "End", "Host", "Attendee email", "Time zone")
    first, second = [*meeting("Algebra")[:5], ""], [*meeting("Biology")[:5], "UTC"]
    for rows in ([first], [second]):
        bulkmeet.csv("a.csv", rows, headers)
        bulkmeet("run", "a.csv", "--api", server.url, "--yes", environment={"TZ": "Europe/Berlin"})
    bulkmeet.csv("a.csv", [first, second], headers)
    again = bulkmeet("run", "a.csv", "--api", server.url, "--yes", environment={"TZ": "America/New_York"})
    assert "read its times in Europe/Berlin" in again.sentence
