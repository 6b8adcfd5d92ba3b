"""Exports of boards, as monday.com writes them: groups with a title and the headers each, subitems, summaries. Pure."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bulkmeet.cells.text import is_blank, quoted, text_of
from bulkmeet.columns.looks import mentions_day
from bulkmeet.loader.passages import is_lone_text, repeats
from bulkmeet.loader.reshaping import without
from bulkmeet.loader.wording import rows_named
from bulkmeet.model import Cell, Issue
from bulkmeet.patterns import pattern
from bulkmeet.sheet import Grid

SUBITEMS = "Subitems"
SIGNS = frozenset({"subitems", "item id", "item id (auto generated)"})
"""Headers, in small letters, that monday.com gives its own columns."""
GROUPS = 2
"""Without such a sign, so many groups with a title and the headers each show a board."""
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SUMMARY = pattern(rf"{_DAY}(?: (?:to|-) {_DAY})?|[0-9]{{1,6}}(?:[.,][0-9]{{1,4}})?(?: ?/ ?[0-9]{{1,6}}| ?%)?")
"""A span of days, a number, a part of a whole: never a name, an address or a phone number."""


def without_board_rows(body: Grid, headers: Sequence[str], issues: list[Issue]) -> tuple[Grid, bool]:
    """The rows under the first headers without those of a board that are no items, and whether its groups had titles.

    Other sheets repeat their headers too, at the top of each page, and may have a meeting just above them. So a title
    stands below a blank row and names no day, and there are none in a sheet that is no board. What goes is told in
    `issues`.
    """
    repeated, subitems = set(), set()
    for place in _places_of({*filter(None, headers[:1]), SUBITEMS}, body):
        row = body[place]
        if repeats(headers, row.cells):
            repeated.add(place)
        elif [text.casefold() for text in map(text_of, row.cells) if text][:2] == ["subitems", "name"]:
            subitems.add(place)
    if not repeated and not subitems:
        return body, False
    nested = _nested(body, subitems)
    titles = {place - 1 for place in repeated if _is_title(body, place - 1)} - nested
    is_mondays = bool(subitems) or not SIGNS.isdisjoint(map(str.casefold, headers))
    if not is_mondays and len(titles) < max(GROUPS, len(repeated)):
        return body, False
    summaries = {place for place in range(len(body)) if is_mondays and repeated and _is_summary(body, place, titles)}
    issues += _told(body, nested, titles, summaries - nested)
    return without(body, sorted(nested | titles | summaries)), bool(titles)


def _places_of(marks: AbstractSet[str], body: Grid) -> list[int]:
    """The places of the rows that begin with one of these texts."""
    if not body.columns:
        return []
    first = body.columns[0]
    wanted = {place for place, cell in enumerate(first.cells) if isinstance(cell, str) and cell in marks}
    return [row for row, place in enumerate(first.places) if place in wanted] if wanted else []


def _nested(body: Grid, subitems: AbstractSet[int]) -> set[int]:
    """The headers of subitems and the rows below them, which leave the first column blank."""
    nested = set()
    within = False
    for place, row in enumerate(body if subitems else ()):
        within = place in subitems or (within and is_blank(row.cells[0]))
        if within:
            nested.add(place)
    return nested


def _is_title(body: Grid, place: int) -> bool:
    if place < 1 or body.numbers[place] == body.numbers[place - 1] + 1:
        return False
    row = body[place]
    return is_lone_text(row.cells) and not is_blank(row.cells[0]) and not any(map(mentions_day, row.cells))


def _is_summary(body: Grid, place: int, titles: AbstractSet[int]) -> bool:
    """Whether the row ends a group and holds nothing but what sums it up."""
    is_last = place + 1 == len(body) or place + 1 in titles or body.numbers[place + 1] > body.numbers[place] + 1
    if not is_last or not is_blank(body[place].cells[0]):
        return False
    return all(_sums_up(cell) for cell in body[place].cells if not is_blank(cell))


def _sums_up(cell: Cell) -> bool:
    return _SUMMARY.fullmatch(text_of(cell)) is not None


def _told(body: Grid, nested: AbstractSet[int], titles: AbstractSet[int], summaries: AbstractSet[int]) -> list[Issue]:
    issues = []
    for place in sorted(titles):
        title = text_of(body[place].cells[0])
        message = f"The row is the title of a group and was not read as a meeting: {quoted(title)}."
        issues.append(Issue("group_title", message, "warning", row=body.numbers[place], value=title[:200]))
    for places, code, what in ((nested, "subitems", "subitems"), (summaries, "totals_row", "summaries of groups")):
        if places:
            numbers = [body.numbers[place] for place in places]
            verb = "holds" if len(numbers) == 1 else "hold"
            message = f"Nothing is created from {rows_named(numbers)}, which {verb} {what}; only items are meetings."
            issues.append(Issue(code, message, "warning", row=min(numbers)))
    return issues
