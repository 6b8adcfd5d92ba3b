"""The words for yes and no, for cancelled, put off and going ahead, in the languages sheets are kept in."""

from bulkmeet.cells.text import folded
from bulkmeet.cells.words import word_set
from bulkmeet.patterns import pattern

YES = word_set(
    "true, t, 1, 1.0, yes, y, x, on, yep, yeah, =true(), [x], (x), ✓, ✔, ☑, ☒, ✅, 🗹",
    "wahr, ja, j, vrai, oui, o, verdadero, sí, s, vero, sì, verdadeiro, sim, waar, はい, 有, 真, ○, ◯",
    "是, 예, 네, 참, да, tak, sant, sand, prawda, так, правда",
    "ano, áno, igen, igaz, kyllä, evet, doğru, ναι, taip, jā, jah, adevărat, pravda, da, tačno, točno, sann, tosi",  # noqa: RUF001 - it is Greek
)
NO = word_set(
    "false, f, 0, 0.0, no, n, off, nope, =false(), [ ], [], ( ), ☐, ✗, ✘, ✖, ❌, n/a, none, -, \u2013, \u2014",
    "falsch, nein, faux, non, falso, não, onwaar, nee, いいえ, 無, 偽",
    "否, 아니요, 아니오, 거짓, нет, nej, nie, falskt, falsk, fałsz, ні, не, ложь",
    "ne, nem, hamis, nei, ei, hayır, hayir, yanlış, όχι, nē, nu, nepravda, netačno, netočno, usann, epätosi",
)
"""A multiplication sign is in neither: to some it is a tick, in Japan it is a no."""
ALSO_YES = word_set(
    "ok, enabled, v, ●, ein, an, aan, activé, activée, actif, activado, activada, attivato, attivata, attivo",
    "ativado, ativada, activo, オン, 有効",
)
ALSO_NO = word_set(
    "disabled, aus, uit, désactivé, désactivée, inactif, desactivado, desactivada, disattivato, disattivata, inattivo",
    "desativado, desativada, inactivo, オフ, 無効",
)
"""Said of a box or a switch only: in a status, ok is no yes to being cancelled."""

CANCELLED = word_set(
    "cancelled, canceled, abgesagt, storniert, annulliert, entfällt, fällt aus, annulé, annulée, annulés, annulées",
    "cancelado, cancelada, vervalt, vervallen, anulado, anulada, annullato, annullata, cancellato, cancellata",
    "geannuleerd, afgezegd, afgelast, 中止, キャンセル, キャンセル済み, 取消, 取り消し, 取消済み, 已取消, 취소됨",
    "취소, 취소 완료",
    "inställt, inställd, avbokad, avbokat, aflyst, avlyst, odwołane, odwołany, anulowane, anulowany, odwołana",
    "anulowana, zrušeno, zrušen, zrušena, zrušené, zrušená, zrušený, stornováno, törölve, törölt, lemondva, lemondott",
    "elmarad, peruttu, peruutettu, anulat, anulată, otkazano, otkazan, otkazana, odpovedano, odpovedan, odpovedana",
    "iptal, iptal edildi, ακυρώθηκε, ακυρωμένο, ακυρωμένη, ακυρώθηκαν, отменено, отменён, отменена, отменены",
    "скасовано, скасована, скасований, отменен, отказано, kansellert, avbestilt, avlyst møte, annulleret, annullert",
    "atšaukta, atcelts, atcelta, tühistatud, ära jäetud, annullerat",
    "בוטל, בוטלה, בוטלו, מבוטל, מבוטלת, ملغى, ملغاة, ملغي, ألغي, ألغيت, تم الإلغاء",
)
TAKEN_OUT = CANCELLED | word_set(
    "cancel, refunded, deleted, removed, void, voided, withdrawn, called off, not attending, not going",
    "no show, no-show, noshow, did not attend, entfall, entfallen, ausfall, ausgefallen, erstattet, gelöscht",
    "remboursé, remboursée, supprimé, supprimée, reembolsado, reembolsada",
    "eliminado, eliminada, rimborsato, rimborsata, eliminato, eliminata, terugbetaald, verwijderd, excluído",
    "removido, 削除, 削除済み, 欠席, 삭제됨, 삭제, 불참",
)
PUT_OFF = word_set(
    "rescheduled, postponed, moved, declined, rejected, on hold, hold, draft, waitlisted, waiting list",
    "verschoben, verlegt, verlegung, freisetzung, abgelehnt, reporté, reportée, déplacé",
    "refusé, refusée, aplazado, aplazada, pospuesto, pospuesta, reprogramado, reprogramada, rechazado, rechazada",
    "rinviato, rinviata, posticipato, spostato, rifiutato, uitgesteld, verplaatst, verzet, geweigerd, adiado, adiada",
    "נדחה, נדחתה, مؤجل, مؤجلة, تم التأجيل, αναβλήθηκε, отложено, отложен, отложена, перенесено, перенесен, перенесена",
    "remarcado, recusado, 延期, 変更済み, 辞退, 연기, 연기됨, 보류, 변경됨, 일정 변경, 거절, 거절됨",
)
"""The row may be the old time or the new one, or one person's answer."""
DECLINED = pattern(
    r"\b(?:declin|reject|refus|denied|turned down|withdr|wait ?-?list|waiting list|abgelehnt|absage|zuruckgezogen"
    r"|wartelist|liste d'attente|rechaz|retirad|lista de espera|rifiutat|ritirat|lista d'attesa|recusad|geweigerd"
    r"|afgewezen|teruggetrok|wachtlijst|odrzuc|lista rezerwowa|zamitnut|odmitnut|zamietnut|avbojd|avslag|avslatt|avvist"
    r"|afvist|vantelista|venteliste|hylatty|elutasit|respins|odbijen|zavrnjen|reddedil|απορριφ|отклон|отказ|відхил|atmest"
    r"|noraidit|tagasi lukatud)|辞退|却下|拒否|不採用|キャンセル待ち|拒绝|候补|거절|대기"
)
"""How words for declined and for waiting lists begin, in folded text: of a session, it does not take place."""
MOVED = pattern(
    "rescheduled|moved|verschoben|verlegt|reporte|deplace|reprogram|spostat|verplaatst|verzet|remarcad|変更"
    rf"|{folded('변경')}"
)
TO_BE_MOVED = pattern(
    r"\b(?:reschedul(?:e|ing)|rearrange|rebook|postpone|verschieben|umbuchen|umzubuchen|neu ansetzen|a reporter"
    r"|a deplacer|reprogrammer|replanifier|reprogramar|reagendar|aplazar|posponer|riprogrammare|rinviare|spostare"
    r"|posticipare|remarcar|adiar|verplaatsen|verzetten|przelozyc|prelozit|boka om|ombokas|ombookes|flyttes|flyttas)\b"
    r"|\b(?:to be|needs?(?: to be)?|must be|wants?(?: to be)?|should be)"
    r" (?:rescheduled|rearranged|rebooked|moved|postponed)\b"
    r"|\b(?:zu verschieb|verschoben werden|verlegt werden|do przelozeni)"
    r"|\b(?:needs?|please|to) mov(?:e|ing)\b"
    r"|\b(?:needs?|wants?|awaiting|waiting for|pending|requires?|asks? for|asked for|requested)(?: an?)?"
    r" (?:new|other|another|different) (?:time|date|day|slot)\b"
    r"|\bnew (?:time|date|slot) (?:needed|required|requested|tb[acd])\b"
    r"|\bneue[rn]? termin (?:notig|erforderlich|gesucht|folgt|offen)\b|要変更|要調整|再調整|(?:待|需|需要)改(?:期|时间)"
    rf"|{folded('변경')} ?(?:{folded('필요')}|{folded('요청')})"
)
"""What says in folded text that another time is still to be found, so that the row has the old one."""
NOT_ANY_MORE = pattern(
    r"\b(?:not (?:needed|necessary|required)|no need|(?<!not )done|(?<!not )completed|declined|keep|resolved|erledigt"
    r"|nicht (?:notig|erforderlich)|inte|ikke|klar|fait|hecho|fatto|feito|gedaan)\b"
)
"""What takes that back, wherever it stands."""
GOING_AHEAD = word_set(
    "confirmed, attending, active, scheduled, accepted, registered, approved, booked, planned, going, open, ok",
    "vertretung, raumvertretung, in progress, to do, todo, reserved, enrolled, going ahead",
    "checked in, not cancelled, not canceled, uncancelled, new, pending, tentative, provisional, busy, free",
    "uncompleted, working on it, not started, upcoming, ready, published, invited, sent, paid, normal",
    "publicado, publicada, publié, publiée, veröffentlicht, pubblicato, pubblicata, gepubliceerd, opublikowane",
    "opublikowany, opublikowana, publicerad, publicerat, publiceret, publisert, julkaistu",
    "bestätigt, zugesagt, geplant, aktiv, gebucht, nicht abgesagt, mit vorbehalt, provisorisch, beschäftigt, frei",
    "confirmé, confirmée, prévu, prévue, planifié, planifiée, actif, non annulé, provisoire, occupé, disponible, libre",
    "confirmado, confirmada, activo, activa, programado, programada, ativo, ativa, agendado, agendada, provisional",
    "confermato, confermata, attivo, programmato, provvisorio, bevestigd, gepland, actief, voorlopig, provisório",
    "確定, 予定, 出席, 仮, 仮の予定",
    "reconfirmed, valid, takes place, taking place, happening, on track, fixed, signed up, created, assigned",
    "to be held, awaiting confirmation, awaiting approval, pending approval, unconfirmed, needs action, needsaction",
    "no response, not responded, none, opened, going to happen, will take place, definite, set, future, planning",
    "findet statt, offen, neu, angemeldet, genehmigt, angenommen, ausstehend, vorgesehen, reserviert, unbestätigt",
    "a lieu, aura lieu, ouvert, ouverte, nouveau, nouvelle, réservé, réservée, approuvé, approuvée, accepté, acceptée",
    "en attente, à venir, inscrit, inscrite, maintenu, maintenue, abierto, abierta, nuevo, nueva, reservado, reservada",
    "aprobado, aprobada, aceptado, aceptada, pendiente, próximo, próxima, inscrito, inscrita, ocupado, planificado",
    "aperto, aperta, nuovo, nuova, prenotato, prenotata, approvato, approvata, accettato, accettata, in attesa",
    "confermata, programmata, occupato, libero, attiva, pianificato, pianificata, previsto, prevista, in programma",
    "aberto, aberta, novo, nova, aprovado, aprovada, aceito, aceita, pendente, planejado, planejada, marcado, marcada",
    "open, nieuw, geboekt, goedgekeurd, geaccepteerd, in afwachting, gaat door, ingepland, gereserveerd, bezet, vrij",
    "予約済み, 予約済, 開催, 開催予定, 受付中, 承認済み, 承諾, 新規, 有効, 予定あり, 空き時間, 実施, 未確定, 確定済み",
    "designado, designada, pautado, pautada",
    "запланировано, запланирована, запланирован, назначено, назначена, 已安排, 已计划, 未开始",
    "预定, 预约, 预订, 預定, 預約, 預訂, 予約, 예약, 実施予定, 申込済み, 申込済, 受付済み, 受付済, 已計劃",
    "已安排好, 已排期, 已排定, 如期举行, 如期舉行, 照常, 照常进行, 照常進行, 진행 확정, 정상, 정상 진행",
    "예정, 진행 예정, 예정됨, 확정, 확정됨, 예약됨, 예약 완료, 승인됨, 수락됨, 참석, 대기, 대기 중, 미확정, 진행, 신규",
)
TOOK_PLACE = word_set(
    "completed, complete, done, over, held, finished, ended, past, took place, has taken place, taken place",
    "attended, happened, occurred, concluded, conducted, all done, erledigt, abgeschlossen, beendet",
    "stattgefunden, durchgeführt, hat stattgefunden, vorbei, gehalten, fertig, terminé, terminée, fait, faite",
    "effectué, effectuée, réalisé, réalisée, passé, passée, a eu lieu, achevé, achevée, clos, completado",
    "completada, hecho, hecha, realizado, realizada, terminado, terminada, finalizado, finalizada, celebrado",
    "celebrada, pasado, completato, completata, fatto, fatta, svolto, svolta, tenuto, tenuta, concluso, conclusa",
    "terminato, terminata, concluído, concluída, feito, feita, encerrado, encerrada, voltooid, afgerond, klaar",
    "gedaan, geweest, afgelopen, 完了, 実施済み, 終了, 済, 済み, 実施済, 已完成, 已结束, 완료, 완료됨, 종료",
    "завершено, завершена, завершён, проведено, проведена, состоялось, состоялась, zakończone, zakończony",
    "zakończona, odbyło się, zrealizowane, dokončeno, hotovo, proběhlo, klart, genomfört, avslutad, afsluttet",
    "gennemført, fullført, avsluttet, pidetty, valmis, kész, megtörtént, finalizat, tamamlandı",
)
"""Said of what is past, of which nothing is to be created."""
SETTLED = word_set(
    "confirmed, reconfirmed, booked, reserved, approved, scheduled, definite, set, fixed, fix, settled, agreed, firm",
    "final, finalised, finalized, secured, locked in, arranged, signed off, going ahead, bestätigt, gebucht",
    "genehmigt, reserviert, fixiert, fest, gesichert, feststehend, steht fest, vereinbart, verbindlich, abgemacht",
    "fixe, confirmé, confirmée, réservé, réservée, approuvé, approuvée, fixé, fixée, validé, validée, convenu",
    "convenue, définitif, définitive, ferme, confirmado, confirmada, reservado, reservada, aprobado, aprobada, fijo",
    "fija, fijado, fijada, acordado, acordada, validado, validada, definitivo, definitiva, en firme, confermato",
    "confermata, prenotato, prenotata, approvato, approvata, fissato, fissata, concordato, concordata, stabilito",
    "stabilita, aprovado, aprovada, marcado, marcada, fixo, fixa, fixado, fixada, acertado, acertada, combinado",
    "combinada, definido, definida, garantido, garantida, bevestigd, geboekt, goedgekeurd, gereserveerd, vast",
    "vastgelegd, afgesproken, definitief, akkoord, 確定, 確定済み, 確定済, 決定, 決定済み, 予約済み, 予約済, 承認済み",
    "決定済, 予約確定, 予約完了, 予約成立, 日程確定, 手配済み, 手配済, 調整済み, 調整済, 確認済み, 確認済, 承認済",
    "подтверждено, подтверждена, подтверждён, согласовано, согласована, 已确认, 确认, 已预订, 已批准, 已预约, 已预定",
    "预定成功, 预订成功, 预约成功, 已确定, 已约定, 已定, 已約定, 已確認, 確認, 已確定, 已核准, 已預定, 已預約, 已預訂",
    "預定成功, 預約成功, 預訂成功, 預約済み, 預約済, 예약됨, 예약 완료, 예약완료, 예약 확정, 예약확정, 예약 성공, 확정",
    "확정됨, 확정 완료, 일정 확정, 승인됨, 승인 완료, 확인됨, 확인 완료",
    "taken, filled, vergeben, belegt, pris, prise, adjudicado, adjudicada",
    "zarezerwowane, zarezerwowany, zarezerwowana, potwierdzone, potwierdzony, potwierdzona, rezervováno, rezervovaný",
    "rezervovaná",
    "potvrzeno, potvrzený, potvrzená, rezervované, potvrdené, bokad, bokat, bekräftad, bekräftat, booket, bekræftet",
    "bestilt, bekreftet, varattu, vahvistettu, foglalt, megerősítve, rezervat, rezervată, confirmat, confirmată",
    "rezervirano, potvrđeno, potrjeno, rezerve, onaylandı, κρατημένο, επιβεβαιωμένο, забронировано, забронирован",
    "заброньовано, підтверджено, rezervuota, patvirtinta, rezervēts, apstiprināts, broneeritud, kinnitatud",
)
"""Said of what is decided and goes ahead."""
FREE = word_set(
    "free, available, free slot, open slot, slot free, vacant, unbooked, not booked, unassigned, frei, verfügbar",
    "vakant, noch frei, freier platz, freier termin, nicht gebucht, libre, disponible, non réservé, vacante",
    "sin reservar, libero, libera, disponibile, non prenotato, livre, disponível, vago, vaga, vrij, beschikbaar",
    "niet geboekt, wolny, wolne, wolna, dostępny, dostępne, volno, volný, volné, volná, voľné, voľný, ledig, ledigt",
    "ledige, tillgänglig, tilgængelig, tilgjengelig, vapaa, vapaana, szabad, elérhető, liber, liberă, disponibil",
    "disponibilă, slobodno, slobodan, prosto, prost, na voljo, boş, müsait, ελεύθερο, ελεύθερη, διαθέσιμο, свободно",
    "свободен, свободна, вільно, вільний, laisva, laisvas, brīvs, brīvs laiks, vaba, 空き, 空, 空き枠, 空き時間",
    "予約可, 受付可, 空闲, 可预约, 空位, 비어 있음, 예약 가능",
)
"""Said of a slot nobody has booked, where others of the column are; in a calendar, of its owner's time."""
SHOWN_AS = word_set(
    "busy, tentative, out of office, oof, working elsewhere, away, beschäftigt, mit vorbehalt, abwesend, außer haus",
    "an anderem ort tätig, occupé, occupée, occupé(e), provisoire, absent du bureau, absent, travaille ailleurs",
    "ocupado, ocupada, provisional, fuera de la oficina, fuera de oficina, ausente, occupato, occupata, provvisorio",
    "fuori sede, fuori ufficio, provisório, fora do escritório, ausência temporária, bezet, voorlopig, afwezig",
    "niet aanwezig, elders werken, zajęty, zajęte, niepotwierdzone, poza biurem, upptagen, preliminär, frånvarande",
    "optaget, foreløbig, ikke til stede, opptatt, alustava, poissa, zaneprázdněný, nezávazně, mimo kancelář, 予定あり",
    "仮の予定, 外出中, 退席中, 他の場所で作業中, занят, под вопросом, нет на месте, зайнятий, 忙碌, 暂定, 外出, 바쁨",
    "미정, 부재 중",
)
"""What calendars call their owner's time besides free."""
UNSETTLED = word_set(
    "open, opened, to do, todo, pending, pending approval, awaiting approval, awaiting confirmation, unconfirmed",
    "to be confirmed, not confirmed, offen, ausstehend, unbestätigt, ouvert, ouverte, en attente, non confirmé",
    "non confirmée, à faire, à confirmer, abierto, abierta, pendiente, por confirmar, sin confirmar, por hacer, aperto",
    "aperta, in attesa, da confermare, non confermato, non confermata, da fare, aberto, aberta, pendente, a confirmar",
    "não confirmado, não confirmada, a fazer, in afwachting, openstaand, onbevestigd, te bevestigen, te doen, 未確定",
    "ожидает, не подтверждено, не подтверждена, на согласовании, открыто, 待确认, 未确认, 待定",
    "대기, 대기 중, 미확정",
)
"""Said of what still takes place where no other row says that it is settled, as in exports where all say Open."""
STILL_TO_DO = word_set(
    "planned, scheduled, upcoming, not done, not yet, not completed, incomplete, uncompleted, not started, in progress",
    "geplant, zu erledigen, nicht erledigt, noch offen, prévu, prévue, pas fait, no hecho, da completare, non fatto",
    "não feito, niet gedaan, gepland, 未完了, 未実施, 未完成, 미완료",
)
"""What stands besides the words for unsettled for what is not done yet."""
TAKES_PLACE = word_set(
    "going ahead, confirmed, taking place, takes place, will take place, happening, active, booked, attending, on",
    "findet statt, bestätigt, a lieu, aura lieu, confirmé, confirmée, maintenu, maintenue, confirmado, confirmada",
    "si tiene, confermato, confermata, gaat door, bevestigd, 開催, 確定, 有効",
    "予約済み, 予約済, 予約確定, 已确认, 已確認, 已预定, 已预订, 已预约, 已預定, 已預訂, 已預約, 예약됨, 예약 완료",
    "확정, 확정됨",
    "aktiv, actif, activo, attivo, ativo, actief, fix, fixiert, fixed, settled, fixé, fijado, fissato",
)
"""What stands for yes below a header that asks whether a meeting takes place."""
NO_ANSWER = word_set("n/a, none, -, \u2013, \u2014, n.v.t., k.a.")
"""Words for no that leave that question open."""
