"""Words that cells of several kinds have in common, folded for comparing."""

from bulkmeet.cells.text import folded


def word_set(*lines: str) -> frozenset[str]:
    """The words of lines, separated by a comma and a blank, folded for comparing."""
    return frozenset(folded(word) for line in lines for word in line.split(", "))


NOBODY = word_set(
    "n/a, na, n.a, not applicable, none, no one, nobody, nil, null, no email, no guests, no attendees, -, --, \u2013",
    "\u2014, keine, keiner, niemand, entfällt, aucun, aucune, personne, ninguno, ninguna, nadie, nessuno, nessuna",
    "geen, nenhum, nenhuma, ninguém, ingen, inga, brak, nikt, なし, 無し, 該当なし, 无, 없음",
)
"""What stands in a cell to say that there is nobody, or no address."""
