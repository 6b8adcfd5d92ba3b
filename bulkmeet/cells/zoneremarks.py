"""Texts that tell the time zone of a whole sheet: All times Pacific, Zeitzone: MEZ, Interview plan (heure de Paris).

“Meeting in Paris” and “Acme, EST. 1987” tell no zone: a place counts only beside a word for times, an abbreviation
only beside one, in brackets, or alone.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct

from bulkmeet.cells.text import INVISIBLE, folded, tidy
from bulkmeet.cells.zonelabels import BRACKETS, canonical, offsets_of
from bulkmeet.cells.zonenames import ABBREVIATIONS, AMBIGUOUS, iana_keys, place_named
from bulkmeet.cells.zonewords import (
    CONNECTING,
    EAST_ASIAN,
    EVERY,
    LABELS,
    LOCAL,
    MADE,
    OTHERWISE,
    TIME,
    TIMES,
    WORDS_IN_CAPITALS,
)
from bulkmeet.patterns import pattern

LONGEST_REMARK = 500
LONGEST_NAME = 80
TWO_LETTERS = frozenset({"ET", "CT", "MT", "PT"})
"""Zones in North America, but PT is part time and Portugal, too."""
NOTHING_ELSE = frozenset({"UTC", "MEZ", "MESZ"})
"""Short names of zones that stand in no table of abbreviations and mean nothing else."""
SHORT = TWO_LETTERS | NOTHING_ELSE


class ZoneRemark(Struct, frozen=True):
    """What a text says of the zone of all times: the one it plainly names, or else those it may mean."""

    zone: str | None
    like: tuple[str, ...] = ()


def _words(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(_bare(word)) for word in words), key=len, reverse=True))


def _bare(text: str) -> str:
    """The text without accents, its capitals kept: they tell PT from a word."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text.translate(INVISIBLE).replace("\u2019", "'"))
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", apart))


_BARE_LOCAL = pattern("lo[ck]a[a-z]*")
"""Without a word for time beside it, “Local:” is Portuguese for a place."""
_LABEL = pattern(rf"(?<![^\W\d_])(?:{_words(LABELS)})(?![^\W\d_])", re.IGNORECASE)
_ANY_TIME = pattern(rf"(?<![^\W\d_])(?:(?P<many>{_words(TIMES)})|{_words(TIME)})(?![^\W\d_])", re.IGNORECASE)
_LEADING = pattern(rf"(?:.*[^\w])?(?:{_words(LABELS | TIMES | TIME)})\W*", re.IGNORECASE)
_CONNECTING = pattern(rf"(?:a |al|del|nel)?l'|d'|(?:{_words(CONNECTING)})(?![^\W\d_])", re.IGNORECASE)
_LOCAL = pattern(rf"(?<![^\W\d_])(?:{_words(LOCAL)})(?![^\W\d_])", re.IGNORECASE)
_LOCAL_TIME = pattern(
    rf"(?<![^\W\d_])(?:{_words(word for word in LOCAL if not _BARE_LOCAL.fullmatch(word))})(?![^\W\d_])", re.IGNORECASE
)
_OTHERWISE = pattern(rf"[\s,(]*\b(?:{_words(OTHERWISE)})\b.*", re.IGNORECASE)
_MADE = pattern(rf"(?<![^\W\d_])(?:{_words(MADE)})(?![^\W\d_])", re.IGNORECASE)
_EAST_ASIAN = pattern("|".join(sorted(EAST_ASIAN, key=len, reverse=True)))
_CLOCK = pattern(r"[0-9][:.h][0-9]{2}|[0-9] ?[ap]\.?m\b", re.IGNORECASE)
_BETWEEN = pattern(r" *[|;\n] *| +[-\u2013\u2014] +|[:,] +")
_SENTENCES = pattern(r"[.!?;|\n]\s+")
_BRACKETS = pattern(r"[(\[]([^()\[\]]+)[)\]]")
_CAPITALS = pattern(r"(?<![\w/+-])[A-Z]{2,5}(?![\w/]| ?[+-] ?[0-9]|\.? ?[0-9]{4})")
_KEY = pattern(r"(?<![\w/])[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){1,2}(?![\w/])")
_OFFSET = pattern(r"\(?(?:UTC|GMT) ?[+-] ?[0-9]{1,2}(?::?[0-9]{2})?", re.IGNORECASE)
_UNKNOWN = pattern(
    r"[A-Z]{1,3}T|(?:East|West) Coast|[A-Z][\w .]{2,40} (?:[Tt]ime|Zeit|tijd|tid)"
    r"|(?:hora|heure|ora|horario) (?:de |di |del |d').+"
)
_MARKS = " \t:=,;-\u2013\u2014."


def zone_remark(text: str) -> ZoneRemark | None:
    """What a text beside the meetings says of the zone of their times; None where it does not speak of that.

    A zone is taken as said where it stands behind a word for times or zones, or by itself in brackets or between
    dashes. Where one is mentioned in another way, or nobody can tell which is meant, there is no zone in the remark.
    """
    bare = _bare(tidy(text.replace("\n", " | ")))[:LONGEST_REMARK]
    found = [*_told(bare)] or [*_standing_alone(bare)] or [*_mentioned(bare)]
    zones = {remark.zone for remark in found}
    named = _names(bare)
    likes = tuple(dict.fromkeys(like for like in (*(one for remark in found for one in remark.like), *chain(*named))))
    zone = zones.pop() if len(zones) == 1 else None
    is_of_times = speaks_of_all(bare) or not _MADE.search(bare)
    if zone and is_of_times and all(any(offsets_of(zone) & offsets_of(like) for like in meant) for meant in named):
        return found[0]
    return ZoneRemark(None, likes) if found else None


def speaks_of_all(text: str) -> bool:
    """Whether a text has a word for times or zones, which the zone of a single row or of a printout needs none of."""
    bare = _bare(tidy(text))
    return _LABEL.search(bare) is not None or any(found["many"] for found in _ANY_TIME.finditer(bare))


def leads_to_zone(text: str) -> bool:
    """Whether a text ends with a word for times or zones, so that what stands in the next cell may be a zone."""
    return len(text) <= LONGEST_NAME and _LEADING.fullmatch(_bare(tidy(text))) is not None


# ---- behind a word for times or zones ----------------------------------------------------------------------


def _told(text: str) -> Iterator[ZoneRemark]:
    """What stands behind the words for times and zones: in each sentence, else in the whole text."""
    told = [remark for piece in _SENTENCES.split(text) for remark in _behind_words(piece)]
    yield from told or _behind_words(text)


def _behind_words(text: str) -> Iterator[ZoneRemark]:
    for found in _LABEL.finditer(text):
        if remark := _named(text[found.end() :], is_label=True, before=text[: found.start()]):
            yield remark
            return
    for found in _ANY_TIME.finditer(text):
        if remark := _named(text[found.end() :], is_label=bool(found["many"]), before=text[: found.start()]):
            yield remark
            return


def _named(behind: str, *, is_label: bool, before: str) -> ZoneRemark | None:
    """The zone a text names once the words that lead to it are taken off, one after the other.

    Of bus times to Dublin, times that five hours are taken from, or a server's time zone it is left open.
    """
    rest = _OTHERWISE.sub("", behind).strip(_MARKS)
    while rest and len(rest) <= LONGEST_NAME:
        for name in (rest, rest.strip("()[] ")):
            remark = _of_name(name)
            if remark is not None and (is_label or (remark != ZoneRemark(None) and not _is_only_a_place(name))):
                clause = _BETWEEN.split(before)[-1]
                is_open = _are_of_something_else(clause) or (_is_only_a_place(name) and not _only_leads(clause))
                return ZoneRemark(None, remark.like) if is_open else remark
        lead = _CONNECTING.match(rest.lstrip("([ ")) or _LOCAL.match(rest.lstrip("([ "))
        if lead is None or _UNKNOWN.fullmatch(rest):
            break
        rest = rest.lstrip("([ ")[lead.end() :].strip(_MARKS)
    return ZoneRemark(None) if is_label and _UNKNOWN.fullmatch(rest) else None


def _are_of_something_else(clause: str) -> bool:
    return _MADE.search(clause) is not None or any(map(str.isdigit, clause))


def _only_leads(clause: str) -> bool:
    words = re.findall(r"[^\W\d_]+", clause.casefold())
    return all(word in EVERY or _CONNECTING.fullmatch(word) for word in words)


def _of_name(name: str) -> ZoneRemark | None:
    if name in TWO_LETTERS:
        return ZoneRemark(None, _like(name))
    if name.upper() in TWO_LETTERS or len(name) < len("UK"):
        return None
    if name.upper() in AMBIGUOUS:
        return ZoneRemark(None, AMBIGUOUS[name.upper()])
    brackets = BRACKETS.fullmatch(name)
    zone = canonical(name) if brackets is None or canonical(brackets["outside"]) else None
    if zone:
        return ZoneRemark(zone, (_region(zone),))
    return ZoneRemark(None) if _LOCAL.fullmatch(name) else None


def _is_only_a_place(name: str) -> bool:
    """Whether it is a city or a country, where something may take place."""
    return "/" not in name and (place_named(name) is not None or name[:1].isdigit())


# ---- by itself ---------------------------------------------------------------------------------------------


def _standing_alone(text: str) -> Iterator[ZoneRemark]:
    """The zones between brackets or dashes, unless a time of day stands there which they may belong to."""
    if _has_clock(text):
        return
    inside = _BRACKETS.findall(text)
    for piece in dict.fromkeys((text, *inside, *_BETWEEN.split(text), *_BETWEEN.split(_BRACKETS.sub("", text)))):
        name = piece.strip(_MARKS + "()[]") if piece != text else piece.strip(_MARKS)
        remark = _of_name(name) if _is_plainly_a_zone(name, in_brackets=piece in inside or piece == text) else None
        if remark is not None:
            yield remark
            if piece == text:
                return


def _is_plainly_a_zone(name: str, *, in_brackets: bool) -> bool:
    if not name or len(name) > LONGEST_NAME:
        return False
    if name.isalpha() and name.isupper() and name.isascii():
        known = name in ABBREVIATIONS or name in AMBIGUOUS or name in NOTHING_ELSE
        return (known and name not in WORDS_IN_CAPITALS) or (in_brackets and name in TWO_LETTERS)
    if _OFFSET.match(name) or _ANY_TIME.search(name) or _LOCAL_TIME.fullmatch(name) or _EAST_ASIAN.fullmatch(name):
        return True
    brackets = _BRACKETS.search(name)
    return ("/" in name and folded(name).replace(" ", "_") in iana_keys()) or bool(
        brackets and _CAPITALS.fullmatch(brackets[1])
    )


# ---- mentioned ---------------------------------------------------------------------------------------------


def _mentioned(text: str) -> Iterator[ZoneRemark]:
    """Zones that a text speaks of in words which are not understood here; nobody should pass over them."""
    for word in _EAST_ASIAN.findall(text):
        yield ZoneRemark(EAST_ASIAN[word], (EAST_ASIAN[word],))
    many = any(found["many"] for found in _ANY_TIME.finditer(text))
    if many or not _has_clock(text):
        names = _names(text)
        if names or _LABEL.search(text) or _LOCAL_TIME.search(text):
            yield ZoneRemark(None, tuple(like for meant in names for like in meant))


def _has_clock(text: str) -> bool:
    return _CLOCK.search(_OFFSET.sub("", text)) is not None


def _names(text: str) -> list[tuple[str, ...]]:
    """Whatever the text holds that names a zone, each with the zones it may mean."""
    names = _KEY.findall(text)
    if speaks_of_all(text):
        names += [name for name in _CAPITALS.findall(text) if name not in WORDS_IN_CAPITALS]
    return [*filter(None, map(_like, names)), *((zone,) for zone in _phrases(text))]


def _phrases(text: str) -> list[str]:
    """The zones of phrases such as Pacific Time among other words; a city's only where it is hardly a name.

    It is said of times at the end of a clause or behind “in”; a Paris Time Travel Workshop has none.
    """
    zones = []
    for found in _ANY_TIME.finditer(text):
        before, behind = text[: found.start()].split(), text[found.end() :].split()
        follows = text[found.end() :].lstrip()
        nothing: list[str] = []
        phrases = [(before[:at], before[at:], nothing, follows) for at in range(max(0, len(before) - 3), len(before))]
        ends = range(1, min(3, len(behind)) + 1)
        phrases += [(before, nothing, behind[:end], " ".join(behind[end:])) for end in ends]
        for lead, left, right, rest in phrases if not found["many"] else ():
            zone = canonical(" ".join((*left, found[0], *right)).strip(_MARKS))
            place = " ".join(word for word in (*left, *right) if not _CONNECTING.fullmatch(word)).strip(_MARKS)
            if zone and (not _is_only_a_place(place) or speaks_of_all(text) or _is_of_times(lead, right, rest)):
                zones.append(zone)
    return list(map(_region, zones))


def _is_of_times(lead: Sequence[str], place: Sequence[str], rest: str) -> bool:
    is_end = not rest[:1].isalnum() or (bool(place) and place[-1][-1] in _MARKS)
    return is_end or (bool(lead) and _CONNECTING.fullmatch(lead[-1]) is not None)


def _like(name: str) -> tuple[str, ...]:
    zone = canonical(name) if name in ABBREVIATIONS or name in SHORT or "/" in name else None
    return (_region(zone),) if zone else AMBIGUOUS.get(name, ())


def _region(zone: str) -> str:
    return ABBREVIATIONS[zone].zone if zone in ABBREVIATIONS else zone
