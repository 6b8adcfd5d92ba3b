"""How long it takes to give the user's own sheet back with results in it, and whether anything of it is lost."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct

from tests.benchmarks.figures import Figure, Goal, alone, beside
from tests.benchmarks.inputs import made
from tests.benchmarks.measuring import Bench, cpu_note, in_turn, program, timed

XLSX_ROWS = CSV_ROWS = 100_000


class Taken(Struct, frozen=True):
    """The seconds of the work alone, as the process that did it says."""

    seconds: float
    cpu_seconds: float


class Lost(Struct, frozen=True):
    """What of the user's own is not in the workbook with results as it was."""

    parts: list[str]
    cells: int


def results_figures(bench: Bench) -> Iterator[Figure]:
    yield from _into_the_workbook(bench)
    yield from _into_the_csv(bench)


def _into_the_workbook(bench: Bench) -> Iterator[Figure]:
    source, target = made(bench, ".xlsx", bench.size(XLSX_ROWS)), bench.scratch / "results.xlsx"
    name = f"results into a workbook of {bench.size(XLSX_ROWS):,} rows"
    yield _figure(bench, name, source, target, "calamine", "calamine, a bare read of it")
    lost = msgspec.json.decode(timed(bench, program("comparing", source, target)).out, type=Lost)
    note = f"parts: {', '.join(lost.parts) or 'none'}; cells: {lost.cells}"
    yield alone("parts and cells lost or changed in it", "", [len(lost.parts) + lost.cells], Goal(0), note)


def _into_the_csv(bench: Bench) -> Iterator[Figure]:
    source, target = made(bench, ".csv", bench.size(CSV_ROWS)), bench.scratch / "results.csv"
    name = f"results into a CSV file of {bench.size(CSV_ROWS):,} rows"
    yield _figure(bench, name, source, target, "csv.writer", "csv.writer, rows in memory")


def _figure(bench: Bench, name: str, source: Path, target: Path, bound: str, against: str) -> Figure:
    ours, theirs = in_turn(
        bench,
        partial(_taken, bench, "bulkmeet", source, target),
        partial(_taken, bench, bound, source, target.with_stem("bound")),
    )
    seconds = [taken.seconds for taken in ours], [taken.seconds for taken in theirs]
    note = f"the work alone, without starting Python and importing; {cpu_note(ours, theirs)}"
    return beside(name, "s", *seconds, against, Goal(2), note)


def _taken(bench: Bench, way: str, source: Path, target: Path) -> Taken:
    target.unlink(missing_ok=True)
    return msgspec.json.decode(timed(bench, program("writing", way, source, target)).out, type=Taken)
