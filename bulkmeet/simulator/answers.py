"""What the simulator answers: right answers, refusals, and answers that a fault has spoiled (pure)."""

import math
from collections.abc import Sequence
from email.utils import formatdate
from http import HTTPStatus
from typing import Literal

import msgspec
from msgspec import Struct

from bulkmeet.simulator.directory import id_of
from bulkmeet.simulator.faults import Fault
from bulkmeet.simulator.strictness import Flaw

RetryAfter = Literal["seconds", "date", "none"]
MOST_FLAWS_TOLD = 20
TOLD_IDS = frozenset({"id", "instance_id", "meeting_url"})
MEETING_URL = "https://dialpad.example/m/"
PROXY_PAGE = b"<html><head><title>%s</title></head><body><h1>%s</h1><p>The gateway.</p></body></html>\n"


class Answer(Struct, frozen=True):
    """A whole answer, before it is put on the wire."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: dict[str, str] = {}


def ok(payload: dict[str, object]) -> Answer:
    """200 with the payload."""
    return Answer(200, msgspec.json.encode(payload))


def refusal(
    status: int,
    message: str,
    flaws: Sequence[Flaw] = (),
    headers: dict[str, str] | None = None,
) -> Answer:
    """A JSON error, {"error": {"code", "message", "errors"}}; Dialpad's own shape is not documented."""
    error = {"code": status, "message": message, "errors": flaws[:MOST_FLAWS_TOLD]}
    return Answer(status, msgspec.json.encode({"error": error}), headers=headers or {})


def malformed(flaws: Sequence[Flaw]) -> Answer:
    """400 whose message tells every flaw, or the first twenty."""
    message = "; ".join(flaw.message for flaw in flaws[:MOST_FLAWS_TOLD])
    more = len(flaws) - MOST_FLAWS_TOLD
    return refusal(400, f"{message}; and {more} more" if more > 0 else message, flaws)


def created_meeting(seed: bytes, body: dict[str, object]) -> dict[str, object]:
    """The created meeting as public clients of the API read it; its id depends on nothing but `seed`."""
    meeting_id = id_of(seed)
    return {
        **body,
        "id": meeting_id,
        "instance_id": id_of(meeting_id.encode()),
        "meeting_url": MEETING_URL + meeting_id,
        "dial_in_number": "+14155550100",
        "organizer_pin": meeting_id[-6:],
        "participant_pin": meeting_id[-12:-6],
        "is_moderated": False,
        "timezone": "US/Pacific",
        "recurrence_end_date": None,
    }


def too_many(wait: float, style: RetryAfter, now: float) -> Answer:
    """429 for a caller that may come back in `wait` seconds; `now` in seconds since the epoch."""
    return refusal(429, "Too many requests; slow down.", headers=retry_after_header(wait, style, now))


def retry_after_header(wait: float, style: RetryAfter, now: float) -> dict[str, str]:
    """Retry-After as RFC 9110 writes it, rounded up to whole seconds, at least 1."""
    match style:
        case "seconds":
            return {"Retry-After": str(max(1, math.ceil(wait)))}
        case "date":
            return {"Retry-After": formatdate(math.ceil(now + wait), usegmt=True)}
        case "none":
            return {}


def spoiled(fault: Fault, payload: dict[str, object], style: RetryAfter, now: float) -> Answer:
    """What stands in the place of 200 and `payload`: just that, where the fault is not in the answer."""
    match fault.kind:
        case "not_json":
            return _page(200)
        case "html_502":
            return _page(502)
        case "no_id":
            return ok(_without_ids(payload))
        case "redirect":
            return Answer(302, b"", "text/html", {"Location": "/api/v2/moved"})
        case "429":
            return too_many(fault.delay, style, now)
        case "503_retry":
            given: RetryAfter = "seconds" if style == "none" else style
            return refusal(503, "Service Unavailable", headers=retry_after_header(fault.delay, given, now))
        case status if status.isdigit():
            return refusal(int(status), HTTPStatus(int(status)).phrase)
        case _:
            return ok(payload)


def _page(status: int) -> Answer:
    title = HTTPStatus(status).phrase.encode()
    return Answer(status, PROXY_PAGE % (title, title), "text/html")


def _without_ids(payload: dict[str, object]) -> dict[str, object]:
    """The payload without a trace of the id, also in the users a look-up found."""
    kept = {name: value for name, value in payload.items() if name not in TOLD_IDS}
    items = kept.get("items")
    if isinstance(items, list):
        kept["items"] = [_without_ids(item) for item in items]
    return kept
