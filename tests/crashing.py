"""Runs the program and kills it, with no more warning than a power cut gives, at a step that is given by its number.

A step is just before or just after the program executes a statement in its ledger, connects, writes to or reads from
a connection, or puts a file in its place. `Crashing` keeps a process that has read a sheet once, so that everything is
loaded, and from which each program is forked: a process of its own like any other, that is there at once.
"""

import asyncio.selector_events
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, NoReturn, Self

from bulkmeet.__main__ import exit_code

SocketTransport = asyncio.selector_events._SelectorSocketTransport  # type: ignore[attr-defined]


class Crashing:
    """Starts programs in `folder`, where the sheet is; a context manager."""

    def __init__(self, folder: Path, environment: dict[str, str], sheet: str) -> None:
        self._folder = folder
        self._environment = environment
        self._sheet = sheet
        self._steps = folder / "steps.txt"
        self._process: subprocess.Popen[str]

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crashing", str(self._steps), self._sheet],
            cwd=self._folder,
            env=self._environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def run(self, arguments: list[str], *, step: int = 0, seconds: float = 0.0) -> int:
        """A command's exit code; minus 9 when it was killed, at that step (from 1) or after so many seconds."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([arguments, step, seconds]) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def steps(self) -> list[str]:
        """What the last command did, step by step."""
        return self._steps.read_text().splitlines()


def serve(steps: Path, sheet: str) -> None:
    """Run one command after the other, each in a fork."""
    answers = os.fdopen(os.dup(1), "w")
    said = os.open(f"{steps}.said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for descriptor in (1, 2):
        os.dup2(said, descriptor)
    exit_code(["check", sheet])
    for line in sys.stdin:
        arguments, step, seconds = json.loads(line)
        if (child := os.fork()) == 0:
            _be_the_program(arguments, step, seconds, steps)
        _, status = os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
        answers.flush()


def _be_the_program(arguments: list[str], step: int, seconds: float, steps: Path) -> NoReturn:
    if seconds:
        signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        signal.setitimer(signal.ITIMER_REAL, seconds)
    else:
        _count_steps(os.open(steps, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), step)
    code = exit_code(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _count_steps(log: int, last: int) -> None:
    numbers = count(1)

    def step(name: str) -> None:
        os.write(log, f"{name}\n".encode())
        if next(numbers) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*args: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever it is
            step(f"before {name}")
            result = work(*args, **options)
            step(f"after {name}")
            return result

        return stepping

    class Connection(sqlite3.Connection):
        def execute(self, statement: str, *args: Any) -> sqlite3.Cursor:
            name = " ".join(statement.split()[:3])
            step(f"before {name}")
            cursor = super().execute(statement, *args)
            step(f"after {name}")
            return cursor

    connect = sqlite3.connect
    sqlite3.connect = lambda *args, **options: connect(*args, factory=Connection, **options)  # type: ignore[assignment]
    SocketTransport.write = around("write", SocketTransport.write)
    SocketTransport._read_ready = around("read", SocketTransport._read_ready)
    loop = asyncio.selector_events.BaseSelectorEventLoop
    loop.sock_connect = around("connect", loop.sock_connect)  # type: ignore[method-assign]
    os.replace = around("replace", os.replace)


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2])
