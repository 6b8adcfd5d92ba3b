"""Columns of people's names, told by the header or by what stands below it: they are nobody's titles."""

from collections import Counter
from collections.abc import Sequence

from bulkmeet.cells.entries import PARTICLES
from bulkmeet.cells.text import folded, text_of
from bulkmeet.cells.words import is_form_of_address, word_set, words_of
from bulkmeet.columns.leftwords import IN_CHARGE
from bulkmeet.columns.likeness import FITTING
from bulkmeet.columns.normalise import normalise
from bulkmeet.columns.peoplenames import OF_PEOPLE
from bulkmeet.columns.synonyms import PERSON_WORDS
from bulkmeet.columns.titlewords import KINDS, NAMES, SUBJECTS, have_any
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

NO_ROLES = frozenset(("calendar", "role", "confirmed", "pending", "service", "call", "no"))
"""Words that stand among those for people and say by themselves nothing of a person."""
MORE_ROLES = IN_CHARGE | word_set(
    "chairs, chaired, led, lead, leads, examiner, responsible, surname, forename, carers, referent, referentin",
    "sprecher, erziehungsberechtigte, présidence, conférencier, tuteur, tutrice, stagiaire, ponente, tutora",
    "alumna, moderador, relatrice, alunna, studentessa, palestrante, formando, aluna, orador, spreker, ouder",
    "ouders, cursist, prelegent, wykładowca, uczeń, trener, rodzic, předseda, vyučující, učitel, žák, školitel",
    "ledare, ordförande, föreläsare, lärare, elev, leder, formand, ordstyrer, lærer, underviser, foredragsholder",
    "møteleder, eğitmen, öğretmen, öğrenci, başkan, konuşmacı, előadó, tanár, diák, elnök, ведущий, председатель",
    "преподаватель, учитель, студент, ученик, докладчик, руководитель, 議長, 司会, 生徒, 児童, 保護者, 主席, 讲师",
    "老师, 学生, 담당자, 강사, 선생님, 학생, 주최자",
)
ROLES = (
    frozenset(
        word
        for meaning in OF_PEOPLE
        for name in meaning.names.split(";")
        if " " not in (word := folded(normalise(name))) and len(word) > 1
    )
    | frozenset(map(folded, PERSON_WORDS))
    | MORE_ROLES
) - (NO_ROLES | NAMES)
PARTS_OF_NAMES = NAMES | word_set(
    "first, last, full, family, given, surname, surnames, vorname, nachname, zuname, prénom, prénoms, vornamen",
    "nachnamen, cognomi, sobrenomes, nazwiska, apellido, apellidos, cognome, sobrenome, voornaam, achternaam",
    "nazwisko, příjmení, förnamn, efternamn, fornavn, efternavn, etternavn, soyad, soyadı, ad, фамилия, отчество",
    "und, and, et, y, e, en, i, a, och, og, ve, и, completo, complet, of, the",
)
_BETWEEN_PEOPLE = pattern(r"[;,/&\n]")
_NAME = pattern(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*\.?")
FEWEST, MOST = 2, 3
"""Of how many words a person's name mostly is."""


def is_of_person(header: str) -> bool:
    """Whether a header names a person's part in a meeting, or a person: “Sitzungsleitung”, “Nombre y apellidos”."""
    words = words_of(header)
    return bool(words) and (have_any(words, ROLES) or PARTS_OF_NAMES.issuperset(words))


def are_names(cells: Sequence[Cell]) -> bool:
    """Whether nearly all cells look like people's names: two or three words with capitals, no word in most of them."""
    return bool(cells) and sum(map(_is_name, cells)) >= FITTING * len(cells) and not _begin_alike(cells)


def are_addressed(cells: Sequence[Cell]) -> bool:
    """Whether nearly all cells begin with a form of address: “Dr. Mara Lindt”."""
    return bool(cells) and sum(_is_addressed(text_of(cell).split()) for cell in cells) >= FITTING * len(cells)


def _begin_alike(cells: Sequence[Cell]) -> bool:
    """Whether most of several cells begin with one word, as titles do: “Rundgang Nord”, “Rundgang Mitte”."""
    firsts = Counter(word for words in map(words_of, map(text_of, cells)) for word in words[:1])
    ((word, count),) = firsts.most_common(1) or [("", 0)]
    return count > FEWEST and 2 * count > len(cells) and not is_form_of_address(word)


def _is_name(cell: Cell) -> bool:
    people = [part.split() for part in _BETWEEN_PEOPLE.split(text_of(cell)) if part.strip()]
    if have_any(words_of(text_of(cell)), KINDS | SUBJECTS):
        return False
    return sum(map(len, people)) >= FEWEST and all(map(_may_be_person, people))


def _may_be_person(words: Sequence[str]) -> bool:
    while words and is_form_of_address(words[0]):
        words = words[1:]
    names = [word for word in words if word not in PARTICLES]
    return 0 < len(names) <= MOST and all(_NAME.fullmatch(name) and name[0].isupper() for name in names)


def _is_addressed(words: Sequence[str]) -> bool:
    return len(words) >= FEWEST and is_form_of_address(words[0])
