"""The list itself, to be searched, sorted, corrected, and switched off row by row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from certgen.project import Project
from certgen.records import Record, Table, table_to_dataframe
from designer.panels.column_format import column_format_menu
from designer.same_people import same_as
from designer.session import edit, state, t
from designer.table_edits import MAKE, ROW, SAME, People, edited, switched, with_new_column

PAGE_ROWS = 200
_EDITOR = "people editor"
ONLY = "people only"
SEARCH = "people search"
_PAGE = "people page"


@dataclass(frozen=True, slots=True)
class _Editor:
    """What the editor on the page was given (`base`, its rows `shown`) and has made of it (`now`).

    It keeps its place while somebody types, since it is only given anything new after a change
    from elsewhere or to another `view` (what is searched for, and the page); then `round` makes it
    another editor.
    """

    base: People
    now: People
    shown: tuple[int, ...]
    view: tuple[str, int]
    round: int = 0

    @property
    def key(self) -> str:
        """Of its widget."""
        return f"people table {self.round}"

    @property
    def records(self) -> tuple[Record, ...]:
        """Those it was given."""
        by_row = {record.row: record for record in self.base.table.records}
        return tuple(by_row[row] for row in self.shown)


def people_table() -> None:
    """Tools, and the table with its pages."""
    people = _people(state().project)
    wanted, found = _tools(people)
    pages = max(1, -(-len(found.records) // PAGE_ROWS))
    page = min(st.session_state.get(_PAGE, 1), pages)
    part = found.records[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
    editor = _current_editor(people, tuple(r.row for r in part), (wanted, page))
    _show(editor, may_grow=pages == 1 and not wanted)
    if pages > 1:
        st.pagination(pages, key=_PAGE)
    off = len(people.skipped)
    st.caption(t("people.switched_off", count=off) if off else t("people.edit_hint"))


def _people(project: Project) -> People:
    return People(project.table, project.skipped)


def _tools(people: People) -> tuple[str, Table]:
    """Search, sorting and the rest; gives what is searched for, in a word, and what that finds."""
    table = people.table
    tools = st.container(horizontal=True, vertical_alignment="bottom")
    kind = _kind(people)
    with tools:
        words = st.text_input(
            t("people.search"),
            key=SEARCH,
            icon=":material/search:",
            placeholder=t("people.search"),
            label_visibility="collapsed",
            width="stretch",
        )
        found = _only(table.filtered(words), kind, people)
        with st.popover(t("people.sort"), icon=":material/sort:"):
            _sort(table)
        with st.popover(t("people.rows"), icon=":material/checklist:"):
            _switch(found)
        with st.popover(t("format.menu"), icon=":material/calendar_month:"):
            column_format_menu(table)
        with st.popover(t("people.column"), icon=":material/add_column_right:"):
            _new_column()
    return f"{words}{kind or ''}", found


def _kind(people: People) -> str | None:
    """Rows of one kind, where there are some: those listed twice, those switched off."""
    counts = {"twice": len(same_as(people.table)), "off": len(people.skipped)}
    kinds = [kind for kind, count in counts.items() if count]
    if not kinds:
        return None
    return st.pills(
        t("people.only"),
        kinds,
        format_func=lambda kind: t(f"people.only_{kind}", count=counts[kind]),
        key=ONLY,
        label_visibility="collapsed",
    )


def _only(table: Table, kind: str | None, people: People) -> Table:
    if kind is None:
        return table
    rows = set(same_as(people.table) if kind == "twice" else people.skipped)
    return replace(table, records=tuple(r for r in table.records if r.row in rows))


def _sort(table: Table) -> None:
    column = st.selectbox(t("people.sort_by"), table.columns, key="people sort column")
    with st.container(horizontal=True):
        for descending, label in ((False, "people.ascending"), (True, "people.descending")):
            st.button(t(label), key=label, on_click=_sort_by, args=(column, descending))


def _sort_by(column: str, descending: bool) -> None:
    edit(
        t("people.sort_edit", column=column),
        lambda p: replace(p, table=p.table.sorted_by(column, descending=descending)),
    )


def _switch(found: Table) -> None:
    st.caption(t("people.rows_help", count=len(found.records)))
    rows = [r.row for r in found.records]
    with st.container(horizontal=True):
        for on, label in ((True, "people.all_on"), (False, "people.all_off")):
            change = partial(_switched, rows=rows, on=on)
            st.button(t(label), key=label, on_click=edit, args=(t(label), change))


def _switched(project: Project, rows: list[int], on: bool) -> Project:
    return _with(project, switched(_people(project), rows, on=on))


def _new_column() -> None:
    with st.form("new column", border=False, clear_on_submit=True):
        st.text_input(t("people.column_name"), key="new column name")
        st.text_input(
            t("people.column_value"), key="new column value", help=t("people.column_value_help")
        )
        st.form_submit_button(t("people.column_add"), on_click=_add_column)


def _add_column() -> None:
    name, value = st.session_state["new column name"], st.session_state["new column value"]
    edit(
        t("people.column_edit", name=name),
        lambda p: replace(p, table=with_new_column(p.table, name, value)),
    )


def _show(editor: _Editor, *, may_grow: bool) -> None:
    columns = editor.base.table.columns
    off = set(editor.base.skipped)
    frame = table_to_dataframe(Table(columns, editor.records)).reset_index(drop=True)
    frame.insert(0, MAKE, [row not in off for row in editor.shown])
    frame.insert(1, ROW, list(editor.shown))
    same = same_as(editor.base.table)
    if same:
        frame.insert(2, SAME, [str(same.get(row, "")) for row in editor.shown])
    st.data_editor(
        frame,
        key=editor.key,
        num_rows="dynamic" if may_grow else "fixed",
        hide_index=True,
        height=min(640, 74 + 35 * max(3, len(editor.shown))),
        disabled=[ROW, SAME],
        column_config=_in_words(columns),
        on_change=_on_edit,
        alt=t("people.table_alt"),
    )


def _in_words(columns: tuple[str, ...]) -> dict[str, ColumnConfig]:
    config = st.column_config
    return {
        MAKE: config.CheckboxColumn(
            t("people.make"), help=t("people.make_help"), width="small", default=True
        ),
        ROW: config.NumberColumn(t("people.row"), width="small", format="%d"),
        SAME: config.TextColumn(t("people.same"), help=t("people.same_help"), width="small"),
        **{column: config.TextColumn(column) for column in columns},
    }


def _current_editor(people: People, shown: tuple[int, ...], view: tuple[str, int]) -> _Editor:
    """The editor there is, if the list is what it has made of it; else one more."""
    old: _Editor | None = st.session_state.get(_EDITOR)
    if old is not None and _same(old.now, people) and old.view == view:
        return old
    editor = _Editor(people, people, shown, view, old.round + 1 if old else 0)
    st.session_state[_EDITOR] = editor
    return editor


def _same(one: People, other: People) -> bool:
    return one.table is other.table and one.skipped == other.skipped


def _on_edit() -> None:
    editor: _Editor = st.session_state[_EDITOR]
    after = edited(editor.base, editor.shown, st.session_state[editor.key])
    edit(t("people.table_edit"), lambda project: _with(project, after))
    now = _people(state().project)
    st.session_state[_EDITOR] = replace(editor, now=now)


def _with(project: Project, people: People) -> Project:
    return replace(project, table=people.table, skipped=people.skipped)
