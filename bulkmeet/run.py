"""The use cases: from an examined file to its results. They tell a watcher how it goes, and print nothing."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Protocol

import msgspec
from filelock import FileLock, Timeout
from msgspec import Struct

from bulkmeet.dispatcher import AT_ONCE, Dispatcher
from bulkmeet.errors import RunStopped
from bulkmeet.examine import Examined
from bulkmeet.hosts import Hosts, find_hosts
from bulkmeet.ledger.records import RunFacts
from bulkmeet.ledger.store import Ledger, utc_now
from bulkmeet.ledger.thread import LedgerThread
from bulkmeet.limiter import Limiter
from bulkmeet.model import Halt, Issue, Outcome, Problem, Result, Status
from bulkmeet.plan import Plan, make_plan
from bulkmeet.results.write import keep_previous, write_results
from bulkmeet.settings import SIMULATOR, Key, Settings
from bulkmeet.snapshot import digest_of
from bulkmeet.transport import Sender, Transport

PATIENCE_SECONDS = 0.5


class Watcher(Protocol):
    """Is told how a run gets on."""

    def waiting_for(self, ledger: Path) -> None:
        """Another run uses the ledger; this one goes on when that has finished."""

    def looking_up(self, hosts: int) -> None:
        """So many hosts are being looked up."""

    def sending(self, run: str, meetings: int) -> None:
        """The run begins to send."""

    def settled(self, outcome: Outcome) -> None:
        """A meeting is settled."""

    def stopping(self) -> None:
        """Somebody asked to stop: what is on its way finishes."""


class Job(Struct, frozen=True):
    """A file to create the meetings of: a private copy of it, what was found in it, where its results go."""

    file: Path
    snapshot: Path
    examined: Examined
    output: Path


class Finished(Struct, frozen=True):
    """How a run ended: a result for every group, and why it stopped early, if it did."""

    run: str
    results: tuple[Result, ...]
    issues: tuple[Issue, ...]
    halt: Halt | None
    interrupted: bool
    set_aside: Path | None


def plan_for(examined: Examined, settings: Settings, ledger: Ledger | None, hosts: Hosts | None = None) -> Plan:
    """What a run would do now, by what the ledger (if there is one) and the look-ups (if any were made) say."""
    if ledger is None:
        return make_plan(examined, settings, hosts.ids if hosts else {}, hosts.problems if hosts else {}, lambda _: {})
    users = {**ledger.users(settings.account), **(hosts.ids if hosts else {})}
    return make_plan(examined, settings, users, hosts.problems if hosts else {}, ledger.known)


def create_meetings(job: Job, settings: Settings, key: Key, ledger: Ledger, watcher: Watcher) -> Finished:
    """Create the meetings of a file and write its results sheet.

    Raises:
        RunStopped: when the ledger cannot be used before anything was sent, or the results cannot be written.
    """
    with _exclusively(ledger.path, watcher):
        ledger.recover()
        facts = ledger.begin(_facts(job, settings))
        finished = asyncio.run(_send(job, facts.run, settings, key, ledger, watcher))
        then = f"write the results with `bulkmeet results {facts.run}`"
        aside = keep_previous(job.output) if job.output != job.file else None
        sheet = job.examined.sheet
        write_results(
            job.snapshot,
            job.output,
            finished.results,
            sheet=sheet.name,
            dialect=sheet.dialect,
            header_row=sheet.header_row,
            headers=sheet.headers,
            then=then,
        )
        with suppress(RunStopped):  # the results are out; that the run has no end in the ledger costs nothing
            ledger.finish(facts.run, digest_of(job.file))
    return msgspec.structs.replace(finished, set_aside=aside)


def look_up_hosts(plan: Plan, settings: Settings, key: Key) -> Hosts:
    """Look up the hosts of a plan, for `check --online`; nothing else is sent."""

    async def look_up() -> Hosts:
        async with _transport(settings, key) as transport:
            return await find_hosts(plan.emails, sender=transport, limiter=Limiter(settings.rate), now=time.time)

    return asyncio.run(look_up())


async def _send(job: Job, run: str, settings: Settings, key: Key, ledger: Ledger, watcher: Watcher) -> Finished:
    limiter = Limiter(settings.rate)
    halt: Halt | None = None
    with LedgerThread(ledger) as journal:
        async with _transport(settings, key) as transport:
            dispatcher = Dispatcher(
                sender=transport,
                limiter=limiter,
                journal=journal,
                now=time.time,
                observe=watcher.settled,
                random=Random(),  # noqa: S311 - jitter is no secret
            )
            with _stopping_on_signals(dispatcher, watcher) as interrupted:
                try:
                    plan, halt = await _with_hosts(job, settings, ledger, transport, limiter, watcher)
                    ledger.enter(run, plan.results, () if halt else plan.candidates)
                    if halt is None and plan.candidates:
                        watcher.sending(run, len(plan.candidates))
                        halt = await dispatcher.run(run)
                except RunStopped as stop:
                    halt = Halt(str(stop))
                except asyncio.CancelledError:
                    if not interrupted():
                        raise
                    halt = Halt("Interrupted")
    with suppress(RunStopped):  # what is left in sending shows as unknown all the same
        ledger.recover()
    results = tuple(_told(result, job.output, run) for result in ledger.results(run))
    return Finished(run, results, plan.issues, halt, interrupted(), None)


async def _with_hosts(
    job: Job, settings: Settings, ledger: Ledger, sender: Sender, limiter: Limiter, watcher: Watcher
) -> tuple[Plan, Halt | None]:
    """The plan once every host it needs is known. One host less may let another meeting in under --limit."""
    problems: dict[str, Problem] = {}
    while True:
        plan = plan_for(job.examined, settings, ledger, Hosts({}, problems))
        if not plan.emails:
            return plan, None
        watcher.looking_up(len(plan.emails))
        found = await find_hosts(plan.emails, sender=sender, limiter=limiter, now=time.time)
        for email, user_id in found.ids.items():
            ledger.remember_user(settings.account, email, user_id)
        problems |= found.problems
        if found.halt is not None:
            return plan_for(job.examined, settings, ledger, Hosts({}, problems)), found.halt


@asynccontextmanager
async def _transport(settings: Settings, key: Key) -> AsyncIterator[Transport]:
    """The way to the API; for `--api simulator` one is started, for as long as the block lasts."""
    async with AsyncExitStack() as stack:
        url = settings.api
        if url == SIMULATOR:
            from bulkmeet.simulator import Simulator

            url = (await stack.enter_async_context(Simulator(key=key.reveal()))).url
        yield await stack.enter_async_context(
            Transport(
                url,
                key,
                timeout=settings.timeout,
                connections=AT_ONCE,
                company_id=settings.company_id,
                ca_file=settings.ca_file,
            )
        )


@contextmanager
def _stopping_on_signals(dispatcher: Dispatcher, watcher: Watcher) -> Iterator[Callable[[], bool]]:
    """Ctrl-C or SIGTERM once: start nothing more, and let what is on its way finish. Once more: leave at once."""
    loop = asyncio.get_running_loop()
    this = asyncio.current_task()
    asked = 0

    def stop() -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            watcher.stopping()
            dispatcher.stop()
        elif this is not None:
            this.cancel()

    signals = (signal.SIGINT, signal.SIGTERM)
    for number in signals:
        with suppress(NotImplementedError):  # Windows: Ctrl-C ends the run at once, and the ledger knows how far it was
            loop.add_signal_handler(number, stop)
    try:
        yield lambda: asked > 0
    finally:
        for number in signals:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)


@contextmanager
def _exclusively(ledger: Path, watcher: Watcher) -> Iterator[None]:
    """One run at a time sends from a ledger, so that two share one pace and neither takes the other for dead."""
    lock = FileLock(f"{ledger}.lock", mode=0o600)
    try:
        lock.acquire(timeout=PATIENCE_SECONDS)
    except Timeout:
        watcher.waiting_for(ledger)
        lock.acquire()
    except OSError as error:
        raise RunStopped(
            f"The ledger {ledger} cannot be locked ({error.strerror}); choose another with --ledger."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _facts(job: Job, settings: Settings) -> RunFacts:
    now = utc_now()
    sheet = job.examined.sheet
    return RunFacts(
        run=now.replace(":", "").replace("T", "-").removesuffix("Z"),
        started=now,
        file=str(job.file.resolve()),
        sheet=sheet.name or "",
        header_row=sheet.header_row,
        account=settings.account,
        output=str(job.output.resolve()),
        digest=digest_of(job.snapshot),
    )


def _told(result: Result, output: Path, run: str) -> Result:
    """The result with what its owner can do next, where the ledger's own words do not say it."""
    if result.status is Status.PENDING:
        message = f"Not sent yet; send it with `bulkmeet rerun {output.name}`."
        return msgspec.structs.replace(result, message=message)
    if result.status is Status.UNKNOWN and "bulkmeet resolve" not in result.message:
        told = f"{result.message} Then settle it with `bulkmeet resolve {run}`."
        return msgspec.structs.replace(result, message=told)
    return result
