"""Answers to forms and surveys: when they were given is no time to meet at, in whatever language the form is."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bulkmeet.columns.fields import Field
from bulkmeet.errors import UnreadableFile
from bulkmeet.model import Cell
from tests.sheets import examined, sheet_of
from tests.test_columns import fields

FORMS = [
    ("ID", "Starttid", "Slutförandetid", "E-post", "Namn"),
    ("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"),
    ("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"),
    ("Id.", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"),
    ("ID", "Ora di inizio", "Ora di completamento", "Posta elettronica", "Nome"),
    ("Id", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"),
    ("ID", "Hora de início", "Hora de conclusão", "Email", "Nome"),
    ("Id", "Starttidspunkt", "Fuldførelsestidspunkt", "Mail", "Navn"),
    ("ID", "Starttidspunkt", "Fullføringstidspunkt", "E-post", "Navn"),
    ("Identyfikator", "Godzina rozpoczęcia", "Godzina ukończenia", "Adres e-mail", "Nazwa"),
    ("ID", "Čas zahájení", "Čas dokončení", "E-mail", "Jméno"),
    ("ID", "開始時刻", "完了時刻", "メール", "名前"),
    ("ID", "开始时间", "完成时间", "电子邮件", "名称"),
]
STAMPS = [
    *("Timestamp", "Zeitstempel", "Horodateur", "Marca temporal", "Informazioni cronologiche", "Tijdstempel"),
    *("Carimbo de data/hora", "Tidstämpel", "Tidsstempel", "Sygnatura czasowa", "タイムスタンプ", "Отметка времени"),
]
OF_MOMENTS = {Field.START, Field.START_DATE, Field.START_TIME, Field.END, Field.END_DATE, Field.END_TIME}
SINCE = datetime(2026, 1, 2, 8, 30, 17, tzinfo=UTC).replace(tzinfo=None)
ANSWERS = [(SINCE + timedelta(days=day), SINCE + timedelta(days=day, seconds=95)) for day in range(3)]
PLANNED = [(f"2031-01-{day} 09:00:00", f"2031-01-{day} 10:00:00") for day in (13, 14, 15)]


def rows(times: Sequence[tuple[Cell, Cell]]) -> list[list[Cell]]:
    """The first five cells of a form's rows."""
    return [[number, *pair, f"guest{number}@example.com", "Bo Ek"] for number, pair in enumerate(times, 1)]


def under(headers: Sequence[str], times: Sequence[tuple[Cell, Cell]]) -> list[tuple[str, Sequence[Cell]]]:
    """The same, by column."""
    return [(header, [row[place] for row in rows(times)]) for place, header in enumerate(headers)]


@pytest.mark.parametrize("headers", FORMS, ids=lambda headers: headers[1])
def test_when_a_form_was_filled_in_is_no_start(headers: tuple[str, ...]) -> None:
    for said in (ANSWERS, [(str(start), str(end)) for start, end in ANSWERS]):
        with pytest.raises(UnreadableFile) as refused:
            examined(sheet_of([*headers, "Xyzzy"], [[*row, "a"] for row in rows(said)]))
        told = str(refused.value)
        assert told.startswith(f"These are answers to a survey or a form: “{headers[1]}” and “{headers[2]}” say when")
        assert "=start" not in told
        assert "--allow-past" not in told


@pytest.mark.parametrize("headers", FORMS, ids=lambda headers: headers[1])
def test_the_same_words_are_those_of_meetings_where_the_times_are_set_by_somebody(headers: tuple[str, ...]) -> None:
    assert Field.IGNORE not in fields(under(headers, PLANNED))[1:2]


@pytest.mark.parametrize("left_out", [0, 3, 4])
def test_it_takes_the_whole_form_to_call_it_one(left_out: int) -> None:
    found = fields([column for place, column in enumerate(under(FORMS[3], ANSWERS)) if place != left_out])
    assert OF_MOMENTS.intersection(filter(None, found))


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_form_that_books_meetings_is_told_how_and_not_by_the_time_of_the_answer(stamp: str) -> None:
    answers: list[list[Cell]] = [
        [f"2026-01-0{day} 10:14:22", "ann@example.com", f"2031-02-1{day}", "9:00", "9:30", f"question about part {day}"]
        for day in (2, 3, 4)
    ]
    headers = [stamp, "Email", "Wished day", "Start time", "End time", "What about"]
    with pytest.raises(UnreadableFile) as refused:
        examined(sheet_of(headers, answers))
    told = str(refused.value)
    assert told.startswith(f"These are answers to a survey or a form: “{stamp}” says when it was filled in")
    assert '--map "Wished day=start_date"' in told
    assert '--map "What about=title"' in told
    assert f"{stamp}=" not in told
    assert "--allow-past" not in told


@pytest.mark.parametrize("question", ["Which day suits you for the interview?", "Topic of your interview"])
def test_no_question_of_a_survey_without_a_start_is_offered_as_the_title(question: str) -> None:
    answers = [[*row, "Either is fine"] for row in rows(ANSWERS)]
    with pytest.raises(UnreadableFile) as refused:
        examined(sheet_of([*FORMS[0], question], answers))
    assert "=title" not in str(refused.value)
    assert '--map "Their header=field"' in str(refused.value)


def test_a_question_is_none_either_where_nothing_else_shows_a_survey() -> None:
    for header, offered in (("Topic of the interview", True), ("Which interview?", False), ("面接？", False)):  # noqa: RUF001 - as Japanese writes it
        with pytest.raises(UnreadableFile) as refused:
            examined(sheet_of(["Email", header], [["a@example.com", "First round"], ["b@example.com", "Panel round"]]))
        assert (f'--map "{header}=title"' in str(refused.value)) is offered


def test_what_map_says_of_a_stamp_counts() -> None:
    headers = [*FORMS[0], "Ämne"]
    cells = [[*row, "Samtal"] for row in rows(ANSWERS)]
    found = examined(sheet_of(headers, cells), column_map={"Starttid": "start"}, duration=1800)
    assert found.mapping.of(Field.START)[0].header == "Starttid"


def test_a_log_with_a_stamp_is_not_called_a_form() -> None:
    log: list[list[Cell]] = [[f"2026-01-0{day} 10:14:22", "first step", day] for day in (2, 3, 4)]
    with pytest.raises(UnreadableFile) as refused:
        examined(sheet_of(["Timestamp", "Xyzzy", "Count"], log))
    assert "answers" not in str(refused.value)
    asked = [[*row, "yes"] for row in log]
    with pytest.raises(UnreadableFile, match="answers to a survey"):
        examined(sheet_of(["Timestamp", "Xyzzy", "Count", "Can you come?"], asked))
