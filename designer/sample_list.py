"""A spreadsheet to fill in: the columns that a design asks for, with a few rows as examples.

XLSX, since Excel opens CSV differently in every country; its cells are text, so that `007` and
dates stay as they are typed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from xlsxwriter import Workbook

_WIDTH = 24


def sample_xlsx(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The file; nothing in it can act as a formula."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        text = book.add_format({"num_format": "@"})
        bold = book.add_format({"num_format": "@", "bold": True, "bottom": 1})
        sheet = book.add_worksheet()
        sheet.set_column(0, len(columns) - 1, _WIDTH, text)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate((columns, *rows)):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell, bold if number == 0 else text)
    return out.getvalue()
