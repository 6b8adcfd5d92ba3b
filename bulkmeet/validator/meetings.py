"""One group after another: what its rows say together, what is missing, and what cannot be."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from bulkmeet.cells.lengths import lasting
from bulkmeet.cells.sampledays import DAY
from bulkmeet.cells.text import quoted
from bulkmeet.cells.zones import local_time
from bulkmeet.columns.fields import Field, Mapping
from bulkmeet.columns.weekly import WEEKDAYS_NOT_USED
from bulkmeet.columns.whose import asks_for_hosts
from bulkmeet.model import Group, Host, Issue, Meeting
from bulkmeet.patterns import pattern
from bulkmeet.settings import Settings
from bulkmeet.validator.bare import is_bare, note_bare
from bulkmeet.validator.contradicting import note_contradictions
from bulkmeet.validator.hosting import about_no_column, note_no_host
from bulkmeet.validator.lengths import LONGEST, LONGEST_USUAL, SHORTEST_USUAL
from bulkmeet.validator.notes import Notes, about_assumed_zone, either, is_all_day
from bulkmeet.validator.overlapping import note_overlap, overlaps_next
from bulkmeet.validator.persons import Repetition, gather
from bulkmeet.validator.plain import plain_meeting
from bulkmeet.validator.repeating import rule_of
from bulkmeet.validator.said import (
    DURATION,
    ENDING,
    HOST,
    KEY,
    START,
    TELLING,
    TITLE,
    Beginning,
    Together,
    beginning_of,
    doubted,
    lacks,
    said_together,
    saying,
    start_of,
    title_of,
)
from bulkmeet.validator.years import about_years

IS_ADDRESS = pattern(r"<?(?:mailto:)?[^\s@]+@[^\s@]+\.\w+>?")


class Checked(Struct, frozen=True):
    """The rows of a group and its title, with the meeting it makes, or when it would start, if that is known."""

    rows: tuple[int, ...]
    title: str
    meeting: Meeting | None
    beginning: Beginning | None = None


def check_groups(
    groups: list[Group], wrong_rows: frozenset[int], mapping: Mapping, settings: Settings, now: float
) -> tuple[list[Checked], list[Issue]]:
    """Every group with its meeting, and the issues found. The list of groups is used up: they need much room.

    `wrong_rows` are the rows whose cells have errors already: one of them makes its whole group invalid.
    `now` is UTC seconds since the epoch.
    """
    validator = Validator(mapping, settings, now)
    validator.issues.extend(about_years(groups, mapping, now))
    assumes_zone = settings.timezone_assumed and any(facts.zone_assumed for group in groups for facts in group.facts)
    groups.reverse()
    checked = [validator.checked(groups.pop(), wrong_rows) for _ in range(len(groups))]
    if validator.lacks_hosts and not any(asks_for_hosts(issue) for issue in mapping.issues):
        validator.issues.append(about_no_column(mapping, validator.host_names))
    if assumes_zone:
        validator.issues.append(about_assumed_zone(settings.timezone))
    return checked, validator.issues


class Validator:
    """Collects the issues of every group it is shown.

    `lacks_hosts` once no column says who hosts one of them; `host_names` counts the names of hosts by whether there is
    an address among them.
    """

    def __init__(self, mapping: Mapping, settings: Settings, now: float) -> None:
        self._mapping = mapping
        self._settings = settings
        self._now = now
        self._notes = Notes(mapping)
        self._are_weekly = any(issue.code == WEEKDAYS_NOT_USED for issue in mapping.issues)
        self._has_no_host_column = self._notes.column(HOST) is None
        self.lacks_hosts = False
        self.host_names: Counter[bool] = Counter()

    @property
    def issues(self) -> list[Issue]:
        """What was found so far."""
        return self._notes.issues

    def checked(self, group: Group, wrong_rows: frozenset[int]) -> Checked:
        """The group with its meeting, or without one and with the reasons added to the issues."""
        if self._has_no_host_column:
            self.host_names.update("@" in draft.facts.host_name for draft in group.drafts if draft.facts.host_name)
        has_errors = bool(wrong_rows) and not wrong_rows.isdisjoint(group.rows)
        plain = None if has_errors else plain_meeting(group, self._settings, self._now)
        meeting = plain or self.meeting(group, wrong_rows)
        if meeting is None:
            return Checked(group.rows, title_of(group), None, beginning_of(group))
        return Checked(meeting.rows, meeting.title, meeting)

    def meeting(self, group: Group, wrong_rows: frozenset[int]) -> Meeting | None:
        """The group's meeting, or None with the reasons added to the issues."""
        rows = group.rows
        self._notes.sound = wrong_rows.isdisjoint(rows)
        if self._notes.sound and is_bare(group, self._notes):
            note_bare(group, self._notes)
            return None
        said = said_together(group)
        if not said.agreed:
            note_contradictions(group, self._notes)
        if not said.agreed or (group.key is not None and any(facts.key is None for facts in group.facts)):
            self._incomplete_rows(group)
        people = gather(group, self._notes)
        self._repeated_rows(people.adding_nobody)
        self._title(group, said)
        self._start(group, said)
        end = self._end(group, said)
        host = self._host(group, said)
        rule = rule_of(group, said, end, self._notes)
        self._unsure(group)
        if said.title is None or said.start is None or end is None or host is None or not self._notes.sound:
            return None
        return Meeting(
            rows=rows,
            title=said.title,
            start=said.start,
            end=end,
            host=host,
            meeting_type=said.meeting_type or self._settings.meeting_type,
            zone=saying(group, start_of).facts.zone,
            group_key=group.key,
            duration=said.duration,
            recurrence=rule,
            call_out=said.call_out,
            participants=people.participants,
        )

    # ---- the rows among themselves -------------------------------------------------------------------------

    def _incomplete_rows(self, group: Group) -> None:
        """A row that was put with others by some of what tells meetings apart has to say the rest, too."""
        for draft in group.drafts:
            needed = TELLING if group.key is None else KEY
            missing = [(name, fields) for name, fields, read in needed if lacks(draft, fields, read, group)]
            if missing:
                other = next(row for row in group.rows if row != draft.row)
                names = either([self._called(name, fields) for name, fields in missing])
                message = (
                    f"This row has no {names}; if it is one more person of the meeting in row {other}, repeat what is "
                    "there, else type its own."
                )
                if needed is TELLING and len(missing) == len(TELLING):
                    # it may as well be a line of another list, whose people are nobody's guests
                    message = (
                        f"This row has no {names}; if it is of another list, move it to a sheet of its own; only if it "
                        f"is one more person of the meeting in row {other}, repeat what is there."
                    )
                self._notes.add("row_incomplete", message, draft.row, missing[0][1])

    def _called(self, name: str, fields: tuple[Field, ...]) -> str:
        """What is missing, as its owner calls it: hardly anybody calls the column that joins rows a key."""
        column = self._notes.column(fields) if Field.KEY in fields else None
        return name if column is None else quoted(column.header)

    def _repeated_rows(self, repeated: Iterable[Repetition]) -> None:
        """Two equal rows may be one meeting typed twice, or two that were to differ.

        While nobody has said whose the addresses of a column are, such rows may bring a person each.
        """
        if self._notes.asks_about_people:
            return
        for one in repeated:
            message = (
                f"This row adds nobody to the meeting in row {one.like}; "
                "remove it, or correct it if it is to be a meeting or a person of its own."
            )
            if one.brings:
                message = (
                    f"This row adds nobody to the meeting in row {one.like}, but a name or a phone number that is not "
                    "there; keep it for that, or correct it if it is to be a meeting or a person of its own."
                )
            self._notes.add("row_repeated", message, one.row, TITLE, warning=True)

    def _unsure(self, group: Group) -> None:
        """A meeting is never created short of a person: what may belong to it is cleared up first."""
        if group.unsure is None:
            return
        if group.unsure not in group.rows:
            message = (
                f"Row {group.unsure} may be one more person of this meeting, but it is not complete enough to tell; "
                f"correct row {group.unsure}."
            )
            self._notes.add("row_may_belong", message, group.rows[0], TITLE)
        elif self._notes.sound:
            key = self._notes.column((Field.KEY,))
            such_as = "its host or its end" if key is None else f"its {quoted(key.header)}, its host or its end"
            message = f"This row may belong to more than one meeting; type what it leaves out, such as {such_as}."
            self._notes.add("row_unclear", message, group.unsure, TITLE)

    # ---- what a meeting needs ------------------------------------------------------------------------------

    def _title(self, group: Group, said: Together) -> None:
        if said.title is None and not doubted(group, TITLE) and self._notes.column(TITLE) is not None:
            self._notes.add("title_missing", "This meeting has no title; type one.", group.rows[0], TITLE)
        if said.title is not None and IS_ADDRESS.fullmatch(said.title.strip()):
            message = f"{quoted(said.title)} is an email address and no title; type what the meeting is about."
            self._notes.add("title_is_address", message, saying(group, lambda facts: facts.title).row, TITLE)

    def _start(self, group: Group, said: Together) -> None:
        if said.start is None:
            if not doubted(group, START):
                message = f"This meeting has no start; type one, like {DAY} 14:30."
                self._notes.add("start_missing", message, group.rows[0], START)
        elif said.start < self._now and not self._settings.allow_past:
            first = saying(group, start_of)
            shown = local_time(said.start, first.facts.zone).strftime("%Y-%m-%d %H:%M")
            message = (
                f"This meeting starts in the past, at {shown}; correct the start, delete the row if it is over, or add "
                "--allow-past when you run bulkmeet."
            )
            self._notes.add("start_in_past", message, first.row, START)

    def _end(self, group: Group, said: Together) -> int | None:
        """The end as the sheet says it, else from the duration: the sheet's, or that of --duration."""
        start, end, duration = said.start, said.end, said.duration
        if end is None and not doubted(group, ENDING):
            lasts = duration if duration is not None else self._settings.duration
            if lasts is None and self._notes.column(ENDING) is not None:
                message = (
                    "This meeting has neither an end nor a duration; type one, or add one for all when you run "
                    "bulkmeet, like --duration 30m."
                )
                self._notes.add("end_missing", message, group.rows[0], ENDING)
            if lasts is not None and start is not None:
                end = start + lasts
        if start is not None and end is not None:
            self._plausible(group, said, start, end)
            self._agreeing(group, end - start, duration)
        return end

    def _plausible(self, group: Group, said: Together, start: int, end: int) -> None:
        lasts = end - start
        if SHORTEST_USUAL <= lasts <= LONGEST_USUAL or (lasts > LONGEST and self._are_weekly):
            return
        row = saying(group, lambda facts: facts.duration if facts.end is None else facts.end).row
        if lasts <= 0:
            message = (
                f"This meeting ends {'before' if lasts else 'when'} it starts; correct its start or its end, "
                "and give the end a date if it is on the next day."
            )
            self._notes.add("end_before_start", message, row, ENDING)
        elif is_all_day(start, end, saying(group, start_of).facts.zone):
            message = (
                "This meeting runs from midnight to midnight, as an all-day entry does, and a Dialpad meeting needs "
                "a start and an end time; type them, or delete the row."
            )
            self._notes.add("all_day_entry", message, row, ENDING)
        elif overlaps_next(group, said, end):
            note_overlap(group, said, end, self._notes)
        elif lasts > LONGEST:
            message = f"This meeting lasts {lasting(lasts)}; correct its start or its end."
            self._notes.add("too_long", message, row, ENDING)
        else:
            message = f"This meeting lasts {lasting(lasts)}, which is unusual; check its start and its end."
            self._notes.add("unusual_length", message, row, ENDING, warning=True)

    def _agreeing(self, group: Group, lasts: int, duration: int | None) -> None:
        if lasts > 0 and duration is not None and lasts != duration:
            message = (
                f"From start to end it lasts {lasting(lasts)}, but the duration says {lasting(duration)}; "
                "correct one of them."
            )
            row = saying(group, lambda facts: facts.duration).row
            self._notes.add("duration_disagrees", message, row, DURATION)

    def _host(self, group: Group, said: Together) -> Host | None:
        if said.host is not None or doubted(group, HOST):
            return said.host
        if self._settings.host is not None:
            return self._settings.host
        if self._notes.column(HOST) is None:
            self.lacks_hosts = True
        else:
            note_no_host(group.rows[0], self._notes)
        return None
