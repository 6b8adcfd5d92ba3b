"""XML cut at its end tags, for parts that are too long to go through a parser element by element.

A tag cannot be told from what only looks like one in a comment, a section of raw characters or an instruction; so XML
with any of these is left to the parser (Odd).
"""

import re
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import DefusedXMLParser

from bulkmeet.loader.sheetxml import Target
from bulkmeet.patterns import pattern

CHUNK_BYTES = 1 << 20
LONGEST_PIECE = 8_000_000

TEXT = rb"([^<&>\x00-\x08\x0b-\x1f]*)"
"""Characters that mean themselves; the parser turns line breaks and entities into others."""

UNUSUAL = "its XML is laid out in an unusual way"

_DECLARATION = pattern(rb"(?:\xef\xbb\xbf)?<\?xml [^?>]*\?>")
_ENCODING = pattern(rb"encoding\s*=\s*[\"']([^\"']*)[\"']")


class Odd(Exception):  # noqa: N818 - no error: another reader takes over
    """The XML is not of the kind that can be cut; the text says why, for the middle of a sentence."""


def head_of(start: bytes, opening: re.Pattern[bytes]) -> tuple[bytes, bytes, bytes]:
    """The XML up to and with the element that `opening` finds, the prefix of its name, and the rest."""
    declaration = _DECLARATION.match(start)
    encoding = _ENCODING.search(declaration[0]) if declaration else None
    if encoding and encoding[1].lower() not in {b"utf-8", b"utf8"}:
        raise Odd("its letters are not stored as UTF-8")
    found = opening.search(start)
    if found is None:
        raise Odd(UNUSUAL)
    head = start[: found.end()]
    refuse_special(head[declaration.end() if declaration else 0 :])
    return head, found[1] or b"", start[found.end() :]


def named(form: bytes, prefix: bytes) -> bytes:
    """The expression with the prefix of the part's elements for each P, and plain text for each TEXT."""
    return form.replace(b"TEXT", b"{}").replace(b"P", re.escape(prefix)).replace(b"{}", TEXT)


def refuse_special(content: bytes) -> None:
    """Raise Odd for comments, raw characters, document types and instructions."""
    # A lone character is searched for ten times as fast, and neither is frequent.
    if (b"!" in content and b"<!" in content) or (b"?" in content and b"<?" in content):
        raise Odd("its XML holds comments or raw characters")


def blocks_of(stream: IO[bytes], rest: bytes, end: bytes) -> Iterator[bytes]:
    """The XML from `rest` on in blocks that stop behind an `end` tag; what follows the last of them comes last."""
    while chunk := stream.read(CHUNK_BYTES):
        rest += chunk
        cut = rest.rfind(end)
        if cut >= 0:
            cut += len(end)
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > LONGEST_PIECE:
            raise Odd("one of its rows is extremely long")
    yield rest


class Fragments:
    """A parser that is handed parts of a document in their order, while others never reach it."""

    def __init__(self, target: Target, head: bytes) -> None:
        self._parser = DefusedXMLParser(target=target)
        self.feed(head)

    def feed(self, content: bytes) -> None:
        """The next part, which is parsed at once. Raises Odd where it is no XML of its own."""
        try:
            self._parser.feed(content)
        except ParseError as error:
            raise Odd(UNUSUAL) from error

    def close(self) -> None:
        """The document ends. Raises Odd where something is still open."""
        try:
            self._parser.close()
        except ParseError as error:
            raise Odd(UNUSUAL) from error
