"""Which of the Chinese and Korean encodings a text is in: two bytes a character, as letters of no alphabet stand."""

from collections.abc import Callable

from msgspec import Struct

from bulkmeet.patterns import pattern

SAMPLE_BYTES = 1 << 16
DIFFERENT = 12
"""So many different characters are needed: a few of Chinese may all be Korean syllables by chance."""
COMMON = 0.9
"""The part of the characters that must be among those a text consists of."""
SPREAD = 0.15
"""The part of the second bytes below C0. They go over the whole range; letters of an alphabet stand at its end."""

_PAIR = pattern(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_PUNCTUATION = frozenset({0xA1, 0xA2, 0xA3})


class EastAsian(Struct, frozen=True):
    """An encoding: its codec, what people call it, and how a pair of bytes looks that stands for a usual character.

    `plain` is the part of the second bytes that are ASCII: from where to where it lies in a real text.
    """

    codec: str
    name: str
    is_usual: Callable[[int, int], bool]
    plain: tuple[float, float] = (0.0, 1 - COMMON)


ENCODINGS = (
    # The 2,350 syllables of KS X 1001 are its rows 16 to 40.
    EastAsian("cp949", "Korean (Windows)", lambda lead, trail: 0xB0 <= lead <= 0xC8 and trail > 0xA0),
    # The 3,755 characters of level 1 of GB 2312 are its rows 16 to 55.
    EastAsian("gb18030", "Simplified Chinese (GB18030)", lambda lead, trail: 0xB0 <= lead <= 0xD7 and trail > 0xA0),
    # The 5,401 characters of level 1 of Big5 begin with A4 to C6.
    EastAsian("cp950", "Traditional Chinese (Big5)", lambda lead, _: 0xA4 <= lead <= 0xC6, (0.15, 0.75)),
)
"""From the narrowest to the widest: Korean syllables would be usual characters in Chinese too."""


def east_asian_of(sample: bytes) -> EastAsian | None:
    """The encoding in which the lines of the sample can be read, and nearly all as usual characters."""
    text = b"\n".join(line for line in sample.split(b"\n") if not line.isascii())
    if len(text) > SAMPLE_BYTES:
        text = text[:SAMPLE_BYTES].rpartition(b"\n")[0]
    pairs = _PAIR.findall(text)
    if len(set(pairs)) < DIFFERENT:
        return None
    return next((one for one in ENCODINGS if _is_in(one, pairs) and _can_be_read(text, one.codec)), None)


def _is_in(encoding: EastAsian, pairs: list[bytes]) -> bool:
    usual = sum(lead in _PUNCTUATION or encoding.is_usual(lead, trail) for lead, trail in pairs)
    low = sum(trail < 0xC0 for _, trail in pairs)
    plain = sum(trail < 0x80 for _, trail in pairs)
    least, most = encoding.plain
    return usual >= COMMON * len(pairs) and low >= SPREAD * len(pairs) and least <= plain / len(pairs) <= most


def _can_be_read(text: bytes, codec: str) -> bool:
    try:
        text.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
