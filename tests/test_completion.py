"""What a shell offers while a command is typed: names that are known, read and never written, and else nothing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from bulkmeet.__main__ import exit_code
from bulkmeet.cli.completing import VARIABLE
from bulkmeet.cli.main import cli
from bulkmeet.ledger.records import RunFacts
from bulkmeet.ledger.store import Ledger

Offer = Callable[[str], list[str]]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with two runs."""
    path = tmp_path / "ledger.sqlite3"
    with Ledger(path) as opened:
        for run in ("2030-01-01-090000", "2030-02-01-090000"):
            opened.begin(RunFacts(run, f"{run[:10]}T09:00:00Z", "term.csv", "", 1, "simulator", "out.csv", ""))
    return path


@pytest.fixture
def offer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Offer:
    """What is offered for the last word of a line; a kind of path stands between < and >."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "nowhere"))
    monkeypatch.setenv("BULKMEET_MAPS", str(tmp_path))

    def offered(line: str) -> list[str]:
        *words, begun = line.split(" ")[1:]
        found = ShellComplete(cli, {}, "bulkmeet", VARIABLE).get_completions(words, begun)
        return [f"<{item.type}>" if item.type in {"file", "dir"} else str(item.value) for item in found]

    return offered


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("bulkmeet exp", ["explain"]),
        ("bulkmeet explain ter", ["<file>"]),
        ("bulkmeet explain term.csv 1", []),
        ("bulkmeet check ter", ["<file>"]),
        ("bulkmeet check --api s", ["sandbox", "simulator"]),
        ("bulkmeet login --api l", ["live"]),
        ("bulkmeet run --meeting-type l", ["LARGE_MEETING"]),
        ("bulkmeet run --date-order d", ["dmy"]),
        ("bulkmeet check --timezone america/new_y", ["America/New_York"]),
        ("bulkmeet check --map-file ter", ["term"]),
        ("bulkmeet check --map-file maps/ter", ["<file>"]),
        ("bulkmeet check --ledger l", ["<file>"]),
        ("bulkmeet completion z", ["zsh"]),
    ],
)
def test_a_word_is_completed_by_what_is_known(offer: Offer, tmp_path: Path, line: str, words: list[str]) -> None:
    (tmp_path / "term.toml").write_text('[columns]\n"Room time" = "start"\n')
    assert offer(line) == words


@pytest.mark.parametrize("command", ["status", "results", "resolve"])
def test_runs_are_completed_from_the_ledger_the_newest_first(offer: Offer, ledger: Path, command: str) -> None:
    assert offer(f"bulkmeet {command} --ledger {ledger} ") == ["2030-02-01-090000", "2030-01-01-090000"]
    assert offer(f"bulkmeet {command} --ledger {ledger} 2030-01") == ["2030-01-01-090000"]


def test_without_a_ledger_no_run_is_offered_and_none_is_made(offer: Offer, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    assert offer("bulkmeet status ") == []
    assert offer(f"bulkmeet status --ledger {tmp_path / 'none.sqlite3'} ") == []
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("shell", "sign"), [("bash", "complete -o"), ("zsh", "#compdef bulkmeet"), ("fish", "complete ")]
)
def test_the_script_for_a_shell_is_printed(capfd: pytest.CaptureFixture[str], shell: str, sign: str) -> None:
    assert exit_code(["completion", shell]) == 0
    script = capfd.readouterr().out
    assert sign in script
    assert f"{VARIABLE}={shell}_complete" in script


def test_a_shell_without_completion_is_refused_with_those_that_have_it(capfd: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["completion", "powershell"]) == 2
    assert "'powershell' is not one of 'bash', 'zsh', 'fish'" in capfd.readouterr().err


def test_without_a_shell_it_says_in_one_sentence_which_there_are(capfd: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["completion"]) == 2
    said = "bulkmeet: Say which shell, like `bulkmeet completion bash`: it is bash, zsh or fish.\n"
    assert capfd.readouterr().err == said


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes_a_line_with_the_script_as_it_is(ledger: Path, tmp_path: Path) -> None:
    """The program is found by its name in PATH, and the completion is asked for as bash itself does."""
    program = tmp_path / "bin" / "bulkmeet"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bulkmeet "$@"\n')
    program.chmod(0o700)
    asked = (
        'eval "$(bulkmeet completion bash)"\n'
        "complete -p bulkmeet | grep -q _bulkmeet_completion && "
        f'COMP_WORDS=(bulkmeet resolve --ledger "{ledger}" 2030-02) COMP_CWORD=4\n'
        '_bulkmeet_completion bulkmeet; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", asked],
        check=False,
        env={"PATH": path},
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("2030-02-01-090000\n", "")
