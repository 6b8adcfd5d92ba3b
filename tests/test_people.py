"""Cells as people: an address, a phone number, a list of attendees."""

import csv
import os
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bulkmeet.cells.people import AND_ALL, PART_OF_ADDRESS, parse_email, parse_people, parse_phone
from bulkmeet.cells.text import folded
from bulkmeet.cells.words import COMES, NOBODY, STAYS_AWAY
from bulkmeet.columns.fields import Column, Field
from bulkmeet.model import Cell, Parsed, Participant, Unreadable
from bulkmeet.parser.people import people_of
from bulkmeet.parser.together import ReadCell, Said
from tests.sheets import examined

CORPUS = Path(os.environ.get("BULKMEET_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))

ANA = Participant(email="ana@example.com", name="Ana Ruiz")
CHEN = Participant(email="chen@example.com", name="Chen Li")
BEN = Participant(email="ben@example.com", name="Okafor, Ben")


def codes(parsed: Parsed[str] | Parsed[tuple[Participant, ...]]) -> list[str]:
    return [problem.code for problem in parsed.problems]


# ---- addresses


@pytest.mark.parametrize(
    "cell",
    [
        "ana@example.com",
        " ana@example.com\u00a0",
        "ana@EXAMPLE.com",
        "mailto:ana@example.com",
        "MAILTO: ana@example.com",
        "<ana@example.com>",
        "Ana Ruiz <ana@example.com>",
        "Ana Ruiz <mailto:ana@example.com>;",
        '"Ruiz, Ana" <ana@example.com>',
        "ana@example.com <ana@example.com>",
        "'ana@example.com'",
        "ana@example.com;",
        "ana@example.com,",
        "ana@example.com.",
        "ana@example.com\n",
        "\u202aana@example.com\u202c",
        "ana\u200b@example.com",
    ],
)
def test_an_address_is_taken_out_of_what_surrounds_it(cell: str) -> None:
    assert parse_email(cell) == Parsed("ana@example.com")


@pytest.mark.parametrize(
    "address", ["Ana.Ruiz@example.com", "o'neil@example.com", "+a@example.com", "josé@example.com"]
)
def test_the_part_before_the_at_sign_stays_as_it_is(address: str) -> None:
    assert parse_email(address) == Parsed(address)


@pytest.mark.parametrize(
    "cell",
    [
        "Ana Ruiz",
        "ana@example",
        "ana@@example.com",
        "ana..ruiz@example.com",
        "ana ruiz@example.com",
        "ana@example.com?subject=hi",
        "ana@localhost",
        5,
        True,
        date(2026, 3, 4),
    ],
)
def test_a_malformed_address_is_an_error_that_shows_it(cell: Cell) -> None:
    parsed = parse_email(cell)
    assert parsed.value is None
    assert codes(parsed) == ["email_malformed"]
    assert "like ana@example.com" in parsed.problems[0].message


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("ana ruiz@example.com", "there is a blank in it"),
        ("ana@example com", "there is a blank in it; put a semicolon between two people"),
        ("ana@example", "what follows the @ has no period, as in example.com"),
        ("ana@@example.com", "there is more than one @ in it"),
        ("ana..ruiz@example.com", "there are two periods in a row"),
        ("ana@-example.com", "there is a hyphen right after the @"),
        ("ana.@example.com", "there is a period right before the @"),
        (".ana@example.com", "it begins with a period"),
        ("ana@", "nothing follows the @"),
        ("@example.com", "nothing stands before the @"),
        ("Ana Ruiz", "there is no @ in it"),
        ("ana@exam_ple.com", "there is a “_” after the @, where none can be"),
        ("ana@example.123", "no address ends like that"),
    ],
)
def test_what_is_wrong_with_an_address_is_said_in_plain_words(cell: str, reason: str) -> None:
    message = parse_email(cell).problems[0].message
    assert message.startswith(f"“{cell}” is not an email address like ana@example.com; correct it ({reason}")
    assert "invalid" not in message


@pytest.mark.parametrize(
    "cell",
    [
        "a@example.com\nX-Evil: 1",
        "a@exam\tple.com",
        "a\x00@example.com",
        "<a@example.com\x1b[2J>",
    ],
)
def test_a_header_cannot_be_smuggled_in_behind_an_address(cell: str) -> None:
    parsed = parse_email(cell)
    assert parsed.value is None
    assert codes(parsed) == ["email_malformed"]
    assert not any(character in parsed.problems[0].message for character in "\r\n\x00\x1b")


@pytest.mark.parametrize(
    "cell",
    [
        "a@example.com; b@example.com",
        "a@example.com, b@example.com",
        "a@example.com\nb@example.com",
        "a@example.com b@example.com",
        "Ana <a@example.com>; Ben <b@example.com>",
        "a@example.com <b@example.com>",
    ],
)
def test_two_addresses_where_one_belongs_are_told_apart_from_a_typing_error(cell: str) -> None:
    assert codes(parse_email(cell)) == ["email_more_than_one"]


@pytest.mark.parametrize("read", [parse_email, parse_phone, parse_people])
def test_a_blank_cell_is_nobody(read) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - three signatures
    assert read(None) == read(" \n") == Parsed()


@pytest.mark.parametrize("read", [parse_email, parse_phone, parse_people])
def test_an_error_value_is_told_as_such(read) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - three signatures
    assert codes(read("#N/A")) == codes(read(Unreadable("=A1", "never calculated"))) == ["unreadable_cell"]


# ---- phones


@pytest.mark.parametrize(
    "cell",
    [
        "+1 415 555 0101",
        "+14155550101",
        "(415) 555-0101",
        "415.555.0101",
        "1-415-555-0101",
        "tel:+14155550101",
        "'+1 415 555 0101",
        "\u202a+1 415\u00a0555\u20110101\u202c",
        "\uff0b1 415 555 0101",
        4155550101,
        14155550101,
        14155550101.0,
        "14155550101.0",
    ],
)
def test_a_phone_number_becomes_e164_and_fictional_ones_pass(cell: Cell) -> None:
    assert parse_phone(cell) == Parsed("+14155550101")


def test_a_number_without_a_country_code_is_read_in_the_region() -> None:
    assert parse_phone("020 7946 0000", "GB") == Parsed("+442079460000")
    assert parse_phone("+44 (0)20 7946 0000", "US") == Parsed("+442079460000")
    parsed = parse_phone("020 7946 0000", "US")
    assert codes(parsed) == ["phone_malformed"]
    assert "write it with + and the country code" in parsed.problems[0].message


def test_a_number_that_is_wrong_in_the_region_that_was_said_is_not_told_to_say_it() -> None:
    parsed = parse_phone("0412 345 67", "AU")
    assert parsed.problems[0].message == (
        "“0412 345 67” cannot be read as one AU phone number; check its digits, or write it with + and the country "
        "code, like +1 415 555 0100."
    )


@pytest.mark.parametrize(
    ("zone", "number", "told"),
    [
        ("Europe/London", "07700 900187", "perhaps with --region GB."),
        ("Europe/Berlin", "030 901820", "perhaps with --region DE."),
        ("UTC", "07700 900187", "like --region GB."),
    ],
)
def test_a_number_of_another_country_is_told_the_region_that_the_zone_is_of(zone: str, number: str, told: str) -> None:
    sheet = f"""
        Title   | Start            | End              | Host email      | Attendee email  | Attendee phone
        Kickoff | 2026-09-10 14:00 | 2026-09-10 15:00 | ana@example.com | ben@example.com | {number}
    """
    (problem,) = [issue for issue in examined(sheet, timezone=zone).issues if issue.code == "phone_malformed"]
    assert problem.message.endswith(told)


@pytest.mark.parametrize(("zone", "region"), [("America/New_York", "US"), ("Europe/London", "GB")])
def test_the_region_that_a_number_was_read_in_is_not_offered_again(zone: str, region: str) -> None:
    sheet = """
        Title   | Start            | End              | Host email      | Attendee email  | Attendee phone
        Kickoff | 2026-09-10 14:00 | 2026-09-10 15:00 | ana@example.com | ben@example.com | 123
    """
    found = examined(sheet, timezone=zone, region=region)
    (problem,) = [issue for issue in found.issues if issue.code == "phone_malformed"]
    assert f"--region {region}" not in problem.message


@pytest.mark.parametrize(
    "cell", ["+1 415 555 0101 x12", "415-555-0101 ext. 4", "(415) 555-0101,,123#", "415-555-0101 #12"]
)
def test_an_extension_is_not_dropped_silently(cell: str) -> None:
    parsed = parse_phone(cell)
    assert parsed.value is None
    assert codes(parsed) == ["phone_has_extension"]


@pytest.mark.parametrize("cell", ["1.41556E+10", "1,41556E+10", "1.4e10", 1.4e20])
def test_a_number_excel_has_mangled_cannot_be_dialled(cell: Cell) -> None:
    assert codes(parse_phone(cell)) == ["phone_mangled"]


@pytest.mark.parametrize(
    "cell",
    [
        "555-0101",
        "+12",
        "911",
        "call 415 555 0101",
        "415 555 0101 home",
        "415 555 0101 / 415 555 0102",
        "-14155550101",
        -4155550101,
        "=1+1",
        "1-800-FLOWERS",
        "none",
        "+999 123456",
        "1" * 400,
        True,
        date(2026, 3, 4),
        4155550101.5,
    ],
)
def test_what_cannot_be_dialled_as_it_stands_is_an_error(cell: Cell) -> None:
    parsed = parse_phone(cell)
    assert parsed.value is None
    assert codes(parsed) == ["phone_malformed"]


@given(st.integers(min_value=100, max_value=199), st.sampled_from(["+1 415 555 0{}", "(415) 555-0{}", "4155550{}"]))
def test_however_a_number_is_spaced_it_is_the_same_number(last: int, form: str) -> None:
    assert parse_phone(form.format(last)).value == f"+14155550{last}"


# ---- lists of attendees


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("ana@example.com", [Participant(email="ana@example.com")]),
        ("Ana Ruiz <ana@example.com>", [ANA]),
        ("Ana Ruiz (ana@example.com)", [ANA]),
        ("Ana Ruiz [ana@example.com]", [ANA]),
        ("ana@example.com (Ana Ruiz)", [ANA]),
        ("Ana Ruiz ana@example.com", [ANA]),
        ("ana@example.com - Ana Ruiz", [ANA]),
        ("(ana@example.com - Ana Ruiz)", [ANA]),
        ("[Ana Ruiz - ana@example.com]", [ANA]),
        ("<ana@example.com - Ana Ruiz>", [ANA]),
        ("[Ana Ruiz](mailto:ana@example.com)", [ANA]),
        ("1. Ana Ruiz <ana@example.com>\n2. Chen Li <chen@example.com>", [ANA, CHEN]),
        ("Required: Ana Ruiz <ana@example.com>; Optional: Chen Li <chen@example.com>", [ANA, CHEN]),
        ("Ana Ruiz <ana@example.com> (required)", [ANA]),
        ("Ana Ruiz <ana@example.com> Chen Li <chen@example.com>", [ANA, CHEN]),
        ("Ana Ruiz <ana@example.com> and Chen Li <chen@example.com>", [ANA, CHEN]),
        ("Ana Ruiz <ana@example.com> | Chen Li <chen@example.com>", [ANA, CHEN]),
        ("Smith & Sons <info@example.com>", [Participant(email="info@example.com", name="Smith & Sons")]),
        (
            "van der Berg, Jan <jan@example.com>, Okafor, Ben <ben@example.com>",
            [Participant(email="jan@example.com", name="van der Berg, Jan"), BEN],
        ),
        ("Ana Ruiz - ana@example.com", [ANA]),
        ("Ana Ruiz <mailto:ana@example.com>", [ANA]),
        ("\u2022 Ana Ruiz <ana@example.com>\n\u2022 Chen Li <chen@example.com>", [ANA, CHEN]),
        ("Ana Ruiz <ana@example.com>; Chen Li <chen@example.com>;", [ANA, CHEN]),
        ("Ana Ruiz <ana@example.com>, Chen Li <chen@example.com>", [ANA, CHEN]),
        ("Ana Ruiz <ana@example.com>\r\nChen Li <chen@example.com>\r\n", [ANA, CHEN]),
        ("Ana Ruiz <ana@example.com>\tChen Li <chen@example.com>", [ANA, CHEN]),
        ("Ana Ruiz <ana@example.com>\uff1bChen Li <chen@example.com>", [ANA, CHEN]),
        ('"Okafor, Ben" <ben@example.com>', [BEN]),
        ("Okafor, Ben <ben@example.com>", [BEN]),
        ("Okafor, Ben (ben@example.com)", [BEN]),
        ("Okafor, Ben <ben@example.com>; Ana Ruiz <ana@example.com>", [BEN, ANA]),
        ("Okafor, Ben <ben@example.com>, Ana Ruiz <ana@example.com>", [BEN, ANA]),
        ('"Okafor, Ben" <ben@example.com>, "Ana Ruiz" <ana@example.com>', [BEN, ANA]),
        ("Ana Ruiz <ana@example.com>; Okafor, Ben, ben@example.com", [ANA, BEN]),
        ("<ana@example.com>", [Participant(email="ana@example.com")]),
        ("ana@example.com<mailto:ana@example.com>", [Participant(email="ana@example.com")]),
        ("'ana@example.com' <ana@example.com>", [Participant(email="ana@example.com")]),
    ],
)
def test_people_are_read_the_ways_people_write_them(cell: str, people: Sequence[Participant]) -> None:
    assert parse_people(cell) == Parsed(tuple(people))


@pytest.mark.parametrize(
    "cell",
    [
        "a@example.com; b@example.com",
        "a@example.com,b@example.com",
        "a@example.com\nb@example.com",
        "a@example.com b@example.com",
        "a@example.com;;b@example.com;",
        "; a@example.com, b@example.com,",
        "mailto:a@example.com; mailto:b@example.com",
        "a@example.com\u3001b@example.com",
        "a@example.com / b@example.com",
        "a@example.com/b@example.com",
        "a@example.com and b@example.com",
        "a@example.com, and b@example.com",
        "smtp:a@example.com; SMTP:b@example.com",
        "['a@example.com', 'b@example.com']",
        "\u2022 a@example.com \u2022 b@example.com",
    ],
)
def test_bare_addresses_need_no_particular_separator(cell: str) -> None:
    assert parse_people(cell) == Parsed((Participant(email="a@example.com"), Participant(email="b@example.com")))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Ana Ruiz;Chen Li;Okafor, Ben", ["Ana Ruiz", "Chen Li", "Okafor, Ben"]),
        ("Okafor, Ben", ["Okafor, Ben"]),
        ("Okafor, Ben;", ["Okafor, Ben"]),
        ("Okafor, Ben\nRuiz, Ana", ["Okafor, Ben", "Ruiz, Ana"]),
        ("Ana Ruiz, Chen Li", ["Ana Ruiz", "Chen Li"]),
        ("Ana, Ben, Chen", ["Ana", "Ben", "Chen"]),
        ("Ana Ruiz (Sales, EMEA); Chen Li", ["Ana Ruiz (Sales, EMEA)", "Chen Li"]),
        ('"Okafor", "Ruiz"', ["Okafor", "Ruiz"]),
        ("Ana Ruiz <>", ["Ana Ruiz"]),
        ('"Ana,"', ["Ana,"]),
        ("Tom Bell & Anna Khan", ["Tom Bell", "Anna Khan"]),
        ("Mr & Mrs Khan", ["Mr & Mrs Khan"]),
        ("HR and Ana Lee", ["HR", "Ana Lee"]),
        ("Herr Dr. und Frau Khan", ["Herr Dr. und Frau Khan"]),
        ("M. et Mme Khan", ["M. et Mme Khan"]),
        ("Sra. y Sr. Khan", ["Sra. y Sr. Khan"]),
        ("Ana Ruiz, Mr and Mrs Khan", ["Ana Ruiz", "Mr and Mrs Khan"]),
        ("Mr Khan & Mrs Bell", ["Mr Khan", "Mrs Bell"]),
    ],
)
def test_names_without_an_address_stay_and_each_is_pointed_out(cell: str, names: Sequence[str]) -> None:
    parsed = parse_people(cell)
    assert parsed.value == tuple(Participant(name=name) for name in names)
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [
        ("attendee_without_email", "warning") for _ in names
    ]
    assert all(f"“{name}”" in problem.message for name, problem in zip(names, parsed.problems, strict=True))


def test_a_missing_address_is_asked_for_by_example() -> None:
    assert parse_people("Chen Li").problems[0].message == (
        "“Chen Li” has no email address, so no invitation can reach them; add one, like Chen Li <chen@example.com>."
    )


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Ana Ruiz, Chen Li <chen@example.com>", [Participant(name="Ana Ruiz"), CHEN]),
        ("Ana Ruiz, ana@example.com", [Participant(name="Ana Ruiz"), Participant(email="ana@example.com")]),
        (
            "Ana, Ben, Chen <chen@example.com>",
            [Participant(name="Ana"), Participant(name="Ben"), Participant(email="chen@example.com", name="Chen")],
        ),
    ],
)
def test_somebody_before_a_name_with_an_address_is_not_swallowed(cell: str, people: Sequence[Participant]) -> None:
    parsed = parse_people(cell)
    assert parsed.value == tuple(people)
    assert set(codes(parsed)) == {"attendee_without_email"}


@pytest.mark.parametrize(
    "cell", ["Ana Ruiz, Chen Li <chen@example.com>; Dana Park <dana@example.com>", "Ruiz, Ana Maria <ana@example.com>"]
)
def test_a_comma_that_may_separate_two_people_is_pointed_out(cell: str) -> None:
    parsed = parse_people(cell)
    assert codes(parsed) == ["attendee_unclear"]
    assert parsed.problems[0].severity == "warning"
    assert parsed.value is not None


def test_the_same_address_twice_is_one_person_with_the_name_it_has_somewhere_and_is_told() -> None:
    parsed = parse_people("ANA@example.com; Ana Ruiz <ana@example.com>; ana@EXAMPLE.com +1 415 555 0101")
    assert parsed.value == (Participant(email="ANA@example.com", name="Ana Ruiz", phone="+14155550101"),)
    (problem,) = parsed.problems
    assert (problem.code, problem.severity) == ("attendee_twice", "warning")
    assert "“ANA@example.com” stands in this list more than once" in problem.message


def test_two_names_or_two_numbers_for_one_address_are_told() -> None:
    (names,) = parse_people("Ana Ruiz <ana@example.com>; Ben Okafor <ana@example.com>").problems
    assert "“Ben Okafor” has the same email address as “Ana Ruiz”" in names.message
    (numbers,) = parse_people("ana@example.com 415 555 0101; ana@example.com 415 555 0102").problems
    assert "with +14155550101 and +14155550102, and is invited once, with the first" in numbers.message


FARAH = Participant(email="farah@example.com", name="Farah Khan", phone="+14155550104")


@pytest.mark.parametrize(
    "cell",
    [
        "Farah Khan <farah@example.com> +1 415 555 0104",
        "Farah Khan <farah@example.com> (415) 555-0104",
        "Farah Khan <farah@example.com; +1 415 555 0104>",
        "Farah Khan (farah@example.com, 415 555 0104)",
        "Farah Khan farah@example.com tel: 415.555.0104",
        "Farah Khan +1 415 555 0104 <farah@example.com>",
        "1. Farah Khan <farah@example.com> (+1 (415) 555 0104)",
    ],
)
@pytest.mark.parametrize("others", ["", "; ana@example.com"])
def test_a_phone_number_in_a_list_is_that_of_the_person_it_stands_with(cell: str, others: str) -> None:
    people = (FARAH,) if not others else (FARAH, Participant(email="ana@example.com"))
    assert parse_people(cell + others) == Parsed(people)


@pytest.mark.parametrize(
    "cell",
    ["farah@example.com +1 415 555 0104", "farah@example.com (415 555 0104)", "+1 415 555 0104 farah@example.com"],
)
def test_a_phone_number_is_never_a_name(cell: str) -> None:
    assert parse_people(cell) == Parsed((Participant(email="farah@example.com", phone="+14155550104"),))


def test_a_name_with_a_phone_number_needs_no_address() -> None:
    assert parse_people("Farah Khan +1 415 555 0104") == Parsed((Participant(name="Farah Khan", phone="+14155550104"),))
    assert parse_people("Farah 020 7946 0000", "GB").value == (Participant(name="Farah", phone="+442079460000"),)


def test_two_people_with_numbers_and_a_comma_between_stay_two() -> None:
    parsed = parse_people("Farah Khan <farah@example.com> +1 415 555 0104, Ana Ruiz <ana@example.com>")
    assert parsed == Parsed((FARAH, ANA))


def test_a_number_that_stands_alone_in_a_list_is_told_where_to_go() -> None:
    (problem,) = parse_people("f.khan@example.com, +1 415 555 0104").problems
    assert (problem.code, problem.severity) == ("attendees_unreadable", "error")
    assert problem.message.endswith("like f.khan@example.com +1 415 555 0104.")


@pytest.mark.parametrize(
    "cell", ["Farah 555 0104", "farah@example.com (555 0104)", "farah@example.com +1 415 555 0104 x12"]
)
def test_a_number_in_a_list_that_cannot_be_dialled_is_an_error(cell: str) -> None:
    parsed = parse_people(cell)
    assert parsed.value is None
    assert codes(parsed)[0].startswith("phone_")


@pytest.mark.parametrize("name", ["Class 2026-2027", "Team 12", "Room 101 (Ana)"])
def test_a_year_or_a_room_in_a_name_is_no_phone_number(name: str) -> None:
    assert parse_people(name).value == (Participant(name=name),)


def test_two_of_one_name_without_addresses_may_be_two_people() -> None:
    parsed = parse_people("Ana Ruiz; Ana Ruiz")
    assert parsed.value == (Participant(name="Ana Ruiz"), Participant(name="Ana Ruiz"))


def test_brackets_that_do_not_close_are_asked_about() -> None:
    assert codes(parse_people("Ana<Chen Li<chen@example.com>")) == ["email_malformed"]


def test_every_malformed_address_of_a_list_is_named() -> None:
    parsed = parse_people("ana@@example.com; chen@example.com; Ben <ben@example>; Dana <dana>")
    assert parsed.value is None
    assert codes(parsed) == ["email_malformed"] * 3
    assert "“ana@@example.com”" in parsed.problems[0].message
    assert "“ben@example”" in parsed.problems[1].message


@pytest.mark.parametrize("cell", ["Ana a@example.com Ben b@example.com", "b@example.com <a@example.com>"])
def test_two_addresses_in_one_entry_ask_for_a_semicolon(cell: str) -> None:
    parsed = parse_people(cell)
    assert codes(parsed) == ["email_more_than_one"]
    assert "semicolon" in parsed.problems[0].message


@pytest.mark.parametrize("cell", ["Ana <ana@example.com\r\nBcc: x>", "Ana (ana@example.com\x00)"])
def test_a_list_takes_no_control_characters_either(cell: str) -> None:
    parsed = parse_people(cell)
    assert parsed.value is None
    assert parsed.problems


@pytest.mark.parametrize("cell", [3, 3.0, 0, "3", " 12 ", "3.0"])
def test_a_head_count_is_no_list_of_attendees(cell: Cell) -> None:
    parsed = parse_people(cell)
    assert parsed.value is None
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [("attendees_is_a_count", "error")]


@pytest.mark.parametrize("cell", [True, date(2026, 3, 4), "x" * 1001, "\x1b[2JAna"])
def test_what_names_nobody_is_an_error(cell: Cell) -> None:
    assert codes(parse_people(cell)) == ["attendees_unreadable"]


@pytest.mark.parametrize("cell", ["N/A", "none", "Keine", "aucun", "なし", "a@example.com; none"])
def test_a_word_for_nobody_invites_nobody(cell: str) -> None:
    parsed = parse_people(cell)
    assert parsed == Parsed((Participant(email="a@example.com"),) if "@" in cell else None)
    assert "@" in cell or parse_email(cell) == Parsed()


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=ben", "email_malformed"),
        ("ben at example dot com", "email_malformed"),
        ("ben [at] example.com", "email_malformed"),
        ("+1 415 555 0100", "attendees_unreadable"),
        ("https://example.com/list", "attendees_unreadable"),
        ("same as above", "attendees_unreadable"),
        ("TBD (marketing)", "attendee_undecided"),
        ("12 attendees", "attendees_is_a_count"),
        ("Ana/ana@example.com", "email_malformed"),
    ],
)
def test_what_is_nobodys_name_is_refused_with_its_reason(cell: str, code: str) -> None:
    parsed = parse_people(cell)
    assert parsed.value is None
    assert codes(parsed) == [code]


@pytest.mark.parametrize("cell", ["-", ";;", " ; , \n"])
def test_punctuation_alone_is_nobody(cell: str) -> None:
    assert parse_people(cell) == Parsed()


JOINING = ("and", "und", "et", "y", "e", "en", "og", "och")
LETTERS = st.characters(categories=["Lu", "Ll", "Lo"], max_codepoint=0xD7FF)
TITLES = frozenset({"phd", "md", "mba", "jr", "sr", "dr", "prof", "esq", "dds", "cpa", "rn", "ii", "iii"})
"""Behind a comma they are no first name: “Lee, Jr” is Lee Jr."""
WORDS = st.text(alphabet=LETTERS, min_size=1, max_size=8).filter(
    lambda word: word not in JOINING and word.casefold() not in TITLES
)
NO_NAMES = NOBODY | COMES | STAYS_AWAY
PLAIN_NAMES = (
    st.lists(WORDS, min_size=1, max_size=3)
    .map(" ".join)
    .filter(lambda name: folded(name) not in NO_NAMES and not AND_ALL.fullmatch(folded(name)))
)
INVERTED_NAMES = st.tuples(WORDS, WORDS).map(", ".join).filter(lambda name: not AND_ALL.fullmatch(folded(name)))
ADDRESSES = st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?@[a-z]{2,8}\.example\.com", fullmatch=True)
ALWAYS_SAFE = ('"{name}" <{email}>',)
FOR_PLAIN_NAMES = ("{name} <{email}>", "{name} ({email})", "{name} {email}", "{email} ({name})", *ALWAYS_SAFE)


@st.composite
def written_lists(draw: st.DrawFn) -> tuple[str, tuple[Participant, ...]]:
    separator = draw(st.sampled_from(["; ", ";", "\n", "\t", ", ", ",", ";\n"]))
    written, people = [], []
    for email in draw(st.lists(ADDRESSES, min_size=1, max_size=5, unique=True)):
        inverted = draw(st.booleans())
        name = draw(INVERTED_NAMES if inverted else PLAIN_NAMES)
        forms = FOR_PLAIN_NAMES if not inverted or "," not in separator else ALWAYS_SAFE
        form = draw(st.sampled_from((*forms, "{email}")))
        if form == "{name} {email}" and PART_OF_ADDRESS.fullmatch(f"{name} {email}"):
            form = ALWAYS_SAFE[0]  # it would be asked about, as below
        written.append(form.format(name=name, email=email))
        people.append(Participant(email=email, name=name if "name" in form else None))
    return separator.join(written), tuple(people)


@settings(max_examples=200)
@given(written_lists())
def test_a_list_written_in_any_style_gives_its_people_back(case: tuple[str, tuple[Participant, ...]]) -> None:
    text, people = case
    assert parse_people(text) == Parsed(people)


@given(
    st.lists(st.one_of(PLAIN_NAMES, INVERTED_NAMES), min_size=2, max_size=5), st.sampled_from([";", "; ", "\n", "\t"])
)
def test_a_list_of_names_gives_its_names_back(names: list[str], separator: str) -> None:
    parsed = parse_people(separator.join(names))
    assert parsed.value == tuple(Participant(name=name) for name in names)


PARTS = ["ana@example.com", "chen@example.com", "Ana", "Ruiz", "Chen Li", ";", ",", "\n", "<", ">", "(", ")", '"', "-"]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PARTS), max_size=9).map(" ".join))
def test_nobody_is_dropped_without_a_word_however_odd_the_list(text: str) -> None:
    parsed = parse_people(text)
    assume(parsed.value is not None or not parsed.problems)
    assume(all(text.count(address) <= 1 for address in PARTS[:2]))  # of two names for one address, the first stays
    kept = " ".join(f"{person.name or ''} {person.email or ''}" for person in parsed.value or ())
    assert [part for part in PARTS[:5] if part in text and part not in kept] == []


@pytest.mark.parametrize(
    "text", ["m roux@example.org", "s.blin@example.com; jean dupont@example.org", "M roux@example.org"]
)
def test_a_blank_in_an_address_is_no_name_before_another_address(text: str) -> None:
    parsed = parse_people(text)
    assert parsed.value is None
    assert [problem.code for problem in parsed.problems] == ["email_malformed"]
    assert "there is a blank in it" in parsed.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "@" * 30_000,
        "a@" * 15_000,
        "(" * 30_000,
        '"' * 30_001,
        "<" * 30_000,
        ", " * 15_000,
        "a" * 30_000,
        "a@b " * 7_500,
        ";" + "(" * 900 + "@",
        "," * 900 + "@" + "a" * 50 + "@",
    ],
)
def test_a_hostile_cell_takes_no_time(text: str) -> None:
    started = time.process_time()
    for read in (parse_people, parse_email, parse_phone):
        read(text)
    assert time.process_time() - started < 2


def test_the_people_of_real_exports() -> None:
    if not CORPUS.is_dir():
        pytest.skip("no corpus: set BULKMEET_CORPUS")
    with (CORPUS / "made" / "outlook_en-US.csv").open(encoding="cp1252", newline="") as file:
        outlook = next(csv.DictReader(file))
    with (CORPUS / "made" / "calendly_events.csv").open(encoding="utf-8", newline="") as file:
        calendly = next(csv.DictReader(file))
    names = [person.name for person in parse_people(outlook["Required Attendees"]).value or ()]
    guests = [person.email for person in parse_people(calendly["Guest Email(s)"]).value or ()]
    assert names == ["Ana Ruiz", "Chen Li", "Okafor, Ben"]
    assert guests == ["bob@example.com", "cy@example.com"]
    assert parse_phone(calendly["Text Reminder Number"]).value == "+13125550100"


@pytest.mark.parametrize("text", ["ben.example.com", "ana@example.com; ben.example.com", "example.com"])
def test_an_address_that_lost_its_at_is_no_name(text: str) -> None:
    parsed = parse_people(text)
    assert parsed.value is None
    assert [problem.code for problem in parsed.problems] == ["email_malformed"]


@pytest.mark.parametrize("text", ["TBC", "ana@example.com; tbd", "?"])
def test_somebody_undecided_is_nobody_to_invite(text: str) -> None:
    parsed = parse_people(text)
    assert parsed.value is None
    assert [problem.code for problem in parsed.problems] == ["attendee_undecided"]


@pytest.mark.parametrize("name", ["J.Smith", "Ana Ruiz", "St. John"])
def test_a_name_with_a_point_is_still_a_name(name: str) -> None:
    assert parse_people(name).value == (Participant(name=name),)


@given(
    st.text("abcXYZ059._+-", min_size=1, max_size=70),
    st.sampled_from(
        ["example.com", "sub.example.co.uk", "localhost", "xn--mnchen-3ya.de", "-a.com", "a..com", "1.2.3.4"]
    )
    | st.text("ab0.-", min_size=1, max_size=80),
)
def test_an_address_is_read_as_the_library_reads_it_however_plain_it_is(local: str, domain: str) -> None:
    text = f"{local}@{domain}"
    assume(text == text.strip(" .-"))
    try:
        expected = validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        expected = None
    assert parse_email(text).value == expected


@pytest.mark.parametrize(
    "text",
    [
        "ben@example.com (Yes), dov@example.com (Maybe)",
        "ben@example.com (Accepted); dov@example.com (awaiting)",
        "ben@example.com [zugesagt]; <dov@example.com> (Tentative)",
        "ben@example.com - accepted; dov@example.com",
    ],
)
def test_an_answer_behind_an_address_is_no_name(text: str) -> None:
    parsed = parse_people(text)
    assert parsed == Parsed((Participant(email="ben@example.com"), Participant(email="dov@example.com")))


@pytest.mark.parametrize("answer", ["(No)", "(Declined)", "[abgelehnt]", "- declined", "(Refusé)"])
def test_somebody_who_declined_is_not_invited_in_silence(answer: str) -> None:
    parsed = parse_people(f"ben@example.com; dov@example.com {answer}")
    assert parsed.value is None
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [("attendee_declined", "error")]
    assert "of dov@example.com; take them out" in parsed.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        *("everyone + ben@example.com", "all", "Team", "alle", "tous", "todos", "everyone, ben@example.com"),
        *("NOT ben@example.com; cleo@example.com", "everyone except ben@example.com", "without Ana", "ohne Ana Ruiz"),
        *("Team (sauf Ana)", "All and Ben"),
    ],
)
def test_everybody_and_everybody_but_somebody_are_asked_about(text: str) -> None:
    parsed = parse_people(text)
    assert parsed.value is None
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [("attendee_unclear", "error")]


@pytest.mark.parametrize("text", ["Team <team@example.com>", "all@example.com", "everyone@example.com"])
def test_a_mailbox_for_all_is_an_address_like_any(text: str) -> None:
    parsed = parse_people(text)
    assert parsed.value is not None
    assert parsed.problems == ()


@pytest.mark.parametrize("text", ["[]", "{}", "()", "[None]", "[null]"])
def test_an_empty_list_of_a_program_means_nobody(text: str) -> None:
    assert parse_people(text) == Parsed()


@pytest.mark.parametrize(
    "text", ["ana@example,com", "ben@example.com, ana@example,com; chen@example.com", "ana@ex,ample.com"]
)
def test_a_comma_within_an_address_is_one_mistake_and_is_told_once(text: str) -> None:
    (problem,) = parse_people(text).problems
    assert problem.code == "email_malformed"
    assert "has a comma where an email address has a period" in problem.message


def test_a_comma_between_two_addresses_parts_them() -> None:
    parsed = parse_people("ana@example.com,ben@example.com,chen@example.com")
    assert [person.email for person in parsed.value or ()] == ["ana@example.com", "ben@example.com", "chen@example.com"]


# ---- the only person of a row

VALUES = {
    Field.EMAIL: "ana@example.com",
    Field.NAME: "Ana Ruiz",
    Field.FIRST_NAME: "Ana",
    Field.PHONE: "+14155550101",
    Field.IS_ORGANIZER: True,
}


@st.composite
def rows_of_persons(draw: st.DrawFn) -> tuple[ReadCell, ...]:
    """Some columns of people, of which one of names may say whose addresses stand in another."""
    fields = draw(st.lists(st.sampled_from([Field.EMAIL, *VALUES]), min_size=1, max_size=4))
    addresses = fields.index(Field.EMAIL) if Field.EMAIL in fields else len(fields)
    columns = [
        Column(
            index,
            "x",
            field,
            draw(st.sampled_from([0, 0, 0, 2])),
            of_addresses=draw(st.sampled_from([None, addresses, 9])) if field is Field.NAME else None,
        )
        for index, field in enumerate(fields)
    ]
    values = [
        f"{index}{VALUES[field]}" if field is Field.EMAIL else VALUES[field] for index, field in enumerate(fields)
    ]
    return tuple(ReadCell(value, column, "x") for value, column in zip(values, columns, strict=True))


@settings(max_examples=400)
@given(rows_of_persons())
def test_the_only_person_of_a_row_is_the_one_that_all_its_columns_make(cells: tuple[ReadCell, ...]) -> None:
    quick = people_of(Said(cells, frozenset()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bulkmeet.parser.people._only_person", lambda _: None)
        assert quick == people_of(Said(cells, frozenset()))


@pytest.mark.parametrize(
    "cell",
    [
        "Bcc: all@example.com",
        "tal@example.com\nBcc: all@example.com",
        "tal@example.com, BCC:all@example.com",
        "2. Bcc: All of them <all@example.com>",
        "Bcc All of them <all@example.com>",
        "tal@example.com; (Bcc) all@example.com",
        "all@example.com (bcc)",
        "all@example.com - bcc",
        "Cci : all@example.com",
        "CCO: all@example.com",
        "Blindkopie: all@example.com",
        "Copia oculta: all@example.com",
        "tal@example.com; Bcc:\nall@example.com",
        "BCC:; all@example.com",
        "Ana (bcc) <all@example.com>",
        "Bcc- all@example.com",
        "Ana, bcc <all@example.com>",
        "BCC Ana Ruiz <all@example.com>",
        "tal@example.com; BCC; all@example.com",
        "bcc. all@example.com",
        "tal@example.com; Bcc: x@example.com; all@example.com",
    ],
)
def test_nobody_is_invited_who_is_to_have_a_blind_copy(cell: str) -> None:
    parsed = parse_people(cell)
    assert parsed.value is None
    assert codes(parsed) == ["attendee_blind_copy"]
    assert "all@example.com" in parsed.problems[0].message


@pytest.mark.parametrize(
    "cell",
    [
        "Bcc: All <all@example.com>",
        "all@example.com (bcc)",
        "Cci: all@example.com",
        "a@example.com\r\nBcc: x@example.com",
    ],
)
def test_a_blind_copy_is_no_single_guest_either(cell: str) -> None:
    assert codes(parse_email(cell)) == ["attendee_blind_copy"]


@pytest.mark.parametrize(
    "cell",
    [
        *("bcc@example.com", "a@bcc.example.com", "Ana (CCI) <a@example.com>", "Ana, CCO <a@example.com>"),
        *("bcc.team@example.com; b@example.com", "info-bcc@example.com; b@example.com"),
    ],
)
def test_what_only_sounds_like_a_blind_copy_is_invited(cell: str) -> None:
    assert "attendee_blind_copy" not in codes(parse_people(cell))


@pytest.mark.parametrize("cell", ["ana@example.com; Bcc: none", "ana@example.com; Bcc:"])
def test_a_blind_copy_to_nobody_is_none(cell: str) -> None:
    assert parse_people(cell).value == (Participant(email="ana@example.com"),)


def test_an_open_copy_is_said_to_be_invited_like_the_others() -> None:
    parsed = parse_people("Ana <ana@example.com>; Cc: ben@example.com")
    assert parsed.value == (Participant(email="ana@example.com", name="Ana"), Participant(email="ben@example.com"))
    assert codes(parsed) == ["attendee_copied"]
    assert [problem.severity for problem in parsed.problems] == ["warning"]
