"""Hosts given by email to their Dialpad user ids: each distinct address is looked up once, at the common pace."""

import asyncio
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from bulkmeet.limiter import Limiter, Place
from bulkmeet.model import Halt, Problem, Retry
from bulkmeet.sender import Sender
from bulkmeet.wire import Users, find_user_request, judge_lookup

ATTEMPTS = 5
HOLDS = 20
AT_ONCE = 16


class Hosts(Struct, frozen=True):
    """What the look-ups found: ids by address, problems by address, and why they stopped early, if they did."""

    ids: Mapping[str, str]
    problems: Mapping[str, Problem]
    halt: Halt | None = None


async def find_hosts(
    emails: Iterable[str],
    *,
    sender: Sender,
    limiter: Limiter,
    now: Callable[[], float],
) -> Hosts:
    """Look up each address (lower case); `now` gives UTC seconds since the epoch."""
    ids: dict[str, str] = {}
    problems: dict[str, Problem] = {}
    halts: list[Halt] = []
    free = asyncio.Semaphore(AT_ONCE)

    async def find(email: str) -> None:
        async with free:
            found = await _look_up(email, sender, limiter, now) if not halts else Halt("")
        match found:
            case Halt():
                halts.append(found)
            case Problem():
                problems[email] = found
            case _:
                ids[email] = found

    await asyncio.gather(*(find(email) for email in dict.fromkeys(emails)))
    return Hosts(ids, problems, halts[0] if halts else None)


async def _look_up(email: str, sender: Sender, limiter: Limiter, now: Callable[[], float]) -> str | Problem | Halt:
    failures = holds = 0
    reason = ""
    while failures < ATTEMPTS and holds < HOLDS:
        place = await limiter.acquire()
        if place is None:
            return Halt("The run was stopped while hosts were being looked up; nothing was sent.")

        async def leaving(place: Place = place) -> None:
            await place.leave(_nothing_to_record)

        try:
            response = await sender.send(find_user_request(email), leaving)
        finally:
            place.given_up()
        verdict = judge_lookup(response, email, now())
        match verdict:
            case Users():
                limiter.answered()
                return _the_one(verdict, email)
            case Halt():
                return verdict
            case Retry(hold=True):
                holds += 1
                place.refused(verdict.after)
            case Retry():
                failures += 1
                await asyncio.sleep(0.25 * 2**failures if failures < ATTEMPTS else 0)
        reason = verdict.reason
    return Halt(f"Hosts could not be looked up ({reason}), so nothing was sent; try again later.")


async def _nothing_to_record() -> None:
    """A look-up changes nothing, so the ledger need not know of it before."""


def _the_one(found: Users, email: str) -> str | Problem:
    """The id of the one active user with that address, or what stands in the way."""
    if found.refusal:
        return Problem("host_refused", found.refusal)
    active = [user for user in found.users if user.state == "active"]
    match active, found.users:
        case [user], _:
            return user.user_id
        case [], []:
            return Problem(
                "host_unknown", f"Nobody in Dialpad has the email address {email}; correct it, or give a user id."
            )
        case [], [user, *_]:
            return Problem(
                "host_not_active", f"The Dialpad user {email} is {user.state}, not active; choose another host."
            )
        case _:
            return Problem(
                "host_ambiguous", f"Several users in Dialpad have the email address {email}; give the user id."
            )
