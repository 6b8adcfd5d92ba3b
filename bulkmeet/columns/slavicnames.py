"""What Poles, Czechs and Russians call the columns of meetings, and Outlook's own headers there."""

from bulkmeet.columns import kinds
from bulkmeet.columns.fields import Field
from bulkmeet.columns.meanings import Meaning, Rank

OF_SLAVIC_SHEETS = (
    # Polish
    Meaning(Field.TITLE, "nazwa", Rank.VAGUE, kinds.subject),
    Meaning(Field.TITLE, "tytuł spotkania; nazwa wydarzenia; tytuł wydarzenia"),
    Meaning(Field.START_TIME, "godzina od; od godziny; od godzina; godzina początkowa; čas od; od času"),
    Meaning(Field.START_TIME, "godzina spotkania", Rank.VAGUE),
    Meaning(Field.END_TIME, "godzina do; do godziny; do godzina; godzina końcowa; čas do; do času"),
    Meaning(Field.ALL_DAY, "wydarzenie całodniowe; zdarzenie całodniowe; całodniowe; całodzienne"),
    Meaning(Field.ALL_DAY, "wydarzenie całodzienne; zdarzenie całodzienne"),
    Meaning(Field.CANCELLED, "stan; status spotkania", choose=kinds.status),
    Meaning(Field.HOST_EMAIL, "organizator spotkania", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "trener; nauczyciel; wykładowca; prelegent", Rank.VAGUE, kinds.host),
    Meaning(Field.HOST_EMAIL, "e-mail organizatora; adres e-mail organizatora"),
    Meaning(Field.HOST_EMAIL, "e-mail prowadzącego; e-mail prowadzącej; e-mail trenera", Rank.VAGUE),
    Meaning(Field.ATTENDEES, "wymagani uczestnicy; opcjonalni uczestnicy", choose=kinds.attendees),
    Meaning(Field.ATTENDEES, "uczestnicy spotkania; lista uczestników", choose=kinds.attendees),
    Meaning(Field.EMAIL, "adres e-mail; adres email", choose=kinds.email),
    Meaning(Field.NAME, "imię i nazwisko; imię i nazwisko uczestnika; nazwisko i imię"),
    Meaning(Field.FIRST_NAME, "imię"),
    Meaning(Field.LAST_NAME, "nazwisko"),
    Meaning(Field.PHONE, "numer telefonu; nr telefonu"),
    # Czech
    Meaning(Field.TITLE, "název schůzky; předmět schůzky; název události"),
    Meaning(Field.START_DATE, "datum schůzky; den", Rank.VAGUE, kinds.day),
    Meaning(Field.ALL_DAY, "celodenní událost; celodenní; celodenná udalosť; celodenné"),
    Meaning(Field.CANCELLED, "stav; stav schůzky", choose=kinds.status),
    Meaning(Field.HOST_EMAIL, "organizátor schůzky; svolavatel", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "školitel; učitel; přednášející", Rank.VAGUE, kinds.host),
    Meaning(Field.HOST_EMAIL, "e-mail organizátora"),
    Meaning(Field.ATTENDEES, "povinní účastníci; nepovinní účastníci; volitelní účastníci", choose=kinds.attendees),
    Meaning(Field.EMAIL, "e-mailová adresa; emailová adresa", choose=kinds.email),
    Meaning(Field.NAME, "jméno a příjmení; příjmení a jméno; celé jméno"),
    Meaning(Field.NAME, "jméno", choose=kinds.part_of_name),
    Meaning(Field.LAST_NAME, "příjmení"),
    Meaning(Field.PHONE, "telefonní číslo"),
    # Russian
    Meaning(Field.START_DATE, "день", Rank.VAGUE, kinds.day),
    Meaning(Field.ALL_DAY, "событие на весь день; мероприятие на весь день"),
    Meaning(Field.CANCELLED, "статус встречи", choose=kinds.status),
    Meaning(Field.HOST_EMAIL, "организатор собрания; организатор встречи; организатор совещания", choose=kinds.host),
    Meaning(Field.HOST_EMAIL, "ведущий; преподаватель; тренер; спикер; учитель", Rank.VAGUE, kinds.host),
    Meaning(Field.HOST_EMAIL, "email организатора; e-mail организатора; почта организатора"),
    Meaning(Field.HOST_EMAIL, "электронная почта организатора"),
    Meaning(Field.ATTENDEES, "участники встречи; участники собрания; список участников", choose=kinds.attendees),
    Meaning(Field.EMAIL, "почта; электронная почта; эл. почта; адрес электронной почты", choose=kinds.email),
    Meaning(Field.NAME, "имя", choose=kinds.part_of_name),
    Meaning(Field.NAME, "фио; имя и фамилия; фамилия и имя; фио участника"),
    Meaning(Field.LAST_NAME, "фамилия"),
    Meaning(Field.PHONE, "телефон; номер телефона"),
    # known, and of no use
    Meaning(
        Field.IGNORE, "przypomnienie wł./wył.; przypomnienie włączone/wyłączone; przypomnienie; data przypomnienia"
    ),
    Meaning(Field.IGNORE, "godzina przypomnienia; czas przypomnienia; zasoby spotkania; informacje rozliczeniowe"),
    Meaning(Field.IGNORE, "informacje o rozliczeniach; opis; priorytet; prywatne; przebieg; ważność"),
    Meaning(Field.IGNORE, "czułość; poufność; charakter; pokaż czas jako; dzień tygodnia; liczba uczestników"),
    Meaning(Field.IGNORE, "data utworzenia; utworzono; utworzone przez; utworzył"),
    Meaning(Field.IGNORE, "připomenutí zapnuto/vypnuto; připomenutí; datum připomenutí; čas připomenutí; upozornění"),
    Meaning(
        Field.IGNORE, "zdroje schůzky; prostředky schůzky; prostředky ke schůzce; fakturační údaje; popis; umístění"
    ),
    Meaning(Field.IGNORE, "ujetá vzdálenost; priorita; soukromé; důležitost; utajení; citlivost; zobrazit čas jako"),
    Meaning(Field.IGNORE, "den v týdnu; počet účastníků; vytvořeno; vytvořil; datum vytvoření"),
    Meaning(Field.IGNORE, "напоминание вкл./выкл.; дата напоминания; время напоминания; ресурсы собрания; категории"),
    Meaning(Field.IGNORE, "сведения об оплате; описание; размещение; расстояние"),  # noqa: RUF001 - it is Cyrillic
    Meaning(Field.IGNORE, "приоритет; важность; пометка; частное"),
    Meaning(Field.IGNORE, "показывать время как; в это время; день недели; количество участников; создал; кем создано"),
)
