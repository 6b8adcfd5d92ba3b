"""How a run ended in words, and the command lines that take what is open further. Pure."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from bulkmeet.cells.text import typed
from bulkmeet.cli.settings import Options, repeatable
from bulkmeet.cli.wording import counted, status_counts
from bulkmeet.given import option_words
from bulkmeet.model import Result, Status
from bulkmeet.rehearsal import NOTHING_EXISTS, is_rehearsal
from bulkmeet.results.write import annotated_suffix

MEANINGS = {
    Status.CREATED: "",
    Status.INVALID: ": not sent, as something in the sheet must be mended first",
    Status.FAILED: ": certainly not created; bulkmeet_message says why",
    Status.UNKNOWN: ": sent, but without a clear answer, so they may exist",
    Status.PENDING: ": not sent yet",
}


def summary_lines(results: Sequence[Result], account: str, before: int = 0) -> Iterator[tuple[str, Status | None]]:
    """How many meetings there are of each status, under the status's own word.

    `account` is where they went, and `before` how many of those that are created were so before this command.
    """
    rows = sum(len(result.rows) for result in results)
    yield f"Of {counted(len(results), 'meeting')} ({counted(rows, 'row')}):", None
    for status, count in status_counts(result.status for result in results).items():
        if count and status is not Status.SKIPPED:
            when = f": {count - before:,} now, {before:,} before" if before and status is Status.CREATED else ""
            yield f"  {count:>7,} {status}{when or MEANINGS[status]}", status
    skipped = [result for result in results if result.status is Status.SKIPPED]
    there = sum(bool(result.key or result.meeting_id) for result in skipped)
    for count, why in ((there, "created by an earlier run"), (len(skipped) - there, "left out in the sheet")):
        if count:
            yield f"  {count:>7,} {Status.SKIPPED}: {why}", Status.SKIPPED
    if is_rehearsal(account):
        yield NOTHING_EXISTS, None


def next_steps(run: str, results: Sequence[Result], output: Path, options: Options) -> Iterator[str]:
    """What to type to take what is open further; `options` are those that were given to the run."""
    counts = status_counts(result.status for result in results)
    if counts[Status.UNKNOWN]:
        ledger = repeated(Options(ledger=options.ledger))
        yield "Look in Dialpad whether the unknown ones exist (KEY is in bulkmeet_key; without KEY it is all of them):"
        yield f"  those that exist: {settling(run, 'KEY', 'created', ledger)}"
        yield f"  those that do not: {settling(run, 'KEY', 'resend', ledger)}"
    again = repeated(options)
    if counts[Status.INVALID]:
        yield f"Mend the invalid rows in {output}, save it, and then: bulkmeet rerun {typed(output)}{again}"
    elif counts[Status.FAILED] or counts[Status.PENDING]:
        yield f"To send what is still open: bulkmeet rerun {typed(output)}{again}"


def settling(run: str, key: str, word: str, ledger: str) -> str:
    """The command that settles an unknown meeting by a person's word, created or resend; `ledger` are its options."""
    return f"bulkmeet resolve {run} {key} --{word}{ledger}"


def for_real(file: Path, account: str, options: Options, *, again: bool = False) -> str:
    """What to type after a rehearsal to create the meetings in Dialpad; empty where it was none.

    The simulator's results are nobody's in Dialpad, so a results sheet cannot be run `again` as it is.
    """
    if not is_rehearsal(account):
        return ""
    real = repeated(replace(options, api=None if options.api else "live"))
    if again:
        return (
            "To create them in Dialpad: take the bulkmeet_ columns out of a copy of this sheet, and then: "
            f"bulkmeet run COPY{real}"
        )
    return f"To create them in Dialpad: bulkmeet run {typed(file)}{real}"


def after_check(
    file: Path, results: Sequence[Result], options: Options, *, again: bool, annotated: bool = False
) -> Iterator[str]:
    """What to do after a check; `again` is whether the file is a results sheet, which rerun takes.

    `annotated` is whether the file carries marks of an earlier check. What was annotated now is what is gone on with.
    """
    counts = status_counts(result.status for result in results)
    ready, invalid = counts[Status.PENDING], counts[Status.INVALID]
    onward = options.annotate or file
    create = f"bulkmeet {'rerun' if again else 'run'} {typed(onward)}{repeated(options)}"
    same = repeated(replace(options, allow_duplicates=False))  # which check does not take
    if invalid:
        these = f"{invalid:,} of {counted(len(results), 'meeting')} cannot be created yet"
        if not ready or options.strict:
            yield "Nothing was sent, and nothing can be created yet: mend what is wrong, save the sheet, check again."
        else:
            others = "the other one" if ready == 1 else f"the {ready:,} that are in order"
            yield f"Nothing was sent. {these}: mend them and check again, or create {others} now: {create}"
        if options.annotate is None:
            seen = file if annotated else file.with_name(f"{file.stem}.seen{annotated_suffix(file)}")
            check = f"bulkmeet check {typed(file)} --annotate {typed(seen)}{same}"
            yield f"To see every issue in the sheet itself: {check}"
        else:
            check = f"bulkmeet check {typed(onward)} --annotate {typed(onward)}{same}"
            yield f"Mend the marked cells in {onward}, save it, and then: {check}"
    elif ready:
        yield f"Nothing was sent. To create them: {create}"


def repeated(options: Options) -> str:
    """The options that a command which goes on from this one needs too, each with a blank before it."""
    return option_words(repeatable(options))
