"""Which rows of a list say again what another said: the same row, or the same person."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from certgen.mapping import email_column, name_columns
from certgen.records import Table, repeats


@lru_cache(maxsize=4)
def same_as(table: Table) -> Mapping[int, int]:
    """For each row that repeats one, which; people who share no more than a name are not meant."""
    names = name_columns(table.columns, table.records)
    if not names:
        return {}
    found = repeats(table, names, email_column(table.columns, table.records))
    return {repeat.row: repeat.first for repeat in found if repeat.kind != "name"}
