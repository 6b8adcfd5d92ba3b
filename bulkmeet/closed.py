"""Rows that are not sent: left out on purpose, added too late, or settled by an earlier run. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from bulkmeet.ledger.records import SENT, Known
from bulkmeet.model import Draft, Facts, Group, Issue, Result, Settled, Status
from bulkmeet.validator import title_of

CLOSED = frozenset(status for status in Status if status in SENT)


def closed_or_open(drafts: Sequence[Draft], facts: Iterable[Facts], known: Mapping[str, Known]) -> Sequence[Draft]:
    """The drafts, with `settled` only where the row must not be sent again; `facts` are theirs, each only once."""
    closing = {id(one): replace(one, settled=_closing(one.settled, known)) for one in facts if one.settled is not None}
    return [replace(draft, facts=closing.get(id(draft.facts), draft.facts)) for draft in drafts] if closing else drafts


def _closing(settled: Settled, known: Mapping[str, Known]) -> Settled | None:
    """Why a row must not be sent again: by its results sheet, or by what the ledger has learnt since."""
    # What a person left out, such as a cancelled row, has no key.
    is_done = settled.status is Status.CREATED or (
        settled.status is Status.SKIPPED and bool(settled.meeting_id or settled.key)
    )
    ledger = known.get(settled.key)
    if ledger is None:
        return settled if is_done or settled.status is Status.UNKNOWN else None
    if ledger.status is Status.CREATED and is_done:
        # The ledger's first: a spreadsheet may have made 8.4E+15 of the id. It has none of what a person settled.
        meeting_id, meeting_url = ledger.meeting_id or settled.meeting_id, ledger.meeting_url or settled.meeting_url
        return replace(settled, meeting_id=meeting_id, meeting_url=meeting_url)
    if is_done:
        return settled
    if ledger.status in CLOSED:
        return Settled(ledger.status, ledger.meeting_id, ledger.meeting_url, ledger.message, ledger.at, settled.key)
    return None


def parted(groups: Iterable[Group]) -> tuple[list[Group], list[Group]]:
    """The groups that are closed, and those that are still to be sent."""
    both: tuple[list[Group], list[Group]] = ([], [])
    for group in groups:
        is_closed = group.facts[0].skip or any(facts.settled is not None for facts in group.facts)
        both[0 if is_closed else 1].append(group)
    return both


def closed_results(group: Group) -> Iterator[tuple[Result, tuple[Draft, ...]]]:
    """The results of earlier runs, with the drafts of their rows, and one for every row that is left out."""
    done: dict[tuple[Status, str, str], list[int]] = {}
    for draft in group.drafts:
        settled = draft.facts.settled
        if settled is not None:
            done.setdefault((settled.status, settled.meeting_id, settled.key), []).append(draft.row)
    for draft in group.drafts:
        settled = draft.facts.settled
        if settled is None:
            yield _left_out(draft, group), ()
        elif (rows := done.pop((settled.status, settled.meeting_id, settled.key), None)) is not None:
            result = Result(
                rows=tuple(rows),
                status=settled.status,
                title=title_of(group),
                message=settled.message,
                key=settled.key,
                meeting_id=settled.meeting_id,
                meeting_url=settled.meeting_url,
                at=settled.at,
            )
            yield result, tuple(one for one in group.drafts if one.row in rows)


def _left_out(draft: Draft, group: Group) -> Result:
    """A cancelled row, or one that was added to a meeting after that was sent."""
    settled = next((facts.settled for facts in group.facts if facts.settled is not None), None)
    if settled is None:
        return Result((draft.row,), Status.SKIPPED, draft.facts.title or "", draft.facts.skip)
    result = Result((draft.row,), Status.SKIPPED, title_of(group), _added_message(group))
    if settled.status is Status.UNKNOWN:
        return result  # without a key, so that it is looked at again once the meeting is resolved
    return replace(result, key=settled.key, meeting_id=settled.meeting_id, meeting_url=settled.meeting_url)


def added_later(closed: Iterable[Group]) -> Iterator[Issue]:
    """A warning for every row that was added to a meeting after that was sent."""
    for group in closed:
        for draft in group.drafts:
            if draft.facts.settled is None and not draft.facts.skip:
                yield Issue("row_added_later", _added_message(group), "warning", row=draft.row)


def _added_message(group: Group) -> str:
    first = next(draft for draft in group.drafts if draft.facts.settled is not None)
    settled = first.facts.settled
    was = "sent" if settled is not None and settled.status is Status.UNKNOWN else "created"
    return (
        f"This row was added after its meeting, that of row {first.row}, was {was}, so it was not sent; "
        "invite the person in Dialpad."
    )


def copied_results(closed: Iterable[Group]) -> Iterator[Issue]:
    """A row that was copied together with its result would never be sent, and nobody would notice."""
    first: dict[str, Draft] = {}
    for draft in (draft for group in closed for draft in group.drafts):
        facts = draft.facts
        if facts.settled is None or not facts.settled.key or facts.skip or None in _what_and_when(facts):
            continue
        original = first.setdefault(facts.settled.key, draft)
        if _what_and_when(facts) != _what_and_when(original.facts):
            message = (
                f"This row has the result of row {original.row}, so it was not sent; "
                "if it is a meeting of its own, clear its bulkmeet columns."
            )
            yield Issue("result_copied", message, "warning", row=draft.row)


def _what_and_when(facts: Facts) -> tuple[str | None, int | None]:
    return facts.title, facts.start
