"""An API on 127.0.0.1 that is strict about the pace and notes when each request arrived.

    python -m tests.benchmarks.programs.server [--per-second N] [--per-minute N] [--latency SECONDS] [--refuse-key]

Its first line is its port. It ends when its standard input does, and its last line is then the tally, as JSON.
`GET /count` is no part of the tally. It is written on bare sockets, so that it can always take more than is sent.
"""

import argparse
import asyncio
import re
import sys
import time
from collections import deque

import msgspec
from msgspec import Struct

END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)
CLOSING = re.compile(rb"\r\nconnection:\s*close", re.IGNORECASE)
FIRST_ID = 4_000_000_000_000_000


class Tally(Struct):
    """When the requests that were let in arrived, in seconds of the monotonic clock, and how many were not."""

    arrivals: list[float]
    refused: int = 0


class Gate:
    """Lets a request in when no stretch of so many seconds that ends with it holds more than its limit."""

    def __init__(self, *limits: tuple[int | None, float]) -> None:
        self._lately = [(deque[float](maxlen=count), seconds) for count, seconds in limits if count]

    def admits(self, now: float) -> bool:
        full = any(len(times) == times.maxlen and now - times[0] < seconds for times, seconds in self._lately)
        if not full:
            for times, _ in self._lately:
                times.append(now)
        return not full


class Api:
    """What all connections share."""

    def __init__(self, gate: Gate, latency: float, *, refuse_key: bool) -> None:
        self.tally = Tally([])
        self.latency = latency
        self._gate = gate
        self._refuse_key = refuse_key

    def answer(self, head: bytes, arrived: float) -> bytes:
        if head.startswith(b"GET /count "):
            return _response("200 OK", b'{"count": %d}' % len(self.tally.arrivals))
        if self._refuse_key:
            return _response("401 Unauthorized", b'{"error": "The key is not known."}')
        if not self._gate.admits(arrived):
            self.tally.refused += 1
            return _response("429 Too Many Requests", b'{"error": "Too many requests."}', b"Retry-After: 1\r\n")
        self.tally.arrivals.append(arrived)
        number = FIRST_ID + len(self.tally.arrivals)
        return _response("200 OK", b'{"id": "%d", "meeting_url": "https://example.com/m/%d"}' % (number, number))


class Connection(asyncio.Protocol):
    """One connection, request by request."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._held = b""
        self._arrived = 0.0
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if not self._held:
            self._arrived = time.monotonic()
        self._held += data
        head, end, rest = self._held.partition(END_OF_HEAD)
        if not end:
            return
        length = LENGTH.search(head)
        if len(rest) < (int(length[1]) if length else 0):
            return
        self._held = b""  # nobody here sends a second request before the first is answered
        answer = self._api.answer(head, self._arrived)
        asyncio.get_running_loop().call_later(self._api.latency, self._say, answer, CLOSING.search(head) is not None)

    def _say(self, answer: bytes, closing: bool) -> None:
        self._transport.write(answer)
        if closing:
            self._transport.close()


def _response(status: str, body: bytes, headers: bytes = b"") -> bytes:
    head = b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n" % (status.encode(), len(body))
    return head + headers + b"\r\n" + body


async def serve(api: Api) -> None:
    """Until standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(api), "127.0.0.1", 0, backlog=500)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--per-second", type=int)
    parser.add_argument("--per-minute", type=int)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--refuse-key", action="store_true")
    given = parser.parse_args()
    gate = Gate((given.per_second, 1.0), (given.per_minute, 60.0))
    api = Api(gate, given.latency, refuse_key=given.refuse_key)
    asyncio.run(serve(api))
    sys.stdout.write(msgspec.json.encode(api.tally).decode() + "\n")


if __name__ == "__main__":
    main()
