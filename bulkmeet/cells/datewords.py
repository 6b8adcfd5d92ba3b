"""The words dates and times are written with, in English, German, French, Spanish, Italian, Portuguese and Dutch.

They stand folded: without accents and capitals. Words that mean a month in one language and a weekday in another
(mar) stand in both tables; where they stand in the text decides.
"""

import unicodedata

from bulkmeet.cells.text import BIDI, folded, text_of

LONGEST = 120
"""Characters; a longer text is no date, time, zone or duration, and is not searched for one."""


def _numbered(lines: str, first: int) -> dict[str, int]:
    rows = enumerate(lines.split("\n"), first)
    return {word: number for number, line in rows for word in line.split()}


def _words(line: str) -> frozenset[str]:
    return frozenset(folded(word) for word in line.split(", "))


MONTHS = _numbered(
    """january jan januar janner jaenner janvier janv enero ene gennaio gen janeiro januari
february feb februar febr fevrier fev fevr febrero febbraio fevereiro februari
march mar marz maerz mrz mars marzo marco maart mrt
april apr avril avr abril abr aprile
may mai mayo maggio mag maio mei
june jun juni juin junio giugno giu junho
july jul juli juil juillet julio luglio lug julho
august aug aout agosto ago augustus
september sep sept septembre septiembre setiembre settembre setembro set
october oct oktober okt octobre octubre ottobre ott outubro out
november nov novembre noviembre novembro
december dec dezember dez decembre diciembre dic dicembre dezembro""",
    first=1,
)
"""Month words to 1 for January … 12 for December."""

WEEKDAYS = _numbered(
    """monday mon montag mo lundi lun lunes lunedi segunda segunda-feira seg maandag ma 月 月曜 月曜日
tuesday tue tues dienstag di mardi mar martes martedi terca terca-feira ter dinsdag 火 火曜 火曜日
wednesday wed weds mittwoch mi mercredi mer miercoles mie mercoledi quarta quarta-feira qua woensdag wo 水 水曜 水曜日
thursday thu thur thurs donnerstag do jeudi jeu jueves jue giovedi gio quinta quinta-feira qui donderdag 木 木曜 木曜日
friday fri freitag fr vendredi ven viernes vie venerdi sexta sexta-feira sex vrijdag vr 金 金曜 金曜日
saturday sat samstag sonnabend sa samedi sam sabado sab sabato zaterdag za 土 土曜 土曜日
sunday sun sonntag so dimanche dim domingo dom domenica zondag zo 日 日曜 日曜日""",
    first=0,
)
"""Weekday words to 0 for Monday … 6 for Sunday, as `date.weekday` counts."""

ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

NOONS = _words("noon, midday, 12 noon, mittag, mittags, midi, mediodía, mezzogiorno, meio-dia, 正午")
MIDNIGHTS = _words("midnight, 12 midnight, mitternacht, minuit, medianoche, mezzanotte, meia-noite, middernacht")

UNDECIDED = _words("tbd, tba, tbc, maybe, pending, n/a, na, n.a., none, unknown, offen, unklar, 未定, ?, ??, x")
NOTHING = frozenset("-_\u2013\u2014.")
UNDECIDED_INSIDE = _words("tbd, tba, tbc, maybe, vielleicht")
DITTO = _words('引き続き, 同上, 〃, ", ditto, same, idem, dito, as above, see above, s.o.')


def tidy(text: str) -> str:
    """The text with plain spaces, hyphens and full-width characters made ASCII, and no direction marks.

    Not NFKC, which would make the 10:00¹ of a footnote a 10:001. Newer browsers and Office put U+202F before AM,
    old ones direction marks between the parts of a date.
    """
    return " ".join("".join(_plain(character) for character in text_of(text) if character not in BIDI).split())


def _plain(character: str) -> str:
    if character.isascii():
        return character
    if character in "\u2010\u2011\u2212":
        return "-"
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    return " " if unicodedata.category(character) == "Zs" else character


def month_of(word: str) -> int | None:
    """The month a word names, 1 to 12."""
    return MONTHS.get(folded(word).rstrip("."))


def weekday_of(word: str) -> int | None:
    """The weekday a word names, 0 for Monday."""
    return WEEKDAYS.get(folded(word).rstrip("."))
