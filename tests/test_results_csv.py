"""The user's own delimited file comes back with the results to the right of it, and otherwise as it was."""

import csv
import tracemalloc
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulkmeet.cells.formulas import neutralise, restore
from bulkmeet.columns.fields import RESULT_FIELDS
from bulkmeet.errors import RunStopped
from bulkmeet.loader.csvfile import read_csv
from bulkmeet.results.csvfile import write_csv
from bulkmeet.sheet import Dialect

HEADERS = tuple(str(field) for field in RESULT_FIELDS)
TITLES = ",".join(HEADERS)
CREATED = (
    "created",
    "6236730000000001",
    "https://meetings.example.com/1",
    "Created.",
    "2026-11-02T10:00:00Z",
    "k1",
)
SHOWN = ",".join(CREATED)
UNIX = Dialect(line_end="\n")


def written(
    folder: Path,
    before: bytes,
    cells: Mapping[int, tuple[str, ...]],
    dialect: Dialect = UNIX,
    header_row: int = 1,
    headers: tuple[str, ...] = HEADERS,
) -> bytes:
    source, target = folder / "meetings.csv", folder / "meetings.results.csv"
    source.write_bytes(before)
    write_csv(source, target, dialect, header_row, headers, cells)
    assert source.read_bytes() == before
    return target.read_bytes()


def test_results_stand_right_of_the_users_own_columns(tmp_path: Path) -> None:
    after = written(tmp_path, b'title,start\n"Q4, review",2026-11-02 10:00\n', {2: CREATED})
    assert after.decode() == f'title,start,{TITLES}\n"Q4, review",2026-11-02 10:00,{SHOWN}\n'


def test_titles_blank_rows_and_totals_are_kept_and_counted(tmp_path: Path) -> None:
    before = b"Plan of November\n\ntitle,start\nDemo,10:00\n\nLate demo,11:00\nTotal,2\n"
    after = written(tmp_path, before, {4: CREATED, 6: CREATED}, header_row=3)
    assert after.decode().split("\n") == [
        "Plan of November",
        "",
        f"title,start,{TITLES}",
        f"Demo,10:00,{SHOWN}",
        "",
        f"Late demo,11:00,{SHOWN}",
        "Total,2,,,,,,",
        "",
    ]


def test_the_line_that_names_the_separator_is_kept_and_not_counted(tmp_path: Path) -> None:
    after = written(tmp_path, b"sep=;\r\ntitle;start\r\nDemo;10:00\r\n", {2: CREATED}, Dialect(delimiter=";"))
    assert after.decode().split("\r\n")[:2] == ["sep=;", "title;start;" + ";".join(HEADERS)]
    assert after.decode().split("\r\n")[2] == "Demo;10:00;" + ";".join(CREATED)


def test_a_line_that_only_looks_like_it_and_nuls_are_counted_as_the_loader_counts(tmp_path: Path) -> None:
    before = b'sep=\ntitle\n\0"Demo\n2"\nLast\n'
    source = tmp_path / "counted.csv"
    source.write_bytes(before)
    rows, dialect, _ = read_csv(source)
    assert [(row.number, row.cells[0]) for row in rows][-1] == (4, "Last")
    after = written(tmp_path, before, {4: CREATED}, dialect, header_row=2)
    assert after.decode().splitlines()[-1] == f"Last,{SHOWN}"


def test_short_rows_are_filled_up_so_that_results_stand_under_their_headers(tmp_path: Path) -> None:
    after = written(tmp_path, b"title,start,end\nDemo\n", {2: CREATED})
    assert after.decode().splitlines()[1] == f"Demo,,,{SHOWN}"


def test_a_row_longer_than_the_header_is_not_overwritten(tmp_path: Path) -> None:
    after = written(tmp_path, b"title,start\nDemo,10:00,stray\nOther,11:00\n", {2: CREATED, 3: CREATED})
    assert after.decode().splitlines() == [
        f"title,start,,{TITLES}",
        f"Demo,10:00,stray,{SHOWN}",
        f"Other,11:00,,{SHOWN}",
    ]


def test_empty_columns_that_an_export_left_are_filled_first(tmp_path: Path) -> None:
    after = written(tmp_path, b"title,start,,,\nDemo,10:00,,,\n", {2: CREATED})
    assert after.decode().splitlines() == [f"title,start,{TITLES}", f"Demo,10:00,{SHOWN}"]


def test_a_cell_of_several_lines_is_one_row(tmp_path: Path) -> None:
    after = written(tmp_path, b'title,note\nDemo,"one\ntwo\rthree"\nLast,x\n', {3: CREATED})
    assert after.decode() == f'title,note,{TITLES}\nDemo,"one\ntwo\rthree",,,,,,\nLast,x,{SHOWN}\n'


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_and_line_ends_stay(tmp_path: Path, delimiter: str, line_end: str) -> None:
    before = line_end.join([f"title{delimiter}start", f"Demo{delimiter}10:00", ""]).encode()
    after = written(tmp_path, before, {2: CREATED}, Dialect(delimiter=delimiter, line_end=line_end))
    rows = [["title", "start", *HEADERS], ["Demo", "10:00", *CREATED]]
    assert after.decode() == "".join(delimiter.join(row) + line_end for row in rows)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_encoding_and_its_byte_order_mark_stay(tmp_path: Path, encoding: str, named: str) -> None:
    before = "título,start\nRéunion,10:00\n".encode(encoding)
    after = written(tmp_path, before, {2: CREATED}, Dialect(encoding=named, line_end="\n"))
    assert after == f"título,start,{TITLES}\nRéunion,10:00,{SHOWN}\n".encode(encoding)


def test_big_endian_text_stays_big_endian(tmp_path: Path) -> None:
    before = "\ufefftitle\nDemo\n".encode("utf-16-be")
    after = written(tmp_path, before, {2: CREATED}, Dialect(encoding="utf-16", line_end="\n"))
    assert after == f"\ufefftitle,{TITLES}\nDemo,{SHOWN}\n".encode("utf-16-be")


def test_bytes_that_mean_nothing_in_the_encoding_come_back_unchanged(tmp_path: Path) -> None:
    after = written(tmp_path, b"title\nDe\x81mo\n", {2: CREATED}, Dialect(encoding="cp1252", line_end="\n"))
    assert after.splitlines()[1] == b"De\x81mo," + SHOWN.encode()


def test_a_value_that_the_encoding_has_no_place_for_makes_the_file_utf_8(tmp_path: Path) -> None:
    outcome = (*CREATED[:3], "“会議” was refused.", *CREATED[4:])
    after = written(tmp_path, "Überschrift\nRéunion\n".encode("cp1252"), {2: outcome}, Dialect("cp1252", ","))
    assert after.decode("utf-8-sig").splitlines()[1] == "Réunion," + ",".join(outcome)
    assert after.startswith(b"\xef\xbb\xbf")


def test_half_a_character_from_the_server_does_not_stop_the_results(tmp_path: Path) -> None:
    after = written(tmp_path, b"title\nDemo\n", {2: ("failed", "", "", "bad \ud83d text", "", "")})
    assert "bad \N{REPLACEMENT CHARACTER} text" in after.decode()


def test_what_a_spreadsheet_would_run_is_neutralised_and_phones_are_not(tmp_path: Path) -> None:
    outcome = ("failed", "", "", "=HYPERLINK(A1)", "", "@key")
    after = written(tmp_path, b"title,phone\n=1+1,+1 415 555 0101\n", {2: outcome})
    assert after.decode().splitlines()[1] == "'=1+1,+1 415 555 0101,failed,,,'=HYPERLINK(A1),,'@key"


@pytest.mark.parametrize(
    "cells", [['a"b'], ["a,b"], ["a\nb"], ["a\rb"], [""], [], ["", ""], [" a ", "b;c"], ["é", "'q'"]]
)
def test_own_cells_get_quotation_marks_where_csv_writer_puts_them(tmp_path: Path, cells: list[str]) -> None:
    expected = StringIO()
    csv.writer(expected).writerow(cells)
    line = expected.getvalue().removesuffix("\r\n") + "\n"
    after = written(tmp_path, f"{line}title\n".encode(), {3: CREATED}, header_row=2)
    assert after.decode().startswith(f"{line}title,")


def test_results_written_over_themselves_are_replaced_and_gain_no_apostrophe(tmp_path: Path) -> None:
    results = tmp_path / "meetings.results.csv"
    results.write_bytes(b"title\n=1+1\nSecond\n")
    pending = ("pending", "", "", "=later", "", "")
    for _ in range(3):
        write_csv(results, results, UNIX, 1, HEADERS, {2: pending, 3: pending})
    write_csv(results, results, UNIX, 1, HEADERS, {2: CREATED})
    assert results.read_text().splitlines() == [
        f"title,{TITLES}",
        f"'=1+1,{SHOWN}",
        "Second,pending,,,'=later,,",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["meetings.results.csv"]


def test_result_columns_are_found_where_they_were_moved_to_and_missing_ones_added(tmp_path: Path) -> None:
    before = b"bulkmeet_message,title, Bulkmeet_Status ,start\nold,Demo,pending,10:00\n"
    header = "bulkmeet_message,title,bulkmeet_status,start"
    after = written(tmp_path, before, {2: CREATED})
    assert after.decode().splitlines() == [
        f"{header},bulkmeet_meeting_id,bulkmeet_meeting_url,bulkmeet_at,bulkmeet_key",
        "Created.,Demo,created,10:00,6236730000000001,https://meetings.example.com/1,2026-11-02T10:00:00Z,k1",
    ]


def test_a_file_that_went_away_is_one_sentence_and_leaves_the_old_results(tmp_path: Path) -> None:
    target = tmp_path / "meetings.results.csv"
    target.write_text("old")
    with pytest.raises(RunStopped, match=r"gone\.csv could not be read again .*bulkmeet results"):
        write_csv(tmp_path / "gone.csv", target, UNIX, 1, HEADERS, {})
    assert target.read_text() == "old"


def test_a_file_that_lost_its_header_row_is_said_to_have_changed(tmp_path: Path) -> None:
    with pytest.raises(RunStopped, match=r"has changed since it was read \(it has no row 4 any more\)"):
        written(tmp_path, b"title\n", {}, header_row=4)
    assert not (tmp_path / "meetings.results.csv").exists()


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    source = tmp_path / "meetings.csv"
    source.write_text("title\nDemo\n")
    with pytest.raises(RunStopped, match=r"nowhere.*could not be written .*--output"):
        write_csv(source, tmp_path / "nowhere" / "out.csv", UNIX, 1, HEADERS, {2: CREATED})


def test_a_long_file_does_not_sit_in_memory(tmp_path: Path) -> None:
    source, target = tmp_path / "long.csv", tmp_path / "long.results.csv"
    source.write_text("title,note\n" + f"Demo,{'x' * 300}\n" * 20_000)
    cells = dict.fromkeys(range(2, 20_002), CREATED)
    tracemalloc.start()
    write_csv(source, target, UNIX, 1, HEADERS, cells)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert target.stat().st_size > 7_000_000
    assert peak < 1_000_000


def test_blanks_before_opening_quotation_marks_part_no_cells_in_the_results_either(tmp_path: Path) -> None:
    source, target = tmp_path / "spaced.csv", tmp_path / "spaced.results.csv"
    source.write_text('"Title", "Guests"\n"Kick-off", "Ann, Ben"\n', "utf-8")
    dialect = Dialect(line_end="\n", blanks=True)
    for original in (source, target):
        write_csv(original, target, dialect, 1, HEADERS, {2: ("created", *[""] * 5)})
        with target.open(encoding="utf-8", newline="") as file:
            header, first = list(csv.reader(file))
        assert (header[:3], first[:3]) == (["Title", "Guests", HEADERS[0]], ["Kick-off", "Ann, Ben", "created"])


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
tables = st.lists(st.lists(texts, max_size=4), min_size=1, max_size=5)


def without_blanks(row: list[str]) -> list[str]:
    """The row without the empty cells at its end, which are as good as none."""
    return row[: max((index for index, cell in enumerate(row, start=1) if cell), default=0)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=tables, values=st.tuples(*[texts] * 6), line_end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_comes_back_where_it_stood(
    tmp_path: Path, table: list[list[str]], values: tuple[str, ...], line_end: str
) -> None:
    source = tmp_path / "any.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["title", "note"], *table])
    dialect = Dialect(line_end=line_end)
    target = tmp_path / "any.results.csv"
    write_csv(source, target, dialect, 1, HEADERS, {2: values})
    with target.open(encoding="utf-8", newline="") as file:
        header, first, *rest = list(csv.reader(file))
    start = header.index("bulkmeet_status")
    assert [restore(cell) for cell in first[start : start + 6]] == list(values)
    for own, row in zip(table, [first[:start], *rest], strict=True):
        assert without_blanks(row) == without_blanks([neutralise(cell) for cell in own])
    once = target.read_bytes()
    write_csv(target, target, dialect, 1, HEADERS, {2: values})
    assert target.read_bytes() == once
