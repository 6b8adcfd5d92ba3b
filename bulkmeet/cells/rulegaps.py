"""How soon after one meeting of a series the next begins. Pure."""

from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice, pairwise

from dateutil.rrule import rrulestr

_FIRST = datetime(9980, 1, 1)  # noqa: DTZ001 - gaps are between the clocks of one place
"""As late as the last year allows: a rule that no day fulfils, like every 30 February, is followed to that year."""
_FOLLOWED = 100
"""How many meetings are looked at: those of more than a year, where they are on several days of some months."""


def without_end(rule: str) -> str:
    """The rule without how often or until when it is followed."""
    return ";".join(part for part in rule.split(";") if not part.startswith(("COUNT=", "UNTIL=")))


@lru_cache(maxsize=1024)
def shortest_gap(rule: str) -> timedelta | None:
    """The shortest time from the start of one meeting to that of the next; None where there is no next one."""
    if "COUNT=1" in rule.split(";"):
        return None
    starts = islice(rrulestr(without_end(rule), dtstart=_FIRST), _FOLLOWED)
    return min((after - before for before, after in pairwise(starts)), default=None)


def outlasts_gap(rule: str, start: datetime, end: datetime) -> bool:
    """Whether a meeting of the series would still go on when the next begins, by the clocks of its place."""
    gap = shortest_gap(rule)
    return gap is not None and end.replace(tzinfo=None) - start.replace(tzinfo=None) > gap
