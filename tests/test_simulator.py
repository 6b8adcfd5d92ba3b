"""The simulator as a server: who is let in, how fast, what is remembered, and how it ends."""

import asyncio
import io
import json
import time
from email.utils import parsedate_to_datetime

import aiohttp
import pytest

from bulkmeet.errors import WrongUsage
from bulkmeet.simulator import Recorded, Simulator, User, serve
from bulkmeet.simulator.windows import Windows
from tests.simulator_calls import ALGEBRA, calling, raw_create, raw_exchange

# ---- a create ----------------------------------------------------------------------------------------------


async def test_a_create_is_answered_with_an_id_a_url_and_the_request() -> None:
    server = Simulator()
    async with calling(server) as caller:
        reply = await caller.create()
    meeting_id = reply.json["id"]
    assert reply.status == 200
    assert isinstance(meeting_id, str)
    assert len(meeting_id) == 16
    assert meeting_id.isdigit()
    assert reply.json["meeting_url"] == f"https://dialpad.example/m/{meeting_id}"
    assert ALGEBRA.items() <= reply.json.items()
    assert {
        "instance_id",
        "dial_in_number",
        "organizer_pin",
        "participant_pin",
        "timezone",
    } <= reply.json.keys()
    assert server.created == {meeting_id: ALGEBRA}


async def test_the_same_meeting_sent_twice_is_created_twice_as_at_dialpad() -> None:
    server = Simulator()
    async with calling(server) as caller:
        first, second = await caller.create(), await caller.create()
    assert first.json["id"] != second.json["id"]
    assert list(server.created) == [first.json["id"], second.json["id"]]


async def test_the_same_seed_gives_the_same_ids_and_another_one_others() -> None:
    ids = []
    for seed in (7, 7, 8):
        async with calling(Simulator(seed=seed)) as caller:
            ids.append((await caller.create()).json["id"])
    assert ids[0] == ids[1] != ids[2]


async def test_three_hundred_creates_at_once_are_three_hundred_meetings() -> None:
    server = Simulator(per_second=None, per_minute=None)
    async with calling(server) as caller:
        replies = await asyncio.gather(*(caller.create(ALGEBRA | {"title": f"No. {n}"}) for n in range(300)))
    assert {reply.status for reply in replies} == {200}
    assert {reply.json["id"]: reply.json["title"] for reply in replies} == {
        meeting_id: body["title"] for meeting_id, body in server.created.items()
    }
    assert len(server.created) == len(server.recorded) == 300


async def test_every_answer_waits_for_the_latency_but_the_meeting_exists_at_once() -> None:
    told: asyncio.Queue[Recorded] = asyncio.Queue()
    server = Simulator(latency=0.1, on_request=told.put_nowait)
    async with calling(server) as caller:
        began = time.monotonic()
        answering = asyncio.create_task(caller.create())
        assert (await told.get()).created in server.created
        assert not answering.done()
        assert (await answering).status == 200
        assert time.monotonic() - began >= 0.1


# ---- who is let in -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", ["Bearer wrong", "Bearer ", "Bearer", "simulator", "Basic simulator"])
async def test_any_other_key_is_refused(given: str) -> None:
    server = Simulator()
    async with calling(server) as caller:
        reply = await caller.create(headers={"Authorization": given})
    assert reply.status == 401
    assert "API key is missing or invalid" in reply.message
    assert server.created == {}


async def test_no_key_is_refused_for_look_ups_too() -> None:
    async with calling(Simulator()) as caller:
        assert (await caller.create(headers={})).status == 401
        assert (await caller.call("GET", "/api/v2/users?email=ana@example.com", headers={})).status == 401


async def test_a_key_of_ones_own_and_any_key() -> None:
    async with calling(Simulator(key="s3cret")) as caller:
        assert (await caller.create(headers={"Authorization": "Bearer s3cret"})).status == 200
        assert (await caller.create()).status == 401
    async with calling(Simulator(key=None)) as caller:
        assert (await caller.create(headers={"Authorization": "Bearer whatever"})).status == 200
        assert (await caller.create(headers={})).status == 401


async def test_a_key_in_the_url_opens_nothing_and_is_not_recorded() -> None:
    server = Simulator(key="s3cret")
    async with calling(server) as caller:
        reply = await caller.call("POST", "/api/v2/meetings?apikey=s3cret", json=ALGEBRA, headers={})
        with_both = await caller.call(
            "POST", "/api/v2/meetings?apikey=s3cret", json=ALGEBRA, headers={"Authorization": "Bearer s3cret"}
        )
    assert reply.status == 401
    assert with_both.status == 400
    assert "apikey is not a query parameter" in with_both.message
    assert "s3cret" not in str(server.recorded)


# ---- what else is refused ----------------------------------------------------------------------------------


async def test_other_paths_and_methods_are_refused() -> None:
    async with calling(Simulator()) as caller:
        assert (await caller.call("POST", "/api/v2/meeting")).status == 404
        assert (await caller.call("GET", "/")).json["error"]["code"] == 404
        wrong_method = await caller.call("GET", "/api/v2/meetings")
        assert (wrong_method.status, wrong_method.headers["Allow"]) == (405, "POST")
        assert (await caller.call("POST", "/api/v2/users")).headers["Allow"] == "GET"


@pytest.mark.parametrize("content_type", ["text/plain", "application/octet-stream", "application/jsonp"])
async def test_another_content_type_than_json_is_refused(content_type: str) -> None:
    headers = {"Authorization": "Bearer simulator", "Content-Type": content_type}
    async with calling(Simulator()) as caller:
        reply = await caller.call("POST", "/api/v2/meetings", data=json.dumps(ALGEBRA), headers=headers)
    assert reply.status == 415
    assert "must be application/json" in reply.message


@pytest.mark.parametrize("body", [b"", b"{", b'{"title": "\xff"}', b"[" * 100_000, b"NaN", b"9" * 5000])
async def test_a_body_that_is_no_json_is_refused(body: bytes) -> None:
    headers = {"Authorization": "Bearer simulator", "Content-Type": "application/json; charset=utf-8"}
    async with calling(Simulator()) as caller:
        reply = await caller.call("POST", "/api/v2/meetings", data=body, headers=headers)
    assert reply.status == 400
    assert reply.message == "The body is not valid JSON."


async def test_a_body_over_one_megabyte_is_refused_and_the_connection_goes_on() -> None:
    server = Simulator()
    headers = {"Authorization": "Bearer simulator", "Content-Type": "application/json"}
    fitting = json.dumps(ALGEBRA).encode().ljust(1024**2)
    async with calling(server) as caller:
        statuses = []
        for body in (fitting, fitting + b" ", b"{}"):
            reply = await caller.call("POST", "/api/v2/meetings", data=io.BytesIO(body), headers=headers)
            statuses.append(reply.status)
    assert statuses == [200, 413, 400]
    assert len(server.created) == 1


async def test_a_refusal_tells_every_flaw_in_the_message_and_one_by_one() -> None:
    async with calling(Simulator()) as caller:
        reply = await caller.create(ALGEBRA | {"title": 5, "colour": "red"})
    assert reply.status == 400
    assert reply.message == "title must be a string, not an integer; colour is not a field of this request"
    assert [flaw["location"] for flaw in reply.json["error"]["errors"]] == ["title", "colour"]


async def test_a_refusal_of_a_thousand_flaws_stays_short() -> None:
    async with calling(Simulator()) as caller:
        reply = await caller.create(ALGEBRA | {f"unknown{n}": n for n in range(1000)})
    assert reply.message.endswith("; and 980 more")
    assert len(reply.json["error"]["errors"]) == 20


# ---- look-ups ----------------------------------------------------------------------------------------------


async def test_everybody_exists_by_default_with_an_id_that_stays() -> None:
    async with calling(Simulator()) as caller:
        ana, again, ben = [
            (await caller.look_up(email)).json
            for email in ("ana.diaz@example.com", "ANA.DIAZ@example.com", "ben@example.com")
        ]
    (user,) = ana["items"]
    assert ana["cursor"] is None
    assert user["emails"] == ["ana.diaz@example.com"]
    assert user["display_name"] == "Ana Diaz"
    assert user["state"] == "active"
    assert len(user["id"]) == 16
    assert again["items"] == [user]
    assert ben["items"][0]["id"] != user["id"]


async def test_nobody_is_not_found_and_suspended_is_suspended() -> None:
    async with calling(Simulator()) as caller:
        assert (await caller.look_up("nobody7@example.com")).json == {"items": None, "cursor": None}
        assert (await caller.look_up("suspended.sue@example.com")).json["items"][0]["state"] == "suspended"


async def test_configured_users_are_the_only_ones_who_exist_and_may_host() -> None:
    ana = User("5835806903417907", state="pending", display_name="Ana", timezone="Europe/Berlin")
    async with calling(Simulator(users={"Ana@Example.com": ana})) as caller:
        (found,) = (await caller.look_up("ana@example.com")).json["items"]
        assert found == {
            "id": "5835806903417907",
            "emails": ["ana@example.com"],
            "display_name": "Ana",
            "state": "pending",
            "timezone": "Europe/Berlin",
        }
        assert (await caller.look_up("ben@example.com")).json["items"] is None
        assert (await caller.create(ALGEBRA | {"user_id": 5835806903417907})).status == 200
        stranger = await caller.create(ALGEBRA | {"user_id": 5835806903417908})
    assert stranger.status == 400
    assert "user_id 5835806903417908 is no user of this company" in stranger.message


async def test_a_look_up_takes_an_email_and_nothing_else() -> None:
    async with calling(Simulator()) as caller:
        without = await caller.call("GET", "/api/v2/users")
        more = await caller.call("GET", "/api/v2/users?email=ana@example.com&name=Ana")
    assert (without.status, without.message) == (400, "email is required")
    assert (more.status, more.message) == (400, "name is not a query parameter of this request")


# ---- limits ------------------------------------------------------------------------------------------------


def test_the_twenty_first_request_of_any_second_waits_until_the_first_is_a_second_old() -> None:
    windows = Windows([(20, 1.0), (1200, 60.0)])
    assert [windows.admit(10 + n / 100) for n in range(20)] == [0.0] * 20
    assert windows.admit(10.5) == pytest.approx(0.5)
    assert windows.admit(10.999) > 0
    assert windows.admit(11.0) == 0.0
    assert windows.admit(11.0) > 0, "the second request came at 10.01"


def test_a_minute_has_its_own_limit() -> None:
    windows = Windows([(20, 1.0), (1000, 60.0)])
    assert {windows.admit(second + n / 20) for second in range(50) for n in range(20)} == {0.0}
    assert windows.admit(55.0) == pytest.approx(5.0)
    assert windows.admit(59.9) > 0
    assert windows.admit(60.0) == 0.0


def test_refused_requests_count_only_if_asked() -> None:
    for count_refused, wait in ((False, 0.0), (True, 0.5)):
        windows = Windows([(1, 1.0)], count_refused=count_refused)
        windows.admit(0.0)
        assert windows.admit(0.5) > 0
        assert windows.admit(1.0) == pytest.approx(wait)


def test_a_limit_that_is_off_lets_everything_in() -> None:
    windows = Windows([(None, 1.0), (None, 60.0)])
    assert {windows.admit(0.0) for _ in range(5000)} == {0.0}


def test_a_limit_of_nothing_is_wrong_usage() -> None:
    with pytest.raises(WrongUsage, match="lets nothing in"):
        Simulator(per_second=0)


async def test_in_real_time_the_twenty_first_is_refused_and_let_in_after_retry_after() -> None:
    server = Simulator()
    async with calling(server) as caller:
        replies = await asyncio.gather(*(caller.look_up(f"p{n}@example.com") for n in range(20)))
        refused = await caller.create()
        assert [reply.status for reply in replies] == [200] * 20
        assert refused.status == 429
        assert refused.headers["Retry-After"] == "1"
        assert refused.json["error"]["code"] == 429
        await asyncio.sleep(1)
        assert (await caller.create()).status == 200
    assert server.refused == 1
    assert len(server.created) == 1


async def test_retry_after_of_the_minute_is_rounded_up_to_whole_seconds() -> None:
    now = [100.0]
    async with calling(Simulator(per_second=None, per_minute=2, clock=lambda: now[0])) as caller:
        assert [(await caller.create()).status for _ in range(2)] == [200, 200]
        now[0] = 102.5
        assert (await caller.create()).headers["Retry-After"] == "58"
        now[0] = 160.0
        assert (await caller.create()).status == 200


async def test_retry_after_as_a_date_or_not_at_all() -> None:
    async with calling(Simulator(per_minute=1, retry_after="date")) as caller:
        await caller.create()
        told = parsedate_to_datetime((await caller.create()).headers["Retry-After"]).timestamp()
    assert time.time() + 50 < told < time.time() + 62
    async with calling(Simulator(per_minute=1, retry_after="none")) as caller:
        await caller.create()
        assert "Retry-After" not in (await caller.create()).headers


# ---- what is remembered ------------------------------------------------------------------------------------


async def test_a_request_is_recorded_with_everything_but_the_key() -> None:
    server = Simulator(clock=lambda: 12.5)
    async with calling(server) as caller:
        reply = await caller.create()
        await caller.look_up("ana@example.com")
    create, look_up = server.recorded
    assert (create.at, create.method, create.path, create.query) == (12.5, "POST", "/api/v2/meetings", {})
    assert json.loads(create.body) == ALGEBRA
    assert create.headers["authorization"] == "Bearer …"
    assert create.headers["content-type"] == "application/json"
    assert (create.status, create.fault, create.created) == (200, "", reply.json["id"])
    assert look_up.query == {"email": "ana@example.com"}
    assert look_up.created is None


async def test_a_refused_request_is_recorded_with_its_body_so_that_its_row_is_known() -> None:
    server = Simulator(per_minute=1)
    async with calling(server) as caller:
        await caller.create()
        await caller.create(ALGEBRA | {"title": "Biology"})
    refused = server.recorded[1]
    assert (refused.status, refused.created) == (429, None)
    assert json.loads(refused.body)["title"] == "Biology"


async def test_a_caller_who_breaks_off_in_the_body_creates_nothing() -> None:
    told: asyncio.Queue[Recorded] = asyncio.Queue()
    server = Simulator(on_request=told.put_nowait)
    async with server:
        _, writer = await asyncio.open_connection("127.0.0.1", int(server.url.rpartition(":")[2]))
        writer.write(raw_create()[:-10])
        await asyncio.sleep(0.05)
        writer.transport.abort()
        recorded = await told.get()
    assert (recorded.status, recorded.fault, recorded.created) == (None, "", None)
    assert server.created == {}


async def test_without_remember_nothing_is_kept_but_everything_told() -> None:
    told: list[Recorded] = []
    server = Simulator(remember=False, on_request=told.append)
    async with calling(server) as caller:
        reply = await caller.create()
    assert server.recorded == []
    assert server.created == {}
    assert [request.created for request in told] == [reply.json["id"]]


# ---- beginning and end -------------------------------------------------------------------------------------


async def test_it_listens_on_loopback_only() -> None:
    async with Simulator() as server:
        assert server.url.startswith("http://127.0.0.1:")
        port = int(server.url.rpartition(":")[2])
        with pytest.raises(OSError, match="Connect call failed"):
            await asyncio.open_connection("127.0.0.2", port)


async def test_a_port_in_use_is_wrong_usage() -> None:
    async with Simulator() as server:
        port = int(server.url.rpartition(":")[2])
        with pytest.raises(WrongUsage, match=f"Port {port} is already in use"):
            async with Simulator(port=port):
                pass


async def test_after_the_block_nothing_listens() -> None:
    async with Simulator() as server:
        url = server.url
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(url)


async def test_a_bare_socket_is_enough_to_speak_to_it() -> None:
    async with Simulator() as server:
        sent = raw_create().replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1)
        answer = await raw_exchange(server, sent)
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")


async def test_it_ends_within_a_second_whatever_hangs() -> None:
    told: asyncio.Queue[Recorded] = asyncio.Queue()
    server = Simulator(faults=["hang:title=Algebra", "slow:seconds=60"], on_request=told.put_nowait)
    async with aiohttp.ClientSession() as session:
        async with server:
            port = int(server.url.rpartition(":")[2])
            _, half_sent = await asyncio.open_connection("127.0.0.1", port)
            half_sent.write(raw_create()[:-10])
            _, idle = await asyncio.open_connection("127.0.0.1", port)
            _, gone = await asyncio.open_connection("127.0.0.1", port)
            gone.write(raw_create())
            bodies = [ALGEBRA] * 5 + [ALGEBRA | {"title": "Biology"}] * 5
            headers = {"Authorization": "Bearer simulator"}
            calls = [
                asyncio.create_task(session.post(f"{server.url}/api/v2/meetings", json=body, headers=headers))
                for body in bodies
            ]
            for _ in range(11):
                assert (await told.get()).created
            gone.transport.abort()
            began = time.monotonic()
        assert time.monotonic() - began < 1
        outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(outcome, aiohttp.ClientConnectionError) for outcome in outcomes[:5])
    for writer in (half_sent, idle):
        writer.transport.abort()
    await asyncio.sleep(0)


async def test_a_hang_whose_caller_has_gone_leaves_no_task_behind() -> None:
    before = asyncio.all_tasks()
    told: asyncio.Queue[Recorded] = asyncio.Queue()
    async with Simulator(faults=["hang"], on_request=told.put_nowait) as server:
        _, writer = await asyncio.open_connection("127.0.0.1", int(server.url.rpartition(":")[2]))
        writer.write(raw_create())
        assert (await told.get()).fault == "hang"
        writer.transport.abort()
        await asyncio.sleep(0.05)
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before


async def test_serve_tells_where_it_listens_and_runs_until_cancelled() -> None:
    listening: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(serve(Simulator(), listening.set_result))
    url = await listening
    async with aiohttp.ClientSession() as session, session.get(url) as reply:
        assert reply.status == 404
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving
