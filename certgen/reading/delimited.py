"""Delimited text (CSV and its kin, RFC 4180 as far as people keep to it) to rows of cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from certgen.errors import DataError
from certgen.reading.grid import empty, too_many_rows
from certgen.reading.noticed import rows_have
from certgen.reading.options import MAX_ROWS
from certgen.records import Note

DELIMITERS = {"\t": "tab", ";": "semicolon", ",": "comma", "|": "vertical bar"}
_SEP_LINE = re.compile(r"\s*sep=(\t|[^\w\s\"'])[ \t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)
_BLANK = '\ufeff \r\n"' + "".join(DELIMITERS)
_TESTED_ROWS = 50
_TESTED_CHARACTERS = 100_000
# The apostrophe that `records.harmless_cell`, and people, put before what would be a formula.
_PROTECTED = re.compile(r"\A\s*'(?='*[=+\-@＝＋－＠])")
_PROTECTED_CELL = re.compile(r"(?:\A|[\n\r\t,;|\"])\s*'+[=+\-@＝＋－＠]")
# Empty ones included; what is kept of them has its own limit.
_MOST_ROWS = 5 * MAX_ROWS


@dataclass(frozen=True, slots=True)
class DelimitedRows:
    """The rows of a delimited text; a line `sep=;` is none of them, as in spreadsheet programs."""

    rows: Iterator[list[str]]
    delimiter: str
    notes: tuple[Note, ...] = ()


def split_rows(text: str, name: str, delimiter: str = "") -> DelimitedRows:
    """Splits text at the given delimiter, else the one it names itself, else the likeliest.

    Raises:
        DataError: not a text, a quotation mark that is never closed, or too many rows.
    """
    if "\x00" in text:
        raise DataError(
            f"“{name}” holds characters that no text has; it is damaged or not a list.",
            "Open it in a spreadsheet program and save it as XLSX or CSV.",
        )
    if not text.strip(_BLANK):
        raise empty(name)
    said = _SEP_LINE.match(text)
    if said:
        text = text[said.end() :]
    delimiter = delimiter or (said[1] if said else find_delimiter(text))
    if len(delimiter) != 1 or delimiter in '"\r\n ':
        raise DataError(
            f"“{delimiter}” cannot separate the columns of “{name}”.",
            f"Choose one of {', '.join(DELIMITERS.values())}.",
        )
    notes = list(_checked(text, name, delimiter))
    rows: Iterator[list[str]] = _parsed(text, delimiter, strict=False)
    if "'" in text and _PROTECTED_CELL.search(text):
        rows = ([_PROTECTED.sub("", cell, count=1) for cell in row] for row in rows)
        notes.append(
            Note(
                "formula", "The apostrophes that keep cells from acting as formulas were taken off."
            )
        )
    return DelimitedRows(rows, delimiter, tuple(notes))


def find_delimiter(text: str) -> str:
    """The delimiter that cuts most of the first rows into as many cells, else one that cuts none.

    Titles above the table may be shorter, except with commas: those are in names, too.
    """
    start = text[:_TESTED_CHARACTERS]
    best = (0.0, next((d for d in DELIMITERS if d not in start), "\t"))
    for delimiter in DELIMITERS:
        widths = _widths(start, delimiter)
        if not widths:
            continue
        usual, times = Counter(widths).most_common(1)[0]
        header_fits = widths[0] == usual or delimiter != "," or usual > 2
        score = times / len(widths) + min(usual, 20) / 1000
        if usual > 1 and header_fits and score > best[0]:
            best = (score, delimiter)
    return best[1]


def _widths(text: str, delimiter: str) -> list[int]:
    """How many cells each of the first rows has; empty where the text cannot be cut so."""
    rows = islice(_parsed(text, delimiter, strict=False), _TESTED_ROWS)
    try:
        return [len(row) for row in rows if any(cell.strip() for cell in row)]
    except csv.Error:
        return []


def _parsed(text: str, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _checked(text: str, name: str, delimiter: str) -> Iterator[Note]:
    """Reads everything once by the letter of the standard, keeping nothing."""
    lines = io.StringIO(text, newline="")
    row = line = 0
    slips: list[int] = []
    while True:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        read = 0
        try:
            for _ in reader:
                row, read = row + 1, reader.line_num
                if row > _MOST_ROWS:
                    raise too_many_rows(name)
            break
        except csv.Error as error:
            row += 1
            if "expected after" not in str(error):
                raise _refusal(str(error), name, line + read + 1, row) from None
            # A quotation mark within a text ends no row: the next line begins one again.
            slips.append(row)
            line += reader.line_num
    if slips:
        message = f"{rows_have(slips)} a quotation mark in the middle of a text; please look at it."
        yield Note("quotes", message, row=slips[0])


def _refusal(error: str, name: str, line: int, row: int) -> DataError:
    if "field larger" in error:
        return DataError(
            f"A cell in line {line} of “{name}” is longer than any text on a certificate.",
            "Shorten it; perhaps a quotation mark before it is never closed.",
            row=row,
        )
    return DataError(
        f"The quotation mark that opens in line {line} of “{name}” is never closed.",
        "Remove it or write a second one where the text ends, or save the list as XLSX.",
        row=row,
    )
