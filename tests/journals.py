"""A second ledger and a second network, both in memory: for whole runs in virtual time."""

import asyncio
from collections import Counter
from random import Random

from bulkmeet.errors import RunStopped
from bulkmeet.ledger.records import SENDING, Waiting
from bulkmeet.model import Outcome, Request, Response, Status
from bulkmeet.transport import BeforeFirstByte

WRITE_SECONDS = 0.001


class MemoryJournal:
    """The dispatcher's Journal, kept in memory; a write takes a millisecond, and on a bad disk sometimes 200."""

    def __init__(self, meetings: int, bad_disk: Random | None = None) -> None:
        self._bad_disk = bad_disk
        self.waiting_ones = [Waiting(n, f"bm{n}", f"Meeting {n}", b"%d" % n) for n in range(meetings)]
        self.status: list[str] = [Status.PENDING] * meetings

    @property
    def counts(self) -> Counter[str]:
        return Counter(self.status)

    def recover(self) -> None:
        """What an ended program left in sending is unknown."""
        self.status = [Status.UNKNOWN if status == SENDING else status for status in self.status]

    async def waiting(self, run: str, after: int, limit: int) -> list[Waiting]:
        del run
        await self._write()
        found: list[Waiting] = []
        for each in self.waiting_ones[after + 1 :]:
            if len(found) == limit:
                break
            if self.status[each.place] == Status.PENDING:
                found.append(each)
        return found

    async def sending(self, waiting: Waiting) -> None:
        if self.status[waiting.place] != Status.PENDING:
            raise RunStopped("It is not pending.")
        self.status[waiting.place] = SENDING
        await self._write()

    async def put_back(self, waiting: Waiting, reason: str) -> None:
        del reason
        assert self.status[waiting.place] in (SENDING, Status.PENDING)
        self.status[waiting.place] = Status.PENDING
        await self._write()

    async def settle(self, waiting: Waiting, outcome: Outcome) -> None:
        assert self.status[waiting.place] in (SENDING, Status.PENDING)
        await self._write()
        self.status[waiting.place] = outcome.status

    async def _write(self) -> None:
        slow = self._bad_disk is not None and self._bad_disk.random() < 0.1
        await asyncio.sleep(200 * WRITE_SECONDS if slow else WRITE_SECONDS)


class Weather:
    """A Sender over a network where everything goes wrong that can, drawn from one seed.

    It knows what the dispatcher cannot: what really exists, and of each attempt whether it certainly created
    nothing. Where bytes leave that must not, it says so at once.
    """

    def __init__(self, meetings: int, random: Random, *, fair: float = 0.8) -> None:
        self.departures: list[float] = []
        self.exists = [0] * meetings
        self.refused_connections = 0
        self.most_at_once = 0
        self._may_leave = [True] * meetings
        self._at_once = 0
        self._random = random
        self._fair = fair

    async def send(self, request: Request, before_first_byte: BeforeFirstByte) -> Response:
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            return await self._exchange(int(request.body or b""), before_first_byte)
        finally:
            self._at_once -= 1

    async def _exchange(self, meeting: int, before_first_byte: BeforeFirstByte) -> Response:
        await asyncio.sleep(self._random.choice([0.0, 0.0, 0.01, 0.2]))
        if self._random.random() > (1 + self._fair) / 2:
            self.refused_connections += 1
            return Response(sent=False, error="no connection could be made")
        await before_first_byte()
        assert self._may_leave[meeting], f"meeting {meeting} left twice, and the first may have created it"
        self._may_leave[meeting] = False
        self.departures.append(asyncio.get_running_loop().time())
        await asyncio.sleep(self._random.choice([0.02, 0.1, 0.3]))
        return await self._answer(meeting)

    async def _answer(self, meeting: int) -> Response:
        if self._random.random() < self._fair:
            self.exists[meeting] += 1
            return Response(sent=True, status=200, body=b'{"id": "%016d"}' % (10**15 + meeting))
        match self._random.choice(["429", "429 wait", "503 wait", "400", "500", "502", "lost", "hang", "cut", "no id"]):
            case "429":
                return self._turned_away(meeting, 429, None)
            case "429 wait":
                return self._turned_away(meeting, 429, "1")
            case "503 wait":
                return self._turned_away(meeting, 503, "2")
            case "400":
                return Response(sent=True, status=400, body=b'{"message": "no"}')
            case "hang":
                await asyncio.sleep(60)
                return self._perhaps(meeting, Response(sent=True, error="no answer came in time"))
            case "lost":
                return self._perhaps(meeting, Response(sent=True, error="the connection was lost"))
            case "cut":
                return self._perhaps(meeting, Response(sent=True, status=200, body=b'{"id"', complete=False))
            case "no id":
                return self._perhaps(meeting, Response(sent=True, status=200, body=b"{}"))
            case status:
                return self._perhaps(meeting, Response(sent=True, status=int(status)))

    def _turned_away(self, meeting: int, status: int, retry_after: str | None) -> Response:
        self._may_leave[meeting] = True
        return Response(sent=True, status=status, retry_after=retry_after)

    def _perhaps(self, meeting: int, response: Response) -> Response:
        self.exists[meeting] += self._random.random() < 0.5
        return response
