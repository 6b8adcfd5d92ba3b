"""A second ledger, in memory: for whole runs in virtual time."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from random import Random

from bulkmeet.errors import RunStopped
from bulkmeet.ledger.records import SENDING, Waiting
from bulkmeet.model import Outcome, Result, Status

WRITE_SECONDS = 0.001


class MemoryJournal:
    """The dispatcher's Journal, kept in memory; a write takes a millisecond, and on a bad disk sometimes 200."""

    def __init__(self, meetings: int, bad_disk: Random | None = None) -> None:
        self._bad_disk = bad_disk
        self._ids: dict[int, str] = {}
        self.status: list[str] = [Status.PENDING] * meetings

    @property
    def counts(self) -> Counter[str]:
        return Counter(self.status)

    def results(self) -> Iterator[Result]:
        """What became of each meeting, as a ledger tells it."""
        for number, status in enumerate(self.status):
            yield Result((number,), Status(status), "", "", f"bm{number}", self._ids.get(number, ""))

    def recover(self) -> None:
        """What an ended program left in sending is unknown."""
        self.status = [Status.UNKNOWN if status == SENDING else status for status in self.status]

    async def waiting(self, run: str, after: int, limit: int) -> list[Waiting]:
        del run
        await self._write()
        found: list[Waiting] = []
        for place in range(after + 1, len(self.status)):
            if len(found) == limit:
                break
            if self.status[place] == Status.PENDING:
                found.append(Waiting(place, f"bm{place}", f"Meeting {place}", b"%d" % place))
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
        if outcome.meeting_id:
            self._ids[waiting.place] = outcome.meeting_id

    async def _write(self) -> None:
        slow = self._bad_disk is not None and self._bad_disk.random() < 0.1
        await asyncio.sleep(200 * WRITE_SECONDS if slow else WRITE_SECONDS)
