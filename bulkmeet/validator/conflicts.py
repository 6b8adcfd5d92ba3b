"""What is doubtful only across meetings: the same meeting twice, and somebody in two places at once.

These are warnings: there may be a good reason, but a coordinator wants to know before invitations go out.
"""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from bulkmeet.cells.text import printable
from bulkmeet.model import Host, Issue, Meeting


def find_conflicts(meetings: Sequence[Meeting]) -> list[Issue]:
    """A warning at the first row of each later meeting that repeats or overlaps an earlier one."""
    if len(meetings) < 2:
        return []
    firsts = _firsts(meetings)
    return [
        *(_repeated(meetings[first], meetings[place]) for place, first in enumerate(firsts) if place != first),
        *_overlapping_hosts(meetings, firsts),
        *_overlapping_people(meetings, firsts),
    ]


def _firsts(meetings: Sequence[Meeting]) -> list[int]:
    """For each meeting the place of the first one that has the same host, title, start and end."""
    first: dict[tuple[str, str, int, int], int] = {}
    return [
        first.setdefault((who(meeting.host), meeting.title, meeting.start, meeting.end), place)
        for place, meeting in enumerate(meetings)
    ]


def _repeated(first: Meeting, meeting: Meeting) -> Issue:
    return _warning(
        "repeated_meeting",
        f"This meeting has the same host, title, start and end as the one in row {first.rows[0]}; "
        "if it is there twice by mistake, remove one.",
        meeting,
    )


def _overlapping_hosts(meetings: Sequence[Meeting], firsts: Sequence[int]) -> list[Issue]:
    busy: dict[str, list[int]] = {}
    for place, meeting in enumerate(meetings):
        busy.setdefault(who(meeting.host), []).append(place)
    return [
        _warning(
            "host_in_two_meetings",
            f"The host {printable(person)} is already in the meeting of row {meetings[earlier].rows[0]} at that time.",
            meetings[later],
        )
        for person, earlier, later in _overlaps(busy, meetings)
        if firsts[earlier] != firsts[later]
    ]


def _overlapping_people(meetings: Sequence[Meeting], firsts: Sequence[int]) -> list[Issue]:
    busy: dict[str, list[int]] = {}
    for place, meeting in enumerate(meetings):
        for participant in meeting.participants:
            if participant.email and (email := participant.email.casefold()) != meeting.host.email:
                busy.setdefault(email, []).append(place)
    return [
        _warning(
            "participant_in_two_meetings",
            f"{printable(person)} is already in the meeting of row {meetings[earlier].rows[0]} at that time.",
            meetings[later],
        )
        for person, earlier, later in _overlaps(busy, meetings)
        if firsts[earlier] != firsts[later]
    ]


def _overlaps(busy: Mapping[str, Sequence[int]], meetings: Sequence[Meeting]) -> list[tuple[str, int, int]]:
    """(person, earlier place, later place) wherever somebody's meeting begins before the longest one so far ends.

    `busy` are the places of everybody's meetings.
    """
    starts = [meeting.start for meeting in meetings]
    ends = [meeting.end for meeting in meetings]
    found = []
    for person, own in busy.items():
        longest, *later = sorted(own, key=starts.__getitem__)
        for place in later:
            if starts[place] < ends[longest]:
                found.append((person, longest, place))
            if ends[place] >= ends[longest]:
                longest = place
    return sorted(found, key=itemgetter(2))


def who(host: Host) -> str:
    """The host as the sheet names it."""
    return host.email or host.user_id or ""


def _warning(code: str, message: str, meeting: Meeting) -> Issue:
    return Issue(code=code, message=message, severity="warning", row=meeting.rows[0])
