"""The benchmarks measure what they say and show it; how fast anything is, no test can tell."""

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from bulkmeet.examine import examine
from bulkmeet.settings import Settings
from tests.benchmarks.__main__ import FAMILIES, main, measured
from tests.benchmarks.figures import Figure, Goal, alone, as_markdown, as_text, beside, skipped
from tests.benchmarks.inputs import HEADERS, made, write_csv, write_xlsx
from tests.benchmarks.measuring import Bench, MeasuringError, in_turn, python, timed
from tests.benchmarks.programs.comparing import changed_cells, lost_parts
from tests.benchmarks.programs.server import Gate, Tally
from tests.benchmarks.sending import of_the_bound
from tests.benchmarks.serving import per_second, worst_second
from tests.sheets import NOW

TINY = 5000
QUICK_ENOUGH = ("xlsx", "dispatch", "results")
FETCHING = "neighbours"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, runs=1, divisor=TINY)


# ---- figures -----------------------------------------------------------------------------------------------


def test_a_ratio_is_that_of_the_pairs_and_not_that_of_the_medians() -> None:
    figure = beside("check", "s", [1, 20, 9], [1, 10, 3], "pandas")
    assert (figure.measured, figure.bound, figure.ratio) == (9, 3, 2)


@pytest.mark.parametrize(
    ("goal", "met"), [(None, None), (Goal(2), True), (Goal(1.9), False), (Goal(2, at_least=True), True)]
)
def test_a_goal_is_about_the_ratio_where_there_is_a_bound(goal: Goal | None, met: bool | None) -> None:
    assert beside("check", "s", [4.0], [2.0], "pandas", goal).met is met


@pytest.mark.parametrize(("megabytes", "met"), [(600, True), (601, False)])
def test_a_goal_is_about_the_figure_itself_where_there_is_none(megabytes: float, met: bool) -> None:
    assert alone("peak", "MB", [megabytes], Goal(600)).met is met


FIGURES = (
    beside("check", "s", [4.0], [2.0], "pandas", Goal(1.5)),
    alone("peak", "MB", [512.0], Goal(600), note="the child included"),
    skipped("beside newman", "s", "npm | is not installed"),
)


def test_the_table_for_the_readme_has_a_row_for_every_figure_and_the_machine_below() -> None:
    assert as_markdown(FIGURES, "Measured on a laptop.").splitlines() == [
        "| figure | measured | bound | ratio | goal | met |",
        "| --- | --- | --- | --- | --- | --- |",
        "| check | 4 s | 2 s (pandas) | 2 | ≤ 1.5 x | NO |",
        "| peak | 512 MB | - | - | ≤ 600 MB | yes |",
        "| beside newman | skipped: npm / is not installed | - | - | - | - |",
        "",
        "Measured on a laptop.",
    ]


def test_the_table_for_the_terminal_has_its_notes_below() -> None:
    *table, note = as_text(FIGURES)
    assert len(table) == 1 + len(FIGURES)
    assert len({line.index(cell) for line, cell in zip(table[1:3], ("4 s", "512"), strict=True)}) == 1
    assert note == "peak: the child included"


# ---- what is measured with ---------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/proc").exists(), reason="only Linux tells of children")
def test_a_process_is_measured_with_the_memory_of_its_child(bench: Bench) -> None:
    hold = "x = bytearray(60_000_000); import time; time.sleep(0.5)"
    both = "import subprocess, sys; " + hold.replace(
        "time.sleep(0.5)", "subprocess.run([sys.executable, '-c', sys.argv[1]])"
    )
    # Linux counts what this process holds when it starts another one into that one's peak, so a small one starts it.
    measure = (
        "import sys; from pathlib import Path; from tests.benchmarks.measuring import Bench, python, timed;"
        "sample = timed(Bench(Path(sys.argv[1]), 1, 5000), python(*sys.argv[2:]));"
        "print(sample.peak_megabytes, sample.cpu_seconds, sample.seconds)"
    )
    megabytes, cpu_seconds, seconds = map(float, timed(bench, python(measure, bench.folder, both, hold)).out.split())
    assert 120 < megabytes < 180
    assert 0 < cpu_seconds < seconds - 0.3, "what it slept is no work"


def test_a_process_that_fails_gives_no_time(bench: Bench) -> None:
    with pytest.raises(MeasuringError, match="ended with 3: no such sheet"):
        timed(bench, python("import sys; sys.stderr.write('no such sheet'); sys.exit(3)"))


def test_measures_take_turns_after_a_round_that_does_not_count(tmp_path: Path) -> None:
    turns: list[str] = []

    def turn(name: str) -> int:
        turns.append(name)
        return len(turns)

    given = in_turn(Bench(tmp_path, runs=2), lambda: turn("A"), lambda: turn("B"))
    assert (turns, given) == (["A", "B"] * 3, [[3, 5], [4, 6]])


def test_a_429_in_one_run_of_three_is_told_of() -> None:
    tallies = [Tally([0.0, 0.05], refused) for refused in (0, 1, 0)]
    share, refused = of_the_bound("a run", tallies, 0.98)
    assert share.ratio == pytest.approx(1)
    assert (refused.measured, refused.met) == (1, False)


def test_the_gate_lets_no_stretch_hold_more_than_its_limit() -> None:
    gate = Gate((2, 1.0), (3, 60.0), (None, 1.0))
    moments = (0, 0.9, 0.99, 1.0, 2.5, 59.9, 60.0)
    assert [gate.admits(moment) for moment in moments] == [True, True, False, True, False, False, True]


def test_the_fullest_second_and_the_rate_are_told_from_the_arrivals() -> None:
    arrivals = [10.0, 10.4, 10.9, 11.3, 12.0]
    assert worst_second(arrivals) == 3
    assert per_second(arrivals) == pytest.approx(2)


@pytest.mark.parametrize(("write", "suffix"), [(write_csv, ".csv"), (write_xlsx, ".xlsx")])
def test_nothing_is_wrong_with_the_sheets_that_are_measured_on(write: type, suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"meetings{suffix}"
    write(file, 2000, 4)
    examined = examine(file, file, Settings(), NOW, lambda _: {})
    assert {issue.code for issue in examined.issues} <= {"other_sheets"}
    assert len(examined.parts) == 500
    assert len({part.meeting.start for part in examined.parts if part.meeting}) == 5
    assert (len(examined.sheet.rows), examined.sheet.headers) == (2000, HEADERS)


def test_an_input_is_made_once(bench: Bench) -> None:
    file = made(bench, ".csv", 10)
    written = file.stat().st_mtime_ns
    time.sleep(0.01)
    assert made(bench, ".csv", 10) == file
    assert file.stat().st_mtime_ns == written


def test_what_a_workbook_has_lost_is_found(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    whole, saved = tmp_path / "whole.xlsx", tmp_path / "saved.xlsx"
    write_xlsx(whole, 8, 4)
    assert lost_parts(whole, whole) == []
    book = load_workbook(whole)
    book["Meetings"]["B3"] = "moved"
    del book["Rooms"]
    book.save(saved)
    assert "xl/charts/chart1.xml" in lost_parts(whole, saved)
    assert changed_cells(whole, saved, "Meetings") == 1


# ---- all of it, on next to nothing -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "family",
    [
        pytest.param(name, marks=() if name in QUICK_ENOUGH else pytest.mark.large)
        for name in FAMILIES
        if name not in {FETCHING, "start"}
    ],
)
def test_a_family_measures_all_its_figures(family: str, bench: Bench) -> None:
    figures: list[Figure] = list(measured(bench, [family]))
    assert figures
    assert not [figure.note for figure in figures if figure.measured is None]
    lost = [figure for figure in figures if figure.name.startswith(("429s", "parts and cells lost"))]
    assert all(figure.met for figure in lost)


def test_a_family_that_goes_wrong_is_told_of(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.benchmarks.checking.READ_WITH_PANDAS", "raise SystemExit('pandas is missing')")
    (figure,) = measured(bench, ["csv"])
    assert figure.failed
    assert "pandas is missing" in figure.note


def test_the_command_shows_its_table_and_writes_it(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--quick", "--only", "start", "--folder", str(tmp_path)])
    assert done.exit_code in {0, 1}
    assert "python -c pass" in done.output
    document = json.loads((tmp_path / "bench.json").read_text("utf-8"))
    names = [figure["name"] for figure in document["figures"]]
    assert names == ["bulkmeet --help", "check of ten rows"]
    assert all(figure["ratio"] and figure["samples"]["bound"] for figure in document["figures"])
    assert document["machine"]["python"]
    table = (tmp_path / "bench.md").read_text("utf-8")
    assert all(f"| {name} | " in table for name in names)
    assert table.splitlines()[-1].startswith("Measured on ")
