"""Headers that say where their times are meant, without the brackets of a zone: "Time (UK)", "Start ET", "UK time"."""

from bulkmeet.cells.zonelabels import canonical
from bulkmeet.cells.zonenames import place_named
from bulkmeet.columns.fields import Field
from bulkmeet.columns.meanings import Meaning
from bulkmeet.columns.synonyms import BY_NAME

TIMED = frozenset((Field.START, Field.START_TIME, Field.END, Field.END_TIME))
SHORT = frozenset(("uk", "et", "ct", "mt", "pt", "gmt", "utc", "bst", "cet", "cest"))
"""Short names of zones that stand before "time"; others, such as EST and EAT, may be words of their own."""

LONGEST_ABBREVIATION = 4


def of_place(name: str) -> tuple[Meaning, str] | None:
    """What a normalised header means, and the zone it names; None where it is no time of a place."""
    words = name.split(" ")
    for count in range(1, len(words)):
        meaning = BY_NAME.get(" ".join(words[:count]))
        zone = _behind(" ".join(words[count:])) if meaning is not None and meaning.field in TIMED else None
        if meaning is not None and zone is not None:
            return meaning, zone
    before, _, last = name.rpartition(" ")
    zone = _before(before) if last == "time" else None
    return (BY_NAME["time"], zone) if zone is not None else None


def _behind(words: str) -> str | None:
    place = words.removeprefix("(").removesuffix(")").removeprefix("in ")
    return canonical(place) if place in SHORT or words.startswith("(") or place_named(place) else None


def _before(words: str) -> str | None:
    is_zone = words in SHORT or len(words) > LONGEST_ABBREVIATION
    return canonical(f"{words} time") or canonical(words) if is_zone else None
