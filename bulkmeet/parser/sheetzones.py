"""The zone that a text beside the meetings gives for all of them: All times Pacific. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from msgspec import Struct

from bulkmeet.cells.text import address, printable, quoted
from bulkmeet.cells.zoneremarks import ZoneRemark, leads_to_zone, speaks_of_all, zone_remark
from bulkmeet.cells.zones import local_time, parse_zone
from bulkmeet.columns.fields import Mapping
from bulkmeet.model import Issue, Problem
from bulkmeet.parser.givenzones import UNREADABLE, ZONE_UNSETTLED, Default
from bulkmeet.parser.readers import issue_at
from bulkmeet.parser.times import Times
from bulkmeet.settings import Settings
from bulkmeet.sheet import Aside, Sheet

DAY = 86400
EXAMPLE = "America/Los_Angeles"


class Told(Struct, frozen=True):
    """What a text says of the zone, and where the text stands; nowhere is the sheet's own name."""

    remark: ZoneRemark
    text: str
    at: Aside | None = None

    @property
    def named(self) -> str:
        """The text and its place, for a message that stands elsewhere."""
        where = "the sheet's name" if self.at is None else address(self.at.column, self.at.row)
        return f"{quoted(self.text)} in {where}"

    @property
    def is_of_some(self) -> bool:
        """Whether it may be said of some of the meetings only."""
        at = self.at
        return at is not None and (at.is_heading or (at.is_behind and not speaks_of_all(self.text)))


class SheetZone(Struct, frozen=True):
    """The default zone of a sheet, and the texts that speak of it; `is_told` says that it is from one of them."""

    default: Default
    told: tuple[Told, ...] = ()
    is_told: bool = False


def zone_of_sheet(sheet: Sheet, settings: Settings) -> SheetZone:
    """The zone for times without one of their own: that of --timezone, else what a text says, else the computer's.

    Where a text speaks of the zone and nobody can be sure which it means, such times are not read at all.
    """
    told = tuple(_told(sheet))
    if not told or not settings.timezone_assumed:
        return SheetZone(Default(settings.timezone), told)
    naming = [one for one in told if one.remark.zone or one.remark.like] or told
    likes = [like for one in naming for like in one.remark.like]
    texts = " and ".join(one.named for one in naming[:2])
    are_of_some = all(one.is_of_some for one in naming)
    if are_of_some:
        question = (
            f"{texts} may be meant for some rows only; write each row's into a column “Time zone”, or add one for all"
        )
    else:
        question = f"{texts} leaves open which one is meant; add it"
    message = (
        f"This time has no zone of its own, and {question} when you run bulkmeet, like --timezone "
        f"{next(iter(likes), EXAMPLE)}."
    )
    doubt = Problem(ZONE_UNSETTLED, message)
    zones = {one.remark.zone for one in naming}
    zone = zones.pop() if len(zones) == 1 and not are_of_some else None
    if zone is None:
        return SheetZone(Default(settings.timezone, doubt, is_unsettled=True), told)
    return SheetZone(Default(zone, doubt), told, is_told=True)


def about_zone(zone: SheetZone, times: Sequence[Times]) -> Iterator[Issue]:
    """What to say of the texts, where times were read in the default zone: which of them counts, or that none does."""
    starts = [time.start for time in times if time.assumed and time.start is not None]
    if not starts:
        return
    if zone.is_told:
        told = next(one for one in zone.told if one.remark.zone)
        message = (
            f"{quoted(told.text)} gives the zone of the times that have none of their own, so they are read in "
            f"{zone.default.zone}; if that is not meant, add --timezone and the right one when you run bulkmeet."
        )
        yield _issue("zone_told", message, told)
        return
    for told in zone.told:
        likes = (told.remark.zone,) if told.remark.zone else told.remark.like
        if likes and all(_differ(zone.default.zone, like, starts) for like in likes):
            message = (
                f"{quoted(told.text)} speaks of another zone than --timezone {zone.default.zone}, in which the times "
                "without one of their own are read; check which is right."
            )
            yield _issue("zone_told_differs", message, told)


def _told(sheet: Sheet) -> Iterator[Told]:
    if sheet.name and (remark := zone_remark(sheet.name)):
        yield Told(remark, sheet.name)
    taken: Aside | None = None
    for aside, behind in zip(sheet.asides, (*sheet.asides[1:], None), strict=False):
        if aside is taken:
            continue
        remark, text = zone_remark(aside.text), aside.text
        if behind is not None and behind.row == aside.row and leads_to_zone(text):
            # a text and its value in cells of their own: Time zone | Pacific
            joined = zone_remark(f"{text.rstrip(': ')}: {behind.text}")
            if joined is not None and (joined.zone or joined.like):
                remark, text, taken = joined, f"{text} {behind.text}", behind
        if remark is not None:
            yield Told(remark, text, aside)


def _differ(one: str, other: str, starts: Iterable[int]) -> bool:
    """Whether clocks in two zones differ on one of the days."""
    a_day = {start // DAY: start for start in starts}.values()
    return any(_offset(start, one) != _offset(start, other) for start in a_day)


def _offset(epoch: int, zone: str) -> timedelta | None:
    return local_time(epoch, zone).utcoffset()


def _issue(code: str, message: str, told: Told) -> Issue:
    at = told.at
    where = None if at is None else address(at.column, at.row)
    return Issue(code, message, "warning", None if at is None else at.row, cell=where, value=printable(told.text)[:200])


def zones_in_headers(mapping: Mapping, header_row: int) -> tuple[dict[int, str], list[Issue]]:
    """The zones that headers name, by the index of their column, and what is wrong with them."""
    zones: dict[int, str] = {}
    issues: list[Issue] = []
    for column in mapping.columns:
        if column.zone is not None:
            parsed = parse_zone(column.zone)
            issues.extend(issue_at(problem, column, header_row, column.header) for problem in parsed.problems)
            zones[column.index] = parsed.value or UNREADABLE
    return zones, issues
