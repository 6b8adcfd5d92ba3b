"""Which of the Windows code pages a text of Latin letters is in: the one that makes its letters those of a language."""

from bulkmeet.patterns import pattern

WESTERN = "cp1252"
NAMES = {
    WESTERN: "Western European (Windows)",
    "cp1250": "Central European (Windows)",
    "cp1254": "Turkish (Windows)",
}
"""The code pages, as people call them; earlier ones win where both explain as much."""
ALPHABETS = {
    WESTERN: (
        "àâçéèêëîïôœùûüÿæ",
        "äöüßé",
        "áéíóúüñ¿ç",
        "àèéìíòóùú",
        "áâãàçéêíóôõúü",
        "éëïöüóèá",
        "åäöé",
        "æøåéöä",
        "áéíóúýþæöð",
    ),
    "cp1250": (
        "ąćęłńóśźż",
        "áčďéěíňóřšťúůýž",
        "áäčďéíĺľňóôŕšťúýž",
        "áéíóöőúüű",
        "čćđšž",
        "ăâîşţ",
    ),
    "cp1254": ("çğıöşüâîû",),
}
"""The letters beyond A to Z that each of some languages writes, by the code page their files are in."""
LETTERS = pattern(
    rb"(?<=[A-Za-z])[\x8a\x8c-\x8f\x9a\x9c-\x9f\xc0-\xff]|[\x8a\x8c-\x8f\x9a\x9c-\x9f\xc0-\xff](?=[A-Za-z])"
    rb"|[\xa3\xa5\xaa\xaf\xb3\xb9\xba\xbc\xbe\xbf](?=[a-z])"
)
"""Bytes of words, and of signs that stand before a letter only where they are letters: no m³ and no price in £."""
ENOUGH, MORE = 0.8, 0.1
"""The part of them that must be of one language where it is not a Western one, and by how much it must be more than of
any Western one: names come from everywhere."""


def code_page_of(sample: bytes) -> str:
    """The code page; the Western one unless the letters are those of a language that another one is for."""
    found = LETTERS.findall(sample)
    shares = {page: _share(found, page) for page in NAMES}
    best = max(NAMES, key=shares.__getitem__)
    differs = b"".join(found).decode(best, "ignore") != b"".join(found).decode(WESTERN, "ignore")
    return best if differs and shares[best] >= max(ENOUGH, shares[WESTERN] + MORE) else WESTERN


def _share(found: list[bytes], page: str) -> float:
    """How many of the letters one language that is written in the page explains, at most."""
    letters = [letter.decode(page, "ignore").lower() for letter in found]
    most = max(sum(letter in alphabet for letter in letters if letter) for alphabet in ALPHABETS[page])
    return most / len(found) if found else 0.0
