"""What it costs a run that a million meetings wait: those of other runs in its ledger, or its own."""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

from bulkmeet.errors import RunStopped
from bulkmeet.ledger.schema import VERSION
from tests.benchmarks.figures import Figure, Goal, alone
from tests.benchmarks.inputs import made
from tests.benchmarks.measuring import Bench, MeasuringError, MemoryWatch, background
from tests.benchmarks.programs.server import Tally
from tests.benchmarks.sending import PACED_MEETINGS, of_the_bound, own_folder, run_of, sent
from tests.benchmarks.serving import PACED, Served, serving

if TYPE_CHECKING:
    import subprocess

WAITING_MEETINGS = 1_000_000
WATCHED_MEETINGS = 600
LEDGER = "ledger.sqlite3"
AT_MOST_200 = Goal(200)
LONGEST_SECONDS = 600.0
LOOK_SECONDS = 0.2


def waiting_figures(bench: Bench) -> Iterator[Figure]:
    """Once with what waits in the ledger from an earlier run, once with all of it in the sheet that is being sent."""
    count = bench.size(WAITING_MEETINGS)
    file, ledger = made(bench, ".csv", bench.size(PACED_MEETINGS), 1), ledger_of_waiting(bench, count)
    runs = [sent(bench, run_of(file), *PACED, before=partial(_copied, ledger)) for _ in range(bench.runs)]
    name = f"a run beside {count:,} waiting meetings"
    yield from of_the_bound(name, [run.tally for run in runs], 0.98)
    yield alone(f"peak memory of {name}", "MB", [run.sample.peak_megabytes for run in runs], AT_MOST_200)
    own, tally = _beginning_of(bench, made(bench, ".csv", count, 1))
    name = f"a run of {count:,} meetings, its first {len(tally.arrivals)}"
    yield from of_the_bound(name, [tally], 0.98)
    note = "from the first request on; the check before it is not in it"
    yield alone(f"peak memory while sending {count:,} meetings", "MB", [own], AT_MOST_200, note)


def ledger_of_waiting(bench: Bench, count: int) -> Path:
    """A ledger in which so many meetings wait: a run leaves it behind that was told that its key is refused."""
    ledger = bench.folder / "inputs" / f"{count}-waiting-{VERSION}.sqlite3"
    if not ledger.exists():
        run = run_of(made(bench, ".csv", count, 1))
        sent(bench, run, "--refuse-key", codes=(RunStopped.exit_code,))
        (bench.scratch / "run" / LEDGER).replace(ledger)
    return ledger


def _copied(ledger: Path, folder: Path) -> None:
    copyfile(ledger, folder / LEDGER)


def _beginning_of(bench: Bench, file: Path) -> tuple[float, Tally]:
    """The most megabytes that a run holds while its first meetings are sent, and their tally; then it is killed."""
    command = run_of(file, "--quiet")
    folder = own_folder(bench)
    with serving(bench, *PACED) as served, background(bench, command(served.url, folder)) as process:
        _until(1, served, process)
        watch = MemoryWatch(process.pid)
        _until(bench.size(WATCHED_MEETINGS), served, process)
        megabytes = watch.stop() / 1e6
    return megabytes, served.tally


def _until(count: int, served: Served, process: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + LONGEST_SECONDS
    while served.count < count:
        if process.poll() is not None or time.monotonic() > end:
            raise MeasuringError(f"Only {served.count} requests arrived; it ended with {process.returncode}.")
        time.sleep(LOOK_SECONDS)
