"""What the words of a row between meetings say, of those that plainly head others: “Week 3”, “Group B”. Pure."""

from collections.abc import Sequence
from datetime import date
from itertools import chain

from bulkmeet.cells.datewords import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, month_of, weekdays_of
from bulkmeet.cells.text import folded, text_of
from bulkmeet.cells.words import word_set
from bulkmeet.columns.looks import has_clock
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

NUMBER, YEAR, LABEL, MONTH, WEEKDAY = "number", "year", "label", "month", "weekday"
PERIOD, GROUP, MORNING, DAY = "period", "group", "morning", "day"
"""The kinds of words; `DAY` is a date that is no text."""
_PERIODS = word_set(
    "week, wk, kw, woche, kalenderwoche, semaine, semana, settimana, uke, vecka, uge, viikko, tydzień, týden, неделя",
    "тиждень, q, quarter, quartal, trimestre, trimester, kwartaal, term, semester, semestre, month, monat, mois, mes",
    "mese, maand",
)
_GROUPS = word_set(
    "phase, block, room, group, module, day, part, session, round, cohort, team, unit, fase, bloque, bloc, blocco",
    "bloco, blok, raum, zimmer, salle, sala, kamer, gruppe, groupe, grupo, gruppo, groep, modul, módulo, modulo, tag",
    "jour, día, giorno, dia, dag, teil, partie, parte, deel, sitzung, séance, sesión, sessione, sessão, sessie, runde",
    "ronda, ronde, kohorte, cohorte, coorte, équipe, equipo, squadra, equipe",
)
_MORNINGS = word_set("morning, vormittag, matin, mattina")
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_SHORT = frozenset(name[:3].lower() for name in (*ENGLISH_MONTHS, *ENGLISH_WEEKDAYS))
_LONG = 4
"""Shorter names of months and days are words of their own in some language: out, set, so, sex."""
_EAST_ASIAN = pattern("第[0-9一二三四五六七八九十]+(?:週|四半期|学期)")
_WORD = pattern(r"[0-9]+|[^\W\d_]+")
_MARKS = pattern("[-\\s\u2013\u2014/,:;().&+·#]*")
_YEAR = pattern("(?:19|20)[0-9]{2}")
_LABEL = pattern("[a-h]|i{1,3}|iv|vi{0,3}")
LONGEST = 80


def weekdays_in(text: str) -> frozenset[int]:
    """The days of the week that its words name, 0 for Monday."""
    words = _WORD.findall(folded(text))
    named = (weekdays_of(word) for word, kind in zip(words, _kinds(words), strict=True) if kind == WEEKDAY)
    return frozenset(chain.from_iterable(named))


def kinds_in(cell: Cell) -> tuple[str, ...]:
    """The kinds of all its words in their order; none where one of its words or marks may say anything else."""
    if isinstance(cell, date):
        return (DAY,)
    text = folded(cell) if isinstance(cell, str) and len(cell) < LONGEST else ""
    if _EAST_ASIAN.fullmatch(text):
        return PERIOD, NUMBER
    if has_clock(text) or not _MARKS.fullmatch(_WORD.sub("", text)):
        return ()
    kinds = _kinds(_WORD.findall(text))
    return () if None in kinds else tuple(filter(None, kinds))


def is_period(kinds: Sequence[str]) -> bool:
    """Whether it is a bare period: Week 1, Q2 2027, KW 3 (18.-22.1.)."""
    return PERIOD in kinds and NUMBER in kinds and GROUP not in kinds


def is_harmless(kinds: Sequence[str]) -> bool:
    """Whether it names a part of time or a group, or is a number, and can say nothing else of the rows below."""
    return len(set(kinds)) > 1 or kinds in ((NUMBER,), (YEAR,), (MONTH,), (MORNING,)) or names_day(kinds)


def names_day(kinds: Sequence[str]) -> bool:
    """Whether it can only name a day, or one of the week, which must then be that of the rows below."""
    if not {DAY, NUMBER, YEAR, MONTH, WEEKDAY}.issuperset(kinds):
        return False
    return DAY in kinds or WEEKDAY in kinds or (NUMBER in kinds and len(kinds) > 1)


def form_of(cell: Cell) -> tuple[str, ...]:
    """Its first two words, numbers and names of days by their kind: alike for “Week 3” and “Week 1: Intro”."""
    if isinstance(cell, date):
        return (DAY,)
    words = _WORD.findall(folded(text_of(cell))[:LONGEST])[:2]
    kinds = zip(words, _kinds(words), strict=True)
    return tuple(word if kind in (None, PERIOD, GROUP) else str(kind).replace(YEAR, NUMBER) for word, kind in kinds)


def _kinds(words: Sequence[str]) -> list[str | None]:
    kinds: list[str | None] = []
    for word in words:
        kinds.append(_kind(word, kinds[-1] if kinds else None))
    return kinds


def _kind(word: str, before: str | None) -> str | None:
    if word.isdecimal():
        return YEAR if _YEAR.fullmatch(word) else NUMBER
    if before == NUMBER and word in _ORDINALS:
        return NUMBER
    if word in _PERIODS or word in _GROUPS or word in _MORNINGS:
        return PERIOD if word in _PERIODS else (GROUP if word in _GROUPS else MORNING)
    if before in (PERIOD, GROUP) and _LABEL.fullmatch(word):
        return LABEL
    if len(word) < _LONG and word.isascii() and word not in _SHORT:
        return None
    return MONTH if month_of(word) else (WEEKDAY if weekdays_of(word) else None)
