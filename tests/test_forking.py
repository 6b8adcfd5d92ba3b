"""A forked program is the program: it says what one in a new interpreter says, and shares nothing with the tests."""

import signal

import pytest

from tests.command_line import CommandLine, invalid, meeting, until


@pytest.mark.parametrize(
    "arguments", [("check", "a.csv"), ("check", "a.xlsx", "--verbose"), ("--help",), ("check",), ("template", "a.csv")]
)
def test_a_forked_program_ends_and_says_as_one_in_a_new_interpreter_does(
    bulkmeet: CommandLine, arguments: tuple[str, ...]
) -> None:
    rows = [meeting("Überblick", 9), invalid("Biology")]
    bulkmeet.csv("a.csv", rows)
    bulkmeet.xlsx("a.xlsx", rows)
    assert bulkmeet(*arguments, ledger=False) == bulkmeet(*arguments, ledger=False, fresh=True)


def test_a_forked_program_has_its_own_environment_and_none_of_the_tests(
    bulkmeet: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIALPAD_API_KEY", "of the tests")
    bulkmeet.csv("a.csv", [meeting("Algebra")])
    done = bulkmeet("run", "a.csv", "--yes", environment={"DIALPAD_API_KEY": None})
    assert done.code == 2
    assert "API_KEY" in done.sentence


def test_a_forked_program_that_is_killed_tells_by_what(bulkmeet: CommandLine) -> None:
    process = bulkmeet.start("simulator", "--port", "0", ledger=False)
    assert process.poll() is None
    process.kill()
    until(lambda: process.poll() is not None)
    assert process.communicate()[1] == ""
    assert process.returncode == -signal.SIGKILL
