"""Hard CSV files, each with what it has to give."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certgen.errors import DataError
from certgen.reading import ReadOptions, inspect, read, read_table, read_text
from certgen.reading.delimited import find_delimiter
from certgen.records import Table, table_from_rows, table_to_csv


def rows(table: Table) -> list[list[str]]:
    return [list(record.values.values()) for record in table.records]


def notes(table: Table, kind: str) -> list[str]:
    return [note.message for note in table.notes if note.kind == kind]


def read_str(text: str, options: ReadOptions | None = None) -> Table:
    return read_table(text.encode(), "people.csv", options or ReadOptions())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_encodings_and_line_ends(encoding: str, delimiter: str, end: str):
    lines = [["Name", "Course"], ["José Müller", "Go"], ["Zoë", "Rust"], ["李雷", "C"]]
    text = end.join(delimiter.join(line) for line in lines)
    reading = read(text.encode(encoding), "people.csv")
    assert rows(reading.table) == lines[1:]
    assert reading.table.columns == ("Name", "Course")
    assert reading.table.notes == ()
    assert reading.inspection.used.delimiter == delimiter
    assert reading.inspection.encodings == ()


def test_values_stay_what_they_were():
    values = ["NA", "None", "Null", "nan", "N/A", "007", "2026-04-03", "1e5", "95.0", "TRUE"]
    table = read_str("Name," + ",".join("ABCDEFGHI") + "\n" + ",".join(values))
    assert rows(table) == [values]


def test_a_one_column_list_is_not_cut():
    assert rows(read_str("Name\nAda\nGrace\n")) == [["Ada"], ["Grace"]]


def test_commas_in_a_list_of_one_column_stay():
    assert rows(read_str("Name\nPérez, Ana\nLee, Bob\n")) == [["Pérez, Ana"], ["Lee, Bob"]]


def test_decimal_commas_between_semicolons():
    assert rows(read_str("Name;Nota\nAna;9,5\nBob;8,25\n")) == [["Ana", "9,5"], ["Bob", "8,25"]]


def test_a_header_may_begin_like_a_zip_file():
    assert read_str("PK,Name\n1,Ana\n").columns == ("PK", "Name")


def test_the_line_that_names_the_separator():
    table = read_str("sep=|\r\nName|A;B\r\nAna|1;2\r\n")
    assert table.columns == ("Name", "A;B")
    assert table.records[0].row == 2


def test_quotes_hold_separators_quotes_and_lines():
    table = read_str('Name,Text\n"Pérez, ""Ana""","one\r\n  two  \nthree"\nBob,x\n')
    assert rows(table) == [['Pérez, "Ana"', "one\ntwo\nthree"], ["Bob", "x"]]
    assert [record.row for record in table.records] == [2, 3]


def test_a_name_is_one_line():
    assert rows(read_str('Name,Text\n"Ana\nPérez",x\n')) == [["Ana Pérez", "x"]]


def test_a_trailing_comma_shifts_nothing():
    assert rows(read_str("Name,Score\nAna,1,\nBob,2,\n")) == [["Ana", "1"], ["Bob", "2"]]


def test_empty_rows_are_left_out_and_still_counted():
    table = read_str("Name,X\n\nAna,1\n,\n  , \nBob,2\n")
    assert [record.row for record in table.records] == [3, 6]


def test_a_long_row_keeps_its_cells_and_is_told():
    body = "".join(f"P{n},x\n" for n in range(20))
    table = read_str(f"Name,Course\n{body}Pérez, Ana,Go\n")
    assert rows(table)[-1] == ["Pérez", "Ana", "Go"]
    assert table.columns == ("Name", "Course", "Column 3")
    (note,) = table.notes
    assert note.kind == "ragged"
    assert note.row == 22
    assert note.message.startswith("Row 22 has more cells than there are columns.")


def test_short_rows_are_filled_and_told():
    table = read_str("Name,A,B\nAna,1,2\nBob\nCid,3,4\nDan,5\n")
    assert rows(table)[1] == ["Bob", "", ""]
    assert notes(table, "ragged") == [
        "Rows 3 and 5 have fewer cells than the others; the missing ones are empty."
    ]


def test_headers_are_made_unique_and_told():
    table = read_str("Name,Name,,NAME\na,b,c,d\n")
    assert table.columns == ("Name", "Name (2)", "Column 3", "NAME (3)")
    assert len(notes(table, "column")) == 3


def test_a_column_without_name_and_values_is_left_out():
    assert read_str("Name,,Course\nAna,,Go\n").columns == ("Name", "Course")


def test_text_is_composed_and_trimmed():
    table = read_str("Name\n\u00a0Jose\u0301\u200b \n")
    assert rows(table) == [["José"]]


def test_an_unclosed_quote_is_refused_with_its_line():
    with pytest.raises(DataError, match=r"opens in line 3 of “people[.]csv” is") as error:
        read_str('Name,X\nAna,1\n"Bob,2\nCid,3\n')
    assert error.value.row == 3


def test_a_quote_in_the_middle_is_read_and_told():
    table = read_str('Name,X\n"Ana" P,1\nBob,2\n')
    assert rows(table) == [["Ana P", "1"], ["Bob", "2"]]
    assert len(notes(table, "quotes")) == 1


def test_after_a_quote_in_the_middle_the_rest_is_still_checked():
    table = read_str('Name,X\n"Ana" P,1\nBob,2\n"C" D,3\n"Eve\nF",4\n')
    assert rows(table)[-1] == ["Eve F", "4"]
    assert "Rows 2 and 4 have" in notes(table, "quotes")[0]
    with pytest.raises(DataError, match="opens in line 4"):
        read_str('Name,X\n"Ana" P,1\nBob,2\n"Cid,3\nDan,4\n')
    with pytest.raises(DataError, match="cell in line 3"):
        read_str('Name,X\n"Ana" P,1\n' + "x" * 200_000)


@pytest.mark.parametrize("delimiter", ["ab", '"', " ", "\n"])
def test_what_cannot_separate_is_refused(delimiter: str):
    with pytest.raises(DataError, match="cannot separate"):
        read_str("Name,X\nAna,1\n", ReadOptions(delimiter=delimiter))


def test_a_line_that_names_an_impossible_separator_is_a_row():
    assert read_str('sep="\nAna\nBob\n', ReadOptions(header_row=0)).records[0].row == 1


def test_names_that_placeholders_cannot_hold_are_changed_and_told():
    table = read_str("#;Name|Alias\n1;Ana\n")
    assert table.columns == ("No.", "Name/Alias")
    assert notes(table, "column") == [
        "The column “#” is called “No.” here.",
        "The column “Name|Alias” is called “Name/Alias” here.",
    ]


def test_protecting_apostrophes_come_off_again():
    table = read_str("Name,X\n'=Ana,O'Neill\n'Ann',''@x\n")
    assert rows(table) == [["=Ana", "O'Neill"], ["'Ann'", "'@x"]]
    assert len(notes(table, "formula")) == 1


def test_people_listed_twice_are_told_and_namesakes_not():
    table = read_str("Name,Email\nAna,a@x.org\nBob,b@x.org\nANA,A@x.org\nBob,c@x.org\n")
    (message,) = notes(table, "duplicate")
    assert message == "1 person is listed more than once: row 4."


def test_dates_with_two_readings_are_told():
    assert len(notes(read_str("Name,Date\nAna,3/4/2026\n"), "date")) == 1
    (mixed,) = notes(read_str("Name,Date\nAna,3/4/2026\nBob,25/4/2026\n"), "date")
    assert "please confirm the order" in mixed
    assert notes(read_str("Name,Date\nAna,3/3/2026\nBob,25/4/2026\n"), "date") == []
    assert notes(read_str("Name,Date\nAna,3.4.2026\nBob,4/4/2026\n"), "date") == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b",,\n,,\n", "is empty"),
        (b"Name,Course\n", "no people below"),
        (b"Name,X\nA\x00na,1\n", "characters that no text has"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"<!DOCTYPE html><html>", "is a web page"),
        (b"\n <table><tr>", "is a web page"),
        (b"<?xml version='1.0'?><x/>", "is an XML file"),
        (b"Name\n" + b"x" * 20_000, "cell of 20,000 characters in row 2"),
        (b"Name\n" + b"x" * 200_000, "longer than any text"),
        (b"a," * 1_000_000 + b"\n1\n", "1,000,001 columns in row 1|1,000,000 columns in row 1"),
        (b"a,b\n" * 300_000, "more than 200,000 rows"),
        (b"Name\nAna\n" + b"\n" * 2_000_000, "more than 200,000 rows"),
        (b"x" * (21 * 2**20), "the limit is 20 MB"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(data: bytes, message: str):
    with pytest.raises(DataError, match=message) as error:
        read_table(data, "people.csv")
    assert "people.csv" in error.value.message
    assert error.value.hint


def test_choices_replace_what_was_found():
    data = b"a;b,c\n1;2,3\n4;5,6\n"
    assert read_table(data, "x.csv", ReadOptions(delimiter=";")).columns == ("a", "b,c")
    assert read_table(data, "x.csv", ReadOptions(delimiter=",")).columns == ("a;b", "c")
    second = read_table(data, "x.csv", ReadOptions(delimiter=";", header_row=2))
    assert second.columns == ("1", "2,3")
    none = read_table(data, "x.csv", ReadOptions(delimiter=";", header_row=0))
    assert rows(none)[0] == ["a", "b,c"]
    with pytest.raises(DataError, match=r"Row 9 of “x[.]csv” is empty"):
        read_table(data, "x.csv", ReadOptions(header_row=9))


def test_an_inspection_reads_the_same_way_again():
    data = "Liste\n\nName;Kurs\nJosé;Go\n".encode("cp1252")
    first = read(data, "x.csv")
    again = read(data, "x.csv", first.inspection.used)
    assert again.table == first.table
    assert again.inspection.used == first.inspection.used
    assert again.inspection.encodings == first.inspection.encodings
    assert inspect(data, "x.csv").first_rows[:2] == ((1, ("Liste",)), (3, ("Name", "Kurs")))


@pytest.mark.parametrize(
    ("pasted", "columns", "expected"),
    [
        ("Ana Pérez\nBob Lee\n", ("Name",), [["Ana Pérez"], ["Bob Lee"]]),
        ("Name\nAna\nBob", ("Name",), [["Ana"], ["Bob"]]),
        ("Name\tCourse\nAna\tGo, Rust", ("Name", "Course"), [["Ana", "Go, Rust"]]),
        ("Ana Pérez, ana@x.org\nBob Lee, b@x.org", ("Name", "Email"), None),
        ("Pérez, Ana\nLee, Bob", ("Name",), [["Pérez, Ana"], ["Lee, Bob"]]),
        ("Ana\nBob\nCid", ("Name",), [["Ana"], ["Bob"], ["Cid"]]),
        ("李雷\n韩梅梅", ("Name",), [["李雷"], ["韩梅梅"]]),
        ("Ana Pérez", ("Name",), [["Ana Pérez"]]),
    ],
)
def test_pasting(pasted: str, columns: tuple[str, ...], expected: list[list[str]] | None):
    table = read_text(pasted).table
    assert table.columns == columns
    assert expected is None or rows(table) == expected


def test_pasting_nothing():
    with pytest.raises(DataError, match="the pasted list” is empty"):
        read_text(" \n")


def test_without_any_delimiter_nothing_is_cut():
    assert find_delimiter("Name\nAna\n") not in "Name\nAna\n"


_CELLS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\u200b"
    ),
    max_size=12,
)


def _clean(table: Table) -> Table:
    """What reading makes of cells on purpose: trimmed, composed."""
    body = [[unicodedata.normalize("NFC", c).strip() for c in row] for row in rows(table)]
    return table_from_rows(table.columns, body, source=table.source)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_any_table_survives_csv(cells: list[list[str]]):
    body = [[f"P{n}", *row] for n, row in enumerate(cells)]
    table = table_from_rows(["Id", "Aa", "Bb", "Cc"], body, source="people.csv")
    again = read_table(table_to_csv(table), "people.csv", ReadOptions(header_row=1))
    assert again == _clean(table)


_MESS = st.text(st.sampled_from("ab é\"';,|\t\n\r=1@.-/\x0b\u2028\ufeffŁ日"), max_size=80)


def _read_or_refuse(data: bytes) -> Table | None:
    try:
        return read_table(data, "people.csv")
    except DataError as error:
        assert error.hint  # noqa: PT017 - refusing is as good as reading, if it helps
        return None


@settings(deadline=None, max_examples=300)
@given(_MESS, st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_text_is_read_or_refused(text: str, encoding: str):
    table = _read_or_refuse(text.encode(encoding, "replace"))
    if table is not None:
        assert table.records
        assert all(tuple(r.values) == table.columns for r in table.records)
        assert all(any(r.values.values()) for r in table.records)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes):
    _read_or_refuse(data)


@settings(deadline=None, max_examples=100)
@given(_MESS)
def test_anything_can_be_pasted(text: str):
    try:
        assert read_text(text).table.records
    except DataError as error:
        assert error.message  # noqa: PT017
