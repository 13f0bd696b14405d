from __future__ import annotations

import csv
import io

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.errors import DataError
from certgen.records import (
    Note,
    Record,
    Repeat,
    Table,
    csv_bytes,
    folded,
    harmless_cell,
    repeats,
    table_from_dataframe,
    table_from_rows,
    table_to_csv,
    table_to_dataframe,
    unique_columns,
)


@pytest.fixture
def people() -> Table:
    return table_from_rows(
        ["Name", "Score"],
        [["Zoë Ågård", "9"], ["ana pérez", "10"], ["Søren", ""], ["Ana 10", "9,5"]],
        source="people.csv",
    )


def rows(table: Table) -> list[int]:
    return [record.row for record in table.records]


def test_rows_are_numbered_as_in_the_sheet(people: Table):
    assert rows(people) == [2, 3, 4, 5]


def test_short_rows_are_filled_and_long_ones_refused():
    assert table_from_rows(["A", "B"], [["1"]]).records[0].values == {"A": "1", "B": ""}
    with pytest.raises(DataError, match="Row 2 has 2 cells for 1 columns"):
        table_from_rows(["A"], [["1", "2"]])


def test_a_changed_cell_leaves_the_old_table_and_shares_the_rest(people: Table):
    changed = people.with_cell(3, "Score", "11")
    assert changed.records[1].values["Score"] == "11"
    assert people.records[1].values["Score"] == "10"
    assert changed.records[0] is people.records[0]
    assert changed != people
    assert changed.with_cell(3, "Score", "10") == people


@pytest.mark.parametrize(("row", "column"), [(99, "Score"), (3, "Motto")])
def test_a_cell_that_is_not_there_cannot_change(people: Table, row: int, column: str):
    with pytest.raises(DataError, match="There is no"):
        people.with_cell(row, column, "x")


def test_without_rows(people: Table):
    assert rows(people.without([2, 5, 77])) == [3, 4]


def test_sorting_by_number_puts_gaps_last_either_way(people: Table):
    assert rows(people.sorted_by("Score")) == [2, 5, 3, 4]
    assert rows(people.sorted_by("Score", descending=True)) == [3, 5, 2, 4]


def test_sorting_text_regards_numbers_in_it_and_no_case_or_accents(people: Table):
    table = table_from_rows(["A"], [["Room 10"], ["room 9"], ["Ärger"], ["Apfel"], ["9" * 5000]])
    assert rows(table.sorted_by("A")) == [6, 5, 4, 3, 2]
    assert rows(people.sorted_by("Name")) == [5, 3, 4, 2]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", [2, 3, 4, 5]),
        ("ANA", [3, 5]),
        ("zoe agard", [2]),
        ("soren", [4]),
        ("perez 10", [3]),
        ("nobody", []),
    ],
)
def test_searching(people: Table, search: str, found: list[int]):
    assert rows(people.filtered(search)) == found


def test_tables_compare_by_content_and_hash_alike(people: Table):
    same = Table(people.columns, tuple(people.records), (Note("x", "y"),), people.source)
    assert same == people
    assert hash(same) == hash(people)
    assert hash(Record(2, {"a": "1", "b": "2"})) == hash(Record(2, {"b": "2", "a": "1"}))


def test_column_names_are_unique_and_fit_placeholders():
    headers = ["Name", " name ", "Náme", "", "a|b", "{{x}}", "#", "First  name", "FirstName"]
    assert unique_columns(headers) == (
        "Name",
        "name (2)",
        "Náme (3)",
        "Column 4",
        "a/b",
        "((x))",
        "No.",
        "First name",
        "FirstName (2)",
    )


@given(st.lists(st.text(max_size=8), max_size=8))
def test_column_names_never_clash(headers: list[str]):
    names = unique_columns(headers)
    assert len({folded(name) for name in names}) == len(headers)


def test_folding_keeps_marks_that_make_another_word():
    assert folded("  José  ÁNGEL ") == "jose angel"
    assert folded("Strauß Øre Łuk") == "strauss ore luk"
    assert folded("कि") != folded("क")
    assert folded("が") != folded("か")


def test_repeats_tell_rows_people_and_namesakes_apart():
    table = table_from_rows(
        ["Name", "Mail", "Course"],
        [
            ["Ana", "a@x.org", "Go"],
            ["ANA", "A@x.org", "go"],
            ["Ana", "a@x.org", "Rust"],
            ["Aná", "b@x.org", "Go"],
            ["Bob", "b@x.org", "Go"],
            ["", "", ""],
            ["", "", ""],
        ],
    )
    assert repeats(table, "Name", "Mail") == (
        Repeat(3, 2, "row"),
        Repeat(4, 2, "person"),
        Repeat(5, 2, "name"),
    )
    assert [r.kind for r in repeats(table, "Name")] == ["row", "name", "name"]
    assert repeats(table, ("Name", "Course")) == (Repeat(3, 2, "row"), Repeat(5, 2, "name"))


def test_a_dataframe_becomes_text():
    frame = pandas.DataFrame(
        {
            "Name": ["Ana", None],
            "Score": [7.0, float("nan")],
            "Date": pandas.to_datetime(["2026-04-03 00:00", "2026-04-03 14:05"]),
            3: [True, "NA"],
        }
    )
    table = table_from_dataframe(frame)
    assert table.columns == ("Name", "Score", "Date", "3")
    assert list(table.records[0].values.values()) == ["Ana", "7", "2026-04-03", "True"]
    assert list(table.records[1].values.values()) == ["", "", "2026-04-03 14:05:00", "NA"]


def test_a_dataframe_and_back(people: Table):
    frame = table_to_dataframe(people)
    assert list(frame.index) == [2, 3, 4, 5]
    assert table_from_dataframe(frame, source="people.csv") == people


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("  =1", "'  =1"),
        ("@SUM", "'@SUM"),
        ("+49 170", "'+49 170"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("\tx", "'\tx"),
        ("-5", "-5"),
        ("+1.5", "+1.5"),
        ("O'Neill", "O'Neill"),
        ("a=b", "a=b"),
    ],
)
def test_formulas_are_made_harmless(cell: str, written: str):
    assert harmless_cell(cell) == written


def test_csv_is_what_spreadsheet_programs_expect(people: Table):
    data = table_to_csv(people.with_cell(2, "Score", '=1,"x"'))
    assert data.startswith(b"\xef\xbb\xbfName,Score\r\n")
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert read[1] == ["Zoë Ågård", '\'=1,"x"']


def test_a_lone_surrogate_does_not_stop_the_report():
    assert csv_bytes(["a"], [["\ud800"]]).endswith(b"?\r\n")
