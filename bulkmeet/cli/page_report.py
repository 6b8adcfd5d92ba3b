"""--report: the page to look at, of a check or a run."""

import time
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from bulkmeet.cli.ending import say
from bulkmeet.cli.plan_report import api_in_words
from bulkmeet.cli.report import Report
from bulkmeet.cli.screen import Screen
from bulkmeet.errors import RunStopped
from bulkmeet.examine import Part
from bulkmeet.model import Status
from bulkmeet.rehearsal import is_rehearsal
from bulkmeet.results.page import records
from bulkmeet.results.page.appointments import Appointment, of_drafts, of_meeting
from bulkmeet.results.page.write import ensure_page_place, write_page
from bulkmeet.settings import Settings


def ensure_place(page: Path | None, *others: Path | None) -> None:
    """Refuse, before anything is sent, a page that could not be written or would replace one of the other files.

    Raises:
        WrongUsage: when that is so.
    """
    if page is not None:
        ensure_page_place(page, filter(None, others))


def with_page(page: Path | None, file: Path, report: Report, settings: Settings, screen: Screen) -> Report:
    """Write the page, if one was asked for; where that fails, all the rest is told the same, and the exit code is 4."""
    if page is None:
        return report
    try:
        write_page(page, page_of(file, report, settings, time.time()), file)
    except RunStopped as stop:
        say(stop)
        code = max(report.exit_code, stop.exit_code)
        return replace(report, exit_code=code, error=" ".join(filter(None, (report.error, str(stop)))))
    screen.line(f"Page: {page}", "bold")
    return report


def page_of(file: Path, report: Report, settings: Settings, now: float) -> records.Report:
    """What the page is made from; `now` is UTC seconds since the epoch."""
    facts = records.Facts(
        file=file.name,
        sheet=report.examined.sheet.name,
        rows=len(report.examined.sheet.rows),
        target=api_in_words(settings),
        account=f"company {settings.company_id}" if settings.company_id else "",
        zone=settings.timezone,
        made=now,
        sent=report.run is not None,
        planned=_planned(report, settings),
        run=report.run or "",
        stopped=report.error or "",
        rehearsal=is_rehearsal(settings.account),
        real=report.real,
        before=sum(part.result.status is Status.CREATED for part in report.examined.parts),
    )
    return records.Report(facts, tuple(_entries(report)), report.issues)


def _planned(report: Report, settings: Settings) -> int:
    statuses = [result.status for result in report.results]
    if settings.strict and Status.INVALID in statuses:
        return 0
    pending = statuses.count(Status.PENDING)
    return pending if settings.limit is None else min(pending, settings.limit)


def _entries(report: Report) -> Iterator[records.Entry]:
    parts = {part.result.rows: part for part in report.examined.parts}
    for result in report.results:
        part = parts.get(result.rows)
        yield records.Entry(result, _appointment(part) if part is not None else None)


def _appointment(part: Part) -> Appointment | None:
    return of_meeting(part.meeting) if part.meeting is not None else of_drafts(part.drafts)
