"""check, run and rerun as a person meets them: the plan, the question, the progress, the summary."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from bulkmeet.cli.document import document
from bulkmeet.cli.ending import say, write_out
from bulkmeet.cli.plan_report import api_in_words, issue_lines, plan_lines
from bulkmeet.cli.progress import ProgressWatcher
from bulkmeet.cli.screen import Screen
from bulkmeet.cli.settings import Options
from bulkmeet.cli.summary import next_steps, repeated, summary_lines
from bulkmeet.cli.wording import OPEN, counted
from bulkmeet.columns.fields import Field
from bulkmeet.errors import Interrupted, RunStopped, UnreadableFile, WrongUsage
from bulkmeet.examine import Examined, examine
from bulkmeet.ledger.store import Ledger
from bulkmeet.model import Issue, Result, Status
from bulkmeet.plan import Plan
from bulkmeet.results.write import ensure_writable, output_beside, refuse_the_sheet_itself, typed
from bulkmeet.run import Finished, Job, create_meetings, look_up_hosts, plan_for
from bulkmeet.settings import SIMULATOR, Key, Settings, read_key
from bulkmeet.snapshot import snapshot
from bulkmeet.stopping import Stopping


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

    def __init__(self, options: Options, settings: Settings) -> None:
        self._options = options
        self._settings = settings
        self._screen = Screen(json=options.json, quiet=options.quiet, verbose=options.verbose)
        self._began = time.monotonic()

    def check(self, file: Path) -> int:
        """Say what is wrong with the file and what a run would do."""
        settings = self._settings
        there = settings.ledger is not None and settings.ledger.exists()
        with snapshot(file) as copy, _ledger(settings) if there else _no_ledger() as ledger:
            examined = self._examine(file, copy, ledger)
            plan = plan_for(examined, settings, ledger)
            if settings.online and plan.emails:
                plan = look_up_hosts(examined, settings, read_key(settings.api), ledger, ProgressWatcher(self._screen))
        self._show(examined, plan, would=True)
        if plan.chosen:
            command = "rerun" if examined.mapping.of(Field.RESULT_STATUS) else "run"
            options = repeated(self._options)
            self._screen.line(f"Nothing was sent. To create them: bulkmeet {command} {typed(file)}{options}")
        invalid = plan.count(Status.INVALID) > 0
        return self._told(file, Report(examined, plan.issues, plan.results, int(invalid)))

    def run(self, file: Path) -> int:
        """Create the file's meetings; its results go beside it."""
        return self._told(file, self._create(file, self._settings.output or output_beside(file)))

    def rerun(self, file: Path) -> int:
        """Create what is open in a results sheet, and update it in place."""
        return self._told(file, self._create(file, self._settings.output or file, again=True))

    def _create(self, file: Path, output: Path, *, again: bool = False) -> Report:
        settings = self._settings
        key = read_key(settings.api)
        with snapshot(file) as copy, _ledger(settings) as ledger:
            examined = self._examine(file, copy, ledger)
            if again and not examined.mapping.of(Field.RESULT_STATUS):
                message = f"{file} is no results sheet of bulkmeet; create its meetings with bulkmeet run {typed(file)}"
                raise UnreadableFile(f"{message}.")
            # What was named as a results sheet without being one yet becomes one where it is.
            if not examined.mapping.of(Field.RESULT_STATUS) and output != output_beside(file):
                refuse_the_sheet_itself(output, file)
            ensure_writable(output, file, as_text=examined.sheet.dialect is not None)
            plan = plan_for(examined, settings, ledger)
            self._show(examined, plan, would=False)
            self._ask(plan)
            finished = self._send(Job(file, copy, examined, output), key, ledger)
        self._summarise(finished, output)
        return Report(
            examined,
            finished.issues,
            finished.results,
            _exit_code(finished),
            finished.run,
            output if finished.written else None,
            _why_early(finished),
        )

    def _examine(self, file: Path, copy: Path, ledger: Ledger | None) -> Examined:
        examined = examine(file, copy, self._settings, time.time(), ledger.known if ledger else lambda _: {})
        if ledger is not None:
            self._refuse_foreign_results(file, examined, ledger)
        return examined

    def _refuse_foreign_results(self, file: Path, examined: Examined, ledger: Ledger) -> None:
        """What was created in the simulator or the sandbox is not created in Dialpad, whatever its sheet says."""
        keys = (part.result.key for part in examined.parts if part.meeting is None)
        others = ledger.accounts(keys) - {self._settings.account}
        if others:
            api, _, company = min(others).partition("#")
            where = f"--api {api}" + (f" --company-id {company}" if company else "")
            raise WrongUsage(
                f"The results in {file} belong to a run with {where}; add that, or run the sheet without results."
            )

    def _send(self, job: Job, key: Key, ledger: Ledger) -> Finished:
        watcher = ProgressWatcher(self._screen)
        try:
            return create_meetings(job, self._settings, key, ledger, watcher, Stopping())
        finally:
            watcher.close()

    def _ask(self, plan: Plan) -> None:
        """One question before anything real is created; with nobody to ask, --yes must have said so."""
        settings = self._settings
        if not plan.chosen or self._options.yes or settings.api == SIMULATOR:
            return
        if sys.stdin is None or not sys.stdin.isatty():
            raise WrongUsage("Nobody is there to be asked before creating; add --yes to create without a question.")
        if not self._screen.agrees(f"Create {counted(len(plan.chosen), 'meeting')} in {api_in_words(settings)}?"):
            raise Interrupted("Nothing was sent.")

    def _show(self, examined: Examined, plan: Plan, *, would: bool) -> None:
        for line, style in plan_lines(examined, plan, self._settings, would=would):
            self._screen.line(line, style)
        issues = plan.issues
        if self._screen.quiet:
            issues = tuple(issue for issue in issues if issue.severity == "error")
        elif issues:
            self._screen.line()
        for line, style in issue_lines(issues, every=self._screen.verbose):
            self._screen.line(line, style, wrong=True)

    def _summarise(self, finished: Finished, output: Path) -> None:
        self._screen.line()
        for line, status in summary_lines(finished.results):
            self._screen.line(line, str(status or ""), wrong=status in OPEN)
        if finished.set_aside is not None:
            self._screen.line(f"The results sheet that was there before is kept as {finished.set_aside}.")
        if finished.written:
            self._screen.line(f"Results: {output}", "bold")
            for line in next_steps(finished.run, finished.results, output, self._options):
                self._screen.line(line)
        reason = _why_early(finished)
        if reason is not None:
            say(RunStopped(reason))

    def _told(self, file: Path, report: Report) -> int:
        """Under --json, print the document; the exit code either way."""
        if self._options.json:
            text = document(
                run=report.run,
                file=file,
                api=self._settings.api,
                rows=len(report.examined.sheet.rows),
                issues=report.issues,
                results=report.results,
                output=report.output,
                seconds=time.monotonic() - self._began,
                error=report.error,
            )
            write_out(text)
        return report.exit_code


@contextmanager
def _ledger(settings: Settings) -> Iterator[Ledger]:
    assert settings.ledger is not None  # noqa: S101 - settings_from always gives one
    with Ledger(settings.ledger) as ledger:
        yield ledger


@contextmanager
def _no_ledger() -> Iterator[None]:
    yield None


def _why_early(finished: Finished) -> str | None:
    if finished.halt is None:
        return "The run was interrupted." if finished.interrupted else None
    return f"The run {'was interrupted' if finished.interrupted else 'stopped early'}. {finished.halt.reason}"


def _exit_code(finished: Finished) -> int:
    if finished.interrupted:
        return Interrupted.exit_code
    if finished.halt is not None:
        return RunStopped.exit_code
    return int(any(result.status in OPEN for result in finished.results))
