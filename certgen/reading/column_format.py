"""A format for a column of the list: its cells then stand in the table as they are to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from certgen.date_format import DateError, format_date, is_date_format
from certgen.errors import DataError
from certgen.number_format import NumberError, format_number, is_number_format
from certgen.reading.cells import cell_text
from certgen.reading.dates import DateOrder, read_date
from certgen.records import Record, Table

_ANSWERED = ("date", "digits")
_SOME_DAY = "2026-04-30 13:45"


@dataclass(frozen=True, slots=True)
class ColumnFormat:
    """How one column is shown.

    `form` is a date or number format as placeholders have it: `%d.%m.%Y`, `long`, `04` for at least
    four digits, `.2` for two decimals. `order` says what 3/4/2026 means in this column. `language`
    (BCP 47) is that of month names and decimal signs.
    """

    form: str = ""
    order: DateOrder | None = None
    language: str = ""


def format_value(value: str, column_format: ColumnFormat) -> str:
    """One cell in this format; a value that does not suit it stays as it is.

    Without a form, an order alone turns dates into ISO 8601, which has one reading.
    """
    shown = _shown(value, column_format)
    return value if shown is None else shown


def with_formats(table: Table, formats: Mapping[str, ColumnFormat]) -> Table:
    """The table with these columns in their formats; what was noticed about them is settled."""
    chosen = {c: f for c, f in formats.items() if c in table.columns and f != ColumnFormat()}
    if not chosen:
        return table
    records = tuple(_formatted(record, chosen) for record in table.records)
    notes = tuple(n for n in table.notes if n.column not in chosen or n.kind not in _ANSWERED)
    return Table(table.columns, records, notes, table.source)


def unsuited_rows(table: Table, column: str, column_format: ColumnFormat) -> tuple[int, ...]:
    """The rows whose cell in this column is no such date or number, and stays as it is."""
    cells = ((r.row, r.values.get(column, "")) for r in table.records)
    return tuple(row for row, value in cells if _shown(value, column_format) is None)


def check_form(form: str) -> None:
    """Refuses what is neither a format of dates nor of numbers.

    Raises:
        DataError: it is neither.
    """
    try:
        if is_date_format(form):
            format_date(_SOME_DAY, form)
            return
    except DateError as error:
        raise DataError(f"“{form}” is not a format: {error}", _FORMS) from None
    if not is_number_format(form):
        raise DataError(f"“{form}” is not a format.", _FORMS)


_FORMS = (
    "Dates take %d.%m.%Y or long, medium, short; numbers 05 for five digits or .2 for two decimals."
)


@lru_cache(maxsize=4096)
def _shown(value: str, column_format: ColumnFormat) -> str | None:
    """The value in this format, None if it does not suit; nothing is nothing in any format."""
    form, order, language = column_format.form, column_format.order, column_format.language
    if not value.strip():
        return value
    if order or is_date_format(form):
        moment = read_date(value, order)
        if moment is None:
            return None
        value = cell_text(moment)
    try:
        if is_date_format(form):
            return format_date(value, form, language)
        return format_number(value, form, language) if form else value
    except (DateError, NumberError):
        return None


def _formatted(record: Record, formats: Mapping[str, ColumnFormat]) -> Record:
    changed = {c: format_value(record.values.get(c, ""), f) for c, f in formats.items()}
    return Record(record.row, {**record.values, **changed})
