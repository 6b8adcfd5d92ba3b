"""What a command was told: where the API is, how fast it may be asked, and a key that shows itself nowhere."""

import copy

import msgspec
import pytest

from bulkmeet.errors import WrongUsage
from bulkmeet.settings import LIVE, SANDBOX, SIMULATOR, Key, Rate, Settings, is_dialpad, parse_api, parse_rate

SECRET = "dp-0123456789-secret"  # noqa: S105 - nobody's


# ---- where the API is --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("live", LIVE),
        (" Sandbox ", SANDBOX),
        ("SIMULATOR", SIMULATOR),
        ("https://dialpad.com/", "https://dialpad.com"),
        ("HTTPS://DialPad.com.:443//", "https://dialpad.com"),
        ("https://proxy.example.com/dialpad/", "https://proxy.example.com/dialpad"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.8.9.1:8080", "http://127.8.9.1:8080"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_the_api_is_a_word_or_a_url(text: str, url: str) -> None:
    assert parse_api(text) == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "production",
        "dialpad.com",
        "ftp://dialpad.com",
        "https://",
        "https://user@dialpad.com",
        "https://@dialpad.com",
        "https://user:secret@dialpad.com",
        "https://dialpad.com/?a=b",
        "https://dialpad.com/#a",
        "https://dialpad.com:99999",
        "https://dialpad.com:port",
        "https://[::1",
        "https://dial pad.com",
        "https://dialpad.com/\x1b[2J",
    ],
)
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(
        WrongUsage, match=r"^--api takes live, sandbox, simulator or a URL like .*, not “.*”\.$"
    ) as stop:
        parse_api(text)
    assert "\x1b" not in str(stop.value)


@pytest.mark.parametrize(
    "text", ["http://dialpad.com", "http://127.0.0.1.example.com", "http://localhost.example.com", "http://10.0.0.1"]
)
def test_the_key_is_never_sent_unprotected_but_to_this_computer(text: str) -> None:
    with pytest.raises(WrongUsage, match="would send the API key unprotected; use https"):
        parse_api(text)


@pytest.mark.parametrize(
    ("api", "is_theirs"),
    [
        (LIVE, True),
        (SANDBOX, True),
        ("https://DIALPAD.COM.", True),
        ("https://eu.dialpad.com:443/x", True),
        ("https://notdialpad.com", False),
        ("https://dialpad.com.example.com", False),
        (SIMULATOR, False),
    ],
)
def test_dialpads_own_hosts_are_known(api: str, *, is_theirs: bool) -> None:
    assert is_dialpad(api) is is_theirs


# ---- how fast ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("1200/min", Rate(1200, 60)),
        ("20/s", Rate(20, 1)),
        (" 5 / Second ", Rate(5, 1)),
        ("60/minute", Rate(60, 60)),
        ("1/sec", Rate(1, 1)),
    ],
)
def test_a_rate_is_so_many_a_second_or_a_minute(text: str, rate: Rate) -> None:
    assert parse_rate(text, LIVE) == rate


@pytest.mark.parametrize("text", ["", "fast", "0/s", "-1/s", "1.5/s", "20", "20/hour", "1e3/min", "9999999/min"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage, match=r"^--rate takes a number a second or a minute"):
        parse_rate(text, LIVE)


@pytest.mark.parametrize("text", ["1201/min", "21/s", "50/s"])
def test_dialpad_is_never_asked_faster_than_it_allows(text: str) -> None:
    for api in (LIVE, SANDBOX, "https://dialpad.com.", "https://eu.dialpad.com"):
        with pytest.raises(WrongUsage, match="Dialpad allows 1200/min"):
            parse_rate(text, api)
    assert parse_rate(text, "http://127.0.0.1:8080").per_second > 20
    assert parse_rate(text, SIMULATOR).per_second > 20


# ---- the key -----------------------------------------------------------------------------------------------


def test_the_key_shows_itself_nowhere() -> None:
    key = Key(SECRET)
    for shown in (repr(key), str(key), f"{key}", repr(copy.copy(key)), repr([key])):
        assert SECRET not in shown
    with pytest.raises(TypeError):
        msgspec.json.encode(key)


# ---- whose meetings ----------------------------------------------------------------------------------------


def test_one_api_is_one_account_however_its_address_is_written() -> None:
    assert {Settings(api=parse_api(text)).account for text in ("live", LIVE, f"{LIVE.upper()}:443/")} == {LIVE}


def test_an_account_is_the_api_and_the_company() -> None:
    assert Settings().account == LIVE
    accounts = {
        Settings(api=api, company_id=company).account for api in (LIVE, SANDBOX) for company in (None, "1", "2")
    }
    assert len(accounts) == 6
