"""Where meetings stand in the calendar of the page, and which of them are marked as double booked."""

from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulkmeet.model import Draft, Facts, Host, Issue, Meeting, Participant
from bulkmeet.results.page.appointments import Appointment, of_drafts, of_meeting
from bulkmeet.results.page.bookings import double_bookings
from bulkmeet.results.page.calendar import (
    DAY_MINUTES,
    MOST_DAYS,
    MOST_LANES,
    SHORTEST,
    Block,
    Day,
    Span,
    hours_in_use,
    lay_out,
    span_of,
    weeks_of,
)
from bulkmeet.validator.conflicts import find_conflicts

HOUR = 60
SPANS = st.lists(
    st.tuples(st.integers(0, 3 * DAY_MINUTES), st.integers(1, 8 * HOUR)).map(lambda given: (given[0], sum(given))),
    max_size=25,
)


def spans(*times: tuple[int, int]) -> list[Span]:
    """Meetings 0, 1, 2 … from one minute to another."""
    return [Span(place, start, end) for place, (start, end) in enumerate(times)]


def only_day(*times: tuple[int, int]) -> Day:
    (day,) = lay_out(spans(*times)).values()
    return day


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


# ---- days and hours ----------------------------------------------------------------------------------------


def test_a_meeting_stands_where_clocks_in_the_calendars_zone_show_it() -> None:
    start = at("2031-03-04T23:30")
    span = span_of(7, start, start + 45 * 60, "Asia/Tokyo")
    assert divmod(span.start, DAY_MINUTES) == (datetime(2031, 3, 5).toordinal() - 719163, 8 * HOUR + 30)  # noqa: DTZ001 - a day
    assert span.end - span.start == 45


def test_a_meeting_while_clocks_go_back_is_as_long_as_it_lasts() -> None:
    start = at("2031-11-02T05:30")  # 01:30 in New York, half an hour before it is 01:00 again
    span = span_of(0, start, start + 60 * 60, "America/New_York")
    assert (span.start % DAY_MINUTES, span.end - span.start) == (90, 60)


def test_a_meeting_over_midnight_stands_on_both_days() -> None:
    days = lay_out(spans((23 * HOUR, DAY_MINUTES + HOUR)))
    assert days[0].blocks == (Block(0, 23 * HOUR, DAY_MINUTES, 0, 1),)
    assert days[1].blocks == (Block(0, 0, HOUR, 0, 1),)


def test_a_meeting_until_midnight_does_not_touch_the_next_day() -> None:
    assert list(lay_out(spans((23 * HOUR, DAY_MINUTES)))) == [0]


def test_a_meeting_of_years_shows_its_first_month() -> None:
    assert len(lay_out(spans((0, 800 * DAY_MINUTES)))) == MOST_DAYS


def test_each_hour_counts_the_meetings_under_way_in_it() -> None:
    hours = only_day((9 * HOUR, 11 * HOUR), (10 * HOUR + 30, 10 * HOUR + 45)).hours
    assert (sum(hours), hours[9], hours[10], hours[11]) == (3, 1, 2, 0)


@pytest.mark.parametrize(
    ("times", "shown"),
    [
        ((), (9, 17)),
        (((10 * HOUR, 11 * HOUR),), (9, 17)),
        (((7 * HOUR + 30, 8 * HOUR),), (7, 17)),
        (((16 * HOUR, 17 * HOUR + 1), (0, 5)), (0, 18)),
        (((22 * HOUR, DAY_MINUTES),), (9, 24)),
    ],
)
def test_the_calendar_shows_office_hours_and_whatever_is_beyond(
    times: tuple[tuple[int, int], ...], shown: tuple[int, int]
) -> None:
    assert hours_in_use(lay_out(spans(*times)).values()) == shown


def test_a_week_begins_on_its_monday() -> None:
    monday = datetime(2031, 3, 3).toordinal() - 719163  # noqa: DTZ001 - a day
    days = lay_out(Span(n, (monday + n) * DAY_MINUTES, (monday + n) * DAY_MINUTES + 60) for n in (-1, 0, 6, 7))
    assert {week: len(there) for week, there in weeks_of(days).items()} == {monday - 7: 1, monday: 2, monday + 7: 1}


# ---- side by side ------------------------------------------------------------------------------------------


def test_one_meeting_after_another_has_the_whole_width() -> None:
    assert {block.lanes for block in only_day((540, 600), (600, 660)).blocks} == {1}


def test_two_at_once_stand_side_by_side_and_a_third_takes_the_lane_that_is_free_again() -> None:
    blocks = only_day((540, 600), (550, 660), (600, 630)).blocks
    assert [(block.meeting, block.lane, block.lanes) for block in blocks] == [(0, 0, 2), (1, 1, 2), (2, 0, 2)]


def test_the_longer_of_two_that_begin_together_is_the_left_one() -> None:
    assert [block.meeting for block in only_day((540, 570), (540, 660)).blocks] == [1, 0]


def test_more_than_fit_side_by_side_stand_together_under_their_hour() -> None:
    crowd = [(540 + minute, 600 + minute) for minute in range(0, 5 * 10, 10)]
    day = only_day(*crowd, (600 + 20, 660), (780, 840))
    assert [(found.hour, found.meetings) for found in day.crowds] == [(9, (0, 1, 2, 3, 4)), (10, (5,))]
    assert [block.meeting for block in day.blocks] == [6]


@given(SPANS)
@settings(max_examples=150)
def test_no_two_blocks_ever_cover_each_other_and_no_meeting_is_lost(times: list[tuple[int, int]]) -> None:
    found: set[int] = set()
    for day in lay_out(spans(*times)).values():
        found |= {block.meeting for block in day.blocks}
        found |= {meeting for crowd in day.crowds for meeting in crowd.meetings}
        for one, other in combinations(day.blocks, 2):
            apart = one.start + SHORTEST <= other.start and one.end <= other.start
            assert one.lane != other.lane or apart or one.start >= max(other.end, other.start + SHORTEST)
        assert all(0 <= block.lane < block.lanes <= MOST_LANES for block in day.blocks)
        assert all(0 <= block.start < block.end <= DAY_MINUTES for block in day.blocks)
    assert found == set(range(len(times)))


# ---- double bookings ---------------------------------------------------------------------------------------

JO, MIA = Host(email="jo@example.com"), Host(email="mia@example.com")


def meeting(row: int, start: int, end: int, host: Host = JO, people: str = "", title: str = "A") -> Meeting:
    """A meeting from one hour to another."""
    return Meeting(
        rows=(row,),
        title=title,
        start=start * 3600,
        end=end * 3600,
        host=host,
        meeting_type="UNIQUE_MEETING",
        zone="UTC",
        participants=tuple(Participant(email=email) for email in people.split()),
    )


def bookings(*meetings: Meeting) -> dict[int, tuple[int, ...]]:
    """By row, the rows that validation's own issues are taken to mean."""
    shown = {one.rows[0]: of_meeting(one) for one in meetings}
    return double_bookings(shown, find_conflicts(meetings))


def test_both_meetings_of_a_host_are_marked_and_others_are_not() -> None:
    found = bookings(meeting(2, 10, 12), meeting(3, 11, 13), meeting(4, 13, 14), meeting(5, 11, 12, MIA))
    assert found == {2: (3,), 3: (2,)}


def test_a_participant_in_two_meetings_marks_both_whatever_case_the_address_is_in() -> None:
    one = meeting(2, 10, 12, JO, "ann@example.com")
    other = meeting(3, 11, 13, MIA, "Ann@Example.com bob@example.com")
    assert bookings(one, other) == {2: (3,), 3: (2,)}


def test_a_long_meeting_is_double_booked_with_each_short_one_within_it() -> None:
    assert bookings(meeting(2, 8, 18), meeting(3, 9, 10), meeting(4, 16, 17)) == {2: (3, 4), 3: (2,), 4: (2,)}


def test_the_same_meeting_twice_is_not_called_a_double_booking() -> None:
    assert bookings(meeting(2, 10, 12), meeting(3, 10, 12)) == {}


def test_nothing_is_marked_that_validation_did_not_speak_of() -> None:
    shown = {place: of_meeting(meeting(place, 10, 12, title=str(place))) for place in (2, 3)}
    assert double_bookings(shown, [Issue("title_missing", "", row=3)]) == {}


# ---- settled by an earlier run -----------------------------------------------------------------------------


def test_the_rows_of_a_settled_meeting_still_say_when_it_is_and_who_comes() -> None:
    ann, bob = Participant(email="Ann@example.com"), Participant(name="Bob")
    drafts = (
        Draft(4, Facts(title="Review", start=3600, duration=1800, zone="UTC", host=JO), (ann,)),
        Draft(5, Facts(), (Participant(email="ann@example.com"), bob)),
    )
    assert of_drafts(drafts) == Appointment(
        4, "Review", 3600, 5400, "UTC", "jo@example.com", frozenset({"ann@example.com"}), people=2
    )


def test_rows_that_do_not_say_when_are_in_no_calendar() -> None:
    assert of_drafts((Draft(4, Facts(title="Review")),)) is None
    assert of_drafts(()) is None
