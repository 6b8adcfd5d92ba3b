"""Options and settings that cannot be: one clear sentence each, and nothing is read or sent."""

import re
import shlex
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bulkmeet.__main__ import exit_code
from tests.command_line import CommandLine, Done, ended, invalid, meetings, statuses, until
from tests.conftest import Server

SENTENCE = re.compile(r"bulkmeet: \S.*[.?]( See `bulkmeet [a-z]+ --help`\.)?\n")
CANARY = "canary-6b1f0e9d-key"


def _refused(done: Done, code: int = 2) -> str:
    """The one sentence with which the command was refused."""
    assert done.code == code, done.said
    assert done.out == ""
    assert SENTENCE.fullmatch(done.err), done.err
    return done.sentence


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--timezone Middle/Earth", "--timezone: “Middle/Earth”"),
        ("--timezone IST", "--timezone: “IST”"),
        ("--date-order dym", "--date-order"),
        ("--map Title", '--map takes "Their header=field"'),
        ("--rate 1201/min", "Dialpad allows 1200/min"),
        ("--rate 21/s", "Dialpad allows 1200/min"),
        ("--api sandbox --rate 2400/min", "Dialpad allows 1200/min"),
        ("--rate 0", "--rate takes a number a second or a minute"),
        ("--rate 0/s", "--rate takes a number a second or a minute"),
        ("--rate fast", "--rate takes a number a second or a minute"),
        ("--api http://meetings.example.com", "would send the API key unprotected; use https"),
        ("--api ftp://example.com", "--api takes live, sandbox, simulator or a URL"),
        ("--api http://[::1", "--api takes live, sandbox, simulator or a URL"),
        ("--api http://127.0.0.1:99999", "--api takes live, sandbox, simulator or a URL"),
        ("--host ann", "--host: “ann”"),
        ("--host=", "--host: "),
        ("--user-id 6.23673E+15", "--user-id: “6.23673E+15”"),
        ("--host ann@example.com --user-id 5835806903417907", "give one of them"),
        ("--duration soon", "--duration: “soon”"),
        ("--meeting-type PARTY", "--meeting-type: “PARTY”"),
        ("--region Atlantis", "--region takes a country's two letters"),
        ("--company-id 12x", "--company-id takes the company's id, which is a number, not “12x”."),
        ("--limit 0", "--limit takes a whole number from 1, not “0”."),
        ("--limit two", "--limit takes a whole number from 1, not “two”."),
        ("--timeout 0", "--timeout takes a number from 1, not “0”."),
        ("--timeout soon", "--timeout takes a number from 1, not “soon”."),
        ("--no-such-option", "--no-such-option"),
    ],
)
def test_an_option_that_cannot_be_is_refused_in_one_sentence(bulkmeet: CommandLine, options: str, said: str) -> None:
    assert said in _refused(bulkmeet("run", "a.csv", *options.split(), "--yes"))


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--map", "Titel=title"], 2, "Titel"),
        (["--map", "Room=colour"], 2, "colour"),
        (["--sheet", "Term"], 3, "has no sheet “Term”"),
        (["--output", "nowhere/a.csv"], 2, "choose a file in an existing folder with --output"),
        (["--output", "a.xlsx"], 2, "give --output a name that ends in .csv"),
        (["--ca-file", "home"], 2, "could not be read as certificates"),
        (["--ledger", "home"], 4, "The ledger home cannot be used (Is a directory)"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_option_that_does_not_fit_the_file_is_refused_before_anything_is_sent(
    bulkmeet: CommandLine, server: Server, options: list[str], code: int, said: str
) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    done = bulkmeet("run", "a.csv", "--quiet", "--api", server.url, "--yes", *options, ledger="--ledger" not in options)
    assert said in _refused(done, code)
    assert server.recorded == []


@pytest.mark.parametrize("key", [None, "", "two words", "line\nfeed", "schlüssel"])
def test_a_key_that_cannot_be_one_is_refused_without_being_shown(bulkmeet: CommandLine, key: str | None) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    done = bulkmeet("run", "a.csv", "--yes", environment={"DIALPAD_API_KEY": key})
    assert "API_KEY" in _refused(done)
    assert not key or key not in done.said


def test_the_key_shows_nowhere(bulkmeet: CommandLine, serve: Callable[..., Server]) -> None:
    faults = ["422:title=002", "500:title=003", "403:title=005"]
    server = serve(key=CANARY, faults=faults, latency=0.3)
    bulkmeet.environment["DIALPAD_API_KEY"] = CANARY
    bulkmeet.csv("a.csv", [*meetings(5), invalid("Biology")])
    process = bulkmeet.start("run", "a.csv", "--api", server.url, "--yes", "--json", "--verbose", fresh=True)
    until(lambda: server.recorded)
    lines = _command_lines()
    said = [ended(process).said]
    others = (serve(key="another").url, serve(key=CANARY, faults=["redirect"]).url)
    said += [bulkmeet("rerun", "a.results.csv", "--api", url, "--yes").said for url in others]
    said += [bulkmeet("status").said]
    assert statuses(bulkmeet.table("a.results.csv"))[:3] == ["created", "failed", "unknown"]
    assert not [text for text in said if CANARY in text]
    assert any(b"a.csv" in line for line in lines)
    assert not [line for line in lines if CANARY.encode() in line]
    files = [path for path in bulkmeet.folder.rglob("*") if path.is_file()]
    assert bulkmeet.ledger in files
    assert not [path for path in files if CANARY.encode() in path.read_bytes()]


def _command_lines() -> list[bytes]:
    """How every process of this computer was started, as everybody on it can see."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            lines.append(path.read_bytes())
    return lines


def test_a_company_is_one_account_however_its_id_is_typed(bulkmeet: CommandLine, server: Server) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    for company in ("12 ", "12"):
        assert bulkmeet("run", "a.csv", "--api", server.url, "--yes", "--company-id", company).code == 0
    assert len(server.titles) == 1


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_program_that_closed_our_streams_still_gets_its_meetings(
    bulkmeet: CommandLine, server: Server, closed: str
) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    command = shlex.join(bulkmeet.line("run", "a.csv", "--api", server.url, "--yes"))
    done = subprocess.run(
        ["sh", "-c", f"{command} {closed}"],
        cwd=bulkmeet.folder,
        env=bulkmeet.environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stdout + done.stderr
    assert statuses(bulkmeet.table("a.results.csv")) == ["created"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["check", "Parents", "Spring", "2027.xlsx"], 'bulkmeet check "Parents Spring 2027.xlsx"'),
        (
            ["explain", "--map", "Room time=start", "Parents", "Spring", "2027.xlsx", "14"],
            'bulkmeet explain --map "Room time=start" "Parents Spring 2027.xlsx" 14',
        ),
        (["check", "Parents", "Autumn", "2027.xlsx"], 'goes between quotation marks, like "Spring term.xlsx".'),
    ],
)
def test_a_name_with_blanks_is_told_to_need_quotation_marks_with_the_line_to_copy(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    arguments: list[str],
    line: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Parents Spring 2027.xlsx").touch()
    assert exit_code(arguments) == 2
    assert capfd.readouterr().err.endswith(f"{line}\n")


@pytest.mark.parametrize(
    ("option", "meant"),
    [("--title", ""), ("--timezon", " Did you mean --timezone?"), ("--mpa", " Did you mean --map?")],
)
def test_an_unknown_option_is_told_only_what_is_close_to_it(bulkmeet: CommandLine, option: str, meant: str) -> None:
    done = bulkmeet("check", "a.csv", option, "Clinic")
    assert done.code == 2
    assert done.sentence == f"No such option '{option}'.{meant} See `bulkmeet check --help`."
