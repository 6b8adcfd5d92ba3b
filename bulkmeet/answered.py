"""What columns such as "Going ahead?" answer in the rows of a meeting: they must agree, blank ones inherit. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bulkmeet.cells.flags import parse_going_ahead
from bulkmeet.cells.text import address, is_blank, quoted
from bulkmeet.columns import fields
from bulkmeet.columns.asked import Asked, asked_of
from bulkmeet.columns.choices import said_key
from bulkmeet.columns.fields import Column, Field
from bulkmeet.grouping import TELLING, group_rows
from bulkmeet.model import Cell, Draft, Facts, Issue, Problem
from bulkmeet.parser.facts import why_not
from bulkmeet.parser.readers import issue_at
from bulkmeet.sheet import Sheet

UNCLEAR = "going_ahead_unclear"


class Answers(Struct, frozen=True):
    """A column that is filled in somewhere: what it asks of, how --map names it, its cells by the rows' numbers.

    `said` has yes or no for the cells that say it plainly.
    """

    column: Column
    asked: Asked
    key: str
    cells: Mapping[int, Cell]
    said: Mapping[int, bool]


class Judged(Struct, frozen=True):
    """What a column makes of a meeting: why its rows are left out, and what is to be asked."""

    skips: Mapping[int, str] = {}
    issues: tuple[Issue, ...] = ()


def with_answers(sheet: Sheet, mapping: fields.Mapping, drafts: Sequence[Draft]) -> tuple[Sequence[Draft], list[Issue]]:
    """The drafts, each with its `skip` as its whole meeting is answered, and errors where that is not clear.

    DESIGN section 3: rows of a meeting that contradict each other are an error that names both cells.
    """
    answers = _answers(sheet, mapping)
    if not answers:
        return drafts, []
    opened = _with_skips(drafts, {draft.row: "" for draft in drafts if _is_left_out_by(answers, draft)})
    groups = [
        [draft for draft in group.drafts if not draft.facts.skip and draft.facts.settled is None]
        for group in group_rows(opened)
    ]
    several = any(len(group) > 1 for group in groups)
    judged = [_judged(column, group, several=several) for group in groups if group for column in answers]
    skips = {row: why for one in judged for row, why in one.skips.items()}
    return _with_skips(opened, skips), [issue for one in judged for issue in one.issues]


def _answers(sheet: Sheet, mapping: fields.Mapping) -> list[Answers]:
    return [answers for column in mapping.of(Field.GOING_AHEAD) if (answers := _of(column, sheet, mapping)).cells]


def _of(column: Column, sheet: Sheet, mapping: fields.Mapping) -> Answers:
    distinct = sheet.rows.columns[column.index]
    filled = {place for place, cell in enumerate(distinct.cells) if not is_blank(cell)}
    values = {place: parse_going_ahead(distinct.cells[place]).value for place in filled}
    rows = list(zip(sheet.rows.numbers, distinct.places, strict=True))
    cells = {row: distinct.cells[place] for row, place in rows if place in filled}
    said = {row: value for row, place in rows if (value := values.get(place)) is not None}
    return Answers(column, asked_of(column), said_key(column, mapping.columns), cells, said)


def _is_left_out_by(answers: Sequence[Answers], draft: Draft) -> bool:
    """Whether a row is left out for its answer, and not as a cancelled one."""
    if not draft.facts.skip:
        return False
    no = next((one for one in answers if one.said.get(draft.row) is False), None)
    return no is not None and draft.facts.skip == why_not(no.column, no.cells[draft.row])


def _with_skips(drafts: Sequence[Draft], skips: Mapping[int, str]) -> Sequence[Draft]:
    """The drafts, some with another reason for leaving them out; those that share their facts go on doing so."""
    known: dict[tuple[int, str], Facts] = {}

    def facts_of(draft: Draft) -> Facts:
        skip = skips[draft.row]
        return known.setdefault((id(draft.facts), skip), replace(draft.facts, skip=skip))

    return [replace(draft, facts=facts_of(draft)) if draft.row in skips else draft for draft in drafts]


# ---- one meeting -------------------------------------------------------------------------------------------


def _judged(answers: Answers, group: Sequence[Draft], *, several: bool) -> Judged:
    """What a column makes of the rows of a meeting; `several` says that some of the sheet have several."""
    rows = [draft.row for draft in group]
    no = [row for row in rows if answers.said.get(row) is False]
    if answers.asked is Asked.PERSON:
        return _judged_by_person(answers, group, no)
    if no and several and answers.asked is Asked.MEETING_OR_ACCOUNT:
        return Judged(issues=tuple([_of_whom(answers, row) for row in no]))
    yes = [row for row in rows if answers.said.get(row)]
    if no and yes:
        return Judged(issues=tuple(_contradictions(answers, sorted(no + yes))))
    if no:
        return Judged(dict.fromkeys(rows, why_not(answers.column, answers.cells[no[0]])))
    asked = [] if any(row in answers.cells for row in rows) else [draft for draft in group if _tells(draft)][:1]
    return Judged(issues=tuple([_unanswered(answers, draft.row) for draft in asked]))


def _judged_by_person(answers: Answers, group: Sequence[Draft], no: Sequence[int]) -> Judged:
    """A no takes its person out, but of a meeting that would have nobody left it may mean that there is none."""
    blank = [_unanswered(answers, draft.row) for draft in group if draft.row not in answers.cells and _tells(draft)]
    if len(no) == len(group):
        return Judged(issues=(_of_whom(answers, no[0]),))
    return Judged({row: why_not(answers.column, answers.cells[row]) for row in no}, tuple(blank))


def _tells(draft: Draft) -> bool:
    """Whether a row says of which meeting it is; else it is one more person of the meeting above."""
    facts = draft.facts
    return facts.title is not None or facts.start is not None or not TELLING.isdisjoint(facts.doubtful)


# ---- what is asked -----------------------------------------------------------------------------------------


def _unanswered(answers: Answers, row: int) -> Issue:
    of_whom = "this person comes" if answers.asked is Asked.PERSON else "this meeting takes place"
    message = f"{answers.column.named} does not say whether {of_whom}; write Yes or No."
    return issue_at(Problem(UNCLEAR, message), answers.column, row)


def _of_whom(answers: Answers, row: int) -> Issue:
    cell, header = answers.cells[row], answers.column.named
    what = "one person's answer" if answers.asked is Asked.PERSON else "said of a person's account"
    message = (
        f"{quoted(cell)} in {header} may be {what}, or mean that the meeting does not take place; if that is meant of "
        f'all rows, add --map "{answers.key}=going_ahead" when you run bulkmeet, else delete the rows that are not to '
        f'be sent and leave the column out, with --map "{answers.key}=ignore".'
    )
    return issue_at(Problem(UNCLEAR, message), answers.column, row, cell)


def _contradictions(answers: Answers, rows: Sequence[int]) -> Iterator[Issue]:
    """An error at each answer that is not that of the first row."""
    first = rows[0]
    for row in rows:
        if answers.said[row] is answers.said[first]:
            continue
        message = (
            f"{quoted(answers.cells[row])} here and {quoted(answers.cells[first])} in "
            f"{address(answers.column.index, first)} are said of one meeting; make them the same, or, if "
            f"{answers.column.named} is said of the persons in these rows, delete the rows of those who are "
            f'not to be invited and leave the column out when you run bulkmeet, with --map "{answers.key}=ignore".'
        )
        yield issue_at(Problem("rows_contradict", message), answers.column, row, answers.cells[row])
