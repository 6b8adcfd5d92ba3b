"""A key that comes back in an answer is taken out of it, in whatever form, and nothing else is."""

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulkmeet.concealing import PIECE, pieces_of, without_key

KEY = 'zQ7/pV"x2+Lm9~Rt4=Yw6%Bn8&Kd1'
BEARER = f"Bearer {KEY}"


def hidden(text: str | bytes, key: str = KEY) -> str:
    content = text.encode() if isinstance(text, str) else text
    return without_key(content, pieces_of(key)).decode()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (BEARER, "Bearer …"),
        (f"{KEY}{KEY} and {KEY}", "… and …"),
        (f"Invalid key {KEY[:15]}***", "Invalid key …***"),
        (f"Invalid key ***{KEY[-13:]}.", "Invalid key ***…."),
        (f"/users?apikey={quote(KEY, safe='')}&a=b", "/users?apikey=…&a=b"),
        (json.dumps({"key": KEY}), '{"key": "…"}'),
        (f'{{"key": "{KEY.replace("/", chr(92) + "/")}"}}', '{"key": "…"}'),
        (KEY.encode().hex(), "…"),
    ],
)
def test_it_is_found_as_it_is_in_parts_and_as_servers_write_it(text: str, left: str) -> None:
    assert hidden(text) == left


@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
@pytest.mark.parametrize("user", ["", ":", "a:", "ab:", "ana@example.com:"])
@pytest.mark.parametrize("after", ["", ":", "::", ":::"])
def test_it_is_found_in_base64_wherever_it_begins(encode: type, user: str, after: str) -> None:
    text = encode(f"{user}{KEY}{after}".encode())
    said = hidden(b"Basic " + text)
    assert said.startswith("Basic ")
    assert len(said) <= len("Basic ") + len(user) * 4 // 3 + len(after) * 4 // 3 + 8
    assert not any(piece in said.encode() for piece in pieces_of(KEY))


@given(st.text(max_size=40), st.text(max_size=40), st.integers(0, len(KEY) - PIECE), st.integers(PIECE, len(KEY)))
def test_whatever_stands_around_it_no_long_part_of_it_is_left(before: str, after: str, start: int, length: int) -> None:
    said = hidden(before + KEY[start : start + length] + after)
    assert not any(KEY[place : place + PIECE] in said for place in range(len(KEY) - PIECE + 1))
    assert said.startswith(before[:-PIECE])
    assert said.endswith(after[PIECE:])


@given(st.binary(max_size=200))
def test_what_holds_none_of_it_stays_as_it_is(text: bytes) -> None:
    assert without_key(text, pieces_of(KEY)) == text


def test_a_short_key_is_taken_out_whole_and_a_very_short_one_not_at_all() -> None:
    assert hidden("key 12345678, id 1234567890123456", "12345678") == "key …, id …90123456"
    assert hidden("key 123, id 1234567890123456", "123") == "key 123, id 1234567890123456"
