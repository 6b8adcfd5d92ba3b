"""What the figures were measured on."""

import os
import platform
import tempfile
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

LIBRARIES = ("bulkmeet", "pandas", "python-calamine", "aiohttp")
SYNCS = 50


def machine(folder: Path) -> dict[str, str]:
    """The machine, the disk that `folder` is on, the system, and the Python and libraries beside the figures."""
    return {
        "measured": f"{datetime.now(UTC):%Y-%m-%d}",
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB",
        "fsync": f"{_sync_milliseconds(folder):.2f} ms",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        **{library: version(library) for library in LIBRARIES},
    }


def in_words(facts: dict[str, str]) -> str:
    """One line for under the table."""
    libraries = ", ".join(f"{library} {facts[library]}" for library in LIBRARIES)
    return (
        f"Measured on {facts['measured']}: {facts['processor']}, {facts['cores']} cores, {facts['memory']}, "
        f"a disk that syncs 4 KB in {facts['fsync']}, "
        f"{facts['system']}, Python {facts['python']}, {libraries}."
    )


def _sync_milliseconds(folder: Path) -> float:
    """What a durable ledger pays several times for each meeting."""
    taken = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(SYNCS):
            began = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            taken.append(1e3 * (time.perf_counter() - began))
    return median(taken)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
