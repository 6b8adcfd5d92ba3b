"""Which column nobody reads may hold what a sheet lacks: only ever offered, never used."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from bulkmeet.cells.text import folded, quoted
from bulkmeet.cells.words import words_of
from bulkmeet.columns import kinds
from bulkmeet.columns.addresswords import is_email
from bulkmeet.columns.answers import reason_of_answers
from bulkmeet.columns.choices import said_key
from bulkmeet.columns.fields import BY_MAP, DATED_STARTS, Column, Field, Mapping
from bulkmeet.columns.hourlooks import are_spans
from bulkmeet.columns.leftwords import OF_THE_ROW
from bulkmeet.columns.likeness import are_days, fits, may_be
from bulkmeet.columns.looks import has_clock, mostly
from bulkmeet.columns.mapping import A_TITLE, AN_END
from bulkmeet.columns.normalise import normalise, read_heading
from bulkmeet.columns.recognise import recognise
from bulkmeet.columns.running import are_running_numbers
from bulkmeet.columns.samestart import repeats_start
from bulkmeet.columns.synonyms import BY_NAME
from bulkmeet.columns.unreadtimes import STARTS, Offer, is_read
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

FIELDS = {
    "a start": (Field.START, Field.START_DATE),
    "a date for the start": (Field.START_DATE,),
    AN_END: (Field.DURATION, Field.END, Field.END_TIME),
}
"""By what is said to be missing, the title aside: the fields that would give it."""
ENDS = frozenset((Field.END, Field.END_TIME))
OF_SOMETHING_ELSE = OF_THE_ROW | {"activity"}
WORD = pattern(r"\w+")
SHORTEST_WORD = 4
MOST_TITLES = 4
"""How many columns a sentence names to choose the title from."""


class Advice(Struct, frozen=True):
    """What --map would say of the columns that may hold what is missing, and the columns to choose the title from."""

    maps: tuple[str, ...] = ()
    titles: tuple[Column, ...] = ()


def advice_for(
    missing: Sequence[str], mapping: Mapping, examples: Sequence[Sequence[Cell]], times: Sequence[Offer] = ()
) -> Advice:
    """Which columns may hold what is `missing`: ("Task name=title",), as far as the `times` told of do not give it.

    A column is offered as the title where possible_titles finds no other, a description where there is not even a
    name, and then the only column of texts; and as anything else if its header has a word in common with a known one
    and its cells (`examples`, by column) are of that kind. Nothing offered here contradicts the others or the `times`.
    Without a start no question is taken for what is to be held.
    """
    taken = {offer.column.index for offer in times}
    unread = [column for column in mapping.columns if column.field is None and column.how == "unrecognised"]
    free = [column for column in unread if column.index not in taken]
    has_start = any(_has_start(column) for column in mapping.columns) or any(offer.field in STARTS for offer in times)
    named = free if has_start else [column for column in free if not _asks(column, mapping)]
    titles: tuple[Column, ...] = ()
    if A_TITLE in missing:
        titles = _titles(named, examples, by_cells=has_start) or _bare_name(mapping, examples)
        titles = titles or (_description(mapping, examples) or _only_texts(free, examples) if has_start else ())
    found: list[str] = []
    if len(titles) == 1:
        found.append(f"{said_key(titles[0], mapping.columns)}={Field.TITLE}")
    free = [column for column in free if column not in titles]
    for what in missing:
        if what == A_TITLE or _is_given(what, times):
            continue
        fields = FIELDS[what]
        able = [column for column in free if what != AN_END or _may_end(column, mapping, examples)]
        offered = max(_ranked(fields, able, examples), key=lambda ranked: ranked[0], default=None)
        column, field = offered[1:] if offered is not None else (_only_length(fields, free, examples), Field.DURATION)
        if column is not None:
            found.append(f"{said_key(column, mapping.columns)}={field}")
            free.remove(column)
    return Advice(tuple(found), titles if len(titles) > 1 else ())


def lacking(name: str, missing: Sequence[str], advice: Advice, times: Sequence[Offer] = ()) -> str:
    """That no column of the file holds what is missing, and how to say which it is.

    Where `times` are told of, only the headers do not say it, and which columns they are is told behind this.
    """
    said = " ".join(f'--map "{choice}"' for choice in advice.maps)
    ways = [f"perhaps with {said}"] if said else []
    if advice.titles:
        named = [column.named for column in advice.titles[:MOST_TITLES]]
        ways.append(
            f'with --map "Their header=title" for the one of {", ".join(named[:-1])} and {named[-1]} that it is'
        )
    only_title = bool(times) and all(what == A_TITLE or _is_given(what, times) for what in missing)
    field = Field.TITLE if only_title and A_TITLE in missing else "field"
    option = " and ".join(ways) or f'with --map "Their header={field}"'
    holds = "says by its header that it holds" if times else "holds"
    return (
        f"No column of {quoted(name)} {holds} {', none '.join(missing)}; add what is missing, "
        f"or say which column it is when you run bulkmeet, {option}."
    )


def _titles(columns: Sequence[Column], examples: Sequence[Sequence[Cell]], *, by_cells: bool) -> tuple[Column, ...]:
    from bulkmeet.columns.titles import possible_titles  # here, as most sheets have a title and need none of its words

    return possible_titles(columns, examples, by_cells=by_cells)


def _description(mapping: Mapping, examples: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    from bulkmeet.columns.titles import only_description  # here, for the same reason

    return only_description(mapping.columns, examples)


def _only_texts(columns: Sequence[Column], examples: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    from bulkmeet.columns.titles import only_texts  # here, for the same reason

    return only_texts(columns, examples)


def _bare_name(mapping: Mapping, examples: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """The only column called just “Name”, which may be the meetings' as well as that of the persons behind addresses.

    Beside a bare “Email” it is that person's; beside a “Client email”, as boards have it, it is that of the item.
    """
    bare = [column for column in mapping.columns if _is_bare_name(column) and fits(Field.TITLE, examples[column.index])]
    theirs = any(is_email(normalise(column.header)) for column in mapping.of(Field.EMAIL))
    return tuple(bare) if len(bare) == 1 and not theirs else ()


def _is_bare_name(column: Column) -> bool:
    if column.field not in {None, Field.NAME} or column.person or column.how.startswith(BY_MAP):
        return False
    found = recognise(column.header)
    return found.meaning is not None and found.meaning.choose is kinds.name and not found.of_person


def _has_start(column: Column) -> bool:
    """Whether the sheet says when: without that, a column of texts may be anything."""
    return bool({column.field, column.until} & STARTS)


def _asks(column: Column, mapping: Mapping) -> bool:
    """Whether a column is a question of a survey, or looks like one."""
    return bool(reason_of_answers(mapping.columns)) or folded(column.header).endswith("?")


def _is_given(what: str, times: Sequence[Offer]) -> bool:
    """Whether the columns of times told of would give it."""
    if what == AN_END:
        return any(offer.gives_end for offer in times)
    return any(offer.field in STARTS for offer in times)


def _only_length(
    fields: Sequence[Field], columns: Sequence[Column], examples: Sequence[Sequence[Cell]]
) -> Column | None:
    """The only column that could be a duration by the unit in its header."""
    lengths = [
        column
        for column in columns
        if Field.DURATION in fields
        and read_heading(column.header).unit
        and fits(Field.DURATION, examples[column.index])
    ]
    return lengths[0] if len(lengths) == 1 else None


def _ranked(
    fields: Sequence[Field], columns: Sequence[Column], examples: Sequence[Sequence[Cell]]
) -> Iterator[tuple[float, Column, Field]]:
    """How near each column is to each of the fields that its cells fit."""
    from rapidfuzz import fuzz  # here, so that --help does not wait for it

    for column in columns:
        name, cells = normalise(column.header), examples[column.index]
        for field in fields:
            is_counted = field is Field.DURATION and are_running_numbers(column.header, cells)
            if not is_counted and _could_be(field, cells):
                alike = (fuzz.ratio(name, known) for known in _known(field) if _shares_word(name, known))
                nearest = max(alike, default=0)
                if nearest:
                    yield nearest, column, field


def _may_end(column: Column, mapping: Mapping, examples: Sequence[Sequence[Cell]]) -> bool:
    """Whether its cells are no last days of series, and do not only say the start once more."""
    cells = examples[column.index]
    is_last_day = mapping.of(Field.RECURRENCE) and _are_last_days(cells)
    return not is_last_day and not repeats_start(cells, mapping.columns, examples)


def _are_last_days(cells: Sequence[Cell]) -> bool:
    """Whether the cells are days without hours: beside a recurrence rather the last ones of series than ends."""
    return are_days(cells) and not mostly(has_clock, cells)


def _could_be(field: Field, cells: Sequence[Cell]) -> bool:
    """Whether the cells are of the field's kind: days that can be read, and no end of what gives the start as well."""
    is_day = field not in DATED_STARTS or any(map(is_read, cells))
    return fits(field, cells) and may_be(field, cells) and is_day and not (field in ENDS and are_spans(cells))


def _known(field: Field) -> Iterator[str]:
    return (name for name, meaning in BY_NAME.items() if meaning.field is field)


def _shares_word(name: str, known: str) -> bool:
    if not OF_SOMETHING_ELSE.isdisjoint(words_of(name)):
        return False
    return any(len(word) >= SHORTEST_WORD for word in set(WORD.findall(name)) & set(known.split()))
