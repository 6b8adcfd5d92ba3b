"""A row by itself: what it says of its meeting, and what it shares with the other rows of that."""

from collections.abc import Hashable

from msgspec import Struct

from bulkmeet.columns.fields import PEOPLE_FIELDS, Field
from bulkmeet.model import Draft, Span

Parts = tuple[Hashable | None, ...]
"""Host, title, start and end; None for what is not said."""

Root = int | str | Parts
"""What the rows of a group have in common: its key, or its parts; a row that stands alone has its number."""

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


def seeker_of(draft: Draft, *, names_tell: bool) -> Seeker:
    """The row as it looks for its group; with `names_tell` the host's name is all the sheet says of hosts."""
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
