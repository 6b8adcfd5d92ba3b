"""Cells as yes or no, and as one of a few words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulkmeet.cells.flags import (
    may_say_off,
    parse_flag,
    parse_going_ahead,
    parse_meeting_type,
    parse_milliseconds,
    parse_role,
    says_cancelled,
    says_going_ahead,
    says_plainly_not_cancelled,
    unsettled_beside,
)
from bulkmeet.cells.titles import parse_title, title_says_cancelled
from bulkmeet.model import Cell, Parsed

YES = [
    True,
    1,
    1.0,
    "TRUE",
    "yes",
    "Y",
    " x ",
    "X",
    "✓",
    "☑",
    "✔\ufe0f",
    "Ja",
    "wahr",
    "OUI",
    "vrai",
    "sí",
    "si",
    "SÌ",
    "sim",
    "verdadero",
    "vero",
    "はい",
    "是",
    "[x]",
    "'TRUE",
    "Yes.",
    "ok",
    "waar",
    "Ein",
    "an",
    "aan",
    "On",
    "Activé",
    "Activado",
    "Attivato",
    "オン",
    *("ano", "Áno", "igen", "Kyllä", "EVET", "Ja", "taip", "jah", "Tak", "Так", "да"),
]
NO = [
    False,
    0,
    0.0,
    "false",
    "No",
    "n",
    "nein",
    "Falsch",
    "non",
    "FAUX",
    "falso",
    "não",
    "NAO",
    "nee",
    "いいえ",
    "☐",
    "否",
    "\u2014",
    "n/a",
    "✗",
    "0.0",
    *("ne", "Nem", "nei", "Ei", "hayır", "HAYIR", "Όχι", "nu", "ні", "нет", "nē"),
    "Aus",
    "uit",
    "off",
    "Désactivé",
    "Desativado",
    "Disattivato",
    "オフ",
]


@pytest.mark.parametrize("cell", YES)
def test_yes_in_eight_languages(cell: Cell) -> None:
    assert parse_flag(cell) == Parsed(value=True)


@pytest.mark.parametrize("cell", NO)
def test_no_in_eight_languages(cell: Cell) -> None:
    assert parse_flag(cell) == Parsed(value=False)


@pytest.mark.parametrize("cell", ["perhaps", 2, -1, "yes/no", date(2026, 3, 4), "?"])
def test_anything_else_is_neither(cell: Cell) -> None:
    parsed = parse_flag(cell)
    assert parsed.value is None
    assert [problem.code for problem in parsed.problems] == ["flag_unreadable"]


@pytest.mark.parametrize("read", [parse_flag, parse_role, says_cancelled, parse_meeting_type, parse_milliseconds])
def test_a_blank_cell_says_nothing_and_an_error_value_is_told(read) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - several signatures
    assert read(None) == read("  ") == Parsed()
    assert [problem.code for problem in read("#REF!").problems] == ["unreadable_cell"]


@pytest.mark.parametrize(
    "cell",
    [
        True,
        "yes",
        "x",
        "Cancelled",
        "CANCELED",
        "annulé",
        "Annulée",
        "abgesagt",
        "storniert",
        "cancelado",
        "annullato",
        "geannuleerd",
        "中止",
        "Refunded",
        "Not attending",
        "Cancelled by host",
        "Canceled: sick",
        "CANCELLED!!",
        "cancelled - sick",
        "moved, then cancelled",
        "Termin entfällt leider",
        "No, cancelled",
        "本日中止",
        "gelöscht",
        "Inställt",
        "CXLD",
        "Entfall",
        "Fällt aus",
        "Ausfall",
        "No-show",
        "キャンセル済",
    ],
)
def test_a_status_that_takes_the_row_out(cell: Cell) -> None:
    assert says_cancelled(cell) == Parsed(value=True)


@pytest.mark.parametrize(
    "cell",
    [
        False,
        "no",
        0,
        "Confirmed",
        "Attending",
        "ACTIVE",
        "scheduled",
        "bestätigt",
        "Confirmé",
        "confirmado",
        "Not cancelled",
        "checked in",
        "ok",
        "Busy",
        "nicht abgesagt",
        "-",
    ],
)
def test_a_status_that_leaves_the_row_in(cell: Cell) -> None:
    assert says_cancelled(cell) == Parsed(value=False)


@pytest.mark.parametrize(
    "cell",
    [
        *("Declined", "Decline_Queue", "Rejected by the board", "waitlisted", "Wait-list", "Abgelehnt", "Warteliste"),
        *("refusé", "Rechazada", "rifiutato", "recusado", "geweigerd", "odrzucone", "zamítnuto", "avböjd", "hylätty"),
        *("отклонено", "辞退", "却下", "拒绝", "Candidate withdrew"),
    ],
)
def test_declined_and_waiting_say_what_may_not_take_place(cell: str) -> None:
    assert may_say_off(cell)
    assert [problem.code for problem in says_cancelled(cell).problems] == ["cancelled_unclear"]


@pytest.mark.parametrize("cell", ["Accepted", "Accept_Queue", "Confirmed", "Stuck", "Lead", "yes please", "California"])
def test_other_words_do_not(cell: str) -> None:
    assert not may_say_off(cell)


@pytest.mark.parametrize(
    "cell",
    [
        *("see Ana", "No longer cancelled", "has not been cancelled", "n'est pas annulé", "ein", "aus", 7),
        *("Superseded", "No longer needed", "DNA", "Cx", "Completed", "Closed", "Arrived"),
        *("Done", "Held", "Past", "Ended"),
    ],
)
def test_a_status_nobody_knows_and_one_of_the_past_are_asked_about(cell: Cell) -> None:
    parsed = says_cancelled(cell)
    assert parsed.value is None
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [("cancelled_unreadable", "error")]


@pytest.mark.parametrize("cell", ["Completed", "DONE", "over.", "Held", "erledigt", "terminé", "realizada", "完了"])
def test_a_word_for_what_has_taken_place_is_told_as_such(cell: str) -> None:
    (problem,) = says_cancelled(cell).problems
    assert problem.message == (
        f"“{cell}” seems to say that the meeting has taken place; delete the row, or write Confirmed if it is still "
        "ahead."
    )


@pytest.mark.parametrize(
    "cell", ["Upcoming", "Tentative", "open", "offen", "à venir", "aperto", "pendiente", "nieuw", "novo", "予約済み"]
)
def test_words_for_going_ahead_are_known_in_eight_languages(cell: str) -> None:
    assert says_cancelled(cell) == Parsed(value=False)
    assert says_going_ahead(cell)


@pytest.mark.parametrize(
    "cell",
    [
        *("已预定", "已预约", "已预订", "预定成功", "已確認", "已預約", "已預訂", "預約済", "已确定"),
        *("予約済み", "予約済", "予約完了", "日程確定", "確認済み", "예약됨", "예약완료", "예약 확정", "확인됨"),
    ],
)
def test_what_is_booked_or_confirmed_in_east_asia_goes_ahead_like_booked(cell: str) -> None:
    assert says_cancelled(cell).value is False
    assert says_plainly_not_cancelled(cell)
    assert unsettled_beside([cell, "pending"]) == (["pending"], cell)


@pytest.mark.parametrize("cell", ["已预定", "已確認", "予約済み", "예약됨", "확정"])
def test_so_it_does_below_a_header_that_asks(cell: str) -> None:
    assert parse_going_ahead(cell).value is True


@pytest.mark.parametrize("cell", ["待确认", "已取消", "待審核", "未预约", "取消预定", "仮予約", "대기 예약"])
def test_what_is_open_or_off_there_still_does_not(cell: str) -> None:
    assert says_cancelled(cell).value is not False


@pytest.mark.parametrize(
    "cell", ["Rescheduled", "Postponed", "Verschoben", "Rescheduled from 9/3", "Declined", "Draft"]
)
def test_a_meeting_that_was_put_off_is_asked_about(cell: Cell) -> None:
    parsed = says_cancelled(cell)
    assert parsed.value is None
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [("cancelled_unclear", "error")]


@pytest.mark.parametrize(
    "cell",
    [
        *("needs moving", "please move", "waiting for new date", "client asked for new time"),
        *("Needs reschedule", "Reschedule", "To be rescheduled", "Reschedule requested", "Needs to be moved"),
        *(
            "needs a new time",
            "New date TBC",
            "zu verschieben",
            "Muss verschoben werden",
            "à reporter",
            "Por reagendar",
        ),
        *("da spostare", "A remarcar", "te verplaatsen", "要変更", "待改期", "변경 필요"),
    ],
)
def test_what_is_still_to_be_moved_is_not_created_as_it_stands(cell: str) -> None:
    (problem,) = says_cancelled(cell).problems
    assert problem.code == "cancelled_unclear"
    assert problem.message == (
        f"“{cell}” says that this is to be moved; write its new time into the row and Confirmed here, or Cancelled to "
        "leave it out."
    )


@pytest.mark.parametrize(
    "cell",
    [
        *("Do not reschedule", "Not to be moved", "Moved in", "New client", "Reporter: Ana", "Rescheduling not needed"),
        *("Rescheduling done", "flyttas inte", "Reschedule declined - keep"),
    ],
)
def test_what_only_sounds_like_it_is_not_to_be_moved(cell: str) -> None:
    assert "is to be moved" not in str(says_cancelled(cell))


@pytest.mark.parametrize(
    "title",
    [
        "CANCELLED Budget",
        "Budget (cancelled)",
        "Budget - CANCELED",
        "FW: Canceled: Budget",
        "Cancelled event: Budget @ Thu",
        "Inställt: Möte",
        "已取消: 会议",
        "Canceled: Weekly 1:1",
        "Cancelled: x",
        "CANCELLED - Budget",
        "Abgesagt: Jour fixe",
        "Annulé : Point",
        "Cancelado: Clase",
        "Annullato: Lezione",
        "キャンセル済み: 定例",
        "キャンセル済み\uff1a定例",
        "[Cancelled] Budget",
        "Cancelled \u2013 Budget",
        "cancelled",
    ],
)
def test_outlooks_prefix_marks_a_cancelled_meeting(title: str) -> None:
    assert title_says_cancelled(title)


@pytest.mark.parametrize(
    "title",
    [
        "Cancelled flights review",
        "Cancellation policy: news",
        "Weekly 1:1",
        "",
        "Refunded: how to",
        "Cancel: the new button",
        "How to tell: cancelled",
        "Cancelled-order review",
    ],
)
def test_a_title_about_cancelling_is_not_cancelled(title: str) -> None:
    assert not title_says_cancelled(title)


@pytest.mark.parametrize(
    "cell", [True, "yes", "x", "Organizer", "organiser", "HOST", "Organisator", "Organizador", "Organisateur"]
)
def test_the_organizer_is_known_by_flag_or_role(cell: Cell) -> None:
    assert parse_role(cell) == Parsed(value=True)


@pytest.mark.parametrize(
    "cell", [False, "no", "Attendee", "presenter", "Participant", "required", "Optional", "guest", "Teilnehmer"]
)
def test_everybody_else_is_not_the_organizer(cell: Cell) -> None:
    assert parse_role(cell) == Parsed(value=False)


def test_an_unknown_role_is_asked_about() -> None:
    assert [problem.code for problem in parse_role("Co-organizer").problems] == ["role_unreadable"]


@pytest.mark.parametrize(
    ("cell", "meeting_type"),
    [
        ("LARGE_MEETING", "LARGE_MEETING"),
        ("large", "LARGE_MEETING"),
        ("Large Meeting", "LARGE_MEETING"),
        ("PERSONAL", "PERSONAL"),
        ("personal meeting", "PERSONAL"),
        ("UNIQUE_MEETING", "UNIQUE_MEETING"),
        ("unique-meeting", "UNIQUE_MEETING"),
        ("Unique", "UNIQUE_MEETING"),
        ("CUSTOM_UNIQUE_MEETING", "CUSTOM_UNIQUE_MEETING"),
        (" custom  unique ", "CUSTOM_UNIQUE_MEETING"),
    ],
)
def test_a_meeting_type_is_known_in_any_spelling(cell: Cell, meeting_type: str) -> None:
    assert parse_meeting_type(cell) == Parsed(meeting_type)


@pytest.mark.parametrize("cell", ["webinar", "meeting", "uniq", 3, True, "custom"])
def test_another_meeting_type_is_answered_with_the_four(cell: Cell) -> None:
    parsed = parse_meeting_type(cell)
    assert parsed.value is None
    assert [problem.code for problem in parsed.problems] == ["meeting_type_unknown"]
    for known in ("LARGE_MEETING", "PERSONAL", "UNIQUE_MEETING", "CUSTOM_UNIQUE_MEETING"):
        assert known in parsed.problems[0].message


@pytest.mark.parametrize(
    ("cell", "unit", "milliseconds"),
    [
        (90000, None, 90000),
        (0, None, 0),
        (90000.0, None, 90000),
        ("90000", "ms", 90000),
        ("90000.0", None, 90000),
        (90, "s", 90000),
        (1.5, "min", 90000),
        ("1.5", "h", 5_400_000),
        (0.1, "s", 100),
        (timedelta(seconds=90), "h", 90000),
    ],
)
def test_talk_time_is_in_milliseconds_or_what_the_header_says(cell: Cell, unit: str | None, milliseconds: int) -> None:
    assert parse_milliseconds(cell, unit) == Parsed(milliseconds)


@pytest.mark.parametrize(
    "cell",
    [
        -1,
        1.5,
        "1,500",
        "a while",
        True,
        "5 min",
        float("nan"),
        float("inf"),
        1e300,
        timedelta(seconds=-1),
        "٣",
        "9" * 400,
    ],
)
def test_any_other_talk_time_is_an_error(cell: Cell) -> None:
    parsed = parse_milliseconds(cell)
    assert parsed.value is None
    assert [problem.code for problem in parsed.problems] == ["talk_time_unreadable"]


@given(st.text())
def test_no_text_breaks_a_reader_or_goes_without_a_word(text: str) -> None:
    for read in (parse_flag, parse_role, says_cancelled, parse_meeting_type, parse_milliseconds):
        parsed = read(text)
        assert parsed == Parsed() or parsed.value is not None or parsed.problems
    title_says_cancelled(text)


@pytest.mark.parametrize("title", ["Sync *cancelled*", "Sync (cancelled 3/4)", "Review of cancelled orders"])
def test_a_title_that_speaks_of_cancelling_is_pointed_out(title: str) -> None:
    parsed = parse_title(title)
    assert (parsed.value, [(problem.code, problem.severity) for problem in parsed.problems]) == (
        title,
        [("title_mentions_cancelling", "warning")],
    )


@pytest.mark.parametrize("title", ["Canceled: Sync", "Sync", "Not cancelled: Sync"])
def test_a_title_that_is_marked_as_cancelled_or_says_nothing_of_it_is_not(title: str) -> None:
    assert not parse_title(title).problems


@pytest.mark.parametrize(
    "title",
    [
        *("Postponed: Demo", "RESCHEDULED - Demo", "[On hold] Demo", "Verschoben: Jour fixe", "Reporté : Point"),
        *("Aplazado: Clase", "(rinviato) Lezione", "Uitgesteld: Les", "Moved to Friday: Demo", "POSTPONED Demo"),
        *("Fri clinic - moved to 22 Jan", "Demo (postponed)", "Demo \u2013 verschoben auf Montag", "DO NOT BOOK"),
        *("DO NOT USE old sync", "Do not use: old sync", "Old sync (do not use)", "FW: Postponed: Demo"),
    ],
)
def test_a_title_that_says_that_it_was_put_off_is_an_error(title: str) -> None:
    parsed = parse_title(title)
    assert parsed.value is None
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [("title_put_off", "error")]


@pytest.mark.parametrize(
    "title",
    ["Moved by music", "Postponed payments review", "How to hold a meeting", "Do not use plastic", "Sample review"],
)
def test_a_title_about_putting_off_is_a_title(title: str) -> None:
    assert parse_title(title) == Parsed(title)


@pytest.mark.parametrize("cell", ["Rescheduled", "rescheduled by client", "verschoben", "verplaatst"])
def test_a_status_of_moving_is_said_to_be_usually_of_the_old_time(cell: str) -> None:
    (problem,) = says_cancelled(cell).problems
    assert (
        "usually the old time of a meeting that was moved; write Cancelled if another row holds the new"
        in problem.message
    )


@pytest.mark.parametrize(
    "cell",
    [
        "Zrušeno",
        "törölve",
        "peruttu",
        "otkazano",
        "Odpovedano",
        "anulată",
        "iptal edildi",
        "Отменено",
        "скасовано",
        "בוטל",
        "ملغى",
    ],
)
def test_a_status_says_cancelled_in_the_languages_whose_headers_are_known(cell: str) -> None:
    assert says_cancelled(cell) == Parsed(value=True)


def test_a_status_says_in_more_languages_that_something_is_not_cancelled() -> None:
    assert [problem.code for problem in says_cancelled("не отменено").problems] == ["cancelled_unreadable"]
    assert [problem.code for problem in says_cancelled("לא בוטל").problems] == ["cancelled_unreadable"]
    assert [problem.code for problem in says_cancelled("غير ملغى").problems] == ["cancelled_unreadable"]
    assert says_cancelled("Отменено клиентом") == Parsed(value=True)


@pytest.mark.parametrize(
    "word",
    [
        "Odpovedané",
        "Installteam gebucht",
        "Iptalia booked",
        "Cancelleria",
        "annular",
        "отменно",
        "Entfaller Str. booked",
    ],
)
def test_a_word_that_only_begins_like_cancelled_in_another_language_takes_no_row_out(word: str) -> None:
    assert says_cancelled(word).value is None


def test_every_word_for_cancelled_that_is_inflected_is_seen_among_other_words() -> None:
    statuses = (
        *("Cancelled_by_host", "CanceledByClient", "cancelled2", "Gecanceld", "CXL'd", "annullata ieri", "anulada hoy"),
        *("Odwołane przez klienta", "Odpovedano danes", "iptal edildi dün", "Inställd idag", "отмененная встреча"),
        *("ακυρώθηκε χθες", "zrušené dnes", "kansellert i dag", "fällt aus!", "annulée hier", "lemondott óra"),
        *("בוטל – הדרכה", "ملغى اليوم"),  # noqa: RUF001 - a dash as people type it
    )
    assert [status for status in statuses if says_cancelled(status) != Parsed(value=True)] == []
