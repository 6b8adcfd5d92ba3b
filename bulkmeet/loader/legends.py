"""Keys at the foot of a table that say what its colours and abbreviations mean: “Key: | confirmed”. Pure."""

import re
from collections.abc import Sequence

from bulkmeet.cells.flags import may_say_off, says_going_ahead
from bulkmeet.cells.text import folded, is_blank, text_of
from bulkmeet.cells.words import word_set
from bulkmeet.loader.passages import AMOUNT, is_figure
from bulkmeet.loader.timed import below_timed, is_words
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern
from bulkmeet.sheet import Grid

_HEADS = word_set(
    "key, the key, legend, colour key, color key, colour code, colour codes, color code, color codes, colour coding",
    "color coding, key to colours, key to colors, status key, abbreviations, codes, symbols, colours, colors",
    "legende, farblegende, farben, farbcode, farbcodes, abkürzungen, zeichenerklärung, légende, couleurs, code couleur",
    "codes couleur, abréviations, leyenda, colores, código de colores, abreviaturas, clave, legenda, colori, cores",
    "código de cores, abbreviazioni, kleuren, kleurcode, kleurcodes, afkortingen, förklaring, teckenförklaring, färger",
    "färgkod, forklaring, signaturforklaring, farver, farger, fargekode, selite, värit, vysvětlivky, vysvetlivky",
    "legendă, jelmagyarázat, υπόμνημα, легенда, условные обозначения, умовні позначення, lejant, legendy, skróty",
    "凡例, 图例, 圖例, 범례",
)
_COLOURS = word_set(
    "red, green, blue, yellow, orange, purple, pink, grey, gray, white, black, brown, amber, rot, grün, blau, gelb",
    "lila, violett, rosa, grau, weiß, schwarz, braun, rouge, vert, bleu, jaune, violet, rose, gris, blanc, noir",
    "rojo, verde, azul, amarillo, naranja, morado, blanco, negro, rosso, blu, giallo, arancione, viola, grigio, bianco",
    "nero, vermelho, amarelo, laranja, roxo, cinza, branco, preto, rood, groen, blauw, geel, oranje, paars, roze",
    "grijs, wit, zwart, 赤, 緑, 青, 黄, 灰",
)
_SHADE = pattern(r"(?:(?:light|dark|pale|hell|dunkel|licht|donker) ?)?(?P<colour>.+?)(?: (?:clair|fonce|claro))?")
_HEAD = pattern(
    rf"(?:{'|'.join(sorted(map(re.escape, _HEADS), key=len, reverse=True))})(?:\s*[:\uff1a].{{0,200}}|\s+[-\u2013=])?"
)
SHORTEST = 3
"""How long an abbreviation is at most."""
MOST_CELLS = 3
"""How many cells a row of a key has below its first: a colour, what it means, a remark."""
FEWEST = 2
"""How many rows show a key that nothing heads."""


def key_rows(rows: Grid) -> list[int]:
    """The places of the rows of keys: a head and what follows it at once, or pairs that nothing heads.

    All stand below the last row that holds a day or a clock. What is not headed by a text that ends in a colon counts
    only below a blank row and all rows that hold figures, as “Key” may be a meeting's title.
    """
    below = below_timed(rows)
    foot = max(below, _foot(rows))
    found: list[int] = []
    for place in range(below, len(rows)):
        if (not found or place > found[-1]) and _begins(rows, place, foot):
            found += _block(rows, place)
    return found or _unheaded(rows, foot)


def _foot(rows: Grid) -> int:
    """The place from which on no row holds a figure."""
    foot = len(rows)
    while foot and not any(map(is_figure, rows[foot - 1].cells)):
        foot -= 1
    return foot


def _ends_in_colon(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.rstrip().endswith((":", "\uff1a"))


def _is_head(cell: Cell) -> bool:
    return isinstance(cell, str) and _HEAD.fullmatch(folded(text_of(cell))) is not None


def _begins(rows: Grid, place: int, foot: int) -> bool:
    cells = rows[place].cells
    first = next(cell for cell in cells if not is_blank(cell))
    if not _is_head(first) or not _says_words(cells):
        return False
    return _ends_in_colon(first) or (place >= foot and _is_below_gap(rows, place))


def _block(rows: Grid, place: int) -> list[int]:
    """The place of a head and those of the rows that follow it without a blank one between."""
    end = place + 1
    while end < len(rows) and not _is_below_gap(rows, end) and _is_short(rows[end].cells):
        end += 1
    return list(range(place, end))


def _unheaded(rows: Grid, foot: int) -> list[int]:
    """The places of pairs like “Red | cancelled”, several of them below a blank row.

    One of them must name a state: “Ann | Lee” and “Green | Tom” are people.
    """
    pairs = [place for place in range(max(foot, 1), len(rows)) if _is_pair(rows[place].cells)]
    if len(pairs) < FEWEST or pairs[-1] - pairs[0] != len(pairs) - 1 or not _is_below_gap(rows, pairs[0]):
        return []
    return pairs if any(_names_state(rows[place].cells) for place in pairs) else []


def _is_pair(cells: Sequence[Cell]) -> bool:
    texts = [text_of(cell) for cell in cells if not is_blank(cell)]
    return len(texts) == FEWEST and (len(texts[0]) <= SHORTEST or is_colour(texts[0]))


def _names_state(cells: Sequence[Cell]) -> bool:
    meant = [cell for cell in cells if not is_blank(cell)][-1]
    return may_say_off(meant) or says_going_ahead(meant)


def is_colour(text: str) -> bool:
    """Whether the text names a colour and nothing else: Red, light green, bleu clair."""
    shade = _SHADE.fullmatch(folded(text))
    return shade is not None and shade["colour"] in _COLOURS


def _is_short(cells: Sequence[Cell]) -> bool:
    return _says_words(cells) and sum(not is_blank(cell) for cell in cells) <= MOST_CELLS


def _says_words(cells: Sequence[Cell]) -> bool:
    """Whether the row holds nothing that a meeting or a person needs: no number, day, clock or address."""
    return all(is_blank(cell) or (is_words(cell) and AMOUNT.fullmatch(text_of(cell)) is None) for cell in cells)


def _is_below_gap(rows: Grid, place: int) -> bool:
    return place > 0 and rows.numbers[place] - rows.numbers[place - 1] > 1
