"""The program as its users meet it: a process with a folder, an environment, files, and perhaps a terminal."""

import csv
import fcntl
import json
import os
import pty
import re
import resource
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
from msgspec import Struct

import bulkmeet
from tests.forking import DEVNULL, PIPE, Forked, Order

HEADERS = ("Title", "Start", "End", "Host", "Attendee email", "Room")
HOST = "5835806903417907"
PATIENCE = 30.0
STATUSES = ("created", "invalid", "failed", "unknown", "pending", "skipped")

Table = list[dict[str, str]]
Program = Forked | subprocess.Popen[str]


class Done(Struct, frozen=True):
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All that was shown, on standard output and standard error."""
        return self.out + self.err

    @property
    def bare(self) -> str:
        """What was shown at a terminal, without colours."""
        return re.sub(r"\x1b\[[\d;]*m", "", self.out)

    @property
    def sentence(self) -> str:
        """Why it stopped: what stands after the program's name at the end of standard error."""
        last = self.err.strip().splitlines()[-1]
        assert last.startswith("bulkmeet: "), self.err
        return last.removeprefix("bulkmeet: ")

    @property
    def document(self) -> dict[str, Any]:
        """Standard output as the one JSON document it has to be."""
        found: dict[str, Any] = json.loads(self.out)
        return found


class CommandLine:
    """Runs bulkmeet in `folder`, with a ledger, a home and an environment that are nobody else's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = folder / "state" / "ledger.sqlite3"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder / "home"),
            "XDG_STATE_HOME": str(folder / "state-home"),
            "PYTHONPATH": str(Path(bulkmeet.__file__).parents[1]),
            "PYTHONIOENCODING": "utf-8",
            "TZ": "UTC",
            "DIALPAD_API_KEY": "simulator",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        (folder / "home").mkdir(parents=True)

    def __call__(self, *arguments: object, ledger: bool = True, **options: Any) -> Done:
        """Run a command to its end, with nobody at a terminal."""
        return ended(self.start(*arguments, ledger=ledger, **options))

    def start(self, *arguments: object, ledger: bool = True, fresh: bool = False, **options: Any) -> Program:
        """Begin a command, in a new interpreter if it is to be `fresh`.

        `environment` adds to the variables, None takes one away; the other options are those of subprocess.Popen.
        """
        changes: dict[str, str | None] = options.pop("environment", {})
        given = {name: value for name, value in {**self.environment, **changes}.items() if value is not None}
        line = self.line(*arguments, ledger=ledger)
        streams = [options.pop(name, usual) for name, usual in (("stdin", DEVNULL), ("stdout", PIPE), ("stderr", PIPE))]
        if not fresh:
            return Forked(Order(line[3:], self.folder, given, **options), *streams)
        stdin, stdout, stderr = streams
        return subprocess.Popen(
            line,
            cwd=self.folder,
            env=given,
            encoding="utf-8",
            errors="replace",
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            **options,
        )

    def line(self, *arguments: object, ledger: bool = True) -> list[str]:
        """The command as it is typed."""
        own = ["--ledger", str(self.ledger)] if ledger else []
        return [sys.executable, "-m", "bulkmeet", *map(str, arguments), *own]

    def at_terminal(
        self,
        *arguments: object,
        answer: str,
        question: str = "[y/N]",
        columns: int = 80,
        ledger: bool = True,
        **changes: str,
    ) -> Done:
        """Run a command at a terminal of so many columns, and answer its question; all it shows is in `out`."""
        parent, child = pty.openpty()
        termios.tcsetwinsize(parent, (24, columns))
        environment = {"TERM": "xterm-256color", **changes}
        process = self.start(
            *arguments,
            ledger=ledger,
            stdin=child,
            stdout=child,
            stderr=child,
            environment=environment,
            start_new_session=True,
            preexec_fn=take_terminal,
        )
        os.close(child)
        shown = b""
        asked = False
        while select.select([parent], [], [], PATIENCE)[0]:
            try:
                piece = os.read(parent, 65536)
            except OSError:  # the other end of the terminal is closed
                break
            if not piece:
                break
            shown += piece
            if not asked and question.encode() in shown:
                asked = True
                os.write(parent, answer.encode())
        os.close(parent)
        return Done(process.wait(PATIENCE), shown.decode("utf-8", "replace").replace("\r\n", "\n"), "")

    # ---- sheets --------------------------------------------------------------------------------------------

    def csv(self, name: str, rows: Iterable[Sequence[object]], headers: Sequence[str] = HEADERS) -> Path:
        """Write a CSV file into the folder."""
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([headers, *rows])
        return path

    def xlsx(self, name: str, rows: Iterable[Sequence[object]], headers: Sequence[str] = HEADERS) -> Path:
        """Write a workbook into the folder."""
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        assert sheet is not None
        for row in (headers, *rows):
            sheet.append(list(row))
        path = self.folder / name
        workbook.save(path)
        return path

    def table(self, path: Path | str) -> Table:
        """The rows of a CSV file or a workbook, by header; cells as text, None as nothing."""
        path = self.folder / path
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as stream:
                return list(csv.DictReader(stream))
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        headers, *rows = sheet.iter_rows(values_only=True)
        return [
            {str(header): "" if cell is None else str(cell) for header, cell in zip(headers, row, strict=True)}
            for row in rows
        ]

    def change(self, path: Path | str, row: int, **cells: str) -> None:
        """Change cells of one row (counted from 0) of a CSV file, as its owner would; `_` in a name is a blank."""
        path = self.folder / path
        table = self.table(path)
        table[row] |= {name.replace("_", " "): value for name, value in cells.items()}
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(table[0]))
            writer.writeheader()
            writer.writerows(table)


def take_terminal() -> None:
    """For preexec_fn: standard input is the terminal whose Ctrl-C ends the process."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def ended(process: Program) -> Done:
    """The command once it has ended; one that does not end is killed, and fails the test."""
    with process:
        try:
            out, err = process.communicate(timeout=PATIENCE)
        except BaseException:
            process.kill()
            raise
    return Done(process.wait(), out, err)


def meeting(title: str, hour: int = 9, day: int = 4, **cells: str) -> list[str]:
    """A row that is in order: a meeting of 45 minutes in March 2031, with one participant."""
    row = {
        "Title": title,
        "Start": f"2031-03-{day:02} {hour:02}:00",
        "End": f"2031-03-{day:02} {hour:02}:45",
        "Host": HOST,
        "Attendee email": "ann@example.com",
        "Room": "007",
    }
    row |= {name.replace("_", " "): value for name, value in cells.items()}
    return [row[header] for header in HEADERS]


def meetings(count: int) -> list[list[str]]:
    """So many rows, each a meeting of its own: Meeting 001, Meeting 002 …"""
    return [meeting(f"Meeting {number + 1:03}", hour=number % 24, day=1 + number // 24) for number in range(count)]


def invalid(title: str) -> list[str]:
    """A row whose start cannot be read."""
    return meeting(title, Start="2031-03-04 25:00")


def statuses(table: Table) -> list[str]:
    """What became of each row, from top to bottom."""
    return [row["bulkmeet_status"] for row in table]


def until(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait for something to come about."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


def no_file_beyond(size: int) -> Callable[[], None]:
    """For preexec_fn: writing beyond so many bytes of any file fails, as on a full disk."""
    return partial(_limit_files, size)


def _limit_files(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def fill_up(folder: Path) -> Path:
    """Write until not a byte more fits, as others do who have never heard of us."""
    filler = folder / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in (65536, 4096, 512, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue
    return filler
