"""Durations in words, as people say them, put into figures: half an hour is 30 min, 1 heure et demie is 1.5 heure."""

import re

from bulkmeet.cells.text import folded
from bulkmeet.cells.words import word_set
from bulkmeet.patterns import pattern

MINUTES = {
    15: word_set(
        "quarter of an hour, a quarter of an hour, quarter hour, a quarter hour, viertelstunde, eine viertelstunde",
        "quart d'heure, un quart d'heure, cuarto de hora, un cuarto de hora, quarto d'ora, un quarto d'ora",
        "quarto de hora, um quarto de hora, kwartier, een kwartier, kwartiertje, en kvart, kwadrans",
    ),
    30: word_set(
        "half an hour, half a hour, half hour, a half hour, one half hour, halbe stunde, eine halbe stunde, ½ stunde",
        "halbstunde, demi heure, une demi heure, demie heure, une demie heure, media hora, una media hora, mezz'ora",
        "mezzora, mezza ora, una mezz'ora, una mezzora, meia hora, uma meia hora, half uur, een half uur, halfuur",
        "een halfuur, half uurtje, en halv time, halv time, en halv timme, halv timme, halvtimme, pół godziny, 半時間",
    ),
    45: word_set(
        "three quarters of an hour, three quarter hour, dreiviertelstunde, eine dreiviertelstunde, dreiviertel stunde",
        "trois quarts d'heure, tres cuartos de hora, tre quarti d'ora, três quartos de hora, drie kwartier",
    ),
    60: word_set(
        "an hour, a hour, one hour, eine stunde, une heure, una hora, un'ora, una ora, uma hora, een uur, één uur",
        "en time, en timme, godzina, 一時間",
    ),
    90: word_set(
        "an hour and a half, one hour and a half, one and a half hours, hour and a half, anderthalb stunden",
        "eineinhalb stunden, einundeinhalb stunden, une heure et demie, heure et demie, una hora y media, hora y media",
        "un'ora e mezza, un'ora e mezzo, una ora e mezza, ora e mezza, uma hora e meia, hora e meia, anderhalf uur",
        "halvanden time, en och en halv timme, półtorej godziny",
    ),
    120: word_set(
        "two hours, zwei stunden, deux heures, dos horas, due ore, duas horas, twee uur, to timer, två timmar",
        "dwie godziny",
    ),
    180: word_set("three hours, drei stunden, trois heures, tres horas, tre ore, três horas, drie uur"),
}
MINUTES_OF = {words: minutes for minutes, said in MINUTES.items() for words in said}

QUARTERS = {"1/4": ".25", "1/2": ".5", "2/4": ".5", "3/4": ".75", "¼": ".25", "½": ".5", "¾": ".75"}
FRACTION = pattern(
    r"(?<![0-9/.,])(?:(?P<whole>[0-9]{1,4})(?P<gap>[ -]?))?"
    r"(?P<part>[¼½¾]|(?<![0-9])[123][/\u2044][24](?= ?[^\W\d_]|$))"
)
HALF_BEHIND = pattern(
    r"([0-9]{1,3}) ?([^\W\d_]{1,7})\.? (?:and a half|and half|und eine halbe|et demie?|y media|e mezz[ao]|e meia"
    r"|en een half)",
    re.IGNORECASE,
)


def in_usual_words(text: str) -> str:
    """A tidied duration with what it says in words in figures; other texts as they are."""
    if minutes := MINUTES_OF.get(folded(text).replace("-", " ").strip(" .")):
        return f"{minutes} min"
    return HALF_BEHIND.sub(r"\1.5 \2", FRACTION.sub(_decimal, text))


def _decimal(found: re.Match[str]) -> str:
    return (found["whole"] or "0") + QUARTERS[found["part"].replace("\u2044", "/")]
