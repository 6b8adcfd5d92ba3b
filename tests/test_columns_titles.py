"""What is offered as the title of a sheet that lacks one: what a meeting is about, and never people's names."""

from collections.abc import Sequence

import pytest

from bulkmeet.cells.words import words_of
from bulkmeet.columns.fields import Column
from bulkmeet.columns.offers import Advice, lacking
from bulkmeet.columns.titles import possible_titles
from bulkmeet.errors import UnreadableFile
from bulkmeet.model import Cell
from tests.sheets import examined, meetings, message, only, sheet_of

PEOPLE: list[Cell] = ["Dr. Mara Lindt", "Jon de Vries", "Ana Ruiz-Soto", "Öykü Demir Kaya"]
TEXTS: list[Cell] = ["ask about the exam", "papers for the grant", "first look at the plan", "grades of last term"]
WHEN: list[Cell] = ["2027-01-12 09:00", "2027-01-13 09:00", "2027-01-14 09:00", "2027-01-15 09:00"]


def offered(*columns: tuple[str, Sequence[Cell]]) -> list[str]:
    """The headers of those of the columns, all of them unread, that may be the title."""
    unread = [Column(index, header) for index, (header, _) in enumerate(columns)]
    return [column.header for column in possible_titles(unread, [cells for _, cells in columns])]


@pytest.mark.parametrize(
    "header",
    [
        *("Sitzungsleitung", "Nombre y apellidos", "Name and surname", "Mötesledare", "Chair of the session"),
        *(
            "Schüler*in",
            "Studente",
            "Imię i nazwisko",
            "Nom et prénom",
            "Voorzitter",
            "Led by",
            "保護者氏名",
            "학생 이름",
        ),
        *("Parent name", "Noms et prénoms", "Nome e cognome", "Jméno a příjmení", "Ordstyrer", "Subject teacher"),
    ],
)
def test_a_column_of_people_is_never_the_title(header: str) -> None:
    assert offered((header, PEOPLE)) == []


@pytest.mark.parametrize("header", ["Sitzungsleitung", "Session chair's notes for", "Opiekun", "Studente"])
def test_a_header_that_names_a_role_is_enough(header: str) -> None:
    assert offered((header, TEXTS)) == []


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Appointment type", ["Standard Physio Telehealth", "Initial Telehealth Assessment"]),
        ("Gesprek", ["10-minutengesprek"] * 2),
        ("Art der Sitzung", ["Großes Blutbild", "Kleiner Check"]),
    ],
)
def test_kinds_of_what_is_held_may_be_titles_though_they_look_like_names_or_are_all_one(
    header: str, cells: Sequence[Cell]
) -> None:
    assert offered((header, cells)) == [header]


@pytest.mark.parametrize("header", ["Xyzzy", "With", "Session with", "Meeting for"])
def test_so_are_cells_that_look_like_names(header: str) -> None:
    assert offered((header, PEOPLE)) == []
    assert offered((header, ["Mara Lindt; Jon de Vries", "Ana Ruiz-Soto", "Öykü Demir & Bo Ek"])) == []


def test_titles_in_capitals_are_no_names() -> None:
    assert offered(("Xyzzy", ["Board Meeting", "Spring Training", "Budget Session"])) == ["Xyzzy"]
    assert offered(("Main topic", ["Budget Planning", "Roof Repair", "Garden Work"])) == ["Main topic"]


def test_forms_of_address_are_of_people_whatever_the_header_says() -> None:
    assert offered(("Main topic", ["Dr. Mara Lindt", "Frau Ruiz-Soto", "Herr Ek"])) == []


@pytest.mark.parametrize(
    "header",
    [
        *("Asunto de la tutoría", "Beratungsthema", "Betreff / Anliegen", "Sujet de l'entretien", "Oggetto colloquio"),
        *("Sitzung / Gremium", "Assunto do atendimento", "Onderwerp gesprek", "Temat szkolenia", "Téma schůzky"),
        *("Ärende / ämne", "Emne for samtalen", "Görüşme konusu", "Megbeszélés tárgya és témája"),
        *(
            "Тема консультации",
            "面談テーマ",
            "会议主题说明",
            "회의 제목",
            "Attività",
            "Sprechtag",
            "Reason for the call",
        ),
    ],
)
def test_what_a_meeting_is_about_goes_before_other_texts(header: str) -> None:
    if header != "会议主题说明":  # a word in the middle is not looked for where nothing parts the words
        assert offered(("Xyzzy", TEXTS), (header, TEXTS), ("Quux", TEXTS)) == [header]
    assert header in offered((header, TEXTS))


def test_what_is_held_goes_before_other_texts() -> None:
    assert offered(("Xyzzy", TEXTS), ("Session offered", TEXTS)) == ["Session offered"]
    assert offered(("Xyzzy", TEXTS), ("Session room", TEXTS)) == ["Xyzzy"]
    assert offered(("Anything else?", TEXTS), ("What is it about?", TEXTS)) == ["What is it about?"]


def test_a_subject_may_come_again_and_again_but_not_how_it_stands() -> None:
    few: list[Cell] = ["Board", "Council"]
    assert offered(("Committee", few), ("Start", WHEN)) == ["Committee"]
    assert offered(("Committee done", few), ("Start", WHEN)) == []


@pytest.mark.parametrize("cells", [["9:00-13:00", "8.00\u201312.00"], ["a@example.com", "b@example.com"], WHEN])
def test_times_and_addresses_are_no_titles_whatever_the_header_says(cells: Sequence[Cell]) -> None:
    assert offered(("Subject matter", cells)) == []


def test_where_several_could_be_the_title_they_are_named() -> None:
    found = examined(sheet_of(["Xyzzy", "Quux", "Start", "Duration", "Host email"], _rows(TEXTS)))
    assert message(found.issues, "column_missing").endswith(
        'with --map "Their header=title" for the one of “Xyzzy” and “Quux” that it is.'
    )


def test_the_only_one_that_could_be_is_offered_in_words_to_copy() -> None:
    found = examined(sheet_of(["Quux", "Leitung der Runde", "Start", "Duration", "Host email"], _rows(PEOPLE)))
    assert message(found.issues, "column_missing").endswith('perhaps with --map "Quux=title".')


def test_a_long_list_of_columns_to_choose_from_is_cut() -> None:
    told = lacking("plan.xlsx", ["a title"], Advice(titles=tuple(Column(place, f"C{place}") for place in range(9))))
    assert "for the one of “C0”, “C1”, “C2” and “C3” that" in told


def test_words_are_compared_without_case_and_accents() -> None:
    assert words_of("Ärende_2 / ÄMNE") == ("arende", "amne")


def _rows(second: Sequence[Cell]) -> list[list[Cell]]:
    cells = zip(TEXTS, second, WHEN, strict=True)
    return [[text, other, when, "30 min", "ann@example.com"] for text, other, when in cells]


def test_words_that_begin_alike_are_no_names() -> None:
    rounds: list[Cell] = ["Rundgang Nord", "Rundgang Mitte", "Rundgang Süd", "Rundgang West"]
    assert offered(("Xyzzy", rounds)) == ["Xyzzy"]
    assert offered(("Xyzzy", ["Frau Ruiz-Soto", "Frau Lindt", "Frau Ek", "Frau Demir"])) == []


def test_texts_of_a_sheet_that_says_nowhere_when_are_not_taken_for_titles() -> None:
    texts = [Column(0, "Xyzzy"), Column(1, "Session offered")]
    assert possible_titles(texts[:1], [TEXTS, TEXTS], by_cells=False) == ()
    assert possible_titles(texts, [TEXTS, TEXTS], by_cells=False) == (texts[1],)
    with pytest.raises(UnreadableFile, match='with --map "Their header=field"'):
        examined(sheet_of(["Xyzzy", "Host email"], [[text, "ann@example.com"] for text in TEXTS]))


@pytest.mark.parametrize("header", ["Board / Commission meeting", "Committee meeting", "Board/Committee Meeting"])
def test_the_meetings_of_a_board_are_titles(header: str) -> None:
    row = ("Planning", "2026-09-10 14:30", "2026-09-10 15:15", "pat@example.com")
    assert only(examined(sheet_of((header, "Start", "End", "Host email"), [row]))).title == "Planning"


@pytest.mark.parametrize("cells", [("Yes", "No"), ("2026-09-12", "2026-09-13")])
def test_below_such_a_header_yes_no_and_days_are_none(cells: tuple[str, str]) -> None:
    rows = [(cell, "2026-09-10 14:30", "2026-09-10 15:15", "pat@example.com") for cell in cells]
    assert not meetings(examined(sheet_of(("Board meeting", "Start", "End", "Host email"), rows)))


def test_a_title_goes_before_the_meeting_of_a_board() -> None:
    row = ("Planning", "Budget", "2026-09-10 14:30", "2026-09-10 15:15", "pat@example.com")
    sheet = sheet_of(("Committee meeting", "Title", "Start", "End", "Host email"), [row])
    assert only(examined(sheet)).title == "Budget"


@pytest.mark.parametrize(
    "header", ["Deposition", "Hearing", "Mediation", "Orientation", "Induction", "Anhörung", "Médiation"]
)
def test_what_courts_and_newcomers_are_called_to_is_a_title(header: str) -> None:
    assert offered(("Code", TEXTS), (header, TEXTS)) == [header]


def test_a_column_of_lengths_is_never_offered_as_the_title() -> None:
    lengths: list[Cell] = ["3 hours", "2.5 hours", "90 minutes", "1 hour"]
    assert offered(("Est. length", lengths), ("Session", lengths)) == []
    assert offered(("Est. length", lengths), ("Anything", TEXTS)) == ["Anything"]


def test_a_title_and_an_end_that_are_missing_are_advised_from_different_columns() -> None:
    sheet = sheet_of(
        ("One", "Other", "Start", "Est. length", "Real length", "Host email"),
        [(text, text, when, "2 hours", "3 hours", "jo@example.com") for text, when in zip(TEXTS, WHEN, strict=True)],
    )
    told = message(examined(sheet).issues, "column_missing")
    assert '--map "Their header=title" for the one of “One” and “Other” that it is' in told
    assert "length=duration" in told


@pytest.mark.parametrize("header", ["Opmerking", "Bemerkungen", "Uwagi", "備考", "Remarks"])
def test_remarks_are_never_offered_as_titles(header: str) -> None:
    found = examined(f"""
        {header}        | Start            | Duration | Host email
        parents apart   | 2027-04-12 09:00 | 1 h      | ann@example.com
        bring the form  | 2027-04-13 09:00 | 1 h      | ben@example.com
    """)
    assert f"{header}=title" not in message(found.issues, "column_missing")


@pytest.mark.parametrize("title", ["HR", "Fru Holm", "Dr. Lee"])
def test_a_department_is_a_title_and_no_form_of_address(title: str) -> None:
    found = examined(
        sheet_of(
            ["Title", "Start", "End", "Host email"],
            [
                *([title, f"{when[:10]} 09:00", "10:00", "jo@example.com"] for when in map(str, WHEN[:3])),
                ["Finance", "2027-01-20 09:00", "10:00", "jo@example.com"],
            ],
        )
    )
    assert [meeting.title for meeting in meetings(found)] == [title] * 3 + ["Finance"]


@pytest.mark.parametrize("header", ["Tarif", "Price category", "Prezzo", "Tarifa", "Ticket fee", "Preis"])
def test_prices_are_no_titles(header: str) -> None:
    assert offered((header, ["Plein tarif", "Tarif étudiant", "Invitation au salon", "Tarif réduit"])) == []


@pytest.mark.parametrize(
    "day",
    [
        *("Date d'achat", "Purchase date", "Payment date", "Kaufdatum", "Fecha de compra", "Data di acquisto"),
        *("Aankoopdatum", "Data zakupu", "Köpdatum", "購入日"),
    ],
)
def test_a_list_of_purchases_is_refused_without_a_hint_at_its_days_and_prices(day: str) -> None:
    rows = [(f"g{number}@example.com", "Plein tarif", f"1{number}/10/2026") for number in range(2, 6)]
    with pytest.raises(UnreadableFile) as refusal:
        examined(sheet_of(("E-mail", "Tarif", day), rows))
    assert "=title" not in str(refusal.value)
    assert "=start" not in str(refusal.value)


HELD: list[Cell] = ["Acme kickoff", "Borealis", "Castellan in three steps", "Interview of A. Byrne"]


@pytest.mark.parametrize(
    "header",
    [
        *("Candidate meeting", "Client call", "Client meeting", "Customer call", "Client session", "Patient visit"),
        *("Parent/teacher meeting", "Team meeting", "Kunde Termin", "Meeting with client", "Réunion avec le client"),
        *("Entretien candidat", "Appel client", "Rendez-vous client", "Llamada cliente", "Colloquio candidato"),
    ],
)
def test_what_is_held_with_somebody_may_be_the_title_and_is_asked_about(header: str) -> None:
    rows = [(cell, when, "30 min", "jo@example.com") for cell, when in zip(HELD, WHEN, strict=True)]
    found = examined(sheet_of((header, "Start", "Duration", "Host email"), rows))
    assert [meeting.title for meeting in meetings(found)] == HELD
    assert [column.header for column in found.mapping.columns if column.by_likeness] == [header]


@pytest.mark.parametrize(
    "header",
    [
        *("Meeting client", "Session tutor", "Client meeting notes", "Client call outcome", "Last client call"),
        *("Client meeting status", "Client call number", "Client visit feedback", "Client", "Client interest"),
    ],
)
def test_who_it_is_held_with_and_what_is_said_of_it_is_no_title(header: str) -> None:
    assert offered((header, HELD)) == []


@pytest.mark.parametrize("header", ["Candidate interview", "Client call", "Entretien candidat"])
def test_names_of_those_it_is_held_with_are_no_titles(header: str) -> None:
    assert offered((header, PEOPLE)) == []


MIXED: list[Cell] = ["=SUM(1+1) plan", "-10% sale", "@crew", "review"]
UNKNOWN = ("ഓണം", "തീയതി", "തുടക്കം", "ഒടുക്കം", "നടത്തുന്ന", "വരുന്നവർ")
"""Headers in a language that no table knows."""


def _in_unknown_words(*texts: Cell) -> list[tuple[Cell, ...]]:
    guests = "gil@example.com; dan@example.com"
    return [(text, f"2027-04-1{day}", "10:00", "11:00", "noa@example.com", guests) for day, text in enumerate(texts)]


def test_everything_about_a_sheet_in_an_unknown_language_is_asked_at_once() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        examined(sheet_of(UNKNOWN, _in_unknown_words(*MIXED)))
    told = str(refusal.value)
    said = dict(zip(UNKNOWN, ["title", "start_date", "start_time", "end_time", "host_email", "attendees"], strict=True))
    assert [header for header, field in said.items() if f'--map "{header}={field}"' not in told] == []
    assert "No column of “meetings.csv” says by its header that it holds a title" in told
    found = examined(sheet_of(UNKNOWN, _in_unknown_words(*MIXED)), column_map=said)
    assert [meeting.title for meeting in meetings(found)] == MIXED


def test_where_two_columns_could_be_the_title_in_an_unknown_language_neither_is_offered() -> None:
    rows = [(*row, text) for row, text in zip(_in_unknown_words(*MIXED), MIXED[::-1], strict=True)]
    with pytest.raises(UnreadableFile) as refusal:
        examined(sheet_of((*UNKNOWN, "ഇടം"), rows))
    assert '--map "Their header=title"' in str(refusal.value)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        *(("Xyzzy", ["Blue", "Red", "Blue", "Red"]), ("Xyzzy", ["yes", "no", "yes", "yes"]), ("Xyzzy", PEOPLE)),
        *(("Signature", MIXED), ("Stand", MIXED), ("Kind", MIXED), ("Opiekun", MIXED)),
        ("Xyzzy", [f"https://example.com/{place}" for place in range(4)]),
        ("Xyzzy", ["Europe/Paris", "Asia/Tokyo", "Europe/Rome", "Asia/Seoul"]),
        ("Xyzzy", ["jo@example.com", "ann@example.com", "bo@example.com", "cy@example.com"]),
    ],
)
def test_the_only_unread_column_is_no_title_if_it_holds_or_says_something_else(
    header: str, cells: Sequence[Cell]
) -> None:
    found = examined(sheet_of([header, "Xyz", "Start", "Duration", "Host email"], _rows_below(cells)))
    assert f"{header}=title" not in message(found.issues, "column_missing")


def _rows_below(cells: Sequence[Cell]) -> list[list[Cell]]:
    return [[cell, None, when, "30 min", "ann@example.com"] for cell, when in zip(cells, WHEN, strict=True)]


def test_the_only_unread_column_of_single_words_is_offered_as_the_title() -> None:
    found = examined(sheet_of(["Xyzzy", "Xyz", "Start", "Duration", "Host email"], _rows_below(MIXED)))
    assert 'perhaps with --map "Xyzzy=title"' in message(found.issues, "column_missing")
