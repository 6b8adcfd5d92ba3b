"""What is doubtful only across meetings: one meeting twice, and somebody in two places at once."""

import time
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from bulkmeet.columns.fields import Column, Field, Mapping
from bulkmeet.model import Host, Issue, Meeting, Participant
from bulkmeet.validator.conflicts import find_conflicts

JO, MIA = Host(email="jo@example.com"), Host(user_id="5123456789012345")
HOUR = 3600


def meeting(
    row: int,
    start: int,
    end: int,
    host: Host = JO,
    people: Sequence[str] = (),
    title: str = "A",
    key: str | None = None,
) -> Meeting:
    """A meeting from one hour to another."""
    return Meeting(
        rows=(row, row + 100),
        title=title,
        start=start * HOUR,
        end=end * HOUR,
        host=host,
        meeting_type="UNIQUE_MEETING",
        zone="UTC",
        group_key=key,
        participants=tuple(Participant(email=email) for email in people),
    )


def told(issues: Sequence[Issue]) -> list[tuple[str, int | None]]:
    assert all(issue.severity == "warning" for issue in issues)
    return [(issue.code, issue.row) for issue in issues]


def test_a_host_in_two_meetings_at_once_is_warned_about_at_the_later_one() -> None:
    found = find_conflicts([meeting(2, 10, 12), meeting(3, 11, 13), meeting(4, 13, 14)])
    assert told(found) == [("host_in_two_meetings", 3)]
    assert found[0].message == (
        "The host jo@example.com is already in the meeting of row 2 at that time; "
        "move one of the two, or leave both if that is meant."
    )


def test_one_meeting_after_another_is_no_conflict_nor_are_two_hosts() -> None:
    assert not find_conflicts([meeting(2, 10, 11), meeting(3, 11, 12), meeting(4, 10, 12, host=MIA)])
    assert not find_conflicts([meeting(2, 10, 11)])
    assert not find_conflicts([])


def test_a_long_meeting_is_remembered_beyond_a_short_one_within_it() -> None:
    found = find_conflicts([meeting(2, 8, 18), meeting(3, 9, 10), meeting(4, 16, 17), meeting(5, 18, 19)])
    assert told(found) == [("host_in_two_meetings", 3), ("host_in_two_meetings", 4)]
    assert all("row 2" in issue.message for issue in found)


def test_the_order_of_the_sheet_does_not_matter() -> None:
    assert told(find_conflicts([meeting(2, 11, 13), meeting(3, 10, 12)])) == [("host_in_two_meetings", 2)]


def test_a_participant_in_two_meetings_at_once_is_warned_about() -> None:
    found = find_conflicts([
        meeting(2, 10, 12, people=["ann@example.com", "ben@example.com"]),
        meeting(3, 11, 13, host=MIA, people=["ANN@example.com"]),
    ])  # fmt: skip
    assert told(found) == [("participant_in_two_meetings", 3)]
    assert found[0].message.startswith("ann@example.com is already in the meeting of row 2 at that time; move one")


def test_the_earlier_of_two_meetings_at_once_is_named_however_the_address_is_written() -> None:
    found = find_conflicts([
        meeting(2, 14, 15, people=["ANN@example.com"]),
        meeting(3, 10, 12, people=["ann@example.com"], title="B"),
        meeting(4, 10, 12, host=MIA, people=["ANN@example.com"]),
    ])  # fmt: skip
    assert [(issue.row, "row 3" in issue.message) for issue in found] == [(4, True)]


def test_a_host_who_is_also_invited_is_named_once() -> None:
    people = ["jo@example.com"]
    found = find_conflicts([meeting(2, 10, 12, people=people), meeting(3, 11, 13, people=people)])
    assert told(found) == [("host_in_two_meetings", 3)]


def test_a_meeting_that_is_there_again_is_one_warning_not_three() -> None:
    people = ["ann@example.com"]
    found = find_conflicts([meeting(row, 10, 12, people=people, key=f"K{row}") for row in (2, 3, 4)])
    assert told(found) == [("repeated_meeting", 3), ("repeated_meeting", 4)]
    assert all("row 2" in issue.message for issue in found)
    assert not find_conflicts([meeting(2, 10, 12), meeting(3, 10, 12, host=MIA)])


def test_each_warning_names_the_cell_to_look_at() -> None:
    headers = ("title", "start_date", "start_time", "host_email")
    columns = [Column(place, header, Field(header)) for place, header in enumerate(headers)]
    people = ["ann@example.com"]
    found = find_conflicts(
        [meeting(2, 10, 12), meeting(3, 11, 13, people=people), meeting(4, 12, 14, MIA, people), meeting(5, 10, 12)],
        Mapping(tuple(columns)),
    )
    assert [(issue.code, issue.cell) for issue in found] == [
        ("repeated_meeting", "A5"),
        ("host_in_two_meetings", "B3"),
        ("participant_in_two_meetings", "B4"),
    ]


def test_an_address_is_escaped_where_it_is_shown() -> None:
    people = ["a\x1b@example.com"]
    found = find_conflicts([meeting(2, 10, 12, people=people), meeting(3, 11, 13, host=MIA, people=people)])
    assert "\x1b" not in found[0].message


MEETINGS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8), st.sampled_from([JO, MIA])), min_size=2, max_size=12
).map(
    lambda spans: [
        meeting(row, start, start + lasts, host, title=f"M{row}") for row, (start, lasts, host) in enumerate(spans, 2)
    ]
)


@settings(max_examples=60, deadline=None)
@given(MEETINGS)
def test_a_meeting_is_warned_about_if_and_only_if_an_earlier_one_of_its_host_is_not_over(found: list[Meeting]) -> None:
    order = sorted(found, key=lambda one: (one.start, one.rows))
    clashing = {
        later.rows[0]
        for place, later in enumerate(order)
        if any(earlier.host == later.host and earlier.end > later.start for earlier in order[:place])
    }
    assert {issue.row for issue in find_conflicts(found)} == clashing


def test_a_term_of_meetings_is_compared_in_no_time() -> None:
    many = [
        meeting(
            row,
            row % 5000,
            row % 5000 + 1,
            Host(email=f"h{row % 40}@example.com"),
            [f"p{row % 300}@example.com"],
            f"M{row}",
        )
        for row in range(20_000)
    ]
    began = time.process_time()
    assert find_conflicts(many)
    assert time.process_time() - began < 5
