"""A typed list of people, taken apart into the text of each person, before any of it is understood."""

import re
from collections.abc import Callable, Iterator

from bulkmeet.cells.words import is_form_of_address
from bulkmeet.patterns import pattern

SEPARATORS = ";\n\r\t\v\f\x85\u2028\u2029"
PIECES = pattern(
    r'(?<![^\s;,])"[^"]*"(?![^\s<(\[;,])|<[^<>]*>|\([^()]*\)|\[[^\[\]]*\]'
    r'|[^"<(\[;,\s\x85@]+@[\w-]+,[a-z][a-z.-]*(?![\w@])|[^"<(\[;,\s\x85]+|.',
    re.DOTALL,
)
"""What stays together while a list is split: quotation marks at a name's ends, brackets, ana@example,com, words."""

QUOTATION_MARKS = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f", '"'))
PUNCTUATION = " .,:;*_-\u2013\u2014\u2022\u00b7"
LAST_AND_FIRST = 2

_AND = r"(?:and|und|et|y|e|en|og|och|&|\+|/)"
BETWEEN_ADDRESSES = pattern(
    rf"(@[^\s@<>()\[\];,]{{1,254}}[>)\]]?) {_AND} (?=[^,;@]{{0,200}}@)"
    r"|(?<=>) (?!\+?\(?[0-9][0-9()./\s-]{6})(?=[^<>,;@]{0,200}(?:,[^<>,;@]{0,200})?<[^<>@]{1,64}@)"
)
PARTICLES = frozenset(
    {"da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "la", "le", "ter", "van", "von", "zu"}
)
SLASH = pattern(r"(@[\w.-]{1,254}>?)/(?=[^\s/@]{1,64}@)")
AND_BEHIND_A_COMMA = pattern(rf"([,;]) ?{_AND} ")
LAST_OF_NAMES = pattern(r"^([^@;<(]+,[^@;<(,]+) (?:and|und|et|y|e|en|og|och|&) ([^@;<(,]+)$")
TWO_NAMES = pattern(r"^((?:[A-Z]\S+ ){1,3})(?:and|und|et|y|e|en|og|och|&|/) ((?:[A-Z]\S+ ?){2,4})$")
MARKDOWN = pattern(r"\[([^\[\]]+)\]\(([^()\s]+@[^()\s]+)\)")
PYTHON_LIST = pattern(r"\[\s*(['\"].*['\"])\s*\]", re.DOTALL)
DEGREE = pattern(r",(?=\s*(?:ph\.?d|m\.?d|mba|jr|sr|dr|prof|esq|dds|cpa|rn|ii|iii)\.?\s*(?:[<(,;]|$))", re.IGNORECASE)


def with_semicolons(text: str) -> str:
    """The list with a semicolon wherever something else plainly stands between two people.

    That is a bar, a bullet, and a slash or "and" behind an address; in Ana, Ben and Chen the "and" becomes a comma.
    A name such as "Research and Development <…>" stays whole, and so does that of a couple, Mr & Mrs Khan. Markdown
    links become Ana <ana@example.com>.
    """
    plain = text.translate(QUOTATION_MARKS)
    plain = PYTHON_LIST.sub(r"\1", plain) if PYTHON_LIST.fullmatch(plain.strip()) else plain
    plain = DEGREE.sub("", MARKDOWN.sub(r"\1 <\2>", plain))
    plain = SLASH.sub(r"\1;", re.sub(r" ?\| ?|(?<=\S) ?[\u2022] ", "; ", plain))
    plain = AND_BEHIND_A_COMMA.sub(r"\1 ", plain)
    if "@" not in plain:
        return TWO_NAMES.sub(_apart("; "), LAST_OF_NAMES.sub(_apart(", "), plain))
    return BETWEEN_ADDRESSES.sub(lambda found: f"{found[1] or ''}; ", plain)


def is_only_form_of_address(name: str) -> bool:
    """Whether a name is none, but what stands before one: Mr, Herr Dr."""
    words = name.split()
    return bool(words) and all(map(is_form_of_address, words))


def _apart(separator: str) -> Callable[[re.Match[str]], str]:
    """What puts a separator between two names, but not into the one of a couple: Mr & Mrs Khan."""
    return lambda found: found[0] if _are_couple(found[1], found[2]) else f"{found[1]}{separator}{found[2]}"


def _are_couple(before: str, behind: str) -> bool:
    return is_only_form_of_address(before.split(",")[-1]) and is_form_of_address(behind.split(" ")[0])


def entries_of(text: str) -> Iterator[tuple[str, bool]]:
    """The text of each person in turn, and whether taking it as one person is doubtful.

    Semicolons, line breaks and tabs separate people, and then a comma belongs to a name ("Okafor, Ben"). Where
    there are none of these, commas separate; but a lone "Okafor, Ben", and `Ruiz, Ana <…>`, are one person.
    """
    chunks = _split(text, SEPARATORS)
    for chunk in chunks:
        pieces = [piece for piece in _split(chunk, ",") if piece.strip(PUNCTUATION)]
        yield from _at_commas(pieces, separated=len(chunks) > 1)


def _split(text: str, separators: str) -> list[str]:
    """The parts between separators that stand outside quotation marks and brackets."""
    parts = [""]
    for piece in PIECES.findall(text):
        if piece in separators:
            parts.append("")
        else:
            parts[-1] += piece
    return [part.strip() for part in parts]


def _at_commas(pieces: list[str], *, separated: bool) -> Iterator[tuple[str, bool]]:
    one_at_most = not any("@" in piece for piece in pieces[:-1])
    words = [_count_words(piece) for piece in pieces]
    last_and_first = len(pieces) == LAST_AND_FIRST and max(words) == 1 and "@" not in pieces[-1]
    is_one = one_at_most and len(pieces) > 1 and not any(piece.startswith('"') for piece in pieces)
    if is_one and (separated or last_and_first):
        names = [count for count in words if count]
        yield ", ".join(pieces), len(names) > LAST_AND_FIRST or (len(names) == LAST_AND_FIRST and min(names) > 1)
    else:
        yield from _with_surnames(pieces)


def _with_surnames(pieces: list[str]) -> Iterator[tuple[str, bool]]:
    """The pieces, `Ruiz` before `Ana <ana@example.com>` as one where no other name stands before."""
    surname = ""
    for index, piece in enumerate(pieces):
        if surname:
            yield f"{surname}, {piece}", _count_words(piece) > 1
            surname = ""
        elif _is_surname(pieces, index):
            surname = piece
        elif all("@" in word and word[0] != "<" for word in piece.split()):
            yield from ((word, False) for word in piece.split())
        else:
            yield piece, False


def _is_surname(pieces: list[str], index: int) -> bool:
    before, piece, after = (["", *pieces, ""])[index : index + 3]
    begins = not before or "@" in before
    given_name_after = "@" in after and not after.startswith('"') and _count_words(after) > 0
    return begins and given_name_after and "@" not in piece and _count_words(piece) == 1


def _count_words(piece: str) -> int:
    """How many words of a name stand before the address, initials like M. and particles like van not counted."""
    words = [word for word in re.split(r"[<(\[]", piece)[0].split() if "@" not in word]
    counted = [word for word in words if word not in PARTICLES and not re.fullmatch(r"\w\.", word)]
    return len(counted)
