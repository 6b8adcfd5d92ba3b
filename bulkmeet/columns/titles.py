"""Which of the columns nobody reads may hold the titles: the likeliest by its header, or several to choose from."""

from collections.abc import Sequence

from bulkmeet.cells.flags import parse_flag
from bulkmeet.cells.spans import is_span
from bulkmeet.cells.text import text_of
from bulkmeet.cells.words import word_set, words_of
from bulkmeet.columns.fields import KNOWN, Column, Field
from bulkmeet.columns.likeness import fits
from bulkmeet.columns.looks import has_address, has_at, is_id, is_phone, is_status, mostly
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.notenames import names_notes
from bulkmeet.columns.persons import ROLES, are_addressed, are_names, is_of_person
from bulkmeet.columns.titlewords import KINDS, NAMES, NO_TITLES, SUBJECTS, have_any
from bulkmeet.columns.unreadtimes import is_read
from bulkmeet.model import Cell

FEW_WORDS = 2
BY_SUBJECT, BY_KIND, BY_CELLS = range(3)
OF_STATES = word_set(
    "done, status, state, finished, complete, completed, open, stand, erledigt, fertig, fait, termine, hecho, fatto",
    "feito, klaar, gotowe, hotovo, klar, fardig, faerdig, valmis",
)
"""Words that make of a subject in the same header only how it stands: “Topic done”."""
GROUPS = word_set("team, teams, staff, department, family, families, committee, company")
"""With whom a meeting is held, besides the persons that have a part in it."""
WITH = word_set("with, mit, avec, con, com, met, z, s, se, med")
THE = word_set("the, a, our, der, dem, den, die, le, la, les, un, une, el, los, il, lo, o, os, de, du, des, del")
APPOSED = word_set(
    "entretien, rencontre, réunion, visite, appel, rdv, rendez, vous, reunión, entrevista, llamada, visita, cita",
    "colloquio, incontro, riunione, chiamata, appuntamento, reunião, chamada, spotkanie, rozmowa, schůzka",
)
"""Of what is held, the words that those with whom may stand right behind: “Appel client”."""
DESCRIBING = word_set(
    "description, descriptions, beschreibung, inhalt, inhalte, leistung, descripción, contenido, descrizione",
    "contenuto, descrição, conteúdo, contenu, content, contents, omschrijving, beschrijving, inhoud, opis",
    "treść, popis, obsah, bezeichnung, beskrivning, innehåll, beskrivelse, indhold, innhold, kuvaus, sisältö, leírás",
    "tartalom, описание, содержание, 説明, 描述, 说明, 내용, 설명",
)
"""Words of columns that say what a meeting is about where no other says what it is called."""
LONGEST_DESCRIPTION = 80
"""How many letters most cells have at most that could be titles, and no texts to read."""
TYPES = word_set("type, types, kind, art, typ, tipo, tipi, tipos, soort, rodzaj, druh, typo, 種別, 種類, 类型, 종류")
"""Words that make of what is held in the same header a list of kinds, none of whose cells is a person."""

SAYING_NO_TITLE = (
    NO_TITLES
    | TYPES
    | OF_STATES
    | DESCRIBING
    | word_set("signature, signatures, signed, initials, unterschrift, firma, assinatura, handtekening, podpis, format")
)
"""Words of headers below which a text is no title, though nothing else is known of them."""


def possible_titles(
    columns: Sequence[Column], examples: Sequence[Sequence[Cell]], *, by_cells: bool = True
) -> tuple[Column, ...]:
    """The columns that may be the title, of those nobody reads; `examples` are cells by the columns' index.

    Those whose header says what a meeting is about go before those that say what is held or name something, and
    these, `by_cells`, before any other column of texts.
    """
    ranked = _ranked(columns, examples)
    best = min(ranked, default=BY_CELLS)
    return tuple(ranked.get(best, ())) if by_cells or best < BY_CELLS else ()


def titles_by_header(columns: Sequence[Column], examples: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Those of the columns whose header says that they may be the title, whichever says it best."""
    ranked = _ranked(columns, examples)
    return (*ranked.get(BY_SUBJECT, ()), *ranked.get(BY_KIND, ()))


def only_description(columns: Sequence[Column], examples: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """The only column of short texts that describe something, though none is used where there is a title."""
    found = [column for column in columns if _describes(column, examples[column.index])]
    return tuple(found) if len(found) == 1 else ()


def only_texts(columns: Sequence[Column], examples: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """The only column of texts, of those nobody reads, where neither headers nor several words tell which may be it.

    In whatever script: a “@” or a “=” in front makes of a title no address and no formula.
    """
    most = max(map(len, examples), default=0)
    found = [column for column in columns if _may_be_left(column.header, examples[column.index])]
    first = found[:1] if len(found) == 1 else []
    return tuple(one for one in first if not _are_states(examples[one.index], most, is_subject=False))


def _may_be_left(header: str, cells: Sequence[Cell]) -> bool:
    """Whether a header says nothing against titles, and the cells are short texts and no values, links or people."""
    words = words_of(header)
    if is_of_person(header) or not SAYING_NO_TITLE.isdisjoint(words) or names_notes(normalise(header)):
        return False
    is_short = mostly(lambda cell: len(text_of(cell)) <= LONGEST_DESCRIPTION, cells)
    is_other = are_names(cells) or are_addressed(cells) or fits(Field.TIMEZONE, cells)
    return bool(words) and is_short and mostly(_is_text, cells) and not is_other


def _is_text(cell: Cell) -> bool:
    text = text_of(cell)
    is_value = is_read(cell) or is_span(cell) or fits(Field.DURATION, (cell,)) or not parse_flag(cell).problems
    has_words = any(character.isalpha() for character in text)
    return has_words and "://" not in text and not (is_value or is_phone(cell) or has_address(cell) or is_id(cell))


def _describes(column: Column, cells: Sequence[Cell]) -> bool:
    words = words_of(column.header)
    is_unused = column.how in {KNOWN, "unrecognised"} and column.field in {None, Field.IGNORE}
    others = [word for word in words if not have_any([word], DESCRIBING)]
    is_of_meeting = len(others) < len(words) and NO_TITLES.isdisjoint(others) and not is_of_person(" ".join(others))
    is_short = mostly(lambda cell: len(text_of(cell)) <= LONGEST_DESCRIPTION, cells)
    return is_unused and is_of_meeting and is_short and _are_texts(cells) and not are_names(cells)


def _ranked(columns: Sequence[Column], examples: Sequence[Sequence[Cell]]) -> dict[int, list[Column]]:
    most = max(map(len, examples), default=0)
    ranked: dict[int, list[Column]] = {}
    for column in columns:
        cells = examples[column.index]
        rank = _rank(column.header, cells)
        if rank is not None and not _are_states(cells, most, is_subject=rank == BY_SUBJECT):
            ranked.setdefault(rank, []).append(column)
    return ranked


def _rank(header: str, cells: Sequence[Cell]) -> int | None:
    """How much speaks for a column, the least being the best; None where it can be no title."""
    words = words_of(header)
    if not words or not _are_texts(cells) or are_addressed(cells):
        return None
    is_with = _is_held_with(words)
    is_persons = is_of_person(header)
    says_subject = have_any(words, SUBJECTS) and OF_STATES.isdisjoint(words)
    is_of_kinds = not TYPES.isdisjoint(words) and have_any(words, KINDS)
    if are_names(cells) and (is_persons or not (says_subject or is_of_kinds)):
        return None
    if says_subject:
        return BY_SUBJECT
    if is_with:
        return BY_KIND
    if is_persons or not NO_TITLES.isdisjoint(words) or names_notes(normalise(header)):
        return None
    if have_any(words, KINDS | NAMES):
        return BY_KIND
    return BY_CELLS if fits(Field.TITLE, cells) and _have_several_words(cells) else None


def _is_held_with(words: Sequence[str]) -> bool:
    """Whether a header is what is held with somebody, and not who that is: “Client call”, “Réunion avec le client”."""
    others = [word for word in words if word not in GROUPS and not have_any((word,), ROLES)]
    if len(others) == len(words):
        return False
    if words[-1] in KINDS:
        return KINDS.issuperset(others)
    held = APPOSED if WITH.isdisjoint(others) else KINDS | APPOSED
    return words[0] in held and (held | WITH | THE).issuperset(others)


def _are_texts(cells: Sequence[Cell]) -> bool:
    """Whether the cells are texts, and no moments or lengths; a text may mention a day."""
    if mostly(has_at, cells) or mostly(is_span, cells) or fits(Field.DURATION, cells):
        return False
    return fits(Field.TITLE, cells) or (_have_several_words(cells) and not any(map(is_read, cells)))


def _have_several_words(cells: Sequence[Cell]) -> bool:
    return mostly(lambda cell: " " in text_of(cell), cells)


def _names_kind(cell: Cell) -> bool:
    """Whether it calls a meeting by what is held, as that of all rows may be: “10-minute talk”."""
    return have_any(words_of(text_of(cell)), KINDS)


def _are_states(cells: Sequence[Cell], most: int, *, is_subject: bool) -> bool:
    """Whether the cells are words for how things stand: known ones, or a few short ones where columns hold `most`.

    Below a subject a few short ones may come again and again: the committees of a year's meetings.
    """
    is_short = all(len(text_of(cell).split()) <= FEW_WORDS and not _names_kind(cell) for cell in cells)
    return mostly(is_status, cells) or (not is_subject and is_short and 2 * len(cells) <= most)
