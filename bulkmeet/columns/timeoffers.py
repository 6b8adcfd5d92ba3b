"""What is said of the columns of times nobody reads: options that work together, or a choice where they cannot."""

from collections.abc import Iterator, Sequence
from itertools import product

from bulkmeet.cells.sampledays import LAST_DAY
from bulkmeet.cells.text import address
from bulkmeet.columns.fields import Column, Field, Mapping
from bulkmeet.columns.times import END, START, Side
from bulkmeet.columns.unreadtimes import HOURS_NOT_USED, MOST, Offer, is_moved
from bulkmeet.model import Issue

CLOCKS = frozenset((Field.START_TIME, Field.END_TIME))


def offering(offers: Sequence[Offer]) -> str:
    """What such columns hold and how to use them, as a sentence; nothing where there are none."""
    series = [offer for offer in offers if offer.series is not None]
    offers = [offer for offer in offers if offer.series is None]
    told = [_of_series(offer.column, offer.series) for offer in series if offer.series is not None]
    return " ".join([*filter(None, [_offering(offers)]), *told])


def _offering(offers: Sequence[Offer]) -> str:
    if not offers:
        return ""
    moved = [offer for offer in offers if is_moved(offer.column)]
    if len({offer.field for offer in moved}) < len(moved):
        return _which(moved)
    ways = list(_ways(offers))
    named = " and ".join(offer.column.named for offer in offers)
    if len(ways) > 1:
        maps = " or ".join(map(_together, ways[:MOST]))
        return (
            f"{named} hold dates or times, and not all of them together can say when the meetings are; choose those "
            f"that do, and add {maps} when you run bulkmeet."
        )
    hold, say = ("hold", "they say") if len(offers) > 1 else ("holds", "it says")
    maps = _together(ways[0])
    return f"{named} {hold} dates or times; if {say} when the meetings are, add {maps} when you run bulkmeet."


def with_hours_asked_for(mapping: Mapping, asked: Sequence[Offer], header_row: int) -> Mapping:
    """The mapping of a sheet whose start has a day and no hour, with one error at a column of hours nobody reads."""
    first = asked[0].column
    message = f"The dates have no time of day: {offering(asked)}"
    error = Issue(HOURS_NOT_USED, message, row=header_row, column=first.header, cell=address(first.index, header_row))
    cells = {address(offer.column.index, header_row) for offer in asked}
    others = [issue for issue in mapping.issues if issue.code != "column_not_recognised" or issue.cell not in cells]
    return Mapping(mapping.columns, (error, *others))


def hours_of(offers: Sequence[Offer]) -> list[Offer]:
    """Those of hours alone, where one of them could be the start's: an end alone gives no date its time of day."""
    asked = [offer for offer in offers if offer.field in CLOCKS]
    return asked if any(offer.field is Field.START_TIME for offer in asked) else []


def _of_series(last: Column, repeats: Column) -> str:
    return (
        f"If {last.named} says when a series ends, write that into {repeats.named}, like weekly until {LAST_DAY}; it "
        "is no end of a meeting."
    )


def _which(offers: Sequence[Offer]) -> str:
    """The question which of several columns says when the meetings are now, as a sentence."""
    named = " and ".join(offer.column.named for offer in offers)
    maps = " or ".join(offer.said for offer in offers)
    return (
        f"{named} could each say when the meetings are, and only one of them can: write what holds now into one "
        f"column, and add {maps} when you run bulkmeet."
    )


def _together(way: Sequence[Offer]) -> str:
    return " ".join(offer.said for offer in way)


def _ways(offers: Sequence[Offer]) -> Iterator[tuple[Offer, ...]]:
    """Each set of columns that can be read together, in the sheet's order."""
    for start, end in product(_ways_of(START, offers), _ways_of(END, offers)):
        way = start if any(offer.is_span for offer in start) else (*start, *end)
        yield tuple(offer for offer in offers if offer in way)


def _ways_of(side: Side, offers: Sequence[Offer]) -> list[tuple[Offer, ...]]:
    """The ways to give one side: as a whole, or as a day and a time of their own."""
    wholes = [offer for offer in offers if offer.field is side.whole]
    days = [offer for offer in offers if offer.field is side.day]
    clocks = [offer for offer in offers if offer.field is side.clock]
    if days and clocks:
        return [*((whole,) for whole in wholes), *product(days, clocks)]
    return [(offer,) for offer in (*wholes, *days, *clocks)] or [()]
