"""The words of texts that tell the time zone of a sheet, in the languages that its headers may have."""


def _listed(line: str) -> frozenset[str]:
    return frozenset(line.split(", "))


LABELS = _listed(
    "time zone, timezone, time zones, timezones, time-zone, tz:, zeitzone, zeitzonen, fuseau horaire, fuseau, "
    "zona horaria, huso horario, fuso orario, fuso horário, fuso, tijdzone, tidszon, tidssone, tidszone, "
    "strefa czasowa, strefie czasowej, časové pásmo, časové pásma, časovom pásme, časovém pásmu, aikavyöhyke, "
    "aikavyöhykkeessä, időzóna, időzónában, fus orar, fusul orar, часовой пояс, часовом поясе, часовий пояс, "
    "часова зона, часови пояс, saat dilimi, saat diliminde, タイムゾーン, 时区, 時區, 표준시간대"
)
"""A time zone."""

TIMES = _listed(
    "times, zeiten, uhrzeiten, zeitangaben, heures, horaires, horas, horarios, horários, ore, orari, tijden, "
    "tider, tidspunkter, klokkeslett, klokkeslæt, godziny, godzinach, czasy, hodiny, časy, kellonajat, ajat, "
    "időpontok, orele, все время, часы, години, часовете, saatler"
)
"""Times, of which a place's are meant where one stands behind them: Horários de Brasília."""

TIME = _listed(
    "time, zeit, ortszeit, uhrzeit, heure, hora, horario, horário, ora, orario, tijd, tid, klokkeslett, godzina, czas, "
    "czasu, čas, času, hodina, aika, aikaa, idő, время, времени, час, време, saat, saati"
)
"""Time, which may as well be that of one day."""

CONNECTING = _listed(
    "all, are, is, in, on, at, as, be, shown, given, listed, displayed, stated, quoted, noted, below, above, here, "
    "the, to, for, per, refer, based, according, of, expressed, "
    "alle, sind, ist, angegeben, nach, jeweils, gelten, gilt, in der, beziehen, sich, auf, verstehen, als, zur, "
    "toutes, tous, sont, est, indiquées, indiqués, exprimées, données, affichées, en, selon, au, du, de, des, le, la, "
    "fuseau, à, à la, todas, todos, son, están, expresadas, expresados, indicadas, indicados, según, el, del, "
    "são, estão, no, na, do, da, das, dos, conforme, sono, indicati, indicate, espressi, espresse, secondo, nel, di, "
    "il, zijn, weergegeven, volgens, het, i, er, är, ar, anges, angivna, visas, oppgitt, angivet, angives, enligt, "
    "ifølge, etter, w, wg, według, podane, podano, są, jsou, sú, v, ve, dle, podle, podľa, uvedeny, uvedené, ovat, "
    "ilmoitettu, по, указано, указаны, указаното, в, за, приведено, sunt, szerint"
)
"""What may stand between the times and the name of their zone."""

EVERY = _listed(
    "all, these, note, please, alle, diese, bitte, hinweis, toutes, tous, ces, todas, todos, estas, los, las, os, as, "
    "tutti, tutte, gli, le, alla, samtliga, wszystkie, wszystkich, vsechny, kaikki, minden, toate, все, всі"
)
"""What may stand before the times where nothing but their zone is told."""

OTHERWISE = _listed(
    "unless, except where, sofern, soweit, wenn nicht anders, falls nicht, sauf indication, sauf mention, "
    "salvo, excepto, se non diversamente, tenzij, om inte annat, hvis ikke, med mindre, o ile nie, "
    "není-li uvedeno, если не указано"
)
"""How the exceptions begin."""

MADE = _listed(
    "last update, last updated, updated, as of, generated, exported, printed, downloaded, created, report run, system, "
    "server, stand, "
    "aktualisiert, erstellt, exportiert, gedruckt, mis à jour, mise à jour, généré, exporté, imprimé, créé, "
    "actualizado, generado, exportado, impreso, creado, aggiornato, generato, esportato, stampato, creato, "
    "atualizado, gerado, impresso, criado, bijgewerkt, afgedrukt, aangemaakt"
)
"""When a sheet was made, of which a zone may be said too."""

LOCAL = _listed(
    "local, local time, local times, locale, locales, locaux, locali, locais, ortszeit, lokal, lokale zeit, "
    "heure locale, heures locales, hora local, horas locales, horário local, ora locale, lokale tijd, lokal tid, "
    "czas lokalny, czasu lokalnego, místní čas, paikallista aikaa, helyi idő, ora locală, местное время, "
    "местному времени, місцевий час, yerel saat, 現地時間, 当地时间, 當地時間, 현지시간, 현지 시간"
)
"""The time of a place that is not named."""

EAST_ASIAN = {
    "日本時間": "Asia/Tokyo",
    "日本標準時": "Asia/Tokyo",
    "北京时间": "Asia/Shanghai",
    "北京時間": "Asia/Shanghai",
    "中国时间": "Asia/Shanghai",
    "台北時間": "Asia/Taipei",
    "台灣時間": "Asia/Taipei",
    "香港時間": "Asia/Hong_Kong",
    "한국시간": "Asia/Seoul",
    "한국 시간": "Asia/Seoul",
    "한국표준시": "Asia/Seoul",
    "한국 표준시": "Asia/Seoul",
}
"""Names of zones that need no blank around them."""

WORDS_IN_CAPITALS = frozenset(
    {"ART", "PET", "CAT", "EAT", "COT", "WAT", "WEST", "ICT", "PHT", "BRT", "WET", "TRT", "AM", "PM"}
)
"""Abbreviations of zones that are words or other abbreviations, too; behind “All times” they are zones."""
