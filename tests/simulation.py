"""A world to send meetings in, in virtual time: a server as strict as Dialpad, a network, a machine and a person
who stops the program; whatever goes wrong in it is drawn from one seed.

The world knows what the program cannot: what really exists, and of each attempt whether it certainly created nothing.
Where bytes leave that must not, it says so at once. It sees only what leaves and arrives, never the ledger.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from random import Random

from msgspec import Struct

from bulkmeet.dispatcher import Dispatcher
from bulkmeet.ledger.records import Journal, Waiting
from bulkmeet.ledger.store import Ledger
from bulkmeet.limiter import Limiter
from bulkmeet.model import Outcome, Request, Response
from bulkmeet.sender import BeforeFirstByte
from bulkmeet.settings import Rate
from bulkmeet.simulator.windows import Windows
from tests.journals import WRITE_SECONDS
from tests.virtual_time import stall

EPOCH = 1_893_456_000
BOUNDS = ((20, 1.0), (1200, 60.0))
ANSWERS: dict[str, Response] = {
    "400": Response(sent=True, status=400, body=b'{"message": "no"}'),
    "408": Response(sent=True, status=408),
    "500": Response(sent=True, status=500, body=b'{"error": "oops"}'),
    "502": Response(sent=True, status=502, body=b"<html>Bad gateway</html>", content_type="text/html"),
    "503": Response(sent=True, status=503),
    "504": Response(sent=True, status=504),
    "reset": Response(sent=True, error="the connection was lost before an answer came"),
    "hang": Response(sent=True, error="no answer came in time"),
    "garbage": Response(sent=True, error="the answer made no sense"),
    "page": Response(sent=True, status=200, body=b"<html>Log in</html>", content_type="text/html"),
    "no id": Response(sent=True, status=200, body=b"{}"),
    "cut off": Response(sent=True, status=200, body=b'{"id": "10', complete=False),
    "429": Response(sent=True, status=429),
    "503 wait": Response(sent=True, status=503, retry_after="2"),
}
REFUSALS = ("400", "429", "503 wait")
NOT_SENT = Response(sent=False, error="no connection could be made")


class Weather(Struct, frozen=True):
    """How it goes for a while: shares of requests that fail, seconds that something takes."""

    faults: float = 0.0
    travel: tuple[float, float] = (0.02, 0.025)
    thinking: tuple[float, float] = (0.02, 0.3)
    down: bool = False
    stalls: float = 0.0
    neighbour: float = 0.0


FAIR = Weather()
WEATHERS = (
    FAIR,
    Weather(faults=0.15),
    FAIR,
    Weather(faults=0.01, travel=(0.02, 0.2), thinking=(0.0, 4.8)),
    FAIR,
    Weather(stalls=0.4),
    FAIR,
    Weather(down=True),
    Weather(neighbour=10.0),
)


class World:
    """It is the dispatcher's sender. `spell` is how many seconds a weather lasts."""

    def __init__(self, meetings: int, random: Random, *, spell: float, always: Weather | None = None) -> None:
        self.exists = [0] * meetings
        self.begun = bytearray(meetings)
        self.cut_short = set[int]()
        self.refused = 0
        self.left = 0
        self.wall = 0.0
        self._random = random
        self._spell = spell
        self._may_leave = bytearray(b"\1" * meetings)
        self._about_to_leave = set[int]()
        self._on_its_way = set[asyncio.Future[Response]]()
        self.begin_anew(always)

    def begin_anew(self, always: Weather | None) -> None:
        """At the beginning of time, with a weather that lasts, if one is given."""
        self.weather = always or FAIR
        self._always = always
        self._gate = Windows(BOUNDS)
        self._door = Windows(BOUNDS)

    # ---- the network ---------------------------------------------------------------------------------------

    async def send(self, request: Request, before_first_byte: BeforeFirstByte) -> Response:
        meeting = int(request.body or b"")
        if self.weather.down or self._random.random() < self.weather.faults / 5:
            await asyncio.sleep(self._random.uniform(0, 1))
            return NOT_SENT
        self._about_to_leave.add(meeting)
        await before_first_byte()
        self._about_to_leave.discard(meeting)
        self._leave(meeting)
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Response] = loop.create_future()
        self._on_its_way.add(answer)
        loop.call_later(self._random.uniform(*self.weather.travel), self._arrive, meeting, answer)
        try:
            return await answer
        finally:
            self._on_its_way.discard(answer)

    def _leave(self, meeting: int) -> None:
        now = asyncio.get_running_loop().time()
        assert self._may_leave[meeting], f"meeting {meeting} left twice, and the first may have created it"
        assert self._gate.admit(now) == 0, f"meeting {meeting} left above the rate, at {now}"
        self._may_leave[meeting] = False
        self.begun[meeting] = True
        self.left += 1

    def _arrive(self, meeting: int, answer: asyncio.Future[Response]) -> None:
        """At the server, whether or not anybody is left to hear the answer."""
        loop = asyncio.get_running_loop()
        fault, seconds = "", self._random.uniform(*self.weather.thinking)
        if self.weather.down:
            fault, seconds = "reset", 0.0
        elif self._door.admit(loop.time()) > 0:
            self.refused += 1
            fault, seconds = "429", 0.0
        elif self._random.random() < self.weather.faults:
            fault = self._random.choice([*ANSWERS])
            seconds = 60.0 if fault == "hang" else seconds
        loop.call_later(seconds, _deliver, answer, self._carry_out(meeting, fault, loop.time()))

    def _carry_out(self, meeting: int, fault: str, now: float) -> Response:
        if fault in REFUSALS:
            self._may_leave[meeting] = True
            return ANSWERS[fault] if fault != "429" else self._come_back(now)
        if not fault or self._random.random() < 0.5:
            self.exists[meeting] += 1
        return ANSWERS[fault] if fault else Response(sent=True, status=200, body=b'{"id": "%s"}' % id_of(meeting))

    def _come_back(self, now: float) -> Response:
        """429 with Retry-After as seconds, as a date by the server's clock, or without."""
        date = format_datetime(datetime.fromtimestamp(EPOCH + int(now) + 2, UTC), usegmt=True)
        return Response(sent=True, status=429, retry_after=self._random.choice([None, "1", date]))

    # ---- the machine ---------------------------------------------------------------------------------------

    def clock(self) -> float:
        """The wall clock of the machine: it may be wrong, and jump."""
        return EPOCH + asyncio.get_running_loop().time() + self.wall

    def sleep_with_closed_lid(self) -> None:
        """For hours; the loop's clock may count them or not, and what was on its way is lost."""
        seconds = self._random.uniform(600, 8 * 3600)
        if self._random.random() < 0.5:
            stall(seconds)
        else:
            self.wall += seconds
        for answer in list(self._on_its_way):
            _deliver(answer, ANSWERS["reset"])

    def killed(self) -> None:
        """The program is gone: what it was about to send stays where it was."""
        self.cut_short |= self._about_to_leave
        self._about_to_leave.clear()

    async def go_round(self, note: Callable[[], None]) -> None:
        """One weather after another, and now and then something that happens to the machine."""
        for number in range(10**9):
            self.weather = self._always or WEATHERS[number % len(WEATHERS)]
            note()
            end = asyncio.get_running_loop().time() + self._spell
            while (left := end - asyncio.get_running_loop().time()) > 0:
                await asyncio.sleep(min(left, self._random.uniform(0, 2) if self.weather.stalls else self._spell / 3))
                if self.weather.stalls:
                    stall(self._random.uniform(0, self.weather.stalls))
                self._take_places()
            if self.weather.faults and self._random.random() < 0.5:
                self.wall += self._random.uniform(-7200, 7200)
                self.sleep_with_closed_lid()

    def _take_places(self) -> None:
        """A neighbour who uses the same account takes some of the server's places."""
        for _ in range(int(self.weather.neighbour)):
            self._door.admit(asyncio.get_running_loop().time())


def _deliver(answer: asyncio.Future[Response], response: Response) -> None:
    if not answer.done():
        answer.set_result(response)


def id_of(meeting: int) -> bytes:
    return b"%016d" % (10**15 + meeting)


class DirectJournal:
    """A real ledger as the dispatcher's Journal, without its thread, of which virtual time knows nothing."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def waiting(self, run: str, after: int, limit: int) -> list[Waiting]:
        return self._ledger.waiting(run, after, limit)

    async def sending(self, waiting: Waiting) -> None:
        self._ledger.sending(waiting.key)
        await asyncio.sleep(WRITE_SECONDS)

    async def put_back(self, waiting: Waiting, reason: str) -> None:
        self._ledger.put_back(waiting.key, reason)

    async def settle(self, waiting: Waiting, outcome: Outcome) -> None:
        self._ledger.settle(waiting.key, outcome)


class Simulation:
    """One program after the other sends a run's meetings, until none is pending.

    `lasting` is how many seconds a program lives before somebody stops or kills it. `shares` tells for each stretch
    of fair weather that one program saw through, its pace settled, how much of the bound it reached.
    """

    def __init__(self, world: World, journal: Journal, random: Random, *, lasting: float, settling: float) -> None:
        self.ends = Counter[str]()
        self.shares: list[float] = []
        self.hours = 0.0
        self._world = world
        self._journal = journal
        self._random = random
        self._lasting = lasting
        self._settling = settling
        self._program_number = 0
        self._running = False
        self._since: tuple[float, int] | None = None

    async def until_none_is_pending(self, run: str, pending: Callable[[], bool], recover: Callable[[], object]) -> None:
        seasons = asyncio.create_task(self._world.go_round(self._weather_changes))
        while pending():
            recover()
            self.ends[await self._program(run)] += 1
            self._program_number += 1
            self._since = None
            if self._random.random() < 0.5:
                await asyncio.sleep(self._random.uniform(0, 90))
        recover()
        seasons.cancel()
        self.hours += asyncio.get_running_loop().time() / 3600

    async def _program(self, run: str) -> str:
        dispatcher = Dispatcher(
            sender=self._world,
            limiter=Limiter(Rate()),
            journal=self._journal,
            now=self._world.clock,
            observe=lambda _: None,
            random=self._random,
        )
        running = asyncio.create_task(dispatcher.run(run))
        self._running = True
        kill = self._random.random() < 0.5
        asyncio.get_running_loop().call_later(
            self._random.uniform(0, self._lasting), running.cancel if kill else dispatcher.stop
        )
        try:
            return "halted" if await running else "finished"
        except asyncio.CancelledError:
            self._world.killed()
            return "killed"
        finally:
            self._running = False

    def _weather_changes(self) -> None:
        loop, world = asyncio.get_running_loop(), self._world
        if self._since is not None:
            begin, left = self._since
            self.shares.append((world.left - left) / (loop.time() - begin) / BOUNDS[0][0])
        self._since = None
        if world.weather == FAIR and self._running:
            loop.call_later(self._settling, self._settled, self._program_number)

    def _settled(self, program_number: int) -> None:
        """Only where the weather began and settled under one program, the figures say something of its pace."""
        if program_number == self._program_number:
            self._since = (asyncio.get_running_loop().time(), self._world.left)
