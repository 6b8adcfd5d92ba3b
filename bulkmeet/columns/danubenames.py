"""What Ukrainians, Bulgarians, Romanians and Hungarians call the columns of meetings, and Outlook's headers there.

A word that is the title to some and the address of a place to others, as “Cím” is, stands nowhere: it is asked about.
"""

from bulkmeet.columns import kinds, spankinds
from bulkmeet.columns.fields import Field
from bulkmeet.columns.looks import has_clock, has_day, mostly
from bulkmeet.columns.meanings import Meaning, Rank


def end_or_region(seen: kinds.Seen) -> Field | None:
    """The end in Bulgarian, where the cells are moments: край is a region to Russians."""
    is_when = mostly(has_clock, seen.cells) or mostly(has_day, seen.cells)
    return Field.END if not seen.cells or is_when else None


OF_DANUBIAN_SHEETS = (
    # Ukrainian
    Meaning(Field.TITLE, "назва; назва зустрічі; тема зустрічі; назва наради; тема наради; назва події; заголовок"),
    Meaning(Field.TITLE, "зустріч; нарада; подія; заняття; урок", Rank.VAGUE, kinds.subject),
    Meaning(Field.START, "початок; дата й час; дата і час; дата та час; дата й час початку; дата і час початку"),  # noqa: RUF001 - it is Cyrillic
    Meaning(Field.START_DATE, "дата початку"),
    Meaning(Field.START_DATE, "дата зустрічі; дата наради", Rank.VAGUE),
    Meaning(Field.START_TIME, "час початку; година початку"),
    Meaning(Field.START_TIME, "час; година; час зустрічі", Rank.VAGUE, kinds.clock),
    Meaning(Field.START_TIME, "від", choose=spankinds.span_start),
    Meaning(Field.END, "кінець; закінчення; завершення; дата й час завершення; дата і час закінчення"),  # noqa: RUF001 - it is Cyrillic
    Meaning(Field.END_DATE, "дата закінчення; дата завершення"),
    Meaning(Field.END_TIME, "час закінчення; час завершення; година закінчення"),
    Meaning(Field.DURATION, "тривалість; тривалість зустрічі"),
    Meaning(Field.TIMEZONE, "часовий пояс"),
    Meaning(Field.RECURRENCE, "повторення; періодичність"),
    Meaning(Field.ALL_DAY, "увесь день; подія на весь день; подія на цілий день; цілий день"),
    Meaning(Field.CANCELLED, "стан; статус зустрічі", choose=kinds.status),
    Meaning(
        Field.HOST_EMAIL, "організатор; організаторка; організатор наради; організатор зустрічі", choose=kinds.host
    ),
    Meaning(Field.HOST_EMAIL, "ведучий; ведуча; викладач; вчитель", Rank.VAGUE, kinds.host),
    Meaning(Field.HOST_EMAIL, "пошта організатора; електронна пошта організатора; email організатора"),
    Meaning(Field.ATTENDEES, "учасники; запрошені; обов'язкові учасники", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "необов'язкові учасники; список учасників; гості", choose=kinds.attendees),
    Meaning(Field.EMAIL, "пошта; електронна пошта; ел. пошта; адреса електронної пошти", choose=kinds.email),
    Meaning(Field.NAME, "ім'я", choose=kinds.name),
    Meaning(Field.NAME, "піб; ім'я та прізвище; прізвище та ім'я; прізвище, ім'я; ім'я учасника"),
    Meaning(Field.LAST_NAME, "прізвище"),
    Meaning(Field.PHONE, "номер телефону"),
    Meaning(Field.IGNORE, "місце; місце зустрічі; місце проведення; розташування; примітки; нотатки; опис; категорії"),
    Meaning(Field.IGNORE, "пріоритет; нагадування; дата нагадування; час нагадування; день тижня; дата створення"),
    # Bulgarian, and “type” in Russian and Ukrainian as well
    Meaning(Field.TITLE, "заглавие; тема на срещата; име на срещата; заглавие на срещата; име на събитието"),
    Meaning(Field.TITLE, "среща; събитие; обучение", Rank.VAGUE, kinds.subject),
    Meaning(Field.START, "начало на срещата; дата и час; дата и час на начало"),
    Meaning(Field.START_DATE, "начална дата; дата на начало; дата на започване"),
    Meaning(Field.START_DATE, "дата на срещата", Rank.VAGUE),
    Meaning(Field.START_TIME, "начален час; час на начало; час на започване; начално време; от час"),
    Meaning(Field.START_TIME, "от", choose=spankinds.span_start),
    Meaning(Field.END, "край", choose=end_or_region),
    Meaning(Field.END, "край на срещата; дата и час на край"),
    Meaning(Field.END_DATE, "крайна дата; дата на край; дата на приключване"),
    Meaning(Field.END_TIME, "краен час; час на край; час на приключване; крайно време; до час"),
    Meaning(Field.END_TIME, "до", choose=spankinds.short_span_end),
    Meaning(Field.DURATION, "продължителност; времетраене"),
    Meaning(Field.TIMEZONE, "часова зона; часови пояс"),
    Meaning(Field.MEETING_TYPE, "тип; тип на срещата; вид среща; тип встречи", Rank.VAGUE, kinds.meeting_type),
    Meaning(Field.RECURRENCE, "повторение; повтаряне; повторяемост; периодичность"),
    Meaning(Field.ALL_DAY, "целодневно събитие; целодневно; цял ден"),
    Meaning(Field.CANCELLED, "състояние", choose=kinds.status),
    Meaning(Field.HOST_EMAIL, "организатор на срещата; домакин; водещ", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "имейл на организатора; имейл на водещия"),
    Meaning(Field.ATTENDEES, "участници; поканени; задължителни участници", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "незадължителни участници; гости", choose=kinds.attendees),
    Meaning(Field.EMAIL, "имейл; имейл адрес; електронна поща; е-поща", choose=kinds.email),  # noqa: RUF001 - it is Cyrillic
    Meaning(Field.NAME, "име", choose=kinds.name),
    Meaning(Field.NAME, "име и фамилия; имена; трите имена"),
    Meaning(Field.PHONE, "телефонен номер"),
    Meaning(Field.IGNORE, "място; местоположение; зала; бележки; забележки; описание на срещата; напомняне"),
    # Romanian
    Meaning(Field.TITLE, "subiect; titlu; subiectul întâlnirii; titlul întâlnirii; numele întâlnirii; denumire"),
    Meaning(Field.TITLE, "titlul ședinței; nume eveniment; titlu eveniment; titlu întâlnire; titlu ședință"),
    Meaning(Field.TITLE, "întâlnire; ședință; eveniment; întrunire", Rank.VAGUE, kinds.subject),
    Meaning(Field.START, "început; începe; începere; data și ora; data și ora de început"),
    Meaning(Field.START_DATE, "data de început; data începerii; dată început; data început; dată de început"),
    Meaning(Field.START_DATE, "data întâlnirii; data ședinței", Rank.VAGUE),
    Meaning(
        Field.START_TIME, "ora de început; ora începerii; oră început; ora început; oră de început; ora de începere"
    ),
    Meaning(Field.START_TIME, "de la", choose=spankinds.span_start),
    Meaning(Field.END, "sfârșit; încheiere; se termină"),
    Meaning(Field.END_DATE, "data de sfârșit; data încheierii; dată sfârșit; data sfârșit; dată de sfârșit"),
    Meaning(Field.END_TIME, "ora de sfârșit; ora terminării; ora încheierii; oră sfârșit; ora sfârșit; oră de sfârșit"),
    Meaning(Field.END_TIME, "până la", choose=spankinds.short_span_end),
    Meaning(Field.TIMEZONE, "fus orar; fusul orar"),
    Meaning(Field.RECURRENCE, "recurență; repetare; se repetă"),
    Meaning(Field.ALL_DAY, "toată ziua; eveniment pe tot parcursul zilei; zi întreagă"),
    Meaning(Field.CANCELLED, "stare; starea întâlnirii", choose=kinds.status),
    Meaning(Field.HOST_EMAIL, "organizator întâlnire; organizatorul întâlnirii; gazdă; gazda", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "organizat de; organizatoare; organizatorul ședinței", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "e-mail organizator; email organizator; e-mailul organizatorului"),
    Meaning(Field.ATTENDEES, "participanți; participanți necesari; participanți obligatorii", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "participanți opționali; lista participanților", choose=kinds.attendees),
    Meaning(Field.EMAIL, "adresă de e-mail; adresa de e-mail; adresă e-mail; adresă email", choose=kinds.email),
    Meaning(Field.NAME, "nume", choose=kinds.name),
    Meaning(Field.NAME, "nume și prenume; nume complet; numele complet; nume participant"),
    Meaning(Field.FIRST_NAME, "prenume"),
    Meaning(Field.LAST_NAME, "nume de familie"),
    Meaning(Field.PHONE, "număr de telefon; nr. telefon; nr. de telefon"),
    Meaning(Field.IGNORE, "locul; locația; sală; sala de ședințe; observații; descriere; categorii; memento"),
    Meaning(Field.IGNORE, "memento activat/dezactivat; data mementoului; ora mementoului; resurse întâlnire"),
    # Hungarian
    Meaning(Field.TITLE, "megbeszélés neve; megbeszélés tárgya; értekezlet neve; értekezlet tárgya; esemény neve"),
    Meaning(Field.TITLE, "esemény címe; megbeszélés címe; megnevezés"),
    Meaning(Field.TITLE, "megbeszélés; esemény; találkozó", Rank.VAGUE, kinds.subject),
    Meaning(Field.START, "kezdete; kezdődik; dátum és idő; dátum és időpont; kezdés időpontja; kezdő időpont"),
    Meaning(Field.START, "időpont", Rank.VAGUE, kinds.moment),
    Meaning(Field.START_DATE, "kezdés dátuma; kezdő dátum; kezdési dátum; kezdő nap"),
    Meaning(Field.START_DATE, "nap", Rank.VAGUE, kinds.day),
    Meaning(Field.START_TIME, "kezdés ideje; kezdési idő; kezdő idő; kezdési időpont"),
    Meaning(Field.END, "vége; befejezés időpontja; záró időpont; befejező időpont"),
    Meaning(Field.END_DATE, "befejezés dátuma; záró dátum; befejező dátum; befejezési dátum"),
    Meaning(Field.END_TIME, "befejezés ideje; befejezési idő; záró idő; befejezési időpont"),
    Meaning(Field.DURATION, "hossz; megbeszélés hossza"),
    Meaning(Field.MEETING_TYPE, "típus; megbeszélés típusa", Rank.VAGUE, kinds.meeting_type),
    Meaning(Field.RECURRENCE, "ismétlődés; ismétlés; gyakoriság"),
    Meaning(Field.CANCELLED, "állapot; státusz; státusza", choose=kinds.status),
    Meaning(Field.HOST_EMAIL, "értekezlet szervezője; megbeszélés szervezője; házigazda", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "tanár; oktató; előadó", Rank.VAGUE, kinds.host),
    Meaning(Field.HOST_EMAIL, "szervező e-mail-címe; szervező email"),
    Meaning(Field.ATTENDEES, "kötelező résztvevők; választható résztvevők; vendégek", choose=kinds.attendees),
    Meaning(Field.EMAIL, "e-mail-cím; emailcím; email cím", choose=kinds.email),
    Meaning(Field.NAME, "név", choose=kinds.name),
    Meaning(Field.NAME, "teljes név; résztvevő neve"),
    Meaning(Field.FIRST_NAME, "keresztnév; utónév"),
    Meaning(Field.LAST_NAME, "vezetéknév; családnév"),
    Meaning(Field.PHONE, "telefonszám; mobilszám"),
    Meaning(Field.IGNORE, "hely; helyszín; helye; terem; leírás; megjegyzések; kategóriák; fontosság; magánjellegű"),
    Meaning(Field.IGNORE, "emlékeztető; emlékeztető be/ki; emlékeztető dátuma; emlékeztető ideje; létrehozva"),
)
