"""Groups of which there is nothing to tell: nearly all of a large sheet, so that they are made meetings in one go."""

from bulkmeet.model import Group, Meeting, Participant
from bulkmeet.settings import Settings
from bulkmeet.validator.lengths import LONGEST_USUAL, SHORTEST_USUAL


def plain_meeting(group: Group, settings: Settings, now: float) -> Meeting | None:
    """The meeting of a group whose rows say the very same, all that is needed, and nothing to look at twice.

    None for every other group, whose rows have no errors either: what becomes of those the validator tells.
    """
    facts = group.facts[0]
    title, start, host = facts.title, facts.start, facts.host or settings.host
    if title is None or start is None or host is None or len(group.facts) > 1:
        return None
    end = _end(start, facts.end, facts.duration)
    is_usual = SHORTEST_USUAL <= end - start <= LONGEST_USUAL and (start >= now or settings.allow_past)
    if "@" in title or not is_usual or facts.recurrence or facts.doubtful or group.unsure is not None:
        return None
    people = _different_people(group)
    if people is None:
        return None
    return Meeting(
        tuple([draft.row for draft in group.drafts]),
        title,
        start,
        end,
        host,
        facts.meeting_type or settings.meeting_type,
        facts.zone,
        facts.key,
        facts.duration,
        None,
        facts.call_out,
        people,
    )


def _end(start: int, end: int | None, duration: int | None) -> int:
    """The end where all that is said agrees, else the start, which is no usual one."""
    if end is None:
        return start + (duration or 0)
    return end if duration in {None, end - start} else start


def _different_people(group: Group) -> tuple[Participant, ...] | None:
    """Who is invited, if each of several rows brings somebody and all have addresses of their own."""
    people = [person for draft in group.drafts for person in draft.participants]
    addresses = {person.email.casefold() for person in people if person.email}
    brings_nobody = len(group.drafts) > 1 and not all(draft.participants for draft in group.drafts)
    return None if brings_nobody or len(addresses) < len(people) else tuple(people)
