"""Hosts given by email become Dialpad user ids: each address asked for once, every doubt told plainly."""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from bulkmeet.hosts import AT_ONCE, ATTEMPTS, HOLDS, Hosts, find_hosts
from bulkmeet.ledger.store import Ledger
from bulkmeet.limiter import Limiter
from bulkmeet.model import Halt, Request, Response
from bulkmeet.run import Watcher, look_up_hosts
from bulkmeet.sender import BeforeFirstByte
from bulkmeet.settings import SIMULATOR, Key, Rate, Settings
from bulkmeet.simulator import Recorded, Simulator, User
from bulkmeet.transport import Transport
from tests.raw_server import answering, ok, serving
from tests.sending import at_once
from tests.sheets import examined
from tests.virtual_time import in_virtual_time

FAST = Rate(1000, 1)
ANA = "ana@example.com"


async def look_up(url: str, *emails: str, rate: Rate = FAST) -> Hosts:
    async with Transport(url, Key("simulator"), timeout=30, connections=8) as transport:
        with at_once():
            return await find_hosts(emails, sender=transport, limiter=Limiter(rate), now=time.time)


class Answering:
    """A sender that gives these answers one after the other, and the last one for ever."""

    def __init__(self, *answers: Response) -> None:
        self.asked = 0
        self.left = 0
        self._answers = answers

    async def send(self, request: Request, before_first_byte: BeforeFirstByte) -> Response:
        del request
        answer = self._answers[min(self.asked, len(self._answers) - 1)]
        self.asked += 1
        if answer.sent:
            await before_first_byte()
            self.left += 1
        return answer


def patiently(*answers: Response) -> tuple[Hosts, Answering, float]:
    """Look Ana up in virtual time: what was found, who was asked, and how long it took."""

    async def run() -> tuple[Hosts, Answering, float]:
        sender = Answering(*answers)
        found = await find_hosts([ANA], sender=sender, limiter=Limiter(Rate()), now=lambda: 1_893_456_000.0)
        return found, sender, asyncio.get_running_loop().time()

    return in_virtual_time(run())


def items(*users: str) -> Response:
    return Response(sent=True, status=200, body=b'{"items": [%s]}' % ", ".join(users).encode())


FOUND = items('{"id": "5835806903417907", "emails": ["ana@example.com"]}')

# ---- what is found -----------------------------------------------------------------------------------------


async def test_every_distinct_address_is_looked_up_once_and_has_its_own_users_id() -> None:
    people = {f"host{number}@example.com": User(f"58358069034179{number:02}") for number in range(30)}
    async with Simulator(users=people, per_second=None) as simulator:
        found = await look_up(simulator.url, *people, *people)
    assert found == Hosts({email: user.id for email, user in people.items()}, {})
    assert Counter(recorded.query["email"] for recorded in simulator.recorded) == Counter(people.keys())


async def test_nobody_to_look_up_asks_nobody() -> None:
    async with Simulator() as simulator:
        assert await look_up(simulator.url) == Hosts({}, {})
    assert simulator.recorded == []


async def test_an_address_nobody_has_names_the_address_and_what_to_do() -> None:
    async with Simulator(users={ANA: User("5835806903417907")}) as simulator:
        found = await look_up(simulator.url, ANA, "bo@example.com")
    assert found.ids == {ANA: "5835806903417907"}
    assert found.halt is None
    problem = found.problems["bo@example.com"]
    assert problem.code == "host_unknown"
    assert problem.message == "Nobody in Dialpad has the email address bo@example.com; correct it, or give a user id."


@pytest.mark.parametrize("state", ["suspended", "deleted", "cancelled", "pending"])
async def test_a_user_who_is_not_active_cannot_host(state: str) -> None:
    async with Simulator(users={ANA: User("5835806903417907", state)}) as simulator:
        found = await look_up(simulator.url, ANA)
    assert found.ids == {}
    assert found.problems[ANA].code == "host_not_active"
    assert f"is {state}, not active" in found.problems[ANA].message


async def test_of_two_users_with_one_address_the_active_one_hosts() -> None:
    answer = b"""{"items": [{"id": "1", "emails": ["ana@example.com"], "state": "deleted"},
                            {"id": "2", "emails": ["ana@example.com"], "state": "active"}]}"""
    async with serving(answering(ok(answer))) as server:
        assert await look_up(server.url, ANA) == Hosts({ANA: "2"}, {})


async def test_of_two_active_users_with_one_address_none_is_guessed() -> None:
    answer = b"""{"items": [{"id": "1", "emails": ["ana@example.com"]}, {"id": "2", "emails": ["ANA@example.com"]}]}"""
    async with serving(answering(ok(answer))) as server:
        found = await look_up(server.url, ANA)
    assert found.ids == {}
    assert found.problems[ANA].code == "host_ambiguous"


async def test_an_address_that_dialpad_refuses_is_a_problem_of_that_address_alone() -> None:
    async with Simulator(faults=["400:on=users:first=1"]) as simulator:
        found = await look_up(simulator.url, ANA, "bo@example.com")
    (problem,) = found.problems.values()
    assert problem.code == "host_refused"
    assert "(400)" in problem.message
    assert len(found.ids) == 1
    assert found.halt is None


# ---- what stops it -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["401", "403", "redirect"])
async def test_a_refused_key_or_a_redirect_stops_all_look_ups(kind: str) -> None:
    async with Simulator(faults=[f"{kind}:on=users"], per_second=None) as simulator:
        found = await look_up(simulator.url, *(f"host{number}@example.com" for number in range(100)))
    assert found.halt is not None
    assert (found.ids, found.problems) == ({}, {})
    assert len(simulator.recorded) < 40


async def test_the_run_that_is_stopped_sends_nothing_more() -> None:
    limiter = Limiter(Rate())

    def stop_at_the_third(_: Recorded) -> None:
        if len(simulator.recorded) == 3:
            limiter.close()

    emails = [f"host{number}@example.com" for number in range(50)]
    async with (
        Simulator(per_second=None, on_request=stop_at_the_third) as simulator,
        Transport(simulator.url, Key("simulator"), timeout=30, connections=8) as way,
    ):
        found = await find_hosts(emails, sender=way, limiter=limiter, now=time.time)
    assert found.halt is not None
    assert "stopped" in found.halt.reason
    assert 3 <= len(found.ids) == len(simulator.recorded) < 3 + AT_ONCE


# ---- what is kept ------------------------------------------------------------------------------------------


class Nobody:
    """Watches a run, and tells nobody."""

    def __getattr__(self, _: str) -> Callable[..., None]:
        return lambda *_: None


def test_what_is_found_is_written_to_the_ledger_away_from_the_loop(tmp_path: Path) -> None:
    found = examined("""
        Title | Start            | Duration | Host email      | Email
        A     | 2026-09-10 10:00 | 30 min   | jo@example.com  | ann@example.com
        B     | 2026-09-11 10:00 | 30 min   | mia@example.com | ann@example.com
    """)
    writers: list[str] = []

    def clock() -> str:
        writers.append(threading.current_thread().name)
        return "2030-01-01T12:00:00Z"

    settings = Settings(api=SIMULATOR)
    with Ledger(tmp_path / "ledger.sqlite3", clock) as ledger:
        plan = look_up_hosts(found, settings, Key("simulator"), ledger, cast("Watcher", Nobody()))
        assert set(ledger.users(settings.account)) == {"jo@example.com", "mia@example.com"}
    assert len(plan.candidates) == len(writers) == 2
    assert {name.partition("_")[0] for name in writers} == {"ledger"}


# ---- what passes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["500", "reset_after", "not_json", "no_id"])
async def test_passing_trouble_is_tried_again_because_a_look_up_changes_nothing(kind: str) -> None:
    fault = f"{kind}:on=users:first=1"
    async with Simulator(users={ANA: User("5835806903417907")}, faults=[fault]) as simulator:
        found = await look_up(simulator.url, ANA)
    wanted = {} if kind == "no_id" else {ANA: "5835806903417907"}
    assert found.ids == wanted
    assert found.halt is None


def test_a_429_holds_for_as_long_as_it_says_and_is_no_failure() -> None:
    slow_down = Response(sent=True, status=429, retry_after="7")
    found, sender, seconds = patiently(*[slow_down] * (ATTEMPTS + 2), FOUND)
    assert found.ids == {ANA: "5835806903417907"}
    assert sender.left == ATTEMPTS + 3
    assert 7 * (ATTEMPTS + 2) <= seconds <= 8 * (ATTEMPTS + 2)


def test_trouble_that_does_not_pass_ends_it_after_a_few_tries_with_growing_pauses() -> None:
    found, sender, seconds = patiently(Response(sent=False, error="no connection could be made"))
    assert found.halt == Halt(
        "Hosts could not be looked up (no connection could be made), so nothing was sent; try again later."
    )
    assert (sender.asked, sender.left) == (ATTEMPTS, 0)
    assert 7 <= seconds <= 9


def test_a_server_that_only_ever_asks_to_wait_ends_it_too() -> None:
    found, sender, _ = patiently(Response(sent=True, status=429))
    assert found.halt is not None
    assert "the server asked to wait (429)" in found.halt.reason
    assert sender.asked == HOLDS


def test_look_ups_keep_the_common_pace() -> None:
    async def run() -> float:
        emails = [f"host{number}@example.com" for number in range(100)]
        await find_hosts(emails, sender=Answering(items()), limiter=Limiter(Rate()), now=lambda: 0.0)
        return asyncio.get_running_loop().time()

    assert in_virtual_time(run()) >= 4.9
