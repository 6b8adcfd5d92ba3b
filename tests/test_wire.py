"""What is sent is what the reference page describes, and what an answer means follows from one question:
may the meeting exist?
"""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulkmeet.model import Halt, Host, Meeting, Outcome, Participant, Request, Response, Retry, Status
from bulkmeet.simulator.strictness import MEETING, MEETING_TYPES, PARTICIPANT, check
from bulkmeet.wire import (
    LONGEST_RETRY_AFTER,
    WORDS_CHARACTERS,
    User,
    Users,
    create_request,
    find_user_request,
    judge_create,
    judge_lookup,
    retry_after,
    words_of,
)

NOW = 1_893_456_000.0
EMAIL = "ana@example.com"
ALGEBRA = Meeting(
    rows=(2,),
    title="Algebra",
    start=1_893_456_000,
    end=1_893_459_600,
    host=Host(user_id="5835806903417907"),
    meeting_type="UNIQUE_MEETING",
    zone="UTC",
)
COMPLETE = Meeting(
    rows=(2, 3),
    title="Algebra — “Zoë” in ½ hour",
    start=1_893_456_000,
    end=1_893_459_600,
    host=Host(email=EMAIL),
    meeting_type="LARGE_MEETING",
    zone="Europe/Berlin",
    group_key="A-1",
    duration=3600,
    recurrence="FREQ=WEEKLY;COUNT=4",
    call_out=False,
    participants=(
        Participant("bo@example.com", "Bo", "+14155550101", "Bo B.", 0, False, "dial-in", "+14155550102"),
        Participant(email="cy@example.com", is_organizer=True),
        Participant(),
    ),
)

words = st.text(max_size=30)
participants = st.builds(
    Participant,
    email=st.none() | words,
    name=st.none() | words,
    phone=st.none() | words,
    display_name=st.none() | words,
    talk_time=st.none() | st.integers(0, 10**9),
    is_organizer=st.none() | st.booleans(),
    call_in_method=st.none() | words,
    phone_number=st.none() | words,
)
meetings = st.builds(
    lambda start, length, **members: Meeting(start=start, end=start + length, **members),
    start=st.integers(0, 9_000_000_000),
    length=st.integers(1, 10**6),
    rows=st.just((2,)),
    title=st.text(min_size=1).filter(str.strip),
    host=st.just(Host(email=EMAIL)),
    meeting_type=st.sampled_from(MEETING_TYPES),
    zone=st.just("UTC"),
    group_key=st.none() | words,
    duration=st.none() | st.integers(1, 10**6),
    recurrence=st.none() | words,
    call_out=st.none() | st.booleans(),
    participants=st.lists(participants, max_size=3).map(tuple),
)


def body_of(meeting: Meeting, user_id: str = "5835806903417907") -> dict[str, Any]:
    body = create_request(meeting, user_id).body
    assert body is not None
    decoded: dict[str, Any] = json.loads(body)
    return decoded


def answer(status: int, body: object = b"", content_type: str = "application/json", **members: Any) -> Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Response(sent=True, status=status, body=content, content_type=content_type, **members)


# ---- what is sent ------------------------------------------------------------------------------------------


def test_a_meeting_is_posted_with_the_required_fields_and_nothing_that_its_rows_do_not_say() -> None:
    request = create_request(ALGEBRA, "5835806903417907")
    assert (request.method, request.path, request.query) == ("POST", "/api/v2/meetings", ())
    assert body_of(ALGEBRA) == {
        "title": "Algebra",
        "start_datetime": 1_893_456_000,
        "end_datetime": 1_893_459_600,
        "user_id": 5835806903417907,
        "meeting_type": "UNIQUE_MEETING",
    }


def test_a_meeting_with_everything_has_every_field_of_the_reference_page_and_no_other() -> None:
    body = body_of(COMPLETE)
    assert set(body) == set(MEETING)
    assert set(body["participants_info"][0]) == set(PARTICIPANT)
    assert body["participants_info"][1] == {"email": "cy@example.com", "is_organizer": True}


def test_what_the_rows_say_no_to_is_sent_as_no() -> None:
    body = body_of(COMPLETE)
    assert body["call_out"] is False
    assert body["participants_info"][0]["is_organizer"] is False
    assert body["participants_info"][0]["talk_time"] == 0


def test_an_id_of_16_digits_keeps_them_all() -> None:
    assert body_of(ALGEBRA, "9007199254740993")["user_id"] == 9007199254740993


@given(meetings, st.integers(1, 2**63 - 1))
@settings(max_examples=100, deadline=None)
def test_every_meeting_makes_a_body_that_the_reference_page_allows(meeting: Meeting, user_id: int) -> None:
    body = body_of(meeting, str(user_id))
    assert check(body) == []
    assert body["title"] == meeting.title


def test_the_same_meeting_makes_the_same_bytes() -> None:
    assert create_request(COMPLETE, "1") == create_request(COMPLETE, "1")


def test_a_host_is_looked_up_by_an_address_that_keeps_its_plus() -> None:
    request = find_user_request("ana+school@example.com")
    assert request == Request("GET", "/api/v2/users", query=(("email", "ana+school@example.com"),))
    assert urlencode(request.query) == "email=ana%2Bschool%40example.com"


# ---- what an answer to a create means ----------------------------------------------------------------------


@pytest.mark.parametrize("status", [200, 201])
@pytest.mark.parametrize("identifier", ["6236730000000001", 6236730000000001, 1, "1", "abc-DEF_9"])
def test_success_with_an_id_is_created_and_the_id_is_text(status: int, identifier: object) -> None:
    body = {"id": identifier, "meeting_url": "https://example.com/m/1"}
    verdict = judge_create(answer(status, body), NOW)
    assert verdict == Outcome(Status.CREATED, "Created.", str(identifier), "https://example.com/m/1")


def test_success_needs_no_url() -> None:
    verdict = judge_create(answer(200, {"id": "6236730000000001", "meeting_url": None}), NOW)
    assert verdict == Outcome(Status.CREATED, "Created.", "6236730000000001", "")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Welcome</html>",
        b'{"id": "62367300',
        b"[]",
        b"null",
        b'"6236730000000001"',
        b"{}",
        b'{"id": ""}',
        b'{"id": " "}',
        b'{"id": "62367300 00000001"}',
        b'{"id": " 6236730000000001"}',
        b'{"id": "a\\nb"}',
        b'{"id": "a\\u0000b"}',
        b'{"id": "a\\u200bb"}',
        b'{"id": "a\\u00a0b"}',
        b'{"id": -1}',
        b'{"id": false}',
        b'{"id": null}',
        b'{"id": true}',
        b'{"id": 0}',
        b'{"id": 6.23673e15}',
        b'{"id": ["6236730000000001"]}',
        b'{"id": {"id": "6236730000000001"}}',
        b'{"id": "\xff\xfe"}',
        b'{"id":' + b"9" * 5000 + b"}",
        b'{"a":' * 5000,
    ],
)
def test_success_without_an_id_is_unknown_and_says_that_it_almost_surely_exists(body: bytes) -> None:
    verdict = judge_create(answer(200, body), NOW)
    assert isinstance(verdict, Outcome)
    assert (verdict.status, verdict.meeting_id) == (Status.UNKNOWN, "")
    assert "almost surely exists" in verdict.message


def test_success_that_was_cut_off_is_unknown_even_where_an_id_can_be_read() -> None:
    verdict = judge_create(answer(200, {"id": "6236730000000001"}, complete=False), NOW)
    assert isinstance(verdict, Outcome)
    assert verdict.status is Status.UNKNOWN


@pytest.mark.parametrize("status", [400, 404, 405, 406, 409, 410, 413, 414, 415, 422, 431])
def test_a_refusal_is_failed_with_the_apis_own_words(status: int) -> None:
    verdict = judge_create(answer(status, {"error": {"message": "title is too long"}}), NOW)
    assert verdict == Outcome(Status.FAILED, f"Dialpad refused it ({status}): title is too long")


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_stops_the_run_in_the_apis_own_words(status: int) -> None:
    verdict = judge_create(answer(status, {"error": "no scope conference:all"}), NOW)
    assert isinstance(verdict, Halt)
    assert str(status) in verdict.reason
    assert "no scope conference:all" in verdict.reason


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 307, 308])
def test_a_redirect_stops_the_run(status: int) -> None:
    verdict = judge_create(answer(status), NOW)
    assert isinstance(verdict, Halt)
    assert "redirect" in verdict.reason
    assert "--api" in verdict.reason


@pytest.mark.parametrize("status", [408, 500, 502, 504])
@pytest.mark.parametrize("header", [None, "2"])
def test_trouble_behind_the_door_is_unknown_and_is_not_sent_again(status: int, header: str | None) -> None:
    verdict = judge_create(answer(status, retry_after=header), NOW)
    assert isinstance(verdict, Outcome)
    assert verdict.status is Status.UNKNOWN
    assert str(status) in verdict.message
    assert "look in Dialpad before sending it again" in verdict.message


@pytest.mark.parametrize("status", [101, 199, 402, 418, 425, 451, 501, 505, 599, 999])
def test_a_status_nobody_foresaw_is_unknown(status: int) -> None:
    verdict = judge_create(answer(status), NOW)
    assert isinstance(verdict, Outcome)
    assert verdict.status is Status.UNKNOWN


@pytest.mark.parametrize(("header", "wait"), [(None, None), ("2", 2.0), ("soon", None)])
def test_429_holds_the_whole_run_with_or_without_retry_after(header: str | None, wait: float | None) -> None:
    verdict = judge_create(answer(429, retry_after=header), NOW)
    assert verdict == Retry("the server asked to wait (429)", wait, hold=True)


def test_503_holds_the_run_where_it_says_for_how_long() -> None:
    verdict = judge_create(answer(503, retry_after="7"), NOW)
    assert verdict == Retry("the server asked to wait (503)", 7.0, hold=True)


@pytest.mark.parametrize("header", [None, "soon"])
def test_503_that_does_not_say_for_how_long_is_unknown(header: str | None) -> None:
    verdict = judge_create(answer(503, retry_after=header), NOW)
    assert isinstance(verdict, Outcome)
    assert verdict.status is Status.UNKNOWN


def test_what_certainly_never_left_may_be_sent_again() -> None:
    response = Response(sent=False, error="no connection could be made")
    assert judge_create(response, NOW) == Retry("no connection could be made")


def test_what_may_have_left_and_has_no_answer_is_unknown() -> None:
    verdict = judge_create(Response(sent=True, error="no answer came in time"), NOW)
    assert isinstance(verdict, Outcome)
    assert verdict.status is Status.UNKNOWN
    assert "no answer came in time" in verdict.message


def test_a_bad_certificate_stops_the_run() -> None:
    response = Response(sent=False, error="The certificate is not trusted.", fatal=True)
    assert judge_create(response, NOW) == Halt("The certificate is not trusted.")
    assert judge_lookup(response, EMAIL, NOW) == Halt("The certificate is not trusted.")


CERTAINLY_NOT_CREATED = {400, 401, 403, 404, 405, 406, 409, 410, 413, 414, 415, 422, 429, 431, *range(300, 400)}


@given(
    st.integers(100, 999),
    st.binary(max_size=60) | st.just(b'{"id": "6236730000000001"}'),
    st.sampled_from(["application/json", "text/html", "", "nonsense"]),
    st.none() | st.text(max_size=20),
    st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_whatever_is_answered_nothing_is_sent_again_that_may_exist(
    status: int, body: bytes, content_type: str, header: str | None, complete: bool
) -> None:
    response = answer(status, body, content_type, retry_after=header, complete=complete)
    match judge_create(response, NOW):
        case Retry() | Halt():
            assert status in CERTAINLY_NOT_CREATED or (status == 503 and retry_after(header, NOW) is not None)
        case Outcome(status=Status.FAILED):
            assert status in CERTAINLY_NOT_CREATED
        case Outcome(status=Status.CREATED):
            assert 200 <= status < 300
            assert complete
        case Outcome(status=settled):
            assert settled is Status.UNKNOWN


# ---- what an answer to a look-up means ---------------------------------------------------------------------


def found(*items: object) -> Response:
    return answer(200, {"items": list(items), "cursor": None})


ANA = {"id": "5835806903417907", "emails": [EMAIL], "state": "active"}


def test_a_look_up_finds_the_user_with_that_address_in_capitals_or_not() -> None:
    assert judge_lookup(found(ANA), "Ana@Example.com", NOW) == Users((User("5835806903417907", "active"),))


def test_users_with_other_addresses_do_not_count() -> None:
    other = ANA | {"emails": ["ana@example.com.example.net", "xana@example.com"]}
    assert judge_lookup(found(other, ANA), EMAIL, NOW) == Users((User("5835806903417907"),))


def test_an_id_that_came_as_a_number_is_text_all_the_same() -> None:
    assert judge_lookup(found(ANA | {"id": 5835806903417907}), EMAIL, NOW) == Users((User("5835806903417907"),))


@pytest.mark.parametrize("body", [{"items": None, "cursor": None}, {"items": []}, {"cursor": None}, {}])
def test_nobody_is_an_answer_too_however_it_is_put(body: object) -> None:
    assert judge_lookup(answer(200, body), EMAIL, NOW) == Users(())


@pytest.mark.parametrize(
    "item",
    [None, 7, [], {}, {"id": "5835806903417907"}, ANA | {"emails": None}, ANA | {"id": "me"}, ANA | {"id": "²"}],
)
def test_items_that_make_no_sense_are_nobody(item: object) -> None:
    assert judge_lookup(found(item), EMAIL, NOW) == Users(())


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"[]", b'{"items": 3}', b'{"items": "ana"}'])
def test_an_answer_that_makes_no_sense_may_be_asked_for_again(body: bytes) -> None:
    assert isinstance(judge_lookup(answer(200, body), EMAIL, NOW), Retry)


def test_an_answer_that_was_cut_off_may_be_asked_for_again() -> None:
    assert isinstance(judge_lookup(answer(200, {"items": [ANA]}, complete=False), EMAIL, NOW), Retry)


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
def test_a_look_up_changes_nothing_so_trouble_is_tried_again(status: int) -> None:
    assert judge_lookup(answer(status), EMAIL, NOW) == Retry(f"Dialpad answered {status} to a look-up")


@pytest.mark.parametrize("sent", [True, False])
def test_a_look_up_without_an_answer_is_tried_again(sent: bool) -> None:
    assert judge_lookup(Response(sent=sent, error="it was lost"), EMAIL, NOW) == Retry("it was lost")


def test_a_look_up_holds_halts_and_is_refused_like_a_create() -> None:
    assert judge_lookup(answer(429, retry_after="3"), EMAIL, NOW) == Retry(
        "the server asked to wait (429)", 3.0, hold=True
    )
    assert isinstance(judge_lookup(answer(401), EMAIL, NOW), Halt)
    assert isinstance(judge_lookup(answer(302), EMAIL, NOW), Halt)
    refused = judge_lookup(answer(400, {"message": "no such domain"}), EMAIL, NOW)
    assert refused == Users((), "Dialpad refused to look it up (400): no such domain")


# ---- Retry-After -------------------------------------------------------------------------------------------


def in_seconds(seconds: float) -> datetime:
    return datetime.fromtimestamp(NOW + seconds, UTC)


@pytest.fixture
def new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This computer's clock stands in another zone than the server's."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "America/New_York")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("new_york")
@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("0", 0.0),
        ("5", 5.0),
        (" 5 ", 5.0),
        ("86400", LONGEST_RETRY_AFTER),
        ("9" * 400, LONGEST_RETRY_AFTER),
        (format_datetime(in_seconds(30), usegmt=True), 30.0),
        (format_datetime(in_seconds(-30), usegmt=True), 0.0),
        (format_datetime(in_seconds(9000), usegmt=True), LONGEST_RETRY_AFTER),
        (in_seconds(30).strftime("%A, %d-%b-%y %H:%M:%S GMT"), 30.0),
        (in_seconds(30).strftime("%a %b %d %H:%M:%S %Y"), 30.0),
        (in_seconds(30).strftime("%a, %d %b %Y %H:%M:%S -0000"), 30.0),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("soon", None),
        ("Mon, 99 Foo 2030 99:99:99 GMT", None),
        ("Mon, 01 Jan 99999 00:00:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_an_http_date_of_any_form_and_capped(
    header: str | None, seconds: float | None
) -> None:
    assert retry_after(header, NOW) == seconds


@given(st.text() | st.from_regex(r"\A\w{3}, \d+ \w{3} \d+ \d+:\d+:\d+ \S*\Z"))
@settings(max_examples=200, deadline=None)
def test_no_retry_after_does_harm(header: str) -> None:
    seconds = retry_after(header, NOW)
    assert seconds is None or 0 <= seconds <= LONGEST_RETRY_AFTER


# ---- the API's own words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"error": "too long"}, "too long"),
        ({"error": {"code": 400, "message": "too long"}}, "too long"),
        ({"error": {"error": {"detail": "too long"}}}, "too long"),
        ({"message": "too long"}, "too long"),
        ({"detail": "too long"}, "too long"),
        ({"error": "", "message": "too long"}, "too long"),
        ({"error": "invalid_request", "error_description": "too long"}, "invalid_request"),
        ({"error_description": "too long"}, "too long"),
        ({"errors": ["too long", "too late"]}, "too long; too late"),
        ({"errors": [{"location": "title", "message": "too long"}, {"message": "too late"}]}, "too long; too late"),
        ({"errors": [{"location": "title"}]}, "{'location': 'title'}"),
        ({"errors": {"message": "too long"}}, "too long"),
        ({"code": 17}, '{"code": 17}'),
        (["too long"], '["too long"]'),
        (b"Too long,\r\n  and too late.", "Too long, and too late."),
        (b"{not json", "{not json"),
        (b"Zo\xeb", "Zo\ufffd"),
        (b"", "it gave no reason."),
        (b" \n ", "it gave no reason."),
    ],
)
def test_the_words_of_an_error_are_found_in_many_shapes(body: object, told: str) -> None:
    assert words_of(answer(400, body, "text/plain")) == told


@pytest.mark.parametrize("content_type", ["text/html", "application/xhtml+xml", "text/plain", ""])
@pytest.mark.parametrize("page", [b"<html><body>Bad gateway</body></html>", b"\n <!DOCTYPE html><p>Bad gateway"])
def test_a_page_for_a_browser_is_never_shown(content_type: str, page: bytes) -> None:
    assert words_of(answer(400, page, content_type)) == "it gave no reason."


def test_long_words_are_cut() -> None:
    told = words_of(answer(400, {"message": "too long " * 1000}))
    assert len(told) == WORDS_CHARACTERS
    assert told.startswith("too long too long")


def test_words_cannot_write_to_the_terminal_or_turn_its_text_around() -> None:
    told = words_of(answer(400, {"message": "\x1b[2J\x07\u202eevil\x00"}))
    assert told == "\\x1b[2J\\x07\\u202eevil\\x00"


@given(
    st.binary(max_size=200)
    | st.recursive(
        st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["error", "message", "errors", "detail"]), inner)
        ),
    ).map(lambda value: json.dumps(value).encode())
)
@settings(max_examples=200, deadline=None)
def test_words_are_always_one_short_printable_line(body: bytes) -> None:
    told = words_of(answer(400, body))
    assert told.isprintable()
    assert 0 < len(told) <= WORDS_CHARACTERS


@pytest.mark.parametrize("depth", [100, 900, 950, 970, 980, 990, 1000, 100_000])
def test_words_hidden_however_deep_do_no_harm(depth: int) -> None:
    assert words_of(answer(400, b'{"error":' * depth + b'"deep"' + b"}" * depth))
    assert words_of(answer(400, b'{"errors":' + b"[" * depth + b"]" * depth + b"}"))
