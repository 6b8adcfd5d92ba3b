"""How long check takes, and how much memory: beside the bare reading of the same file, and from small to large."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from msgspec.structs import replace

from tests.benchmarks.figures import Figure, Goal, alone, beside
from tests.benchmarks.inputs import made
from tests.benchmarks.measuring import BULKMEET, Bench, Sample, cpu_note, in_turn, python, seconds_of, timed

CSV_ROWS, XLSX_ROWS = 1_000_000, 100_000
LINE_ROWS = (1_000, 10_000, 100_000, 1_000_000)
READ_WITH_PANDAS = "import sys, pandas; pandas.read_csv(sys.argv[1], dtype=object)"
WALK_WITH_CALAMINE = (
    "import sys, python_calamine\n"
    "for row in python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows(): pass"
)
MORE_RUNS = 4
"""Times as many runs of what takes less than a second."""


def check(bench: Bench, file: Path) -> Sample:
    """One check, as its user types it; it has to find nothing wrong."""
    return timed(bench, [*BULKMEET, "check", file, "--ledger", bench.scratch / "none.sqlite3"])


def csv_figures(bench: Bench) -> Iterator[Figure]:
    yield from _beside_a_reader(
        bench, ".csv", bench.size(CSV_ROWS), READ_WITH_PANDAS, "pandas, reading it as objects", 4, 600
    )


def xlsx_figures(bench: Bench) -> Iterator[Figure]:
    yield from _beside_a_reader(
        bench, ".xlsx", bench.size(XLSX_ROWS), WALK_WITH_CALAMINE, "calamine, walking its rows", 1.8, 300
    )


def _beside_a_reader(
    bench: Bench, suffix: str, rows: int, reading: str, against: str, times: float, megabytes: float
) -> Iterator[Figure]:
    """`times` is how many times the reader's seconds a check may take, `megabytes` its peak with its child."""
    what = f"check of {rows:,} rows, {suffix[1:].upper()}"
    file = made(bench, suffix, rows)
    ours, theirs = in_turn(bench, partial(check, bench, file), partial(timed, bench, python(reading, file)))
    seconds = seconds_of(ours), seconds_of(theirs)
    yield beside(what, "s", *seconds, against, Goal(times), cpu_note(ours, theirs))
    peaks = [sample.peak_megabytes for sample in ours]
    note = f"the reader alone: {median(sample.peak_megabytes for sample in theirs):.0f} MB"
    yield alone(f"peak memory of a {what}", "MB", peaks, Goal(megabytes), note)


def line_figures(bench: Bench) -> Iterator[Figure]:
    """What a row costs beyond the start-up, which is the check of ten rows: (t(n) - t(10)) / (n - 10)."""
    sizes = [bench.size(rows, 20) for rows in LINE_ROWS]
    files = [made(bench, ".csv", rows) for rows in (10, *sizes)]
    start, *checks = in_turn(bench, *(partial(check, bench, file) for file in files))
    started = median(seconds_of(start))
    costs = [
        [1e6 * (seconds - started) / (rows - 10) for seconds in seconds_of(samples)]
        for rows, samples in zip(sizes, checks, strict=True)
    ]
    for rows, values in zip(sizes[:-1], costs[:-1], strict=True):
        yield alone(f"a row in a check of {rows:,}, CSV", "µs", values, note="beyond the check of ten rows")
    name = f"a row in a check of {sizes[-1]:,}, CSV"
    yield beside(name, "µs", costs[-1], costs[-2], f"in one of {sizes[-2]:,}", Goal(1.3))


def start_figures(bench: Bench) -> Iterator[Figure]:
    often = bench if bench.divisor > 1 else replace(bench, runs=bench.runs * MORE_RUNS)
    help_, nothing = in_turn(often, partial(timed, bench, [*BULKMEET, "--help"]), partial(timed, bench, python("pass")))
    seconds = seconds_of(help_), seconds_of(nothing)
    yield beside("bulkmeet --help", "s", *seconds, "python -c pass", Goal(5), cpu_note(help_, nothing))
    ten, pandas = in_turn(
        often,
        partial(check, bench, made(bench, ".csv", 10)),
        partial(timed, bench, python("import pandas")),
    )
    note = cpu_note(ten, pandas)
    yield beside("check of ten rows", "s", seconds_of(ten), seconds_of(pandas), "import pandas", Goal(1.5), note)
