"""The use cases: from an examined file to its results. They tell a watcher how it goes, and print nothing."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, nullcontext, suppress
from pathlib import Path
from random import Random
from typing import Protocol

import msgspec
from filelock import FileLock, Timeout
from msgspec import Struct

from bulkmeet.dispatcher import AT_ONCE, Dispatcher
from bulkmeet.errors import Interrupted, RunStopped
from bulkmeet.examine import Examined
from bulkmeet.heap import give_back
from bulkmeet.hosts import Hosts, find_hosts
from bulkmeet.ledger.file import utc_now
from bulkmeet.ledger.records import RunFacts
from bulkmeet.ledger.store import Ledger
from bulkmeet.ledger.thread import LedgerThread
from bulkmeet.limiter import Limiter
from bulkmeet.model import Halt, Issue, Outcome, Result
from bulkmeet.plan import Plan, make_plan
from bulkmeet.results.rows import answered
from bulkmeet.results.summarysheet import summary_of
from bulkmeet.results.telling import told
from bulkmeet.results.write import keep_previous, put_back, write_results
from bulkmeet.sender import Sender
from bulkmeet.settings import SIMULATOR, Key, Settings
from bulkmeet.sheet import Sheet
from bulkmeet.snapshot import digest_of
from bulkmeet.stopping import Stopping

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
    """A file, its default `zone`, and `hand_over`, which gives what was found once, so that nobody else holds it."""

    file: Path
    snapshot: Path
    sheet: Sheet
    hand_over: Callable[[], Examined]
    output: Path
    next_steps: Callable[[str, Sequence[Result]], Iterable[str]]
    zone: str = ""


class Finished(Struct, frozen=True):
    """How a run ended: a result for every group, and why it stopped early, if it did.

    `written` says whether the results sheet is; `set_aside` is where an older one was moved to.
    """

    run: str
    results: tuple[Result, ...]
    issues: tuple[Issue, ...]
    halt: Halt | None
    interrupted: bool
    written: bool = False
    set_aside: Path | None = None


def plan_for(examined: Examined, settings: Settings, ledger: Ledger | None, hosts: Hosts | None = None) -> Plan:
    """What a run would do now, by what the ledger (if there is one) and the look-ups (if any were made) say."""
    if ledger is None:
        return make_plan(examined, settings, hosts.ids if hosts else {}, hosts.problems if hosts else {}, lambda _: {})
    users = {**ledger.users(settings.account), **(hosts.ids if hosts else {})}
    return make_plan(examined, settings, users, hosts.problems if hosts else {}, ledger.known)


def create_meetings(
    job: Job, settings: Settings, key: Key, ledger: Ledger, watcher: Watcher, stopping: Stopping
) -> Finished:
    """Create the meetings of a file and write its results sheet.

    Raises:
        RunStopped: when the ledger cannot be used before anything was sent.
        Interrupted: when somebody would not wait any longer for the results sheet.
    """
    with _exclusively(ledger.path, watcher):
        ledger.verify()
        ledger.recover()
        facts = ledger.begin(_facts(job, settings))
        stopping.listen(facts.run)
        sent = asyncio.run(_send(job, facts.run, settings, key, ledger, watcher, stopping))
        finished = _with_sheet(job, facts, sent)
        in_place = finished.written and facts.output == facts.file
        with suppress(RunStopped):  # that the run has no end in the ledger costs nothing
            ledger.finish(facts.run, digest_of(job.output) if in_place else facts.digest)
    return finished


def look_up_hosts(examined: Examined, settings: Settings, key: Key, ledger: Ledger | None, watcher: Watcher) -> Plan:
    """The plan with every host looked up, for `check --online`; nothing else is sent.

    Raises:
        RunStopped: when they cannot be looked up.
    """

    async def look_up() -> tuple[Plan, Halt | None]:
        with LedgerThread(ledger) if ledger is not None else nullcontext() as journal:
            async with _transport(settings, key) as transport:
                plan = plan_for(examined, settings, ledger)
                return await _with_hosts(plan, examined, settings, journal, transport, Limiter(settings.rate), watcher)

    with _exclusively(ledger.path, watcher) if ledger is not None else nullcontext():
        plan, halt = asyncio.run(look_up())
    if halt is not None:
        raise RunStopped(halt.reason)
    return plan


def _with_sheet(job: Job, facts: RunFacts, finished: Finished) -> Finished:
    """Write the results sheet; when that fails, the results are still there, and the reason says what to do."""
    aside: Path | None = None
    try:
        # What this run started from is replaced by itself with results; anything else there is somebody's work.
        aside = None if digest_of(job.output) == facts.digest else keep_previous(job.output)
        write_results(
            job.snapshot,
            job.output,
            finished.results,
            job.sheet,
            then=f"write the results with `bulkmeet results {facts.run}`",
            summary=summary_of(facts, finished.results, job.next_steps(facts.run, finished.results)),
            issues=finished.issues,
        )
    except Interrupted:
        put_back(aside, job.output)
        raise
    except RunStopped as stop:
        put_back(aside, job.output)
        before = f"{finished.halt.reason} " if finished.halt else ""
        return msgspec.structs.replace(finished, halt=Halt(f"{before}{stop}"))
    return msgspec.structs.replace(finished, written=True, set_aside=aside)


async def _send(
    job: Job, run: str, settings: Settings, key: Key, ledger: Ledger, watcher: Watcher, stopping: Stopping
) -> Finished:
    limiter = Limiter(settings.rate)
    examined = job.hand_over()
    plan = plan_for(examined, settings, ledger)
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
            with stopping.told(_stop_sending(dispatcher, watcher)):
                try:
                    plan, halt = await _with_hosts(plan, examined, settings, journal, transport, limiter, watcher)
                    ledger.enter(run, plan.results, () if halt else plan.candidates)
                    to_send = 0 if halt else len(plan.ready)
                    del examined  # what waits, waits in the ledger: a million meetings would take two gigabytes here
                    plan = Plan((), (), (), (), plan.issues)
                    give_back()
                    if to_send:
                        watcher.sending(run, to_send)
                        halt = await dispatcher.run(run)
                except RunStopped as stop:
                    halt = Halt(str(stop))
                except asyncio.CancelledError:
                    if not stopping.asked:
                        raise
                    halt = Halt("It was left at once, so nobody knows of what was on its way whether it arrived.")
            interrupted = stopping.asked
    with suppress(RunStopped):  # what is left in sending shows as unknown all the same
        ledger.recover()
    known = tuple(ledger.results(run)) or plan.results  # the ledger has none when the run ended before its first line
    final = (answered(result, dispatcher.unrecorded.get(result.key)) for result in known)
    return Finished(
        run, tuple(told(result, job.output, run, settings.account) for result in final), plan.issues, halt, interrupted
    )


async def _with_hosts(
    plan: Plan,
    examined: Examined,
    settings: Settings,
    journal: LedgerThread | None,
    sender: Sender,
    limiter: Limiter,
    watcher: Watcher,
) -> tuple[Plan, Halt | None]:
    """The plan once every host it needs is known. One host less may let another meeting in under --limit."""
    ledger = journal.ledger if journal is not None else None
    hosts = Hosts({}, {})
    halt: Halt | None = None
    while plan.emails and halt is None:
        watcher.looking_up(len(plan.emails))
        found = await find_hosts(plan.emails, sender=sender, limiter=limiter, now=time.time)
        hosts = Hosts({**hosts.ids, **found.ids}, {**hosts.problems, **found.problems})
        if journal is not None:
            await asyncio.gather(*(journal.remember_user(settings.account, *user) for user in found.ids.items()))
        halt = found.halt
        plan = plan_for(examined, settings, ledger, hosts)
    return plan, halt


@asynccontextmanager
async def _transport(settings: Settings, key: Key) -> AsyncIterator[Sender]:
    """The way to the API; for `--api simulator` one is started, for as long as the block lasts."""
    from bulkmeet.transport import Transport  # here, so that a check does not wait for aiohttp

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


def _stop_sending(dispatcher: Dispatcher, watcher: Watcher) -> Callable[[int], None]:
    """What to do when asked: start nothing more, let what is on its way finish; the second time, leave at once."""
    this = asyncio.current_task()

    def stop(asked: int) -> None:
        if asked == 1:
            watcher.stopping()
        dispatcher.stop()
        if asked == 2 and this is not None:
            this.cancel()

    return stop


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
    sheet = job.sheet
    return RunFacts(
        run=now.replace(":", "").replace("T", "-").removesuffix("Z"),
        started=now,
        file=str(job.file.resolve()),
        sheet=sheet.name or "",
        header_row=sheet.header_row,
        account=settings.account,
        output=str(job.output.resolve()),
        digest=digest_of(job.snapshot),
        timezone=job.zone,
        options=msgspec.json.encode(settings.given).decode() if settings.given else "",
    )
