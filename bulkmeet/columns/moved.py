"""Columns with the day or hour that a meeting was moved to, beside the one it was planned for: rivals for its start."""

from collections.abc import Sequence

from bulkmeet.cells.text import folded, quoted
from bulkmeet.columns.contest import issue_of, map_key
from bulkmeet.columns.fields import Field
from bulkmeet.columns.looks import has_clock, has_day
from bulkmeet.columns.recognise import Claim
from bulkmeet.model import Issue
from bulkmeet.patterns import pattern

STARTS = frozenset((Field.START, Field.START_DATE, Field.START_TIME, Field.START_HOUR))
_TIME = (
    r"(?:start |starts? |meeting |session |appointment |interview |event |class )?"
    r"(?:date|day|time|start|slot|datetime|date/time|date time|date and time|date & time|start date|start time|datum"
    r"|termin|tag|uhrzeit|beginn|zeit|jour|heure|debut|fecha|dia|hora|inicio|data|giorno|ora|orario|inizio|tijd|dag"
    r"|tijdstip|dato|tid|czas|godzina|termin|cas|日|日付|日時|日程|時刻|時間)(?: .*)?"
)
_NEW = pattern(
    rf"(?:new|revised|rescheduled|rearranged|re-arranged|amended|moved|neue[rs]?|verschobene[rs]?|nouve(?:au|lle)|nuev[oa]"
    rf"|nuov[oa]|nov[oa]|nieuwe?|ny|nytt|now[ya]|novy|nove|新|変更後)(?: |(?=[^\x00-\x7f])){_TIME}"
    r"|(?:rescheduled|moved|postponed|put off) (?:to|until)|verschoben auf|verlegt auf|reportee? au|aplazad[oa] a"
    r"|rinviat[oa] al?|verplaatst naar|adiad[oa] para"
)
_PERHAPS_NEW = pattern(rf"(?:updated|changed|final|current|confirmed|latest|replacement) {_TIME}")
"""New only beside an old one: an updated date may be that of the row."""
_OLD = pattern(
    rf"(?:original|originally|old|previous|prior|former|initial|ursprunglich(?:e[rs]?)?|alte[rs]?|bisherige[rs]?"
    rf"|ancien(?:ne)?|initiale?|originale?|antigu[oa]|anterior|vecchi[oa]|precedente|antig[oa]|oude?|oorspronkelijke?"
    rf"|puvodni|stary|stara|gammel|gammal|tidligere|旧|元の|変更前)(?: |(?=[^\x00-\x7f])){_TIME}"
)


def is_new_time(name: str) -> bool:
    """Whether a normalised header is that of the days or hours meetings were moved to."""
    return _NEW.fullmatch(folded(name)) is not None


def is_old_time(name: str) -> bool:
    """Whether a normalised header is that of the days or hours meetings were planned for first."""
    return _OLD.fullmatch(folded(name)) is not None


def about_moved(claim: Claim, claims: Sequence[Claim]) -> Issue | None:
    """Why the rows cannot go on while nobody reads the days they were moved to; None where there are none."""
    if claim.how != "unrecognised" or not any(has_day(cell) or has_clock(cell) for cell in claim.cells):
        return None
    starts = [other for other in claims if other.field in STARTS]
    if not starts or not _is_rival(claim, claims):
        return None
    old = next((other for other in starts if is_old_time(other.name)), starts[0])
    message = (
        f"{quoted(claim.header)} says of some rows that they were moved, but {quoted(old.header)} is read as when they "
        f"start; write into {quoted(old.header)} what holds now, and then leave the other out when you run bulkmeet, "
        f'with --map "{map_key(claim, claims)}=ignore".'
    )
    return issue_of(claim, "start_moved", message)


def _is_rival(claim: Claim, claims: Sequence[Claim]) -> bool:
    if is_new_time(claim.name):
        return True
    return _PERHAPS_NEW.fullmatch(folded(claim.name)) is not None and any(is_old_time(other.name) for other in claims)
