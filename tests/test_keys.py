"""The API key: from the environment, from the keyring by login, and nowhere else."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bulkmeet.errors import WrongUsage
from bulkmeet.keys import read_key
from bulkmeet.settings import LIVE, SIMULATOR
from tests.command_line import CommandLine, ended, meetings, statuses
from tests.conftest import Server

SECRET = "dp-0123456789-secret"  # noqa: S105 - nobody's
Serve = Callable[..., Server]


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have a keyring of their own."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def keyring(bulkmeet: CommandLine) -> Path:
    """The file behind the keyring of the program; the environment holds no key."""
    path = bulkmeet.folder / "keyring.json"
    bulkmeet.environment |= {
        "PYTHON_KEYRING_BACKEND": "tests.keyring_backends.Safe",
        "KEYRING_FILE": str(path),
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    del bulkmeet.environment["DIALPAD_API_KEY"]
    return path


def given(bulkmeet: CommandLine, *arguments: str, key: str, **options: Any) -> Any:  # noqa: ANN401 - as Popen takes them
    """A command that reads the key from standard input."""
    paper = bulkmeet.folder / "paper"
    paper.write_text(key)
    with paper.open() as stdin:
        return ended(bulkmeet.start(*arguments, "--stdin", ledger=False, stdin=stdin, **options))


# ---- the environment ---------------------------------------------------------------------------------------


def test_the_key_comes_from_the_environment() -> None:
    assert read_key(LIVE, {"DIALPAD_API_KEY": f"  {SECRET}\n"}).reveal() == SECRET


def test_the_simulator_needs_none_and_is_never_given_the_real_one() -> None:
    assert read_key(SIMULATOR, {"DIALPAD_API_KEY": SECRET}).reveal() == "simulator"


@pytest.mark.parametrize("environment", [{}, {"DIALPAD_API_KEY": ""}, {"DIALPAD_API_KEY": "  "}])
def test_without_a_key_it_says_where_to_put_one(environment: dict[str, str]) -> None:
    with pytest.raises(WrongUsage, match="environment variable DIALPAD_API_KEY, keep it with `bulkmeet login`, or"):
        read_key(LIVE, environment)


@pytest.mark.parametrize("text", ["two words", "clé", "line\nbreak", "\x00"])
def test_a_key_that_cannot_be_one_is_refused_without_being_shown(text: str) -> None:
    with pytest.raises(WrongUsage) as stop:
        read_key(LIVE, {"DIALPAD_API_KEY": text})
    assert text not in str(stop.value)


# ---- the keyring -------------------------------------------------------------------------------------------


def test_what_login_keeps_a_run_uses_and_logout_takes_away(bulkmeet: CommandLine, keyring: Path, serve: Serve) -> None:
    server = serve(key=SECRET)
    run = ("run", "a.csv", "--api", server.url, "--yes")
    bulkmeet.csv("a.csv", meetings(1))
    none = bulkmeet(*run)
    assert (none.code, server.recorded) == (2, [])
    assert none.sentence.startswith(f"There is no API key for {server.url}; put it in the environment variable")

    kept = given(bulkmeet, "login", "--api", server.url, key=f"{SECRET}\n")
    assert kept.code == 0, kept.said
    assert kept.out == f"The API key for {server.url} is kept in the keyring of this computer (a safe keyring).\n"
    assert json.loads(keyring.read_text()) == {f"bulkmeet {server.url}": SECRET}
    done = bulkmeet(*run, "--verbose")
    assert (done.code, len(server.titles)) == (0, 1), done.said
    assert SECRET not in kept.said + done.said

    gone = bulkmeet("logout", "--api", server.url, ledger=False)
    assert gone.out == f"The API key for {server.url} is not kept any more.\n"
    assert json.loads(keyring.read_text()) == {}
    assert bulkmeet(*run).code == 2
    assert "was not kept, so there is nothing to do" in bulkmeet("logout", "--api", server.url, ledger=False).out


def test_every_api_has_a_key_of_its_own(bulkmeet: CommandLine, keyring: Path) -> None:
    for number, api in enumerate(["live", "sandbox", "https://proxy.example.com:443/dialpad/"]):
        assert given(bulkmeet, "login", "--api", api, key=f"{SECRET}-{number}").code == 0
    assert given(bulkmeet, "login", key=f"{SECRET}-new").code == 0
    assert bulkmeet("logout", ledger=False, environment={"BULKMEET_API": "sandbox"}).code == 0
    assert json.loads(keyring.read_text()) == {
        "bulkmeet https://dialpad.com": f"{SECRET}-new",
        "bulkmeet https://proxy.example.com/dialpad": f"{SECRET}-2",
    }


def test_the_environment_goes_before_the_keyring_which_is_not_even_asked(
    bulkmeet: CommandLine, keyring: Path, serve: Serve
) -> None:
    server = serve(key=SECRET)
    bulkmeet.csv("a.csv", meetings(1))
    set_too = given(bulkmeet, "login", "--api", server.url, key="another", environment={"DIALPAD_API_KEY": SECRET})
    assert "DIALPAD_API_KEY is set here too, and goes before it." in set_too.out
    assert keyring.exists()
    changes = {"DIALPAD_API_KEY": SECRET, "PYTHON_KEYRING_BACKEND": "tests.keyring_backends.Locked"}
    assert bulkmeet("run", "a.csv", "--api", server.url, "--yes", environment=changes).code == 0


def test_at_a_terminal_it_is_asked_for_and_not_shown(bulkmeet: CommandLine, keyring: Path) -> None:
    done = bulkmeet.at_terminal("login", answer=f"{SECRET}\n", question="(it is not shown): ", ledger=False)
    assert done.code == 0, done.out
    assert "API key for https://dialpad.com (it is not shown): " in done.out
    assert SECRET not in done.out
    assert json.loads(keyring.read_text()) == {"bulkmeet https://dialpad.com": SECRET}


@pytest.mark.parametrize(
    ("key", "arguments", "said"),
    [
        ("\n", [], "No key was given, so nothing was changed."),
        ("two words", [], "What was given holds blanks or characters that no key has; copy the key again."),
        ("clé-secret", [], "What was given holds blanks or characters that no key has; copy the key again."),
        (SECRET, ["--api", "simulator"], "The simulator needs no key; name another API with --api."),
        (
            SECRET,
            ["--api", "http://dialpad.com"],
            "“http://dialpad.com” would send the API key unprotected; use https.",
        ),
    ],
)
def test_what_is_no_key_or_for_no_api_is_not_kept(
    bulkmeet: CommandLine, keyring: Path, key: str, arguments: list[str], said: str
) -> None:
    done = given(bulkmeet, "login", *arguments, key=key)
    assert (done.code, done.sentence) == (2, said)
    assert not keyring.exists()


def test_with_nobody_to_type_it_standard_input_has_to_be_named(bulkmeet: CommandLine, keyring: Path) -> None:
    done = bulkmeet("login", ledger=False)
    assert (done.code, keyring.exists()) == (2, False)
    assert done.sentence == "Nobody is there to type the key; give it on standard input, with --stdin."


@pytest.mark.parametrize(
    "backend", ["keyring.backends.fail.Keyring", "keyring.backends.null.Keyring", "tests.keyring_backends.PlainText"]
)
def test_a_keyring_that_keeps_nothing_or_in_plain_text_is_refused(
    bulkmeet: CommandLine, keyring: Path, backend: str
) -> None:
    done = given(bulkmeet, "login", key=SECRET, environment={"PYTHON_KEYRING_BACKEND": backend})
    assert (done.code, keyring.exists()) == (2, False)
    assert done.sentence == (
        "This computer has no keyring that would keep a key safe; put the key in the environment variable "
        "DIALPAD_API_KEY instead."
    )


def test_of_several_keyrings_the_first_safe_one_is_taken(bulkmeet: CommandLine, keyring: Path) -> None:
    changes = {"PYTHON_KEYRING_BACKEND": "tests.keyring_backends.Chained"}
    assert given(bulkmeet, "login", key=SECRET, environment=changes).code == 0
    assert SECRET in keyring.read_text()


@pytest.mark.parametrize("backend", ["tests.keyring_backends.Locked", "tests.no_such_module.Keyring"])
@pytest.mark.parametrize("command", ["login", "run"])
def test_a_keyring_that_fails_is_told_in_a_sentence_that_holds_no_secret(
    bulkmeet: CommandLine, keyring: Path, backend: str, command: str
) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    changes = {"PYTHON_KEYRING_BACKEND": backend}
    if command == "login":
        done = given(bulkmeet, "login", key=SECRET, environment=changes)
    else:
        done = bulkmeet("run", "a.csv", "--yes", environment=changes)
    assert (done.code, keyring.exists()) == (2, False)
    assert done.sentence.startswith("The system's keyring could not be used (“")
    assert "secret" not in done.said


@pytest.mark.parametrize("command", [["check", "a.csv"], ["run", "a.csv", "--api", "simulator"], ["status"]])
def test_what_needs_no_key_does_not_ask_the_keyring(bulkmeet: CommandLine, keyring: Path, command: list[str]) -> None:
    bulkmeet.csv("a.csv", meetings(1))
    bulkmeet("run", "a.csv", "--api", "simulator")
    done = bulkmeet(*command, environment={"PYTHON_KEYRING_BACKEND": "tests.keyring_backends.Locked"})
    assert done.code == 0, done.said
    assert not keyring.exists()
    if command[0] == "run":
        assert statuses(bulkmeet.table("a.results.csv")) == ["skipped"]
