"""Groups of which there is nothing to tell are made meetings in one go, and become what they would the long way."""

from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bulkmeet.columns.fields import Column, Field, Mapping
from bulkmeet.model import Draft, Facts, Group, Host, Participant
from bulkmeet.settings import Settings
from bulkmeet.validator.meetings import Validator
from bulkmeet.validator.plain import plain_meeting

T = TypeVar("T")

NOW = 1_800_000_000.0
HOUR = 3600
MAPPING = Mapping(tuple(Column(index, field, field, how="by its name") for index, field in enumerate(Field)))
JO = Host(email="jo@example.com")
NOBODY = Participant(name="Cy")
SOON = int(NOW) + 24 * HOUR


def mostly(usual: T, *others: T) -> st.SearchStrategy[T]:
    """What is usual, and sometimes not: many things have to be usual for a group to be plain."""
    return st.sampled_from([usual] * 4 + [*others])


ADDRESSES = st.sampled_from(
    ["ann@example.com", "Ann@example.com", "ben@example.com", "cy@example.com", "di@example.com"]
)
PEOPLE = st.one_of(
    st.lists(st.builds(Participant, email=ADDRESSES), min_size=1, max_size=2, unique=True).map(tuple),
    mostly((Participant(email="gil@example.com"),), (), (NOBODY,)),
)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    start, lasts = draw(mostly(SOON, None, int(NOW) - HOUR)), draw(mostly(HOUR, None, 0, 60, 13 * HOUR))
    return Facts(
        key=draw(st.sampled_from([None, "K1"])),
        title=draw(mostly("Owls", None, "jo@example.com")),
        start=start,
        end=None if start is None or lasts is None else start + lasts,
        duration=draw(mostly(None, HOUR, 2 * HOUR)),
        zone="UTC",
        host=draw(mostly(JO, None)),
        meeting_type=draw(st.sampled_from([None, "PERSONAL_MEETING"])),
        recurrence=draw(mostly(None, "FREQ=WEEKLY")),
        call_out=draw(st.sampled_from([None, True])),
        doubtful=draw(mostly(frozenset[str](), frozenset({"end"}))),
    )


@st.composite
def groups(draw: st.DrawFn) -> Group:
    first = draw(facts())
    other = draw(mostly(first, replace(first, title=None), replace(first, call_out=False)))
    people = draw(st.lists(PEOPLE, min_size=1, max_size=3))
    drafts = tuple(Draft(row, first if row == 2 else other, who) for row, who in enumerate(people, 2))
    said = tuple({id(draft.facts): draft.facts for draft in drafts}.values())
    return Group(first.key, drafts, said, draw(mostly(None, 9)))


@settings(max_examples=600)
@given(groups(), st.booleans(), mostly(None, JO))
def test_a_plain_meeting_is_the_one_that_the_long_way_makes_without_a_word(
    group: Group, allow_past: bool, host: Host | None
) -> None:
    chosen = Settings(timezone="UTC", allow_past=allow_past, host=host)
    validator = Validator(MAPPING, chosen, NOW)
    meeting = validator.meeting(group, frozenset())
    plain = plain_meeting(group, chosen, NOW)
    if plain is not None:
        assert plain == meeting
        assert validator.issues == []


def test_nearly_all_of_a_large_sheet_is_plain() -> None:
    start = int(NOW) + HOUR
    said = Facts(title="Owls", start=start, end=start + HOUR, zone="UTC", host=Host(email="jo@example.com"))
    people = [(Participant(email=f"guest{number}@example.com"),) for number in range(3)]
    group = Group(None, tuple(Draft(row, said, who) for row, who in enumerate(people, 2)), (said,))
    assert plain_meeting(group, Settings(timezone="UTC"), NOW) is not None
    assert plain_meeting(replace(group, facts=(replace(said, end=None, duration=HOUR),)), Settings(timezone="UTC"), NOW)


def test_an_end_in_doubt_is_not_made_of_the_duration() -> None:
    said = Facts(title="Owls", start=SOON, duration=HOUR, zone="UTC", host=JO, doubtful=frozenset({"end"}))
    group = Group(None, (Draft(2, said),), (said,))
    assert plain_meeting(group, Settings(timezone="UTC"), NOW) is None
