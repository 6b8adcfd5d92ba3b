"""One group after another: what its rows say together, what is missing, and what cannot be."""

from collections.abc import Callable, Iterable
from datetime import UTC, timedelta
from typing import TypeVar

from msgspec import Struct

from bulkmeet.cells.recurrence import end_of_until
from bulkmeet.cells.text import address
from bulkmeet.cells.zones import local_time
from bulkmeet.columns.fields import Column, Field, Mapping
from bulkmeet.model import Draft, Group, Host, Issue, Meeting
from bulkmeet.parser.people import merged
from bulkmeet.settings import Settings

T = TypeVar("T")

SHORTEST_USUAL = 5 * 60
LONGEST_USUAL = 12 * 60 * 60
LONGEST = 31 * 24 * 60 * 60

TITLE = (Field.TITLE,)
START = (Field.START, Field.START_DATE, Field.START_TIME)
END = (Field.END, Field.END_DATE, Field.END_TIME)
DURATION = (Field.DURATION,)
HOST = (Field.USER_ID, Field.HOST_EMAIL, Field.HOST_NAME)

COMMON: tuple[tuple[str, tuple[Field, ...], Callable[[Draft], object]], ...] = (
    ("title", TITLE, lambda draft: draft.title),
    ("start", START, lambda draft: draft.start),
    ("end", END, lambda draft: draft.end),
    ("duration", DURATION, lambda draft: draft.duration),
    ("host", HOST, lambda draft: draft.host),
    ("meeting type", (Field.MEETING_TYPE,), lambda draft: draft.meeting_type),
    ("recurrence", (Field.RECURRENCE,), lambda draft: draft.recurrence),
    ("call out", (Field.CALL_OUT,), lambda draft: draft.call_out),
)
"""What all rows of a meeting share: its name in messages, the columns it comes from, and where a draft has it."""


class Checked(Struct, frozen=True):
    """A group with the meeting it makes, or None when it makes none."""

    group: Group
    meeting: Meeting | None


def check_groups(
    groups: Iterable[Group], wrong_rows: frozenset[int], mapping: Mapping, settings: Settings, now: float
) -> tuple[list[Checked], list[Issue]]:
    """Every group with its meeting, and the issues found.

    `wrong_rows` are the rows whose cells have errors already: one of them makes its whole group invalid.
    `now` is UTC seconds since the epoch.
    """
    validator = Validator(mapping, settings, now)
    checked = [Checked(group, validator.meeting(group, wrong_rows)) for group in groups]
    return checked, validator.issues


class Validator:
    """Collects the issues of every group it is shown."""

    def __init__(self, mapping: Mapping, settings: Settings, now: float) -> None:
        self._mapping = mapping
        self._settings = settings
        self._now = now
        self._host_columns = [column for field in HOST[:2] for column in mapping.of(field)]
        self._sound = True
        self.issues: list[Issue] = []

    def meeting(self, group: Group, wrong_rows: frozenset[int]) -> Meeting | None:
        """The group's meeting, or None with the reasons added to the issues."""
        self._sound = wrong_rows.isdisjoint(group.rows)
        self._contradictions(group)
        self._incomplete_rows(group)
        title = self._title(group)
        start = self._start(group)
        end = self._end(group, start)
        host = self._host(group)
        if title is None or start is None or end is None or host is None:
            return None
        self._plausible(group, start, end)
        if not self._sound:
            return None
        rule = _shared(group, lambda draft: draft.recurrence)
        zone = next((draft.zone for draft in group.drafts if draft.start is not None), self._settings.timezone)
        return Meeting(
            rows=group.rows,
            title=title,
            start=start,
            end=end,
            host=host,
            meeting_type=_shared(group, lambda draft: draft.meeting_type) or self._settings.meeting_type,
            zone=zone,
            group_key=group.key,
            duration=_shared(group, lambda draft: draft.duration),
            recurrence=end_of_until(rule, local_time(start, zone).tzinfo or UTC) if rule is not None else None,
            call_out=_shared(group, lambda draft: draft.call_out),
            participants=merged(person for draft in group.drafts for person in draft.participants),
        )

    def _contradictions(self, group: Group) -> None:
        if len(group.drafts) == 1:
            return
        for name, fields, read in COMMON:
            said = [(draft.row, read(draft)) for draft in group.drafts if read(draft) is not None]
            for row, value in said[1:]:
                if value != said[0][1]:
                    there = self._address(said[0][0], fields)
                    message = (
                        f"The {name} here is not the one in {there}, though both are one meeting; make them the same."
                    )
                    self._add("rows_contradict", message, row, fields)

    def _incomplete_rows(self, group: Group) -> None:
        """Without a key, a row that lacks its title or start belongs to its neighbours only by a guess."""
        if group.key is not None or len(group.drafts) == 1:
            return
        for draft in group.drafts:
            for name, fields, missing in (("title", TITLE, draft.title is None), ("start", START, draft.start is None)):
                if missing and not _is_doubtful(draft, fields):
                    message = (
                        f"This row has no {name}; if it is one more person of a meeting beside it, repeat the {name}."
                    )
                    self._add("row_incomplete", message, draft.row, fields)

    def _title(self, group: Group) -> str | None:
        title = _shared(group, lambda draft: draft.title)
        if title is None and not _anywhere_doubtful(group, TITLE):
            self._add("title_missing", "This meeting has no title; type one.", group.rows[0], TITLE)
        return title

    def _start(self, group: Group) -> int | None:
        start = _shared(group, lambda draft: draft.start)
        if start is None:
            if not _anywhere_doubtful(group, START):
                message = "This meeting has no start; type one, like 2026-09-10 14:30."
                self._add("start_missing", message, group.rows[0], START)
        elif start < self._now and not self._settings.allow_past:
            shown = local_time(start, group.drafts[0].zone).strftime("%Y-%m-%d %H:%M")
            message = f"This meeting starts in the past, at {shown}; correct the start, or allow it with --allow-past."
            self._add("start_in_past", message, group.rows[0], START)
        return start

    def _end(self, group: Group, start: int | None) -> int | None:
        end = _shared(group, lambda draft: draft.end)
        duration = _shared(group, lambda draft: draft.duration)
        if end is not None and duration is not None and start is not None and end - start != duration:
            message = (
                f"From start to end it lasts {_spoken(end - start)}, but the duration says {_spoken(duration)}; "
                "correct one of them."
            )
            self._add("duration_disagrees", message, group.rows[0], DURATION)
        if end is None and start is not None:
            lasts = duration if duration is not None else self._settings.duration
            if lasts is not None:
                return start + lasts
        if end is None and not _anywhere_doubtful(group, (*START, *END, *DURATION)):
            message = (
                "This meeting has neither an end nor a duration; type one, or give one for all with --duration 30m."
            )
            self._add("end_missing", message, group.rows[0], END if self._has(END) else DURATION)
        return end

    def _host(self, group: Group) -> Host | None:
        host = _shared(group, lambda draft: draft.host) or self._settings.host
        if host is not None or _anywhere_doubtful(group, HOST):
            return host
        if not self._host_columns:
            self._add_once(
                "host_missing",
                "No column says who hosts the meetings; give one host for all with --host EMAIL, "
                "or add a column called “Host email”.",
            )
        else:
            message = (
                "This meeting has no host; type the host's email or Dialpad user id, or give one with --host EMAIL."
            )
            self._add("host_missing", message, group.rows[0], HOST)
        return None

    def _plausible(self, group: Group, start: int, end: int) -> None:
        row, lasts = group.rows[0], end - start
        if lasts <= 0:
            self._add("end_before_start", "This meeting ends before it starts; correct its start or its end.", row, END)
        elif lasts > LONGEST:
            self._add("too_long", f"This meeting lasts {_spoken(lasts)}; correct its start or its end.", row, END)
        elif lasts > LONGEST_USUAL or lasts < SHORTEST_USUAL:
            message = f"This meeting lasts {_spoken(lasts)}, which is unusual; check its start and its end."
            self._add("unusual_length", message, row, END if self._has(END) else DURATION, warning=True)

    # ---- issues and their addresses ------------------------------------------------------------------------

    def _has(self, fields: tuple[Field, ...]) -> bool:
        return any(self._mapping.of(field) for field in fields)

    def _address(self, row: int, fields: tuple[Field, ...]) -> str:
        column = self._column(fields)
        return address(column.index, row) if column is not None else f"row {row}"

    def _column(self, fields: tuple[Field, ...]) -> Column | None:
        return next((column for field in fields for column in self._mapping.of(field)), None)

    def _add(self, code: str, message: str, row: int, fields: tuple[Field, ...], *, warning: bool = False) -> None:
        column = self._column(fields)
        self._sound = self._sound and warning
        self.issues.append(
            Issue(
                code=code,
                message=message,
                severity="warning" if warning else "error",
                row=row,
                column=column.header if column is not None else None,
                cell=address(column.index, row) if column is not None else None,
            )
        )

    def _add_once(self, code: str, message: str) -> None:
        issue = Issue(code=code, message=message)
        if issue not in self.issues:
            self.issues.append(issue)


def _shared(group: Group, read: Callable[[Draft], T | None]) -> T | None:
    return next((value for draft in group.drafts if (value := read(draft)) is not None), None)


def _is_doubtful(draft: Draft, fields: tuple[Field, ...]) -> bool:
    return not draft.doubtful.isdisjoint(map(str, fields))


def _anywhere_doubtful(group: Group, fields: tuple[Field, ...]) -> bool:
    return any(_is_doubtful(draft, fields) for draft in group.drafts)


def _spoken(seconds: int) -> str:
    return str(timedelta(seconds=seconds)) if seconds >= 0 else f"-{timedelta(seconds=-seconds)}"
