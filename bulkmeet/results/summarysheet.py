"""The sheet in a results workbook that says how the run ended and what to type next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from bulkmeet.columns.fields import SUMMARY_SHEET
from bulkmeet.ledger.file import utc_now
from bulkmeet.ledger.records import RunFacts
from bulkmeet.model import Result, Status
from bulkmeet.rehearsal import NOTHING_EXISTS, is_rehearsal
from bulkmeet.results.ownsheets import Line, OwnCell, OwnSheet
from bulkmeet.results.resultcells import STATUS_FILLS
from bulkmeet.results.styles import Look, Styles

WIDTHS = (22, 14, 90)
BOLD = Look(is_bold=True)
MEANINGS: Mapping[Status, str] = {
    Status.CREATED: "It exists in Dialpad.",
    Status.INVALID: "Not sent: something in its rows must be mended first; bulkmeet_message says what.",
    Status.FAILED: "Certainly not created; bulkmeet_message says why.",
    Status.UNKNOWN: "Sent, but without a clear answer, so it may exist: look in Dialpad.",
    Status.PENDING: "Not sent yet.",
    Status.SKIPPED: "Left out on purpose: created by an earlier run, or cancelled in the sheet.",
}
MEANINGS_REHEARSED: Mapping[Status, str] = {
    **MEANINGS,
    Status.CREATED: "The simulator created it; it does not exist in Dialpad.",
    Status.UNKNOWN: "Sent to the simulator, but without a clear answer; it does not exist in Dialpad.",
}


class Summary(Struct, frozen=True):
    """How a run ended: `at` is ISO 8601 in UTC, `counts` the meetings of each status, `next_steps` lines to read."""

    run: str
    file: str
    api: str
    at: str
    counts: Mapping[Status, int]
    next_steps: Sequence[str] = ()


def summary_of(facts: RunFacts, results: Sequence[Result], next_steps: Iterable[str]) -> Summary:
    """How a run ended, for the sheet in its results workbook."""
    counts = Counter(result.status for result in results)
    at = utc_now().replace("T", " ").removesuffix("Z")
    return Summary(facts.run, facts.file, facts.account, at, counts, tuple(next_steps))


def summary_sheet(summary: Summary, styles: Styles | None) -> OwnSheet:
    """The sheet; without styles it has none."""

    def style(look: Look) -> bytes | None:
        return styles.derived(None, look) if styles else None

    bold = style(BOLD)
    is_rehearsed = is_rehearsal(summary.api)
    meanings = MEANINGS_REHEARSED if is_rehearsed else MEANINGS
    fills = {status: style(Look(fill=fill)) for status, fill in STATUS_FILLS.items()}
    wrapped = style(Look(wraps=True))

    def lines() -> Iterator[Line]:
        yield [OwnCell(SUMMARY_SHEET, bold)]
        yield [OwnCell(NOTHING_EXISTS, bold)] if is_rehearsed else []
        for name, text in (
            ("Run", summary.run),
            ("File", summary.file),
            ("Sent to", summary.api),
            ("Finished (UTC)", summary.at),
        ):
            yield [OwnCell(name, bold), OwnCell(text)]
        yield []
        yield [OwnCell("Status", bold), OwnCell("Meetings", bold), OwnCell("What it means", bold)]
        for status in Status:
            count = summary.counts.get(status, 0)
            yield [OwnCell(str(status), fills[status]), OwnCell(count), OwnCell(meanings[status], wrapped)]
        yield [OwnCell("all", bold), OwnCell(sum(summary.counts.values()), bold)]
        yield []
        yield [OwnCell("What to do next", bold)]
        for step in summary.next_steps or ("Nothing: no meeting is open.",):
            yield [OwnCell(step)]

    return OwnSheet(SUMMARY_SHEET, lines, WIDTHS)
