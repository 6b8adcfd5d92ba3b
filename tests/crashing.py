"""Kills the program, with no more warning than a power cut gives, at a step given by its number, or at a moment.

A step is just before or just after the program executes a statement in its ledger, connects, writes to or reads from
a connection, or puts a file in its place. What is here is for preexec_fn: it prepares the process of the program.
"""

import asyncio.selector_events
import os
import signal
import sqlite3
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

SocketTransport = asyncio.selector_events._SelectorSocketTransport  # type: ignore[attr-defined]


def killed_after(seconds: float) -> Callable[[], None]:
    """Be killed when so many seconds are over."""
    return partial(_kill_after, seconds)


def killed_at(step: int, steps: Path) -> Callable[[], None]:
    """Be killed at this step, from 1, or never at 0; and note all steps in a file, a line for each."""
    return partial(_count_steps, step, steps)


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _kill_after(seconds: float) -> None:
    signal.signal(signal.SIGALRM, lambda *_: _kill())
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _count_steps(last: int, steps: Path) -> None:
    log = os.open(steps, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    numbers = count(1)

    def step(name: str) -> None:
        os.write(log, f"{name}\n".encode())
        if next(numbers) == last:
            _kill()

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
