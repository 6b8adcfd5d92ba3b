"""What sends a request, as those see it who are handed one: apart from `transport`, as aiohttp takes long to load."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from bulkmeet.model import Request, Response

BeforeFirstByte = Callable[[], Awaitable[None]]


class Sender(Protocol):
    """Sends one request and says what came of it; `before_first_byte` is awaited before any byte leaves."""

    async def send(self, request: Request, before_first_byte: BeforeFirstByte) -> Response:
        """Send it once. Never raises for what the network or the server does."""
        ...
