"""The simulator's faults: how they are written, whom they strike, and what the caller sees of each."""

import asyncio
import re
import time
from email.utils import parsedate_to_datetime

import aiohttp
import pytest

from bulkmeet.__main__ import exit_code
from bulkmeet.errors import WrongUsage
from bulkmeet.simulator import KINDS, Fault, Simulator, faults, parse_fault
from bulkmeet.simulator.faults import FaultPlan
from tests.simulator_calls import ALGEBRA, calling, raw_create, raw_exchange

BIOLOGY = ALGEBRA | {"title": "Biology"}

# ---- how they are written ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("500", Fault("500")),
        ("reset_after:5%", Fault("reset_after", share=0.05)),
        ("500:0.5%", Fault("500", share=0.005)),
        ("hang:title=Algebra", Fault("hang", title="Algebra")),
        ("hang:title=Algebra 2 = hard", Fault("hang", title="Algebra 2 = hard")),
        ('hang:title="Algebra: part 2"', Fault("hang", title="Algebra: part 2")),
        ("503_retry:first=3", Fault("503_retry", first=3)),
        ("slow:seconds=2.5", Fault("slow", seconds=2.5)),
        ("401:on=users", Fault("401", on="users")),
        ("500:title=Algebra:first=2", Fault("500", title="Algebra", first=2)),
        ("500:first=2:50%:title=Algebra", Fault("500", share=0.5, title="Algebra", first=2)),
    ],
)
def test_a_fault_is_read_as_its_table_says(text: str, fault: Fault) -> None:
    assert parse_fault(text) == fault


@pytest.mark.parametrize(
    ("text", "key_part"),
    [
        ("", "not how a fault is written"),
        ("500:", "not how a fault is written"),
        ("500::5%", "not how a fault is written"),
        ('500:title="Algebra', "not how a fault is written"),
        ("5oo", "no fault of the simulator; choose one of reset_before"),
        ("500:0%", "more than 0% and at most 100%"),
        ("500:101%", "more than 0% and at most 100%"),
        ("500:nan%", "more than 0% and at most 100%"),
        ("500:many%", "not a number"),
        ("500:first=0", "at least once"),
        ("500:first=two", "not a number"),
        ("500:Algebra", "“Algebra” is not known; write 5%"),
        ("500:title=", "“title=” is not known; write 5%"),
        ("500:first=1:first=2", "gives the first twice"),
        ("500:on=calls", "on=meetings or on=users"),
        ("500:seconds=3", "Only slow, 429 and 503_retry take seconds"),
        ("slow:seconds=-1", "Only slow, 429 and 503_retry take seconds"),
        ("slow:seconds=nan", "Only slow, 429 and 503_retry take seconds"),
        ("reset_before:title=Algebra", "no title is read"),
        ("500:on=users:title=Algebra", "no title is read"),
    ],
)
def test_what_is_no_fault_is_wrong_usage_and_says_why(text: str, key_part: str) -> None:
    with pytest.raises(WrongUsage, match=key_part):
        parse_fault(text)


def test_the_table_of_the_kinds_names_them_all() -> None:
    assert [kind for kind in KINDS if f"`{kind}`" not in str(faults.__doc__)] == []


def test_every_kind_can_be_written() -> None:
    assert [parse_fault(kind).kind for kind in KINDS] == list(KINDS)


# ---- whom they strike --------------------------------------------------------------------------------------


def struck(plan: FaultPlan, titles: list[str]) -> list[str]:
    hits = [plan.after_reading("meetings", title) for title in titles]
    return [hit.kind if hit else "" for hit in hits]


def test_first_strikes_so_many_and_no_more() -> None:
    assert struck(FaultPlan([Fault("500", first=2)], 0), ["A"] * 4) == ["500", "500", "", ""]


def test_a_title_is_found_anywhere_in_capitals_or_not_and_counts_only_its_own() -> None:
    plan = FaultPlan([Fault("500", title="algebra", first=1)], 0)
    assert struck(plan, ["Biology", "Intro to ALGEBRA II", "Algebra"]) == ["", "500", ""]


def test_a_share_is_drawn_from_the_seed() -> None:
    plans = [FaultPlan([Fault("500", share=0.05)], seed) for seed in (1, 1, 2)]
    first, again, other = [struck(plan, ["A"] * 2000) for plan in plans]
    assert 60 < first.count("500") < 140
    assert first == again != other


def test_the_first_fault_that_matches_strikes() -> None:
    plan = FaultPlan([Fault("500", title="A", first=1), Fault("hang", title="B"), Fault("404")], 0)
    assert struck(plan, ["A", "A", "B", "C"]) == ["500", "404", "hang", "404"]


def test_look_ups_and_creates_have_faults_of_their_own() -> None:
    plan = FaultPlan([Fault("500", on="users"), Fault("404")], 0)
    assert plan.after_reading("users", "") == Fault("500", on="users")
    assert plan.after_reading("meetings", "A") == Fault("404")
    assert plan.before_reading("meetings") is None


async def test_a_request_that_is_refused_anyway_uses_up_no_fault() -> None:
    server = Simulator(faults=["500:first=1"])
    async with calling(server) as caller:
        assert (await caller.create(ALGEBRA | {"title": ""})).status == 400
        assert (await caller.create()).status == 500
        assert (await caller.create()).status == 200


# ---- what the caller sees: the connection ------------------------------------------------------------------


def assert_struck(server: Simulator, kind: str, status: int | None) -> None:
    """The one request was recorded with its fault, and created what faults of its kind create."""
    (recorded,) = server.recorded
    assert (recorded.fault, recorded.status) == (kind, status)
    assert (recorded.created is not None) is KINDS[kind].creates
    assert list(server.created) == ([recorded.created] if recorded.created else [])


async def test_reset_before_resets_before_the_body_is_sent() -> None:
    server = Simulator(faults=["reset_before"])
    head, _, _ = raw_create().partition(b"\r\n\r\n")
    async with server:
        with pytest.raises(ConnectionResetError):
            await raw_exchange(server, head + b"\r\n\r\n")
    assert_struck(server, "reset_before", None)
    assert server.recorded[0].body == b""
    assert server.created == {}


async def test_reset_after_creates_and_resets_without_a_byte() -> None:
    server = Simulator(faults=["reset_after"])
    async with server:
        with pytest.raises(ConnectionResetError):
            await raw_exchange(server, raw_create())
    assert_struck(server, "reset_after", None)
    assert list(server.created.values()) == [ALGEBRA]


async def test_hang_creates_and_never_answers() -> None:
    server = Simulator(faults=["hang"])
    async with calling(server) as caller:
        with pytest.raises(TimeoutError):
            await caller.create(timeout=aiohttp.ClientTimeout(total=0.2))
    assert_struck(server, "hang", None)
    assert len(server.created) == 1


async def test_cut_off_creates_and_ends_before_its_content_length() -> None:
    server = Simulator(faults=["cut_off"])
    async with server:
        head, _, body = (await raw_exchange(server, raw_create())).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    promised = int(head.partition(b"Content-Length: ")[2])
    assert 0 < len(body) < promised
    assert_struck(server, "cut_off", None)
    assert len(server.created) == 1


async def test_cut_off_reaches_aiohttp_as_an_incomplete_payload() -> None:
    async with calling(Simulator(faults=["cut_off"])) as caller:
        with pytest.raises(aiohttp.ClientPayloadError):
            await caller.create()


async def test_garbage_creates_and_answers_no_http() -> None:
    server = Simulator(faults=["garbage"])
    async with server:
        answer = await raw_exchange(server, raw_create())
    assert answer
    assert not answer.startswith(b"HTTP/")
    assert_struck(server, "garbage", None)
    assert len(server.created) == 1


async def test_slow_creates_at_once_and_answers_late() -> None:
    server = Simulator(faults=["slow:seconds=0.2"])
    async with calling(server) as caller:
        began = time.monotonic()
        reply = await caller.create()
    assert reply.status == 200
    assert time.monotonic() - began >= 0.2
    assert list(server.created) == [reply.json["id"]]
    assert_struck(server, "slow", 200)


async def test_a_caller_who_gives_up_on_slow_has_created_all_the_same() -> None:
    server = Simulator(faults=["slow:seconds=30"])
    async with calling(server) as caller:
        with pytest.raises(TimeoutError):
            await caller.create(timeout=aiohttp.ClientTimeout(total=0.1))
        await asyncio.sleep(0.01)
        assert len(server.created) == 1


# ---- what the caller sees: the answer ----------------------------------------------------------------------


async def test_not_json_creates_and_answers_200_with_a_page() -> None:
    server = Simulator(faults=["not_json"])
    async with calling(server) as caller:
        reply = await caller.create()
    assert (reply.status, reply.headers["Content-Type"]) == (200, "text/html")
    assert reply.body.startswith(b"<html>")
    assert_struck(server, "not_json", 200)


async def test_no_id_creates_and_answers_json_without_a_trace_of_the_id() -> None:
    server = Simulator(faults=["no_id"])
    async with calling(server) as caller:
        reply = await caller.create()
    assert reply.status == 200
    assert reply.json["title"] == "Algebra"
    (meeting_id,) = server.created
    assert meeting_id not in reply.body.decode()
    assert_struck(server, "no_id", 200)


async def test_no_id_of_a_look_up_finds_a_user_without_one() -> None:
    async with calling(Simulator(faults=["no_id:on=users"])) as caller:
        (user,) = (await caller.look_up("ana@example.com")).json["items"]
    assert "id" not in user
    assert user["emails"] == ["ana@example.com"]


async def test_redirect_creates_nothing_and_points_elsewhere() -> None:
    server = Simulator(faults=["redirect"])
    async with calling(server) as caller:
        reply = await caller.create()
    assert reply.status == 302
    assert reply.headers["Location"].startswith("/")
    assert_struck(server, "redirect", 302)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.isdigit()])
async def test_a_status_by_number_is_a_json_error(kind: str) -> None:
    server = Simulator(faults=[kind])
    async with calling(server) as caller:
        reply = await caller.create()
    assert reply.status == int(kind)
    assert reply.json["error"]["code"] == int(kind)
    assert ("Retry-After" in reply.headers) is (kind == "429")
    assert_struck(server, kind, int(kind))


def test_no_4xx_creates_and_the_gateways_that_gave_up_do() -> None:
    assert not [kind for kind, rule in KINDS.items() if kind.startswith("4") and rule.creates]
    assert {kind for kind in ("500", "503", "503_retry") if KINDS[kind].creates} == set()
    assert all(KINDS[kind].creates for kind in ("502", "504", "html_502"))


async def test_html_502_is_a_page_of_a_gateway_behind_which_the_meeting_exists() -> None:
    server = Simulator(faults=["html_502"])
    async with calling(server) as caller:
        reply = await caller.create()
    assert (reply.status, reply.headers["Content-Type"]) == (502, "text/html")
    assert_struck(server, "html_502", 502)


async def test_429_and_503_retry_say_when_to_come_back() -> None:
    server = Simulator(faults=["429:seconds=2.5:first=1", "503_retry:first=1", "503_retry:seconds=7"])
    async with calling(server) as caller:
        replies = [await caller.create() for _ in range(3)]
    assert [(reply.status, reply.headers["Retry-After"]) for reply in replies] == [
        (429, "3"),
        (503, "1"),
        (503, "7"),
    ]
    assert server.refused == 1
    assert server.created == {}


async def test_503_retry_has_retry_after_whatever_429_has() -> None:
    async with calling(Simulator(faults=["503_retry"], retry_after="none")) as caller:
        assert (await caller.create()).headers["Retry-After"] == "1"
    async with calling(Simulator(faults=["503_retry:seconds=60"], retry_after="date")) as caller:
        told = parsedate_to_datetime((await caller.create()).headers["Retry-After"]).timestamp()
    assert time.time() + 50 < told < time.time() + 62


async def test_faults_of_look_ups_leave_creates_alone() -> None:
    server = Simulator(faults=["500:on=users"])
    async with calling(server) as caller:
        assert (await caller.look_up("ana@example.com")).status == 500
        assert (await caller.create()).status == 200
    assert [request.fault for request in server.recorded] == ["500", ""]


async def test_a_share_of_many_concurrent_creates_is_struck_and_the_rest_succeed() -> None:
    server = Simulator(per_second=None, per_minute=None, faults=["500:20%"], seed=3)
    async with calling(server) as caller:
        replies = await asyncio.gather(*(caller.create(BIOLOGY) for _ in range(200)))
    refused = [reply for reply in replies if reply.status == 500]
    assert 20 <= len(refused) <= 60
    assert len(server.created) == 200 - len(refused)


def test_the_help_names_every_fault(capfd: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["simulator", "--help"]) == 0
    said = set(re.findall(r"\w+", capfd.readouterr().out))
    assert said >= {*KINDS, "title", "first", "on", "seconds"}
