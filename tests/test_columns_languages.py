"""Headers and words in languages that the first tables did not know, as Outlook and people write them there."""

import pytest

from bulkmeet.cells.durations import parse_duration
from bulkmeet.cells.flags import mentions_cancelling, parse_flag, parse_role, says_cancelled
from bulkmeet.cells.meridiem import parse_meridiem
from bulkmeet.cells.people import parse_people
from bulkmeet.cells.titles import title_says_cancelled
from bulkmeet.columns.fields import Field
from bulkmeet.model import Cell
from tests.sheets import emails, examined, only, sheet_of
from tests.test_columns import ADDRESSES, Sheet, codes, fields, read
from tests.test_columns import only as column_of
from tests.test_columns_headers import CELLS

EXPORTS = {
    "Outlook ko": "제목=title; 시작 날짜=start_date; 시작 시간=start_time; 종료 날짜=end_date; 종료 시간=end_time; "
    "하루 종일=all_day; 미리 알림 켜기/끄기; 미리 알림 날짜; 미리 알림 시간; 모임 이끌이=host_name; "
    "필수 참석자=attendees; 선택 참석자=attendees; 모임 리소스; 거리; 범주; 비용 정보; 우선 순위; "
    "위치; 개인; 시간 표시 형식",
    "Outlook pl": "Temat=title; Data rozpoczęcia=start_date; Czas rozpoczęcia=start_time; Data zakończenia=end_date; "
    "Czas zakończenia=end_time; Wydarzenie całodniowe=all_day; Przypomnienie wł./wył.; Data przypomnienia; "
    "Czas przypomnienia; Organizator spotkania=host_name; Wymagani uczestnicy=attendees; "
    "Uczestnicy opcjonalni=attendees; Zasoby spotkania; Informacje rozliczeniowe; Kategorie; Lokalizacja; Opis; "
    "Priorytet; Prywatne; Przebieg; Ważność; Pokaż czas jako",
    "Outlook cs": "Předmět=title; Datum zahájení=start_date; Čas zahájení=start_time; Datum ukončení=end_date; "
    "Čas ukončení=end_time; Celodenní událost=all_day; Připomenutí zapnuto/vypnuto; Datum připomenutí; "
    "Čas připomenutí; Organizátor schůzky=host_name; Povinní účastníci=attendees; Nepovinní účastníci=attendees; "
    "Prostředky schůzky; Fakturační údaje; Kategorie; Popis; Umístění; Priorita; Soukromé; Zobrazit čas jako",
    "Outlook sv": "Ämne=title; Startdatum=start_date; Starttid=start_time; Slutdatum=end_date; Sluttid=end_time; "
    "Heldagshändelse=all_day; Påminnelse på/av; Påminnelsedatum; Påminnelsetid; Mötesorganisatör=host_name; "
    "Obligatoriska deltagare=attendees; Valfria deltagare=attendees; Mötesresurser; Faktureringsinformation; "
    "Kategorier; Beskrivning; Plats; Prioritet; Privat; Känslighet; Visa tid som",
    "Outlook da": "Emne=title; Startdato=start_date; Starttidspunkt=start_time; Slutdato=end_date; "
    "Sluttidspunkt=end_time; Heldagsbegivenhed=all_day; Påmindelse til/fra; Påmindelsesdato; Påmindelsestidspunkt; "
    "Mødearrangør=host_name; Nødvendige deltagere=attendees; Valgfrie deltagere=attendees; Møderessourcer; "
    "Beskrivelse; Faktureringsoplysninger; Kategorier; Placering; Prioritet; Privat; Følsomhed; Vis tid som",
    "Outlook nb": "Emne=title; Startdato=start_date; Starttidspunkt=start_time; Sluttdato=end_date; "
    "Sluttidspunkt=end_time; Heldagshendelse=all_day; Påminnelse av/på; Påminnelsesdato; Møteorganisator=host_name; "
    "Obligatoriske deltakere=attendees; Valgfrie deltakere=attendees; Møteressurser; Faktureringsinformasjon; "
    "Beskrivelse; Kategorier; Plassering; Prioritet; Privat; Følsomhet; Vis tid som",
    "Outlook fi": "Aihe=title; Alkamispäivä=start_date; Alkamisaika=start_time; Päättymispäivä=end_date; "
    "Päättymisaika=end_time; Koko päivän tapahtuma=all_day; Muistutus; Muistutuspäivä; Muistutusaika; "
    "Kokouksen järjestäjä=host_name; Pakolliset osallistujat=attendees; Valinnaiset osallistujat=attendees; "
    "Kokousresurssit; Laskutustiedot; Luokat; Kuvaus; Sijainti; Prioriteetti; Yksityinen; Luottamuksellisuus",
    "Outlook ru": "Тема=title; Дата начала=start_date; Время начала=start_time; Дата завершения=end_date; "
    "Время завершения=end_time; Событие на весь день=all_day; Напоминание вкл./выкл.; Дата напоминания; "
    "Время напоминания; Организатор собрания=host_name; Обязательные участники=attendees; "
    "Необязательные участники=attendees; Ресурсы собрания; Категории; Описание; Место; Важность; Пометка; Частное",
    "Outlook zh": "主题=title; 开始日期=start_date; 开始时间=start_time; 结束日期=end_date; 结束时间=end_time; "
    "全天事件=all_day; 提醒开/关; 提醒日期; 提醒时间; 会议组织者=host_name; 必需的与会者=attendees; "
    "可选的与会者=attendees; 会议资源; 记帐信息; 类别; 说明; 地点; 里程; 优先级; 私有; 敏感度; 时间显示为",
    "Outlook zh, Taiwan": "主旨=title; 開始日期=start_date; 開始時間=start_time; 結束日期=end_date; 結束時間=end_time; "
    "會議召集人=host_name; 必要出席者=attendees; 列席者=attendees; 會議資源; 帳目資訊; "
    "類別; 優先順序; 私人; 時間顯示為",
    "Japanese groupware": "開始日付=start_date; 開始時刻=start_time; 終了日付=end_date; 終了時刻=end_time; "
    "予定=title; メモ; 参加者=attendees; 施設",
    "Korean list": "회의명=title; 날짜=start_date; 시작시간=start_time; 종료시간=end_time; 주최자=host_name; "
    "주최자 이메일=host_email; 참석자=attendees; 상태=cancelled; 시간대=timezone; 장소; 비고",
    "Swedish list": "Möte=title; Datum=start_date; Tid=start_time; Längd=duration; Mötesledare=host_name; "
    "E-post arrangör=host_email; Förnamn=first_name; E-post=email; Telefon=phone; Plats",
    "Finnish list": "Kokous=title; Päivämäärä=start_date; Kellonaika=start_time; Kesto=duration; "
    "Järjestäjän sähköposti=host_email; Etunimi=first_name; Sähköposti=email; Puhelin=phone",
    "Polish list": "Nazwa=title; Data=start_date; Godzina od=start_time; Godzina do=end_time; "
    "E-mail organizatora=host_email; Imię=first_name; Adres e-mail=email; Numer telefonu=phone; Stan=cancelled",
    "Cal.com": "title=title; eventLength=duration; startTime=start; endTime=end; userEmail=host_email",
}


@pytest.mark.parametrize("tool", EXPORTS)
def test_the_columns_of_a_whole_sheet_are_all_known(tool: str) -> None:
    pairs = [column.partition("=")[::2] for column in EXPORTS[tool].split("; ")]
    meant = [(header, field or "ignore") for header, field in pairs]
    mapping = read({header: CELLS[field] for header, field in meant})
    assert [(column.header, str(column.field)) for column in mapping.columns] == meant
    assert mapping.issues == ()


@pytest.mark.parametrize(
    "header", ["인원", "참석자 수", "작성자", "승인자", "Liczba uczestników", "Antal deltagare", "登録者"]
)
def test_counts_and_who_only_kept_the_records_invite_nobody_in_these_languages(header: str) -> None:
    column = column_of(header, [12])
    assert column.field in {None, Field.IGNORE}


@pytest.mark.parametrize("header", ["event length", "eventLength", "event_length", "slotLength", "Call length"])
def test_the_length_of_what_is_held_is_the_duration_however_its_words_are_joined(header: str) -> None:
    assert column_of(header, [30]).field is Field.DURATION


@pytest.mark.parametrize(
    ("header", "unit"),
    [("소요 시간(분)", "min"), ("소요 시간 (시간)", "h"), ("时长(分钟)", "min"), ("Varaktighet (timmar)", "h")],
)
def test_the_unit_stands_in_the_brackets_of_these_headers_too(header: str, unit: str) -> None:
    column = column_of(header, [30])
    assert (column.field, column.unit) == (Field.DURATION, unit)


def test_the_details_of_a_plan_are_the_title_only_beside_the_kind_of_plan_and_only_if_somebody_says_so() -> None:
    beside: Sheet = {"予定": ["会議", "来訪"], "予定詳細": ["営業定例", "見積相談"]}
    assert codes(read(beside)) == [("error", "two_columns_for_field", "B")]
    assert fields(beside, 予定詳細="title") == ["ignore", "title"]
    assert fields({"件名": ["営業定例"], "予定詳細": ["資料は別紙"]}) == ["title", None]


@pytest.mark.parametrize("cell", ["취소", "취소됨", "취소 완료", "고객 요청으로 취소"])
def test_a_korean_status_takes_its_row_out(cell: str) -> None:
    assert says_cancelled(cell).value is True


@pytest.mark.parametrize("cell", ["확정", "예정", "예약됨", "대기 중", "아니요"])
def test_a_korean_status_leaves_its_row_in(cell: str) -> None:
    assert says_cancelled(cell).value is False


def test_what_cannot_be_cancelled_is_not_cancelled() -> None:
    assert not mentions_cancelling("환불 및 취소 불가")
    assert mentions_cancelling("3월 회의 취소")
    assert title_says_cancelled("[취소] 주간 회의")
    assert says_cancelled("연기").problems


@pytest.mark.parametrize(
    ("cell", "meaning"), [("예", True), ("네", True), ("참", True), ("아니오", False), ("거짓", False)]
)
def test_yes_and_no_in_korean(cell: str, meaning: bool) -> None:
    assert parse_flag(cell).value is meaning


@pytest.mark.parametrize(("cell", "half"), [("오전", "am"), ("오후", "pm"), ("上午", "am"), ("下午", "pm")])
def test_the_half_of_the_day_in_a_cell_of_its_own(cell: str, half: str) -> None:
    assert parse_meridiem(cell).value == half


@pytest.mark.parametrize(("cell", "seconds"), [("1시간 30분", 5400), ("45분", 2700), ("2시간", 7200)])
def test_korean_lengths_of_time(cell: Cell, seconds: int) -> None:
    assert parse_duration(cell, None).value == seconds


def test_roles_answers_and_head_counts_in_korean() -> None:
    assert (parse_role("주최자").value, parse_role("필수 참석자").value) == (True, False)
    assert [problem.code for problem in parse_people("5명").problems] == ["attendees_is_a_count"]
    assert [problem.code for problem in parse_people("ana@example.com (거절)").problems] == ["attendee_declined"]
    assert [problem.code for problem in parse_people("전원").problems] == ["attendee_unclear"]


def test_a_korean_list_becomes_meetings() -> None:
    headers = ["회의명", "날짜", "시작 시간", "소요 시간(분)", "주최자 이메일", "참석자 이메일", "상태"]
    rows: list[list[Cell]] = [
        ["주간 회의", "2026-09-10", "오후 2:00", 30, "jo@example.com", "; ".join(map(str, ADDRESSES)), "확정"],
        ["보류 회의", "2026-09-11", "오전 9:00", 30, "jo@example.com", "ann@example.com", "취소됨"],
    ]
    meeting = only(examined(sheet_of(headers, rows)))
    assert (meeting.title, meeting.duration, emails(meeting)) == ("주간 회의", 1800, ADDRESSES)


@pytest.mark.parametrize(("header", "cells"), [("TID", ["10003", "10004"]), ("KL", ["Max Lehmann", "2b", "10a"])])
def test_an_id_or_a_class_is_not_the_time_in_another_language(header: str, cells: list[Cell]) -> None:
    sheet: Sheet = {header: cells, "Date": ["2027-01-12"], "Time": ["09:00", "10:00"]}
    assert fields(sheet) == [None, "start_date", "start_time"]


@pytest.mark.parametrize(
    "cells", [["9:00", "10:30"], ["kl. 9", "kl 10.30"], ["9", "14"], ["9.30", "14.00"], ["9-10"], []]
)
@pytest.mark.parametrize("header", ["Tid", "Kl."])
def test_such_a_word_is_the_time_where_hours_stand_below_it(header: str, cells: list[Cell]) -> None:
    assert fields({"Datum": ["2027-01-12"], header: cells}) == ["start_date", "start_time"]


@pytest.mark.parametrize(
    "header",
    [
        *("ID hôte", "ID de l'hôte", "Identifiant hôte", "Identifiant de l'organisateur", "ID utilisateur hôte"),
        *("ID del anfitrión", "ID anfitrión", "Identificador del organizador", "ID de usuario del anfitrión"),
        *("ID organizzatore", "ID dell'organizzatore", "ID host", "Identificativo organizzatore", "ID utente host"),
        *("Gastgeber-ID", "ID des Gastgebers", "Veranstalter-ID", "Organisator-ID", "Benutzer-ID Gastgeber"),
        *("ID van de host", "Gastheer-ID", "ID organisator", "ID do anfitrião", "ID do organizador", "ID Dialpad"),
    ],
)
def test_the_hosts_id_is_known_in_other_languages(header: str) -> None:
    assert read({header: ["5123456789012345", "5123456789012346"]}).columns[0].field is Field.USER_ID


def test_short_numbers_of_hosts_are_no_ids_of_dialpads() -> None:
    assert read({"ID organizzatore": ["17", "18"]}).columns[0].field is None
    assert read({"Teacher ID": ["5123456789012345", "5123456789012346"]}).columns[0].field is not Field.USER_ID


@pytest.mark.parametrize(
    ("start", "end"),
    [
        *(("Beginn (Uhr)", "Ende (Uhr)"), ("Beginn\n(Uhr)", "Ende\n(Uhr)"), ("Beginn Uhr", "Ende Uhr")),
        *(("Start (kl.)", "Slut (kl.)"), ("Początek (godz.)", "Koniec (godz.)"), ("von (Uhr)", "bis (Uhr)")),
        *(("Start (Uhrzeit)", "Ende (Uhrzeit)"), ("Začátek (hod.)", "Konec (hod.)")),
    ],
)
def test_the_clocks_word_in_a_header_says_nothing_new(start: str, end: str) -> None:
    sheet = sheet_of(
        ("Title", "Date", start, end, "Host email"), [("Demo", "2027-01-12", "9:00", "10:30", "jo@example.com")]
    )
    found = only(examined(sheet))
    assert found.end - found.start == 90 * 60


@pytest.mark.parametrize(
    "header",
    [
        *("Evento intera giornata", "Evento di tutto il giorno", "Wydarzenie całodzienne", "Całodzienne"),
        *("Egész napos esemény", "Egész napos", "Varer hele dagen", "Varar hela dagen", "Celodenná udalosť"),
        *("Evento dia inteiro", "Ganztags", "Ganztagstermin", "Gebeurtenis die de hele dag duurt"),
    ],
)
def test_whole_days_are_marked_in_many_words(header: str) -> None:
    assert read({header: ["FALSE", "TRUE"]}).columns[0].field is Field.ALL_DAY


@pytest.mark.parametrize(
    "end", ["Slutt", "Slutter", "Slutt kl.", "Slut", "Slutter kl", "Slutar", "Slutar kl.", "Loppu"]
)
def test_the_end_in_the_north_is_a_time_of_day_beside_a_date_and_a_start(end: str) -> None:
    sheet: Sheet = {"Dato": ["2027-05-03", "2027-05-04"], "Start": ["09:00", "10:00"], end: ["09:30", "10:30"]}
    assert fields(sheet) == ["start_date", "start_time", "end_time"]


def test_a_norwegian_sheet_becomes_meetings_in_the_zone_of_its_headers() -> None:
    meeting = only(
        examined(
            """
            Møte      | Start (UTC)      | Slutt (UTC)      | Vert            | Inviterte
            Styremøte | 2027-05-03 09:00 | 2027-05-03 10:00 | a@example.com | b@example.com
            """
        )
    )
    assert meeting.end - meeting.start == 60 * 60
    assert emails(meeting) == ["b@example.com"]


@pytest.mark.parametrize(
    "header",
    ["Vert", "Vertskap", "Møtevert", "Værter", "Mødeindkalder", "Innkalt av", "Arrangert av", "Mötesvärd", "Kutsuja"],
)
def test_who_hosts_in_the_north_is_the_host(header: str) -> None:
    assert column_of(header, ADDRESSES).field is Field.HOST_EMAIL


@pytest.mark.parametrize("cells", [["oui", "non"], ["x", "y"], ["Herr Lindt krank", "Raum 4"], [3, 4]])
def test_vert_above_anything_but_people_is_no_host(cells: list[Cell]) -> None:
    assert column_of("Vert.", cells).field is None


def test_starter_above_names_is_no_start() -> None:
    assert column_of("Starter", ["Ann One", "Ben Two"]).field is not Field.START


@pytest.mark.parametrize(
    "header",
    [
        *("Vergadering georganiseerd door", "Georganiseerd door", "Organisé par", "Réunion organisée par"),
        *("Organizado por", "Reunión convocada por", "Organizada pela", "Organizzato da", "Riunione organizzata da"),
        *("Organisiert von", "Besprechung organisiert von", "Einberufen von", "Meeting is hosted by", "Arrangeras av"),
        *("Arrangeret af", "Organizowane przez"),
    ],
)
def test_by_whom_a_meeting_is_organized_is_the_host(header: str) -> None:
    assert column_of(header, ADDRESSES).field is Field.HOST_EMAIL
    assert column_of(header, ["Ann One", "Ben Two"]).field is Field.HOST_NAME


@pytest.mark.parametrize("header", ["Travel organised by", "Catering organisé par", "Not hosted by", "Formation par"])
def test_by_whom_something_else_is_organized_is_asked_about(header: str) -> None:
    mapping = read({"Title": ["One", "Two"], header: ADDRESSES})
    assert mapping.columns[1].field is None
    assert [(severity, cell) for severity, _, cell in codes(mapping)] == [("error", "B")]
