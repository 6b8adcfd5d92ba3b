"""The records a page is made of: what it is told, and what its browser reads."""

from collections.abc import Sequence

from msgspec import Struct

from bulkmeet.model import Issue, Result
from bulkmeet.results.page.appointments import Appointment
from bulkmeet.results.page.calendar import Block, Crowd


class Facts(Struct, frozen=True):
    """What a page says of its command, in words where it is for people.

    `made` is UTC seconds since the epoch; `zone` is what to show times in where no meeting has any; `sent` is False
    for a check. `planned` is how many meetings a check would create; `stopped` is why a run ended early, or empty;
    `rehearsal` is whether the meetings go to the simulator only; `before` is how many were created by earlier runs.
    `real` is what to do after a rehearsal to create the meetings in Dialpad, empty where it was none.
    """

    file: str
    sheet: str | None
    rows: int
    target: str
    account: str
    zone: str
    made: float
    sent: bool
    planned: int = 0
    run: str = ""
    stopped: str = ""
    rehearsal: bool = False
    real: str = ""
    before: int = 0


class Entry(Struct, frozen=True):
    """What became of a group of rows, and when that is; None where the rows make no meeting."""

    result: Result
    appointment: Appointment | None = None


class Report(Struct, frozen=True):
    """All that a page is made from: every group once, in the sheet's order, and every issue."""

    facts: Facts
    entries: Sequence[Entry]
    issues: Sequence[Issue]


class Times(Struct, frozen=True, gc=False, array_like=True):
    """When a meeting is: local minutes since 1970, how many minutes it takes, and minutes east of UTC."""

    start: int
    length: int
    offset: int


class Listed(Struct, frozen=True):
    """The meetings in columns, each text safe to show; `messages` and `hosts` are places in the page's texts.

    `times` is None for rows that make no meeting. By place in the list: `elsewhere` has the zone a meeting's times
    were written in and what clocks show there, where that is another one, `clashes` the places of the meetings it is
    double booked with, `repeats` its rule.
    """

    rows: list[str]
    titles: list[str]
    statuses: list[int]
    messages: list[int]
    hosts: list[int]
    people: list[int]
    times: list[Times | None]
    ids: dict[int, str]
    links: dict[int, str]
    elsewhere: dict[int, tuple[str, int]]
    clashes: dict[int, tuple[int, ...]]
    repeats: dict[int, str]


class Drawn(Struct, frozen=True):
    """The calendar by day (its number since 1970-01-01): what stands there, and how many are under way in each hour.

    `hours` are the first hour to show and the one after the last, of each week by its Monday, and of "all".
    """

    hours: dict[int | str, tuple[int, int]]
    blocks: dict[int, tuple[Block, ...]]
    crowds: dict[int, tuple[Crowd, ...]]
    heat: dict[int, tuple[int, ...]]


class Listing(Struct, frozen=True, gc=False, array_like=True):
    """An issue: row (0 where it has none), cell, value, and the places of the other texts."""

    row: int
    cell: str
    value: str
    column: int
    code: int
    severity: int
    message: int


class Contents(Struct, frozen=True):
    """Everything a page lists and draws; `cut` says in sentences what was left out for its size."""

    zone: str
    sent: bool
    statuses: tuple[str, ...]
    texts: list[str]
    meetings: Listed
    calendar: Drawn
    issues: list[Listing]
    cut: tuple[str, ...]
