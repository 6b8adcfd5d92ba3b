"""The key, and what a sheet says of people, are where they belong and nowhere else."""

import base64
import os
import shlex
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

import pytest

from tests.command_line import HOST, CommandLine, ended, meeting, meetings, statuses, until
from tests.conftest import Server

CANARY = "canary/6b1f0e9d+4c7a~2e58=b3d9"
FORMS = {
    CANARY,
    CANARY[: len(CANARY) // 2],
    CANARY[len(CANARY) // 2 :],
    quote(CANARY, safe=""),
    CANARY.replace("/", "\\/"),
    CANARY.encode().hex(),
    base64.b64encode(CANARY.encode()).decode().rstrip("=")[:-2],
}
Serve = Callable[..., Server]


def leaks(text: str | bytes) -> list[str]:
    """The forms of the key that stand in a text."""
    content = text.encode() if isinstance(text, str) else text
    return [form for form in FORMS if form.encode() in content]


class Echo(BaseHTTPRequestHandler):
    """A server that refuses everything, and says with what key it was asked, in one form after another."""

    forms: ClassVar[list[str]] = sorted(FORMS)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        form = self.forms.pop()
        self.forms.insert(0, form)
        body = f'{{"message": "no: {self.headers["Authorization"]} or {form}"}}'.encode()
        self.send_response(422, f"no {form}")
        self.send_header("Content-Type", f"application/json; key={CANARY}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as its base class has it
        del format, args


@pytest.fixture
def echo() -> Iterator[str]:
    """The address of a server that echoes."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_server_that_repeats_the_key_in_whatever_form_gets_it_into_nothing_we_write(
    bulkmeet: CommandLine, echo: str
) -> None:
    bulkmeet.csv("a.csv", meetings(len(FORMS)))
    changes = {"DIALPAD_API_KEY": CANARY, "PYTHONDEVMODE": "1", "PYTHONASYNCIODEBUG": "1", "PYTHONWARNINGS": "always"}
    done = ended(bulkmeet.start("run", "a.csv", "--api", echo, "--yes", "--json", "--verbose", environment=changes))
    assert done.code == 1
    assert leaks(done.said) == []
    table = bulkmeet.table("a.results.csv")
    assert statuses(table)[0] == "failed"
    assert "no: Bearer … or" in table[0]["bulkmeet_message"]
    for path in bulkmeet.folder.rglob("*"):
        assert not path.is_file() or leaks(path.read_bytes()) == [], path


def test_a_program_that_breaks_down_says_where_and_not_with_what(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    program = (
        "from bulkmeet.transport import Transport\n"
        "async def broken(self, request, leaving):\n"
        "    raise RuntimeError(str(self._headers), self)\n"
        "Transport.send = broken\n"
        "from bulkmeet.__main__ import main\n"
        "main()\n"
    )
    line = bulkmeet.line("run", "a.csv", "--api", server.url, "--yes", "--verbose")
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", program, *line[3:]],
        cwd=bulkmeet.folder,
        env=bulkmeet.environment | {"DIALPAD_API_KEY": CANARY},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 4
    assert b"does not know how to handle (RuntimeError in broken, line 3)" in done.stderr
    assert leaks(done.stdout + done.stderr) == []


def _processes() -> Iterator[tuple[int, int, bytes, bytes]]:
    """Of every process its id, its parent's, how it was started, and what its environment is."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            yield int(folder.name), parent, (folder / "cmdline").read_bytes(), (folder / "environ").read_bytes()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="only Linux shows its processes there")
def test_no_list_of_processes_shows_the_key_and_the_reader_of_workbooks_does_not_have_it(
    bulkmeet: CommandLine, serve: Serve
) -> None:
    server = serve(key=CANARY, latency=0.3)
    bulkmeet.xlsx("a.xlsx", meetings(600))
    command = ("run", "a.xlsx", "--api", server.url, "--yes", "--limit", "3")
    process = bulkmeet.start(*command, fresh=True, environment={"DIALPAD_API_KEY": CANARY})
    children: dict[int, bytes] = {}
    lines: set[bytes] = set()
    while process.poll() is None:
        for number, parent, line, environment in _processes():
            if process.pid in {number, parent}:
                lines.add(line)
            if parent == process.pid and b"bulkmeet.loader.child" in line:
                children[number] = environment
    assert ended(process).code == 1
    assert len(lines) >= 2
    assert leaks(b"".join(lines)) == []
    assert children
    assert leaks(b"".join(children.values())) == []


def test_neither_a_proxy_nor_a_netrc_of_the_environment_is_used(bulkmeet: CommandLine, serve: Serve) -> None:
    server = serve(key=CANARY)
    trap = serve()
    netrc = bulkmeet.folder / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\ndefault login somebody password else\n")
    netrc.chmod(0o600)
    names = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
    changes: dict[str, str | None] = dict.fromkeys(names, trap.url)
    changes |= {"NETRC": str(netrc), "DIALPAD_API_KEY": CANARY, "NO_PROXY": "", "no_proxy": ""}
    bulkmeet.csv("a.csv", [meeting("Algebra", Host="ana@example.com")])
    options = ("--api", server.url)
    assert ended(bulkmeet.start("check", "a.csv", "--online", *options, environment=changes)).code == 0
    assert ended(bulkmeet.start("run", "a.csv", "--yes", *options, environment=changes)).code == 0
    secure = f"https://127.0.0.1:{server.url.rpartition(':')[2]}"
    process = bulkmeet.start("run", "a.csv", "--yes", "--user-id", HOST, "--api", secure, environment=changes)
    until((bulkmeet.ledger.with_name("ledger.sqlite3.reserve")).exists)  # it is about to connect, which cannot work
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    ended(process)
    assert server.titles == ["Algebra"]
    assert trap.recorded == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_every_file_we_make_is_for_its_owner_and_the_results_are_for_whom_the_sheet_is(
    bulkmeet: CommandLine, serve: Serve, mode: int
) -> None:
    server = serve(latency=0.3)
    temporary = bulkmeet.folder / "temporary"
    temporary.mkdir()
    bulkmeet.csv("a.csv", meetings(15)).chmod(mode)
    line = shlex.join(bulkmeet.line("run", "a.csv", "--api", server.url, "--yes"))
    seen: dict[str, int] = {}
    with subprocess.Popen(
        ["sh", "-c", f"umask 0; exec {line}"],
        cwd=bulkmeet.folder,
        env=bulkmeet.environment | {"TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None:
            for path in (*bulkmeet.folder.glob(".bulkmeet*"), *temporary.iterdir(), *bulkmeet.ledger.parent.glob("*")):
                with suppress(OSError):
                    seen[path.name] = stat.S_IMODE(path.stat().st_mode)
    assert process.returncode == 0
    snapshots = {name: seen.pop(name) for name in list(seen) if name.startswith("bulkmeet-")}
    assert set(snapshots.values()) == {0o700}
    assert {"ledger.sqlite3", "ledger.sqlite3.lock", "ledger.sqlite3.reserve"} <= set(seen)
    results = [name for name in seen if name.endswith(".tmp")]
    assert {bits for name, bits in seen.items() if name not in results} == {0o600}
    assert {seen[name] for name in results} <= {0o600, mode}
    assert stat.S_IMODE((bulkmeet.folder / "a.results.csv").stat().st_mode) == mode
    assert not list(temporary.iterdir())


def test_a_redirect_is_not_followed_with_the_key(bulkmeet: CommandLine, serve: Serve) -> None:
    server = serve(key=CANARY, faults=["redirect"])
    bulkmeet.csv("a.csv", meetings(1))
    done = ended(bulkmeet.start("run", "a.csv", "--api", server.url, "--yes", environment={"DIALPAD_API_KEY": CANARY}))
    assert (done.code, len(server.recorded)) == (4, 1)
    assert "which is never followed; check --api" in done.sentence
    until(lambda: statuses(bulkmeet.table("a.results.csv")) == ["pending"])
