"""What people call the columns that say whether a meeting takes place."""

from bulkmeet.columns import kinds
from bulkmeet.columns.fields import Field
from bulkmeet.columns.meanings import Meaning

ATTENDING = "attending; will attend"
"""Said of a person."""
ACTIVE = (
    "active; is active; isactive; enabled; is enabled; isenabled; aktiv; ist aktiv; actif; activo; activa; attivo"
    "; attiva; ativo; ativa; actief; 有効"
)
"""Said of meetings, or of people's accounts."""

OF_TAKING_PLACE = (
    # what takes a row out with a yes
    Meaning(Field.CANCELLED, "canceled; cancelled; iscanceled; iscancelled; is cancelled; is canceled"),
    Meaning(Field.CANCELLED, "abgesagt; storniert; entfällt; annulé; annulée; cancelado; cancelada; annullato"),
    Meaning(Field.CANCELLED, "annullata; geannuleerd; キャンセル; 中止"),
    Meaning(Field.CANCELLED, "odwołane; odwołany; odwołana; anulowane; zrušeno; inställt; inställd; aflyst; avlyst"),
    Meaning(Field.CANCELLED, "iptal; iptal edildi; zrušen; zrušená; zrušené; zrušena; stornováno; törölve; törölt"),
    Meaning(Field.CANCELLED, "lemondva; elmarad; peruttu; peruutettu; anulat; anulată; otkazano; odpovedano"),
    Meaning(Field.CANCELLED, "kansellert; avbestilt; annulleret; avbokad; avbokat; anulowany; anulowana"),
    Meaning(Field.CANCELLED, "ακυρώθηκε; ακυρωμένο; ακυρωμένη; отменено; отменена; отменён; скасовано"),
    Meaning(Field.CANCELLED, "atšaukta; atcelts; tühistatud"),
    Meaning(
        Field.CANCELLED,
        "has been cancelled; entfall; ausfall; ausgefallen; anulado; anulada; キャンセル済み; キャンセル済",
    ),
    Meaning(Field.CANCELLED, "休講"),
    Meaning(Field.CANCELLED, "deleted; isdeleted; is deleted; archived; isarchived; is archived", choose=kinds.deleted),
    Meaning(Field.CANCELLED, "gelöscht; archiviert; supprimé; archivé; eliminado; archivado", choose=kinds.deleted),
    Meaning(Field.CANCELLED, "eliminato; archiviato; excluído; arquivado; verwijderd", choose=kinds.deleted),
    Meaning(Field.CANCELLED, "gearchiveerd; 削除; 削除済み; アーカイブ", choose=kinds.deleted),
    Meaning(Field.CANCELLED, "status; attendee status; meeting status; interview status", choose=kinds.status),
    Meaning(Field.CANCELLED, "lesson status; class status; session status", choose=kinds.status),
    Meaning(Field.CANCELLED, "event status; booking status; appointment status; state", choose=kinds.status),
    Meaning(Field.CANCELLED, "statut; estado; stato; cancel; cancellation; buchungsstatus", choose=kinds.status),
    Meaning(Field.CANCELLED, "ステータス; 状態; 状況", choose=kinds.status),
    Meaning(Field.CANCELLED, "статус; состояние; 状态; 会议状态", choose=kinds.status),
    Meaning(Field.CANCELLED, "meeting outcome; outcome; call outcome; meeting state", choose=kinds.status),
    Meaning(Field.CANCELLED, "event state; booking state; appointment state; état; etat", choose=kinds.status),
    Meaning(Field.CANCELLED, "situação; estatus; estado de la reunión; estado del evento", choose=kinds.status),
    Meaning(Field.CANCELLED, "estado de la cita; statut de la réunion; statut de l'événement", choose=kinds.status),
    Meaning(Field.CANCELLED, "stato riunione; stato evento; stato appuntamento", choose=kinds.status),
    Meaning(Field.CANCELLED, "status da reunião; status do evento; status van vergadering", choose=kinds.status),
    Meaning(Field.CANCELLED, "terminstatus; veranstaltungsstatus; kursstatus", choose=kinds.status),
    Meaning(Field.CANCELLED, "unterrichtsstatus; afspraakstatus; reservation status", choose=kinds.status),
    Meaning(Field.CANCELLED, "registration status; order status; ticket status", choose=kinds.status),
    Meaning(Field.CANCELLED, "confirmation status; enrollment status; enrolment status; 予約状況", choose=kinds.status),
    Meaning(
        Field.CANCELLED,
        "予約ステータス; 開催状況; 参加状況; lesson state; class state; slot status",
        choose=kinds.status,
    ),
    Meaning(Field.CANCELLED, "workflow state; activity status; schedule status; session state", choose=kinds.status),
    Meaning(Field.CANCELLED, "state of meeting; vertretungsart; art der vertretung", choose=kinds.status),
    Meaning(Field.CANCELLED, "bookingstatus; eventstatus; meetingstatus; cancel status", choose=kinds.status),
    Meaning(Field.CANCELLED, "cancellation status; time status; timestatus", choose=kinds.status),
    # what takes a row out with a no
    Meaning(Field.GOING_AHEAD, "going ahead; goes ahead; go ahead; is going ahead", choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, "is it going ahead; still going ahead; happening", choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, "is it happening; taking place; takes place; will take place", choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, "will it take place; still on; is it on; on/off; go/no go", choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, "is confirmed; isconfirmed; proceeding; to proceed; running", choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, ATTENDING, choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, ACTIVE, choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, "findet statt; findet es statt; bestätigt", choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, "a lieu; aura lieu; confirmé; confirmée; maintenu", choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, "maintenue; se celebra; se realiza; confirmado", choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, "confirmada; si tiene; si svolge; confermato", choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, "confermata; vai acontecer", choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, "gaat door; gaat het door; bevestigd; odbędzie się", choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, "potwierdzone; potwierdzony; koná se; potvrzeno; potvrdené", choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, "bekräftad; bekräftat; bekreftet; bekræftet; genomförs", choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, "vahvistettu; onaylandı; megerősítve; confirmat; potvrđeno", choose=kinds.going_ahead),
    Meaning(Field.GOING_AHEAD, "potrjeno; подтверждено; підтверджено; 確定; 開催", choose=kinds.going_ahead),
)
