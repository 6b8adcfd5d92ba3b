"""Request to response over aiohttp: the only module that talks to the network.

It never decides what an answer means; it reports what came back and, when nothing did, whether a byte of the
request can have left. aiohttp never sends a POST twice by itself, and runs its `on_request_headers_sent` hook
before the first byte of a request is written: when the hook was not run, nothing was sent.
"""

import asyncio
import ssl
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Self

import aiohttp

from bulkmeet import __version__
from bulkmeet.concealing import pieces_of, without_key
from bulkmeet.errors import WrongUsage
from bulkmeet.model import Request, Response
from bulkmeet.sender import BeforeFirstByte
from bulkmeet.settings import Key

CONNECT_SECONDS = 10.0
# A server may close an idle connection just as a request goes out on it, which would leave that meeting unknown:
# shorter than the 5 seconds that common servers keep one open.
KEEP_ALIVE_SECONDS = 3.0
ANSWER_BYTES = 1_000_000
ANSWER_TIMEOUTS = 5
"""How many times `timeout` a whole answer may take: one that only dribbles would keep its connection for hours."""


class Departure:
    """Whether a request has left, and how long its answer may take, carried through aiohttp's tracing."""

    def __init__(self, before_first_byte: BeforeFirstByte, longest_answer: float) -> None:
        self.whole_answer = asyncio.timeout(None)
        self.left = False
        self.refused: BaseException | None = None
        self._before_first_byte = before_first_byte
        self._longest_answer = longest_answer

    async def leave(self) -> None:
        """The first byte is about to be written; from here on the answer's time runs."""
        if self.left:  # aiohttp sends a GET again when its connection dies, and the pace would not know
            raise aiohttp.ClientConnectionError("It is sent once.")
        try:
            await self._before_first_byte()
        except Exception as error:
            self.refused = error
            raise
        self.left = True
        self.whole_answer.reschedule(asyncio.get_running_loop().time() + self._longest_answer)


class Transport:
    """One aiohttp session to one API, as an async context manager.

    `timeout` is how many seconds to wait for an answer to begin, and then to go on. Redirects are never followed,
    and neither a proxy nor a password is taken from the environment.
    """

    def __init__(
        self,
        base_url: str,
        key: Key,
        *,
        timeout: float,
        connections: int,
        company_id: str | None = None,
        ca_file: Path | None = None,
    ) -> None:
        self._base_url = base_url
        self._pieces_of_key = pieces_of(key.reveal())
        self._headers = {
            "Authorization": f"Bearer {key.reveal()}",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": f"bulkmeet/{__version__}",
        }
        if company_id:
            self._headers["DP-Company-ID"] = company_id
        self._timeout = timeout
        self._connections = connections
        self._tls = _tls_context(ca_file)
        self._session: aiohttp.ClientSession

    async def __aenter__(self) -> Self:
        tracing = aiohttp.TraceConfig()
        tracing.on_request_headers_sent.append(_leaving)
        self._session = aiohttp.ClientSession(
            headers=self._headers,
            connector=aiohttp.TCPConnector(
                limit=self._connections, ssl=self._tls, keepalive_timeout=KEEP_ALIVE_SECONDS
            ),
            timeout=aiohttp.ClientTimeout(
                total=None, connect=None, sock_connect=CONNECT_SECONDS, sock_read=self._timeout
            ),
            trace_configs=[tracing],
            trust_env=False,
            auto_decompress=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def send(self, request: Request, before_first_byte: BeforeFirstByte) -> Response:
        """Send it once and wait for the whole answer, at most `timeout` seconds after the last byte of either.

        Only what `before_first_byte` raises is raised, and then nothing was sent.
        """
        departure = Departure(before_first_byte, ANSWER_TIMEOUTS * self._timeout)
        try:
            async with departure.whole_answer:
                return await self._exchange(request, departure)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            if departure.refused is not None:
                raise departure.refused from None
            return _silence(error, departure)

    async def _exchange(self, request: Request, departure: Departure) -> Response:
        async with self._session.request(
            request.method,
            self._base_url + request.path,
            params=request.query,
            data=request.body,
            headers={"Content-Type": "application/json"} if request.body is not None else {},
            allow_redirects=False,
            trace_request_ctx=departure,
        ) as answer:
            body, complete = await _read(answer)
            return Response(
                sent=True,
                status=answer.status,
                body=without_key(body, self._pieces_of_key),
                content_type=answer.content_type,
                retry_after=answer.headers.get("Retry-After"),
                complete=complete,
            )


async def _leaving(
    session: aiohttp.ClientSession,
    context: SimpleNamespace,
    parameters: aiohttp.TraceRequestHeadersSentParams,
) -> None:
    del session, parameters
    departure: Departure = context.trace_request_ctx
    await departure.leave()


async def _read(answer: aiohttp.ClientResponse) -> tuple[bytes, bool]:
    """The body up to 1 MB, and whether it came whole."""
    pieces = bytearray()
    try:
        async for piece in answer.content.iter_any():
            pieces += piece
            if len(pieces) > ANSWER_BYTES:
                return bytes(pieces[:ANSWER_BYTES]), False
    except (aiohttp.ClientError, OSError, TimeoutError):
        return bytes(pieces), False
    return bytes(pieces), True


def _silence(error: Exception, departure: Departure) -> Response:
    """No answer that could be trusted: aiohttp gives a garbage reply a made-up status, so no status is taken."""
    if departure.left:
        return Response(sent=True, error=_what_happened_after(error))
    bad_certificate = isinstance(error, aiohttp.ClientConnectorCertificateError)
    return Response(sent=False, error=_what_happened_before(error), fatal=bad_certificate)


def _what_happened_before(error: Exception) -> str:
    match error:
        case aiohttp.ClientConnectorCertificateError():
            return (
                "The server's certificate is not trusted, so nothing was sent; "
                "check --api, or give your organisation's certificate with --ca-file."
            )
        case aiohttp.ClientConnectorDNSError():
            return "the server's name could not be found"
        case TimeoutError():
            return "no connection could be made in time"
        case aiohttp.ClientConnectorSSLError():
            return "no secure connection could be made"
        case aiohttp.ClientConnectorError():
            return "no connection could be made"
        case _:
            return f"it could not be sent ({type(error).__name__})"


def _what_happened_after(error: Exception) -> str:
    match error:
        case TimeoutError():
            return "no answer came in time"
        case aiohttp.ClientResponseError():
            return "the answer made no sense"
        case _:
            return "the connection was lost before an answer came"


def _tls_context(ca_file: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if ca_file is not None:
        try:
            context.load_verify_locations(cafile=ca_file)
        except OSError:
            raise WrongUsage(f"“{ca_file}” given with --ca-file could not be read as certificates.") from None
    return context
