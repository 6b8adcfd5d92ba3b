"""What somebody would use instead of bulkmeet, on the same meetings and the same server; shown, without goals.

newman and frictionless are fetched into the folder of the benchmarks, and skipped where that does not work.
"""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from tests.benchmarks.checking import check
from tests.benchmarks.figures import Figure, beside, skipped
from tests.benchmarks.inputs import HEADERS, made, rows
from tests.benchmarks.measuring import Bench, in_turn, program, seconds_of, timed
from tests.benchmarks.sending import NO_LIMIT, Command, Sent, rates_of, run_of, sent
from tests.benchmarks.serving import PACED, PER_SECOND

PACED_MEETINGS, UNLIMITED_MEETINGS, VALIDATED_ROWS = 500, 2_000, 20_000
FETCH_SECONDS = 300.0
CREATE = (
    '{"title": "{{Title}}", "start_datetime": {{Start}}, "end_datetime": {{End}}, "user_id": {{Host ID}}, '
    '"meeting_type": "{{Meeting type}}", "participants_info": '
    '[{"name": "{{Name}}", "email": "{{Email}}", "phone": "{{Phone}}"}]}'
)
COLLECTION = {
    "info": {"name": "meetings", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
    "item": [
        {
            "name": "create",
            "request": {
                "method": "POST",
                "url": "{{url}}/api/v2/meetings",
                "header": [
                    {"key": "Content-Type", "value": "application/json"},
                    {"key": "Authorization", "value": "Bearer benchmark"},
                ],
                "body": {"mode": "raw", "raw": CREATE},
            },
        }
    ],
}


def neighbour_figures(bench: Bench) -> Iterator[Figure]:
    yield from _loop_figures(bench)
    yield from _newman_figures(bench)
    yield _frictionless_figure(bench)


def _loop_figures(bench: Bench) -> Iterator[Figure]:
    def loop(file: Path, *pace: object) -> Command:
        return lambda url, _folder: program("pandas_loop", file, url, *pace)

    files = [made(bench, ".csv", bench.size(count), 1) for count in (PACED_MEETINGS, UNLIMITED_MEETINGS)]
    yield _paced(bench, loop(files[0], PER_SECOND), "a pandas + aiohttp loop")
    yield _unlimited(bench, loop(files[1]), "a pandas + aiohttp loop")


def _newman_figures(bench: Bench) -> Iterator[Figure]:
    newman = bench.folder / "npm" / "node_modules" / "newman" / "bin" / "newman.js"
    fetching = ["npm", "install", "--no-audit", "--no-fund", "--prefix", newman.parents[3], "newman"]
    if why := _fetched(newman, fetching):
        yield skipped("beside newman", "s", why)
        return
    collection = bench.scratch / "collection.json"
    collection.write_text(json.dumps(COLLECTION), "utf-8")

    def iterations(count: int) -> Command:
        table = _epoch_table(bench.scratch / f"newman-{count}.csv", count)
        return lambda url, _folder: (
            *("node", newman, "run", collection, "--iteration-data", table, "--env-var", f"url={url}", "--silent"),
        )

    yield _paced(bench, iterations(bench.size(PACED_MEETINGS)), "newman")
    yield _unlimited(bench, iterations(bench.size(UNLIMITED_MEETINGS)), "newman")


def _frictionless_figure(bench: Bench) -> Figure:
    name = f"check of {bench.size(VALIDATED_ROWS):,} rows, beside frictionless"
    venv = bench.folder / "frictionless"
    frictionless = venv / "bin" / "frictionless"
    fetching = [sys.executable, "-c", MAKE_VENV, venv, "frictionless"]
    if why := _fetched(frictionless, fetching):
        return skipped(name, "s", why)
    file = made(bench, ".csv", bench.size(VALIDATED_ROWS))
    ours, theirs = in_turn(
        bench,
        partial(check, bench, file),
        # It refuses files that are not below the folder it works in, unless it is told to trust them.
        partial(timed, bench, [frictionless, "validate", "--trusted", file]),
    )
    return beside(name, "s", seconds_of(ours), seconds_of(theirs), "frictionless validate")


MAKE_VENV = (
    "import subprocess, sys, venv; venv.create(sys.argv[1], with_pip=True); "
    "subprocess.run([sys.argv[1] + '/bin/python', '-m', 'pip', 'install', '--quiet', sys.argv[2]], check=True)"
)


def _paced(bench: Bench, theirs: Command, who: str) -> Figure:
    """Whole processes at the API's pace: one run each, for newman's takes minutes."""
    count = bench.size(PACED_MEETINGS)
    ours, other = (sent(bench, command, *PACED) for command in (run_of(made(bench, ".csv", count, 1)), theirs))
    name = f"{count} meetings at the API's pace, beside {who}"
    note = f"{_became(ours)} by bulkmeet, {_became(other)} by {who}"
    return beside(name, "s", [ours.sample.seconds], [other.sample.seconds], who, note=note)


def _unlimited(bench: Bench, theirs: Command, who: str) -> Figure:
    count = bench.size(UNLIMITED_MEETINGS)
    commands = (run_of(made(bench, ".csv", count, 1), *NO_LIMIT), theirs)
    ours, other = in_turn(bench, *(partial(sent, bench, command) for command in commands))
    name = f"{count:,} meetings without a limit, beside {who}"
    return beside(name, "/s", rates_of(ours), rates_of(other), who)


def _became(run: Sent) -> str:
    return f"{len(run.tally.arrivals)} created and {run.tally.refused} refused with 429"


def _epoch_table(path: Path, count: int) -> Path:
    """The meetings with their times as newman has to have them, seconds since the epoch."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for row in rows(count, 1):
            writer.writerow(int(cell.timestamp()) if isinstance(cell, datetime) else cell for cell in row)
    return path


def _fetched(place: Path, command: Sequence[object]) -> str:
    """Fetch what is not there yet; returns why it could not be, or nothing."""
    if place.exists():
        return ""
    if shutil.which(str(command[0])) is None:
        return f"{command[0]} is not installed"
    try:
        words = [str(word) for word in command]
        done = subprocess.run(words, capture_output=True, text=True, timeout=FETCH_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"it could not be fetched in {FETCH_SECONDS:.0f} seconds"
    if done.returncode == 0 and place.exists():
        return ""
    last = (done.stderr or done.stdout).strip().splitlines()[-1:]
    return f"it could not be fetched: {' '.join(last)[:200]}"
