"""What the reading child tells its parent: length-prefixed msgpack, decoded into these records and no others.

A list of meetings repeats itself, so each distinct value travels once, and rows are the numbers of their values
(see values). msgpack knows neither dates nor times without a zone, so those travel as extensions.
"""

import struct
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Any

import msgspec
from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder, Ext

from bulkmeet.loader.raw import Merge
from bulkmeet.loader.strikes import StruckRows
from bulkmeet.model import Cell, Unreadable

LARGEST_FRAME = 64_000_000

_DATETIME, _DATE, _TIME, _TIMEDELTA, _UNREADABLE = range(1, 6)
_LENGTH = struct.Struct(">I")


class Begun(Struct, frozen=True, tag=True):
    """The child has looked at the file's parts and means to be done in so many seconds."""

    seconds: float


class Rows(Struct, frozen=True, tag=True):
    """The next rows: new values as `pack` and `unpack` turn them, and rows of the values' numbers.

    `numbers`, `widths` and `cells` are unsigned integers of 32 bits: the rows' numbers, how many cells each has, and
    all the cells. `fresh` says that the values of earlier frames are forgotten.
    """

    fresh: bool
    values: list[Any]
    numbers: bytes
    widths: bytes
    cells: bytes


class Again(Struct, frozen=True, tag=True):
    """The rows told so far do not count: the sheet is read once more by another reader."""


class Ending(Struct, frozen=True, tag=True):
    """All rows have been told; what is known of their worksheet, and how it was read."""

    name: str
    merges: tuple[Merge, ...]
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[int, ...]
    others: tuple[str, ...]
    reader: str = ""
    struck: tuple[StruckRows, ...] = ()


class Refusal(Struct, frozen=True, tag=True):
    """The file cannot be read, and why; `detail` is for engineers."""

    message: str
    detail: str = ""


Frame = Begun | Rows | Again | Ending | Refusal


class Garbled(Exception):  # noqa: N818 - a state of the stream, answered by its reader
    """The stream ended within a frame, or holds something else."""


def pack(cell: Cell) -> object:
    """The cell as msgpack can carry it."""
    match cell:
        case datetime():
            return Ext(_DATETIME, cell.isoformat().encode())
        case date():
            return Ext(_DATE, cell.isoformat().encode())
        case time():
            return Ext(_TIME, cell.isoformat().encode())
        case timedelta():
            return Ext(_TIMEDELTA, str(cell // timedelta(microseconds=1)).encode())
        case Unreadable():
            return Ext(_UNREADABLE, _ENCODER.encode((cell.shown, cell.why)))
        case _:
            return cell


def unpack(code: int, content: memoryview) -> Cell:
    """The cell that `pack` was given, where it is none of msgpack's own types."""
    if code == _UNREADABLE:
        return Unreadable(*msgspec.msgpack.decode(content, type=tuple[str, str]))
    text = bytes(content).decode()
    return _FROM_TEXT[code](text)


_FROM_TEXT: dict[int, Callable[[str], Cell]] = {
    _DATETIME: datetime.fromisoformat,
    _DATE: date.fromisoformat,
    _TIME: time.fromisoformat,
    _TIMEDELTA: lambda text: timedelta(microseconds=int(text)),
}

_ENCODER = Encoder()
_DECODER: Decoder[Frame] = Decoder(Frame, ext_hook=unpack)


def write_frame(stream: IO[bytes], frame: Frame) -> None:
    """Write one frame and hand it on at once."""
    content = _ENCODER.encode(frame)
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_frames(stream: IO[bytes]) -> Iterator[Frame]:
    """The frames of the stream until it ends. Raises Garbled where it ends or goes astray within one."""
    while prefix := stream.read(_LENGTH.size):
        if len(prefix) < _LENGTH.size:
            raise Garbled("cut off within a length")
        (length,) = _LENGTH.unpack(prefix)
        if length > LARGEST_FRAME:
            raise Garbled(f"a frame of {length} bytes")
        content = stream.read(length)
        if len(content) < length:
            raise Garbled("cut off within a frame")
        try:
            frame = _DECODER.decode(content)
        except (msgspec.MsgspecError, ValueError, KeyError) as error:
            raise Garbled(str(error)) from error
        yield frame
