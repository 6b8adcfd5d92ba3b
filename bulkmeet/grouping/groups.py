"""Drafts to groups: rows that have the same root are one meeting."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter

from bulkmeet.grouping.search import all_say_enough, with_roots_found
from bulkmeet.grouping.seekers import Root, Seeker, seeker_of
from bulkmeet.model import Draft, Group


def group_rows(drafts: Sequence[Draft]) -> tuple[Group, ...]:
    """The groups in the order of their first rows; a draft that is `settled` will not be sent any more."""
    alike: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        alike[id(draft.facts)].append(draft)
    names_tell = not any(rows[0].facts.host for rows in alike.values())
    seekers = [seeker_of(rows[0], names_tell=names_tell) for rows in alike.values()]
    if not all_say_enough(seekers):
        return _sought([seeker_of(draft, names_tell=names_tell) for draft in drafts])
    # Rows that share their facts have one root, which need not be found for each of them.
    groups: dict[Root, list[list[Draft]]] = {}
    for seeker, rows in zip(seekers, alike.values(), strict=True):
        if seeker.stands_alone:
            groups.update((draft.row, [[draft]]) for draft in rows)
        else:
            groups.setdefault(seeker.root, []).append(rows)
    return tuple(sorted([_of_alike(parts) for parts in groups.values()], key=_first_row))


def _of_alike(parts: Sequence[list[Draft]]) -> Group:
    if len(parts) > 1:
        return _group(sorted(chain.from_iterable(parts), key=attrgetter("row")), None)
    facts = parts[0][0].facts
    return Group(facts.key, tuple(parts[0]), (facts,))


def _first_row(group: Group) -> int:
    return group.drafts[0].row


def _sought(seekers: Sequence[Seeker]) -> tuple[Group, ...]:
    """The groups of all rows, where some have to look for theirs."""
    unsure: dict[Root, int] = {}
    groups: defaultdict[Root, list[Draft]] = defaultdict(list)
    for seeker in with_roots_found(seekers, unsure):
        groups[seeker.root].append(seeker.draft)
    return tuple([_group(rows, unsure.get(root)) for root, rows in groups.items()])


def _group(members: Sequence[Draft], unsure: int | None) -> Group:
    facts = tuple({id(draft.facts): draft.facts for draft in members}.values())
    return Group(next((one.key for one in facts if one.key is not None), None), tuple(members), facts, unsure)
