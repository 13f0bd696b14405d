"""The report: readable by spreadsheets, harmless in them, and read back for what failed."""

from __future__ import annotations

import pytest

from certgen.errors import DataError
from certgen.export.report import FAILED, MADE, ReportRow, failed_rows, report_csv

ROWS = (
    ReportRow(2, "Ann, “the” one", "1 Ann.pdf", MADE, ""),
    ReportRow(3, "=HYPERLINK(1)", "2.pdf", MADE, "Look\nat it"),
    ReportRow(5, "Zoë", "", FAILED, "@cannot"),
)


def test_the_report_begins_with_a_byte_order_mark_and_its_columns():
    assert report_csv(()) == "\ufeffRow,Person,File,Status,Warnings\r\n".encode()


def test_cells_that_look_like_formulas_are_harmless():
    text = report_csv(ROWS).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "'@cannot" in text


def test_the_failed_rows_come_back():
    assert failed_rows(report_csv(ROWS)) == (5,)


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\xff\xfe", b"Row,Person\n"])
def test_something_else_is_not_a_report(data):
    with pytest.raises(DataError, match=r"“x\.csv” is not the report"):
        failed_rows(data, "x.csv")
