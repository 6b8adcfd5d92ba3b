"""What the transport reports of every way a request can end; above all whether a byte of it can have left."""

import asyncio
import gzip
import re
import socket
import ssl
import subprocess
import time
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import which
from typing import Any

import aiohttp
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulkmeet import transport
from bulkmeet.errors import RunStopped, WrongUsage
from bulkmeet.limiter import Limiter
from bulkmeet.model import Request, Response
from bulkmeet.settings import Key, Rate
from bulkmeet.simulator import Simulator
from bulkmeet.transport import ANSWER_BYTES, Transport
from bulkmeet.wire import find_user_request, stored_request
from tests.raw_server import Caller, answering, free_port, ok, serving
from tests.simulator_calls import ALGEBRA

KEY = "secret-key-0123456789"
CREATE = stored_request(msgspec.json.encode(ALGEBRA))
LOOK_UP = find_user_request("ana@example.com")


class Asked:
    """A `before_first_byte` that counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self) -> None:
        self.times += 1


@asynccontextmanager
async def to(url: str, *, timeout: float = 5.0, connections: int = 4, **options: Any) -> AsyncIterator[Transport]:  # noqa: ASYNC109 - the transport's own
    async with Transport(url, Key(KEY), timeout=timeout, connections=connections, **options) as way:
        yield way


async def sent_to(url: str, request: Request = CREATE, **options: Any) -> tuple[Response, int]:
    """What comes of one request, and how often it was asked whether it may leave."""
    asked = Asked()
    async with to(url, **options) as way:
        return await way.send(request, asked), asked.times


# ---- what goes out -----------------------------------------------------------------------------------------


async def test_a_create_arrives_as_it_was_encoded_with_the_key_in_the_header_and_nowhere_else() -> None:
    async with serving(answering(ok())) as server:
        response, _ = await sent_to(server.url, company_id="4242")
    head, _, body = server.heard.partition(b"\r\n\r\n")
    assert response.body == b'{"id": "6236730000000001"}'
    assert bytes(body) == CREATE.body
    assert head.startswith(b"POST /api/v2/meetings HTTP/1.1\r\n")
    assert b"Authorization: Bearer " + KEY.encode() in head
    assert b"Content-Type: application/json" in head
    assert b"DP-Company-ID: 4242" in head
    assert server.heard.count(KEY.encode()) == 1


async def test_a_look_up_keeps_the_plus_of_an_address() -> None:
    async with Simulator(key=KEY) as simulator:
        response, asked = await sent_to(simulator.url, find_user_request("ana+school@example.com"))
    assert (response.status, asked) == (200, 1)
    assert simulator.recorded[0].query == {"email": "ana+school@example.com"}
    assert "content-type" not in simulator.recorded[0].headers


async def test_no_company_is_named_unless_one_was_chosen() -> None:
    async with serving(answering(ok())) as server:
        await sent_to(server.url)
    assert b"company" not in server.heard.lower()


async def test_no_more_connections_are_open_than_allowed_and_nobody_is_asked_before_one_is_free() -> None:
    async def slowly(caller: Caller) -> None:
        while await caller.hear():
            await asyncio.sleep(0.02)
            await caller.say(ok())

    asked = Asked()
    async with serving(slowly) as server, to(server.url, connections=3) as way:
        sends = [asyncio.create_task(way.send(LOOK_UP, asked)) for _ in range(10)]
        await asyncio.sleep(0.01)
        assert asked.times <= 3
        responses = await asyncio.gather(*sends)
    assert [response.status for response in responses] == [200] * 10
    assert server.most_at_once == 3


# ---- before the first byte ---------------------------------------------------------------------------------


@pytest.mark.parametrize("request_", [CREATE, LOOK_UP])
async def test_not_a_byte_leaves_before_it_is_allowed_to(request_: Request) -> None:
    allowed, asked = asyncio.Event(), asyncio.Event()

    async def leaving() -> None:
        asked.set()
        await allowed.wait()

    async with serving(answering(ok())) as server, to(server.url) as way:
        sending = asyncio.create_task(way.send(request_, leaving))
        await asked.wait()
        await asyncio.sleep(0.1)
        assert (server.connections, bytes(server.heard)) == (1, b"")
        allowed.set()
        response = await sending
    assert response.status == 200
    assert server.heard


async def test_a_ledger_slower_than_the_timeout_does_not_make_the_server_look_slow() -> None:
    async def leaving() -> None:
        await asyncio.sleep(1.2)

    async with serving(answering(ok())) as server, to(server.url, timeout=0.8) as way:
        assert (await way.send(CREATE, leaving)).status == 200


async def test_a_loop_that_stalls_just_before_the_first_byte_does_not_deceive_the_pace() -> None:
    departures: list[float] = []

    class Watched(Limiter):
        def note_departure(self, let_go_at: float, left_at: float) -> None:
            departures.append(left_at)
            super().note_departure(let_go_at, left_at)

    limiter = Watched(Rate(1000, 1))
    async with Simulator(key=KEY, per_second=None, per_minute=None) as simulator, to(simulator.url) as way:
        place = await limiter.acquire()
        assert place is not None

        async def stalling() -> None:
            asyncio.get_running_loop().call_soon(time.sleep, 0.1)

        assert (await way.send(CREATE, lambda: place.leave(stalling))).status == 200
        (arrived,) = [recorded.at for recorded in simulator.recorded]
    assert len(departures) == 1
    assert 0 <= arrived - departures[0] < 0.08


@pytest.mark.parametrize("request_", [CREATE, LOOK_UP])
@pytest.mark.parametrize(
    "error",
    [
        RunStopped("The disk is full."),
        OSError(28, "No space left on device"),
        ConnectionResetError("of something else"),
        TimeoutError("of something else"),
        ValueError("wrong"),
        KeyError("missing"),
        aiohttp.ClientPayloadError("of something else"),
    ],
    ids=lambda error: type(error).__name__ if isinstance(error, Exception) else "",
)
async def test_where_it_may_not_leave_nothing_is_sent_and_the_reason_comes_out(
    request_: Request, error: Exception
) -> None:
    async def leaving() -> None:
        raise error

    async with serving(answering(ok())) as server, to(server.url) as way:
        with pytest.raises(type(error)) as raised:
            await way.send(request_, leaving)
        assert raised.value is error
        assert bytes(server.heard) == b""
        assert (await way.send(request_, Asked())).status == 200


async def test_a_send_that_is_cancelled_while_it_asks_sends_nothing() -> None:
    asked = asyncio.Event()

    async def leaving() -> None:
        asked.set()
        await asyncio.sleep(60)

    async with serving(answering(ok())) as server, to(server.url) as way:
        sending = asyncio.create_task(way.send(CREATE, leaving))
        await asked.wait()
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        await asyncio.sleep(0.05)
    assert bytes(server.heard) == b""


# ---- it certainly never left -------------------------------------------------------------------------------


async def test_a_refused_connection_is_reported_as_not_sent() -> None:
    response, asked = await sent_to(f"http://127.0.0.1:{free_port()}")
    assert response == Response(sent=False, error="no connection could be made")
    assert asked == 0


async def test_a_name_that_is_not_found_is_reported_as_not_sent() -> None:
    response, asked = await sent_to("http://dialpad.invalid")
    assert response == Response(sent=False, error="the server's name could not be found")
    assert asked == 0


async def test_a_connection_that_is_never_made_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "CONNECT_SECONDS", 0.2)
    with socket.socket() as listener, socket.socket() as first, socket.socket() as second:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for filling in (first, second):
            filling.setblocking(False)
            filling.connect_ex(listener.getsockname())
        response, asked = await sent_to(f"http://127.0.0.1:{listener.getsockname()[1]}")
    assert response == Response(sent=False, error="no connection could be made in time")
    assert asked == 0


# ---- TLS ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def certify(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[ssl.SSLContext, Path]]:
    """Makes a server's TLS and its self-signed certificate for a name, such as IP:127.0.0.1."""
    openssl = which("openssl")
    if openssl is None:
        pytest.skip("the openssl command, which makes the certificates, is not installed")

    def make(name: str) -> tuple[ssl.SSLContext, Path]:
        folder = tmp_path_factory.mktemp("tls")
        certificate, key = folder / "certificate.pem", folder / "key.pem"
        kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        names = ["-subj", "/CN=example", "-addext", f"subjectAltName={name}"]
        subprocess.run(
            [openssl, "req", *kind, *names, "-keyout", str(key), "-out", str(certificate)],
            check=True,
            capture_output=True,
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context, certificate

    return make


Certify = Callable[[str], tuple[ssl.SSLContext, Path]]


async def test_a_certificate_nobody_vouches_for_is_fatal_and_nothing_was_sent(certify: Certify) -> None:
    tls, _ = certify("IP:127.0.0.1")
    async with serving(answering(ok()), tls) as server:
        response, asked = await sent_to(server.url)
    assert (response.sent, response.status, response.fatal, asked) == (False, None, True, 0)
    assert "certificate is not trusted" in response.error
    assert bytes(server.heard) == b""


async def test_a_certificate_given_with_ca_file_is_trusted(certify: Certify) -> None:
    tls, certificate = certify("IP:127.0.0.1")
    async with serving(answering(ok()), tls) as server:
        response, asked = await sent_to(server.url, ca_file=certificate)
    assert (response.status, asked) == (200, 1)


async def test_a_certificate_for_another_name_is_fatal_even_if_it_is_trusted(certify: Certify) -> None:
    tls, certificate = certify("DNS:dialpad.example")
    async with serving(answering(ok()), tls) as server:
        response, asked = await sent_to(server.url, ca_file=certificate)
    assert (response.sent, response.fatal, asked) == (False, True, 0)


async def test_a_server_that_speaks_no_tls_is_not_spoken_to() -> None:
    async def refuse(caller: Caller) -> None:
        await caller.say(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with serving(refuse) as server:
        response, asked = await sent_to(server.url.replace("http:", "https:"))
    assert (response.sent, response.fatal, asked) == (False, False, 0)
    assert KEY.encode() not in server.heard


async def test_a_tls_handshake_that_never_ends_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "CONNECT_SECONDS", 0.2)

    async def silent(_caller: Caller) -> None:
        await asyncio.sleep(60)

    async with serving(silent) as server:
        response, asked = await sent_to(server.url.replace("http:", "https:"))
    assert (response.sent, response.fatal, asked) == (False, False, 0)


@pytest.mark.parametrize("content", [None, b"", b"no certificate\n"])
def test_a_ca_file_that_holds_no_certificates_is_wrong_usage(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WrongUsage, match="--ca-file"):
        Transport("https://example.com", Key(KEY), timeout=1, connections=1, ca_file=path)


# ---- it left, and no answer can be trusted -----------------------------------------------------------------


async def reset_unread(caller: Caller) -> None:
    caller.reset()


async def reset_when_heard(caller: Caller) -> None:
    await caller.hear()
    caller.reset()


async def hang_up_when_heard(caller: Caller) -> None:
    await caller.hear()


async def hang(caller: Caller) -> None:
    await caller.hear()
    await asyncio.sleep(60)


async def half_a_head(caller: Caller) -> None:
    await caller.hear()
    await caller.say(b"HTTP/1.1 200 OK\r\nContent-Le")


async def garbage(caller: Caller) -> None:
    await caller.hear()
    await caller.say(b"\x16\x03\x01\x02 this is no HTTP \x00\xff\r\n\r\n")


async def endless_header(caller: Caller) -> None:
    await caller.hear()
    await caller.say(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n")


@pytest.mark.parametrize(
    ("play", "error"),
    [
        (reset_unread, "the connection was lost before an answer came"),
        (reset_when_heard, "the connection was lost before an answer came"),
        (hang_up_when_heard, "the connection was lost before an answer came"),
        (half_a_head, "the connection was lost before an answer came"),
        (hang, "no answer came in time"),
        (garbage, "the answer made no sense"),
        (endless_header, "the answer made no sense"),
    ],
)
async def test_a_request_that_left_and_got_no_answer_says_so_and_has_no_status(
    play: Callable[[Caller], Any], error: str
) -> None:
    async with serving(play) as server:
        response, asked = await sent_to(server.url, timeout=0.3 if play is hang else 30)
    assert response == Response(sent=True, error=error)
    assert asked == 1


@pytest.mark.parametrize("request_", [CREATE, LOOK_UP])
@given(
    st.lists(
        st.binary(max_size=40)
        | st.sampled_from(
            [
                b"HTTP/1.1 200 OK\r\n",
                b"HTTP/1.1 100 Continue\r\n\r\n",
                b"HTTP/0.9 99 \r\n",
                b"\r\n",
                b"\r\n\r\n",
                b"{}",
                b"Content-Length: 5\r\n",
                b"Content-Length: -1\r\n",
                b"Content-Length: 99999999999999999999\r\n",
                b"Transfer-Encoding: chunked\r\n",
                b"5\r\nhello\r\n",
                b"ZZ\r\n",
                b"Content-Type: \xff\r\n",
                b"Content-Encoding: gzip\r\n",
                b"Retry-After: \xff\r\n",
                b"Location: ://\r\n",
                b"Set-Cookie: a=\x01\r\n",
            ]
        ),
        max_size=8,
    ).map(b"".join)
)
@settings(max_examples=30, deadline=None)
def test_whatever_a_server_says_nothing_is_raised_and_the_request_counts_as_sent(
    request_: Request, said: bytes
) -> None:
    async def exchange() -> Response:
        async with serving(answering(said)) as server:
            return (await sent_to(server.url, request_, timeout=2))[0]

    response = asyncio.run(exchange())
    assert response.sent
    assert (response.status is None) == bool(response.error)


# ---- answers -----------------------------------------------------------------------------------------------


async def test_an_answer_comes_back_with_what_is_needed_to_judge_it() -> None:
    headers = b"Content-Type: Text/Plain; charset=x\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\n"
    said = b"HTTP/1.1 429 Slow Down\r\n" + headers + b"slow"
    async with serving(answering(said)) as server:
        response, _ = await sent_to(server.url)
    assert response == Response(sent=True, status=429, body=b"slow", content_type="text/plain", retry_after="7")


async def test_an_answer_given_before_the_request_was_read_is_an_answer_all_the_same() -> None:
    async def refuse_unheard(caller: Caller) -> None:
        await caller.say(b"HTTP/1.1 401 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await caller.hear()

    async with serving(refuse_unheard) as server:
        response, _ = await sent_to(server.url)
    assert (response.sent, response.status) == (True, 401)


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
    ],
)
async def test_an_answer_that_was_cut_off_says_so_and_keeps_its_status(said: bytes) -> None:
    async with serving(answering(said)) as server:
        response, _ = await sent_to(server.url)
    assert (response.status, response.body, response.complete) == (200, b"{", False)


async def test_an_answer_that_stops_half_way_is_given_up_in_time() -> None:
    async def stop_half_way(caller: Caller) -> None:
        await caller.hear()
        await caller.say(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        await asyncio.sleep(60)

    async with serving(stop_half_way) as server:
        response, _ = await sent_to(server.url, timeout=0.8)
    assert (response.status, response.body, response.complete) == (200, b"{", False)


def dribbling(answer: bytes, pause: float) -> Callable[[Caller], Any]:
    async def dribble(caller: Caller) -> None:
        await caller.hear()
        for byte in answer:
            await caller.say(bytes([byte]))
            await asyncio.sleep(pause)

    return dribble


async def test_the_timeout_is_for_silence_so_a_slow_but_steady_answer_arrives() -> None:
    async with serving(dribbling(ok(b"{}"), 0.02)) as server:
        response, _ = await sent_to(server.url, timeout=0.8)
    assert (response.body, response.complete) == (b"{}", True)


@pytest.mark.parametrize("answer", [ok(b"{}", f"X-Long: {'x' * 4000}"), ok(b" " * 4000)], ids=["head", "body"])
async def test_an_answer_that_dribbles_without_end_is_given_up_all_the_same(answer: bytes) -> None:
    async with serving(dribbling(answer, 0.005)) as server:
        async with asyncio.timeout(10):
            response, asked = await sent_to(server.url, timeout=0.1)
    assert (response, asked) == (Response(sent=True, error="no answer came in time"), 1)


async def test_the_time_for_an_answer_begins_only_when_the_request_leaves() -> None:
    async def leaving() -> None:
        await asyncio.sleep(0.2 * transport.ANSWER_TIMEOUTS + 0.2)

    async with serving(answering(ok())) as server, to(server.url, timeout=0.2) as way:
        assert (await way.send(CREATE, leaving)).status == 200


@pytest.mark.parametrize(("size", "complete"), [(ANSWER_BYTES, True), (ANSWER_BYTES + 1, False)])
async def test_an_answer_of_more_than_a_megabyte_is_not_read_on(size: int, complete: bool) -> None:
    async with serving(answering(ok(b"x" * size))) as server:
        response, _ = await sent_to(server.url)
    assert (response.status, len(response.body), response.complete) == (200, ANSWER_BYTES, complete)


async def test_an_answer_without_end_is_not_read_without_end() -> None:
    async def pour(caller: Caller) -> None:
        await caller.hear()
        await caller.say(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            await caller.say(b"x" * 65_536)

    async with serving(pour) as server:
        response, _ = await sent_to(server.url)
    assert (len(response.body), response.complete) == (ANSWER_BYTES, False)


async def test_a_compressed_answer_is_not_unpacked_because_none_was_asked_for() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    async with serving(answering(ok(bomb, "Content-Encoding: gzip"))) as server:
        response, _ = await sent_to(server.url)
    assert response.body == bomb
    assert b"Accept-Encoding: identity" in server.heard


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("request_", [CREATE, LOOK_UP])
async def test_a_redirect_is_reported_and_not_followed(status: int, request_: Request) -> None:
    said = f"HTTP/1.1 {status} Moved\r\nLocation: /api/v2/moved\r\nContent-Length: 0\r\n\r\n".encode()
    async with serving(answering(said, ok())) as server:
        response, asked = await sent_to(server.url, request_)
    assert (response.status, asked) == (status, 1)
    assert b"moved" not in server.heard


# ---- what the environment must not do ----------------------------------------------------------------------


async def test_no_proxy_and_no_password_is_taken_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\ndefault login somebody password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    async with serving(answering(ok())) as proxy, serving(answering(ok())) as server:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        response, _ = await sent_to(server.url)
    assert response.status == 200
    assert (proxy.connections, server.connections) == (0, 1)
    assert re.findall(rb"Authorization: (\w+) ", bytes(server.heard)) == [b"Bearer"]


# ---- kept-alive connections --------------------------------------------------------------------------------


async def test_a_connection_is_used_again() -> None:
    async with serving(answering(ok(), ok(), ok())) as server, to(server.url) as way:
        for _ in range(3):
            assert (await way.send(CREATE, Asked())).status == 200
    assert server.connections == 1


@pytest.mark.parametrize("reset", [False, True])
async def test_a_create_is_never_repeated_when_a_kept_alive_connection_dies_under_it(reset: bool) -> None:
    async def die_on_the_second(caller: Caller) -> None:
        await caller.hear()
        await caller.say(ok())
        await caller.hear()
        if reset:
            caller.reset()

    asked = Asked()
    async with serving(die_on_the_second) as server, to(server.url) as way:
        assert (await way.send(CREATE, asked)).status == 200
        second = await way.send(CREATE, asked)
        await asyncio.sleep(0.05)
    assert second == Response(sent=True, error="the connection was lost before an answer came")
    assert (server.connections, server.heard.count(b"POST"), asked.times) == (1, 2, 2)


async def test_a_create_after_the_server_has_hung_up_goes_over_a_new_connection_once() -> None:
    asked = Asked()
    async with serving(answering(ok())) as server, to(server.url) as way:
        assert (await way.send(CREATE, asked)).status == 200
        await asyncio.sleep(0.1)
        assert (await way.send(CREATE, asked)).status == 200
    assert (server.connections, server.heard.count(b"POST"), asked.times) == (2, 2, 2)


async def test_a_connection_that_was_idle_for_longer_than_a_server_may_keep_it_open_is_not_used_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert transport.KEEP_ALIVE_SECONDS < 5
    monkeypatch.setattr(transport, "KEEP_ALIVE_SECONDS", 0.1)
    async with serving(answering(ok(), ok())) as server, to(server.url) as way:
        assert (await way.send(CREATE, Asked())).status == 200
        await asyncio.sleep(0.3)
        assert (await way.send(CREATE, Asked())).status == 200
    assert server.connections == 2


TIMED_OUT = b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


async def test_a_408_on_an_idle_connection_is_not_taken_for_the_answer_to_the_next_request() -> None:
    async def time_out_when_idle(caller: Caller) -> None:
        await caller.hear()
        await caller.say(ok())
        await asyncio.sleep(0.05)
        await caller.say(TIMED_OUT)

    asked = Asked()
    async with serving(time_out_when_idle) as server, to(server.url) as way:
        assert (await way.send(CREATE, asked)).status == 200
        await asyncio.sleep(0.2)
        assert (await way.send(CREATE, asked)).status == 200
    assert (server.connections, server.heard.count(b"POST"), asked.times) == (2, 2, 2)


async def test_a_408_that_crosses_the_next_request_is_its_answer_and_it_is_not_sent_again() -> None:
    leaving, timed_out = asyncio.Event(), asyncio.Event()

    async def time_out_just_then(caller: Caller) -> None:
        await caller.hear()
        await caller.say(ok())
        await leaving.wait()
        await caller.say(TIMED_OUT)
        timed_out.set()
        await caller.hear()

    async def leave() -> None:
        leaving.set()
        await timed_out.wait()
        await asyncio.sleep(0.05)

    async with serving(time_out_just_then) as server, to(server.url) as way:
        assert (await way.send(CREATE, Asked())).status == 200
        second = await way.send(CREATE, leave)
        await asyncio.sleep(0.05)
    assert second.sent
    assert second.status in {None, 408}
    assert (server.connections, server.heard.count(b"POST") <= 2) == (1, True)


async def test_a_look_up_is_not_repeated_either_because_the_pace_would_not_know() -> None:
    async def die_on_the_second(caller: Caller) -> None:
        await caller.hear()
        await caller.say(ok())
        await caller.hear()

    asked = Asked()
    async with serving(die_on_the_second) as server, to(server.url) as way:
        assert (await way.send(LOOK_UP, asked)).status == 200
        second = await way.send(LOOK_UP, asked)
        await asyncio.sleep(0.05)
    assert second == Response(sent=True, error="the connection was lost before an answer came")
    assert (server.heard.count(b"GET"), asked.times) == (2, 2)


# ---- the key -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "play", [reset_unread, reset_when_heard, hang_up_when_heard, half_a_head, hang, garbage, endless_header]
)
async def test_the_key_is_in_no_response(play: Callable[[Caller], Any]) -> None:
    async with serving(play) as server:
        response, _ = await sent_to(server.url, timeout=0.2)
    assert KEY not in repr(response)


@pytest.mark.parametrize("status", [200, 400, 401, 500])
async def test_a_server_that_echoes_the_request_does_not_get_the_key_into_the_response(status: int) -> None:
    async def echo(caller: Caller) -> None:
        body = b"<" + await caller.hear() + b">"
        await caller.say(f"HTTP/1.1 {status} Echo\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)

    async with serving(echo) as server:
        response, _ = await sent_to(server.url)
    assert KEY.encode() in server.heard
    assert KEY not in repr(response)
    assert "Authorization: Bearer …\r\n".encode() in response.body
    assert (response.status, response.complete) == (status, True)


@pytest.mark.parametrize("error", [RunStopped("The disk is full."), OSError("full"), ValueError("wrong")])
async def test_the_key_is_in_no_traceback(error: Exception) -> None:
    async def leaving() -> None:
        raise error

    async with serving(answering(ok())) as server, to(server.url) as way:
        with pytest.raises(type(error)) as raised:
            await way.send(CREATE, leaving)
        assert KEY not in "".join(traceback.format_exception(raised.value))
        assert KEY not in repr(way)


# ---- against the simulator's faults ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "status", "complete"),
    [
        ("reset_before", None, True),
        ("reset_after", None, True),
        ("hang", None, True),
        ("garbage", None, True),
        ("cut_off", 200, False),
        ("not_json", 200, True),
        ("no_id", 200, True),
        ("redirect", 302, True),
        ("html_502", 502, True),
        ("503_retry", 503, True),
        ("slow:seconds=0.05", 200, True),
    ],
)
async def test_the_simulators_faults_are_reported_for_what_they_are(
    fault: str, status: int | None, complete: bool
) -> None:
    async with Simulator(key=KEY, faults=[fault]) as simulator:
        response, _ = await sent_to(simulator.url, timeout=0.3 if fault == "hang" else 30)
    assert (response.sent, response.status, response.complete) == (True, status, complete)
    assert (response.retry_after is not None) == (fault == "503_retry")
