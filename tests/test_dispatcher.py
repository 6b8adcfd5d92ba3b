"""Never twice, never lost: pending meetings are sent at most once each, and every one ends with a true status."""

import asyncio
import socket
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from random import Random
from typing import NoReturn

import pytest

from bulkmeet import dispatcher as module
from bulkmeet.dispatcher import AT_ONCE, ATTEMPTS, HOLDS_IN_A_ROW, SAME_IN_A_ROW, Dispatcher
from bulkmeet.errors import RunStopped
from bulkmeet.ledger.records import Waiting
from bulkmeet.ledger.store import Ledger
from bulkmeet.ledger.thread import LedgerThread
from bulkmeet.limiter import START_SECONDS, Limiter
from bulkmeet.model import Halt, Outcome, Request, Response, Status
from bulkmeet.sender import BeforeFirstByte
from bulkmeet.settings import Rate
from bulkmeet.simulator import Simulator
from bulkmeet.simulator.windows import Windows
from tests.journals import MemoryJournal
from tests.raw_server import free_port
from tests.sending import FAST, RUN, TITLES, Hurried, created, dispatch, enter, posted, results, statuses
from tests.virtual_time import in_virtual_time

NOW = 1_893_456_000
MANY = tuple(f"Meeting {number:03}" for number in range(150))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite3"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """A ledger in a hurry: that its commits are durable is what test_ledger shows."""
    with Ledger(path) as opened:
        opened._connection.execute("PRAGMA synchronous=OFF")
        yield opened


def unlimited(*faults: str, latency: float = 0.0) -> Simulator:
    return Simulator(faults=faults, per_second=None, per_minute=None, latency=latency)


def patience(kind: str) -> float:
    """The timeout in seconds: short only where an answer never comes, for a busy machine makes others late."""
    return 1.0 if kind == "hang" else 30.0


class Arrivals:
    """Told of each request as it arrives, it does something at the n-th."""

    def __init__(self, count: int, then: Callable[[], object]) -> None:
        self._left = count
        self._then = then

    def __call__(self, _: object) -> None:
        self._left -= 1
        if self._left == 0:
            self._then()


def assert_nothing_lost(ledger: Ledger, simulator: Simulator) -> None:
    """Every meeting that exists is created, with its own id, or unknown; what is created exists."""
    exists = created(simulator)
    for title, result in results(ledger).items():
        if title in exists:
            assert result.status in (Status.CREATED, Status.UNKNOWN), title
        if result.status is Status.CREATED:
            assert result.meeting_id == exists[title]


# ---- all goes well -----------------------------------------------------------------------------------------


async def test_every_meeting_is_created_once_and_has_its_own_id(ledger: Ledger) -> None:
    enter(ledger, MANY)
    seen: list[Outcome] = []
    async with unlimited() as simulator:
        assert await dispatch(simulator.url, ledger, observe=seen.append) is None
    exists = created(simulator)
    assert {title: result.meeting_id for title, result in results(ledger).items()} == exists
    assert {title: result.meeting_url for title, result in results(ledger).items()} == {
        title: f"https://dialpad.example/m/{meeting_id}" for title, meeting_id in exists.items()
    }
    assert set(statuses(ledger).values()) == {Status.CREATED}
    assert posted(simulator) == Counter(MANY)
    assert sorted(outcome.meeting_id for outcome in seen) == sorted(exists.values())


async def test_an_outcome_is_told_once_it_is_durable(ledger: Ledger, path: Path) -> None:
    enter(ledger)
    told_after: list[bool] = []

    def look(outcome: Outcome) -> None:
        with Ledger(path) as other:
            told_after.append(outcome.meeting_id in {result.meeting_id for result in other.results(RUN)})

    async with unlimited() as simulator:
        await dispatch(simulator.url, ledger, observe=look)
    assert told_after == [True] * len(TITLES)


async def test_at_full_pace_a_simulator_as_strict_as_dialpad_has_every_meeting_in_the_end(ledger: Ledger) -> None:
    enter(ledger, MANY[:45])
    async with Simulator() as simulator:
        assert await dispatch(simulator.url, ledger, rate=Rate()) is None
    assert set(statuses(ledger).values()) == {Status.CREATED}
    assert len(created(simulator)) == 45


async def test_a_run_with_nothing_pending_sends_nothing(ledger: Ledger) -> None:
    enter(ledger, [])
    async with unlimited() as simulator:
        assert await dispatch(simulator.url, ledger) is None
    assert simulator.recorded == []


# ---- one of them goes wrong --------------------------------------------------------------------------------

FATES = {
    "slow:seconds=0.1": Status.CREATED,
    **dict.fromkeys(("reset_after", "hang", "cut_off", "garbage", "not_json", "no_id"), Status.UNKNOWN),
    **dict.fromkeys(("408", "500", "502", "503", "504", "html_502"), Status.UNKNOWN),
    **dict.fromkeys(("400", "404", "409", "413", "422"), Status.FAILED),
}


@pytest.mark.parametrize(("kind", "status"), FATES.items())
async def test_what_becomes_of_a_meeting_follows_from_whether_it_may_exist(
    ledger: Ledger, kind: str, status: Status
) -> None:
    enter(ledger)
    async with unlimited(f"{kind}:title=Biology") as simulator:
        assert await dispatch(simulator.url, ledger, timeout=patience(kind)) is None
    assert statuses(ledger) == dict.fromkeys(TITLES, Status.CREATED) | {"Biology": status}
    assert posted(simulator) == Counter(TITLES)
    assert_nothing_lost(ledger, simulator)


async def test_a_connection_reset_before_the_request_was_read_leaves_its_meeting_unknown(ledger: Ledger) -> None:
    enter(ledger)
    async with unlimited("reset_before:first=1") as simulator:
        assert await dispatch(simulator.url, ledger) is None
    assert Counter(statuses(ledger).values()) == {Status.CREATED: len(TITLES) - 1, Status.UNKNOWN: 1}
    assert len(simulator.recorded) == len(TITLES)
    assert_nothing_lost(ledger, simulator)


@pytest.mark.parametrize("kind", ["reset_after", "hang", "no_id", "500", "502"])
async def test_a_later_run_sends_neither_what_exists_nor_what_may_exist(ledger: Ledger, kind: str) -> None:
    enter(ledger)
    async with unlimited(f"{kind}:title=Biology", "400:title=Drama:first=1") as simulator:
        await dispatch(simulator.url, ledger, timeout=patience(kind))
        enter(ledger, run="later")
        assert await dispatch(simulator.url, ledger, run="later", timeout=patience(kind)) is None
    assert posted(simulator) == Counter([*TITLES, "Drama"])
    assert statuses(ledger, "later") == dict.fromkeys(TITLES, Status.CREATED) | {"Biology": Status.UNKNOWN}


# ---- the API asks to wait ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "how"),
    [
        *[("429:first=1", how) for how in ("seconds", "date", "none")],
        *[("503_retry:first=1", how) for how in ("seconds", "date")],
    ],
)
async def test_when_the_api_asks_to_wait_all_are_created_in_the_end(ledger: Ledger, fault: str, how: str) -> None:
    enter(ledger)
    asked_to_wait = Simulator(faults=[fault], per_second=None, retry_after=how)  # type: ignore[arg-type]  # one of three
    async with asked_to_wait as simulator:
        assert await dispatch(simulator.url, ledger, rate=Rate(50, 1)) is None
    assert set(statuses(ledger).values()) == {Status.CREATED}
    assert set(posted(simulator)) == set(created(simulator)) == set(TITLES)


async def test_a_pace_that_the_api_does_not_allow_costs_429s_and_no_meeting(ledger: Ledger) -> None:
    enter(ledger, MANY[:35])
    async with Simulator() as simulator:
        assert await dispatch(simulator.url, ledger) is None
    assert simulator.refused > 0
    assert set(statuses(ledger).values()) == {Status.CREATED}
    assert len(created(simulator)) == 35


# ---- it never gets out -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (f"http://127.0.0.1:{free_port()}", "no connection could be made"),
        ("http://dialpad.invalid", "the server's name could not be found"),
    ],
    ids=["connection refused", "no such name"],
)
async def test_a_server_that_is_not_there_is_tried_a_few_times_and_then_nothing_was_sent(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, url: str, why: str
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    enter(ledger)
    assert await dispatch(url, ledger) is None
    assert set(statuses(ledger).values()) == {Status.FAILED}
    assert results(ledger)["Algebra"].message == (
        f"It was never sent, because {why}; check the connection and run it again with rerun."
    )


def no_such_name(*_: object, **__: object) -> NoReturn:
    """What a computer says when it has asked for the name in vain, which can take it many seconds."""
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


async def test_a_server_that_comes_back_in_time_gets_every_meeting_once(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    backing_off = asyncio.Event()

    def pause(*_: object) -> float:
        backing_off.set()
        return 0.5

    monkeypatch.setattr(Hurried, "uniform", pause)
    enter(ledger)
    port = free_port()
    sending = asyncio.create_task(dispatch(f"http://127.0.0.1:{port}", ledger))
    await backing_off.wait()
    async with Simulator(port=port, per_second=None) as simulator:
        assert await sending is None
    assert posted(simulator) == Counter(TITLES)
    assert set(statuses(ledger).values()) == {Status.CREATED}


# ---- what stops the run ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "why"), [("401", "API key"), ("403", "API key"), ("redirect", "redirect")])
async def test_a_refused_key_or_a_redirect_stops_the_run_and_the_rest_stays_pending(
    ledger: Ledger, kind: str, why: str
) -> None:
    enter(ledger, MANY)
    async with unlimited(kind, latency=0.02) as simulator:
        halt = await dispatch(simulator.url, ledger)
    assert halt is not None
    assert why in halt.reason
    assert set(statuses(ledger).values()) == {Status.PENDING}
    assert len(simulator.recorded) <= AT_ONCE
    assert len([each for each in results(ledger).values() if each.message]) == len(simulator.recorded)


async def test_a_key_refused_half_way_leaves_what_was_created_created(ledger: Ledger) -> None:
    enter(ledger, MANY)
    async with unlimited("401:title=Meeting 100") as simulator:
        halt = await dispatch(simulator.url, ledger, rate=Rate(300, 1))
    assert halt is not None
    count = Counter(statuses(ledger).values())
    assert set(count) == {Status.CREATED, Status.PENDING}
    assert count[Status.CREATED] == len(created(simulator)) >= 100
    assert statuses(ledger)["Meeting 100"] is Status.PENDING


@pytest.mark.parametrize("kind", ["500", "400", "reset_after"])
async def test_twenty_that_end_the_same_way_stop_the_run(ledger: Ledger, kind: str) -> None:
    enter(ledger, MANY)
    async with unlimited(kind) as simulator:
        halt = await dispatch(simulator.url, ledger, rate=Rate(300, 1))
    assert halt is not None
    assert f"The last {SAME_IN_A_ROW} meetings all ended the same way" in halt.reason
    count = Counter(statuses(ledger).values())
    assert SAME_IN_A_ROW <= len(MANY) - count[Status.PENDING] <= SAME_IN_A_ROW + AT_ONCE
    assert len(simulator.recorded) == len(MANY) - count[Status.PENDING]


async def test_failures_with_a_success_among_them_do_not_stop_the_run(ledger: Ledger) -> None:
    enter(ledger, MANY[:60])
    async with unlimited("400:80%") as simulator:
        assert await dispatch(simulator.url, ledger, rate=Rate(300, 1)) is None
    count = Counter(statuses(ledger).values())
    assert set(count) == {Status.CREATED, Status.FAILED}
    assert count[Status.FAILED] > 2 * SAME_IN_A_ROW


# ---- somebody stops it -------------------------------------------------------------------------------------


async def test_stop_lets_what_is_under_way_finish_and_starts_nothing_more(ledger: Ledger) -> None:
    enter(ledger, MANY)
    dispatchers: list[Dispatcher] = []

    def stop() -> None:
        dispatchers[0].stop()

    async with Simulator(per_second=None, latency=0.1, on_request=Arrivals(10, stop)) as simulator:
        assert await dispatch(simulator.url, ledger, rate=Rate(100, 1), on_start=dispatchers.append) is None
    count = Counter(statuses(ledger).values())
    assert set(count) == {Status.CREATED, Status.PENDING}
    assert 10 <= count[Status.CREATED] == len(created(simulator)) == len(simulator.recorded) < 10 + AT_ONCE


async def test_being_cancelled_leaves_at_once_and_what_was_on_its_way_is_unknown(ledger: Ledger) -> None:
    enter(ledger)
    all_here, others_settled = asyncio.Event(), asyncio.Event()
    settled = Arrivals(len(TITLES) - 2, others_settled.set)
    hanging = Simulator(
        faults=["hang:title=Drama", "hang:title=English"],
        per_second=None,
        on_request=Arrivals(len(TITLES), all_here.set),
    )
    async with hanging as simulator:
        sending = asyncio.create_task(dispatch(simulator.url, ledger, timeout=300, observe=settled))
        await all_here.wait()
        await others_settled.wait()
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(sending, 30)
    assert ledger.recover() == 2
    unknown = dict.fromkeys(("Drama", "English"), Status.UNKNOWN)
    assert statuses(ledger) == dict.fromkeys(TITLES, Status.CREATED) | unknown
    assert_nothing_lost(ledger, simulator)


async def test_a_program_that_is_killed_sends_nothing_twice_when_it_is_started_again(
    ledger: Ledger, path: Path
) -> None:
    enter(ledger, MANY)
    forty_here = asyncio.Event()
    async with Simulator(per_second=None, latency=0.05, on_request=Arrivals(40, forty_here.set)) as simulator:
        program = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.sending", simulator.url, str(path), cwd=Path(__file__).parents[1]
        )
        await forty_here.wait()
        program.kill()
        await program.wait()
        await asyncio.sleep(0.1)
        on_its_way = ledger.recover()
        assert await dispatch(simulator.url, ledger) is None
    assert 1 <= on_its_way <= AT_ONCE
    assert max(posted(simulator).values()) == 1
    assert Counter(statuses(ledger).values()) == {Status.CREATED: len(MANY) - on_its_way, Status.UNKNOWN: on_its_way}
    assert_nothing_lost(ledger, simulator)


# ---- the ledger fails --------------------------------------------------------------------------------------


class Failing(LedgerThread):
    """A ledger that fails from the n-th call of one method on."""

    def __init__(self, ledger: Ledger, method: str, calls: int) -> None:
        super().__init__(ledger)
        self._method = method
        self._calls = calls

    def _check(self, method: str) -> None:
        self._calls -= method == self._method
        if method == self._method and self._calls < 0:
            raise RunStopped("The disk is full.")

    async def waiting(self, run: str, after: int, limit: int) -> list[Waiting]:
        self._check("waiting")
        return await super().waiting(run, after, limit)

    async def sending(self, waiting: Waiting) -> None:
        self._check("sending")
        await super().sending(waiting)

    async def put_back(self, waiting: Waiting, reason: str) -> None:
        self._check("put_back")
        await super().put_back(waiting, reason)

    async def settle(self, waiting: Waiting, outcome: Outcome) -> None:
        self._check("settle")
        await super().settle(waiting, outcome)


@pytest.mark.parametrize(("method", "calls"), [("waiting", 2), ("sending", 30), ("settle", 30), ("put_back", 0)])
async def test_a_ledger_that_fails_stops_the_sending_and_loses_nothing(
    ledger: Ledger, method: str, calls: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 20)
    enter(ledger, MANY)
    async with unlimited("429:title=Meeting 030:first=1", latency=0.03) as simulator:
        with pytest.raises(RunStopped, match="The disk is full"):
            await dispatch(simulator.url, ledger, rate=Rate(400, 1), journal=Failing(ledger, method, calls))
    ledger.recover()
    assert len(simulator.recorded) < len(MANY)
    once_more = Counter({"Meeting 030": 1})  # what was answered with 429 may leave again
    assert max((posted(simulator) - once_more).values()) == 1
    assert_nothing_lost(ledger, simulator)
    if method == "waiting":
        assert Status.UNKNOWN not in statuses(ledger).values(), "what was under way did not finish"


async def test_a_disk_that_really_is_full_stops_the_sending_and_loses_nothing(ledger: Ledger, path: Path) -> None:
    enter(ledger, MANY)
    (pages,) = ledger._connection.execute("PRAGMA page_count").fetchone()
    ledger._connection.execute(f"PRAGMA max_page_count={pages + 1}")
    async with unlimited() as simulator:
        with pytest.raises(RunStopped, match="The disk is full or failing"):
            await dispatch(simulator.url, ledger, rate=Rate(300, 1))
        with Ledger(path) as mended:
            mended.recover()
            assert_nothing_lost(mended, simulator)
            assert Status.PENDING in statuses(mended).values()
            assert await dispatch(simulator.url, mended) is None
            assert Status.PENDING not in statuses(mended).values()
    assert max(posted(simulator).values()) == 1


# ---- whole runs in virtual time ----------------------------------------------------------------------------


class Always:
    """A sender to whom the same happens every time."""

    def __init__(self, response: Response, seconds: float = 0.0) -> None:
        self.sent = 0
        self.most_at_once = 0
        self._at_once = 0
        self._response = response
        self._seconds = seconds

    async def send(self, request: Request, before_first_byte: BeforeFirstByte) -> Response:
        del request
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        if self._response.sent:
            await before_first_byte()
        self.sent += 1
        await asyncio.sleep(self._seconds)
        self._at_once -= 1
        return self._response


def virtually(
    sender: Always,
    meetings: int,
    rate: Rate = FAST,
    random: Random | None = None,
    stop_after: float | None = None,
) -> tuple[Halt | None, MemoryJournal, float]:
    """A whole run with such a sender: why it stopped, what the journal holds, and how many seconds it took."""
    journal = MemoryJournal(meetings)

    async def run() -> tuple[Halt | None, float]:
        dispatcher = Dispatcher(
            sender=sender,
            limiter=Limiter(rate),
            journal=journal,
            now=lambda: float(NOW),
            observe=lambda _: None,
            random=random or Random(1),  # noqa: S311 - the same every time
        )
        if stop_after is not None:
            asyncio.get_running_loop().call_later(stop_after, dispatcher.stop)
        async with asyncio.timeout(6 * 3600):
            return await dispatcher.run(RUN), asyncio.get_running_loop().time()

    halt, seconds = in_virtual_time(run())
    return halt, journal, seconds


OK = Response(sent=True, status=200, body=b'{"id": "6236730000000001"}')


def test_no_more_than_64_are_on_their_way_at_once() -> None:
    sender = Always(OK, seconds=10)
    assert virtually(sender, 500)[0] is None
    assert sender.most_at_once == AT_ONCE


class Telling(Always):
    """It notes what left and when, and gives these answers first, each after `seconds`."""

    def __init__(self, *first: Response, seconds: float = 0.0) -> None:
        super().__init__(OK, seconds)
        self.departures: list[float] = []
        self.bodies: list[bytes | None] = []
        self._first = list(first)

    async def send(self, request: Request, before_first_byte: BeforeFirstByte) -> Response:
        async def leaving() -> None:
            await before_first_byte()
            self.departures.append(asyncio.get_running_loop().time())
            self.bodies.append(request.body)

        answer = self._first.pop(0) if self._first else None
        response = await super().send(request, leaving)
        return answer or response


def test_meetings_leave_in_the_sheets_order() -> None:
    sender = Telling(seconds=0.3)
    assert virtually(sender, 500, Rate())[0] is None
    assert sender.bodies == [b"%d" % number for number in range(500)]


def test_at_full_pace_a_server_as_strict_as_dialpad_refuses_nothing() -> None:
    sender = Telling(seconds=0.3)
    _, journal, seconds = virtually(sender, 3000, Rate())
    windows = Windows(((20, 1.0), (1200, 60.0)))
    assert {windows.admit(moment) for moment in sender.departures} == {0.0}
    assert journal.counts == {Status.CREATED: 3000}
    assert seconds < 1.03 * 3000 / 20


@pytest.mark.parametrize(
    ("status", "retry_after", "wait"),
    [(429, "7", 7), (429, None, 1), (503, format_datetime(datetime.fromtimestamp(NOW + 7, UTC), usegmt=True), 7)],
)
def test_when_the_api_asks_to_wait_everybody_waits(status: int, retry_after: str | None, wait: float) -> None:
    latency = 0.2
    sender = Telling(Response(sent=True, status=status, retry_after=retry_after), seconds=latency)
    _, journal, _ = virtually(sender, 50, Rate())
    told = sender.departures[0] + latency
    assert journal.counts == {Status.CREATED: 50}
    assert [moment for moment in sender.departures if told + 0.01 < moment < told + wait] == []
    assert any(told + wait <= moment < told + 2 * wait + 1 for moment in sender.departures)
    assert 1 < len([moment for moment in sender.departures if moment < told]) < 10


@pytest.mark.parametrize(
    ("answer", "rate", "created"),
    [
        (Response(sent=True, status=429, retry_after="300"), Rate(), 0),
        (Response(sent=False, error="no connection could be made"), Rate(), 0),
        (OK, Rate(1, 60), 1),
    ],
    ids=["hold", "backoff", "slow pace"],
)
def test_stop_does_not_wait_for_a_hold_a_backoff_or_a_slow_pace(answer: Response, rate: Rate, created: int) -> None:
    sender = Always(answer)
    _, journal, seconds = virtually(sender, 10, rate, stop_after=0.4)
    assert sender.sent >= 1
    assert journal.counts == Counter({Status.CREATED: created, Status.PENDING: 10 - created}) - Counter()
    assert 0.4 <= seconds < 0.41


def test_stop_waits_for_what_is_under_way_and_for_nothing_else() -> None:
    sender = Telling(seconds=0.3)
    stop_after = START_SECONDS + 0.98
    _, journal, seconds = virtually(sender, 100, Rate(), stop_after=stop_after)
    assert journal.counts == {Status.CREATED: 20, Status.PENDING: 80}
    assert max(sender.departures) <= stop_after
    assert seconds == pytest.approx(max(sender.departures) + 0.3, abs=0.01)


def test_a_bad_certificate_stops_the_run_before_anything_was_sent() -> None:
    sender = Always(Response(sent=False, error="The certificate is not trusted.", fatal=True))
    halt, journal, _ = virtually(sender, 100)
    assert halt == Halt("The certificate is not trusted.")
    assert journal.counts == {Status.PENDING: 100}


def test_connections_that_are_never_made_take_no_place_from_those_that_are() -> None:
    sender = Always(Response(sent=False, error="no connection could be made"))
    _, journal, seconds = virtually(sender, 19, Rate())
    assert journal.counts == {Status.FAILED: 19}
    assert sender.sent == 19 * ATTEMPTS
    assert seconds < 60


def test_a_connection_that_is_never_made_is_tried_with_growing_pauses_and_some_luck() -> None:
    waits = []
    for seed in range(30):
        sender = Always(Response(sent=False, error="no connection could be made"))
        _, journal, seconds = virtually(sender, 1, random=Random(seed))  # noqa: S311 - the same every time
        assert journal.counts == {Status.FAILED: 1}
        assert sender.sent == ATTEMPTS
        waits.append(seconds)
    assert max(waits) <= 1 + 2 + 4 + 8 + 0.1
    assert len({round(wait, 2) for wait in waits}) > 20


def test_a_server_that_only_ever_asks_to_wait_ends_the_run_and_everything_stays_pending() -> None:
    sender = Always(Response(sent=True, status=429, retry_after="1"))
    halt, journal, _ = virtually(sender, 100, Rate())
    assert halt is not None
    assert f"{HOLDS_IN_A_ROW} times in a row" in halt.reason
    assert journal.counts == {Status.PENDING: 100}
    assert HOLDS_IN_A_ROW <= sender.sent <= HOLDS_IN_A_ROW + AT_ONCE


def test_a_server_that_asks_to_wait_now_and_then_ends_nothing_however_long_the_run_is() -> None:
    class Moody(Always):
        async def send(self, request: Request, before_first_byte: BeforeFirstByte) -> Response:
            response = await super().send(request, before_first_byte)
            return response if self.sent % 2 else Response(sent=True, status=429, retry_after="0")

    halt, journal, _ = virtually(Moody(OK), 3 * HOLDS_IN_A_ROW)
    assert halt is None
    assert journal.counts == {Status.CREATED: 3 * HOLDS_IN_A_ROW}


def test_an_answer_that_cannot_be_foreseen_is_raised_and_everybody_else_finishes() -> None:
    class Broken(Always):
        async def send(self, request: Request, before_first_byte: BeforeFirstByte) -> Response:
            if request.body == b"7":
                raise KeyError("a defect of ours")
            return await super().send(request, before_first_byte)

    sender = Broken(OK, seconds=1)
    with pytest.raises(KeyError, match="a defect of ours"):
        virtually(sender, 50)
    assert sender.most_at_once >= 7
