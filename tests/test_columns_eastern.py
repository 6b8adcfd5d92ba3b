"""Headers in Greek, Hebrew, Arabic, Turkish, Ukrainian, Bulgarian, Romanian and Hungarian, and words that mislead."""

from collections.abc import Sequence

import pytest

from bulkmeet.columns.fields import Field
from bulkmeet.columns.recognise import recognise
from bulkmeet.model import Cell
from tests.sheets import emails, examined, only
from tests.test_columns import ADDRESSES, CLOCKS, DAYS, MOMENTS, fields, read
from tests.test_columns import only as column_of
from tests.test_columns_headers import CELLS

SHEETS = {
    "Greek": "Θέμα=title; Ημερομηνία=start_date; Έναρξη=start_time; Λήξη=end_time; Διοργανωτής=host_email; "
    "Συμμετέχοντες=attendees; Ζώνη ώρας=timezone; Κατάσταση=cancelled; Τοποθεσία; Σημειώσεις",
    "Greek, a list of guests": "Τίτλος συνάντησης=title; ΗΜΕΡΟΜΗΝΙΑ=start_date; ΩΡΑ=start_time; Διάρκεια=duration; "  # noqa: RUF001 - it is Greek
    "Όνομα=first_name; Επώνυμο=last_name; Email=email; Τηλέφωνο=phone; Επανάληψη=recurrence",
    "Outlook el": "Θέμα=title; Ημερομηνία έναρξης=start_date; Ώρα έναρξης=start_time; Ημερομηνία λήξης=end_date; "
    "Ώρα λήξης=end_time; Ολοήμερο συμβάν=all_day; Υπενθύμιση ενεργή/ανενεργή; Ημερομηνία υπενθύμισης; "
    "Ώρα υπενθύμισης; Διοργανωτής σύσκεψης=host_name; Υποχρεωτικοί συμμετέχοντες=attendees; Κατηγορίες; Περιγραφή",
    "Hebrew": "נושא=title; תאריך=start_date; שעת התחלה=start_time; שעת סיום=end_time; מארגן=host_email; "
    "משתתפים=attendees; אזור זמן=timezone; סטטוס=cancelled; מיקום; הערות",  # noqa: RUF001 - it is Hebrew
    "Hebrew, a list of guests": "שם הפגישה=title; תאריך=start_date; שעה=start_time; משך=duration; שם פרטי=first_name; "
    "שם משפחה=last_name; דוא״ל=email; טלפון=phone; כל היום=all_day",
    "Arabic": "الموضوع=title; التاريخ=start_date; وقت البدء=start_time; وقت الانتهاء=end_time; المنظم=host_email; "
    "المشاركون=attendees; المنطقة الزمنية=timezone; الحالة=cancelled; المكان; ملاحظات",
    "Arabic, a list of guests": "عنوان الاجتماع=title; التاريخ=start_date; الوقت=start_time; المدة=duration; "
    "الاسم=name; البريد الإلكتروني=email; رقم الهاتف=phone; طوال اليوم=all_day",
    "Turkish": "Konu=title; Başlangıç tarihi=start_date; Başlangıç saati=start_time; Bitiş saati=end_time; "
    "Ev sahibi=host_email; Ad=first_name; Soyad=last_name; E-posta=email; Telefon=phone; Durum=cancelled; "
    "Tekrar=recurrence; Yer",
    "Ukrainian": "Назва=title; Дата=start_date; Час початку=start_time; Час завершення=end_time; "
    "Організатор=host_email; Учасники=attendees; Часовий пояс=timezone; Стан=cancelled; Місце; Примітки",
    "Ukrainian, a list of guests": "Тема=title; Дата=start_date; Час=start_time; Тривалість=duration; Ім'я=first_name; "
    "Прізвище=last_name; Електронна пошта=email; Номер телефону=phone",
    "Bulgarian": "Заглавие=title; Дата=start_date; Начало=start_time; Край=end_time; Организатор=host_email; "
    "Участници=attendees; Часова зона=timezone; Състояние=cancelled; Място; Бележки",
    "Romanian": "Subiect=title; Data de început=start_date; Ora de început=start_time; Ora de sfârşit=end_time; "
    "Gazdă=host_email; Participanți=attendees; Fus orar=timezone; Stare=cancelled; Locul; Observații",
    "Romanian, a list of guests": "Titlu=title; Data=start_date; Ora=start_time; Durata=duration; Nume=last_name; "
    "Prenume=first_name; Adresă de e-mail=email; Telefon=phone",
    "Hungarian": "Megbeszélés neve=title; Kezdés dátuma=start_date; Kezdés ideje=start_time; Befejezés ideje=end_time; "
    "Házigazda=host_email; Résztvevők=attendees; Állapot=cancelled; Helyszín; Megjegyzés",
    "Hungarian, a list of guests": "Tárgy=title; Kezdete=start; Vége=end; Név=name; E-mail-cím=email",
}


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_columns_of_a_whole_sheet_are_all_known(sheet: str) -> None:
    pairs = [column.partition("=")[::2] for column in SHEETS[sheet].split("; ")]
    meant = [(header, field or "ignore") for header, field in pairs]
    mapping = read({header: CELLS["name" if field == "last_name" else field] for header, field in meant})
    assert [(column.header, str(column.field)) for column in mapping.columns] == meant
    assert mapping.issues == ()


def test_a_greek_sheet_becomes_meetings() -> None:
    meeting = only(
        examined(
            """
            Θέμα            | Ημερομηνία | Έναρξη   | Λήξη     | Διοργανωτής       | Συμμετέχοντες
            Συνάντηση ομάδας | 2027-04-15 | 12:15 μμ | 1:30 μμ | eleni@example.com | niki@example.com
            """
        )
    )
    assert (meeting.title, meeting.end - meeting.start) == ("Συνάντηση ομάδας", 75 * 60)
    assert emails(meeting) == ["niki@example.com"]


@pytest.mark.parametrize(
    ("start", "end"), [("Από", "Έως"), ("من", "إلى"), ("Від", "До"), ("От", "До"), ("De la", "Până la")]
)
def test_from_and_to_are_times_side_by_side_and_nothing_alone(start: str, end: str) -> None:
    assert fields({"Date": DAYS, start: CLOCKS, end: CLOCKS}) == ["start_date", "start_time", "end_time"]
    assert column_of(start, ["Ann"]).field is None


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        *(("Край", ["Пермский край"]), ("Ad", ["Spring sale"]), ("Час", ["B"]), ("Nap", ["after lunch"])),
        *(("Cím", ["Fő utca"]), ("العنوان", ["شارع النيل"])),
    ],
)
def test_a_word_that_means_something_else_elsewhere_is_not_read_above_other_cells(
    header: str, cells: Sequence[Cell]
) -> None:
    assert column_of(header, cells).field is None


@pytest.mark.parametrize(
    "header",
    [
        *("Ημερομηνία υπενθύμισης", "Ημερομηνία γέννησης", "תאריך תזכורת", "תאריך לידה", "تاريخ الميلاد"),
        *("дата створення", "data mementoului", "emlékeztető dátuma", "anımsatıcı tarihi"),
    ],
)
def test_days_of_something_else_are_known_and_not_used(header: str) -> None:
    assert column_of(header, DAYS).field is Field.IGNORE


@pytest.mark.parametrize("header", ["Email συμμετέχοντα", "Email учасника", "E-posta katılımcı"])
def test_the_address_of_a_guest_is_a_guests(header: str) -> None:
    assert column_of(header, ADDRESSES).field is Field.EMAIL


@pytest.mark.parametrize("header", ["ΔΙΟΡΓΑΝΩΤΗΣ", "ΔΙΟΡΓΑΝΩΤΉΣ", "Διοργανωτης"])
def test_greek_is_known_in_capitals_and_without_accents(header: str) -> None:
    meaning = recognise(header).meaning
    assert meaning is not None
    assert meaning.field is Field.HOST_EMAIL


def test_a_bulgarian_end_may_be_a_whole_moment() -> None:
    assert fields({"Начало": MOMENTS, "Край": MOMENTS}) == ["start", "end"]
