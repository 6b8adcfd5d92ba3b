"""What the tests of the command line share: the program as a real process, and the simulator beside it."""

import asyncio
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import pytest
from hypothesis import settings

from bulkmeet.simulator import Recorded, Simulator
from tests.command_line import CommandLine

# Where a change is judged, the same one is always judged alike; the search for new counterexamples is a developer's.
settings.register_profile("judged", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("judged")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--large", action="store_true", help="Also run what takes minutes.")
    parser.addoption("--seed", type=int, metavar="N", help="The world of a simulation that failed.")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "large: takes minutes, and runs only with --large")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--large"):
        for item in items:
            if item.get_closest_marker("large"):
                item.add_marker(pytest.mark.skip(reason="takes minutes; run it with --large"))


class Server:
    """The simulator on a thread of its own, as an API somewhere else would be."""

    def __init__(self, **options: Any) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._options = options
        self._simulator: Simulator

    def __enter__(self) -> Self:
        self._thread.start()
        self._simulator = self._do(self._started())
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._simulator.__aexit__(None, None, None))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _started(self) -> Simulator:
        return await Simulator(**self._options).__aenter__()

    def _do(self, work: Any) -> Any:  # noqa: ANN401 - whatever the coroutine gives
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    @property
    def url(self) -> str:
        return self._simulator.url

    @property
    def recorded(self) -> list[Recorded]:
        return list(self._simulator.recorded)

    @property
    def refused(self) -> int:
        """How many requests came faster than allowed."""
        return self._simulator.refused

    @property
    def titles(self) -> list[str]:
        """The titles of the meetings that exist now, sorted."""
        return sorted(str(meeting["title"]) for meeting in list(self._simulator.created.values()))

    @property
    def ids(self) -> dict[str, str]:
        """The ids of the meetings that exist now, by title."""
        return {str(meeting["title"]): id_ for id_, meeting in list(self._simulator.created.items())}

    def asked(self, path: str) -> list[Recorded]:
        """The requests of one path: meetings or users."""
        return [recorded for recorded in self.recorded if recorded.path.endswith(path)]


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start a simulator with these options; it ends with the test."""
    servers: list[Server] = []

    def start(**options: Any) -> Server:
        servers.append(Server(**options).__enter__())
        return servers[-1]

    yield start
    for server in servers:
        server.__exit__()


@pytest.fixture
def server(serve: Callable[..., Server]) -> Server:
    """A simulator as strict as Dialpad."""
    return serve()


@pytest.fixture
def bulkmeet(tmp_path: Path) -> CommandLine:
    """The program, in a folder and with a ledger of its own."""
    return CommandLine(tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB that can really be full."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
