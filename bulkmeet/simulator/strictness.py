"""Whether the body of a create is what the reference page of `POST /api/v2/meetings` describes (pure).

Where the page is silent the simulator is strict, so that what passes here has a chance to pass there: members
the page does not name, null for a value, numbers below zero and milliseconds for seconds are refused.
"""

from collections.abc import Collection

from msgspec import Struct

MEETING: dict[str, type] = {
    "title": str,
    "start_datetime": int,
    "end_datetime": int,
    "user_id": int,
    "meeting_type": str,
    "duration": int,
    "recurrence": str,
    "call_out": bool,
    "participants_info": list,
}
PARTICIPANT: dict[str, type] = {
    "email": str,
    "name": str,
    "phone": str,
    "display_name": str,
    "talk_time": int,
    "is_organizer": bool,
    "call_in_method": str,
    "phone_number": str,
}
REQUIRED = ("title", "start_datetime", "end_datetime", "user_id", "meeting_type")
MEETING_TYPES = ("LARGE_MEETING", "PERSONAL", "UNIQUE_MEETING", "CUSTOM_UNIQUE_MEETING")

LATEST_SECOND = 9_999_999_999
"""In the year 2286: a number of more digits is taken for milliseconds."""

LARGEST = 2**63 - 1

JSON_WORDS: dict[type, str] = {
    str: "a string",
    int: "an integer",
    float: "a decimal number",
    bool: "a boolean",
    list: "an array",
    dict: "an object",
    type(None): "null",
}


class Flaw(Struct, frozen=True):
    """One thing the reference page does not allow; `location` is like `participants_info[2].email`."""

    location: str
    message: str


def check(body: object, known_users: Collection[int] | None = None) -> list[Flaw]:
    """All that is wrong with a decoded body; `known_users` are the ids that may host, None lets anybody."""
    if type(body) is not dict:
        return [Flaw("", f"The body must be a JSON object, not {_word(body)}")]
    flaws = [Flaw(name, f"{name} is required") for name in REQUIRED if name not in body]
    flaws += _check_members(body, MEETING, "")
    for index, participant in enumerate(_list(body.get("participants_info"))):
        place = f"participants_info[{index}]"
        if type(participant) is dict:
            flaws += _check_members(participant, PARTICIPANT, f"{place}.")
        else:
            flaws.append(Flaw(place, f"{place} must be an object, not {_word(participant)}"))
    return flaws or _check_values(body, known_users)


def _check_members(members: dict[str, object], allowed: dict[str, type], prefix: str) -> list[Flaw]:
    """Members the page does not name, and values of another type than it says."""
    flaws = []
    for name, value in members.items():
        place, wanted = prefix + name[:60], allowed.get(name)
        if wanted is None:
            flaws.append(Flaw(place, f"{place} is not a field of this request"))
        elif type(value) is not wanted:
            flaws.append(Flaw(place, f"{place} must be {JSON_WORDS[wanted]}, not {_word(value)}"))
        elif type(value) is int and not 0 <= value <= LARGEST:
            flaws.append(Flaw(place, f"{place} must not be {'negative' if value < 0 else 'so large'}"))
    return flaws


def _check_values(body: dict[str, object], known_users: Collection[int] | None) -> list[Flaw]:
    """What can be wrong with a body whose members all have the right types."""
    flaws = []
    if not str(body["title"]).strip():
        flaws.append(Flaw("title", "title must not be empty"))
    if body["meeting_type"] not in MEETING_TYPES:
        flaws.append(Flaw("meeting_type", f"meeting_type must be one of {', '.join(MEETING_TYPES)}"))
    flaws += _check_user(body["user_id"], known_users)
    return flaws + _check_times(body["start_datetime"], body["end_datetime"])


def _check_user(user_id: object, known_users: Collection[int] | None) -> list[Flaw]:
    if user_id == 0:
        return [Flaw("user_id", "user_id must be a positive integer")]
    if known_users is not None and user_id not in known_users:
        return [Flaw("user_id", f"user_id {user_id} is no user of this company")]
    return []


def _check_times(start: object, end: object) -> list[Flaw]:
    times = {"start_datetime": start, "end_datetime": end}
    flaws = [
        Flaw(name, f"{name} must be in seconds since 1970-01-01 UTC, and {time} looks like milliseconds")
        for name, time in times.items()
        if isinstance(time, int) and time > LATEST_SECOND
    ]
    if not flaws and isinstance(start, int) and isinstance(end, int) and end <= start:
        flaws.append(Flaw("end_datetime", "end_datetime must be later than start_datetime"))
    return flaws


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _word(value: object) -> str:
    return JSON_WORDS.get(type(value), "something else")
