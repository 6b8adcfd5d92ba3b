"""A workbook is read in a child process, with a clock beside it: whatever the file does, it does it there."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import IO, cast

import bulkmeet
from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.frames import Again, Begun, Ending, Frame, Garbled, Refusal, Rows, read_frames
from bulkmeet.loader.limits import LONGEST_SECONDS, START_SECONDS
from bulkmeet.loader.raw import RawSheet
from bulkmeet.loader.signature import is_workbook
from bulkmeet.loader.values import Listener
from bulkmeet.sheet import Grid

if sys.platform == "linux":
    from fcntl import F_SETPIPE_SZ, fcntl

PIPE_BYTES = 1 << 20
"""What Linux lets a pipe hold at most, where nobody has changed that."""
KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL")
OUT_OF_TIME = frozenset({-signal.SIGXCPU} if hasattr(signal, "SIGXCPU") else ())
TOO_LONG = "Reading the workbook took too long, so it was stopped; save it as a new workbook (.xlsx)."
BROKEN = "The workbook broke its reader, so it was not read; save it as a new workbook (.xlsx) or as CSV."


_begun: dict[tuple[str, ...], "subprocess.Popen[bytes]"] = {}
"""By their arguments, the children that nobody listens to yet."""


@contextmanager
def begun(path: Path, sheet: str | None) -> Iterator[None]:
    """Within it a child reads the file already, if it is a workbook, until `read_guarded` asks for the same sheet.

    The rest of the program is imported meanwhile: that saves some 5 to 10 % of a check of 100,000 rows.
    """
    if not is_workbook(path):
        yield
        return
    arguments = _arguments(path, sheet)
    _begun[arguments] = _started(arguments)
    try:
        yield
    finally:
        if child := _begun.pop(arguments, None):
            with child:
                child.kill()


def read_guarded(path: Path, sheet: str | None) -> RawSheet:
    """The rows of a workbook's sheet, read by a child. Raises UnreadableFile for all that goes wrong."""
    listener = Listener()
    with _frames(_arguments(path, sheet)) as frames:
        for frame in frames:
            match frame:
                case Rows():
                    listener.hear(frame)
                case Again():
                    listener.forget()
                case Ending():
                    return _sheet(frame, listener.grid())
                case Refusal(message=message, detail=detail):
                    raise _unreadable(message, detail)
                case Begun():
                    pass
    raise _unreadable(BROKEN, "the child ended without a word")


def _sheet(ending: Ending, rows: Grid) -> RawSheet:
    hidden = ending.hidden_rows, ending.hidden_columns
    return RawSheet(ending.name, rows, ending.merges, *hidden, ending.others, ending.reader, ending.struck)


def _arguments(path: Path, sheet: str | None) -> tuple[str, ...]:
    return ("-m", "bulkmeet.loader.child", str(path.resolve()), *([] if sheet is None else [sheet]))


def _started(arguments: tuple[str, ...]) -> "subprocess.Popen[bytes]":
    child = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module
        [sys.executable, "-P", "-B", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(sys.executable).anchor,
        env=child_environment(),
    )
    if sys.platform == "linux":
        with suppress(OSError):  # with the usual 64 KiB it would soon wait for somebody to listen
            fcntl(cast("IO[bytes]", child.stdout), F_SETPIPE_SZ, PIPE_BYTES)
    return child


@contextmanager
def _frames(arguments: tuple[str, ...]) -> Iterator[Iterator[Frame]]:
    """The frames of a Python child, which is stopped when its time is up or nobody listens any more."""
    with _begun.pop(arguments, None) or _started(arguments) as child:
        clock = _Clock(child)
        try:
            yield _watched(child, clock)
        finally:
            clock.stop()
            child.kill()


def _watched(child: "subprocess.Popen[bytes]", clock: "_Clock") -> Iterator[Frame]:
    try:
        for frame in read_frames(cast("IO[bytes]", child.stdout)):
            if isinstance(frame, Begun):
                clock.start(min(2 * frame.seconds, LONGEST_SECONDS))
            yield frame
    except Garbled as garbled:
        reason = str(garbled)
    else:
        reason = "no ending"
    child.kill()
    errors = cast("IO[bytes]", child.stderr).read(4000)
    detail = f"{reason}; exit code {child.wait()}\n{errors.decode(errors='replace')}"
    raise _unreadable(TOO_LONG if clock.has_rung or child.returncode in OUT_OF_TIME else BROKEN, detail)


class _Clock:
    """Stops the child when its time is up."""

    def __init__(self, child: "subprocess.Popen[bytes]") -> None:
        self._child = child
        self.has_rung = False
        self._timer: Timer | None = None
        self.start(START_SECONDS)

    def start(self, seconds: float) -> None:
        """Let it run for so many seconds from now on."""
        self.stop()
        self._timer = Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """The child may take any time."""
        if self._timer:
            self._timer.cancel()

    def _ring(self) -> None:
        self.has_rung = True
        self._child.kill()


def child_environment() -> dict[str, str]:
    """What the child needs and no more: no key, no proxy, no other settings of the user's Python."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    package_folder = str(Path(bulkmeet.__file__).resolve().parent.parent)
    return {**kept, "PYTHONPATH": package_folder, "PYTHONIOENCODING": "utf-8"}


def _unreadable(message: str, detail: str) -> UnreadableFile:
    error = UnreadableFile(message)
    if detail:
        error.add_note(detail)
    return error
