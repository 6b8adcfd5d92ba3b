"""Whole processes, timed from outside: wall and processor time, and the memory of the process with its children.

This process itself stays small: Linux counts what it holds when it starts another one into that one's peak.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import Protocol, TypeVar

from msgspec import Struct

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
BULKMEET = (sys.executable, "-m", "bulkmeet")
LOOK_SECONDS = 0.02
PAGE_BYTES = resource.getpagesize()
MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024


class Sample(Struct, frozen=True):
    """One process from its start to its end; `cpu_seconds` are its children's too.

    `peak_bytes` is the sum of what it and its children held at one moment, so pages that they share count twice.
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    out: str

    @property
    def peak_megabytes(self) -> float:
        return self.peak_bytes / 1e6


class Bench(Struct, frozen=True):
    """Where the benchmarks work, how often they measure, and by how much their sizes are divided."""

    folder: Path
    runs: int = 3
    divisor: int = 1

    def size(self, full: int, least: int = 10) -> int:
        return max(full // self.divisor, min(full, least))

    @property
    def scratch(self) -> Path:
        """For what one process leaves; the same disk as everything else, because syncing it is part of the time."""
        folder = self.folder / "scratch"
        folder.mkdir(parents=True, exist_ok=True)
        return folder


class HasCpu(Protocol):
    """Says how many seconds of a processor something took."""

    @property
    def cpu_seconds(self) -> float: ...


class MeasuringError(Exception):
    """A process did not end as it has to, so its time says nothing."""


class MemoryWatch:
    """Looks at the memory of a process and its children again and again, on a thread, until it is told to stop."""

    def __init__(self, pid: int) -> None:
        self.peak_bytes = 0
        self._pid = pid
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """The most bytes that were seen."""
        self._over.set()
        self._thread.join()
        return self.peak_bytes

    def _look(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            self.peak_bytes = max(self.peak_bytes, resident_bytes(self._pid))


def resident_bytes(pid: int) -> int:
    """What a process and its children hold in memory now; 0 where the system has no /proc."""
    try:
        own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES
        lists = [(thread / "children").read_text() for thread in Path(f"/proc/{pid}/task").iterdir()]
        return own + sum(resident_bytes(int(child)) for each in lists for child in each.split())
    except (OSError, ValueError, IndexError):  # it has just ended
        return 0


def environment(home: Path) -> dict[str, str]:
    """The same for every process: nobody's own settings, and a key that only a server on loopback gets to see."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_STATE_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "TZ": "UTC",
        "DIALPAD_API_KEY": "benchmark",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }


def program(name: str, *arguments: object) -> tuple[str, ...]:
    """The command of one of the benchmarks' own programs."""
    return (sys.executable, "-m", f"tests.benchmarks.programs.{name}", *map(str, arguments))


def python(code: str, *arguments: object) -> tuple[str, ...]:
    return (sys.executable, "-c", code, *map(str, arguments))


def timed(bench: Bench, command: Sequence[object], codes: Sequence[int] = (0,)) -> Sample:
    """Run a command to its end.

    Raises:
        MeasuringError: when it ends with none of `codes`.
    """
    out, err = bench.scratch / "out.txt", bench.scratch / "err.txt"
    with out.open("wb") as its_out, err.open("wb") as its_err:
        began = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=bench.scratch,
            env=environment(bench.scratch),
            stdin=subprocess.DEVNULL,
            stdout=its_out,
            stderr=its_err,
        )
        watch = MemoryWatch(process.pid)
        try:
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - began
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            seen = watch.stop()
        process.returncode = os.waitstatus_to_exitcode(status)  # so that Popen does not wait for it again
    if process.returncode not in codes:
        said = err.read_text("utf-8", "replace") or out.read_text("utf-8", "replace")
        raise MeasuringError(f"{' '.join(map(str, command))} ended with {process.returncode}: {said[-2000:]}")
    peak = max(seen, usage.ru_maxrss * MAXRSS_BYTES)
    return Sample(seconds, usage.ru_utime + usage.ru_stime, peak, out.read_text("utf-8", "replace"))


def in_turn(bench: Bench, *measures: Callable[[], T]) -> list[list[T]]:
    """What each of the measures gave: A B A B …, after one round that does not count.

    That round brings the files and the compiled modules of all of them into memory alike.
    """
    for measure in measures if bench.divisor == 1 else ():
        measure()
    rounds = [[measure() for measure in measures] for _ in range(bench.runs)]
    return [list(column) for column in zip(*rounds, strict=True)]


def seconds_of(samples: Sequence[Sample]) -> list[float]:
    return [sample.seconds for sample in samples]


def cpu_note(ours: Sequence[HasCpu], theirs: Sequence[HasCpu]) -> str:
    """Processor seconds of both sides, for when the machine has something else to do."""
    mine, other = ([each.cpu_seconds for each in side] for side in (ours, theirs))
    ratio = median(one / another for one, another in zip(mine, other, strict=True))
    return f"processor seconds {_listed(mine)} against {_listed(other)}, {ratio:.3g} x"


def _listed(seconds: Sequence[float]) -> str:
    return ", ".join(f"{each:.2f}" for each in seconds)


@contextmanager
def background(bench: Bench, command: Sequence[object]) -> Iterator["subprocess.Popen[str]"]:
    """A command beside us; it is killed at the end of the block if it has not ended by itself."""
    with tempfile.TemporaryFile(dir=bench.scratch) as err:
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=bench.scratch,
            env=environment(bench.scratch),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=err,
            text=True,
        )
        try:
            yield process
        finally:
            process.kill()
            with suppress(OSError):
                process.communicate()
