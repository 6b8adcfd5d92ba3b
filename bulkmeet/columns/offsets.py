"""Two columns of one time of which only one says its offset from UTC, as programs export a start twice.

13:00 in “start” and 13:00+00:00 in “startWithTimeZone” are one time, and the second column says more: it is used.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.dates import DateOrder, infer_order, parse_clock, parse_when
from bulkmeet.cells.text import quoted
from bulkmeet.columns.contest import beaten, issue_of, two_columns, undecided
from bulkmeet.columns.fields import Field
from bulkmeet.columns.recognise import Claim
from bulkmeet.columns.times import END, START, Arranged, Side
from bulkmeet.model import Cell, Issue, When
from bulkmeet.patterns import pattern

SAMPLE = 200
"""How many different cells of a column are held against those of another."""
FITTING = 0.8
"""The part of them that must be the same by the clock."""
UNKNOWN, GAVE_WAY = "unrecognised", "not used: “"
SIDE_WORDS = {
    START: frozenset(("start", "starts", "begin", "begins", "beginn", "début", "inicio", "inizio", "aanvang")),
    END: frozenset(("end", "ends", "finish", "ende", "fin", "fine", "fim", "einde")),
}
SAYS_NO_MORE = frozenset(
    (
        *("utc", "gmt", "z", "iso", "with", "in", "at", "as", "time", "zone", "timezone", "tz", "offset", "date"),
        *("datetime", "timestamp", "zoned", "absolute", "full", "value", "meeting", "event", "instant", "local"),
    )
)
"""Words beside "start" and "end" that leave it the start or the end of the meeting."""
_WORD = pattern(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])")

Wall = tuple[date, time]


class Used(Struct, frozen=True):
    """The column a start or an end is read from, or the two of its day and its time of day."""

    side: Side
    columns: tuple[Claim, ...]

    @property
    def is_whole(self) -> bool:
        """Whether one column gives both."""
        return len(self.columns) == 1


def with_offsets(claims: Sequence[Claim]) -> Arranged:
    """The settled columns, each start and end taken from the column that says its offset, where two hold it.

    Where a zone is named elsewhere, both columns are used, and the parser holds them against each other.
    """
    settled = {claim.index: claim for claim in claims}
    issues: list[Issue] = []
    for used in filter(None, [_used(side, claims) for side in (START, END)]):
        offset = [claim for claim in claims if _may_say_more(claim)]
        twins = [claim for claim in offset if _is_same_by_clock(claim, used)]
        others = twins or [claim for claim in offset if _is_named(used.side, claim)]
        for other in others[:1]:
            changed, issue = _settle(other, used, claims, is_twin=bool(twins))
            settled |= {claim.index: claim for claim in changed}
            issues.append(issue)
    return [settled[claim.index] for claim in claims], issues


def _settle(other: Claim, used: Used, claims: Sequence[Claim], *, is_twin: bool) -> tuple[list[Claim], Issue]:
    """What becomes of a column with offsets and of those used so far, and what there is to tell of it."""
    first, side = used.columns[0], used.side
    chosen = replace(other, field=side.whole, how=f"as {quoted(first.header)}, and with its offset")
    is_free = not any(claim.told or claim.zone for claim in used.columns)
    if is_twin and is_free and not any(claim.field is Field.TIMEZONE for claim in claims):
        message = (
            f"{_named(used)} and {quoted(other.header)} hold the same times, and {quoted(other.header)} says their "
            f"offset from UTC too, so it is used for the {side.whole}."
        )
        return [chosen, *(beaten(claim, chosen) for claim in used.columns)], _warning(other, "offsets_used", message)
    if used.is_whole:
        message = (
            f"{quoted(first.header)} is used, and {quoted(other.header)} is only compared with it: "
            f"both give the {side.whole}."
        )
        compared = replace(chosen, how=f"compared with {quoted(first.header)}")
        return [compared], _warning(other, "times_in_several_zones", message)
    return [undecided(other, first)], two_columns(chosen, first, claims)


def _used(side: Side, claims: Sequence[Claim]) -> Used | None:
    """What one side is read from; None where that is not one column with a day, or a span."""
    by_field = {field: tuple(claim for claim in claims if claim.field is field and claim.cells) for field in _all(side)}
    whole, days, clocks = by_field[side.whole], by_field[side.day], by_field[side.clock]
    columns = whole or (*days, *clocks)
    is_clear = len(whole) == 1 or (not whole and len(days) == len(clocks) == 1)
    return Used(side, columns) if is_clear and all(claim.until is None for claim in columns) else None


def _all(side: Side) -> tuple[Field, Field, Field]:
    return side.whole, side.day, side.clock


def _may_say_more(claim: Claim) -> bool:
    """Whether nobody reads the column, and it holds days and times with their offset and nothing else."""
    is_free = claim.how == UNKNOWN or claim.how.startswith(GAVE_WAY)
    if claim.told or not is_free or claim.field not in {None, Field.IGNORE} or not claim.cells:
        return False
    return all(isinstance(cell, str) and _says_offset(cell, claim.order) for cell in claim.cells[:SAMPLE])


def _says_offset(cell: Cell, order: DateOrder | None) -> bool:
    when = parse_when(cell, order).value
    return when is not None and when.clock is not None and when.offset is not None


def _is_same_by_clock(claim: Claim, used: Used) -> bool:
    theirs = [when for when in _whens(claim.cells[:SAMPLE], claim.order) if when.clock is not None]
    return any(_share(theirs, used, order) >= FITTING for order in _orders(used.columns[0]))


def _share(whens: Sequence[When], used: Used, order: DateOrder | None) -> float:
    """The part of the times that stand in the columns used so far, too; none where those have offsets of their own."""
    ours = list(_whens(used.columns[0].cells, order))
    if any(when.offset is not None or when.zone is not None for when in ours):
        return 0
    if used.is_whole:
        walls = {(when.day, when.clock) for when in ours}
        return sum((when.day, when.clock) in walls for when in whens) / len(whens)
    days = {when.day for when in ours}
    read = [parse_clock(cell).value for cell in used.columns[1].cells]
    clocks = {when.clock for when in read if when is not None and when.offset is None}
    return sum(when.day in days and when.clock in clocks for when in whens) / len(whens)


def _orders(claim: Claim) -> list[DateOrder | None]:
    """The orders that the days of a column may stand in."""
    order = claim.order or infer_order(claim.cells)
    if order == "ambiguous":
        return ["dmy", "mdy"]
    return [None if order == "contradictory" else order]


def _whens(cells: Sequence[Cell], order: DateOrder | None) -> Iterator[When]:
    read = (parse_when(cell, order).value for cell in cells)
    return (when for when in read if when is not None)


def _is_named(side: Side, claim: Claim) -> bool:
    """Whether the header says that this is the start, or the end, and nothing else: “startUtc”, “End (ISO)”."""
    words = {word.casefold() for word in _WORD.findall(claim.header)}
    return bool(words & SIDE_WORDS[side]) and words <= SIDE_WORDS[side] | SAYS_NO_MORE


def _named(used: Used) -> str:
    return " and ".join(quoted(claim.header) for claim in used.columns)


def _warning(claim: Claim, code: str, message: str) -> Issue:
    return replace(issue_of(claim, code, message), severity="warning")
