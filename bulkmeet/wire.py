"""Meeting to request, and response to verdict: what is sent, and what an answer means. Pure, no IO.

The body holds what the reference page of `POST /api/v2/meetings` names and nothing else. What an answer means
follows one question: may the meeting exist? Where that is possible, it is never sent again by itself.
"""

from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec

from bulkmeet.cells.text import printable
from bulkmeet.model import Halt, Meeting, Outcome, Participant, Request, Response, Retry, Status, Verdict

CREATE_PATH = "/api/v2/meetings"
USERS_PATH = "/api/v2/users"
WORDS_CHARACTERS = 300
LONGEST_RETRY_AFTER = 300.0
REFUSED = frozenset({400, 404, 405, 406, 409, 410, 413, 414, 415, 422, 431})
KEY_REFUSED = frozenset({401, 403})


class User(msgspec.Struct, frozen=True):
    """A Dialpad user as the look-up gives it."""

    user_id: str
    state: str = "active"


class Users(msgspec.Struct, frozen=True):
    """The users that have exactly the address looked up, or why the look-up was refused."""

    users: tuple[User, ...]
    refusal: str = ""


class CreateBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """The request body, member by member as on the reference page."""

    title: str
    start_datetime: int
    end_datetime: int
    user_id: int
    meeting_type: str
    duration: int | None = None
    recurrence: str | None = None
    call_out: bool | None = None
    participants_info: tuple[Participant, ...] = ()


def create_request(meeting: Meeting, user_id: str) -> Request:
    """The request that creates the meeting for the host with that id (digits)."""
    body = CreateBody(
        title=meeting.title,
        start_datetime=meeting.start,
        end_datetime=meeting.end,
        user_id=int(user_id),
        meeting_type=meeting.meeting_type,
        duration=meeting.duration,
        recurrence=meeting.recurrence,
        call_out=meeting.call_out,
        participants_info=meeting.participants,
    )
    return stored_request(msgspec.json.encode(body))


def stored_request(body: bytes) -> Request:
    """The request that creates the meeting whose body was encoded before."""
    return Request("POST", CREATE_PATH, body=body)


def request_without_host(meeting: Meeting) -> Request:
    """The same for showing it while the host's id is not known: the body's user_id is null."""
    body: dict[str, Any] = msgspec.json.decode(create_request(meeting, "0").body or b"")
    return stored_request(msgspec.json.encode(body | {"user_id": None}))


def find_user_request(email: str) -> Request:
    """The request that looks up a user by email address."""
    return Request("GET", USERS_PATH, query=(("email", email),))


def judge_create(response: Response, now: float) -> Verdict:
    """What the answer to a create means; `now` is UTC seconds since the epoch, for a Retry-After date."""
    if response.status is None:
        return _judge_silence(response)
    status = response.status
    if 200 <= status < 300:
        return _judge_success(response)
    if status in REFUSED:
        return Outcome(Status.FAILED, f"Dialpad refused it ({status}): {words_of(response)}")
    return _judge_trouble(response, now) or Outcome(
        Status.UNKNOWN,
        f"It was sent, but Dialpad answered {status}, so it may exist; look in Dialpad before sending it again.",
    )


def judge_lookup(response: Response, email: str, now: float) -> Users | Retry | Halt:
    """What the answer to a look-up means; it changes nothing, so passing trouble may always be tried again."""
    if response.fatal:
        return Halt(response.error)
    if response.status is None:
        return Retry(response.error)
    if response.status == 200 and response.complete and (users := _users_in(response, email)) is not None:
        return Users(users)
    trouble = _judge_trouble(response, now)
    if trouble is not None:
        return trouble
    if response.status in REFUSED:
        return Users((), f"Dialpad refused to look it up ({response.status}): {words_of(response)}")
    return Retry(f"Dialpad answered {response.status} to a look-up")


def words_of(response: Response) -> str:
    """The API's own words of an error answer, cut to 300 characters; its shape is not documented."""
    answer = _json_object(response.body)
    text = _message_in(answer) if answer is not None else ""
    if not text and not _is_page(response):
        text = response.body.decode("utf-8", "replace")
    text = printable(" ".join(text.split())[:WORDS_CHARACTERS])
    return text[:WORDS_CHARACTERS] or "it gave no reason."


def retry_after(header: str | None, now: float) -> float | None:
    """Retry-After in seconds from now, 0 to 300; it comes as seconds or as an HTTP date (RFC 9110, 10.2.3)."""
    if header is None:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST_RETRY_AFTER)
    try:
        moment = parsedate_to_datetime(text)
        # The older form of an HTTP date names no zone, and is in UTC like the others.
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER)


def _judge_silence(response: Response) -> Verdict:
    if response.fatal:
        return Halt(response.error)
    if not response.sent:
        return Retry(response.error)
    return Outcome(
        Status.UNKNOWN,
        f"It was sent, but {response.error}, so it may exist; look in Dialpad before sending it again.",
    )


def _judge_success(response: Response) -> Outcome:
    answer = _json_object(response.body) if response.complete else None
    identifier = _meeting_id(answer.get("id")) if answer is not None else ""
    if answer is None or not identifier:
        return Outcome(
            Status.UNKNOWN,
            "Dialpad accepted it, but its answer holds no meeting id, so it almost surely exists; look in Dialpad.",
        )
    url = answer.get("meeting_url")
    return Outcome(Status.CREATED, "Created.", identifier, url if isinstance(url, str) else "")


def _meeting_id(value: object) -> str:
    """The id as text, or nothing where it is none: a person must be able to copy it and find the meeting by it."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return str(value)
    return value if isinstance(value, str) and value.isprintable() and " " not in value else ""


def _judge_trouble(response: Response, now: float) -> Retry | Halt | None:
    """What is the same for every request: a key refused, a redirect, a server that asks to wait."""
    status = response.status or 0
    if status in KEY_REFUSED:
        return Halt(f"Dialpad did not accept the API key ({status}): {words_of(response)}")
    if 300 <= status < 400:
        return Halt(f"The server answered with a redirect ({status}), which is never followed; check --api.")
    wait = retry_after(response.retry_after, now)
    if status == 429 or (status == 503 and wait is not None):
        return Retry(f"the server asked to wait ({status})", wait, hold=True)
    return None


def _users_in(response: Response, email: str) -> tuple[User, ...] | None:
    """`items` may be missing or null when nobody matches; None when the answer makes no sense."""
    answer = _json_object(response.body)
    items = answer.get("items") if answer is not None else None
    if answer is None or not isinstance(items, list | None):
        return None
    return tuple(
        User(str(item["id"]), str(item.get("state", "active")))
        for item in items or ()
        if isinstance(item, dict) and _is_user_id(str(item.get("id", ""))) and _has_address(item, email)
    )


def _json_object(body: bytes) -> dict[str, Any] | None:
    try:
        answer = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _message_in(answer: dict[str, Any]) -> str:
    for name in ("error", "message", "detail", "errors", "error_description"):
        found = answer.get(name)
        if isinstance(found, str) and found:
            return found
        if isinstance(found, dict) and (inner := _message_in(found)):
            return inner
        if isinstance(found, list) and found:
            return "; ".join((_message_in(part) if isinstance(part, dict) else "") or str(part) for part in found)
    return ""


def _is_page(response: Response) -> bool:
    """Whether it is a page for a browser, as gateways send; not all of them say so in the Content-Type."""
    return "html" in response.content_type or response.body.lstrip().startswith(b"<")


def _is_user_id(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _has_address(item: dict[str, Any], email: str) -> bool:
    addresses = item.get("emails")
    return isinstance(addresses, list) and email.casefold() in {str(address).casefold() for address in addresses}
