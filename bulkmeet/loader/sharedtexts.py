"""The texts that the cells of a workbook refer to by number. Nearly all are plain and need no parser."""

import re
from collections.abc import Iterator
from typing import IO

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader.limits import CELL_CHARACTERS, SHARED_TEXTS
from bulkmeet.loader.pieces import CHUNK_BYTES, Fragments, Odd, blocks_of, head_of, named, refuse_special
from bulkmeet.loader.sheetxml import Attributes, CellText, local_name
from bulkmeet.loader.strikes import Runs, Struck
from bulkmeet.patterns import pattern

_OPENING = pattern(rb"<((?:[A-Za-z_][\w.-]*:)?)sst\b[^<>]*(?<!/)>")


class SharedTexts:
    """The texts that cells refer to by number; how they are pronounced (`rPh`) is no part of them."""

    def __init__(self) -> None:
        self.texts: list[str | Struck] = []
        self._text = CellText()
        self._runs = Runs()
        self._pronunciation = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """Begin to collect in `t`."""
        match local_name(tag):
            case "rPh":
                self._pronunciation = True
            case "t":
                self._text.open = not self._pronunciation
            case "r":
                self._runs.start()
            case "strike":
                self._runs.strike(attributes)

    def end(self, tag: str) -> None:
        """Keep the text of a whole `si`, however many runs it has."""
        name = local_name(tag)
        if name == "t":
            self._text.open = False
        elif name == "rPh":
            self._pronunciation = False
        elif name == "si":
            if len(self.texts) >= SHARED_TEXTS:
                raise UnreadableFile("The workbook holds more texts than a list of meetings can need.")
            text = self._text.take()
            self.texts.append(Struck(text) if self._runs.take() else text)

    def data(self, text: str) -> None:
        """The next piece of text."""
        self._text.add(text)
        if self._text.open:
            self._runs.add(text)

    def close(self) -> None:
        """Nothing is left open."""


def shared_texts(stream: IO[bytes]) -> list[str | Struck]:
    """All the texts, in order. Raises Odd where only the parser can tell (SharedTexts does it)."""
    head, prefix, rest = head_of(stream.read(CHUNK_BYTES), _OPENING)
    target = SharedTexts()
    fragments = Fragments(target, head)
    end = b"</%bsi>" % prefix
    plain = re.compile(named(rb'<Psi><Pt(?: xml:space="preserve")?>TEXT</Pt></Psi>', prefix))
    texts: list[str | Struck] = []
    for block in blocks_of(stream, rest, end):
        refuse_special(block)
        found = plain.findall(block)
        if found and block.count(b"<") == 4 * len(found):
            _refuse_long(max(map(len, found)))
            texts += [text.decode() for text in found]
        else:
            texts += _parsed(block, end, plain, fragments, target)
        if len(texts) > SHARED_TEXTS:
            raise UnreadableFile("The workbook holds more texts than a list of meetings can need.")
    fragments.close()
    return texts


def _parsed(
    block: bytes, end: bytes, plain: re.Pattern[bytes], fragments: Fragments, target: SharedTexts
) -> Iterator[str | Struck]:
    """The texts of a block that holds some with formats, entities or line breaks."""
    *pieces, tail = block.split(end)
    for piece in pieces:
        found = plain.fullmatch(piece + end)
        if found:
            _refuse_long(len(found[1]))
            yield found[1].decode()
            continue
        fragments.feed(piece + end)
        yield from target.texts
        target.texts.clear()
    fragments.feed(tail)
    yield from target.texts
    target.texts.clear()


def _refuse_long(size: int) -> None:
    """Bytes are no characters: whether a text so long is too long, the parser counts."""
    if size > CELL_CHARACTERS:
        raise Odd("one of its texts is very long")
