"""How things stand at terminals of every width, in pipes, and while a run gets on."""

import io
import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from bulkmeet.cli.layout import table, wrapped
from bulkmeet.cli.plan_report import issue_lines, plan_lines, sheet_lines
from bulkmeet.cli.progress import ProgressWatcher
from bulkmeet.cli.screen import LastingConsole, Screen
from bulkmeet.model import Cell, Issue, Outcome, Status
from bulkmeet.plan import make_plan
from tests.command_line import CommandLine, invalid, meeting, meetings
from tests.conftest import Server
from tests.sheets import examined, settings_with, sheet_of

SENTENCE = "This meeting has no host; type the host's email or Dialpad user id, or give one with --host EMAIL."
WORDS = st.lists(st.text(alphabet="abö日本🎉é-", min_size=1, max_size=12), min_size=1, max_size=30)


# ---- lines -------------------------------------------------------------------------------------------------


def test_further_lines_begin_where_the_text_began() -> None:
    assert wrapped(SENTENCE, 40, "error    ") == [
        "error    This meeting has no host; type",
        "         the host's email or Dialpad",
        "         user id, or give one with",
        "         --host EMAIL.",
    ]


def test_in_a_file_or_a_pipe_a_sentence_stays_on_one_line() -> None:
    assert wrapped(SENTENCE * 3, None, "error    ") == [f"error    {SENTENCE * 3}"]


def test_a_very_wide_terminal_has_no_longer_lines_than_can_be_followed() -> None:
    assert max(map(len, wrapped(SENTENCE * 3, 200))) <= 100


@given(words=WORDS, width=st.integers(24, 100))
@example(words=["会議"] * 20, width=40)
@example(words=["👩‍👩‍👧🇩🇪" * 15], width=30)
@settings(max_examples=100, deadline=None)
def test_no_line_is_wider_than_the_terminal_and_no_character_is_lost(words: list[str], width: int) -> None:
    lines = wrapped(" ".join(words), width, "1  ")
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).split()) == "1" + "".join(words)


def test_a_command_to_copy_is_not_broken_and_has_a_line_of_its_own() -> None:
    command = "bulkmeet rerun 'spring term.results.xlsx' --timezone Europe/Berlin --limit 2"
    assert wrapped(f"Mend the invalid rows, and then: {command}", 40, further="  ") == [
        "Mend the invalid rows, and then:",
        f"  {command}",
    ]
    assert wrapped("To go on: bulkmeet status", 40) == ["To go on: bulkmeet status"]


def test_a_path_that_is_wider_than_the_terminal_can_still_be_copied() -> None:
    path = "/home/ana/meetings/" + "term" * 10
    assert wrapped(f"Results: {path}", 40, further="  ") == ["Results:", f"  {path}"]


# ---- tables ------------------------------------------------------------------------------------------------


def test_the_cells_of_a_table_stand_below_each_other_also_beside_wide_characters() -> None:
    rows = [("A", "“会議”", "title"), ("AB", "“Date”", "start_date")]
    assert list(table(rows, 80)) == ["  A   “会議”  title", "  AB  “Date”  start_date"]


def test_a_table_is_a_list_where_it_does_not_fit() -> None:
    rows = [("A", "“What we will talk about”", "title"), ("B", "“Date”", "start_date (by likeness)")]
    assert list(table(rows, 40)) == [
        "  A  “What we will talk about”",
        "       title",
        "  B  “Date”",
        "       start_date (by likeness)",
    ]


def test_in_a_pipe_a_table_takes_a_hundred() -> None:
    rows = [("hosts", ", ".join(["ana.ruiz@example.com"] * 9))]
    lines = list(table(rows, None))
    assert max(map(len, lines)) <= 100
    assert [line[:9] for line in lines] == ["  hosts  ", " " * 9, " " * 9]


# ---- the plan ----------------------------------------------------------------------------------------------

HEADERS = ["Title", "Start (America/New_York)", "End", "Host email", "Attendees", "Status", "Our own remarks"]
GUESTS = "Ana Ruiz <ana@example.com>; ben@example.com; cy@example.com; di@example.com"


def lesson(title: str, day: int, *, host: str = "jo", status: str | None = None) -> list[Cell]:
    return [title, f"2031-03-{day:02} 19:30", "20:15", f"{host}@example.com", GUESTS, status, "bring pens"]


def plan_at(width: int | None, *rows: list[Cell]) -> list[str]:
    found = examined(sheet_of(HEADERS, rows))
    chosen = settings_with({})
    plan = make_plan(found, chosen, {}, {}, lambda _: {})
    shown = [
        *sheet_lines(found, plan, width),
        *issue_lines(plan.issues, width, every=False),
        *plan_lines(plan, chosen, width, would=True),
    ]
    return [text for text, _ in shown]


def test_the_plan_says_who_when_in_both_zones_and_how_long_it_takes() -> None:
    lines = plan_at(80, *(lesson(f"Lab {day}", day, host=f"host{day}") for day in (4, 11, 18, 25)))
    begin = lines.index("Would create 4 meetings in Dialpad (https://dialpad.com):")
    assert lines[begin + 1 : begin + 16] == [
        "  participants  16",
        "  hosts         4: host4@example.com (1), host11@example.com (1),",
        "                host18@example.com (1) and 1 more",
        "  time zones    America/New_York",
        "  first start   Tue 2031-03-04 19:30 America/New_York (2031-03-05 00:30 UTC)",
        "  last start    Tue 2031-03-25 19:30 America/New_York (23:30 UTC)",
        "  takes         about 1 second, at 1,200 a minute",
        "",
        "The first 3, as they would be created:",
        "  1  “Lab 4”",
        "     Tue 2031-03-04 19:30-20:15 America/New_York (2031-03-05 00:30-01:15 UTC)",
        "     host host4@example.com",
        "     4 participants: Ana Ruiz, ben@example.com, cy@example.com and 1 more",
        "  2  “Lab 11”",
        "     Tue 2031-03-11 19:30-20:15 America/New_York (23:30-00:15 UTC)",
    ]
    assert lines[-1] == "  … and 1 more"


def test_the_plan_says_why_rows_are_left_out() -> None:
    rows = [lesson("Lab", 4), *(lesson(f"Lab {day}", day, status="Cancelled") for day in (5, 6))]
    assert plan_at(80, *rows)[-1] == "  2 rows left out (rows 3-4): “Status” says it is cancelled."


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_of_the_plan_is_wider_than_the_terminal(width: int) -> None:
    rows = [
        lesson("An afternoon with 来年度の会議 and everybody who likes to come 🎉", 4),
        lesson("Lab", 5, status="Cancelled"),
    ]
    lines = plan_at(width, *rows, [*lesson("Late", 6)[:1], "2031-03-06 25:00", *lesson("Late", 6)[2:]])
    assert max(map(cell_len, lines)) <= width
    assert any(line.startswith("error ") for line in lines)


def test_in_a_pipe_an_issue_is_one_line() -> None:
    issues = [Issue("no_host", SENTENCE, row=4, cell="H4")]
    assert list(issue_lines(issues, every=False)) == [(f"error    H4: {SENTENCE}", "error")]


def test_only_the_first_word_of_an_issue_is_coloured() -> None:
    shown = list(issue_lines([Issue("no_host", SENTENCE, row=4, cell="H4")], 60, every=False))
    assert [style for _, style in shown] == ["error", ""]


# ---- at a real terminal ------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [40, 80])
def test_at_a_terminal_all_stays_within_it_but_the_command_to_copy(bulkmeet: CommandLine, columns: int) -> None:
    bulkmeet.csv("a.csv", [meeting("Algebra"), invalid("Biology"), meeting("会議" * 15)])
    done = bulkmeet.at_terminal("check", "a.csv", answer="", columns=columns)
    assert done.code == 1
    lines = [line for line in done.bare.splitlines() if not line.startswith("  bulkmeet check") and "/" not in line]
    assert max(map(cell_len, lines)) <= columns
    assert "\x1b[31merror\x1b[0m" in done.out
    assert re.search(r"^  bulkmeet run a\.csv --ledger \S+$", done.bare, re.MULTILINE)


@pytest.mark.parametrize("command", [("check",), ("run", "--yes")], ids=["check", "run"])
def test_no_two_empty_lines_follow_each_other(bulkmeet: CommandLine, server: Server, command: tuple[str, ...]) -> None:
    bulkmeet.csv("a.csv", [invalid("Biology")])
    done = bulkmeet.at_terminal(*command, "a.csv", "--api", server.url, answer="")
    assert "\n\n" in done.bare
    assert "\n\n\n" not in done.bare


def test_why_a_command_stopped_is_wrapped_too(bulkmeet: CommandLine) -> None:
    done = bulkmeet.at_terminal("check", "nowhere to be found.csv", "--timezone", "Mars/Olympus", answer="", columns=40)
    assert done.code == 2
    lines = done.bare.splitlines()
    assert len(lines) > 1
    assert max(map(len, lines)) <= 40


# ---- progress ----------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    for name in ("NO_COLOR", "COLUMNS", "TTY_COMPATIBLE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return Screen(json=False, quiet=False, verbose=False)


def watched(screen: Screen, shown: io.StringIO, seconds: float, width: int = 80) -> str:
    """What is shown of a run in which a meeting is settled every hundredth of a second."""
    screen.errors = LastingConsole(file=shown, width=width, highlight=False, soft_wrap=True)
    watcher = ProgressWatcher(screen)
    watcher.sending("r1", 1000)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        watcher.settled(Outcome(Status.CREATED, ""))
        time.sleep(0.01)
    watcher.settled(Outcome(Status.UNKNOWN, ""))
    watcher.settled(Outcome(Status.FAILED, ""))
    said = watcher.words(80)
    watcher.close()
    assert re.fullmatch(r"\d+ of 1,000, 1 unknown, 1 failed, \d+ created, \d+ seconds left, \d+ a second", said)
    return shown.getvalue()


@pytest.mark.parametrize("width", [40, 80])
def test_the_bar_is_drawn_at_most_four_times_a_second_and_leaves_its_line_clean(screen: Screen, width: int) -> None:
    shown = watched(screen, Terminal(), 1.2, width)
    drawn = re.findall(r"(?:━| )*\d+ of 1,000[^\r\x1b]*", re.sub(r"\x1b\[[\d;]*m", "", shown))
    assert 3 <= len(drawn) <= 9
    assert max(map(cell_len, drawn)) < width
    assert shown.endswith("\x1b[?25h\r\x1b[1A\x1b[2K")


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_cannot_move_its_cursor_gets_plain_lines(
    screen: Screen, term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr("bulkmeet.cli.progress.LINE_SECONDS", 0.5)
    shown = watched(screen, Terminal(), 1.2)
    assert "\x1b" not in shown
    assert 2 <= shown.count(" of 1,000") <= 3


def test_what_matters_least_is_left_out_where_there_is_no_room(screen: Screen) -> None:
    watcher = ProgressWatcher(screen)
    watcher.settled(Outcome(Status.CREATED, ""))
    watcher.settled(Outcome(Status.UNKNOWN, ""))
    assert (watcher.words(), watcher.words(18)) == ("2 of 0, 1 unknown, 1 created", "2 of 0, 1 unknown")


def test_quiet_shows_no_progress(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", meetings(3))
    done = bulkmeet.at_terminal("run", "a.csv", "--api", server.url, "--yes", "--quiet", answer="")
    assert (done.code, done.out) == (0, "")
