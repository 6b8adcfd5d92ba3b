"""What is doubtful only across meetings: the same meeting twice, and somebody in two places at once.

These are warnings: there may be a good reason, but a coordinator wants to know before invitations go out. pandas
takes as long to load as all the rest, so it is loaded only where there is more than one meeting.
"""

from collections.abc import Sequence

from bulkmeet.cells.text import printable
from bulkmeet.model import Host, Issue, Meeting


def make_ready() -> None:
    """Load what `find_conflicts` needs, at a time when there is nothing else to do."""
    import pandas as pd

    del pd


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
    hosts = [who(meeting.host) for meeting in meetings]
    return [
        _warning(
            "host_in_two_meetings",
            f"The host {printable(person)} is already in the meeting of row {meetings[earlier].rows[0]} at that time.",
            meetings[later],
        )
        for person, earlier, later in _overlaps(hosts, range(len(hosts)), meetings)
        if firsts[earlier] != firsts[later]
    ]


def _overlapping_people(meetings: Sequence[Meeting], firsts: Sequence[int]) -> list[Issue]:
    there = [
        (email, place)
        for place, meeting in enumerate(meetings)
        for participant in meeting.participants
        if participant.email and (email := participant.email.casefold()) != meeting.host.email
    ]
    people, places = zip(*there, strict=True) if there else ((), ())
    return [
        _warning(
            "participant_in_two_meetings",
            f"{printable(person)} is already in the meeting of row {meetings[earlier].rows[0]} at that time.",
            meetings[later],
        )
        for person, earlier, later in _overlaps(people, places, meetings)
        if firsts[earlier] != firsts[later]
    ]


def _overlaps(people: Sequence[str], places: Sequence[int], meetings: Sequence[Meeting]) -> list[tuple[str, int, int]]:
    """(person, earlier place, later place) wherever somebody's meeting begins before the longest one so far ends.

    `people[n]` is in the meeting at `places[n]`.
    """
    if not people:
        return []
    import numpy as np
    import pandas as pd

    table = pd.DataFrame({"person": pd.factorize(np.array(people, dtype=object))[0], "place": places})
    table["start"] = np.array([meeting.start for meeting in meetings])[table["place"]]
    table["end"] = np.array([meeting.end for meeting in meetings])[table["place"]]
    table["entry"] = np.arange(len(table))
    table = table.sort_values(["person", "start", "place"], ignore_index=True)
    latest = table.groupby("person", sort=False)["end"].cummax()
    # The row that holds the latest end so far is the last one that raised it.
    raised = (table["end"] == latest).to_numpy()
    holder = np.maximum.accumulate(np.where(raised, np.arange(len(table)), 0))
    same = (table["person"] == table["person"].shift()).to_numpy()
    clash = same & (table["start"] < latest.shift(fill_value=0)).to_numpy()
    later = np.flatnonzero(clash)
    place = table["place"].to_numpy()
    found = zip(table["entry"].to_numpy()[later], place[holder[later - 1]], place[later], strict=True)
    return sorted(((people[entry], int(one), int(two)) for entry, one, two in found), key=lambda overlap: overlap[2])


def who(host: Host) -> str:
    """The host as the sheet names it."""
    return host.email or host.user_id or ""


def _warning(code: str, message: str, meeting: Meeting) -> Issue:
    return Issue(code=code, message=message, severity="warning", row=meeting.rows[0])
