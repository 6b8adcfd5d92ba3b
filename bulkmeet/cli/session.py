"""check, run and rerun as a person meets them: the plan, the question, the progress, the summary."""

import gc
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path

from bulkmeet.cells.text import typed
from bulkmeet.cli.annotating import annotate
from bulkmeet.cli.document import document
from bulkmeet.cli.ending import say, write_out
from bulkmeet.cli.explain_report import explain_lines
from bulkmeet.cli.notes_report import is_note, note_lines
from bulkmeet.cli.page_report import ensure_place, with_page
from bulkmeet.cli.plan_report import api_in_words, issue_lines, plan_lines, sheet_lines
from bulkmeet.cli.progress import ProgressWatcher
from bulkmeet.cli.refusing import refuse_another_zone, refuse_foreign_results
from bulkmeet.cli.report import Report, exit_code_of, why_early
from bulkmeet.cli.screen import Screen
from bulkmeet.cli.settings import Options
from bulkmeet.cli.summary import after_check, for_real, next_steps, repeated, summary_lines
from bulkmeet.cli.wording import OPEN, counted
from bulkmeet.columns.fields import Field
from bulkmeet.columns.notices import as_read, unconfirmed
from bulkmeet.errors import Interrupted, RunStopped, UnreadableFile, WrongUsage
from bulkmeet.examine import Examined, examine
from bulkmeet.explain import Explained, explain, mapping_of
from bulkmeet.keys import read_key
from bulkmeet.ledger.store import Ledger
from bulkmeet.loader.load import load
from bulkmeet.mapfile import write_map
from bulkmeet.model import Issue, Result, Status
from bulkmeet.plan import Plan
from bulkmeet.results.workbook import is_annotated
from bulkmeet.results.write import ensure_annotatable, ensure_writable, output_beside, refuse_the_sheet_itself
from bulkmeet.run import Finished, Job, create_meetings, look_up_hosts, plan_for
from bulkmeet.settings import SIMULATOR, Key, Settings
from bulkmeet.stopping import Stopping


class Session:
    """One command over one file."""

    def __init__(self, options: Options, settings: Settings, file: Path, copy: Path) -> None:
        """`copy` is a snapshot of `file`."""
        self._file = file
        self._copy = copy
        self._options = options
        self._settings = settings
        self._screen = Screen(json=options.json, quiet=options.quiet, verbose=options.verbose)
        self._began = time.monotonic()

    def check(self) -> int:
        """Say what is wrong with the file and what a run would do."""
        file, place = self._file, self._options.annotate
        if place is not None:
            ensure_annotatable(place, file)
        settings = self._settings
        ensure_place(self._options.report, file, settings.ledger)
        there = settings.ledger is not None and settings.ledger.exists()
        with _ledger(settings) if there else nullcontext() as ledger:
            with self._explained_if_refused():
                examined = self._examine(ledger)
            elsewhere = _sent_elsewhere(examined, ledger)
            plan = self._plan(examined, ledger)
            if settings.online and plan.emails:
                plan = look_up_hosts(examined, settings, read_key(settings.api), ledger, ProgressWatcher(self._screen))
            marked = is_annotated(self._copy)
            annotated = annotate(file, self._copy, place, examined.sheet, plan.issues) if place else []
        columns = self._explain(examined, plan.issues)
        self._show(examined, plan, would=True)
        self._tell_of_others(elsewhere)
        for line in annotated:
            self._screen.line(line)
        self._save_map(examined, confirmed=False)
        again = bool(examined.mapping.of(Field.RESULT_STATUS))
        for line in after_check(file, plan.results, self._options, again=again, annotated=marked):
            self._screen.line(line)
        invalid = plan.count(Status.INVALID) > 0
        return self._told(Report(examined, plan.issues, plan.results, int(invalid), output=place, columns=columns))

    def run(self) -> int:
        """Create the file's meetings; its results go beside it."""
        return self._told(self._create(self._settings.output or output_beside(self._file)))

    def rerun(self) -> int:
        """Create what is open in a results sheet, and update it in place."""
        return self._told(self._create(self._settings.output or self._file, again=True))

    def _create(self, output: Path, *, again: bool = False) -> Report:
        file, settings = self._file, self._settings
        ensure_place(self._options.report, file, output, settings.ledger)
        key = read_key(settings.api)
        with _ledger(settings) as ledger:
            examined = self._examine(ledger)
            if again and not examined.mapping.of(Field.RESULT_STATUS):
                command = f"bulkmeet run {typed(file)}{repeated(self._options)}"
                raise UnreadableFile(f"{file} is no results sheet of bulkmeet; create its meetings with {command}.")
            # What was named as a results sheet without being one yet becomes one where it is.
            if not examined.mapping.of(Field.RESULT_STATUS) and output != output_beside(file):
                refuse_the_sheet_itself(output, file)
            ensure_writable(output, file, as_text=examined.sheet.dialect is not None)
            plan = self._plan(examined, ledger)
            self._show(examined, plan, would=False)
            self._tell_of_others(_sent_elsewhere(examined, ledger))
            asked = self._ask(examined, plan)
            self._save_map(examined, confirmed=asked)
            before = sum(part.result.status is Status.CREATED for part in examined.parts)
            outline, hand_over = examined.in_outline(), [examined].pop
            # Nothing else holds on to a million meetings while they are sent; but the page shows what they are about.
            examined = examined if self._options.report else outline
            del plan
            steps = partial(self._steps_after, outline, output)
            job = Job(file, self._copy, outline.sheet, hand_over, output, steps, outline.zone)
            finished = self._send(job, key, ledger)
        self._summarise(finished, job, before)
        return Report(
            examined,
            finished.issues,
            finished.results,
            exit_code_of(finished),
            finished.run,
            output if finished.written else None,
            why_early(finished),
            real=self._for_real(examined),
        )

    def _steps_after(self, outline: Examined, output: Path, run: str, results: Sequence[Result]) -> Iterator[str]:
        yield from next_steps(run, results, output, self._options)
        if real := self._for_real(outline):
            yield real

    def _for_real(self, examined: Examined) -> str:
        again = bool(examined.mapping.of(Field.RESULT_STATUS))
        return for_real(self._file, self._settings.account, self._options, again=again)

    def _examine(self, ledger: Ledger | None) -> Examined:
        file, copy = self._file, self._copy
        with _collector_at_rest():
            examined = examine(file, copy, self._settings, time.time(), ledger.known if ledger else lambda _: {})
        if ledger is not None:
            refuse_foreign_results(file, examined, ledger, self._settings.account)
            refuse_another_zone(file, copy, examined, ledger, self._settings)
        return examined

    def _plan(self, examined: Examined, ledger: Ledger | None) -> Plan:
        with _collector_at_rest():
            return plan_for(examined, self._settings, ledger)

    def _tell_of_others(self, count: int) -> None:
        """A results sheet is all there is on another computer: nothing there can tell whose meetings they are."""
        if count:
            self._screen.line(
                f"  {counted(count, 'meeting')} of another computer or ledger, left alone because the sheet says that "
                f"they were sent. If that was not to {api_in_words(self._settings)}, name the right --api.",
                "warning",
            )

    def _send(self, job: Job, key: Key, ledger: Ledger) -> Finished:
        watcher = ProgressWatcher(self._screen)
        try:
            return create_meetings(job, self._settings, key, ledger, watcher, Stopping())
        finally:
            watcher.close()

    def _ask(self, examined: Examined, plan: Plan) -> bool:
        """One question before anything real is created, and whether it was asked.

        With nobody to ask, --yes must have said so; but that cannot confirm a column that is read by likeness.
        """
        settings = self._settings
        likely = [column for column in examined.mapping.columns if column.by_likeness]
        if likely and self._options.yes:
            raise WrongUsage(unconfirmed(likely, examined.mapping.columns))
        if not plan.chosen or self._options.yes or settings.api == SIMULATOR:
            return False
        if sys.stdin is None or not sys.stdin.isatty():
            raise WrongUsage("Nobody is there to be asked before creating; add --yes to create without a question.")
        also = f", reading {as_read(likely)}" if likely else ""
        if not self._screen.agrees(f"Create {counted(len(plan.chosen), 'meeting')} in {api_in_words(settings)}{also}?"):
            raise Interrupted("Nothing was sent.")
        return True

    def _explain(self, examined: Examined, issues: Sequence[Issue]) -> tuple[Explained, ...] | None:
        """Show how the columns are read, if that was asked for."""
        if not self._options.explain:
            return None
        columns = explain(examined.sheet, examined.mapping, self._settings, issues)
        self._show_columns(columns)
        return columns

    def _show_columns(self, columns: Sequence[Explained]) -> None:
        self._screen.lines(explain_lines(columns, self._screen.width))

    @contextmanager
    def _explained_if_refused(self) -> Iterator[None]:
        """A sheet that is refused for what its columns hold is explained all the same: that is when it helps most."""
        try:
            yield
        except UnreadableFile:
            if self._options.explain:
                with suppress(UnreadableFile):
                    sheet = load(self._copy, sheet=self._settings.sheet, date_order=self._settings.date_order)
                    self._show_columns(explain(sheet, mapping_of(sheet, self._settings), self._settings))
            raise

    def _save_map(self, examined: Examined, *, confirmed: bool) -> None:
        name = self._settings.save_map
        if name is None:
            return
        path = write_map(name, examined.mapping, confirmed=confirmed)
        self._screen.line(f"How the columns are read is saved as {path}; use it again with --map-file {typed(name)}")

    def _show(self, examined: Examined, plan: Plan, *, would: bool) -> None:
        width = self._screen.width
        self._screen.lines(sheet_lines(examined, plan, width))
        if self._screen.verbose and examined.sheet.reader:
            self._screen.line(f"  Read by {examined.sheet.reader}.")
        self._screen.line()
        self._show_issues(plan.issues)
        self._screen.lines(plan_lines(plan, self._settings, width, would=would))
        self._screen.line()

    def _show_issues(self, issues: Sequence[Issue]) -> None:
        shown = [issue for issue in issues if issue.severity == "error" or not self._screen.quiet]
        notes = [] if self._screen.verbose else [issue for issue in shown if is_note(issue)]
        others = [issue for issue in shown if self._screen.verbose or not is_note(issue)]
        for line, style in issue_lines(others, self._screen.width, every=self._screen.verbose):
            self._screen.line(line, style, wrong=True)
        for text in note_lines(notes, self._screen.width):
            self._screen.line(text, wrong=True)
        if shown:
            self._screen.line()

    def _summarise(self, finished: Finished, job: Job, before: int) -> None:
        self._screen.line()
        for line, status in summary_lines(finished.results, self._settings.account, before):
            self._screen.line(line, str(status or ""), wrong=status in OPEN)
        if finished.set_aside is not None:
            self._screen.line(f"The results sheet that was there before is kept as {finished.set_aside}.")
        if finished.written:
            self._screen.line(f"Results: {job.output}", "bold")
            for line in job.next_steps(finished.run, finished.results):
                self._screen.line(line)
        reason = why_early(finished)
        if reason is not None:
            say(RunStopped(reason))

    def _told(self, report: Report) -> int:
        """Write the page if one was asked for and, under --json, print the document; the exit code either way."""
        report = with_page(self._options.report, self._file, report, self._settings, self._screen)
        if self._options.json:
            text = document(
                run=report.run,
                file=self._file,
                api=self._settings.api,
                rows=len(report.examined.sheet.rows),
                issues=report.issues,
                results=report.results,
                output=report.output,
                seconds=time.monotonic() - self._began,
                error=report.error,
                columns=report.columns,
            )
            write_out(text)
        return report.exit_code


def _sent_elsewhere(examined: Examined, ledger: Ledger | None) -> int:
    """How many meetings the sheet says were sent that this ledger has never heard of."""
    keys = {part.result.key for part in examined.parts if part.meeting is None and part.result.key}
    return len(keys) - len(ledger.known(keys) if ledger else {})


@contextmanager
def _ledger(settings: Settings) -> Iterator[Ledger]:
    assert settings.ledger is not None  # noqa: S101 - settings_from always gives one
    with Ledger(settings.ledger) as ledger:
        yield ledger


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """A large sheet becomes millions of records that stay: the collector would walk them again and again for nothing.

    They are out of its sight afterwards too, so that it never holds up the sending.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
