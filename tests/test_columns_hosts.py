"""Whoever --map makes the host is no guest: what the other columns say of that person is said of the host."""

import pytest

from bulkmeet.model import Host
from tests.sheets import emails, errors, examined, meetings, message, only, sheet_of
from tests.test_columns import ADDRESSES, MOMENTS, Sheet, fields


@pytest.mark.parametrize(
    ("address", "name", "field"),
    [
        ("Email", "Name", "host_name"),
        ("E-Mail", "Your name", None),
        ("Student email", "Student name", "host_name"),
        ("Email", "First name", "ignore"),
        ("Email", "Phone", "ignore"),
        ("Student email", "Parent name", "name"),
    ],
)
def test_what_stands_beside_an_address_that_was_made_the_hosts_is_the_hosts_too(
    address: str, name: str, field: str | None
) -> None:
    sheet: Sheet = {
        "Title": ["Kickoff", "Review"],
        "Start": MOMENTS,
        address: ADDRESSES,
        name: ["Lena Fisk", "Omar Bey"],
    }
    assert fields(sheet, **{address: "host_email"})[3] == field


def test_a_guest_with_an_address_of_their_own_is_none_of_the_hosts() -> None:
    sheet: Sheet = {"Student email": ADDRESSES, "Student name": ["Lena", "Omar"], "Guest email": ADDRESSES}
    assert fields(sheet, **{"Student email": "host_email"})[1] == "name"


def test_the_host_of_a_form_is_not_invited_by_name() -> None:
    headers = ("Email", "Name", "Topic", "Start", "End", "Attendees")
    row = ("lena@example.com", "Lena Fisk", "Lab safety", "2026-09-10 14:30", "2026-09-10 15:15", "gail@example.com")
    meeting = only(examined(sheet_of(headers, [row]), column_map={"Email": "host_email"}))
    assert (meeting.host.email, emails(meeting)) == ("lena@example.com", ["gail@example.com"])


@pytest.mark.parametrize("beside", ["Name", "Phone", "First name"])
def test_several_people_beside_one_host_are_guests(beside: str) -> None:
    first, second = ("+1 415 555 0100", "+1 415 555 0101") if beside == "Phone" else ("Ben", "Cy")
    sheet = f"""
        Title   | Start            | End              | Email           | {beside}
        Kickoff | 2026-09-10 14:00 | 2026-09-10 15:00 | ana@example.com | {first}
        Kickoff | 2026-09-10 14:00 | 2026-09-10 15:00 | ANA@example.com | {second}
    """
    meeting = only(examined(sheet, column_map={"Email": "host_email"}))
    assert len(meeting.participants) == 2
    assert meeting.host == Host(email="ana@example.com")


def test_the_phones_of_guests_stay_with_their_names() -> None:
    sheet = """
        Title   | Start            | End              | Email           | Name | Phone
        Kickoff | 2026-09-10 14:00 | 2026-09-10 15:00 | ana@example.com | Ben  | +1 415 555 0100
        Kickoff | 2026-09-10 14:00 | 2026-09-10 15:00 | ana@example.com | Cy   | +1 415 555 0100
    """
    meeting = only(examined(sheet, column_map={"Email": "host_email"}))
    assert [(person.name, person.phone) for person in meeting.participants] == [
        ("Ben", "+14155550100"),
        ("Cy", "+14155550100"),
    ]


# ---- ids that cannot be read beside addresses --------------------------------------------------------------

GUESTS = ("Title", "Start", "End", "User ID", "Host email", "Attendees")
TIMES = ("2026-09-10 14:30", "2026-09-10 15:15")


@pytest.mark.parametrize("spoilt", ["6.23673E+15", "623673000000000000000", "me@example.com"])
def test_a_good_address_of_the_host_wins_over_an_id_that_cannot_be_read_and_says_so(spoilt: str) -> None:
    rows = [
        ("A", *TIMES, spoilt, "lena@example.com", "gail@example.com"),
        ("B", *TIMES, "6236731234567891", "omar@example.com", "gail@example.com"),
        ("C", *TIMES, spoilt, None, "gail@example.com"),
    ]
    found = examined(sheet_of(GUESTS, rows))
    assert [meeting.host.email for meeting in meetings(found)] == ["lena@example.com", None]
    assert [issue.cell for issue in found.issues if issue.code == "id_not_used"] == ["D2"]
    assert "so “lena@example.com” in “Host email” hosts the meeting" in message(found.issues, "id_not_used")
    assert [cell for _, cell in errors(found.issues)] == ["D4"]


def test_an_address_that_is_wrong_itself_does_not_mend_the_id() -> None:
    found = examined(sheet_of(GUESTS, [("A", *TIMES, "6.23673E+15", "lena@", "gail@example.com")]))
    assert errors(found.issues) == [("id_mangled", "D2"), ("email_malformed", "E2")]


def test_ids_with_letters_are_another_programs_and_leave_the_host_to_be_said() -> None:
    headers = [header for header in GUESTS if header != "Host email"]
    sheet = sheet_of(headers, [("A", *TIMES, "zcrm_5725767000000191017", "gail@example.com")])
    found = examined(sheet, host=Host(email="lena@example.com"))
    assert only(found).host.email == "lena@example.com"
    assert "with --host" in message(found.issues, "ids_not_used")
    assert [code for code, _ in errors(examined(sheet).issues)] == ["host_missing"]


# ---- columns nobody reads that may say who hosts -----------------------------------------------------------

OMAR = Host(email="omar@example.com")


@pytest.mark.parametrize(
    "header",
    [
        *("Host User ID\n(Dialpad)", "Host User ID Dialpad", "Host ID (Dialpad)", "Host Dialpad User ID"),
        *("Dialpad host id", "[Dialpad] Organizer ID"),
    ],
)
def test_dialpads_name_beside_a_known_header_says_nothing_more(header: str) -> None:
    assert fields({header: ["6236731234567891"]}) == ["user_id"]


@pytest.mark.parametrize("header", ["Dialpad", "Dialpad email", "Dialpad meeting ID", "Dialpad link"])
def test_dialpads_name_is_not_taken_off_where_it_may_say_something(header: str) -> None:
    assert fields({header: ["x1"]}) == [None]


@pytest.mark.parametrize(
    ("header", "cell", "field"),
    [
        ("Agent ref", "6236731234567891", "user_id"),
        ("Licence", "6.23673E+15", "user_id"),
        ("Staff ID", "6236731234567891", "user_id"),
        ("Hosted in the name of", "Lena Fisk", "host_name"),
        ("Veranstalterin vor Ort", "Lena Fisk", "host_name"),
        ("Account of the host desk", "lena@example.com", "host_email"),
    ],
)
@pytest.mark.parametrize("host", [None, OMAR])
def test_a_column_that_may_name_the_hosts_is_asked_about_before_one_host_is_given_for_all(
    header: str, cell: str, field: str, host: Host | None
) -> None:
    row = ("A", *TIMES, cell)
    found = examined(sheet_of(("Title", "Start", "End", header), [row]), host=host)
    (error,) = [issue for issue in found.issues if issue.severity == "error"]
    assert (error.code, error.cell) == ("hosts_not_used", "D1")
    assert f'--map "{header}={field}"' in error.message
    assert "--host" not in error.message
    assert not meetings(found)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        *(("Agent ref", "812345"), ("Order number", "6236731234567891"), ("Host told?", "yes")),
        *(("Host since", "2026-03-02"), ("Told the host", "that the room is rather small this time")),
    ],
)
def test_a_column_that_hardly_names_a_host_is_not_asked_about(header: str, cell: str) -> None:
    row = ("A", *TIMES, cell)
    meeting = only(examined(sheet_of(("Title", "Start", "End", header), [row]), host=OMAR))
    assert meeting.host == OMAR


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        *(("Organiser notes", "second speaker joins by phone"), ("Notes for the host", "Bring the slides")),
        *(("Remarks of the host", "ask for Lena first"), ("Bemerkungen (Veranstalter)", "bitte Folien mitbringen")),
        *(("Commentaires de l'hôte", "salle un peu petite"), ("Notas del anfitrión", "llega algo tarde")),
        *(("主催者メモ", "二人目の講演者は電話で参加"), ("Комментарий организатор", "придёт немного позже")),
    ],
)
def test_notes_about_hosts_name_none(header: str, cell: str) -> None:
    row = ("A", *TIMES, cell)
    meeting = only(examined(sheet_of(("Title", "Start", "End", header), [row]), host=OMAR))
    assert meeting.host == OMAR


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        *(("Organiser notes", "Lena Fisk"), ("Organiser notes", "lena fisk"), ("Host remarks", "Maria van der Berg")),
        *(("Organiser notes", "lena@example.com"), ("Organiser notes", "ask lena@example.com first")),
        *(("Organiser desk", "second speaker joins by phone"), ("主催者メモ", "アレクサンダー・スミス")),
        ("Notes of the host", "Müller-Lüdenscheidt"),
    ],
)
def test_a_name_or_an_address_below_notes_about_hosts_is_asked_about(header: str, cell: str) -> None:
    row = ("A", *TIMES, cell)
    found = examined(sheet_of(("Title", "Start", "End", header), [row]), host=OMAR)
    assert [issue.cell for issue in found.issues if issue.severity == "error"] == ["D1"]
    assert not meetings(found)


def test_where_a_column_gives_the_hosts_no_other_is_asked_about() -> None:
    row = ("A", *TIMES, "lena@example.com", "6236731234567891")
    meeting = only(examined(sheet_of(("Title", "Start", "End", "Host email", "Host desk"), [row])))
    assert meeting.host.email == "lena@example.com"


@pytest.mark.parametrize(
    "header",
    [
        *("Staff liaison (host)", "Chair (Host)", "Leitung (Gastgeber)", "Président (organisateur)"),
        *("Email (host)", "Run by [organiser]", "Facilitator (meeting host)"),
    ],
)
@pytest.mark.parametrize("cell", ["pat@example.com", "Pat Greer <pat@example.com>"])
def test_a_role_that_is_the_host_in_brackets_gives_the_host(header: str, cell: str) -> None:
    row = ("A", "2026-09-10 14:30", "2026-09-10 15:15", cell)
    assert only(examined(sheet_of(("Title", "Start", "End", header), [row]))).host == Host(email="pat@example.com")


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        *(("Deputy (host)", "pat@example.com"), ("Co-chair (host)", "pat@example.com")),
        *(("Client (host)", "pat@example.com"), ("Chair (host)", "pat@example.com; omar@example.com")),
        ("Chair (host)", "Pat Greer"),
    ],
)
def test_where_it_may_be_somebody_else_it_is_asked_about(header: str, cell: str) -> None:
    row = ("A", "2026-09-10 14:30", "2026-09-10 15:15", cell)
    found = examined(sheet_of(("Title", "Start", "End", header), [row]), host="lena@example.com")
    assert errors(found.issues)
    assert not meetings(found)


def test_two_columns_of_hosts_are_asked_about() -> None:
    row = ("A", "2026-09-10 14:30", "2026-09-10 15:15", "pat@example.com", "lena@example.com")
    found = examined(sheet_of(("Title", "Start", "End", "Chair (host)", "Host email"), [row]))
    assert errors(found.issues)
    assert not meetings(found)


def test_one_host_for_the_meetings_of_several_people_is_pointed_out_once() -> None:
    sheet = """
        Title | Start            | Duration | Meeting organizer
        Owls  | 2027-04-12 09:00 | 1 h      | Lucía Romero
        Bats  | 2027-04-13 09:00 | 1 h      | Pablo Ortega
        Moths | 2027-04-14 09:00 | 1 h      | lucía romero
    """
    host = Host(email="program@example.org")
    found = examined(sheet, host=host)
    assert len(meetings(found)) == 3
    assert message(found.issues, "host_for_several") == (
        "“Meeting organizer” names 2 different people, like “lucía romero” and “Pablo Ortega”, and --host hosts the "
        "meetings of all of them; if each is to host their own, write their addresses into a column called “Host "
        "email”, and leave the option out when you run bulkmeet."
    )
    for other in (sheet.replace("Pablo Ortega", "Lucía Romero"), sheet.replace("Meeting organizer", "Speaker")):
        assert "host_for_several" not in {issue.code for issue in examined(other, host=host).issues}


def test_one_host_for_all_that_hosts_nothing_is_pointed_out_with_the_column_that_does() -> None:
    sheet = """
        Title | Start            | Duration | Speaker email
        Owls  | 2027-04-12 09:00 | 1 h      | ann@example.com
        Bats  | 2027-04-13 09:00 | 1 h      | ben@example.com
    """
    host = Host(email="program@example.org")
    found = examined(sheet, host=host, column_map={"Speaker email": "host_email"})
    assert '--map "Speaker email=attendees"' in message(found.issues, "host_not_used")
    found = examined(sheet.replace("ben@example.com", " "), host=host, column_map={"Speaker email": "host_email"})
    assert "host_not_used" not in {issue.code for issue in found.issues}
