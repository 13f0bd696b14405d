"""The list of people: records, the table they stand in, and what was noticed while reading it.

All values are frozen; edits give a new table that shares the untouched records with the old one, so
that undoing and comparing stay cheap with a hundred thousand of them. Cells are text, always.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Literal

from certgen.errors import DataError

if TYPE_CHECKING:
    from pandas import DataFrame

MAX_NAME = 100
_ACCENT = re.compile("[\u0300-\u036f]")
_WITHOUT_STROKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_NOT_IN_NAMES = str.maketrans("{}|", "()/")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*")
_DIGITS = re.compile(r"([0-9]+)")
# What spreadsheets take for a formula, full-width signs included.
_FORMULA = re.compile(r"\s*'*[=+\-@＝＋－＠\t\r]")


@dataclass(frozen=True, slots=True)
class Record:
    """One recipient. `row` is the row the person sees in the sheet, counted from 1."""

    row: int
    values: dict[str, str]

    def __hash__(self) -> int:
        return hash((self.row, frozenset(self.values.items())))


@dataclass(frozen=True, slots=True)
class Note:
    """Something noticed about a table that its owner should know, in one sentence."""

    kind: str
    message: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A record that comes after another with the same name.

    `kind` says what else is the same: "row" everything, "person" the e-mail address too, "name" no
    more than the name.
    """

    row: int
    first: int
    kind: Literal["row", "person", "name"]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and records, in the order of the sheet; `source` names where they came from."""

    columns: tuple[str, ...]
    records: tuple[Record, ...]
    notes: tuple[Note, ...] = field(default=(), compare=False)
    source: str = ""

    def __hash__(self) -> int:
        # Not over every record: hashing has to stay cheap, telling apart is left to ==.
        return hash((self.columns, len(self.records), self.source, self.records[:3]))

    def with_cell(self, row: int, column: str, text: str) -> Table:
        """The same table with one cell changed.

        Raises:
            DataError: there is no such row or column.
        """
        if column not in self.columns:
            raise DataError(f"There is no column “{column}”.", row=row)
        for index, record in enumerate(self.records):
            if record.row == row:
                changed = Record(row, {**record.values, column: text})
                return self._with((*self.records[:index], changed, *self.records[index + 1 :]))
        raise DataError(f"There is no row {row}.", column=column)

    def without(self, rows: Collection[int]) -> Table:
        """The same table without these rows (numbers as in `Record.row`)."""
        gone = frozenset(rows)
        return self._with(tuple(r for r in self.records if r.row not in gone))

    def sorted_by(self, column: str, *, descending: bool = False) -> Table:
        """The same records by one column: numbers by size, text as people sort it, gaps last."""
        filled = [r for r in self.records if r.values.get(column, "").strip()]
        gaps = [r for r in self.records if not r.values.get(column, "").strip()]
        filled.sort(key=lambda r: _sort_key(r.values[column]), reverse=descending)
        return self._with((*filled, *gaps))

    def filtered(self, search: str) -> Table:
        """The records that hold every word of `search`; case and accents do not matter."""
        words = folded(search).split()
        if not words:
            return self
        return self._with(tuple(r for r in self.records if _holds(r, words)))

    def _with(self, records: tuple[Record, ...]) -> Table:
        return replace(self, records=records)


def table_from_rows(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, source: str = "", first_row: int = 2
) -> Table:
    """A table from rows of text. Short rows are filled with empty cells.

    Raises:
        DataError: a row has more cells than there are columns.
    """
    names = unique_columns(columns)
    records = []
    for number, row in enumerate(rows, first_row):
        if len(row) > len(names):
            raise DataError(f"Row {number} has {len(row)} cells for {len(names)} columns.")
        cells = (*row, *[""] * (len(names) - len(row)))
        records.append(Record(number, dict(zip(names, cells, strict=True))))
    return Table(names, tuple(records), source=source)


def unique_columns(headers: Iterable[str]) -> tuple[str, ...]:
    """Headers as column names that placeholders can hold: none blank, none twice.

    Blank and repeated ones are numbered; case, accents and spaces do not tell two apart.
    """
    taken: set[str] = set()
    names = []
    for place, header in enumerate(headers, 1):
        wish = " ".join(header.translate(_NOT_IN_NAMES).split())[:MAX_NAME] or f"Column {place}"
        wish = "No." if wish == "#" else wish  # {{#}} is the number of the record.
        numbered = (wish if n == 1 else f"{wish} ({n})" for n in count(1))
        name = next(name for name in numbered if _bare(name) not in taken)
        taken.add(_bare(name))
        names.append(name)
    return tuple(names)


def _bare(column: str) -> str:
    return folded(column).replace(" ", "")


def folded(text: str) -> str:
    """Text for comparing: no case, accents, or surplus spaces.

    Marks of other scripts than Latin, Greek and Cyrillic make other words, so they stay.
    """
    text = text.casefold()
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
        if not text.isascii():
            text = text.translate(_WITHOUT_STROKE)
    return " ".join(text.split())


def repeats(
    table: Table, name: str | Sequence[str], email: str | None = None
) -> tuple[Repeat, ...]:
    """Every record whose name, in one column or several, an earlier record has too.

    `email` names the column that tells namesakes from one person listed twice.
    """
    columns = (name,) if isinstance(name, str) else name
    people: dict[str, list[Record]] = {}
    for record in table.records:
        person = folded(" ".join(record.values.get(column, "") for column in columns))
        if person:
            people.setdefault(person, []).append(record)
    groups = (group for group in people.values() if len(group) > 1)
    found = [repeat for group in groups for repeat in _repeats_in(group, email)]
    return tuple(sorted(found, key=lambda repeat: repeat.row))


def _repeats_in(namesakes: Sequence[Record], email: str | None) -> Iterator[Repeat]:
    rows: dict[tuple[str, ...], int] = {}
    addresses: dict[str, int] = {}
    for record in namesakes:
        row = tuple(folded(text) for text in record.values.values())
        address = folded(record.values.get(email, "")) if email else ""
        if row in rows:
            yield Repeat(record.row, rows[row], "row")
        elif address in addresses:
            yield Repeat(record.row, addresses[address], "person")
        elif record is not namesakes[0]:
            yield Repeat(record.row, namesakes[0].row, "name")
        rows.setdefault(row, record.row)
        if address:
            addresses.setdefault(address, record.row)


def table_from_dataframe(frame: DataFrame, *, source: str = "a DataFrame") -> Table:
    """A table from a pandas DataFrame; missing values become empty cells, whole numbers stay so."""
    missing = frame.isna().to_numpy()
    rows = (
        ["" if gap else _cell_text(value) for value, gap in zip(row, gaps, strict=True)]
        for row, gaps in zip(frame.itertuples(index=False, name=None), missing, strict=True)
    )
    return table_from_rows([str(c) for c in frame.columns], rows, source=source)


def table_to_dataframe(table: Table) -> DataFrame:
    """The cells as a pandas DataFrame of text, indexed by row number."""
    import pandas

    cells = [[r.values.get(c, "") for c in table.columns] for r in table.records]
    index = pandas.Index([r.row for r in table.records], name="row")
    return pandas.DataFrame(cells, index=index, columns=list(table.columns), dtype=str)


def table_to_csv(table: Table) -> bytes:
    """The table as a CSV file that spreadsheet programs open rightly and safely."""
    rows = ([r.values.get(c, "") for c in table.columns] for r in table.records)
    return csv_bytes(table.columns, rows)


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 CSV (RFC 4180, with a byte order mark) in which no cell can act as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless_cell(cell) for cell in header])
    writer.writerows([harmless_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def harmless_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would compute it (OWASP)."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def _cell_text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    text = str(value)
    return text.removesuffix(" 00:00:00") if hasattr(value, "isoformat") else text


def _holds(record: Record, words: list[str]) -> bool:
    cells = folded("\n".join(record.values.values()))
    return all(word in cells for word in words)


def _sort_key(text: str) -> tuple[bool, float, tuple[tuple[int, str], ...]]:
    if re.fullmatch(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?", text.strip()):
        return (False, float(text.replace(",", ".")), ())
    parts = _DIGITS.split(folded(text))
    # Digits compare as numbers: by length without leading zeros first, then by themselves.
    digits = (part.lstrip("0") if place % 2 else part for place, part in enumerate(parts))
    return (
        True,
        0.0,
        tuple((len(p) if place % 2 else 0, p) for place, p in enumerate(digits)),
    )
