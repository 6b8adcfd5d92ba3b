"""Times one way to write, or the reading it is held against, inside a process: python -m … WAY SOURCE TARGET.

What is printed is the seconds of the work alone, as JSON: starting Python, importing, and building what is to be
written are in none of them.
"""

import csv
import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from python_calamine import CalamineWorkbook

from bulkmeet.loader.load import load
from bulkmeet.model import Result, Status
from bulkmeet.results.rows import HEADERS as RESULT_HEADERS
from bulkmeet.results.rows import result_cells
from bulkmeet.results.write import write_results
from tests.benchmarks.inputs import ROWS_A_MEETING

Work = Callable[[], object]


def made_results(rows: int) -> tuple[Result, ...]:
    """Results as a run has them, for rows 2 and on of a long sheet."""
    return tuple(
        Result(
            rows=tuple(range(first, min(first + ROWS_A_MEETING, rows + 2))),
            status=Status.CREATED,
            title="",
            message="Created.",
            key=f"{first:064x}",
            meeting_id=f"{4_000_000_000_000_000 + first}",
            meeting_url=f"https://example.com/m/{4_000_000_000_000_000 + first}",
            at="2031-01-02T03:04:05Z",
        )
        for first in range(2, rows + 2, ROWS_A_MEETING)
    )


def bulkmeets(source: Path, target: Path) -> Work:
    """write_results, into the user's own file."""
    table = load(source)
    results = made_results(len(table.rows))
    return lambda: write_results(source, target, results, table, then="try again", issues=())


def calamines(source: Path, target: Path) -> Work:
    """A bare read of the workbook."""
    del target

    def walk() -> None:
        for _ in CalamineWorkbook.from_path(str(source)).get_sheet_by_name("Meetings").iter_rows():
            pass

    return walk


def csv_writers(source: Path, target: Path) -> Work:
    """csv.writer, writing the very rows that bulkmeet writes, all of them in memory already."""
    header, *rows = _csv_rows(source)
    cells = result_cells(made_results(len(rows)))
    whole = [[*header, *RESULT_HEADERS], *([*row, *cells[number]] for number, row in enumerate(rows, 2))]

    def write() -> None:
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(whole)

    return write


def _csv_rows(source: Path) -> list[list[str]]:
    with source.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


WAYS: dict[str, Callable[[Path, Path], Work]] = {
    "bulkmeet": bulkmeets,
    "calamine": calamines,
    "csv.writer": csv_writers,
}


def main() -> None:
    way, source, target = sys.argv[1:]
    work = WAYS[way](Path(source), Path(target))
    gc.freeze()  # as a run does once it has read its sheet
    began, cpu = time.perf_counter(), time.process_time()
    work()
    taken = {"seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - cpu}
    sys.stdout.write(msgspec.json.encode(taken).decode() + "\n")


if __name__ == "__main__":
    main()
