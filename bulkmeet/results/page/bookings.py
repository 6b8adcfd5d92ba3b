"""Double bookings: which meetings stand in each other's way, where validation said that somebody is in two. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bulkmeet.model import Issue
from bulkmeet.results.page.appointments import Appointment

CODES = frozenset({"host_in_two_meetings", "participant_in_two_meetings"})

Appointments = Mapping[int, Appointment]
"""Appointments by their place in the list of the page."""


def double_bookings(appointments: Appointments, issues: Iterable[Issue]) -> dict[int, tuple[int, ...]]:
    """For each meeting that is double booked, by its place, the places of those it is double booked with.

    An issue stands at the later of two meetings; whom it shares with an earlier one at that time tells the other.
    """
    rows = frozenset(issue.row for issue in issues if issue.code in CODES)
    flagged = frozenset(place for place, appointment in appointments.items() if appointment.row in rows)
    found: dict[int, set[int]] = {}
    for there in _by_person(appointments, flagged).values():
        for one, other in _overlapping(there, appointments, flagged):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {place: tuple(sorted(found[place])) for place in sorted(found)}


def _by_person(appointments: Appointments, flagged: frozenset[int]) -> dict[str, list[int]]:
    """The meetings of everybody who is in a flagged one."""
    persons: dict[str, list[int]] = {person: [] for place in flagged for person in _persons(appointments[place])}
    if persons:
        for place, appointment in appointments.items():
            for person in _persons(appointment) & persons.keys():
                persons[person].append(place)
    return persons


def _persons(appointment: Appointment) -> frozenset[str]:
    return appointment.emails | {appointment.host.casefold()}


def _overlapping(
    places: Sequence[int], appointments: Appointments, flagged: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """The pairs that overlap, as (earlier, later): each flagged meeting with the one that lasts longest before it."""
    longest: int | None = None
    for place in sorted(places, key=lambda place: (appointments[place].start, place)):
        appointment = appointments[place]
        if longest is not None and place in flagged and _are_two_at_once(appointments[longest], appointment):
            yield longest, place
        if longest is None or appointment.end > appointments[longest].end:
            longest = place


def _are_two_at_once(earlier: Appointment, later: Appointment) -> bool:
    """The same meeting twice is another mistake, with an issue of its own."""
    return later.start < earlier.end and _what(earlier) != _what(later)


def _what(appointment: Appointment) -> tuple[str, str, int, int]:
    return appointment.host, appointment.title, appointment.start, appointment.end
