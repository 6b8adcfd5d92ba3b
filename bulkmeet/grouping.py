"""Drafts to groups: which rows are one meeting. Pure; every row is in exactly one group.

Rows belong together when they share the sheet's key; without one, when host, title, start and end are the same.
A row that is blank or broken where it should tell goes with the one group it can belong to. Where it can belong
to several, all of these are told of it, because a meeting must never be created short of a person.

It can belong to a group that says nothing else than the row does. For a row whose start is not known, that is what it
says of host, title and end, the day it is on, as far as that can be read, and how long it lasts: another of these is
that of another meeting, and the row stands alone. Other people are none of that, as they may be who is missing.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.columns.fields import PEOPLE_FIELDS, Field
from bulkmeet.model import Draft, Group, Span

Parts = tuple[Hashable | None, ...]
"""Host, title, start and end; None for what is not said."""

Root = int | str | Parts
"""What the rows of a group have in common: its key, or its parts; a row that stands alone has its number."""

Found = Mapping[Root, Sequence[Root]]
"""The groups that the rows of a root may belong to."""

TELLING = frozenset(
    {Field.KEY, Field.TITLE, Field.START, Field.START_DATE, Field.START_TIME, Field.TIMEZONE}
    | {Field.END, Field.END_DATE, Field.END_TIME, Field.DURATION, Field.USER_ID, Field.HOST_EMAIL}
)
"""What tells meetings apart."""


class Seeker(Struct, frozen=True):
    """A row while it looks for its group."""

    draft: Draft
    parts: Parts
    root: Root

    @property
    def stands_alone(self) -> bool:
        """Whether the row shares nothing with other rows so far."""
        return isinstance(self.root, int)

    @property
    def may_bring_a_person(self) -> bool:
        """Whether a meeting without this row might be short of a person."""
        facts = self.draft.facts
        is_open = not facts.skip and facts.settled is None
        return is_open and (bool(self.draft.participants) or not PEOPLE_FIELDS.isdisjoint(facts.doubtful))

    @property
    def knows_of_its_start(self) -> tuple[tuple[Span, ...], int | None]:
        """Where its start is not known, in which times that must lie and how long from it to the end."""
        facts = self.draft.facts
        return ((), None) if facts.start is not None else (facts.within, facts.duration)

    def may_be(self, said: Parts) -> bool:
        """Whether its start, where that is not known, may be that of a group."""
        _, _, start, end = said
        within, duration = self.knows_of_its_start
        if not isinstance(start, int):
            return True
        lasts = end - start if isinstance(end, int) else None
        in_time = not within or any(begins <= start < until for begins, until in within)
        return in_time and (duration is None or lasts in {None, duration})

    @property
    def says_nothing(self) -> bool:
        """Whether title and start are blank, and nothing that could tell the meeting is broken."""
        facts = self.draft.facts
        return facts.title is None and facts.start is None and TELLING.isdisjoint(facts.doubtful)


def group_rows(drafts: Sequence[Draft]) -> tuple[Group, ...]:
    """The groups in the order of their first rows; a draft that is `settled` will not be sent any more."""
    unsure: dict[Root, int] = {}
    groups: dict[Root, list[Draft]] = {}
    # Rows that share their facts have the very same root, and then it need not be hashed again for each of them.
    members: dict[int, list[Draft]] = {}
    roots = _roots(drafts, unsure)
    for root, draft in zip(roots, drafts, strict=True):
        rows = members.get(id(root))
        if rows is None:
            rows = members[id(root)] = groups.setdefault(root, [])
        rows.append(draft)
    return tuple([_group(rows, unsure.get(root)) for root, rows in groups.items()])


# ---- a row by itself ---------------------------------------------------------------------------------------


def _roots(drafts: Sequence[Draft], unsure: dict[Root, int]) -> list[Root]:
    """What every row has in common with those of its group; `unsure` gets what the groups are to be told of."""
    shared = [id(draft.facts) for draft in drafts]
    different = dict(zip(shared, drafts, strict=True))
    names_tell = not any(draft.facts.host for draft in different.values())
    seeker_of = {key: _seeker(draft, names_tell=names_tell) for key, draft in different.items()}
    if not _some_say_more(seeker_of.values()) and not _some_look(seeker_of.values()):
        roots = {key: seeker.root for key, seeker in seeker_of.items()}
        alone = {key for key, root in roots.items() if isinstance(root, int)}
        return [draft.row if key in alone else roots[key] for key, draft in zip(shared, drafts, strict=True)]
    seekers = [_seeker(draft, names_tell=names_tell) for draft in drafts]
    if _some_say_more(seekers):
        seekers = _joined(seekers, _saying_more(seekers), unsure)
    if _some_look(seekers):
        seekers = _continued(_joined(seekers, _possible(seekers), unsure))
    return [seeker.root for seeker in seekers]


def _seeker(draft: Draft, *, names_tell: bool) -> Seeker:
    facts = draft.facts
    end = facts.end
    if end is None and facts.start is not None and facts.duration is not None:
        end = facts.start + facts.duration
    parts = (facts.host_name if names_tell else facts.host, facts.title, facts.start, end)
    is_whole = facts.title is not None and facts.start is not None
    return Seeker(draft, parts, _keyed(draft) or (parts if is_whole else draft.row))


def _keyed(draft: Draft) -> Root | None:
    """What the row's key makes of it, or that it is left out; None where the rest of the row has to tell."""
    facts = draft.facts
    if facts.skip:
        return draft.row
    if facts.key is None or (facts.in_series and facts.start is None):
        return None
    # The start is no part of the group's key: what tells a series may change as the sheet grows, and then all
    # its meetings would look new.
    return f"{facts.key} {facts.start}" if facts.in_series else facts.key


def _group(members: Sequence[Draft], unsure: int | None) -> Group:
    facts = tuple({id(draft.facts): draft.facts for draft in members}.values())
    return Group(next((one.key for one in facts if one.key is not None), None), tuple(members), facts, unsure)


# ---- a row among the others --------------------------------------------------------------------------------


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
