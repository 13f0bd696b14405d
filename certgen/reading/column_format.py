"""A format for a column of the list: its cells then stand in the table as they are to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from certgen.date_format import DateError, format_date, is_date_format
from certgen.number_format import NumberError, format_number
from certgen.reading.cells import cell_text
from certgen.reading.dates import DateOrder, read_date
from certgen.records import Record, Table


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


@lru_cache(maxsize=4096)
def format_value(value: str, column_format: ColumnFormat) -> str:
    """One cell in this format; a value that does not suit it stays as it is.

    Without a form, an order alone turns dates into ISO 8601, which has one reading.
    """
    form = column_format.form
    if column_format.order or is_date_format(form):
        moment = read_date(value, column_format.order)
        value = cell_text(moment) if moment else value
    if not form or not value.strip():
        return value
    try:
        if is_date_format(form):
            return format_date(value, form, column_format.language)
        return format_number(value, form, column_format.language)
    except (DateError, NumberError):
        return value


def with_formats(table: Table, formats: Mapping[str, ColumnFormat]) -> Table:
    """The table with these columns in their formats."""
    chosen = {c: f for c, f in formats.items() if c in table.columns and f != ColumnFormat()}
    if not chosen:
        return table
    records = tuple(_formatted(record, chosen) for record in table.records)
    return Table(table.columns, records, table.notes, table.source)


def _formatted(record: Record, formats: Mapping[str, ColumnFormat]) -> Record:
    changed = {c: format_value(record.values.get(c, ""), f) for c, f in formats.items()}
    return Record(record.row, {**record.values, **changed})
