"""Which columns nobody reads hold hours, of one moment or from one to another: 9:00, kl. 18.30, 9.30, 9:00-13:00."""

import re
from collections.abc import Sequence

from bulkmeet.cells.dates import parse_clock
from bulkmeet.cells.durations import is_bare_number
from bulkmeet.cells.spans import is_span
from bulkmeet.cells.text import text_of
from bulkmeet.cells.words import word_set, words_of
from bulkmeet.columns.likeness import FITTING
from bulkmeet.columns.looks import has_clock, has_day, mostly
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

TIMES = word_set(
    "start, starts, starting, begin, begins, time, times, when, beginn, beginnt, uhrzeit, zeit, zeiten, uhrzeiten",
    "zeitfenster, heure, heures, horaire, horaires, début, créneau, hora, horas, inicio, horario, horarios, ora, ore",
    "orario, orari, inizio, horário, horários, início, tijd, tijden, tijdstip, aanvang, čas, časy, godzina, godziny",
    "godz, tid, tider, kl, klockan, klockslag, klokken, klokkeslæt, klokkeslett, tidspunkt, saat, kello, aika, idő",
    "időpont, время, часы, 时间, 時間, 時刻, 시간",
)
"""Words of a header that make it a time's even where a good part of the cells is something else."""
NO_TIMES = word_set(
    "price, fee, fees, cost, costs, amount, total, rate, eur, usd, gbp, chf, version, release, score, grade, mark",
    "rating, preis, gebühr, betrag, kosten, prix, tarif, coût, montant, precio, importe, tarifa, prezzo, costo",
    "importo, preço, custo, valor, prijs, bedrag, cena, koszt, kwota, pris, belopp, beløb, beløp, avgift, fiyat, ár",
    "цена, 価格",
)
"""Words of a header that make numbers like 9.30 those of something else."""
_DOTTED = pattern(r"([0-9]{1,2})\.([0-9]{2})")
_TWO_NUMBERS = pattern(r"[0-9]\D+[0-9]|[0-9][^\W\d_]|noon|midnight", re.IGNORECASE)
_HOUR_BEHIND_WORD = pattern(r"^\D{1,10}[0-9]{1,2}(?![0-9])")
"""What a text has that may be an hour or a span at all: the others are not worth reading as one."""
_FROM_TO = pattern(
    r"[0-9]{1,2}[:.h][0-9]{2}\s*(?:[-\u2013\u2014]|to|bis|à)\s*[0-9]{1,2}[:.h][0-9]{2}(?![0-9])", re.IGNORECASE
)
OFFICE_HOURS = range(6, 23)
QUARTERS = frozenset(("00", "15", "30", "45"))
SAMPLE = 50


def is_called_time(header: str) -> bool:
    """Whether the header says that a time of day stands below it."""
    return not TIMES.isdisjoint(words_of(header))


def names_slot(header: str) -> bool:
    """Whether the header is a time of day, or has two of them: 9:00, 09:00-10:30 hrs, Period 1 (9.00-10.00)."""
    if has_day(header) or is_bare_number(header):
        return False
    is_clock = has_clock(header) and not parse_clock(header).problems
    return is_clock or is_span(header) or _FROM_TO.search(header) is not None


def are_spans(cells: Sequence[Cell]) -> bool:
    """Whether at least half of the cells run from one time to another."""
    return mostly(_may_be_span, cells[:SAMPLE])


def _may_be_span(cell: Cell) -> bool:
    return isinstance(cell, str) and _TWO_NUMBERS.search(cell) is not None and is_span(cell)


def are_clocks(header: str, cells: Sequence[Cell], *, dotted: bool) -> bool:
    """Whether the cells are times of day: nearly all of them, or half where the header says so.

    `dotted` says that they may be numbers like 9.30 too, as there is a date that lacks its time.
    """
    if mostly(is_bare_number, cells):
        return dotted and _are_dotted(header, cells)
    if is_called_time(header) and not mostly(has_day, cells):
        return mostly(_is_clock, cells)
    return bool(cells) and sum(map(_is_clock, cells)) >= FITTING * len(cells)


def _is_clock(cell: Cell) -> bool:
    return has_clock(cell) or (isinstance(cell, str) and not has_day(cell) and _is_read(cell))


def _is_read(cell: Cell) -> bool:
    if _HOUR_BEHIND_WORD.search(text_of(cell)) is None or is_bare_number(cell):
        return False
    when = parse_clock(cell).value
    return when is not None and when.clock is not None


def _are_dotted(header: str, cells: Sequence[Cell]) -> bool:
    """Whether every number is an hour of the day with its minutes, and under an unknown header a plain quarter of one.

    Numbers that all end in .00 are rather something else's, unless the header speaks of time.
    """
    found = [_DOTTED.fullmatch(text_of(cell)) for cell in cells if is_bare_number(cell)]
    parts = [(int(match[1]), match[2]) for match in found if match is not None]
    if len(parts) < len(found) or not all(hour in OFFICE_HOURS and minute < "60" for hour, minute in parts):
        return False
    minutes = {minute for _, minute in parts}
    is_plain = QUARTERS.issuperset(minutes) and minutes != {"00"} and len(parts) == len(cells)
    return is_called_time(header) or (is_plain and NO_TIMES.isdisjoint(words_of(header)))
