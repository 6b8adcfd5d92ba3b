"""Columns of notes: a word for them in the header, and prose below it, which names nobody."""

from collections.abc import Sequence

from bulkmeet.cells.entries import PARTICLES
from bulkmeet.cells.text import text_of
from bulkmeet.columns.looks import has_address, mostly
from bulkmeet.model import Cell
from bulkmeet.patterns import pattern

_NOTES = pattern(
    r"\b(?:notes?|remarks?|comments?|notiz(?:en)?|bemerkung(?:en)?|anmerkung(?:en)?|hinweise?|kommentare?"
    r"|remarques?|commentaires?|notas?|observaci(?:ón|ones)|comentarios?|annotazion[ei]|osservazion[ei]|comment[oi]"
    r"|observaç(?:ão|ões)|comentários?|anotaç(?:ão|ões)|opmerking(?:en)?|notities?|toelichting|uwag[ai]|komentarze?"
    r"|notatk[ai]|poznámk[ay]|komentáře?|anteckning(?:ar)?|anmärkning(?:ar)?|kommentar(?:er)?|noter|bemærkning(?:er)?"
    r"|merknad(?:er)?|notater?|muistiinpanot?|huomautu(?:s|kset)|kommentit?|notlar|açıklama(?:lar)?|yorum(?:lar)?"
    r"|megjegyzés(?:ek)?|jegyzet(?:ek)?)\b"
    r"|примечани[ея]|комментари[йи]|заметк[аи]|备注|備註|评论|メモ|備考|コメント|비고|메모"
)
SHORTEST_PROSE = 3
"""Two words in small letters may be a name that was typed in haste."""
LONGEST_NAME_WITHOUT_SPACES = 8


_STATES = pattern(
    r"\b(?:status|state|statut|estado|stato|stan|stav|tila|durum|állapot|outcome|result|agenda|description|details?"
    r"|follow[- ]?up|desk|info)\b|статус|状态|状態|状況|ステータス|상태"
)


def speak_of_notes(name: str) -> bool:
    """Whether a normalised header says that the cells are remarks, or states."""
    return names_notes(name) or _STATES.search(name) is not None


def names_notes(name: str) -> bool:
    """Whether a normalised header says that the cells are remarks."""
    return _NOTES.search(name) is not None


def are_notes(name: str, cells: Sequence[Cell]) -> bool:
    """Whether the column, by its normalised header and its cells, holds notes; none with an email address does."""
    return names_notes(name) and not any(map(has_address, cells)) and mostly(_is_prose, cells)


def _is_prose(cell: Cell) -> bool:
    text = text_of(cell)
    words = text.split()
    if len(words) == 1 and text.lower() == text.upper():
        return len(text) > LONGEST_NAME_WITHOUT_SPACES and "・" not in text  # which stands between a person's names
    return len(words) >= SHORTEST_PROSE and any(word[0].islower() and word not in PARTICLES for word in words)
