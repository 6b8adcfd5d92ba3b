"""check, run and rerun as a person meets them: the plan, the question, the progress, the summary."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from msgspec import Struct

from bulkmeet.cli.document import document
from bulkmeet.cli.plan_report import api_in_words, issue_lines, plan_lines, status_counts
from bulkmeet.cli.progress import ProgressWatcher
from bulkmeet.cli.screen import Screen
from bulkmeet.cli.settings import Options, settings_from
from bulkmeet.columns.fields import Field
from bulkmeet.errors import Interrupted, RunStopped, Stop, UnreadableFile, WrongUsage
from bulkmeet.examine import Examined, examine
from bulkmeet.ledger.store import Ledger
from bulkmeet.model import Issue, Result, Status
from bulkmeet.plan import Plan
from bulkmeet.results.write import ensure_writable, output_beside
from bulkmeet.run import Finished, Job, create_meetings, look_up_hosts, plan_for
from bulkmeet.settings import SIMULATOR, Key, Settings, read_key
from bulkmeet.snapshot import snapshot

DONE = frozenset({Status.CREATED, Status.SKIPPED})


class Report(Struct, frozen=True):
    """What a command has to say at its end, in the document and as an exit code."""

    examined: Examined
    issues: tuple[Issue, ...]
    results: tuple[Result, ...]
    exit_code: int
    run: str | None = None
    output: Path | None = None
    error: str | None = None


class Session:
    """One command over one file."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._screen = Screen(json=options.json, quiet=options.quiet, verbose=options.verbose)
        self._began = time.monotonic()

    def check(self, file: Path) -> int:
        """Say what is wrong with the file and what a run would do."""
        return self._told(file, self._check)

    def run(self, file: Path) -> int:
        """Create the file's meetings; its results go beside it."""
        return self._told(
            file, lambda name, settings: self._create(name, settings, settings.output or output_beside(name))
        )

    def rerun(self, file: Path) -> int:
        """Create what is open in a results sheet, and update it in place."""
        return self._told(file, self._rerun)

    def _told(self, file: Path, command: Callable[[Path, Settings], Report]) -> int:
        """Run the command; under --json its document is printed, and when it stops, the reason in one."""
        settings: Settings | None = None
        try:
            settings = settings_from(self._options)
            report = command(file, settings)
        except Stop as stop:
            if self._options.json:
                self._print(file, settings, None, str(stop))
            raise
        if self._options.json:
            self._print(file, settings, report, report.error)
        return report.exit_code

    def _check(self, file: Path, settings: Settings) -> Report:
        ledger_there = settings.ledger is not None and settings.ledger.exists()
        with snapshot(file) as copy, _ledger(settings) if ledger_there else _no_ledger() as ledger:
            examined = self._examine(file, copy, settings, ledger)
            plan = plan_for(examined, settings, ledger)
            if settings.online and plan.emails:
                plan = plan_for(examined, settings, ledger, look_up_hosts(plan, settings, read_key(settings.api)))
        self._show(examined, plan, settings)
        if plan.chosen:
            self._screen.line(f"Nothing was sent. To create them: bulkmeet run {file}")
        invalid = plan.count(Status.INVALID) > 0
        return Report(examined, plan.issues, plan.results, 1 if invalid else 0)

    def _rerun(self, file: Path, settings: Settings) -> Report:
        return self._create(file, settings, settings.output or file, again=True)

    def _create(self, file: Path, settings: Settings, output: Path, *, again: bool = False) -> Report:
        key = read_key(settings.api)
        ensure_writable(output)
        with snapshot(file) as copy, _ledger(settings) as ledger:
            examined = self._examine(file, copy, settings, ledger)
            if again and not examined.mapping.of(Field.RESULT_STATUS):
                raise UnreadableFile(
                    f"{file} is no results sheet of bulkmeet; create its meetings with bulkmeet run {file}."
                )
            plan = plan_for(examined, settings, ledger)
            self._show(examined, plan, settings)
            self._ask(plan, settings)
            finished = self._send(Job(file, copy, examined, output), settings, key, ledger)
        self._summarise(finished, output)
        return Report(
            examined,
            finished.issues,
            finished.results,
            _exit_code(finished),
            finished.run,
            output,
            finished.halt.reason if finished.halt else None,
        )

    def _examine(self, file: Path, copy: Path, settings: Settings, ledger: Ledger | None) -> Examined:
        return examine(file, copy, settings, time.time(), ledger.known if ledger else lambda _: {})

    def _send(self, job: Job, settings: Settings, key: Key, ledger: Ledger) -> Finished:
        watcher = ProgressWatcher(self._screen)
        try:
            return create_meetings(job, settings, key, ledger, watcher)
        finally:
            watcher.close()

    def _ask(self, plan: Plan, settings: Settings) -> None:
        """One question before anything real is created; with nobody to ask, --yes must have said so."""
        if not plan.chosen or self._options.yes or settings.api == SIMULATOR:
            return
        if not sys.stdin.isatty():
            raise WrongUsage("Nobody is there to ask before creating; add --yes to create without asking.")
        count = len(plan.chosen)
        what = f"Create {count:,} meeting{'s' if count != 1 else ''} in {api_in_words(settings)}?"
        if not click.confirm(what, default=False, err=True):
            raise Interrupted("Nothing was sent.")

    def _show(self, examined: Examined, plan: Plan, settings: Settings) -> None:
        for line, style in plan_lines(examined, plan, settings):
            self._screen.line(line, style)
        if plan.issues:
            self._screen.line()
        for line, style in issue_lines(plan.issues, every=self._screen.verbose):
            self._screen.line(line, style)

    def _summarise(self, finished: Finished, output: Path) -> None:
        counts = status_counts(result.status for result in finished.results)
        self._screen.line()
        for status, count in counts.items():
            if count:
                self._screen.line(f"  {count:>7,} {status}", status)
        if finished.set_aside is not None:
            self._screen.line(f"An older results sheet was kept as {finished.set_aside}.")
        self._screen.line(f"Results: {output}", "bold")
        for line in _next_steps(finished, output, counts):
            self._screen.line(line)
        if finished.halt is not None and not finished.interrupted:
            self._screen.stopped(RunStopped(f"The run stopped early. {finished.halt.reason}"))

    def _print(self, file: Path, settings: Settings | None, report: Report | None, error: str | None) -> None:
        text = document(
            run=report.run if report else None,
            file=str(file),
            api=settings.api if settings else None,
            rows=len(report.examined.sheet.rows) if report else 0,
            issues=report.issues if report else (),
            results=report.results if report else (),
            output=str(report.output) if report and report.output else None,
            seconds=time.monotonic() - self._began,
            error=error,
        )
        sys.stdout.write(text + "\n")


@contextmanager
def _ledger(settings: Settings) -> Iterator[Ledger]:
    assert settings.ledger is not None  # noqa: S101 - settings_from always gives one
    with Ledger(settings.ledger) as ledger:
        yield ledger


@contextmanager
def _no_ledger() -> Iterator[None]:
    yield None


def _exit_code(finished: Finished) -> int:
    if finished.interrupted:
        return Interrupted.exit_code
    if finished.halt is not None:
        return RunStopped.exit_code
    return 0 if all(result.status in DONE for result in finished.results) else 1


def _next_steps(finished: Finished, output: Path, counts: dict[Status, int]) -> Iterator[str]:
    if counts[Status.UNKNOWN]:
        yield (
            f"Look in Dialpad whether the unknown ones exist, then: bulkmeet resolve {finished.run} --created, "
            "or --resend to let them be sent again."
        )
    if counts[Status.INVALID]:
        yield f"Mend the invalid rows in {output}; then: bulkmeet rerun {output}"
    elif counts[Status.FAILED] or counts[Status.PENDING]:
        yield f"To send what is still open: bulkmeet rerun {output}"
