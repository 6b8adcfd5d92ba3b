"""The server as a process of its own, and what its tally says of the pace."""

import json
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from tests.benchmarks.measuring import Bench, background, program
from tests.benchmarks.programs.server import Tally

PER_SECOND, PER_MINUTE = 20, 1200
"""What Dialpad allows (the reference page), read as strictly as can be: in any minute, and evenly."""
PACED = ("--per-second", PER_SECOND, "--per-minute", PER_MINUTE, "--latency", 0.1)
"""A server as strict as that; it takes its time, so that a run needs several connections at once, as in real life."""


class Served:
    """A running server; its `tally` is there once the block that it was started for has ended."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.tally = Tally([])

    @property
    def count(self) -> int:
        """How many requests were let in up to now."""
        with urllib.request.urlopen(f"{self.url}/count", timeout=10) as answer:  # noqa: S310 - our own, on loopback
            return int(json.load(answer)["count"])


@contextmanager
def serving(bench: Bench, *options: object) -> Iterator[Served]:
    """Start a server with these options."""
    with background(bench, program("server", *options)) as process:
        assert process.stdout is not None
        served = Served(f"http://127.0.0.1:{process.stdout.readline().strip()}")
        yield served
        out, _ = process.communicate("")
        served.tally = msgspec.json.decode(out, type=Tally)


def per_second(arrivals: Sequence[float]) -> float:
    """Requests a second from the first arrival to the last: no process's start or end is in it."""
    return (len(arrivals) - 1) / (arrivals[-1] - arrivals[0])


def worst_second(arrivals: Sequence[float]) -> int:
    """The most that arrived in any one second."""
    first, most = 0, 0
    for last, moment in enumerate(arrivals):
        while moment - arrivals[first] >= 1:
            first += 1
        most = max(most, last - first + 1)
    return most
