"""The simulator itself: a strict stand-in for the Dialpad API on 127.0.0.1.

Every request goes the same way: counted against the limits, read, judged, recorded, answered. A create is
carried out and recorded before the first wait, so a caller that gives up early does not undo it.
"""

import asyncio
import contextlib
import errno
import socket
import struct
import time
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Self

import msgspec
from aiohttp import web
from msgspec import Struct

from bulkmeet.errors import WrongUsage
from bulkmeet.simulator import answers
from bulkmeet.simulator.answers import Answer, RetryAfter
from bulkmeet.simulator.directory import User, found_users
from bulkmeet.simulator.faults import Fault, FaultPlan, Place, parse_fault
from bulkmeet.simulator.recorded import Recorded, query_without_key, without_key
from bulkmeet.simulator.strictness import check
from bulkmeet.simulator.windows import Windows

ROUTES: dict[str, tuple[str, Place]] = {
    "/api/v2/meetings": ("POST", "meetings"),
    "/api/v2/users": ("GET", "users"),
}
QUERIES: dict[Place, frozenset[str]] = {"meetings": frozenset(), "users": frozenset({"email"})}
GARBAGE = b"\x16\x03\x01\x02 this is no HTTP \x00\xff\r\n\r\n"
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER on with no time: closing sends RST instead of FIN."""


class Verdict(Struct, frozen=True):
    """What becomes of a request: the answer (None: there is none), the fault that strikes, the id created."""

    answer: Answer | None
    fault: Fault | None = None
    created: str | None = None


class Simulator:
    """A Dialpad API on loopback for as long as the `async with` block lasts.

    `key` is the one key that is accepted (None: any). `per_second` and `per_minute` are the most requests in
    any second and minute (None: no limit); refused ones count only with `count_refused`. `users` by email
    address; None lets everybody exist but nobody…@. `latency` (seconds) comes before every answer. The same
    `seed` gives the same ids and draws the same faults. Without `remember`, `recorded` and `created` stay
    empty, for runs that are too long to keep.
    """

    def __init__(
        self,
        *,
        key: str | None = "simulator",
        per_second: int | None = 20,
        per_minute: int | None = 1200,
        faults: Iterable[Fault | str] = (),
        users: Mapping[str, User] | None = None,
        latency: float = 0.0,
        seed: int = 0,
        port: int = 0,
        retry_after: RetryAfter = "seconds",
        count_refused: bool = False,
        remember: bool = True,
        on_request: Callable[[Recorded], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.url = ""
        self.recorded: list[Recorded] = []
        self.created: dict[str, dict[str, object]] = {}
        self.refused = 0
        self._key = key
        self._windows = Windows(((per_second, 1.0), (per_minute, 60.0)), count_refused=count_refused)
        plan = (parse_fault(fault) if isinstance(fault, str) else fault for fault in faults)
        self._plan = FaultPlan(plan, seed)
        self._users = None if users is None else {email.lower(): user for email, user in users.items()}
        self._known = None if users is None else frozenset(int(user.id) for user in users.values())
        self._latency = latency
        self._seed = seed
        self._port = port
        self._retry_after = retry_after
        self._remember = remember
        self._on_request = on_request
        self._clock = clock
        self._creates = 0
        self._closing = asyncio.Event()
        self._runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        self._closing.clear()
        server = web.Server(self._handle, access_log=None, lingering_time=1.0)
        runner = web.ServerRunner(server, shutdown_timeout=0.2)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", self._port).start()
        except OSError as error:
            await runner.cleanup()
            raise WrongUsage(_why_not_listening(self._port, error)) from error
        self._runner = runner
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        if self._runner is not None:
            await self._runner.cleanup()
        self._runner = None

    # ---- one request ---------------------------------------------------------------------------------------

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        at = self._clock()
        refusal = self._refuse_unread(request, self._windows.admit(at))
        body = b""
        fault = None if refusal else self._plan.before_reading(ROUTES[request.path][1])
        if fault:
            verdict = Verdict(None, fault)
        else:
            try:
                body = await request.read()
                verdict = Verdict(refusal) if refusal else self._judge(request, body)
            except web.HTTPRequestEntityTooLarge:
                verdict = Verdict(refusal or answers.refusal(413, "The body is larger than 1 MB."))
            except (ConnectionError, web.RequestPayloadError):
                verdict = Verdict(None)
        self._record(request, at, body, verdict)
        return await self._carry_out(request, verdict)

    def _refuse_unread(self, request: web.BaseRequest, wait: float) -> Answer | None:
        """The refusal of a request that its head alone condemns."""
        if wait > 0:
            return answers.too_many(wait, self._retry_after, time.time())
        if request.path not in ROUTES:
            return answers.refusal(404, f"There is nothing at {request.path[:100]}.")
        method, place = ROUTES[request.path]
        if request.method != method:
            return answers.refusal(405, f"{request.path} takes only {method}.", headers={"Allow": method})
        if not self._is_authorized(request.headers.get("Authorization", "")):
            challenge = {"WWW-Authenticate": "Bearer"}
            return answers.refusal(401, "The API key is missing or invalid.", headers=challenge)
        if place == "meetings" and request.content_type != "application/json":
            return answers.refusal(415, "Content-Type must be application/json.")
        return self._refuse_query(request, QUERIES[place])

    def _is_authorized(self, authorization: str) -> bool:
        scheme, _, key = authorization.partition(" ")
        return scheme.lower() == "bearer" and bool(key) and self._key in (None, key)

    def _refuse_query(self, request: web.BaseRequest, allowed: frozenset[str]) -> Answer | None:
        if not allowed and not request.query_string:
            return None
        for name in request.query:
            if name not in allowed:
                return answers.refusal(400, f"{name[:60]} is not a query parameter of this request")
        if allowed and not request.query.get("email"):
            return answers.refusal(400, "email is required")
        return None

    def _judge(self, request: web.BaseRequest, body: bytes) -> Verdict:
        if ROUTES[request.path][1] == "users":
            found = found_users(request.query["email"], self._users)
            fault = self._plan.after_reading("users", "")
            return Verdict(self._spoiled(fault, found), fault)
        try:
            meeting = msgspec.json.decode(body)
        except (ValueError, RecursionError):
            return Verdict(answers.refusal(400, "The body is not valid JSON."))
        flaws = check(meeting, self._known)
        return Verdict(answers.malformed(flaws)) if flaws else self._create(meeting, body)

    def _create(self, meeting: dict[str, object], body: bytes) -> Verdict:
        """Create a meeting that is in order, unless a fault prevents it."""
        fault = self._plan.after_reading("meetings", str(meeting["title"]))
        self._creates += 1
        payload = answers.created_meeting(b"%d:%d:" % (self._seed, self._creates) + body, meeting)
        meeting_id = None if fault and not fault.rule.creates else str(payload["id"])
        if meeting_id and self._remember:
            self.created[meeting_id] = meeting
        return Verdict(self._spoiled(fault, payload), fault, meeting_id)

    def _spoiled(self, fault: Fault | None, payload: dict[str, object]) -> Answer:
        if fault is None:
            return answers.ok(payload)
        return answers.spoiled(fault, payload, self._retry_after, time.time())

    def _record(self, request: web.BaseRequest, at: float, body: bytes, verdict: Verdict) -> None:
        silent = verdict.fault is not None and verdict.fault.rule.silent
        status = None if silent or verdict.answer is None else verdict.answer.status
        self.refused += status == 429
        if not self._remember and self._on_request is None:
            return
        recorded = Recorded(
            at=at,
            method=request.method,
            path=request.path,
            query=query_without_key(request.query) if request.query_string else {},
            headers=without_key(request.headers),
            body=body,
            status=status,
            fault=verdict.fault.kind if verdict.fault else "",
            created=verdict.created,
        )
        if self._remember:
            self.recorded.append(recorded)
        if self._on_request is not None:
            self._on_request(recorded)

    # ---- on the wire ---------------------------------------------------------------------------------------

    async def _carry_out(self, request: web.BaseRequest, verdict: Verdict) -> web.StreamResponse:
        """Answer, or do to the connection what the fault says."""
        kind = verdict.fault.kind if verdict.fault else ""
        seconds = self._latency + (verdict.fault.delay if verdict.fault and kind == "slow" else 0.0)
        if kind == "hang" or seconds > 0:
            await self._pause(None if kind == "hang" else seconds)
        answer = verdict.answer
        if answer is None or kind in ("reset_before", "reset_after", "hang"):
            return _hung_up(request, None)
        if kind == "garbage":
            return _hung_up(request, GARBAGE)
        if kind == "cut_off":
            return _hung_up(request, _first_half(answer))
        headers = {"Content-Type": answer.content_type, **answer.headers}
        return web.Response(status=answer.status, body=answer.body, headers=headers)

    async def _pause(self, seconds: float | None) -> None:
        """Wait so long, or (None) for ever; the end of the simulator cuts it short."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), seconds)


async def serve(simulator: Simulator, on_listening: Callable[[str], None]) -> None:
    """Run the simulator until the task is cancelled; `on_listening` is told its URL once it can be called."""
    async with simulator:
        on_listening(simulator.url)
        await asyncio.Event().wait()


def _hung_up(request: web.BaseRequest, last_words: bytes | None) -> web.StreamResponse:
    """Close the connection after these bytes, or with a reset where there are none.

    The response returned is never written: aiohttp wants one, and finds the transport closed.
    """
    transport = request.transport
    if transport is not None and last_words is not None:
        transport.write(last_words)
        transport.close()
    elif transport is not None:
        connection = transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        transport.abort()
    return web.Response()


def _first_half(answer: Answer) -> bytes:
    """A head that promises the whole body, and half of it."""
    whole = len(answer.body)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {answer.content_type}\r\nContent-Length: {whole}\r\n\r\n"
    return head.encode() + answer.body[: whole // 2]


def _why_not_listening(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is already in use on this computer; choose another, or end what uses it."
    return f"The simulator cannot listen on port {port} ({error.strerror}); choose another."
