"""The samples do what samples/README.md says of them, shown with the real program."""

import asyncio
import json
import os
import shlex
import subprocess
import sys
from collections import defaultdict
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from msgspec import Struct
from openpyxl import load_workbook

from bulkmeet.simulator import Simulator
from tests.forking import DEVNULL, PIPE, Forked, Order

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
NEW_YORK = ZoneInfo("America/New_York")
WORKBOOKS = ("demos-listed.xlsx", "term-timetable.xlsx")

MISTAKES = [
    ("title_missing", "A3"),
    ("host_missing", "G4"),
    ("id_mangled", "H5"),
    ("date_undecided", "B6"),
    ("date_impossible", "B7"),
    ("start_in_past", "B8"),
    ("time_unreadable", "C9"),
    ("time_does_not_exist", "C10"),
    ("end_before_start", "D11"),
    ("duration_disagrees", "E12"),
    ("email_malformed", "J13"),
    ("recurrence_unclear", "I14"),
]


class Claim(Struct, frozen=True):
    """A line of the table in samples/README.md: a file, what to type, and what comes out."""

    file: str
    command: tuple[str, ...]
    rows: int
    meetings: int
    counts: dict[str, int]

    @property
    def options(self) -> tuple[str, ...]:
        """What is typed between the file and --api simulator."""
        return self.command[3:-2]

    @property
    def exit_code(self) -> int:
        return 1 if self.counts["invalid"] else 0


class Ended(Struct, frozen=True):
    """A program that has ended, its document, and the requests it made a simulator create meetings from."""

    exit_code: int
    document: dict[str, Any]
    bodies: tuple[dict[str, Any], ...] = ()


def claims() -> list[Claim]:
    lines = (SAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    return [
        Claim(
            file=file.strip("`"),
            command=tuple(shlex.split(command.strip("`"))),
            rows=int(rows),
            meetings=int(meetings),
            counts={"created": int(created), "skipped": int(skipped), "invalid": int(invalid)},
        )
        for file, _, command, rows, meetings, created, skipped, invalid in cells
    ]


CLAIMS = {claim.file: claim for claim in claims()}
each_claim = pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)


def filled(counts: dict[str, int]) -> dict[str, int]:
    return {status: number for status, number in counts.items() if number}


@cache
def checked(file: str) -> Ended:
    """`bulkmeet check` of a sample, once for all tests that look at it."""
    with TemporaryDirectory() as folder:
        return asyncio.run(_bulkmeet("check", CLAIMS[file], "--ledger", f"{folder}/ledger.db"))


@cache
def ran(file: str) -> Ended:
    """`bulkmeet run` of a sample, once for all tests that look at it."""
    with TemporaryDirectory() as folder:
        return asyncio.run(_run(CLAIMS[file], Path(folder)))


async def _run(claim: Claim, folder: Path) -> Ended:
    """Run against a simulator without limits: with the strict ones, 500 meetings take 25 seconds."""
    results = folder / f"results{Path(claim.file).suffix}"
    async with Simulator(per_second=None, per_minute=None) as simulator:
        sending = ("--api", simulator.url, "--rate", "2000/s", "--yes")
        where = ("--ledger", str(folder / "ledger.db"), "--output", str(results))
        ended = await _bulkmeet("run", claim, *sending, *where)
    return Ended(ended.exit_code, ended.document, tuple(simulator.created.values()))


async def _bulkmeet(command: str, claim: Claim, *options: str) -> Ended:
    line = (command, f"samples/{claim.file}", *claim.options, *options, "--json")
    program = Forked(Order(line, ROOT, {**os.environ, "DIALPAD_API_KEY": "simulator"}), DEVNULL, PIPE, PIPE)
    out, told = await asyncio.to_thread(program.communicate)
    assert out, told
    document = json.loads(out)
    assert not document["error"], document["error"]
    return Ended(program.wait(), document)


# ---- what the table says -----------------------------------------------------------------------------------


def test_the_table_names_every_sample() -> None:
    samples = {path.name for path in SAMPLES.glob("*.[cx]*[vx]") if ".results." not in path.name}
    assert set(CLAIMS) == samples


@each_claim
def test_the_command_in_the_table_is_one_to_type_as_it_stands(claim: Claim) -> None:
    assert claim.command[:3] == ("bulkmeet", "run", f"samples/{claim.file}")
    assert claim.command[-2:] == ("--api", "simulator")


@each_claim
def test_check_finds_what_the_table_says(claim: Claim) -> None:
    ended = checked(claim.file)
    to_be_created = {**claim.counts, "pending": claim.counts["created"], "created": 0}
    assert (ended.document["rows"], ended.document["meetings"]) == (claim.rows, claim.meetings)
    assert filled(ended.document["counts"]) == filled(to_be_created)
    assert ended.exit_code == claim.exit_code


@each_claim
def test_only_a_sample_with_mistakes_has_errors(claim: Claim) -> None:
    errors = [issue for issue in checked(claim.file).document["issues"] if issue["severity"] == "error"]
    assert bool(errors) == bool(claim.counts["invalid"])


@each_claim
def test_a_run_creates_what_the_table_says(claim: Claim) -> None:
    ended = ran(claim.file)
    assert filled(ended.document["counts"]) == filled(claim.counts)
    assert len(ended.bodies) == claim.counts["created"]
    assert ended.exit_code == claim.exit_code


# ---- what the samples show ---------------------------------------------------------------------------------


def test_the_mistakes_are_a_dozen_kinds_each_at_its_own_cell() -> None:
    found = [(issue["code"], issue["cell"]) for issue in checked("mistakes.csv").document["issues"]]
    assert sorted(found) == sorted(MISTAKES)


def test_all_fields_reach_the_request() -> None:
    weekly = next(body for body in ran("all-fields.csv").bodies if body["title"] == "Weekly operations call")
    assert weekly == {
        "title": "Weekly operations call",
        "start_datetime": 1867764600,
        "end_datetime": 1867768200,
        "duration": 3600,
        "user_id": 5123456789012345,
        "meeting_type": "UNIQUE_MEETING",
        "recurrence": "FREQ=WEEKLY;COUNT=12",
        "call_out": True,
        "participants_info": [
            {
                "email": "ana.ruiz@example.com",
                "name": "Ana Ruiz",
                "phone": "+14155550101",
                "display_name": "Ana (operations)",
                "talk_time": 0,
                "is_organizer": True,
                "call_in_method": "pstn",
                "phone_number": "+14155550101",
            },
            {
                "email": "ben.okafor@example.com",
                "name": "Ben Okafor",
                "phone": "+14155550102",
                "display_name": "Ben",
                "talk_time": 90000,
                "is_organizer": False,
                "call_in_method": "webrtc",
                "phone_number": "+14155550112",
            },
        ],
    }


def test_the_demos_invite_everybody_however_they_are_written() -> None:
    bodies = sorted(ran("demos-listed.xlsx").bodies, key=lambda body: int(body["start_datetime"]))
    people = [[person.get("email", "").partition("@")[0] for person in body["participants_info"]] for body in bodies]
    assert people == [
        ["ben.okafor", "chen.li"],
        ["dana.park", "elif.demir", "femi.adeyemi"],
        ["grace.lund", "hugo.meyer"],
        ["iris.novak", "jun.mori"],
        ["karin.holm", "luis.prado"],
        ["nana.osei", "petra.quist"],
        ["rosa.silva", "sam.tran"],
        ["uma.vance", "walt.young"],
        ["xenia.zorn", "ben.okafor"],
        ["chen.li", ""],
    ]


def test_lessons_keep_their_hour_when_clocks_go_forward() -> None:
    local, in_utc = defaultdict(set), defaultdict(set)
    for body in ran("term-timetable.xlsx").bodies:
        start = datetime.fromtimestamp(body["start_datetime"], NEW_YORK)
        local[body["title"]].add((start.weekday(), start.time()))
        in_utc[body["title"]].add(body["start_datetime"] % 86400)
    assert len(local) == 39
    assert {len(starts) for starts in local.values()} == {1}
    assert {max(starts) - min(starts) for starts in in_utc.values()} == {3600}


def test_the_outlook_export_leaves_out_what_is_no_meeting() -> None:
    results = checked("outlook-export.csv").document["results"]
    skipped = [result["title"] for result in results if result["status"] == "skipped"]
    assert skipped == ["Spring holiday", "Canceled: Weekly 1:1"]


def test_letters_outside_ascii_arrive_whole() -> None:
    titles = [body["title"] for file in ("outlook-export.csv", "semicolon-german.csv") for body in ran(file).bodies]
    assert {"Project sync \u2013 spring", "Interview: café manager", "Übergabe Frühschicht"} <= set(titles)


# ---- the script that makes the workbooks -------------------------------------------------------------------


@pytest.fixture(scope="module")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, SAMPLES / "make_samples.py", folder], check=True)
    return folder


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_script_makes_the_committed_workbooks(made_again: Path, name: str) -> None:
    assert cells_of(made_again / name) == cells_of(SAMPLES / name)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_script_reads_no_clock(made_again: Path, name: str) -> None:
    with ZipFile(made_again / name) as made, ZipFile(SAMPLES / name) as committed:
        assert made.read("docProps/core.xml") == committed.read("docProps/core.xml")
        assert {entry.date_time for entry in made.infolist()} == {(2028, 12, 1, 9, 0, 0)}


def cells_of(path: Path) -> dict[str, list[tuple[object, str]]]:
    workbook = load_workbook(path)
    return {
        sheet.title: [(cell.value, cell.number_format) for row in sheet.iter_rows() for cell in row]
        for sheet in workbook.worksheets
    }
