"""What a page holds, as columns that a browser reads from one block of JSON. Pure.

Columns, with every host and every message once, keep the page of 100,000 meetings at a few megabytes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bulkmeet.cells.lengths import MINUTE
from bulkmeet.cells.text import printable
from bulkmeet.model import Issue, Status
from bulkmeet.results.page.appointments import Appointment
from bulkmeet.results.page.bookings import Appointments, double_bookings
from bulkmeet.results.page.calendar import hours_in_use, lay_out, minutes_at, span_of, weeks_of
from bulkmeet.results.page.records import Contents, Drawn, Entry, Listed, Listing, Report, Times

MOST_ISSUES = 20_000
MOST_MEETINGS = 100_000
MOST_LINKS = 20_000
STATUSES = tuple(Status)


class Texts:
    """Texts that come again and again: each is kept once, safe to show, and known by its place."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Where the text is."""
        return self._places.setdefault(text, len(self._places))

    def all(self) -> list[str]:
        """The texts, in their places."""
        return [printable(text) for text in self._places]


def contents_of(report: Report) -> Contents:
    """The contents of a page: the meetings in the sheet's order, the issues with the errors first."""
    entries = report.entries[:MOST_MEETINGS]
    dated = {place: entry.appointment for place, entry in enumerate(entries) if entry.appointment is not None}
    zone = zone_of(report)
    texts = Texts()
    listed = _listed(entries, zone, texts, double_bookings(dated, report.issues))
    issues = [_listing(issue, texts) for issue in worst_first(report.issues)[:MOST_ISSUES]]
    return Contents(
        zone=zone,
        sent=report.facts.sent,
        statuses=tuple(map(str, STATUSES)),
        texts=texts.all(),
        meetings=listed,
        calendar=_drawn(dated, zone),
        issues=issues,
        cut=tuple(_cut(report)),
    )


def zone_of(report: Report) -> str:
    """The zone that most of the meetings were written in."""
    zones = Counter(one.zone for one in appointments(report))
    return max(zones, key=zones.__getitem__) if zones else report.facts.zone


def appointments(report: Report) -> list[Appointment]:
    """Those of the entries that make a meeting."""
    return [entry.appointment for entry in report.entries if entry.appointment is not None]


def worst_first(issues: Iterable[Issue]) -> list[Issue]:
    """Errors before warnings, otherwise as they stand in the sheet."""
    return sorted(issues, key=lambda issue: issue.severity != "error")


def kind_of(code: str) -> str:
    """An issue's code as people would say it: title_missing is Title missing."""
    return code.replace("_", " ").capitalize()


def rows_in_words(rows: Sequence[int]) -> str:
    """The rows of one meeting: 4, 4-6, or 4, 9, 12."""
    first, last = rows[0], rows[-1]
    if last - first == len(rows) - 1:
        return str(first) if first == last else f"{first}-{last}"
    return ", ".join(map(str, rows))


def _listed(entries: Sequence[Entry], zone: str, texts: Texts, clashes: Mapping[int, tuple[int, ...]]) -> Listed:
    results = [entry.result for entry in entries]
    dated = [entry.appointment for entry in entries]
    there = [(place, one) for place, one in enumerate(dated) if one is not None]
    return Listed(
        rows=[rows_in_words(result.rows) for result in results],
        titles=[printable(result.title) for result in results],
        statuses=[STATUSES.index(result.status) for result in results],
        messages=[texts.place(result.message) for result in results],
        hosts=[texts.place(one.host if one else "") for one in dated],
        people=[one.people if one else 0 for one in dated],
        times=[_times(one, zone) if one else None for one in dated],
        ids={place: printable(result.meeting_id) for place, result in enumerate(results) if result.meeting_id},
        links={} if _have_too_many_links(entries) else dict(_links(entries)),
        elsewhere={place: (one.zone, minutes_at(one.start, one.zone)) for place, one in there if one.zone != zone},
        clashes=dict(clashes),
        repeats={place: printable(one.recurrence) for place, one in there if one.recurrence},
    )


def _links(entries: Sequence[Entry]) -> Iterator[tuple[int, str]]:
    for place, entry in enumerate(entries):
        if entry.result.meeting_url:
            yield place, printable(entry.result.meeting_url)


def _have_too_many_links(entries: Sequence[Entry]) -> bool:
    return sum(bool(entry.result.meeting_url) for entry in entries) > MOST_LINKS


def _times(one: Appointment, zone: str) -> Times:
    span = span_of(0, one.start, one.end, zone)
    return Times(span.start, span.end - span.start, span.start - one.start // MINUTE)


def _drawn(appointments: Appointments, zone: str) -> Drawn:
    days = lay_out(span_of(place, one.start, one.end, zone) for place, one in appointments.items())
    return Drawn(
        hours={
            **{monday: hours_in_use(week) for monday, week in weeks_of(days).items()},
            "all": hours_in_use(days.values()),
        },
        blocks={number: day.blocks for number, day in days.items() if day.blocks},
        crowds={number: day.crowds for number, day in days.items() if day.crowds},
        heat={number: day.hours for number, day in days.items()},
    )


def _listing(issue: Issue, texts: Texts) -> Listing:
    return Listing(
        issue.row or 0,
        issue.cell or "",
        printable(issue.value or ""),
        texts.place(issue.column or ""),
        texts.place(kind_of(issue.code)),
        texts.place(issue.severity),
        texts.place(issue.message),
    )


def _cut(report: Report) -> Iterator[str]:
    """What a page leaves out so that a browser can still open it, and where that is found."""
    if (count := len(report.entries)) > MOST_MEETINGS:
        yield f"Only the first {MOST_MEETINGS:,} of {count:,} meetings are here; the results sheet has them all."
    if (count := len(report.issues)) > MOST_ISSUES:
        yield f"Only the worst {MOST_ISSUES:,} of {count:,} issues are here; --json lists them all."
    if _have_too_many_links(report.entries[:MOST_MEETINGS]):
        yield "The links of the meetings were left out, as there are so many; the results sheet has them."
