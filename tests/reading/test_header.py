from __future__ import annotations

import pytest

from certgen.errors import DataError
from certgen.reading import ReadOptions, read_table, read_text
from certgen.reading.grid import clean_rows
from certgen.reading.header import find_header


def header(*lines: str) -> int:
    return find_header(clean_rows([line.split("|") for line in lines], "x"))


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        (["Name|Email", "Ana|a@x.org"], 1),
        (["Participants 2026", "", "Name|Email", "Ana|a@x.org"], 3),
        (["Course:|Rust", "Date:|2026-04-03", "Name|Email|City", "Ana|a@x.org|Rome"], 3),
        (["Name|Email|City|", "Ana|a@x.org|Rome|late"], 1),
        (["Name|Score|2024|2025", "Ana|7|1|2"], 1),
        (["Név|Kurzus|Szerep|Cég", "Anna|Rust course|Student|Acme Company"], 1),
        (["Név|Kurzus|Szerep", "A|Go|Student", "B|Go|Teacher", "C|Go|Student", "D|C|Teacher"], 1),
        (["Name|Email", "Ana|x", "Name|Email", "Bob|y", "Name|Email", "Cid|z"], 1),
        (["Name", "Ana Pérez", "Bob Lee"], 1),
        (["Wort", "Ana Pérez", "Bob Lee"], 1),
        (["Ana Pérez|a@x.org", "Bob Lee|b@x.org"], 0),
        (["Ana Pérez|Rust course|a@x.org", "Bob Lee|Go course|b@x.org"], 0),
        (["Ana Pérez|2026-04-03", "Bob Lee|2026-04-04"], 0),
        (["1|Ana", "2|Bob"], 0),
        (["Ana Pérez", "Bob Lee", "Cid Campeador"], 0),
    ],
)
def test_the_header_is_found(lines: list[str], row: int):
    assert header(*lines) == row


def test_columns_without_a_header_are_named_by_what_they_hold():
    table = read_text("Ana Pérez\ta@x.org\t2026-04-03\t7\nBob Lee\tb@x.org\t2026-04-04\t8").table
    assert table.columns == ("Name", "Email", "Date", "Column 4")
    assert [record.row for record in table.records] == [1, 2]
    assert [note.kind for note in table.notes] == ["header"]
    assert read_text("a@x.org\nb@x.org").table.columns == ("Email",)


def test_a_header_row_can_be_set_and_unset():
    data = b"a,b\nc,d\ne,f\n"
    assert read_table(data, "x.csv", ReadOptions(header_row=2)).columns == ("c", "d")
    assert len(read_table(data, "x.csv", ReadOptions(header_row=0)).records) == 3
    with pytest.raises(DataError, match="Row 7"):
        read_table(data, "x.csv", ReadOptions(header_row=7))
