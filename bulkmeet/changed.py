"""Rows of a results sheet that say something else by now than what was created from them. Pure.

Nothing can be done about it from here, for Dialpad has no way to change a meeting: its owner has to know.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from bulkmeet.cells.lengths import lasting
from bulkmeet.cells.text import quoted
from bulkmeet.cells.zones import local_time
from bulkmeet.columns import fields
from bulkmeet.columns.fields import Field
from bulkmeet.given import is_otherwise, not_given_now, option_words
from bulkmeet.ledger.records import Known
from bulkmeet.model import Draft, Facts, Group, Issue, Participant, Status
from bulkmeet.parser.people import mark_of, merged
from bulkmeet.settings import Settings
from bulkmeet.validator.notes import Notes, telling_apart
from bulkmeet.validator.persons import place_of_people
from bulkmeet.validator.said import DURATION, END, HOST, START, TITLE
from bulkmeet.wire import CreateBody

SHOWN = 3
Missing = Mapping[str, str | list[str]]
"""Options, by name, that a run was given and this command is not."""


class Created(Struct, frozen=True):
    """The rows of a created meeting, what it was created with, and the zone that times without one were read in.

    `options` are those that its run was given, as JSON; empty where it was given none or the ledger does not know.
    """

    drafts: Sequence[Draft]
    sent: CreateBody
    zone: str
    options: str = ""

    @property
    def first(self) -> Draft:
        """The first of its rows."""
        return self.drafts[0]


def changed_since(
    closed: Iterable[Group], known: Mapping[str, Known], mapping: fields.Mapping, settings: Settings
) -> list[Issue]:
    """What is different by now, at its cell, of each created meeting that the ledger holds.

    Where it is only the zone of times that carry none, that is told once for all of them; and so is an option that
    the run was given and this command is not, for then nobody can tell whether the rows are changed.
    """
    in_other_zone, read_otherwise = [], []
    notes = Notes(mapping)
    for created in _created(closed, known):
        if _is_only_the_zone(created, settings):
            in_other_zone.append(created)
        elif _differs(created, mapping) and (missing := _missing(created, mapping, settings)):
            read_otherwise.append(missing)
        else:
            _note_differences(created, notes)
    return [*_about_zone(in_other_zone, settings), *_about_options(read_otherwise, settings), *notes.issues]


def _created(closed: Iterable[Group], known: Mapping[str, Known]) -> Iterator[Created]:
    rows: dict[str, list[Draft]] = {}
    for draft in (draft for group in closed for draft in group.drafts):
        settled = draft.facts.settled
        if settled is not None and settled.status is not Status.UNKNOWN and not draft.facts.skip:
            rows.setdefault(settled.key, []).append(draft)
    for key, drafts in rows.items():
        there = known.get(key)
        if there is not None and there.status is Status.CREATED and there.body:
            yield Created(drafts, msgspec.json.decode(there.body, type=CreateBody), there.timezone, there.options)


# ---- another zone ------------------------------------------------------------------------------------------


def _is_only_the_zone(created: Created, settings: Settings) -> bool:
    """Whether clocks would show the start just as it was, if the default zone were still that of the run."""
    first = created.first.facts
    if not first.zone_assumed or created.zone in {"", settings.timezone} or first.start is None:
        return False
    now = local_time(first.start, first.zone).replace(tzinfo=None)
    return now == local_time(created.sent.start_datetime, created.zone).replace(tzinfo=None)


def _about_zone(created: Sequence[Created], settings: Settings) -> Iterator[Issue]:
    """That --timezone was forgotten, or is another one: what is still open would be created at other hours."""
    zones = {one.zone: sum(other.zone == one.zone for other in created) for one in created}
    for zone, count in zones.items():
        these = "A meeting of this sheet was" if count == 1 else f"{count:,} meetings of this sheet were"
        whose = ", this computer's zone" if settings.timezone_assumed else ""
        message = (
            f"{these} created with times read in {zone}, and now they would be in {settings.timezone}{whose}; "
            f"add --timezone {zone} when you run bulkmeet."
        )
        yield Issue("timezone_differs", message, "error" if settings.timezone_assumed else "warning")


# ---- other options -----------------------------------------------------------------------------------------


def _differs(created: Created, mapping: fields.Mapping) -> bool:
    apart = Notes(mapping)
    _note_differences(created, apart)
    return bool(apart.issues)


def _missing(created: Created, mapping: fields.Mapping, settings: Settings) -> Missing:
    headers = [column.header for column in mapping.columns]
    return not_given_now(msgspec.json.decode(created.options or "{}"), settings.given, headers)


def _about_options(read_otherwise: Sequence[Missing], settings: Settings) -> Iterator[Issue]:
    """That options were forgotten, or are others: what is still open would be read otherwise than what was created."""
    for missing in [one for place, one in enumerate(read_otherwise) if one not in read_otherwise[:place]]:
        count = read_otherwise.count(missing)
        these = "A meeting of this sheet was" if count == 1 else f"{count:,} meetings of this sheet were"
        its = "its rows say" if count == 1 else "their rows say"
        words = option_words(missing)
        message = (
            f"{these} created by a run with{words}, and without that {its} something else now; "
            f"add{words} when you run bulkmeet."
        )
        yield Issue("options_differ", message, "warning" if is_otherwise(missing, settings.given) else "error")


# ---- another title, start, end, host, or people ------------------------------------------------------------


def _note_differences(created: Created, notes: Notes) -> None:
    first, sent = created.first, created.sent
    now = first.facts
    if now.title is not None and now.title != sent.title:
        _note(notes, first, TITLE, "title", quoted(sent.title), quoted(now.title))
    if now.start is not None:
        _note_times(first, now.start, sent, notes)
    if now.host is not None and now.host.user_id not in {None, str(sent.user_id)}:
        _note(notes, first, HOST, "host", str(sent.user_id), str(now.host.user_id))
    _note_people(created, notes)


def _note_times(row: Draft, start: int, sent: CreateBody, notes: Notes) -> None:
    now = row.facts
    was = Facts(start=sent.start_datetime, end=sent.end_datetime, zone=now.zone)
    if start != sent.start_datetime:
        shown = (_shown(sent.start_datetime, now.zone), _shown(start, now.zone))
        _note(notes, row, telling_apart(START, now, was), "start", *shown)
    lasted = sent.end_datetime - sent.start_datetime
    if now.end is None:
        if now.duration not in {None, lasted}:
            _note(notes, row, DURATION, "duration", lasting(lasted), lasting(now.duration or 0))
    elif now.end != sent.end_datetime and now.end - start != lasted:
        shown = (_shown(sent.end_datetime, now.zone), _shown(now.end, now.zone))
        _note(notes, row, telling_apart(END, now, was), "end", *shown)


def _note_people(created: Created, notes: Notes) -> None:
    mine = {mark_of(person): draft for draft in created.drafts for person in draft.participants}
    sent = merged(created.sent.participants_info)
    theirs = {mark_of(person) for person in sent}
    said = {mark_of(person): person for draft in created.drafts for person in draft.participants}
    new = [said[mark] for mark in said if mark not in theirs]
    gone = [person for person in sent if mark_of(person) not in mine]
    told = [f"{_named(people)} {what}" for people, what in ((new, "new"), (gone, "gone")) if people]
    if told:
        row = mine[mark_of(new[0])].row if new else created.first.row
        message = (
            f"Since the meeting was created, of its participants {' and '.join(told)}; "
            "nothing is sent again, so change it in Dialpad, or put the row back as it was."
        )
        notes.add("changed_after_created", message, row, place_of_people(notes), warning=True)


def _named(people: Sequence[Participant]) -> str:
    names = [quoted(person.email or person.name or person.phone or person.phone_number) for person in people]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more} {'is' if len(names) == 1 else 'are'}"


def _note(notes: Notes, row: Draft, where: tuple[Field, ...], what: str, was: str, now: str) -> None:
    message = (
        f"The {what} was {was} when the meeting was created, and is {now} now; "
        f"nothing is sent again, so change it in Dialpad, or put {was} back here."
    )
    notes.add("changed_after_created", message, row.row, where, warning=True)


def _shown(epoch: int, zone: str) -> str:
    return f"{local_time(epoch, zone):%Y-%m-%d %H:%M}"
