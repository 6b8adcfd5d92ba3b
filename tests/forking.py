"""The program as a process of its own that is there at once: it is forked from one in which everything is loaded.

To start Python and load the program takes longer than most commands do, and the tests run many hundreds. What a forked
one shares with the others is what a newly started one has too: modules that are loaded, and nothing that was done. It
has its own environment, folder, streams, signals and terminal. It also sends its first request at once, where a run
waits a quarter of a second for the sake of one that has just ended. (What only a new interpreter or the whole pace
shows is tested with `fresh` ones: see `CommandLine`.)
"""

import atexit
import gc
import importlib
import os
import pickle
import pkgutil
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Thread
from typing import IO, NoReturn, Self

from msgspec import Struct

import bulkmeet
from bulkmeet import limiter
from bulkmeet.__main__ import main

PIPE, DEVNULL = subprocess.PIPE, subprocess.DEVNULL
NUMBER = struct.Struct("=i")
LOADED_LATE = ("openpyxl", "rich.progress", "tzdata.zoneinfo")


class Order(Struct, frozen=True):
    """What is to be started: the options are those of subprocess.Popen."""

    arguments: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    start_new_session: bool = False
    preexec_fn: Callable[[], None] | None = None


class Forked:
    """A program that was forked, with as much of the face of subprocess.Popen as tests look at."""

    def __init__(self, order: Order, stdin: IO[str] | int, stdout: IO[str] | int, stderr: IO[str] | int) -> None:
        self.returncode: int | None = None
        self._ending, theirs = socket.socketpair()
        nowhere, out, err = (os.open(os.devnull, os.O_RDONLY), *_pipes(stdout, stderr))
        given = [nowhere if stdin == DEVNULL else _number(stdin), out[1], err[1]]
        socket.send_fds(_forks(), [b"!"], [theirs.fileno(), *given])
        for descriptor in {nowhere, *(there for here, there in (out, err) if here is not None)}:
            os.close(descriptor)
        theirs.close()
        with self._ending.makefile("wb") as paper:
            pickle.dump(order, paper)
        self.stdout, self.stderr = _text(out[0]), _text(err[0])
        (self.pid,) = NUMBER.unpack(self._ending.recv(NUMBER.size))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for stream in self._streams():
            stream.close()
        self.wait()

    def poll(self) -> int | None:
        """The exit code, as Popen's, once it has ended."""
        with suppress(subprocess.TimeoutExpired):
            return self.wait(0)
        return None

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, as Popen's, when it has ended."""
        if self.returncode is None:
            self._ending.settimeout(timeout)
            try:
                (self.returncode,) = NUMBER.unpack(self._ending.recv(NUMBER.size))
            except (TimeoutError, BlockingIOError):
                raise subprocess.TimeoutExpired("bulkmeet", timeout or 0.0) from None
            self._ending.close()
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """All that was said since, on standard output and standard error, when it has ended."""
        end = None if timeout is None else time.monotonic() + timeout
        said: dict[IO[str], str] = {}

        def read(stream: IO[str]) -> None:
            with stream:
                said[stream] = stream.read()

        readers = [Thread(target=read, args=[stream], daemon=True) for stream in self._streams()]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join(None if end is None else max(0.0, end - time.monotonic()))
        self.wait(None if end is None else max(0.0, end - time.monotonic()))
        out, err = ("" if stream is None else said[stream] for stream in (self.stdout, self.stderr))
        return out, err

    def _streams(self) -> list[IO[str]]:
        return [stream for stream in (self.stdout, self.stderr) if stream is not None]

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


def _number(stream: IO[str] | int) -> int:
    return stream if isinstance(stream, int) else stream.fileno()


def _pipes(*streams: IO[str] | int) -> list[tuple[int | None, int]]:
    """Of each stream our end of a pipe, if it is to be one, and theirs."""
    return [os.pipe() if stream == PIPE else (None, _number(stream)) for stream in streams]


def _text(descriptor: int | None) -> IO[str] | None:
    return None if descriptor is None else os.fdopen(descriptor, encoding="utf-8", errors="replace")


@cache
def _forks() -> socket.socket:
    """Where to ask for a program: at a process that is started once and ends with this one."""
    ours, theirs = socket.socketpair()
    root = Path(bulkmeet.__file__).parents[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.forking", str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        cwd=root,
        env={"PATH": os.environ["PATH"]},
    )
    theirs.close()

    @atexit.register
    def _end() -> None:
        ours.close()
        server.wait()

    return ours


# ---- in the process from which they are forked -----------------------------------------------------------------


def serve(asked: socket.socket) -> None:
    """Fork a program whenever one is asked for, until nobody can ask any more."""
    for name in (*(module.name for module in pkgutil.walk_packages(bulkmeet.__path__, "bulkmeet.")), *LOADED_LATE):
        importlib.import_module(name)
    limiter.START_SECONDS = 0.0
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while descriptors := socket.recv_fds(asked, 1, 4)[1]:
        if os.fork() == 0:
            try:
                _keep(*descriptors)
            finally:
                os._exit(1)
        for descriptor in descriptors:
            os.close(descriptor)


def _keep(ending: int, *streams: int) -> NoReturn:
    """Be the parent of the program, and say how it ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with socket.socket(fileno=ending) as said:
        with said.makefile("rb") as paper:
            order = pickle.load(paper)  # noqa: S301 - from our own tests
        if (child := os.fork()) == 0:
            _be_the_program(order, streams)
        for descriptor in streams:
            os.close(descriptor)
        said.sendall(NUMBER.pack(child))
        _, status = os.waitpid(child, 0)
        said.sendall(NUMBER.pack(os.waitstatus_to_exitcode(status)))
    os._exit(0)


def _be_the_program(order: Order, streams: Sequence[int]) -> NoReturn:
    try:
        if order.start_new_session:
            os.setsid()
        for number, descriptor in enumerate(streams):
            os.dup2(descriptor, number)
        os.closerange(3, 256)
        os.chdir(order.folder)
        os.environ.clear()
        os.environ.update(order.environment)
        time.tzset()
        if order.preexec_fn is not None:
            order.preexec_fn()
        sys.stdin, sys.stdout = os.fdopen(0, encoding="utf-8"), os.fdopen(1, "w", encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", 1, encoding="utf-8", errors="backslashreplace")
        sys.argv = ["bulkmeet", *order.arguments]
        main()
    except BaseException:  # noqa: BLE001 - it must never go on as the process that it was forked from
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(1)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
