"""How close a run keeps to the API's rate, and how fast it could send if there were no limit."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from shutil import rmtree

from msgspec import Struct

from bulkmeet.dispatcher import AT_ONCE
from tests.benchmarks.figures import Figure, Goal, alone, beside
from tests.benchmarks.inputs import made
from tests.benchmarks.measuring import BULKMEET, Bench, MeasuringError, Sample, in_turn, program, timed
from tests.benchmarks.programs.server import Tally
from tests.benchmarks.serving import PACED, PER_SECOND, per_second, serving, worst_second

PACED_MEETINGS = 1_200
DISPATCHED_MEETINGS = 3_000
NO_LIMIT = ("--rate", "100000/s")
THE_BOUND = "what the API allows"
NONE_REFUSED = Goal(0)

Command = Callable[[str, Path], Sequence[object]]
"""The command for a server's URL and a folder of its own."""


class Sent(Struct, frozen=True):
    """A process that sent, and what arrived."""

    sample: Sample
    tally: Tally


def run_of(file: Path, *options: object) -> Command:
    """A run, as its user types it."""

    def command(url: str, folder: Path) -> Sequence[object]:
        places = ("--ledger", folder / "ledger.sqlite3", "--output", folder / f"results{file.suffix}")
        return [*BULKMEET, "run", file, "--api", url, "--yes", *places, *options]

    return command


def own_folder(bench: Bench) -> Path:
    """An empty folder for a run's ledger and results."""
    folder = bench.scratch / "run"
    rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def sent(
    bench: Bench,
    command: Command,
    *limits: object,
    codes: Sequence[int] = (0,),
    before: Callable[[Path], object] = lambda _folder: None,
) -> Sent:
    """Run it against a server with these options, after `before` has furnished its folder."""
    folder = own_folder(bench)
    before(folder)
    with serving(bench, *limits) as served:
        sample = timed(bench, command(served.url, folder), codes)
    return Sent(sample, served.tally)


def rates_of(runs: Sequence[Sent]) -> list[float]:
    """Requests a second at the server."""
    return [per_second(run.tally.arrivals) for run in runs]


def pace_figures(bench: Bench) -> Iterator[Figure]:
    """1,200 meetings against a server that refuses whatever comes too fast."""
    file = made(bench, ".csv", bench.size(PACED_MEETINGS), 1)
    runs = [sent(bench, run_of(file), *PACED) for _ in range(bench.runs)]
    yield from of_the_bound("a run at the full rate", [run.tally for run in runs], 0.985)
    stalled = [sent(bench, partial(_stalled, file), *PACED) for _ in range(bench.runs)]
    yield from of_the_bound("a run whose loop stalls 150 ms a second", [run.tally for run in stalled], 0.95)


def _stalled(file: Path, url: str, folder: Path) -> Sequence[object]:
    return program("stalled", file, url, folder / "ledger.sqlite3", folder / f"results{file.suffix}")


def of_the_bound(name: str, tallies: Sequence[Tally], least: float) -> Iterator[Figure]:
    """The requests a second from the first arrival to the last beside the bound, and those that were refused."""
    if any(len(tally.arrivals) < 2 for tally in tallies):
        raise MeasuringError(f"{name}: nothing to speak of arrived")
    rates = [per_second(tally.arrivals) for tally in tallies]
    bounds = [float(PER_SECOND)] * len(rates)
    worst = max(worst_second(tally.arrivals) for tally in tallies)
    note = f"(requests - 1) / (last arrival - first arrival); {worst} arrived in the fullest second"
    yield beside(name, "/s", rates, bounds, THE_BOUND, Goal(least, at_least=True), note)
    # All of them: the median of several runs would hide what only one of them got.
    yield alone(f"429s in {name}", "", [sum(tally.refused for tally in tallies)], NONE_REFUSED)


def dispatch_figures(bench: Bench) -> Iterator[Figure]:
    """The limit out of the way, beside a loop of the same library that posts as many at once and records nothing."""
    count = bench.size(DISPATCHED_MEETINGS)
    file = made(bench, ".csv", count, 1)

    def bare(url: str, _folder: Path) -> Sequence[object]:
        return program("bare_posts", url, count, AT_ONCE)

    ours, theirs = in_turn(bench, partial(sent, bench, run_of(file, *NO_LIMIT)), partial(sent, bench, bare))
    rates = rates_of(ours), rates_of(theirs)
    name = f"dispatch of {count:,} meetings without a limit"
    yield beside(name, "/s", *rates, f"bare aiohttp, {AT_ONCE} at once", Goal(0.2, at_least=True))
