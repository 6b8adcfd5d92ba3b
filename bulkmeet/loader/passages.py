"""Rows that stand in a table and are not meetings: repeated headers, totals, notes. Pure."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, time

from bulkmeet.cells.text import folded, is_blank, text_of
from bulkmeet.cells.words import word_set
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern
from bulkmeet.sheet import Grid

_TOTALS = pattern(
    r"(?:(?:grand |sub-?)?totals?|sums?|(?:gesamt|zwischen)?summen?|gesamt|insgesamt|somme|total général"
    r"|total general|totale|totali|suma|totaal|totalt|razem|итого|всего|合計|総計|小計|总计|合计)"
    r"(?: (?:meetings?|rows?|hours?|events?|sessions?|duration|count))?\s*[:\uff1a]?(?:\s*[(]?[0-9.,]+[)]?)?",
    re.IGNORECASE,
)
_FOOTER = pattern(
    r"(?:generated|exported|printed|downloaded|powered|last updated|page [0-9]+|confidential|source:"
    r"|erstellt|exportiert|gedruckt|seite [0-9]+|généré|exporté|imprimé|generado|exportado|esportato)\b",
    re.IGNORECASE,
)
_SUMS = word_set(
    "total, totals, grand total, subtotal, subtotals, sub-total, sub total, sum, sums, summe, summen, gesamt",
    "gesamtsumme, zwischensumme, gesamtzahl, gesamtanzahl, insgesamt, somme, totaux, sous-total, total général",
    "totales, suma, sumas, totale, totali, subtotale, somma, totais, total geral, soma, totaal, eindtotaal, subtotaal",
    "razem, ogółem, łącznie, celkem, součet, spolu, celkom, summa, totalt, delsumma, i alt, ialt, sammenlagt",
    "til sammen, yhteensä, összesen, ukupno, skupaj, vsota, toplam, σύνολο, άθροισμα, итого, всего, усього, всього",
    "разом, iš viso, kopā, kokku",
)
_AT_AN_EDGE = frozenset(word for words in _SUMS for word in (words.split()[0], words.split()[-1]))
_SUM = "|".join(sorted(map(re.escape, _SUMS), key=len, reverse=True))
_EAST_ASIAN_SUM = pattern("合計|総計|小計|総数|总计|合计|总数|합계|총계")
_SUM_OF = pattern(
    rf"(?:{_SUM})\b.{{1,40}}|.{{1,40}}[\s(\u2013:-](?:{_SUM})\)?\s*:?"
    rf"|(?:{_EAST_ASIAN_SUM.pattern}).{{1,20}}|.{{1,20}}(?:{_EAST_ASIAN_SUM.pattern})\s*:?"
)
"""A word for a sum before or behind what is added up: Total for the week, Termine gesamt, 参加者合計."""
_SUM_OF_ALL = pattern(
    rf"(?:{_SUM}) (?:of|for|de|des|du|del|della|dei|degli|delle|di|do|da|dos|das|der|aller|von|van|av|af) .{{1,40}}"
)
"""Total de inscritos: a sum also where its figure is missing, as of a formula without a result."""
AMOUNT = pattern(r"(?:[0-9]{1,6}|[0-9]{1,3}(?:[.,' \u00a0\u202f][0-9]{3})+)(?:[.,][0-9]{1,4})?")
_SUM_WITH_FIGURE = pattern(
    rf"(?:(?:{_SUM})\b.{{1,40}}|.{{1,40}}\b(?:{_SUM}))\s*[:=\uff1a]\s*{AMOUNT.pattern}(?:\s*\w{{1,10}}\.?)?"
)
"""Total meetings = 5: with its figure in the same cell."""
_FIGURE_AT_END = pattern(rf"\s*[:=\uff1a]\s*{AMOUNT.pattern}(?:\s*\w{{1,10}}\.?)?$")
_SUMS_OF = (_SUM_OF, _SUM_WITH_FIGURE)
_MARKS = pattern(r"\s*[-\u2010-\u2015_=*~.#\u2022+]{2,}\s*")
_PART = "(?:[dm]{1,4}|y{2,4}|hh?|ss)"
_HINT = pattern(rf"\W*{_PART}(?:[-/.: ]+{_PART})+(?: ?am/pm)?\W*", re.IGNORECASE)
LIKE_A_TIME = pattern(r"[0-9]\s*[./:年月-]\s*[0-9]")

_LIKE_A_VALUE = pattern(r"[0-9@]")
_ADDRESS = pattern(r"[^\s@;,:()]+@[^\s@;,()]+")
_IN_NAMES = frozenset(
    (
        *("de", "la", "le", "du", "del", "della", "di", "da", "dos", "das", "do", "van", "von", "vom", "der", "den"),
        *("dem", "zu", "zur", "ter", "ten", "te", "al", "el", "bin", "ibn", "bint", "y", "e", "and", "und", "et"),
    )
)
"""Words without a capital that stand in names, or between two."""

LONGEST_HEADER = 40
FEWEST_FIGURES = 3


def may_be_headers(cells: Sequence[Cell]) -> bool:
    """A cheap first look: several texts and nothing else, with no digit in the first of them and no @."""
    texts = 0
    for cell in cells:
        if is_blank(cell):
            continue
        if not isinstance(cell, str) or "@" in cell or (texts < 2 and _LIKE_A_VALUE.search(cell)):
            return False
        texts += 1
    return texts > 1


def heads(cells: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether different short texts without a figure stand mostly over figures, three at least: dates, addresses.

    A meeting whose date and time are still open would say the same of both.
    """
    texts = [folded(text_of(cell)) for cell in cells if not is_blank(cell)]
    if len(set(texts)) < len(texts) or any(len(text) > LONGEST_HEADER or _LIKE_A_VALUE.search(text) for text in texts):
        return False
    over = sum(is_figure(value) for cell, value in zip(cells, below, strict=False) if not is_blank(cell))
    return over >= FEWEST_FIGURES and 2 * over >= len(texts)


def repeats(headers: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Whether the row holds the headers once more, whatever the case of their letters and the columns between."""
    own = [text.casefold() for text in headers if text]
    return [text.casefold() for text in map(text_of, cells) if text] == own


def not_plainly_values(rows: Grid) -> Iterator[int]:
    """The places of the rows worth a closer look: those whose first two cells could be headers or totals."""
    if len(rows.columns) < 2:
        yield from range(len(rows))
        return
    first, second = rows.columns[:2]
    no_total = [_is_no_total(cell) for cell in first.cells]
    plain, also = ([_is_like_a_value(cell) for cell in column.cells] for column in (first, second))
    if all(no_total[1:]) and all(plain[1:]) and 0 not in first.places:
        return
    for row, (one, two) in enumerate(zip(first.places, second.places, strict=True)):
        if not (no_total[one] and (plain[one] or also[two])):
            yield row


def _is_no_total(cell: Cell) -> bool:
    return isinstance(cell, str) and not is_blank(cell) and not _may_be_totals(text_of(cell))


def _is_like_a_value(cell: Cell) -> bool:
    return bool(_LIKE_A_VALUE.search(cell)) if isinstance(cell, str) else cell is not None


def is_totals_row(cells: Sequence[Cell]) -> bool:
    """Whether the row begins with a word for a total and holds neither a date nor a time."""
    first: Cell = None
    for first in cells:
        if not is_blank(first):
            break
    if not isinstance(first, str) or not _may_be_totals(text_of(first)):
        return False
    if not _TOTALS.fullmatch(text_of(first)):
        return _is_sum_of(first, cells)
    return not any(
        isinstance(cell, date | time) or (isinstance(cell, str) and LIKE_A_TIME.search(cell)) for cell in cells
    )


def _may_be_totals(text: str) -> bool:
    words = _FIGURE_AT_END.sub("", folded(text)).replace(":", " ").replace("(", " ").replace(")", " ").split()
    # mostly neither end of a text is such a word, and then the longer look is not needed
    if not words or (_AT_AN_EDGE.isdisjoint((words[0], words[-1])) and not _EAST_ASIAN_SUM.search(text)):
        return _TOTALS.fullmatch(text) is not None
    return any(form.fullmatch(one) for form, one in ((_TOTALS, text), *((of, folded(text)) for of in _SUMS_OF)))


def _is_sum_of(first: str, cells: Sequence[Cell]) -> bool:
    """Whether it is the sum of something, such as “Subtotal Monday”, with nothing but numbers behind it."""
    others = [cell for cell in cells if not is_blank(cell) and cell is not first]
    alone = folded(text_of(first))
    said = bool(others) or any(form.fullmatch(alone) for form in (_SUM_OF_ALL, _SUM_WITH_FIGURE))
    return said and all(AMOUNT.fullmatch(text_of(cell)) for cell in others)


def is_rule(cells: Sequence[Cell]) -> bool:
    """Whether the row is a line between others: marks such as --- or *** and nothing else."""
    return all(is_blank(cell) or (isinstance(cell, str) and _MARKS.fullmatch(cell)) for cell in cells)


def is_hint_row(cells: Sequence[Cell]) -> bool:
    """Whether the row says how dates and times are to be written, as forms do below their headers: dd/mm/yyyy."""
    texts = [cell for cell in cells if not is_blank(cell)]
    if not all(isinstance(cell, str) and not _LIKE_A_VALUE.search(cell) for cell in texts):
        return False
    return any(_HINT.fullmatch(text_of(cell)) for cell in texts)


def is_figure(cell: Cell) -> bool:
    """Whether the cell holds a number, a date or an address, as rows of meetings and people do."""
    return not is_blank(cell) and (not isinstance(cell, str) or _LIKE_A_VALUE.search(cell) is not None)


def is_lone_text(cells: Sequence[Cell]) -> bool:
    """Whether the row is one text and nothing else; a person with an address may well be a row of their own."""
    filled = [cell for cell in cells if not is_blank(cell)]
    if len(filled) != 1 or not isinstance(filled[0], str):
        return False
    return "@" not in filled[0] or _is_prose(filled[0])


def _is_prose(text: str) -> bool:
    """Whether a text with an address in it is a note: it has other words, and some of them are no part of a name."""
    words = _ADDRESS.sub(" ", text).split()
    is_question = any(word.endswith(("?", "!")) for word in words)
    return "<" not in text and (is_question or (len(words) > 1 and any(map(_is_no_name, words))))


def _is_no_name(word: str) -> bool:
    bare = word.strip(".,;:()-\u2013")
    return word.endswith(":") or (bare[:1].islower() and bare not in _IN_NAMES)


def is_footer_line(cells: Sequence[Cell]) -> bool:
    """Whether the row's text is what programs write below a table, such as “Generated by …”."""
    return any(isinstance(cell, str) and _FOOTER.match(text_of(cell)) for cell in cells)
