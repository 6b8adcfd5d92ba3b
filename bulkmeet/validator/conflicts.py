"""What is doubtful only across meetings: the same meeting twice, and somebody in two places at once.

These are warnings: there may be a good reason, but a coordinator wants to know before invitations go out.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import itemgetter

from bulkmeet.cells.text import printable
from bulkmeet.columns import fields
from bulkmeet.model import Host, Issue, Meeting
from bulkmeet.validator.notes import Notes
from bulkmeet.validator.said import START, TITLE

NO_COLUMNS = fields.Mapping(())


def find_conflicts(meetings: Sequence[Meeting], mapping: fields.Mapping = NO_COLUMNS) -> list[Issue]:
    """A warning at the first row of each later meeting that repeats or overlaps an earlier one.

    It names the cell to look at by the columns of `mapping`: the start of what overlaps, the title of what is repeated.
    """
    if len(meetings) < 2:
        return []
    firsts = _firsts(meetings)
    notes = Notes(mapping)
    for place, first in enumerate(firsts):
        if place != first:
            _note_repeated(meetings[first], meetings[place], notes)
    _note_overlapping_hosts(meetings, firsts, notes)
    _note_overlapping_people(meetings, firsts, notes)
    return notes.issues


def _firsts(meetings: Sequence[Meeting]) -> list[int]:
    """For each meeting the place of the first one that has the same host, title, start and end."""
    first: dict[tuple[str, str, int, int], int] = {}
    return [
        first.setdefault((who(meeting.host), meeting.title, meeting.start, meeting.end), place)
        for place, meeting in enumerate(meetings)
    ]


def _note_repeated(first: Meeting, meeting: Meeting, notes: Notes) -> None:
    message = (
        f"This meeting has the same host, title, start and end as the one in row {first.rows[0]}; "
        "if it is there twice by mistake, remove one."
    )
    notes.add("repeated_meeting", message, meeting.rows[0], TITLE, warning=True)


def _note_overlapping_hosts(meetings: Sequence[Meeting], firsts: Sequence[int], notes: Notes) -> None:
    busy: dict[str, list[int]] = {}
    for place, meeting in enumerate(meetings):
        busy.setdefault(who(meeting.host), []).append(place)
    for person, earlier, later in _overlaps(busy, meetings):
        if firsts[earlier] != firsts[later]:
            message = f"The host {_is_busy(person, meetings[earlier])}"
            notes.add("host_in_two_meetings", message, meetings[later].rows[0], START, warning=True)


def _note_overlapping_people(meetings: Sequence[Meeting], firsts: Sequence[int], notes: Notes) -> None:
    for person, earlier, later in _overlaps(_invited(meetings), meetings):
        if firsts[earlier] != firsts[later]:
            message = _is_busy(person, meetings[earlier])
            notes.add("participant_in_two_meetings", message, meetings[later].rows[0], START, warning=True)


def _invited(meetings: Sequence[Meeting]) -> dict[str, list[int]]:
    """By their addresses, the places of the meetings to which people are invited whom they do not host themselves."""
    written: defaultdict[str, list[int]] = defaultdict(list)
    for place, meeting in enumerate(meetings):
        for participant in meeting.participants:
            if participant.email:
                written[participant.email].append(place)
    invited: defaultdict[str, list[int]] = defaultdict(list)
    for email, places in written.items():  # few beside their places: what is costly is done for these
        invited[email.casefold()] += places
    hosts = {meeting.host.email for meeting in meetings}
    for email in invited.keys() & hosts:
        invited[email] = [place for place in invited[email] if meetings[place].host.email != email]
    return {email: sorted(places) for email, places in invited.items() if places}


def _is_busy(person: str, meeting: Meeting) -> str:
    return (
        f"{printable(person)} is already in the meeting of row {meeting.rows[0]} at that time; "
        "move one of the two, or leave both if that is meant."
    )


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
