"""How often, in plain words: "every 2 weeks on Tuesday until 2026-12-18", in eight languages.

The words are first said in one small language (EVERY 2 WEEK TU), and that is then read as a whole: a text with
one word that is not known says nothing at all.
"""

import re
from datetime import date

from bulkmeet.cells.datetext import find_date
from bulkmeet.cells.repeatwords import DAYS, VOCABULARY, day_of_month, in_known_words
from bulkmeet.cells.text import folded
from bulkmeet.patterns import pattern

FREQUENCIES = {"DAY": "DAILY", "WEEK": "WEEKLY", "MONTH": "MONTHLY", "YEAR": "YEARLY"}
MULTIPLES = {("DAY", "WEEK"): 7, ("MONTH", "YEAR"): 12}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR")


ONCE_PER = pattern(r"\b(once|einmal|une fois|una vez) (a|per|every|each|pro|im|in der|par|por|al|a la|cada) (?=\w)")
REPEATED = pattern(r"(?<!\w)[x\u00d7] ?([0-9]+)\b|\b([0-9]+) ?[x\u00d7](?!\w)")
UNTIL = pattern(
    r"\b(?:until|till|til|through|ending|bis|jusqu'(?:au|a|en)|hasta|fino (?:al|a)|tot(?: en met)?|t/m|ate)\b"
    r"(?: (?:on|the|zum|le|el|il|o))? (.+)"
)
WORD = pattern(r"[0-9]+(?:st|nd|rd|th)\b|[0-9]+|[^\W\d_]+|[^\w\s]")

SHORTEST_MONTH = 28
"""A rule for the 31st leaves out the months that have none, which hardly anybody means."""

RHYTHM = pattern(
    r"(?:(?P<interval>[1-9][0-9]?|2ND)\s)?(?P<unit>DAY|WEEK|MONTH|YEAR)?"
    rf"(?P<days>(?:\s?\b(?:{DAYS}|WEEKDAY)\b)*)"
    r"(?:\s(?:FOR\s)?(?P<count>[1-9][0-9]{0,2})\s(?P<per>TIMES|DAY|WEEK|MONTH|YEAR))?"
)
NTH_DAY = pattern(
    rf"(?:MONTH\s)?(?P<nth>1ST|2ND|3RD|4TH|LAST)\s(?P<day>{DAYS})(?:\sMONTH)?"
    r"(?:\s(?:FOR\s)?(?P<count>[1-9][0-9]{0,2})\s(?P<per>TIMES|MONTH|YEAR))?"
)
DAY_RANGE = pattern(rf"({DAYS}) - ({DAYS})")


def rule_from_words(text: str) -> str | None:
    """The RFC 5545 rule that plain words say; None where they say none, or could mean more than one."""
    said = folded(text)
    if (day := day_of_month(said)) is not None:
        return f"FREQ=MONTHLY;BYMONTHDAY={day}" if 1 <= day <= SHORTEST_MONTH else None
    said = ONCE_PER.sub("every ", in_known_words(said))
    said = REPEATED.sub(r" \1\2 times ", said)
    last = UNTIL.search(said)
    rule = _rule(said[: last.start()] if last else said)
    if rule is None or last is None:
        return rule
    until = _last_day(last[1])
    return f"{rule};UNTIL={until:%Y%m%d}" if until and "COUNT=" not in rule else None


def _rule(said: str) -> str | None:
    words = WORD.findall(said)
    if not all(word in VOCABULARY or word.isdecimal() for word in words):
        return None
    meant = " ".join(VOCABULARY.get(word, word) for word in words).split()
    if meant[:1] and meant[0].isdecimal() and meant[1:2] == ["EVERY"]:  # 15 every month
        return None
    bare = DAY_RANGE.sub(_days_between, " ".join(word for word in meant if word != "EVERY"))
    bare = " ".join(bare.replace("-", " ").split())
    if (nth := NTH_DAY.fullmatch(bare)) and "MONTH" in bare:
        return _nth_day_rule(nth)
    rhythm = RHYTHM.fullmatch(bare)
    return _rhythm_rule(rhythm) if rhythm and "EVERY" in meant else None


def _days_between(found: re.Match[str]) -> str:
    week = DAYS.split("|")
    first, last = week.index(found[1]), week.index(found[2])
    return " ".join((week * 2)[first : last + 1 if first <= last else last + 8])


def _nth_day_rule(found: re.Match[str]) -> str | None:
    nth = {"1ST": 1, "2ND": 2, "3RD": 3, "4TH": 4, "LAST": -1}[found["nth"]]
    return _with_count(f"FREQ=MONTHLY;BYDAY={nth}{found['day']}", found, "MONTH")


def _rhythm_rule(found: re.Match[str]) -> str | None:
    days = found["days"].replace("WEEKDAY", " ".join(WEEKDAYS)).split()
    unit = found["unit"] or ("WEEK" if days else "")
    if "WEEKDAY" in found["days"] and unit == "DAY":
        unit = "WEEK"
    # "Every second Monday" may be every other one or the month's second.
    if not unit or (days and (unit != "WEEK" or found["interval"] == "2ND")):
        return None
    interval = int((found["interval"] or "1").removesuffix("ND"))
    rule = f"FREQ={FREQUENCIES[unit]}"
    if interval > 1:
        rule += f";INTERVAL={interval}"
    if days:
        rule += f";BYDAY={','.join(dict.fromkeys(days))}"
    return _with_count(rule, found, unit, interval, len(set(days)) or 1)


def _with_count(rule: str, found: re.Match[str], unit: str, interval: int = 1, days: int = 1) -> str | None:
    """The rule with how often it is followed: "10 times", or as often as it fits into "for 10 weeks"."""
    if not found["count"]:
        return rule
    count, per = int(found["count"]), found["per"]
    if per == "TIMES":
        return f"{rule};COUNT={count}"
    periods = count * (1 if per == unit else MULTIPLES.get((unit, per), 0))
    if not periods or periods % interval:
        return None
    return f"{rule};COUNT={periods // interval * days}"


def _last_day(text: str) -> date | None:
    """The date, if it can be read in one way only."""
    found = find_date(text)
    days = set(found.readings().values()) if found and not found.rest.strip(" .,") else set()
    return days.pop() if len(days) == 1 else None
