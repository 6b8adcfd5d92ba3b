"""A row among the others: which group it belongs to, where it does not say enough by itself."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.grouping.seekers import Parts, Root, Seeker

Found = Mapping[Root, Sequence[Root]]
"""The groups that the rows of a root may belong to."""


def all_say_enough(seekers: Collection[Seeker]) -> bool:
    """Whether each row is, or belongs to, a group by what it says itself."""
    return not _some_say_more(seekers) and not _some_look(seekers)


def with_roots_found(seekers: Sequence[Seeker], unsure: dict[Root, int]) -> Sequence[Seeker]:
    """The rows with the roots of the groups they belong to; `unsure` gets what the groups are to be told of."""
    if _some_say_more(seekers):
        seekers = _joined(seekers, _saying_more(seekers), unsure)
    if _some_look(seekers):
        seekers = _continued(_joined(seekers, _possible(seekers), unsure))
    return seekers


def _joined(seekers: Iterable[Seeker], found: Found, unsure: dict[Root, int]) -> list[Seeker]:
    """Put rows where only one group was found for them; tell the groups of those that several were found for."""
    joined = []
    for seeker in seekers:
        several = found.get(seeker.root, ())
        if len(several) > 1 and seeker.root not in unsure:
            for other in (seeker.root, *several):
                unsure.setdefault(other, seeker.draft.row)
        joined.append(replace(seeker, root=several[0]) if len(several) == 1 else seeker)
    return joined


def _some_look(seekers: Iterable[Seeker]) -> bool:
    """Whether there are rows that do not say enough to be, or to belong to, a group by themselves."""
    return any(seeker.stands_alone and not seeker.draft.facts.skip for seeker in seekers)


def _some_say_more(seekers: Collection[Seeker]) -> bool:
    """Whether rows without a key could belong to others: to those with one, or to those that leave less blank."""
    kinds = {type(seeker.root) for seeker in seekers}
    if tuple not in kinds:
        return False
    columns = zip(*(seeker.parts for seeker in seekers), strict=True)
    return str in kinds or any(None in column and any(part is not None for part in column) for column in columns)


def _saying_more(seekers: Sequence[Seeker]) -> Found:
    """For rows that lack only a host, an end or a key: the groups that say all they say, and more."""
    said = _said(seekers)
    known = Known(said)
    more = {
        root: others
        for root, parts in said.items()
        if isinstance(root, tuple) and (others := [other for other in known.fitting(parts) if other != root])
    }
    return {root: [other for other in others if other not in more] for root, others in more.items()}


def _possible(seekers: Sequence[Seeker]) -> Found:
    """For rows whose title or start is not said or cannot be read: the open groups that they may belong to."""
    settled = {seeker.root for seeker in seekers if seeker.draft.facts.settled is not None}
    known = Known({root: parts for root, parts in _said(seekers).items() if root not in settled})
    layout = _layout(seekers)
    found: dict[Root, Sequence[Root]] = {}
    asked: dict[Hashable, Sequence[Root]] = {}
    for seeker, beside in zip(seekers, _neighbours(seekers), strict=True):
        if seeker.stands_alone and seeker.may_bring_a_person and not seeker.says_nothing:
            is_list = seeker.root in layout.lists
            question = (seeker.parts, seeker.knows_of_its_start, is_list, beside if layout.is_sorted else None)
            is_new = question not in asked
            fitting = asked[question] = _fitting(seeker, known, beside, layout) if is_new else asked[question]
            # Who was told of one such row need not be told of the next, and in a large sheet that would take long.
            found[seeker.root] = fitting if len(fitting) == 1 or is_new else ()
    return found


def _fitting(seeker: Seeker, known: "Known", beside: Sequence[Root], layout: "Layout") -> Sequence[Root]:
    if layout.has_a_row_a_person and layout.is_sorted:
        alike: Sequence[Root] = [root for root in dict.fromkeys(beside) if known.fits(seeker.parts, root)]
    else:
        alike = known.fitting(seeker.parts)
    if not (layout.has_a_row_a_person or _is_alike(seeker, alike, layout)):
        return ()
    return [root for root in alike if seeker.may_be(known.said_of(root))]


def _is_alike(seeker: Seeker, alike: Sequence[Root], layout: "Layout") -> bool:
    """Whether a row that may be a meeting of its own is one more person: if it is like one group, and no row a list."""
    says_which = seeker.draft.facts.title is not None or seeker.draft.facts.start is not None
    return says_which and len(alike) == 1 and layout.lists.isdisjoint((seeker.root, *alike))


def _continued(seekers: Iterable[Seeker]) -> list[Seeker]:
    """A row with a person and nothing that tells its meeting goes on with the meeting above it."""
    continued = []
    above: Root | None = None
    for seeker in seekers:
        if not (seeker.stands_alone and seeker.says_nothing) or seeker.draft.facts.skip:
            above = None if seeker.draft.facts.skip or seeker.draft.facts.settled else seeker.root
        elif above is not None and seeker.may_bring_a_person:
            seeker = replace(seeker, root=above)  # noqa: PLW2901 - the same row, in its place
        continued.append(seeker)
    return continued


class Known:
    """Groups by what they say. Each kind of gap that a row can have is indexed once, so that this stays fast."""

    def __init__(self, said: Mapping[Root, Parts]) -> None:
        self._said = said
        self._indexes: dict[tuple[bool, ...], dict[Parts, list[Root]]] = {}

    def fits(self, parts: Parts, root: Root) -> bool:
        """Whether the group is known and says all that the row says."""
        said = self._said.get(root)
        return said is not None and all(mine in (None, theirs) for mine, theirs in zip(parts, said, strict=True))

    def said_of(self, root: Root) -> Parts:
        """What a known group says."""
        return self._said[root]

    def fitting(self, parts: Parts) -> Sequence[Root]:
        """The groups that say all that the row says."""
        gaps = tuple(part is None for part in parts)
        if gaps not in self._indexes:
            index: dict[Parts, list[Root]] = {}
            for root, said in self._said.items():
                bare = tuple(None if gap else part for gap, part in zip(gaps, said, strict=True))
                index.setdefault(bare, []).append(root)
            self._indexes[gaps] = index
        return self._indexes[gaps].get(parts, ())


class Layout(Struct, frozen=True):
    """How a sheet is laid out, as its whole rows show; `lists` are the roots of rows that name several people."""

    has_a_row_a_person: bool
    is_sorted: bool
    lists: frozenset[Root]


def _layout(seekers: Iterable[Seeker]) -> Layout:
    lists = frozenset(seeker.root for seeker in seekers if len(seeker.draft.participants) > 1)
    whole = [seeker.root for seeker in seekers if not seeker.stands_alone]
    distinct, runs = len(set(whole)), sum(1 for _ in groupby(whole))
    return Layout(distinct < len(whole), runs == distinct, lists)


def _neighbours(seekers: Sequence[Seeker]) -> list[tuple[Root, ...]]:
    """For each row the group of the nearest whole row above it, and of the nearest below."""
    pairs = zip(_last_whole(seekers), _last_whole(seekers[::-1])[::-1], strict=True)
    return [tuple(root for root in pair if not isinstance(root, int)) for pair in pairs]


def _last_whole(seekers: Iterable[Seeker]) -> list[Root]:
    seen = []
    last: Root = 0
    for seeker in seekers:
        last = last if seeker.stands_alone else seeker.root
        seen.append(last)
    return seen


def _said(seekers: Iterable[Seeker]) -> dict[Root, Parts]:
    """What the rows of each group say together."""
    said: dict[Root, Parts] = {}
    for seeker in seekers:
        known = said.get(seeker.root)
        if not seeker.stands_alone and known is None:
            said[seeker.root] = seeker.parts
        elif known is not None and None in known:
            said[seeker.root] = tuple(
                one if one is not None else two for one, two in zip(known, seeker.parts, strict=True)
            )
    return said
