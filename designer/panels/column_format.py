"""How a column's dates and numbers are shown, with what becomes of them before it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from certgen.date_format import format_date
from certgen.mapping import kind_of_column
from certgen.reading.column_format import ColumnFormat, format_value, unsuited_rows, with_formats
from certgen.reading.dates import DateOrder, date_order, read_date, two_readings
from certgen.records import Note, Table
from designer.markdown import plain
from designer.session import edit, state, t

DATE_FORMS = (
    *("long", "full", "medium", "short"),
    *("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "%d %B", "%B %Y", "%Y"),
)
ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy")
MOST_DIGITS = 20
AS_THEY_ARE = -1
_EXAMPLES = 3
_LOOKED_AT = 200


def column_format_menu(table: Table) -> None:
    """Asks for a column and its format."""
    column = st.selectbox(
        t("format.column"), table.columns, index=_likeliest(table), key="format column"
    )
    values = _examples(table, column)
    is_date = kind_of_column(column, values) == "date"
    kind = st.segmented_control(
        t("format.kind"),
        ("date", "number"),
        default="date" if is_date else "number",
        required=True,
        format_func=lambda k: t(f"format.{k}"),
        key=f"format kind {column}",
    )
    chosen = _date(column, values) if kind == "date" else _number(column)
    _outcome(table, column, values, chosen)
    st.button(
        t("format.apply"),
        key="format apply",
        type="primary",
        disabled=chosen == ColumnFormat(language=chosen.language),
        on_click=apply,
        args=(column, chosen),
    )


def order_question(note: Note, table: Table) -> None:
    """Two buttons that settle the order of a column's dates, where a note asks for it."""
    if note.kind != "date" or note.column not in table.columns:
        return
    values = _examples(table, note.column)
    value = two_readings(values)
    if value is None:
        return
    likely = date_order(values)
    with st.container(
        horizontal=True, gap="small", key=f"order_{table.columns.index(note.column)}"
    ):
        for order in ORDERS:
            st.button(
                plain(f"{value} = {_day(value, order)}"),
                key=f"order {order} {note.column}",
                type="primary" if order == likely else "secondary",
                on_click=apply,
                args=(note.column, ColumnFormat("", order)),
            )


def apply(column: str, chosen: ColumnFormat) -> None:
    """Puts a column's cells in their format; this can be undone."""
    edit(
        t("format.edit", column=column),
        lambda p: replace(p, table=with_formats(p.table, {column: chosen})),
    )


def _date(column: str, values: list[str]) -> ColumnFormat:
    language = state().layout.language
    order = _order(column, values)
    shown = next((v for v in values if read_date(v, order or "dmy")), "2026-04-30")
    form = st.selectbox(
        t("format.shown_as"),
        DATE_FORMS,
        format_func=lambda f: format_value(shown, ColumnFormat(f, order or "dmy", language)),
        key=f"format date {column}",
    )
    return ColumnFormat(form, order, language)


def _order(column: str, values: list[str]) -> DateOrder | None:
    value = two_readings(values)
    if value is None:
        return date_order(values)
    return st.radio(
        t("format.order", value=value),
        ORDERS,
        index=ORDERS.index(date_order(values) or "dmy"),
        format_func=lambda order: _day(value, order),
        key=f"format order {column}",
        horizontal=True,
    )


def _day(value: str, order: DateOrder) -> str:
    """The day that a date is in one of the orders, in words that have no other reading."""
    language = state().layout.language or state().language
    return format_date(str(read_date(value, order)), "long", language)


def _number(column: str) -> ColumnFormat:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        digits = st.number_input(
            t("format.digits"),
            0,
            MOST_DIGITS,
            key=f"format digits {column}",
            help=t("format.digits_help"),
        )
        decimals = st.selectbox(
            t("format.decimals"),
            (AS_THEY_ARE, 0, 1, 2, 3),
            format_func=lambda n: t("format.as_it_is") if n == AS_THEY_ARE else str(n),
            key=f"format decimals {column}",
        )
    grouped = st.toggle(t("format.grouped"), key=f"format grouped {column}")
    return ColumnFormat(
        number_form(digits, decimals, grouped=grouped), None, state().layout.language
    )


def number_form(digits: int, decimals: int, *, grouped: bool) -> str:
    """The format of numbers with so many digits at least and so many decimals."""
    comma, point = "," if grouped else "", "" if decimals == AS_THEY_ARE else f".{decimals}"
    return f"{comma}{f'0{digits}' if digits else ''}{point}"


def _outcome(table: Table, column: str, values: Iterable[str], chosen: ColumnFormat) -> None:
    """A few cells before and after, and how many will stay as they are."""
    for value in list(dict.fromkeys(values))[:_EXAMPLES]:
        st.caption(f"{plain(value)} → **{plain(format_value(value, chosen))}**")
    unsuited = unsuited_rows(table, column, chosen)
    if unsuited:
        rows = ", ".join(map(str, unsuited[:_EXAMPLES])) + (
            " …" if len(unsuited) > _EXAMPLES else ""
        )
        st.caption(t("format.unsuited", count=len(unsuited), rows=rows))


def _likeliest(table: Table) -> int:
    """The place of the first column with dates, else of the first with numbers, else 0."""
    kinds = [kind_of_column(column, _examples(table, column)) for column in table.columns]
    return next((kinds.index(kind) for kind in ("date", "number") if kind in kinds), 0)


def _examples(table: Table, column: str) -> list[str]:
    """The first filled cells of a column."""
    cells = (r.values.get(column, "") for r in table.records[:_LOOKED_AT])
    return [value for value in cells if value.strip()]
