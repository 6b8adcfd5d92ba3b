"""A server on loopback that says exactly what a test wants said, byte by byte."""

import asyncio
import contextlib
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

RESET = struct.pack("ii", 1, 0)
"""SO_LINGER on with no time: closing sends RST instead of FIN."""


class Caller:
    """One connection to the server, as the server sees it."""

    def __init__(self, server: "RawServer", reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._server = server
        self._reader = reader
        self._writer = writer

    async def hear(self) -> bytes:
        """The next request whole, or what came of it before the caller hung up."""
        start = len(self._server.heard)
        while not self._is_whole(bytes(self._server.heard[start:])):
            piece = await self._reader.read(65_536)
            if not piece:
                break
            self._server.heard += piece
        return bytes(self._server.heard[start:])

    async def say(self, answer: bytes) -> None:
        """Send these bytes as they are."""
        self._writer.write(answer)
        await self._writer.drain()

    def reset(self) -> None:
        """End the connection with a reset, as a crashed server does."""
        connection = self._writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self._writer.transport.abort()

    def _is_whole(self, request: bytes) -> bool:
        head, separator, body = request.partition(b"\r\n\r\n")
        _, named, length = head.lower().partition(b"content-length:")
        return bool(separator) and len(body) >= (int(length.split(b"\r\n")[0]) if named else 0)


Play = Callable[[Caller], Awaitable[None]]


class RawServer:
    """What the server has seen: how many connections, and every byte of them, one connection at a time."""

    def __init__(self, play: Play, scheme: str) -> None:
        self.url = ""
        self.connections = 0
        self.most_at_once = 0
        self.heard = bytearray()
        self._open = 0
        self._play = play
        self._scheme = scheme
        self._tasks: set[asyncio.Task[None]] = set()

    def listening_on(self, port: int) -> None:
        self.url = f"{self._scheme}://127.0.0.1:{port}"

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._open += 1
        self.most_at_once = max(self.most_at_once, self._open)
        if (task := asyncio.current_task()) is not None:
            self._tasks.add(task)
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await self._play(Caller(self, reader, writer))
        self._open -= 1
        writer.close()
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await writer.wait_closed()

    async def hang_up(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def serving(play: Play, tls: ssl.SSLContext | None = None) -> AsyncIterator[RawServer]:
    """A server that plays this with every caller and then hangs up, for as long as the block lasts."""
    server = RawServer(play, "https" if tls else "http")
    listener = await asyncio.start_server(server.connected, "127.0.0.1", 0, ssl=tls)
    server.listening_on(listener.sockets[0].getsockname()[1])
    try:
        yield server
    finally:
        listener.close()
        await server.hang_up()
        await listener.wait_closed()


def answering(*answers: bytes) -> Play:
    """Answer one request after the other on each connection, and hang up after the last."""

    async def play(caller: Caller) -> None:
        for answer in answers:
            if not await caller.hear():
                return
            await caller.say(answer)

    return play


def ok(body: bytes = b'{"id": "6236730000000001"}', *headers: str) -> bytes:
    """A whole 200 answer."""
    lines = ["HTTP/1.1 200 OK", "Content-Type: application/json", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
