"""A run whose event loop is stalled: python -m tests.benchmarks.programs.stalled FILE URL LEDGER OUTPUT.

It is bulkmeet's own run; only its watcher, once told that sending begins, also starts what stalls the loop.
"""

import asyncio
import sys
import time
from pathlib import Path

from bulkmeet.examine import examine
from bulkmeet.keys import read_key
from bulkmeet.ledger.store import Ledger
from bulkmeet.model import Outcome
from bulkmeet.run import Job, create_meetings
from bulkmeet.settings import Settings, parse_api
from bulkmeet.snapshot import snapshot
from bulkmeet.stopping import Stopping

EVERY_SECONDS = 1.0
STALL_SECONDS = 0.15


class StallingWatcher:
    """Prints nothing, and stalls the loop it is called on."""

    def __init__(self) -> None:
        self._stalls: asyncio.Task[None]

    def waiting_for(self, ledger: Path) -> None: ...

    def looking_up(self, hosts: int) -> None: ...

    def sending(self, run: str, meetings: int) -> None:
        del run, meetings
        self._stalls = asyncio.get_running_loop().create_task(_stall())

    def settled(self, outcome: Outcome) -> None: ...

    def stopping(self) -> None: ...


async def _stall() -> None:
    while True:
        await asyncio.sleep(EVERY_SECONDS - STALL_SECONDS)
        time.sleep(STALL_SECONDS)  # noqa: ASYNC251 - this is the stall


def main() -> None:
    file, url, ledger_path, output = sys.argv[1:]
    settings = Settings(api=parse_api(url))
    with snapshot(Path(file)) as copy, Ledger(Path(ledger_path)) as ledger:
        examined = examine(Path(file), copy, settings, time.time(), ledger.known)
        job = Job(Path(file), copy, examined.sheet, [examined].pop, Path(output), lambda _run, _results: ())
        finished = create_meetings(job, settings, read_key(settings.api), ledger, StallingWatcher(), Stopping())
    sys.exit(0 if finished.written and finished.halt is None else 1)


if __name__ == "__main__":
    main()
