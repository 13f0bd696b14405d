"""Which column of a new list is meant by which of the design's; shown to be confirmed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from certgen.columns import columns_used
from certgen.records import Table
from designer.bring import mapped, matched, without_columns
from designer.panels.people_source import PeopleSource
from designer.session import edit, state, t

Mapping = dict[str, tuple[str, ...]]
_ASKED = "mapping asked"
_CHOICES = "mapping choices"


def ask(source: PeopleSource | None) -> None:
    """Asks about the columns of this list from now on; about nothing with None."""
    st.session_state[_ASKED] = source
    if source is not None:
        wanted = columns_used(state().layout)
        st.session_state[_CHOICES] = matched(wanted, source.reading.table)


def mapping_section() -> None:
    """The question, while there is one."""
    source: PeopleSource | None = st.session_state.get(_ASKED)
    if source is None:
        return
    wanted = columns_used(state().layout)
    choices: Mapping = st.session_state[_CHOICES]
    open_ones = [want for want in wanted if not choices.get(want)]
    with st.container(border=True, key="mapping"):
        st.markdown(f"**{t('mapping.title')}**")
        st.caption(t("mapping.help"))
        for want in wanted:
            _question(want, choices.get(want, ()), source.reading.table)
        if open_ones:
            st.caption(t("mapping.open", columns=", ".join(open_ones)))
        with st.container(horizontal=True):
            st.button(t("mapping.right"), type="primary", key="mapping right", on_click=_confirm)
            if open_ones:
                st.button(
                    t("mapping.remove"), key="mapping remove", on_click=_remove, args=(open_ones,)
                )


def _question(want: str, chosen: tuple[str, ...], table: Table) -> None:
    key = f"mapping {want}"
    choices = list(dict.fromkeys([(), chosen, *((column,) for column in table.columns)]))
    st.session_state[key] = chosen
    st.selectbox(
        want,
        choices,
        format_func=lambda columns: _in_words(columns, table),
        key=key,
        on_change=_choose,
        args=(want, key),
    )


def _in_words(columns: tuple[str, ...], table: Table) -> str:
    """A column with its first value, so that one sees at once whether it is the right one."""
    if not columns:
        return t("mapping.nothing")
    first = table.records[0].values if table.records else {}
    value = " ".join(filter(None, (first.get(column, "") for column in columns)))
    name = " + ".join(columns)
    return f"{name} – {value}" if value else name


def _choose(want: str, key: str) -> None:
    source: PeopleSource = st.session_state[_ASKED]
    choices: Mapping = {**st.session_state[_CHOICES], want: st.session_state[key]}
    choices = {want: columns for want, columns in choices.items() if columns}
    st.session_state[_CHOICES] = choices
    _apply(source, choices)


def _confirm() -> None:
    source: PeopleSource = st.session_state[_ASKED]
    choices: Mapping = st.session_state[_CHOICES]
    _apply(source, {want: choices.get(want, ()) for want in columns_used(state().layout)})
    ask(None)


def _remove(columns: list[str]) -> None:
    edit(t("mapping.remove"), partial(without_columns, columns=columns))
    ask(None)


def _apply(source: PeopleSource, choices: Mapping) -> None:
    edit(
        t("mapping.edit"),
        partial(mapped, table=source.reading.table, mapping=choices),
        series="mapping",
    )
