"""The API key out of whatever a server answers: its words go to the ledger, the results and the screen. Pure."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from urllib.parse import quote

HIDDEN = "…".encode()
SHORTEST_KEY = 8
"""Characters; a shorter key stands only in tests, and taking it out could damage an id."""
PIECE = 12
"""Characters of a key that are taken out wherever they stand together: some servers repeat only a part of it."""


def pieces_of(key: str) -> frozenset[bytes]:
    """Every stretch, all equally long, by which the key is known: as it is, in a URL, in JSON, in base64 and in hex."""
    if len(key) < SHORTEST_KEY:
        return frozenset()
    length = min(PIECE, len(key))
    return frozenset(
        form[start : start + length] for form in _forms(key.encode()) for start in range(len(form) - length + 1)
    )


def without_key(text: bytes, pieces: frozenset[bytes]) -> bytes:
    """The text with a mark in place of each part of the key that stands in it."""
    length = len(next(iter(pieces), b""))
    found = [start for start in range(len(text) - length + 1) if text[start : start + length] in pieces]
    kept: list[bytes] = []
    end = 0
    for start in found:
        if start > end or not kept:
            kept += [text[end:start], HIDDEN]
        end = start + length
    return b"".join((*kept, text[end:]))


def _forms(key: bytes) -> Iterator[bytes]:
    yield key
    yield quote(key, safe="").encode()
    yield key.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    yield key.replace(b"/", b"\\/")
    yield key.hex().encode()
    for before in range(3):  # base64 takes three bytes at a time, and what stands before the key shifts it
        for encode in (b64encode, urlsafe_b64encode):
            text = encode(b"\0" * before + key).rstrip(b"=")
            # The letters at either end hold bits of the key's neighbours too.
            yield text[(before * 8 + 5) // 6 : (before + len(key)) * 8 // 6]
