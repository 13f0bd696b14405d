"""The list of people named on the command line -> a table."""

from __future__ import annotations

import argparse
from pathlib import Path

from certgen.cli.files import read_file
from certgen.cli.pairs import pairs
from certgen.cli.screen import Screen
from certgen.columns import columns_missing, columns_used
from certgen.date_format import is_date_format
from certgen.errors import DataError
from certgen.layout import Layout
from certgen.mapping import apply_mapping, guess_mapping
from certgen.reading.column_format import ColumnFormat, check_form, with_formats
from certgen.reading.options import ReadOptions
from certgen.reading.reader import read_table
from certgen.records import Table


def people_from(args: argparse.Namespace, layout: Layout | None, screen: Screen) -> Table:
    """The table, its columns named as the layout wants them; says what was noticed in it.

    Raises:
        DataError: the file is not a list, or lacks columns that the layout asks for.
    """
    path = Path(args.data)
    options = ReadOptions(
        encoding=args.encoding or "",
        delimiter=args.delimiter or "",
        sheet=args.sheet or "",
        header_row=args.header_row,
    )
    table = read_table(read_file(args.data, DataError), path.name, options)
    table = with_formats(table, _formats(args, table, layout.language if layout else ""))
    screen.remark_some([note.message for note in table.notes])
    if args.map:
        table = _mapped(table, pairs(args.map, "--map WANTED=COLUMN"))
    if layout is not None and columns_missing(layout, table.columns):
        raise _incomplete(table, layout, path.name)
    return table


def _mapped(table: Table, wishes: dict[str, str]) -> Table:
    for column in wishes.values():
        _check_column(column, table, "--map")
    return apply_mapping(table, {wanted: (column,) for wanted, column in wishes.items()})


def _formats(args: argparse.Namespace, table: Table, language: str) -> dict[str, ColumnFormat]:
    """How columns are shown: as was asked for, and clear where dates have two readings."""
    unclear = (note.column for note in table.notes if note.kind == "date" and note.column)
    order = args.date_order
    formats = {column: ColumnFormat("", order) for column in unclear} if order else {}
    for column, form in pairs(args.column_format, "--column-format COLUMN=FORMAT").items():
        _check_column(column, table, "--column-format")
        check_form(form)
        formats[column] = ColumnFormat(form, order if is_date_format(form) else None, language)
    return formats


def _check_column(column: str, table: Table, option: str) -> None:
    if column not in table.columns:
        raise DataError(
            f"{option} names the column “{column}”, which “{table.source}” does not have.",
            f"Its columns are {_listed(table.columns)}.",
            column=column,
        )


def _incomplete(table: Table, layout: Layout, name: str) -> DataError:
    missing = columns_missing(layout, table.columns)
    guessed = guess_mapping(columns_used(layout), table.columns)
    advice = " ".join(
        f'--map "{wanted}={guessed[wanted][0]}"' for wanted in missing if guessed.get(wanted)
    )
    hint = f"Its columns are {_listed(table.columns)}."
    return DataError(
        f"“{name}” has no column {_listed(missing)}, which the layout asks for.",
        f"{hint} Perhaps: {advice}" if advice else hint,
    )


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(f"“{column}”" for column in columns)
