"""Hard spreadsheets, each with what it has to give; built with other people's writers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from certgen.errors import DataError
from certgen.reading import ReadOptions, read, read_table
from certgen.records import Table
from tests.reading.old_excel import Cells, xls, xlsb


def book(*sheets: str) -> tuple[Workbook, Worksheet]:
    workbook = Workbook()
    first = workbook.active
    first.title = sheets[0] if sheets else "People"
    for name in sheets[1:]:
        workbook.create_sheet(name)
    return workbook, first


def saved(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def rows(table: Table) -> list[list[str]]:
    return [list(record.values.values()) for record in table.records]


def kinds(table: Table) -> list[str]:
    return [note.kind for note in table.notes]


def test_values_as_their_sheet_has_them():
    workbook, sheet = book()
    values = {
        "Name": "NA",
        "Whole": 7,
        "Half": 9.5,
        "Sum": 0.1 + 0.2,
        "Tiny": 0.0000001,
        "Date": date(2026, 4, 3),
        "When": datetime(2026, 4, 3, 14, 5),
        "Second": datetime(2026, 4, 3, 14, 5, 9),
        "Midnight": datetime(2026, 4, 3),
        "Time": time(9, 30),
        "Long": timedelta(hours=30, minutes=5),
        "Yes": True,
        "Text": "007",
    }
    sheet.append(list(values))
    sheet.append(list(values.values()))
    table = read_table(saved(workbook), "people.xlsx")
    assert table.records[0].values == {
        "Name": "NA",
        "Whole": "7",
        "Half": "9.5",
        "Sum": "0.3",
        "Tiny": "0.0000001",
        "Date": "2026-04-03",
        "When": "2026-04-03 14:05",
        "Second": "2026-04-03 14:05:09",
        "Midnight": "2026-04-03",
        "Time": "09:30",
        "Long": "30:05:00",
        "Yes": "TRUE",
        "Text": "007",
    }
    assert table.notes == ()


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (7, "00000", "00007"),
        (-7, "000", "-007"),
        (0.95, "0%", "95%"),
        (0.9555, "0.0%", "95.6%"),
        (83.33333333333333, "0.00", "83.33"),
        (9.5, "0.00", "9.50"),
        (2.5, "0", "3"),
        (1234.5, "#,##0.00", "1234.50"),
        (42, '"CERT-"0000', "CERT-0042"),
        (42, '000"/2026"', "042/2026"),
        (42, r"\N\o\ 000", "No 042"),
        (42, "000;[Red]-000", "042"),
        (1234.5, '_("$"* #,##0.00_)', "1234.5"),
        (7, "General", "7"),
        (7, "@", "7"),
    ],
)
def test_numbers_look_as_in_the_sheet(value: float, code: str, shown: str):
    workbook, sheet = book()
    sheet.append(["Name", "No"])
    sheet.append(["Ana", value])
    sheet["B2"].number_format = code
    assert read_table(saved(workbook), "x.xlsx").records[0].values["No"] == shown


def test_titles_above_and_a_header_of_two_rows():
    workbook, sheet = book()
    sheet["A1"] = "Participants of the spring course 2026"
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(["Name", "Dates", None, "Score"])
    sheet.append([None, "Start", "End", None])
    sheet.append(["Ana", "a", "b", 1])
    sheet.append(["Bob", "c", "d", 2])
    for cells in ("A3:A4", "B3:C3", "D3:D4"):
        sheet.merge_cells(cells)
    reading = read(saved(workbook), "x.xlsx")
    assert reading.table.columns == ("Name", "Start", "End", "Score")
    assert rows(reading.table) == [["Ana", "a", "b", "1"], ["Bob", "c", "d", "2"]]
    assert reading.table.records[0].row == 5
    assert reading.inspection.used.header_row == 4
    assert reading.inspection.first_rows[0][0] == 1
    assert "header" in kinds(reading.table)
    third = read_table(saved(workbook), "x.xlsx", ReadOptions(header_row=3))
    assert third.columns == ("Name", "Dates", "Column 3", "Score")


def test_a_cell_merged_downwards_stands_in_every_row():
    workbook, sheet = book()
    for row in (["Name", "Course"], ["Ana", "Go"], ["Bob", None], [None, None], ["Cid", "C"]):
        sheet.append(row)
    sheet.merge_cells("B2:B4")
    table = read_table(saved(workbook), "x.xlsx")
    assert rows(table) == [["Ana", "Go"], ["Bob", "Go"], ["Cid", "C"]]
    assert [record.row for record in table.records] == [2, 3, 5]
    assert kinds(table) == ["merged"]


def test_a_table_that_starts_elsewhere_than_in_a1():
    workbook, sheet = book()
    for cell, value in {"C4": "Name", "E4": "Score", "C5": "Ana", "E5": 1}.items():
        sheet[cell] = value
    table = read_table(saved(workbook), "x.xlsx")
    assert table.columns == ("Name", "Score")
    assert table.records[0].row == 5


def test_formulas_and_errors_are_told():
    workbook, sheet = book()
    sheet.append(["Name", "Sum", "Found"])
    sheet.append(["Ana", "=1+1", "#N/A"])
    sheet.append(["Bob", "=2+2", "ok"])
    table = read_table(saved(workbook), "x.xlsx")
    assert rows(table) == [["Ana", "", ""], ["Bob", "", "ok"]]
    formula, error = table.notes
    assert formula.kind == "formula"
    assert "(B2, B3)" in formula.message
    assert error.kind == "error"
    assert "(C2)" in error.message


def test_hidden_rows_are_read_and_told():
    workbook, sheet = book()
    for row in (["Name"], ["Ana"], ["Bob"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    table = read_table(saved(workbook), "x.xlsx")
    assert rows(table) == [["Ana"], ["Bob"]]
    assert kinds(table) == ["hidden"]


def test_numbers_longer_than_a_sheet_keeps_are_told():
    workbook, sheet = book()
    sheet.append(["Name", "Id"])
    sheet.append(["Ana", 12345678901234567890])
    assert kinds(read_table(saved(workbook), "x.xlsx")) == ["digits"]


def test_sheets_can_be_chosen():
    workbook, _ = book("Notes", "People", "Secret")
    workbook["People"].append(["Name"])
    workbook["People"].append(["Ana"])
    workbook["Secret"].append(["Name"])
    workbook["Secret"].append(["Bob"])
    workbook["Secret"].sheet_state = "hidden"
    data = saved(workbook)
    reading = read(data, "x.xlsx")
    assert reading.inspection.sheets == ("Notes", "People", "Secret")
    assert reading.inspection.used.sheet == "People"
    assert kinds(reading.table) == ["sheet"]
    assert rows(read_table(data, "x.xlsx", ReadOptions(sheet="Secret"))) == [["Bob"]]
    with pytest.raises(DataError, match="has no sheet “Staff”"):
        read_table(data, "x.xlsx", ReadOptions(sheet="Staff"))


def test_an_empty_workbook():
    workbook, _ = book()
    with pytest.raises(DataError, match=r"“x[.]xlsx” is empty"):
        read_table(saved(workbook), "x.xlsx")


def test_the_content_tells_the_kind_whatever_the_name():
    workbook, sheet = book()
    sheet.append(["Name"])
    sheet.append(["Ana"])
    assert rows(read_table(saved(workbook), "people.csv")) == [["Ana"]]
    assert rows(read_table(b"Name,X\nAna,1\n", "people.xlsx")) == [["Ana", "1"]]


def test_macros_do_not_matter():
    workbook, sheet = book()
    sheet.append(["Name"])
    sheet.append(["Ana"])
    out = io.BytesIO(saved(workbook))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")
    assert rows(read_table(out.getvalue(), "x.xlsm")) == [["Ana"]]


def test_a_dimension_that_lies_hides_no_rows():
    workbook, sheet = book()
    for row in (["Name", "X"], ["Ana", 1], ["Bob", 2]):
        sheet.append(row)
    source = zipfile.ZipFile(io.BytesIO(saved(workbook)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            data = source.read(name).replace(b'ref="A1:B3"', b'ref="A1"')
            archive.writestr(name, data)
    assert rows(read_table(out.getvalue(), "x.xlsx")) == [["Ana", "1"], ["Bob", "2"]]


def test_open_document():
    document = OpenDocumentSpreadsheet()
    table = OdfTable(name="People")
    for line in (["Name", "No", "Date"], ["José", 7, date(2026, 4, 3)], ["NA", 9.5, None]):
        row = TableRow()
        for value in line:
            row.addElement(_odf_cell(value))
        table.addElement(row)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.save(out)
    read_back = read_table(out.getvalue(), "people.ods")
    assert rows(read_back) == [["José", "7", "2026-04-03"], ["NA", "9.5", ""]]
    (note,) = read_back.notes
    assert note.kind == "digits"
    assert "(0007)" in note.message


def _odf_cell(value: object) -> TableCell:
    if isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
    elif isinstance(value, int | float):
        cell = TableCell(valuetype="float", value=value)
    else:
        cell = TableCell(valuetype="string")
    cell.addElement(P(text="0007" if value == 7 else str(value or "")))
    return cell


@pytest.mark.parametrize("build", [xls, xlsb])
def test_binary_workbooks(build: Callable[[Cells], bytes]):
    data = build([["Name", "No", "Score"], ["José", 7.0, 9.5], ["李雷", 12.0, 1e-7]])
    reading = read(data, "people.xls")
    assert rows(reading.table) == [["José", "7", "9.5"], ["李雷", "12", "0.0000001"]]
    assert reading.inspection.kind == build.__name__
    assert reading.inspection.sheets == ("People",)
    (note,) = reading.table.notes
    assert note.message.startswith("If “No” has leading zeros in the sheet")
