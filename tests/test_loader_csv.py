import csv
from pathlib import Path

import pytest

from bulkmeet.errors import UnreadableFile
from bulkmeet.loader import csvfile
from bulkmeet.loader.csvfile import read_csv
from bulkmeet.loader.load import load
from bulkmeet.model import Row
from bulkmeet.sheet import Dialect, Sheet

TABLE = "Title,Start,End\r\nKick-off,2027-03-01 10:00,2027-03-01 11:00\r\n"


def read(folder: Path, content: str | bytes, name: str = "meetings.csv") -> Sheet:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load(path)


def refusal(folder: Path, content: str | bytes, name: str = "meetings.csv") -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(folder, content, name)
    assert caught.value.exit_code == 3
    return str(caught.value)


def codes(sheet: Sheet) -> list[tuple[str, str, int | None]]:
    return [(issue.code, issue.severity, issue.row) for issue in sheet.issues]


def test_a_plain_file_is_read_with_the_numbers_the_spreadsheet_shows(tmp_path: Path) -> None:
    sheet = read(tmp_path, TABLE)
    assert sheet.name is None
    assert sheet.header_row == 1
    assert sheet.headers == ("Title", "Start", "End")
    assert tuple(sheet.rows) == (Row(2, ("Kick-off", "2027-03-01 10:00", "2027-03-01 11:00")),)
    assert sheet.issues == ()


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_unicode_is_told_by_its_mark_or_its_pattern(tmp_path: Path, encoding: str, expected: str) -> None:
    sheet = read(tmp_path, TABLE.replace("Kick-off", "Żółw").encode(encoding))
    assert sheet.rows[0].cells[0] == "Żółw"
    assert sheet.dialect == Dialect(expected, ",", "\r\n")
    assert sheet.issues == ()


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("cp1252", "Réunion à Genève"),
        ("cp1252", "Reunião em São João ¿Qué pasó?"),
        ("cp1252", "Übergabe 3 m³ für Müller und Peña"),
        ("cp1252", "Sœur Anne: réunion du chœur à Noël"),
        ("cp1250", "Szkolenie: część 1 i spotkanie zarządu"),
        ("cp1250", "Łukasz Żak z panią Müller: wręczenie życzeń świątecznych i zajęcia"),
        ("cp1250", "Schůzka učitelů příští týden"),
        ("cp1250", "Szülői értekezlet jövő héten"),
        ("cp1254", "Toplantı: bütçe görüşmesi Işık Doğan"),
        ("mac-roman", "Réunion générale à l\u2019été"),
        ("cp1251", "Собрание отдела продаж"),
        ("cp1251", "СОБРАНИЕ ОТДЕЛА ПРОДАЖ и обед"),
        ("koi8-r", "Собрание отдела продаж"),
        ("iso8859-7", "ΣΥΝΑΝΤΗΣΗ ΠΩΛΗΣΕΩΝ στις εννέα"),
        ("gb18030", "新员工培训、市场部例会和年终总结"),
        ("gb18030", "产品评审、供应商沟通会和季度总结"),
        ("cp950", "新進員工訓練、市場部例會與年終總結"),
        ("cp949", "신입 사원 교육과 마케팅 회의"),
        ("iso8859-7", "Συνάντηση πωλήσεων"),
        ("cp932", "かいぎ カイギ 会議"),
    ],
)
def test_older_encodings_are_told_apart_and_pointed_out(tmp_path: Path, encoding: str, title: str) -> None:
    sheet = read(tmp_path, TABLE.replace("Kick-off", title).encode(encoding))
    assert sheet.rows[0].cells[0] == title
    assert sheet.dialect is not None
    assert sheet.dialect.encoding == encoding
    assert codes(sheet) == [("encoding_assumed", "warning", None)]


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("cp1252", "Ángel Álvaro Ávila Águeda Áurea África Ámbar Âme Äpfel Ärger Äste Älter Äcker Ätna"),
        ("cp1251", "ПЛАН ДЕЛА ЖАЛОБА ЩИТЫ ДВОР ДЛЯ ЛЮДЯМ"),
        ("iso8859-7", "ΔΩΡΑ ΛΥΣΗ ΣΧΕΔΙΑ ΘΕΑΤΡΑ ΔΟΥΛ"),
        ("cp1250", "Łan Łeb Łom Łuk Łza Łyk Łgarz Łkać Łba i żona"),
    ],
)
def test_letters_of_an_alphabet_are_not_taken_for_characters_of_two_bytes(
    tmp_path: Path, encoding: str, title: str
) -> None:
    sheet = read(tmp_path, TABLE.replace("Kick-off", title).encode(encoding))
    assert sheet.dialect is not None
    assert sheet.dialect.encoding not in {"gb18030", "cp949", "cp950"}


def test_characters_of_two_bytes_are_told_beyond_a_megabyte_of_plain_rows_too(tmp_path: Path) -> None:
    plain = b"Plain,2027-03-01 10:00,2027-03-01 11:00\r\n" * 30_000
    row = "新员工培训、市场部例会和年终总结,2027-03-01 10:00,2027-03-01 11:00\r\n".encode("gb18030")
    sheet = read(tmp_path, TABLE.encode() + plain + row * 30_000)
    assert sheet.dialect is not None
    assert sheet.dialect.encoding == "gb18030"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_records_alike(tmp_path: Path, delimiter: str) -> None:
    lines = [
        ["Title", "Start", "Attendees"],
        ["A", "2027-03-01", '"a@example.com,b@example.com;c@example.com"'],
    ]
    sheet = read(tmp_path, "\n".join(delimiter.join(line) for line in lines))
    assert sheet.dialect == Dialect("utf-8", delimiter, "\n")
    assert sheet.rows[0].cells[2] == "a@example.com,b@example.com;c@example.com"


def test_the_separator_line_decides_and_counts_for_no_row(tmp_path: Path) -> None:
    sheet = read(tmp_path, "sep=|\r\nTitle|Start\r\nA, B; C|2027-03-01\r\n")
    assert (sheet.header_row, sheet.rows[0].number) == (1, 2)
    assert sheet.rows[0].cells == ("A, B; C", "2027-03-01")


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_every_line_end_is_read_and_kept_for_writing(tmp_path: Path, line_end: str) -> None:
    sheet = read(tmp_path, TABLE.replace("\r\n", line_end))
    assert len(sheet.rows) == 1
    assert sheet.dialect is not None
    assert sheet.dialect.line_end == line_end


def test_a_record_of_several_lines_is_one_row_and_blank_ones_count(tmp_path: Path) -> None:
    sheet = read(tmp_path, 'Title,Start\n\n"A\nB",2027-03-01\n,\nC,2027-03-02\n')
    assert [(row.number, row.cells[0]) for row in sheet.rows] == [(3, "A\nB"), (5, "C")]
    assert sheet.issues == ()


def test_a_short_row_is_filled_up(tmp_path: Path) -> None:
    assert read(tmp_path, "Title,Start,End\nA\n").rows[0].cells == ("A", None, None)


def test_a_row_with_a_cell_too_many_is_an_error_that_shows_what_is_left_over(tmp_path: Path) -> None:
    sheet = read(tmp_path, "Title,Start\nPlan, then act,2027-03-01\nB,2027-03-02,\n")
    assert codes(sheet) == [("row_too_long", "error", 2)]
    assert sheet.issues[0].cell == "C2"
    assert sheet.issues[0].value == "2027-03-01"


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "line 3 is never closed" in refusal(tmp_path, 'Title,Start\nA,2027-03-01\n"B,2027-03-02\nC,2027-03-03\n')
    assert "line 3 is never closed" in refusal(tmp_path, 'Title,Start\nA,2027-03-01\n"B,2027-03-02\nC,2027-03-03')
    assert "line 4 is never closed" in refusal(tmp_path, 'Title,Start\n"A\nB",x\n2027,"C\nD')


def test_a_quotation_mark_closed_by_the_next_one_is_an_error_on_its_row(tmp_path: Path) -> None:
    sheet = read(tmp_path, 'Title,Start\n"A,2027-03-01\nB,2027-03-02\n"C",2027-03-03\nD,2027-03-04\n')
    assert ("stray_quote", "error", 2) in codes(sheet)


def test_a_cell_longer_than_any_honest_one_is_refused_with_its_line(tmp_path: Path) -> None:
    swallowed = 'Title,Start\n"A,2027-03-01\n' + "B,2027-03-02\n" * 100_000
    assert "begins in line 2" in refusal(tmp_path, swallowed)


def test_nul_characters_are_dropped_and_pointed_out(tmp_path: Path) -> None:
    sheet = read(tmp_path, TABLE.replace("Kick", "K\0ick"))
    assert sheet.rows[0].cells[0] == "Kick-off"
    assert codes(sheet) == [("nul_characters", "warning", None)]


def test_a_results_sheet_has_its_apostrophes_taken_back(tmp_path: Path) -> None:
    ours = read(tmp_path, "Title,Start,bulkmeet_status\n'=1+1,+14155550100,failed\n''=2,x,failed\n")
    assert [row.cells[:2] for row in ours.rows] == [("=1+1", "+14155550100"), ("'=2", "x")]
    theirs = read(tmp_path, "Title,Start\n'=1+1,2027-03-01\n")
    assert theirs.rows[0].cells[0] == "'=1+1"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "0 bytes"),
        (b"\n\n", "no rows"),
        (b"Title,Start\n", "headers but no rows under them"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table></table></html>", "web page"),
        (b"\xef\xbb\xbf <!DOCTYPE html>", "web page"),
        (b"<?xml version='1.0'?><Workbook/>", "XML"),
        (b"[InternetShortcut]\r\nURL=https://docs.example.com/a\r\n", "a link to a page on the web (a shortcut)"),
        (
            b"<?xml version='1.0'?>\n<!DOCTYPE plist>\n<plist><dict/></plist>",
            "a link to a page on the web (a shortcut)",
        ),
        (b"[Desktop Entry]\nType=Link\n", "give the spreadsheet itself"),
        (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(99), "a link to another (a shortcut)"),
        (b"bplist00" + bytes(40), "give the spreadsheet itself"),
        (b"{\\rtf1\\ansi Meetings}", "a text document (RTF)"),
        (b'{"":"DO NOT EDIT","doc_id":"1a","email":"ana@example.com"}', "choose File > Download"),
        (b'{"url": "https://docs.example.com/open?id=1a", "doc_id": "1a"}', "choose File > Download"),
        (b'[\n  {"title": "Algebra", "start": "2031-03-04 09:00"}\n]', "JSON"),
        (bytes(range(1, 9)) * 99, "neither a workbook nor text"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "damaged or cut off"),
        (b"\x09\x04\x06\x00" + bytes(60), "Excel before 1997"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_is_no_list_of_meetings_is_named_in_plain_words(tmp_path: Path, content: bytes, told: str) -> None:
    assert told in refusal(tmp_path, content, "meetings.xls")


def test_a_text_named_like_a_workbook_is_simply_read(tmp_path: Path) -> None:
    assert len(read(tmp_path, TABLE, "meetings.xlsx").rows) == 1


def test_a_missing_file_a_folder_and_a_sheet_of_a_text_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="There is no file"):
        load(tmp_path / "none.csv")
    with pytest.raises(UnreadableFile, match="folder"):
        load(tmp_path)
    read(tmp_path, TABLE)
    with pytest.raises(UnreadableFile, match="has no sheet “May”"):
        load(tmp_path / "meetings.csv", sheet="May")


@pytest.mark.parametrize("size", [7, 64, 1000])
@pytest.mark.parametrize(
    "content",
    [
        TABLE + "Review,2027-03-02 10:00,x\r\n" * 300,
        'Title,Start\n"two\nlines, and ""more""",2027-03-01\n\n"x",2027-03-02\n' * 60,
        'Title,Start\r"a",b\r\rc,d\r' * 90,
        "Title,Start\n" + 'stray" quote,x\n"opens here,y\nand closes" here,z\n' * 40,
        "Title;Start\nŻółw;x\n;\n" * 200,
    ],
)
def test_where_a_piece_of_the_file_ends_makes_no_difference(
    tmp_path: Path, content: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(tmp_path, content)
    monkeypatch.setattr(csvfile, "SAMPLE_CHARACTERS", 100)
    monkeypatch.setattr(csvfile, "PIECE_BYTES", size)
    pieces = read(tmp_path, content)
    assert (pieces.headers, pieces.rows, pieces.issues) == (whole.headers, whole.rows, whole.issues)


def test_a_file_of_many_short_lines_is_cut_at_its_delimiter(tmp_path: Path) -> None:
    sheet = read(tmp_path, "Title;Start\n" + "A, B;x\n" * 700)
    assert sheet.headers == ("Title", "Start")
    assert sheet.rows[-1] == Row(701, ("A, B", "x"))


def test_a_text_is_one_object_however_often_it_stands_in_the_file(tmp_path: Path) -> None:
    first, *_, last = read(tmp_path, TABLE + "Kick-off,2027-03-02 10:00,x\r\n" * 9000).rows
    assert first.cells[0] is last.cells[0]


def test_an_endless_cell_is_refused_before_it_is_in_memory(tmp_path: Path) -> None:
    assert "longer than spreadsheets write" in refusal(tmp_path, "Title,Start\n" + 5_000_000 * "x")
    assert "begins in line 2" in refusal(tmp_path, 'Title,Start\n"' + 150_000 * "word word\n")


def test_cells_of_many_lines_are_read_whole_wherever_the_file_is_cut(tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    written = [["Title", "Notes"], *([f"Call {n}", f"one line of {n}\n" * (n % 900)] for n in range(300))]
    with file.open("w", newline="", encoding="utf-8") as text:
        csv.writer(text).writerows(written)
    rows, _, issues = read_csv(file)
    assert [[cell or "" for cell in row.cells] for row in rows] == written
    assert not issues


def test_a_quotation_mark_alone_at_the_end_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('Title,Start\nA,2026-09-10\n"', encoding="utf-8")
    with pytest.raises(UnreadableFile, match="never closed"):
        read_csv(file)


SPACED = '"Title", "Start","Guests"\n"Kick-off, again", "2027-03-01 10:00", "Ann, Ben"\nReview, 2027-03-02 10:00,"Cy"\n'


def test_blanks_before_opening_quotation_marks_mean_nothing(tmp_path: Path) -> None:
    sheet = read(tmp_path, SPACED)
    assert sheet.headers == ("Title", "Start", "Guests")
    assert [row.cells for row in sheet.rows] == [
        ("Kick-off, again", "2027-03-01 10:00", "Ann, Ben"),
        ("Review", "2027-03-02 10:00", "Cy"),
    ]
    assert sheet.issues == ()
    assert sheet.dialect == Dialect("utf-8", ",", "\n", blanks=True)


def test_what_a_blank_before_a_quotation_mark_has_split_is_an_error_in_its_row(tmp_path: Path) -> None:
    sheet = read(
        tmp_path, 'Title,Guests,Notes\nKick-off,ann@example.com,\nReview, "ann@example.com, ben@example.com"\n'
    )
    assert [(issue.code, issue.row, issue.severity) for issue in sheet.issues] == [("stray_quote", 3, "error")]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ('Review, "the big" one', ("Review", ' "the big" one')),
        ('Review, "the big', ("Review", ' "the big')),
        ('"Say ""a"", ""b""",one', ('Say "a", "b"', "one")),
        ("Review, one", ("Review", " one")),
    ],
)
def test_other_blanks_and_quotation_marks_are_left_as_they_are(
    tmp_path: Path, row: str, cells: tuple[str, str]
) -> None:
    sheet = read(tmp_path, f"Title,Topic\n{row}\n")
    assert sheet.rows[0].cells == cells
    assert sheet.dialect == Dialect("utf-8", ",", "\n")
