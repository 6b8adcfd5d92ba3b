"""What is doubtful only across meetings: the same meeting twice, and somebody in two places at once.

These are warnings: there may be a good reason, but a coordinator wants to know before invitations go out. pandas
takes as long to load as all the rest, so it is loaded only where there is more than one meeting.
"""

from collections.abc import Sequence

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
    import pandas as pd

    table = pd.DataFrame(
        [(who(meeting.host), meeting.title, meeting.start, meeting.end) for meeting in meetings],
        columns=["host", "title", "start", "end"],
    )
    places = pd.Series(range(len(table)))
    return list(map(int, places.groupby([table[name] for name in table], sort=False).transform("first")))


def _repeated(first: Meeting, meeting: Meeting) -> Issue:
    return _warning(
        "repeated_meeting",
        f"This meeting has the same host, title, start and end as the one in row {first.rows[0]}; "
        "if it is there twice by mistake, remove one.",
        meeting,
    )


def _overlapping_hosts(meetings: Sequence[Meeting], firsts: Sequence[int]) -> list[Issue]:
    places = [(who(meeting.host), meeting.start, meeting.end, place) for place, meeting in enumerate(meetings)]
    return [
        _warning(
            "host_in_two_meetings",
            f"The host {printable(person)} is already in the meeting of row {meetings[earlier].rows[0]} at that time.",
            meetings[later],
        )
        for person, earlier, later in _overlaps(places)
        if firsts[earlier] != firsts[later]
    ]


def _overlapping_people(meetings: Sequence[Meeting], firsts: Sequence[int]) -> list[Issue]:
    places = [
        (participant.email.casefold(), meeting.start, meeting.end, place)
        for place, meeting in enumerate(meetings)
        for participant in meeting.participants
        if participant.email and participant.email.casefold() != meeting.host.email
    ]
    return [
        _warning(
            "participant_in_two_meetings",
            f"{printable(person)} is already in the meeting of row {meetings[earlier].rows[0]} at that time.",
            meetings[later],
        )
        for person, earlier, later in _overlaps(places)
        if firsts[earlier] != firsts[later]
    ]


def _overlaps(places: Sequence[tuple[str, int, int, int]]) -> list[tuple[str, int, int]]:
    """(person, earlier place, later place) wherever somebody's meeting begins before the longest one so far ends.

    `places` are (person, start, end, place), in UTC seconds.
    """
    if not places:
        return []
    import pandas as pd

    table = pd.DataFrame(places, columns=["person", "start", "end", "place"])
    table = table.sort_values(["person", "start", "place"], kind="stable", ignore_index=True)
    people = table.groupby("person", sort=False)
    latest_end = people["end"].cummax()
    before = latest_end.groupby(table["person"], sort=False).shift()
    holder = table["place"].where(table["end"] == latest_end).groupby(table["person"], sort=False).ffill()
    earlier = holder.groupby(table["person"], sort=False).shift()
    clash = table["start"] < before
    found = zip(table["person"][clash], earlier[clash].astype(int), table["place"][clash], strict=True)
    return sorted(((person, int(one), int(two)) for person, one, two in found), key=lambda overlap: overlap[2])


def who(host: Host) -> str:
    """The host as the sheet names it."""
    return host.email or host.user_id or ""


def _warning(code: str, message: str, meeting: Meeting) -> Issue:
    return Issue(code=code, message=message, severity="warning", row=meeting.rows[0])
