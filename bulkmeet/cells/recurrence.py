"""Cells as a recurrence: the string that goes into the request's `recurrence`.

An open point: the reference page calls it a string and says no more. One public client sends an RFC 5545 rule
without "RRULE:", as in FREQ=WEEKLY;COUNT=4, and so does this module. If Dialpad turns out to want something
else, this is the one place to change.
"""

import re
from datetime import UTC, datetime, tzinfo

from dateutil.rrule import rrulestr

from bulkmeet.cells.flags import parse_flag
from bulkmeet.cells.repeats import rule_from_words
from bulkmeet.cells.sampledays import LAST_DAY
from bulkmeet.cells.text import folded, parse_text, quoted, refused, tidy
from bulkmeet.cells.words import word_set
from bulkmeet.model import Cell, Parsed
from bulkmeet.patterns import pattern

NEVER = word_set(
    "none, never, once, one time, one-time, single, just once, only once, does not repeat, doesn't repeat",
    "do not repeat, not repeating, not recurring, non-recurring, no recurrence, no repeat, n/a, -",
    "nie, niemals, keine, einmal, einmalig, wiederholt sich nicht, nicht wiederholen, keine wiederholung",
    "jamais, aucun, aucune, unique, une fois, une seule fois, ne se répète pas",
    "nunca, ninguno, ninguna, una vez, una sola vez, único, no se repite",
    "one-off, one off, single event, single occurrence, single meeting, not repeated, \u2013, \u2014",
    "nicht wiederholt, nicht wiederkehrend, einzeltermin, nessuna, nessuno, mai, non si ripete, una volta, singolo",
    "geen, nooit, eenmalig, herhaalt niet, wordt niet herhaald, nenhuma, nenhum, não se repete, uma vez, único",
    "なし, 繰り返さない, 繰り返しなし, 1回のみ, 1回限り, 一回のみ",
)

TWO_MEANINGS = pattern(
    r"\b(bi|semi)[ -]?(weekly|monthly|annual(ly)?|yearly)\b|\bbi(hebdomadaire|mensuel|semanal|mensual|mestr)|"
    r"\bbisettimanal|\bbimensil|\bquindicinal|\bquinzenal|\btweewekelijks|\bferial[ei]\b|"
    # a fortnight and a week to those who count both ends
    r"\b(15|quinze|quince|quindici) (jours|dias|giorni)\b|\b(8|acht|huit|ocho|otto|oito) (tage|jours|dias|giorni)\b|"
    r"\bquincenal|\btwice\b|\bzweimal\b|\bdeux fois\b|\bdos veces\b|\bwerktag|\bouvrable"
)

WRAPPING = pattern(r"^\[?['\"]|['\"]\]?$")

DAY = r"(MO|TU|WE|TH|FR|SA|SU)"
MONTH_DAY = r"[+-]?([1-9]|[12][0-9]|3[01])"
MONTH = r"([1-9]|1[0-2])"
PARTS = {
    "FREQ": pattern(r"DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": pattern(r"[1-9][0-9]{0,2}"),
    "COUNT": pattern(r"[1-9][0-9]{0,3}"),
    "UNTIL": pattern(r"(19|20|21)[0-9]{6}(T[0-9]{6}Z?)?"),
    "BYDAY": pattern(rf"([+-]?[1-5])?{DAY}(,([+-]?[1-5])?{DAY})*"),
    "BYMONTHDAY": pattern(rf"{MONTH_DAY}(,{MONTH_DAY})*"),
    "BYMONTH": pattern(rf"{MONTH}(,{MONTH})*"),
    "BYSETPOS": pattern(r"[+-]?[1-9][0-9]{0,2}(,[+-]?[1-9][0-9]{0,2})*"),
    "WKST": pattern(DAY),
}
"""The parts of RFC 5545, section 3.3.10, that a meeting can have; its hour comes from its start."""

LOCAL_UNTIL = pattern(r"(?<=UNTIL=)([0-9]{8})(?:T([0-9]{6}))?(?=;|$)")
EXAMPLES = f"weekly until {LAST_DAY}, every 2 weeks on Tuesday, 6 times, or FREQ=WEEKLY;COUNT=4"


def parse_recurrence(cell: Cell) -> Parsed[str]:
    """The rule a meeting repeats by, from a rule or from plain words; no value and no problem if it does not."""
    parsed = parse_text(cell)
    flag = parse_flag(cell).value
    if parsed.value is None or flag is False or folded(parsed.value) in NEVER:
        return Parsed(None, parsed.problems)
    if flag:
        message = f"{quoted(cell)} does not say how often the meeting repeats; write it like {EXAMPLES}."
        return refused("recurrence_unclear", message)
    if TWO_MEANINGS.search(folded(parsed.value)):
        message = (
            f"{quoted(cell)} can be read in two ways; "
            f"write how often and when, like every 2 weeks, 6 times, or every Monday and Thursday until {LAST_DAY}."
        )
        return refused("recurrence_unclear", message)
    text = WRAPPING.sub("", tidy(parsed.value))
    is_rule = re.search(r"\bFREQ\s*=", parsed.value, re.IGNORECASE)
    rule = _checked_rule(text if "\n" not in parsed.value else parsed.value) if is_rule else rule_from_words(text)
    if rule is None:
        message = f"{quoted(cell)} cannot be read as how often the meeting repeats; write it like {EXAMPLES}."
        return refused("recurrence_unreadable", message)
    return Parsed(rule)


def end_of_until(rule: str, zone: tzinfo) -> str:
    """The rule with an UNTIL that is a day, or a local time, said in UTC: the end of that day in `zone`.

    The cell alone cannot say it: only the meeting's start tells its zone, and RFC 5545 wants UNTIL in UTC.
    """

    def in_utc(found: re.Match[str]) -> str:
        day = datetime.strptime(found[1] + (found[2] or "235959"), "%Y%m%d%H%M%S")  # noqa: DTZ007 - its zone follows
        return f"{day.replace(tzinfo=zone).astimezone(UTC):%Y%m%dT%H%M%SZ}"

    return LOCAL_UNTIL.sub(in_utc, rule)


def _checked_rule(text: str) -> str | None:
    """The rule in upper case without "RRULE:", its parts in their order; None if RFC 5545 does not allow it."""
    bare = re.sub(r"\s*([=;,:])\s*", r"\1", text.upper()).removeprefix("RRULE:").rstrip(";")
    parts = [part.partition("=")[::2] for part in bare.split(";")]
    named = {name: value.replace("-", "").replace(":", "") if name == "UNTIL" else value for name, value in parts}
    complete = len(named) == len(parts) and "FREQ" in named and not {"COUNT", "UNTIL"} <= named.keys()
    if not complete or not all(name in PARTS and PARTS[name].fullmatch(named[name]) for name in named):
        return None
    if named["FREQ"] in {"DAILY", "WEEKLY"} and re.search("[0-9]", named.get("BYDAY", "")):
        return None
    rule = ";".join(f"{name}={value}" for name, value in named.items())
    start = datetime(2000, 1, 3, tzinfo=UTC if named.get("UNTIL", "").endswith("Z") else None)
    try:
        rrulestr(rule, dtstart=start)
    except (ValueError, TypeError):
        return None
    return rule
