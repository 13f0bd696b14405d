"""Dates, formats and samples: what is done with whole columns."""

from __future__ import annotations

from datetime import datetime

import pytest

from certgen.errors import DataError
from certgen.reading import read_table
from certgen.reading.column_format import (
    ColumnFormat,
    check_form,
    format_value,
    unsuited_rows,
    with_formats,
)
from certgen.reading.dates import clear_date, date_order, is_date, read_date, two_readings
from certgen.reading.sample import sample_csv
from certgen.records import table_from_rows


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-03",
        "2026-04-03 14:05",
        "3.4.2026",
        "3/4/2026",
        "25/4/2026",
        "4/25/2026",
        "3 April 2026",
        "April 3rd, 2026",
        "3 de abril de 2026",
        "3. März 2026",
        "1er avril 2026",
    ],
)
def test_dates(text: str):
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    ["", "April", "7", "2026", "14:05", "2026-13-01", "31/31/2026", "Room 4 April", "x" * 99],
)
def test_no_dates(text: str):
    assert not is_date(text)


def test_the_order_of_day_and_month():
    assert date_order(["3/4/2026", "25/4/2026"]) == "dmy"
    assert date_order(["3/4/2026", "4/25/2026"]) == "mdy"
    assert date_order(["3/4/2026"]) is None
    assert date_order(["25/4/2026", "4/25/2026"]) is None
    assert two_readings(["x", "3/3/2026", "3/4/2026"]) == "3/4/2026"
    assert two_readings(["3/3/2026", "25/4/2026"]) is None
    assert clear_date(["3/4/2026", "25/4/2026"]) == "25/4/2026"
    assert clear_date(["x", "3/4/2026"]) is None
    assert read_date("3/4/2026") is None
    assert read_date("3/4/2026", "mdy") == datetime(2026, 3, 4)


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        ("7", ColumnFormat("04"), "0007"),
        ("9,5", ColumnFormat(".2"), "9.50"),
        ("9.5", ColumnFormat(".2", language="de"), "9,50"),
        ("many", ColumnFormat("04"), "many"),
        ("", ColumnFormat("04"), ""),
        ("2026-04-03", ColumnFormat("%d.%m.%Y"), "03.04.2026"),
        ("2026-04-03", ColumnFormat("long", language="es"), "3 de abril de 2026"),
        ("3 de abril de 2026", ColumnFormat("long", language="de"), "3. April 2026"),
        ("3/4/2026", ColumnFormat("", "mdy"), "2026-03-04"),
        ("3/4/2026", ColumnFormat("%-d %B", "dmy"), "3 April"),
        ("3/4/2026", ColumnFormat("%-d %B"), "3/4/2026"),
        ("soon", ColumnFormat("%-d %B", "dmy"), "soon"),
        ("as it is", ColumnFormat(), "as it is"),
    ],
)
def test_formats(value: str, form: ColumnFormat, shown: str):
    assert format_value(value, form) == shown


def test_formats_of_a_table():
    table = table_from_rows(["Name", "No"], [["Ana", "7"], ["Bob", ""]], source="x")
    changed = with_formats(table, {"No": ColumnFormat("03"), "Gone": ColumnFormat("03")})
    assert [record.values for record in changed.records] == [
        {"Name": "Ana", "No": "007"},
        {"Name": "Bob", "No": ""},
    ]
    assert with_formats(table, {"Gone": ColumnFormat("03")}) is table


def test_an_order_settles_what_was_noticed_about_the_dates():
    table = read_table(b"Name,Date\nAna,3/4/2026\nBob,soon\n", "x.csv")
    assert [note.kind for note in table.notes] == ["date"]
    order = ColumnFormat("", "dmy")
    assert unsuited_rows(table, "Date", order) == (3,)
    settled = with_formats(table, {"Date": order})
    assert [r.values["Date"] for r in settled.records] == ["2026-04-03", "soon"]
    assert settled.notes == ()


def test_an_order_that_other_rows_show_is_to_be_confirmed():
    (note,) = read_table(b"Name,Date\nAna,3/4/2026\nBob,25/4/2026\n", "x.csv").notes
    assert note.message.startswith("“25/4/2026” in “Date” has the day first, so “3/4/2026” prob")


@pytest.mark.parametrize("form", ["%d.%m.%Y", "long", "05", ",.2"])
def test_forms(form: str):
    check_form(form)


@pytest.mark.parametrize("form", ["", "%Q", "dd.mm.yyyy", "x"])
def test_no_forms(form: str):
    with pytest.raises(DataError, match="is not a format"):
        check_form(form)


def test_a_sample_can_be_read_again():
    columns = ["Name", "E-mail", "Fecha", "Motto", "=odd"]
    table = read_table(sample_csv(columns), "sample.csv")
    assert table.columns == tuple(columns)
    assert table.records[0].values["Name"] == "Ana Pérez García"
    assert table.records[0].values["E-mail"] == "ana@example.org"
    assert is_date(table.records[0].values["Fecha"])
