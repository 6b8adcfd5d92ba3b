"""The reference page of the create, rule by rule."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulkmeet.simulator.strictness import MEETING, MEETING_TYPES, PARTICIPANT, REQUIRED, check
from tests.simulator_calls import ALGEBRA

FULL = ALGEBRA | {
    "duration": 3600,
    "recurrence": "FREQ=WEEKLY;COUNT=4",
    "call_out": True,
    "participants_info": [
        {
            "email": "ana@example.com",
            "name": "Ana",
            "phone": "+14155550101",
            "display_name": "Ana D.",
            "talk_time": 0,
            "is_organizer": False,
            "call_in_method": "phone",
            "phone_number": "+14155550102",
        },
        {},
    ],
}


def messages(body: object) -> list[str]:
    return [flaw.message for flaw in check(body)]


def test_a_body_of_the_required_fields_and_one_of_all_fields_are_in_order() -> None:
    assert check(ALGEBRA) == []
    assert check(FULL) == []
    assert set(FULL) == set(MEETING)
    assert set(FULL["participants_info"][0]) == set(PARTICIPANT)  # type: ignore[index]  # a list, as written above


@pytest.mark.parametrize("body", [[], "Algebra", 5, None, 1.5, True])
def test_a_body_that_is_no_object_is_refused(body: object) -> None:
    (message,) = messages(body)
    assert message.startswith("The body must be a JSON object, not ")


@pytest.mark.parametrize("field", REQUIRED)
def test_each_required_field_is_required(field: str) -> None:
    without = {name: value for name, value in FULL.items() if name != field}
    assert messages(without) == [f"{field} is required"]


@pytest.mark.parametrize("field", sorted(set(MEETING) - set(REQUIRED)))
def test_each_other_field_may_be_left_out(field: str) -> None:
    assert check({name: value for name, value in FULL.items() if name != field}) == []


WRONG_TYPES: list[tuple[str, object, str]] = [
    ("title", 5, "title must be a string, not an integer"),
    ("title", None, "title must be a string, not null"),
    ("start_datetime", "1893456000", "start_datetime must be an integer, not a string"),
    ("start_datetime", True, "start_datetime must be an integer, not a boolean"),
    ("end_datetime", 1893459600.0, "end_datetime must be an integer, not a decimal number"),
    ("user_id", "5835806903417907", "user_id must be an integer, not a string"),
    ("duration", 60.5, "duration must be an integer, not a decimal number"),
    ("duration", None, "duration must be an integer, not null"),
    ("recurrence", ["FREQ=DAILY"], "recurrence must be a string, not an array"),
    ("call_out", 1, "call_out must be a boolean, not an integer"),
    ("call_out", "true", "call_out must be a boolean, not a string"),
    ("meeting_type", 3, "meeting_type must be a string, not an integer"),
    ("participants_info", {}, "participants_info must be an array, not an object"),
    ("participants_info", None, "participants_info must be an array, not null"),
    ("participants_info", ["Ana"], "participants_info[0] must be an object, not a string"),
    ("participants_info", [{}, None], "participants_info[1] must be an object, not null"),
]


@pytest.mark.parametrize(("field", "value", "message"), WRONG_TYPES)
def test_a_value_of_another_type_is_refused(field: str, value: object, message: str) -> None:
    assert messages(FULL | {field: value}) == [message]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("email", 5, "participants_info[1].email must be a string, not an integer"),
        ("phone", 14155550101, "participants_info[1].phone must be a string, not an integer"),
        ("talk_time", "0", "participants_info[1].talk_time must be an integer, not a string"),
        ("talk_time", -1, "participants_info[1].talk_time must not be negative"),
        ("is_organizer", 1, "participants_info[1].is_organizer must be a boolean, not an integer"),
        ("nickname", "Ann", "participants_info[1].nickname is not a field of this request"),
    ],
)
def test_a_participant_is_checked_as_strictly(field: str, value: object, message: str) -> None:
    assert messages(ALGEBRA | {"participants_info": [{}, {field: value}]}) == [message]


def test_an_unknown_field_is_named_and_cut() -> None:
    assert messages(ALGEBRA | {"colour": "red"}) == ["colour is not a field of this request"]
    assert messages(ALGEBRA | {"x" * 5000: 1}) == ["x" * 60 + " is not a field of this request"]


@pytest.mark.parametrize("title", ["", "  \t"])
def test_an_empty_title_is_refused(title: str) -> None:
    assert messages(ALGEBRA | {"title": title}) == ["title must not be empty"]


def test_the_four_meeting_types_and_no_other() -> None:
    assert all(check(ALGEBRA | {"meeting_type": known}) == [] for known in MEETING_TYPES)
    (message,) = messages(ALGEBRA | {"meeting_type": "unique_meeting"})
    assert message == f"meeting_type must be one of {', '.join(MEETING_TYPES)}"
    assert MEETING_TYPES == ("LARGE_MEETING", "PERSONAL", "UNIQUE_MEETING", "CUSTOM_UNIQUE_MEETING")


@pytest.mark.parametrize("end", [1_893_456_000, 1_893_455_999])
def test_an_end_that_is_not_after_the_start_is_refused(end: int) -> None:
    assert messages(ALGEBRA | {"end_datetime": end}) == ["end_datetime must be later than start_datetime"]


def test_milliseconds_are_refused_where_seconds_belong() -> None:
    body = ALGEBRA | {"start_datetime": 1_893_456_000_000, "end_datetime": 1_893_459_600_000}
    assert len(messages(body)) == 2
    assert all("looks like milliseconds" in message for message in messages(body))


def test_numbers_out_of_range_are_refused() -> None:
    assert messages(ALGEBRA | {"user_id": 0}) == ["user_id must be a positive integer"]
    assert messages(ALGEBRA | {"user_id": -5}) == ["user_id must not be negative"]
    assert messages(ALGEBRA | {"user_id": 2**63}) == ["user_id must not be so large"]
    assert messages(ALGEBRA | {"start_datetime": -5}) == ["start_datetime must not be negative"]


def test_where_users_are_known_the_host_must_be_one_of_them() -> None:
    assert check(ALGEBRA, {5835806903417907}) == []
    (flaw,) = check(ALGEBRA, {1})
    assert (flaw.location, flaw.message) == ("user_id", "user_id 5835806903417907 is no user of this company")


def test_all_flaws_are_told_at_once() -> None:
    body = {"title": 5, "colour": "red", "participants_info": [{"nickname": "Ann"}]}
    locations = [flaw.location for flaw in check(body)]
    assert locations == [*REQUIRED[1:], "title", "colour", "participants_info[0].nickname"]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=40)
@given(st.sampled_from(sorted(MEETING)), JSON)
def test_whatever_stands_in_a_field_is_judged_and_only_its_own_type_passes(field: str, value: object) -> None:
    if not check(ALGEBRA | {field: value}):
        assert type(value) is MEETING[field]
