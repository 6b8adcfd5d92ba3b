"""What "from" and "to" hold: the start and the end of a span where both stand side by side, or an address."""

from bulkmeet.columns.fields import Field
from bulkmeet.columns.kinds import Seen, email
from bulkmeet.columns.looks import has_clock, has_day, holds_addresses, is_number, mostly
from bulkmeet.columns.spanwords import ENDS_OF_SPANS, STARTS_BESIDE_ENDS, STARTS_OF_SPANS

ENDINGS = frozenset({Field.END, Field.END_TIME, Field.END_DATE, Field.DURATION})


def span_start(seen: Seen) -> Field | None:
    """The start where the end of the span stands beside it; otherwise "from" is not about time."""
    return Field.START_TIME if seen.beside & ENDS_OF_SPANS and _may_be_times(seen) else None


def span_end(seen: Seen) -> Field | None:
    """The end where the start stands beside it, if nothing else says the end, or whom an invitation goes to."""
    if holds_addresses(seen.cells):
        return email(seen)
    is_behind_a_start = bool(seen.beside & STARTS_BESIDE_ENDS) and mostly(has_clock, seen.cells)
    return Field.END_TIME if _ends_span(seen) or (is_behind_a_start and seen.others.isdisjoint(ENDINGS)) else None


def short_span_end(seen: Seen) -> Field | None:
    """The end of a span below a word as short as "A" or "Do", which by itself says nothing of people or ends."""
    is_end = bool(seen.cells) and not holds_addresses(seen.cells) and _ends_span(seen)
    return Field.END_TIME if is_end else None


def _ends_span(seen: Seen) -> bool:
    return bool(seen.beside & STARTS_OF_SPANS) and _may_be_times(seen)


def _may_be_times(seen: Seen) -> bool:
    """Whether the cells may be hours or days; names, addresses and the numbers of callers are none."""
    return not seen.cells or any(mostly(holds, seen.cells) for holds in (has_clock, has_day, is_number))
