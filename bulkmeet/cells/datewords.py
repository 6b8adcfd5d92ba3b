"""The words dates and times are written with, in English, German, French, Spanish, Italian, Portuguese and Dutch.

Months and weekdays in Swedish, Danish, Polish, Czech, Slovak, Finnish, Hungarian, Romanian, Turkish, Russian,
Ukrainian and Bulgarian too, and weekdays in Croatian, Serbian, Slovene and Greek.

They stand folded: without accents and capitals. Words that mean a month in one language and a weekday in another
(mar) stand in both tables; where they stand in the text decides.
"""

from bulkmeet.cells.text import folded

LONGEST = 120
"""Characters; a longer text is no date, time, zone or duration, and is not searched for one."""


def _numbered(lines: str, first: int) -> dict[str, int]:
    rows = enumerate(lines.split("\n"), first)
    return {folded(word): number for number, line in rows for word in line.split()}


def _words(line: str) -> frozenset[str]:
    return frozenset(folded(word) for word in line.split(", "))


MONTHS = _numbered(
    """january jan januar janner jaenner janvier janv enero ene gennaio gen janeiro januari stycznia sty
february feb februar feber febr fevrier fev fevr febrero febbraio fevereiro februari lutego lut
march mar marz maerz mrz mars marzo marco maart mrt marts marca
april apr avril avr abril abr aprile kwietnia kwi
may mai mayo maggio mag maio mei maj maja
june jun juni juin junio giugno giu junho czerwca cze
july jul juli juil juillet julio luglio lug julho lipca
august aug aout agosto ago augustus augusti sierpnia sie
september sep sept septembre septiembre setiembre settembre setembro set wrzesnia wrz
october oct oktober okt octobre octubre ottobre ott outubro out pazdziernika paz
november nov novembre noviembre novembro
december dec dezember dez decembre diciembre dic dicembre dezembro desember des grudnia gru""",
    first=1,
) | _numbered(
    """januara ledna ianuarie ocak tammikuuta tammikuu января янв січня януари
februara unora februarie subat helmikuuta helmikuu февраля фев лютого февруари
brezna marcius martie mart maaliskuuta maaliskuu марта березня март
aprila dubna aprilis aprilie nisan huhtikuuta huhtikuu апреля апр квітня април
kvetna majus mayis mayıs toukokuuta toukokuu мая травня маи
juna cervna junius iunie haziran kesakuuta kesakuu июня червня юни
jula cervence julius iulie temmuz heinakuuta heinakuu июля липня юли
augusta srpna augusztus agustos elokuuta elokuu августа авг серпня август
septembra szeptember septembrie eylul syyskuuta syyskuu сентября сен сент вересня септември
oktobra rijna octombrie ekim lokakuuta lokakuu октября окт жовтня октомври
novembra listopadu noiembrie kasim kasım marraskuuta marraskuu ноября нояб листопада ноември
decembra prosince decembrie aralik aralık joulukuuta joulukuu декабря дек грудня декември""",
    first=1,
)
"""Month words to 1 for January … 12 for December.

Left out are Polish words that mean another month to a Croat or a Czech: listopada, lis, lip.
"""

_WEEKDAYS = _numbered(
    """monday mon montag mo lundi lun lunes lunedi segunda segunda-feira seg maandag mandag man
tuesday tue tues dienstag mardi mar martes martedi terca terca-feira ter dinsdag tisdag tis tirsdag tir
wednesday wed weds mittwoch mi mercredi mer miercoles mie mercoledi quarta quarta-feira qua woensdag wo onsdag ons
thursday thu thur thurs donnerstag jeudi jeu jueves jue giovedi gio quinta quinta-feira qui donderdag torsdag tor
friday fri freitag fr vendredi ven viernes vie venerdi sexta sexta-feira sex vrijdag vr fredag fre
saturday sat samstag sonnabend sa samedi sam sabado sab sabato zaterdag za lordag lor lørdag lør
sunday sun sonntag so dimanche dim domingo dom domenica zondag zo sondag son søndag søn""",
    first=0,
) | _numbered(
    """mandagen pon pondeli pondelok maanantai maanantaina hetfo luni pazartesi pzt понедельник пн понеділок понеделник
tisdagen wt utery utorok ut ti tiistai tiistaina kedd marti sali salı вторник вт вівторок
onsdagen sr streda ke keskiviikko keskiviikkona szerda miercuri carsamba среда ср середа сряда
torsdagen czw ctvrtek stvrtok torstai torstaina csutortok joi persembe четверг чт четвер четвъртък
fredagen pt patek piatok pe perjantai perjantaina pentek vineri cuma пятница пт петък п'ятниця пʼятниця
lordagen sob sobota lauantai lauantaina szombat sambata cumartesi cmt суббота сб субота събота
sondagen niedz nd nedele nedela su sunnuntai sunnuntaina vasarnap duminica pazar воскресенье вс неділя неделя""",  # noqa: RUF001 - Cyrillic
    first=0,
)
_SEVERAL = {"di": frozenset({1, 6}), "do": frozenset({3, 6}), "ma": frozenset({0, 1})}
"""di is Dienstag and dimanche, do is Donnerstag, donderdag and domenica, ma is maandag, mardi and martedì."""
_JAPANESE, _CHINESE, _KOREAN = "月火水木金土日", "一二三四五六日", "월화수목금토일"
_BY_DAY = (
    *((_JAPANESE, form) for form in ("{}", "{}曜", "{}曜日")),
    *((_CHINESE, form) for form in ("星期{}", "周{}", "週{}")),
    *((_KOREAN, form) for form in ("{}", "{}요일")),
    (("Δευτέρα", "Τρίτη", "Τετάρτη", "Πέμπτη", "Παρασκευή", "Σάββατο", "Κυριακή"), "{}"),
    (("ponedjeljak", "utorak", "srijeda", "četvrtak", "petak", "subota", "nedjelja"), "{}"),
    (("ponedeljak", "utorak", "sreda", "četvrtak", "petak", "subota", "nedelja"), "{}"),
    (("ponedeljek", "torek", "sreda", "četrtek", "petek", "sobota", "nedelja"), "{}"),
    (("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"), "{}"),
)

WEEKDAYS = {
    **{word: frozenset({number}) for word, number in _WEEKDAYS.items()},
    **{folded(form.format(day)): frozenset({number}) for days, form in _BY_DAY for number, day in enumerate(days)},
    **_SEVERAL,
}
"""Weekday words to what they can mean, 0 for Monday … 6 for Sunday, as `date.weekday` counts."""

ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

NOONS = _words("noon, midday, 12 noon, mittag, mittags, midi, mediodía, mezzogiorno, meio-dia, 正午")
MIDNIGHTS = _words("midnight, 12 midnight, mitternacht, minuit, medianoche, mezzanotte, meia-noite, middernacht")

UNDECIDED = _words("tbd, tba, tbc, maybe, pending, n/a, na, n.a., none, unknown, offen, unklar, 未定, 미정, ?, ??, x")
NOTHING = frozenset("-_\u2013\u2014.")
UNDECIDED_INSIDE = _words("tbd, tba, tbc, maybe, vielleicht")
ALL_DAY = _words(
    "all day, all-day, allday, whole day, full day, ganztägig, ganztags, ganzer tag, den ganzen tag, toute la journée, "
    "journée entière, todo el día, día completo, tutto il giorno, giornata intera, intera giornata, o dia todo, "
    "dia inteiro, o dia inteiro, todo o dia, dia todo, hele dag, de hele dag, gehele dag, 終日, 全天, 整天, 종일, "
    "하루 종일, весь день, целый день, celý den, celý deň, cały dzień, hela dagen, heldag, hele dagen, koko päivä, "
    "egész nap, tüm gün"
)


def month_of(word: str) -> int | None:
    """The month a word names, 1 to 12."""
    return MONTHS.get(folded(word).rstrip("."))


def weekdays_of(word: str) -> frozenset[int]:
    """The weekdays a word can name, 0 for Monday; none where it names none."""
    return WEEKDAYS.get(folded(word).strip("(.)"), frozenset())
