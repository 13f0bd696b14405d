"""What is worth saying about a list that was read, a sentence each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from certgen.reading.dates import clear_date, date_order, two_readings
from certgen.reading.grid import Row
from certgen.reading.kinds import SAMPLE, email_column, name_columns
from certgen.reading.meaning import meaning
from certgen.records import Note, Table, repeats

_LISTED = 5
# A surplus cell in fewer rows than this is a slip; in more, it is a column without a name.
_FEW = 0.2


def header_notes(rows: Sequence[Row], header_row: int, columns: Sequence[str]) -> Iterator[Note]:
    """That the header was not where one looks first, or that there is none."""
    if header_row == 0:
        first = next(cell for cell in rows[0].cells if cell)
        yield Note(
            "header",
            f"Row {rows[0].number} (“{_short(first)}”) was taken for a person, not for the names "
            f"of the columns; they are called {_quoted(columns)} here.",
            row=rows[0].number,
        )
    above = [row for row in rows if row.number < header_row]
    if above:
        first = next(cell for cell in above[0].cells if cell)
        yield Note(
            "header",
            f"The names of the columns are in row {header_row}; what stands above "
            f"(“{_short(first)}”) was left out.",
            row=header_row,
        )


def column_notes(
    headers: Sequence[str], columns: Sequence[str], people: Sequence[Row], kept: Sequence[int]
) -> Iterator[Note]:
    """Columns that got another name than they have in the file."""
    if not any(headers):
        return
    for header, column, place in zip(headers, columns, kept, strict=True):
        named = " ".join(header.split())
        if not named:
            filled = [r.number for r in people if place < len(r.cells) and r.cells[place]]
            if len(filled) > _FEW * len(people):
                yield Note("column", f"A column without a name is called “{column}”.", None, column)
        elif column.startswith(f"{named} ("):
            message = f"There is more than one column “{named}”; another is now “{column}”."
            yield Note("column", message, column=column)
        elif column != named:
            message = f"The column “{_short(named)}” is called “{column}” here."
            yield Note("column", message, column=column)


def width_notes(header: Sequence[str], people: Sequence[Row]) -> Iterator[Note]:
    """Rows with more or fewer cells than the others."""
    longer = [row.number for row in people if header and len(row.cells) > len(header)]
    if longer and len(longer) <= max(1, _FEW * len(people)):
        yield Note(
            "ragged",
            f"{rows_have(longer)} more cells than there are columns. Perhaps a text with the "
            "separator in it lacks its quotation marks; please look at it.",
            row=longer[0],
        )
    usual = Counter(row.width for row in people).most_common(1)[0][0]
    shorter = [row.number for row in people if row.width < min(usual, len(header))]
    if shorter:
        yield Note(
            "ragged",
            f"{rows_have(shorter)} fewer cells than the others; the missing ones are empty.",
            row=shorter[0],
        )


def repeat_notes(table: Table) -> Iterator[Note]:
    """People who are listed more than once; namesakes are not worth a note."""
    names = name_columns(table.columns, table.records)
    if not names:
        return
    found = repeats(table, names, email_column(table.columns, table.records))
    twice = [repeat.row for repeat in found if repeat.kind in ("row", "person")]
    if twice:
        noun = "person is" if len(twice) == 1 else "people are"
        message = f"{len(twice)} {noun} listed more than once: {_listed(twice)}."
        yield Note("duplicate", message, row=twice[0], column=names[0])


def date_notes(table: Table) -> Iterator[Note]:
    """Dates whose day and month cannot be told apart, or only by others in their column."""
    for column in table.columns:
        values = [record.values[column] for record in table.records[:SAMPLE]]
        example = two_readings(values)
        if example is None:
            continue
        order, clear = date_order(values), clear_date(values)
        if clear and order:
            first = "day" if order == "dmy" else "month"
            message = (
                f"“{clear}” in “{column}” has the {first} first, so “{example}” probably has, too; "
                "please confirm the order."
            )
        else:
            message = (
                f"“{example}” in “{column}” has two readings; choose the order of day and month."
            )
        yield Note("date", message, column=column)


def zeros_notes(table: Table) -> Iterator[Note]:
    """Numbers that may have lost leading zeros, where the file's formats are not read."""
    for column in table.columns:
        values = [record.values[column] for record in table.records[:SAMPLE]]
        filled = [value for value in values if value]
        if meaning(column) == "id" and filled and all(map(str.isdecimal, filled)):
            message = (
                f"If “{column}” has leading zeros in the sheet, set its number of digits; "
                "files of this kind do not tell."
            )
            yield Note("digits", message, column=column)


def rows_have(numbers: Sequence[int]) -> str:
    """The beginning of a sentence about these rows: “Rows 3, 5 and 8 have”."""
    listed = _listed(numbers)
    return listed[0].upper() + listed[1:] + (" has" if len(numbers) == 1 else " have")


def _listed(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    shown = [str(number) for number in numbers[:_LISTED]]
    more = len(numbers) - len(shown)
    last = f"{more} more" if more else shown.pop()
    return f"rows {', '.join(shown)} and {last}"


def _quoted(columns: Sequence[str]) -> str:
    shown = ", ".join(f"“{column}”" for column in columns[:_LISTED])
    return shown + (" …" if len(columns) > _LISTED else "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
