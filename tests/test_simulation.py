"""Whole runs in virtual time, in a world where everything goes wrong that can: never twice, never lost.

`pytest tests/test_simulation.py --large` sends a million meetings; `--seed N` takes the world that failed.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random, SystemRandom

import pytest

from bulkmeet.ledger.records import Candidate, RunFacts
from bulkmeet.ledger.store import Ledger
from bulkmeet.model import Result, Status
from tests.journals import MemoryJournal
from tests.simulation import FAIR, DirectJournal, Simulation, Weather, World, id_of
from tests.virtual_time import in_virtual_time

RUN = "run"
SHARE_OF_THE_BOUND = 0.95


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A real ledger, except that it does not wait for the disk: what it writes is the same."""
    with Ledger(tmp_path / "ledger.sqlite3") as opened:
        opened._connection.execute("PRAGMA synchronous=OFF")
        opened._connection.execute("PRAGMA journal_mode=MEMORY")
        yield opened


@pytest.fixture
def random(request: pytest.FixtureRequest) -> Random:
    """From the seed of the command line; else the same one always, with --large another each time."""
    large = request.config.getoption("--large")
    seed = request.config.getoption("--seed") or (SystemRandom().randrange(10**6) if large else 1)
    print(f"The world of --seed {seed}")  # noqa: T201 - shown by pytest when the test fails
    return Random(seed)  # noqa: S311 - the same world for the same seed


def enter(ledger: Ledger, run: str, numbers: Iterable[int]) -> None:
    """A run of a sheet that has these meetings; a meeting's number is its body."""
    candidates = [Candidate(f"bm{number}", f"Meeting {number}", b"%d" % number) for number in numbers]
    ledger.begin(RunFacts(run, "2030-01-01T12:00:00Z", "meetings.csv", "", 1, "account", "out.csv", ""))
    results = [Result((place,), Status.PENDING, each.title, "", each.key) for place, each in enumerate(candidates, 2)]
    ledger.enter(run, results, candidates)


def send(ledger: Ledger, run: str, simulation: Simulation) -> None:
    in_virtual_time(
        simulation.until_none_is_pending(run, lambda: bool(ledger.waiting(run, -1, 1)), recover=ledger.recover)
    )


def assert_never_twice_and_never_lost(results: Iterable[Result], world: World) -> None:
    """What the program says of each meeting is what the world knows of it; no fate is no answer."""
    assert max(world.exists) == 1
    told = set[int]()
    for result in results:
        number = int(result.key.removeprefix("bm"))
        exists = world.exists[number]
        told.add(number)
        match result.status:
            case Status.CREATED:
                assert (exists, result.meeting_id) == (1, id_of(number).decode()), result
            case Status.UNKNOWN:
                assert world.begun[number] or number in world.cut_short, result
            case Status.FAILED:
                assert not exists, result
            case _:
                pytest.fail(f"{result} has no fate")
    assert told == set(range(len(world.exists)))


@pytest.mark.parametrize("lasting", [60, 200, 1200])
def test_in_all_weathers_and_however_programs_end_nothing_is_sent_twice_and_nothing_is_lost(
    ledger: Ledger, random: Random, lasting: float
) -> None:
    meetings = 6000
    world = World(meetings, random, spell=40)
    simulation = Simulation(world, DirectJournal(ledger), random, lasting=lasting, settling=20)
    enter(ledger, RUN, range(meetings))
    send(ledger, RUN, simulation)
    assert_never_twice_and_never_lost(ledger.results(RUN), world)
    assert sum(world.begun) > 0.9 * meetings
    assert min(world.refused, simulation.ends["killed"] + simulation.ends["halted"]) > 0


def test_a_rerun_in_fair_weather_creates_what_never_got_through_and_nothing_else(
    ledger: Ledger, random: Random
) -> None:
    meetings = 1500
    world = World(meetings, random, spell=15, always=Weather(faults=0.15))
    journal = DirectJournal(ledger)
    enter(ledger, RUN, range(meetings))
    send(ledger, RUN, Simulation(world, journal, random, lasting=100, settling=10))
    failed = [result for result in ledger.results(RUN) if result.status is Status.FAILED]
    unknown = [result for result in ledger.results(RUN) if result.status is Status.UNKNOWN]
    assert failed
    world.begin_anew(always=FAIR)
    enter(ledger, "rerun", [int(result.key.removeprefix("bm")) for result in failed])
    send(ledger, "rerun", Simulation(world, journal, random, lasting=10, settling=10))
    assert {result.status for result in ledger.results("rerun")} == {Status.CREATED}
    assert [result for result in ledger.results(RUN) if result.status is not Status.CREATED] == unknown
    assert_never_twice_and_never_lost(ledger.results(RUN), world)


def test_in_fair_weather_it_is_as_fast_as_the_api_allows_and_is_never_refused(ledger: Ledger, random: Random) -> None:
    meetings = 4000
    world = World(meetings, random, spell=20, always=FAIR)
    simulation = Simulation(world, DirectJournal(ledger), random, lasting=1000, settling=2)
    enter(ledger, RUN, range(meetings))
    send(ledger, RUN, simulation)
    assert_never_twice_and_never_lost(ledger.results(RUN), world)
    assert world.refused == 0
    assert min(simulation.shares) >= SHARE_OF_THE_BOUND


@pytest.mark.large
@pytest.mark.timeout(1200)
def test_a_million_meetings_over_a_night_and_a_day(random: Random) -> None:
    """With a ledger in memory: SQLite alone would take as long as everything else."""
    meetings = 1_000_000
    world = World(meetings, random, spell=900)
    journal = MemoryJournal(meetings)
    simulation = Simulation(world, journal, random, lasting=4 * 3600, settling=600)
    in_virtual_time(
        simulation.until_none_is_pending(RUN, lambda: Status.PENDING in journal.status, recover=journal.recover)
    )
    assert_never_twice_and_never_lost(journal.results(), world)
    assert simulation.hours >= 14
    assert min(simulation.shares) >= SHARE_OF_THE_BOUND
