"""The report: a CSV that says of every record what became of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple

from certgen.errors import DataError
from certgen.records import csv_bytes

COLUMNS = ("Row", "Person", "File", "Status", "Warnings")
MADE, FAILED = "made", "failed"


class ReportRow(NamedTuple):
    """One record: its row in the list, who it is, its file ("" if none), and what to know."""

    row: int
    person: str
    file: str
    status: str
    warnings: str


def report_csv(rows: Iterable[ReportRow]) -> bytes:
    """The report as a CSV file that spreadsheet programs open rightly and safely."""
    return csv_bytes(COLUMNS, ((str(row.row), *row[1:]) for row in rows))


def failed_rows(report: bytes, name: str = "the report") -> tuple[int, ...]:
    """The rows that a report says were not made.

    Raises:
        DataError: it is not a report.
    """
    try:
        lines = list(csv.reader(io.StringIO(report.decode("utf-8-sig"), newline="")))
        if tuple(lines[0]) != COLUMNS:
            raise ValueError(lines[0])
        return tuple(int(line[0]) for line in lines[1:] if line[3] == FAILED)
    except (ValueError, IndexError, csv.Error):
        raise DataError(
            f"“{name}” is not the report of a batch.", "Choose the report.csv from the output."
        ) from None
