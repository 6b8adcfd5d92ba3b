"""Which rows are one meeting: by the sheet's key, or by host, title, start and end; and never short of a person."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bulkmeet.grouping import group_rows
from bulkmeet.model import Draft, Facts, Host, Participant, Settled, Status
from tests.sheets import examined, grouped, statuses

ANN, BEN, CY = (Participant(email=f"{name}@example.com") for name in ("ann", "ben", "cy"))
JO, MIA = Host(email="jo@example.com"), Host(email="mia@example.com")


def rows(text: str, **options: object) -> list[tuple[int, ...]]:
    """The rows of each group."""
    return [group.rows for group in grouped(text, **options)]


def doubts(text: str) -> dict[tuple[int, ...], int]:
    """The groups that a row may belong to besides, and that row."""
    return {group.rows: group.unsure for group in grouped(text) if group.unsure is not None}


# ---- rows that say enough ----------------------------------------------------------------------------------


def test_rows_with_one_key_are_one_meeting_wherever_they_stand() -> None:
    assert rows("""
        Key | Title   | Start            | Email
        K1  | Kickoff | 2026-09-10 10:00 | ann@example.com
        K2  | Review  | 2026-09-10 10:00 | ann@example.com
        K1  |         |                  | ben@example.com
        K2  | Renamed | 2026-09-11 10:00 | ben@example.com
    """) == [(2, 4), (3, 5)]


def test_without_a_key_host_title_start_and_end_are_what_counts() -> None:
    assert rows("""
        Title   | Start            | End   | Host email      | Email
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com  | ann@example.com
        Review  | 2026-09-10 10:00 | 11:00 | jo@example.com  | ann@example.com
        Kickoff | 2026-09-10 10:00 | 11:00 | JO@example.com  | ben@example.com
        Kickoff | 2026-09-10 12:00 | 13:00 | jo@example.com  | ann@example.com
        Kickoff | 2026-09-10 10:00 | 11:30 | jo@example.com  | ann@example.com
        Kickoff | 2026-09-10 10:00 | 11:00 | mia@example.com | ann@example.com
    """) == [(2, 4), (3,), (5,), (6,), (7,)]


def test_an_end_may_be_said_as_a_duration_and_a_start_in_any_zone() -> None:
    assert rows("""
        Title   | Start                     | End   | Duration | Email
        Kickoff | 2026-09-10 10:00          | 11:00 |          | ann@example.com
        Kickoff | 2026-09-10T14:00:00Z      |       | 60 min   | ben@example.com
        Kickoff | 2026-09-10T16:00:00+02:00 | 17:00 | 1:00     | cy@example.com
    """) == [(2, 3, 4)]


def test_where_hosts_have_only_names_the_names_tell_meetings_apart() -> None:
    assert rows("""
        Title        | Start            | Duration | Staff name | Email
        Consultation | 2026-09-10 10:00 | 30 min   | Jo         | ann@example.com
        Consultation | 2026-09-10 10:00 | 30 min   | Mia        | ben@example.com
        Consultation | 2026-09-10 10:00 | 30 min   | Jo         | cy@example.com
    """) == [(2, 4), (3,)]


def test_a_cancelled_row_is_left_out_of_its_group() -> None:
    assert rows("""
        Key | Title   | Start            | Email           | Canceled
        K1  | Kickoff | 2026-09-10 10:00 | ann@example.com | no
        K1  | Kickoff | 2026-09-10 10:00 | ben@example.com | yes
        K1  | Kickoff | 2026-09-10 10:00 | cy@example.com  | no
    """) == [(2, 4), (3,)]


# ---- rows that are broken where it counts, in a sheet that has a row for every person ----------------------


@pytest.mark.parametrize(
    "broken",
    [
        "Kickoff | tomorrow         | 11:00 | jo@example.com",
        "Kickoff | 2026-02-30 10:00 | 11:00 | jo@example.com",
        "#REF!   | 2026-09-10 10:00 | 11:00 | jo@example.com",
        "Kickoff | 2026-09-10 10:00 | 25:99 | jo@example.com",
        "Kickoff | 2026-09-10 10:00 | 11:00 | jo@",
        "Kickoff | 2026-09-10 10:00 | 11:00 |",
        "Kickoff | 2026-09-10 10:00 |       | jo@example.com",
        "Kickoff |                  | 11:00 | jo@example.com",
        "        | 2026-09-10 10:00 | 11:00 | jo@example.com",
        "        |                  |       |",
        "#REF!   | tomorrow         | 25:99 | jo@",
    ],
)
def test_a_broken_row_stays_with_its_meeting_which_is_not_created_without_it(broken: str) -> None:
    text = f"""
        Title   | Start            | End   | Host email     | Email
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ann@example.com
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | ben@example.com
        {broken} | cy@example.com
        Review  | 2026-09-11 10:00 | 11:00 | jo@example.com | ann@example.com
        Review  | 2026-09-11 10:00 | 11:00 | jo@example.com | ben@example.com
    """
    found = statuses(examined(text))
    assert {found[row] for row in (2, 3, 4)} == {Status.INVALID}
    if "#REF!   | tomorrow" not in broken:  # says nothing at all: may belong to either
        assert rows(text) == [(2, 3, 4), (5, 6)]
        assert {found[row] for row in (5, 6)} == {Status.PENDING}
    else:
        assert {found[row] for row in (5, 6)} == {Status.INVALID}


def test_several_broken_rows_in_turn_stay_with_their_meetings() -> None:
    assert rows("""
        Title   | Start            | End   | Email
        Kickoff | tomorrow         | 11:00 | ann@example.com
        Kickoff | 2026-09-10 10:00 | 11:00 | ben@example.com
        Kickoff | 2026-09-10 10:00 | 11:00 | cy@example.com
        Review  | tomorrow         | 11:00 | dee@example.com
        Review  | tomorrow         | 11:00 | eva@example.com
        Review  | 2026-09-11 10:00 | 11:00 | ann@example.com
        Review  | 2026-09-11 10:00 | 11:00 | ben@example.com
    """) == [(2, 3, 4), (5, 6, 7, 8)]


def test_between_two_meetings_of_one_title_both_are_told_of_a_broken_row() -> None:
    text = """
        Title   | Start            | End   | Email
        Standup | 2026-09-10 10:00 | 10:30 | ann@example.com
        Standup | 2026-09-10 10:00 | 10:30 | ben@example.com
        Standup | tomorrow         | 10:30 | cy@example.com
        Standup | 2026-09-11 10:00 | 10:30 | ann@example.com
        Standup | 2026-09-11 10:00 | 10:30 | ben@example.com
        Standup | 2026-09-12 10:00 | 10:30 | ann@example.com
    """
    assert rows(text) == [(2, 3), (4,), (5, 6), (7,)]
    assert doubts(text) == {(2, 3): 4, (4,): 4, (5, 6): 4}
    assert [found for row, found in statuses(examined(text, host=JO)).items() if row != 7] == [Status.INVALID] * 5
    assert statuses(examined(text, host=JO))[7] is Status.PENDING


def test_in_a_sheet_sorted_by_person_neighbours_say_nothing() -> None:
    text = """
        Title   | Start            | End   | Email
        Standup | 2026-09-10 10:00 | 10:30 | ann@example.com
        Standup | 2026-09-11 10:00 | 10:30 | ann@example.com
        Review  | 2026-09-12 10:00 | 10:30 | ann@example.com
        Standup | tomorrow         | 10:30 | ben@example.com
        Standup | 2026-09-11 10:00 | 10:30 | ben@example.com
        Review  | 2026-09-12 10:00 | 10:30 | ben@example.com
        Review  | tomorrow         | 10:30 | cy@example.com
    """
    assert rows(text) == [(2,), (3, 6), (4, 7, 8), (5,)]
    assert doubts(text) == {(2,): 5, (3, 6): 5, (5,): 5}


def test_a_row_without_its_key_goes_where_all_it_says_is_said() -> None:
    assert rows("""
        Key | Title   | Start            | Email
        K1  | Kickoff | 2026-09-10 10:00 | ann@example.com
        K2  | Review  | 2026-09-11 10:00 | ann@example.com
            | Kickoff | 2026-09-10 10:00 | ben@example.com
        K2  | Review  | 2026-09-11 10:00 | ben@example.com
            |         |                  | cy@example.com
        #N/A | Kickoff | 2026-09-10 10:00 | dee@example.com
    """) == [(2, 4, 7), (3, 5, 6)]


def test_the_row_that_says_most_is_the_meeting() -> None:
    assert rows("""
        Title   | Start            | End   | Host email     | Email
        Kickoff | 2026-09-10 10:00 |       |                | ann@example.com
        Kickoff | 2026-09-10 10:00 |       | jo@example.com | ben@example.com
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com | cy@example.com
    """) == [(2, 3, 4)]


def test_a_row_that_fits_two_meetings_but_for_what_it_leaves_out_is_put_with_neither() -> None:
    text = """
        Title   | Start            | End   | Host email      | Email
        Kickoff | 2026-09-10 10:00 | 11:00 | jo@example.com  | ann@example.com
        Kickoff | 2026-09-10 10:00 | 11:00 | mia@example.com | ben@example.com
        Kickoff | 2026-09-10 10:00 | 11:00 |                 | cy@example.com
    """
    assert rows(text) == [(2,), (3,), (4,)]
    assert doubts(text) == {(2,): 4, (3,): 4, (4,): 4}


# ---- rows that go on with the meeting above ----------------------------------------------------------------


def test_rows_with_nothing_but_a_person_go_on_with_the_meeting_above() -> None:
    text = """
        Title   | Start            | End   | Email
        Kickoff | 2026-09-10 10:00 | 11:00 | ann@example.com
                |                  |       | ben@example.com
                |                  |       | cy@example.com
        Review  | tomorrow         | 11:00 | ann@example.com
                |                  |       | dee@example.com
    """
    assert rows(text) == [(2, 3, 4), (5, 6)]


def test_also_where_a_note_stands_between_but_not_below_a_cancelled_meeting() -> None:
    text = """
        Title             | Start            | End   | Email           | Remark
        Kickoff           | 2026-09-10 10:00 | 11:00 | ann@example.com |
                          |                  |       |                 | bring cake
                          |                  |       | ben@example.com |
        Cancelled: Review | 2026-09-11 10:00 | 11:00 | ann@example.com |
                          |                  |       | dee@example.com |
    """
    assert rows(text) == [(2, 4), (3,), (5,), (6,)]


# ---- sheets in which a row is a whole meeting --------------------------------------------------------------


@pytest.mark.parametrize("people", ["Attendee emails", "Attendee 1 email | Attendee 2 email"])
def test_where_a_row_lists_its_people_a_broken_one_stands_alone(people: str) -> None:
    ann_and_ben = "ann@example.com; ben@example.com" if "|" not in people else "ann@example.com | ben@example.com"
    text = f"""
        Title | Start            | End   | {people}
        Demo  | 2026-09-10 10:00 | 11:00 | {ann_and_ben}
        Demo  | tomorrow         | 11:00 | {ann_and_ben}
        #REF! | 2026-09-10 10:00 | 11:00 | {ann_and_ben}
    """
    assert rows(text) == [(2,), (3,), (4,)]
    assert not doubts(text)


def test_where_each_row_has_been_a_meeting_so_is_a_broken_one() -> None:
    text = """
        Title | Start            | End   | Email
        Demo  | 2026-09-10 10:00 | 11:00 | ann@example.com
        Demo  | 2026-09-11 10:00 | 11:00 | ben@example.com
        Demo  | tomorrow         | 11:00 | cy@example.com
        Other | 2026-09-11 10:00 | 11:00 | dee@example.com
    """
    assert rows(text) == [(2,), (3,), (4,), (5,)]
    assert not doubts(text)


def test_but_where_nothing_speaks_against_it_it_may_be_the_second_person() -> None:
    assert rows("""
        Title   | Start            | End   | Email
        Kickoff | 2026-09-10 10:00 | 11:00 | ann@example.com
        Kickoff | tomorrow         | 11:00 | ben@example.com
        Review  | 2026-09-11 10:00 | 11:00 | ann@example.com
        #REF!   | 2026-09-11 10:00 | 11:00 | ben@example.com
        #REF!   | tomorrow         | 11:00 | cy@example.com
    """) == [(2, 3), (4, 5), (6,)]


AMBIGUOUS = """
    Title    | Start            | End   | Email
    Programs | 02/03/2027 12:00 | 13:00 | lou@example.com
    Finance  | 04/05/2027 12:00 | 13:00 | ann@example.com
    Programs | {}               | 13:00 | {}@example.com
"""


@pytest.mark.parametrize("start", ["05/05/2027 12:00", "2027-05-05 12:00"])
def test_a_row_whose_date_can_be_read_in_two_ways_is_not_put_with_a_meeting_on_neither_day(start: str) -> None:
    for person in ("lou", "ben"):
        text = AMBIGUOUS.format(start, person)
        assert rows(text) == [(2,), (3,), (4,)]
        assert not doubts(text)
        found = examined(text, host=JO)
        assert [issue.code for issue in found.issues] == ["date_ambiguous", "date_ambiguous"]
        assert statuses(found)[4] is Status.PENDING


@pytest.mark.parametrize("start", ["2027-02-03 12:00", "2027-03-02 12:00"])
def test_but_it_may_be_one_more_person_of_a_meeting_on_one_of_its_days(start: str) -> None:
    assert rows(AMBIGUOUS.format(start, "ben")) == [(2, 4), (3,)]
    assert Status.PENDING not in statuses(examined(AMBIGUOUS.format(start, "ben"), host=JO)).values()


def test_no_row_is_said_to_repeat_one_whose_start_cannot_be_read() -> None:
    found = examined(
        """
        Title   | Start            | End   | Email
        Kickoff | tomorrow         | 11:00 | ann@example.com
        Kickoff | 2026-09-10 10:00 | 11:00 | ann@example.com
        Review  | 2026-09-11 10:00 | 11:00 | ann@example.com
        """,
        host=JO,
    )
    assert [issue.code for issue in found.issues] == ["date_unreadable"]


TIMES_UNKNOWN = ["by arrangement", "", "25:00"]


@pytest.mark.parametrize("clock", TIMES_UNKNOWN)
def test_a_row_without_a_readable_time_is_not_put_with_a_meeting_on_another_day(clock: str) -> None:
    text = f"""
        Date       | Start time | End time | Title            | Host email     | Email
        2027-02-15 | 09:00      | 09:45    | First interview  | jo@example.com | ann@example.com
        2027-02-16 | 14:00      | 15:00    | Second interview | jo@example.com | ann@example.com
        2027-02-17 | {clock}    |          | Second interview | jo@example.com | ben@example.com
    """
    assert rows(text) == [(2,), (3,), (4,)]
    assert not doubts(text)
    assert list(statuses(examined(text)).values()) == [Status.PENDING, Status.PENDING, Status.INVALID]


@pytest.mark.parametrize("clock", TIMES_UNKNOWN)
def test_but_on_the_same_day_it_may_be_one_more_person_and_holds_the_meeting_back(clock: str) -> None:
    text = f"""
        Date       | Start time | Minutes | Title            | Host email     | Email
        2027-02-15 | 09:00      | 45      | First interview  | jo@example.com | ann@example.com
        2027-02-16 | 00:15      | 60      | Second interview | jo@example.com | ann@example.com
        2027-02-16 | {clock}    |         | Second interview | jo@example.com | ben@example.com
    """
    assert rows(text, timezone="Pacific/Auckland") == [(2,), (3, 4)]


def test_a_day_in_a_zone_of_its_own_is_the_day_there() -> None:
    text = """
        Date       | Time  | Zone              | Minutes | Title    | Host email     | Email
        2027-02-15 | 20:00 | America/New_York  | 60      | Call     | jo@example.com | ann@example.com
        2027-02-16 | ?     | {}                |         | Call     | jo@example.com | ben@example.com
        2027-03-01 | 20:00 | America/New_York  | 60      | Other    | jo@example.com | ann@example.com
    """
    assert rows(text.format("Europe/Berlin")) == [(2, 3), (4,)]
    assert rows(text.format("America/New_York")) == [(2,), (3,), (4,)]
    assert rows(text.format("")) == [(2, 3), (4,)]  # its zone may be that of the others


def test_among_rows_of_one_person_each_a_row_on_another_day_holds_none_of_them_back() -> None:
    text = """
        Date       | Time  | Minutes | Title  | Host email     | Email
        2027-02-15 | 09:00 | 60      | Course | jo@example.com | ann@example.com
        2027-02-15 | 09:00 | 60      | Course | jo@example.com | ben@example.com
        2027-02-16 | tbd   | 60      | Course | jo@example.com | ann@example.com
        2027-02-17 | 09:00 | 60      | Course | jo@example.com | ann@example.com
    """
    assert rows(text) == [(2, 3), (4,), (5,)]


@pytest.mark.parametrize(("column", "other"), [("Minutes", "45"), ("End", "09:45"), ("Host email", "mia@example.com")])
def test_a_row_without_a_readable_time_that_says_something_else_is_another_meeting(column: str, other: str) -> None:
    ending = "End" if column == "End" else "Minutes"
    same = {"Minutes": "30", "End": "09:30", "Host email": "jo@example.com"}
    text = f"""
        Date       | Time  | {ending} | Title      | Host email | Email
        2027-03-22 | 09:00 | {same[ending]} | Assessment | {same["Host email"]} | ann@example.com
        2027-03-22 | ?     | {{{ending}}} | Assessment | {{Host email}} | vera@example.com
    """
    alike, apart = text.format(**same), text.format(**same | {column: other})
    assert rows(alike) == [(2, 3)]
    assert rows(apart) == [(2,), (3,)]
    found = examined(apart)
    assert [issue.cell for issue in found.issues if issue.severity == "error"] == ["B3"]
    assert statuses(found)[2] is Status.PENDING


def test_a_row_that_is_one_of_a_meeting_only_for_want_of_a_time_contradicts_nothing() -> None:
    found = examined("""
        Date       | Time  | Minutes | Title      | Call out | Host email     | Email
        2027-03-22 | ?     | 30      | Assessment | yes      | jo@example.com | vera@example.com
        2027-03-22 | 09:00 | 30      | Assessment | no       | jo@example.com | ann@example.com
    """)
    assert [issue.cell for issue in found.issues if issue.severity == "error"] == ["B2"]
    assert set(statuses(found).values()) == {Status.INVALID}


def test_two_meetings_of_one_name_are_not_joined_for_being_the_only_one_on_their_day() -> None:
    assert rows("""
        Date       | Time  | Minutes | Title     | Host email     | Email
        2027-03-22 | 09:00 | 30      | Interview | jo@example.com | ann@example.com
        2027-03-23 | 09:00 | 30      | Interview | jo@example.com | ben@example.com
        2027-03-23 | ?     | 30      | Interview | jo@example.com | cy@example.com
    """) == [(2,), (3,), (4,)]


def test_a_row_without_a_person_makes_no_meeting_short_of_one() -> None:
    assert rows("""
        Title   | Start            | End
        Kickoff | 2026-09-10 10:00 | 11:00
        Kickoff | tomorrow         | 11:00
    """) == [(2,), (3,)]


# ---- rows that an earlier run has settled ------------------------------------------------------------------


def test_a_broken_row_is_not_put_with_a_meeting_that_was_created_already() -> None:
    created = Settled(Status.CREATED, "6236730000000001", key="bm1")
    drafts = [
        Draft(2, Facts(title="Kickoff", start=1000, end=2000, settled=created), (ANN,)),
        Draft(3, Facts(title="Kickoff", start=1000, end=2000, settled=created), (BEN,)),
        Draft(4, Facts(), (CY,)),
        Draft(5, Facts(title="Kickoff", doubtful=frozenset({"start"})), (CY,)),
    ]
    assert [group.rows for group in group_rows(drafts)] == [(2, 3), (4,), (5,)]
    assert not any(group.unsure for group in group_rows(drafts))


# ---- laws --------------------------------------------------------------------------------------------------

ANY_FACTS = st.builds(
    Facts,
    key=st.sampled_from([None, None, "K1", "K2"]),
    title=st.sampled_from([None, "A", "B"]),
    start=st.sampled_from([None, 1000, 2000]),
    end=st.sampled_from([None, 3000, 4000]),
    duration=st.sampled_from([None, 1000]),
    host=st.sampled_from([None, JO, MIA]),
    skip=st.sampled_from(["", "", "", "Cancelled."]),
    settled=st.sampled_from([None, None, None, Settled(Status.CREATED)]),
    doubtful=st.frozensets(st.sampled_from(["title", "start", "end", "host_email", "key", "email"]), max_size=2),
)
ANY_PEOPLE = st.sampled_from([(), (ANN,), (ANN, BEN)])
ANYTHING = st.lists(st.tuples(ANY_FACTS, ANY_PEOPLE), max_size=12).map(
    lambda rows: [Draft(number, *row) for number, row in enumerate(rows, 2)]
)
SHARING = st.lists(ANY_FACTS, min_size=1, max_size=4).flatmap(
    lambda known: st.lists(st.tuples(st.sampled_from(known), ANY_PEOPLE), max_size=12).map(
        lambda rows: [Draft(number, *row) for number, row in enumerate(rows, 2)]
    )
)


@settings(max_examples=80)
@given(SHARING)
def test_rows_that_share_their_facts_are_grouped_as_if_each_had_its_own(drafts: Sequence[Draft]) -> None:
    apart = [replace(draft, facts=replace(draft.facts)) for draft in drafts]
    grouped, ungrouped = group_rows(drafts), group_rows(apart)
    assert [(group.key, group.drafts, group.unsure) for group in grouped] == [
        (group.key, group.drafts, group.unsure) for group in ungrouped
    ]
    assert all(set(map(id, group.facts)) == {id(draft.facts) for draft in group.drafts} for group in grouped)


@settings(max_examples=80)
@given(ANYTHING)
def test_every_row_is_in_exactly_one_group_in_the_order_of_the_sheet(drafts: Sequence[Draft]) -> None:
    groups = group_rows(drafts)
    assert sorted(row for group in groups for row in group.rows) == [draft.row for draft in drafts]
    assert [group.rows[0] for group in groups] == sorted(group.rows[0] for group in groups)
    assert all(group.rows == tuple(sorted(group.rows)) for group in groups)


@settings(max_examples=80)
@given(ANYTHING)
def test_rows_of_one_key_are_never_apart_and_two_keys_never_together(drafts: Sequence[Draft]) -> None:
    for group in group_rows(drafts):
        keys = {
            draft.facts.key
            for draft in group.drafts
            if draft.facts.key is not None and "key" not in draft.facts.doubtful
        }
        assert len(keys) <= 1
    keyed = [
        draft
        for draft in drafts
        if draft.facts.key == "K1" and not draft.facts.skip and "key" not in draft.facts.doubtful
    ]
    assert sum(not {draft.row for draft in keyed}.isdisjoint(group.rows) for group in group_rows(drafts)) <= 1


@settings(max_examples=80)
@given(ANYTHING)
def test_a_row_that_is_left_out_is_with_no_other(drafts: Sequence[Draft]) -> None:
    for group in group_rows(drafts):
        assert len(group.drafts) == 1 or not any(draft.facts.skip for draft in group.drafts)


def test_a_large_sheet_of_broken_rows_takes_no_time() -> None:
    whole = [Draft(row, Facts(title="Demo", start=row % 5000), (ANN,)) for row in range(2, 10_002)]
    broken = [Draft(row, Facts(title="Demo"), (ANN,)) for row in range(10_002, 20_002)]
    began = time.process_time()
    groups = group_rows([*whole, *broken])
    assert time.process_time() - began < 4
    assert len(groups) == 5000 + 10_000
    assert {group.unsure for group in groups[:5000]} == {10_002}


@pytest.mark.parametrize("different", [5000, 10_000], ids=["a row a person", "a row a meeting"])
def test_nor_does_one_in_which_their_days_are_known(different: int) -> None:
    whole = [Draft(row, Facts(title="Demo", start=row % different), (ANN,)) for row in range(10_000)]
    days = [((day, day + 40),) for day in range(0, 10_000, 40)]
    broken = [Draft(row, Facts(title="Demo", within=days[row % 250]), (ANN,)) for row in range(10_000, 20_000)]
    mixed = [draft for pair in zip(whole, broken, strict=True) for draft in pair]
    began = time.process_time()
    groups = group_rows(mixed)
    assert time.process_time() - began < 4
    assert len(groups) == different + 10_000
