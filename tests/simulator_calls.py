"""How the tests of the simulator call it: over aiohttp, and over a bare socket."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from msgspec import Struct

from bulkmeet.simulator import Simulator

AUTHORIZED = {"Authorization": "Bearer simulator"}
ALGEBRA: dict[str, object] = {
    "title": "Algebra",
    "start_datetime": 1_893_456_000,
    "end_datetime": 1_893_459_600,
    "user_id": 5835806903417907,
    "meeting_type": "UNIQUE_MEETING",
}


class Reply(Struct, frozen=True):
    """A whole answer, read to its end."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 - tests look into it by name
        return json.loads(self.body)

    @property
    def message(self) -> str:
        return str(self.json["error"]["message"])


class Caller:
    """A client of one simulator, with its key unless told otherwise."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url

    async def call(self, method: str, path: str, **options: Any) -> Reply:
        options.setdefault("headers", AUTHORIZED)
        async with self._session.request(method, self._url + path, allow_redirects=False, **options) as reply:
            return Reply(reply.status, dict(reply.headers), await reply.read())

    async def create(self, body: object = ALGEBRA, **options: Any) -> Reply:
        return await self.call("POST", "/api/v2/meetings", json=body, **options)

    async def look_up(self, email: str) -> Reply:
        return await self.call("GET", "/api/v2/users", params={"email": email})


@asynccontextmanager
async def calling(server: Simulator) -> AsyncIterator[Caller]:
    """Start the simulator, and a client of it; both end with the block."""
    async with server, aiohttp.ClientSession() as session:
        yield Caller(session, server.url)


def raw_create(body: dict[str, object] = ALGEBRA) -> bytes:
    """A create as it goes over the wire."""
    content = json.dumps(body).encode()
    head = (
        "POST /api/v2/meetings HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer simulator\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


async def raw_exchange(server: Simulator, sent: bytes) -> bytes:
    """All that comes back over a bare socket until the server closes it, or the error that ends it."""
    port = int(server.url.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(sent)
        return await asyncio.wait_for(reader.read(), 5)
    finally:
        writer.transport.abort()
        await asyncio.sleep(0)
