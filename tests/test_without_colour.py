"""Colour only helps: whoever sees none, or has the screen read out, is told the same in words.

The page's calendar is looked at in test_page_browser.py.
"""

import re
from pathlib import Path

import pytest

from bulkmeet.cli import progress
from bulkmeet.cli.explain_report import explain_lines
from bulkmeet.cli.plan_report import issue_lines
from bulkmeet.cli.screen import STYLES, Screen
from bulkmeet.cli.summary import summary_lines
from bulkmeet.columns.fields import ISSUES_SHEET, RESULT_FIELDS, SUMMARY_SHEET
from bulkmeet.explain import explain
from bulkmeet.model import Issue, Outcome, Result, Status
from bulkmeet.results.issuelist import Annotation
from bulkmeet.results.page.records import Entry, Facts, Report
from bulkmeet.results.page.render import render
from bulkmeet.results.page.words import SYMBOLS, cards
from bulkmeet.results.resultcells import STATUS_FILLS
from bulkmeet.results.styles import MARK_FILLS
from bulkmeet.results.summarysheet import Summary
from bulkmeet.results.workbook import annotate_workbook, write_workbook
from tests.command_line import CommandLine, invalid, meeting, meetings
from tests.conftest import Server
from tests.rich_workbook import HEADER_ROW, HEADERS, SHEET, opened, rich_workbook
from tests.sheets import examined, settings_with, table

SGR = re.compile(r"\x1b\[[0-9;]*m")
BAD = Issue("time", "“25:00” is not a time of day.", row=5, column="Start", cell="B5", value="25:00")
LONG = Issue("long", "It lasts 9 hours.", "warning", row=6, column="End", cell="C6")
ISSUES = (BAD, LONG)


def fills(path: Path, sheet: str) -> dict[str, str]:
    """The colours of a sheet's cells, by address, with the text that stands in each."""
    return {
        cell.coordinate: str(cell.fill.fgColor.rgb)
        for row in opened(path)[sheet].iter_rows()
        for cell in row
        if cell.fill.patternType == "solid"
    }


# ---- the terminal ------------------------------------------------------------------------------------------


def test_a_check_says_the_same_in_colour_and_at_a_terminal_that_knows_none(bulkmeet: CommandLine) -> None:
    rows = [
        meeting("Algebra"),
        meeting("Biology", End="2031-03-04 19:00"),
        invalid("Chess"),
        meeting("Cancelled: Drama"),
    ]
    bulkmeet.csv("a.csv", rows)
    coloured = bulkmeet.at_terminal("check", "a.csv", "--explain", answer="")
    plain = bulkmeet.at_terminal("check", "a.csv", "--explain", answer="", TERM="dumb")
    assert SGR.search(coloured.out)
    assert "\x1b" not in plain.out
    assert SGR.sub("", coloured.out) == plain.out
    assert coloured.code == plain.code == 1


def test_a_run_at_a_terminal_that_knows_no_codes_gets_none(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", meetings(3))
    done = bulkmeet.at_terminal("run", "a.csv", "--api", server.url, answer="y\n", TERM="dumb")
    assert (done.code, len(server.titles)) == (0, 3)
    assert "\x1b" not in done.out
    assert "\r" not in done.out
    assert "3 created" in done.out


def test_there_a_run_is_told_in_lines_and_not_in_a_bar(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "LINE_SECONDS", 0.0)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich takes it for a terminal
    watcher = progress.ProgressWatcher(Screen(json=False, quiet=False, verbose=False))
    watcher.sending("first", 2)
    watcher.settled(Outcome(Status.FAILED, "Dialpad refused it."))
    watcher.close()
    assert capfd.readouterr().err.splitlines()[1:] == ["1 of 2, 1 failed"]


@pytest.mark.parametrize("status", Status)
def test_a_line_in_the_colour_of_a_status_has_its_word(status: Status) -> None:
    lines = list(summary_lines([Result((2,), status, "Algebra", "")], "https://dialpad.com"))
    assert [f" {status}" in line for line, coloured in lines if coloured is not None] == [True]


def test_issues_carry_the_word_of_their_severity_and_problems_of_cells_a_mark() -> None:
    assert [(line.split()[0], style) for line, style in issue_lines(ISSUES, every=True)] == [
        ("error", "error"),
        ("warning", "warning"),
    ]
    found = examined(table("Title | Start | End | User id\nLab | 2031-03-04 25:00 | 26:00 | 5835806903417907"))
    columns = explain(found.sheet, found.mapping, settings_with({}), found.issues)
    marked = [line for line, style in explain_lines(columns, 200) if style in STYLES]
    assert marked
    assert all(line.lstrip().startswith("! ") for line in marked)


# ---- workbooks ---------------------------------------------------------------------------------------------


def test_a_coloured_cell_of_a_results_workbook_holds_the_word_of_its_status(tmp_path: Path) -> None:
    source, target = tmp_path / "term.xlsx", tmp_path / "out.xlsx"
    source.write_bytes(rich_workbook())
    cells = {row: (str(status), "", "", "Why.", "", "") for row, status in enumerate(Status, HEADER_ROW + 1)}
    summary = Summary("run", "term.xlsx", "https://dialpad.com", "2031-01-01", dict.fromkeys(Status, 1))
    results = tuple(map(str, RESULT_FIELDS))
    write_workbook(source, target, SHEET, HEADER_ROW, results, cells, {}, summary=summary)
    book = opened(target)
    for sheet in (SHEET, SUMMARY_SHEET):
        words = {
            str(book[sheet][place].value): colour
            for place, colour in fills(target, sheet).items()
            if colour.encode() in STATUS_FILLS.values()
        }
        assert words == {status: fill.decode() for status, fill in STATUS_FILLS.items()}, sheet


def test_a_coloured_cell_of_an_annotated_workbook_has_a_note_that_says_how_bad_it_is(tmp_path: Path) -> None:
    source, target = tmp_path / "term.xlsx", tmp_path / "out.xlsx"
    source.write_bytes(rich_workbook())
    annotate_workbook(source, target, Annotation(SHEET, HEADER_ROW, HEADERS, ISSUES))
    book = opened(target)
    words = dict(zip([fill.decode() for fill in MARK_FILLS], ("error", "warning"), strict=True))
    marked = {place: words[colour] for place, colour in fills(target, SHEET).items() if colour in words}
    assert marked == {"B5": "error", "C6": "warning"}
    for place, word in marked.items():
        assert f"{word.capitalize()}: " in str(book[SHEET][place].comment.text)
    listed = {place: words[colour] for place, colour in fills(target, ISSUES_SHEET).items() if colour in words}
    assert {place: book[ISSUES_SHEET][place].value for place in listed} == listed
    assert sorted(listed.values()) == ["error", "warning"]


# ---- the page ----------------------------------------------------------------------------------------------


def test_every_count_on_the_page_has_its_word_and_a_sign_beside_its_colour() -> None:
    entries = tuple(Entry(Result((row,), status, "Algebra", ""), None) for row, status in enumerate(Status, 2))
    report = Report(Facts("term.csv", None, 6, "Dialpad", "", "UTC", made=1_900_000_000.0, sent=True), entries, ISSUES)
    shown = list(cards(report))
    assert [card.noun for card in shown if card.kind.startswith("status-")] == list(Status)
    assert [card.noun for card in shown if not card.kind.startswith("status-")] == ["error", "warning"]
    assert all(card.sign for card in shown)
    page = render(report).decode()
    for card in shown:
        (link,) = re.findall(rf'<a class="card {card.kind}".*?</a>', page, re.DOTALL)
        assert f">{card.noun}<" in link
        assert card.sign in link
    assert set(SYMBOLS) == set(Status)
