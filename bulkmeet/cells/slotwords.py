"""Titles of what is no meeting but a slot of a timetable: one that nobody has booked, or a break."""

from functools import lru_cache

from bulkmeet.cells.flags import ALL_DIGITS_ALIKE
from bulkmeet.cells.statewords import FREE
from bulkmeet.cells.text import folded
from bulkmeet.cells.words import word_set
from bulkmeet.patterns import pattern

BREAKS = word_set(
    "lunch, lunch break, lunchtime, break, coffee break, tea break, coffee, recess, pause, buffer, closed, no meeting",
    "empty, open, offen, ouvert, abierto, aperto, aberto",
    "blocked, block, reserved slot, mittag, mittagspause, mittagessen, kaffeepause, große pause, hofpause",
    "puffer, geschlossen, leer, gesperrt, blockiert, kein termin, déjeuner, pause déjeuner, pause-déjeuner",
    "pause café, récréation, fermé, vide, bloqué, créneau libre, comida, almuerzo, descanso, recreo, pausa",
    "pausa comida, café, hueco, hueco libre, cerrado, vacío, bloqueado, pausa para comer, pranzo, pausa pranzo",
    "pausa caffè, ricreazione, intervallo, chiuso, vuoto, almoço, intervalo, recreio, pausa para almoço, fechado",
    "vazio, lunchpauze, pauze, koffiepauze, gesloten, leeg, geblokkeerd, przerwa, przerwa obiadowa, obiad",
    "lunch i przerwa, okienko, přestávka, polední přestávka, oběd, prestávka, obed, obedná prestávka, rast, lunchrast",
    "fikapaus, fika, paus, stängt, frokost, frokostpause, lunsj, lunsjpause, friminutt, frikvarter, lukket, stengt",
    "tauko, lounas, lounastauko, ruokatunti, välitunti, suljettu, szünet, ebéd, ebédszünet, pauză, prânz",
    "pauză de masă, pauza, pauza za ručak, ručak, odmor, malica, kosilo, veliki odmor, mola, öğle arası, öğle molası",
    "ara, teneffüs, kapalı, διάλειμμα, μεσημεριανό, γεύμα, перерыв, обед, обеденный перерыв, перемена, окно, перерва",
    "обід, обідня перерва, вікно, pertrauka, pietūs, pietų pertrauka, pārtraukums, pusdienas, vaheaeg, lõuna",
    "lõunapaus, 休憩, 昼休み, 昼休憩, 昼食, ランチ, 予備, 空きコマ, 午休, 休息, 午餐, 점심, 점심시간, 휴식, 쉬는 시간",
    "빈 시간",
)
_SLOTS = FREE | BREAKS
_AROUND = pattern(r"^[\W\d_]+|[\W\d_]+$")


def is_slot(title: str) -> bool:
    """Whether a title is just the word for a free slot or a break, in any writing: LIBRE, -- Pause --, Free slot 3."""
    return _is_slot(title.translate(ALL_DIGITS_ALIKE))


@lru_cache(maxsize=65536)
def _is_slot(title: str) -> bool:
    """A list's titles mostly differ in their numbers, which mean nothing here: each is looked at once without them."""
    words = _AROUND.sub("", folded(title))
    return words in _SLOTS or ("/" in words and all(word.strip() in _SLOTS for word in words.split("/")))
