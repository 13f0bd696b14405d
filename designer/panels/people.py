"""The people panel: bring a list, see what was understood, correct it."""

from __future__ import annotations

import streamlit as st

from certgen.columns import columns_missing, columns_used
from certgen.reading.options import MAX_BYTES
from certgen.reading.sample import example_row
from certgen.records import Note, Record, Table
from designer.bring import is_untouched, named_after, with_people
from designer.edits import with_column
from designer.markdown import plain
from designer.panels import mapping, people_table, reading_choices
from designer.panels.column_format import order_question
from designer.panels.people_source import PeopleSource, source_of_file, source_of_text
from designer.sample_list import sample_xlsx
from designer.session import edit, edit_layout, go_to, reporting, say, state, t, update
from designer.upload import uploader

KINDS = ("csv", "tsv", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods")
NOTES_SHOWN = 4


def people_panel() -> None:
    """The whole step."""
    bring, people = st.columns([2, 3], gap="large")
    with bring:
        _bring()
    with people:
        if state().project.table.columns:
            _columns()
            people_table.people_table()
        else:
            _nobody()


def _bring() -> None:
    label = t("people.replace") if state().project.table.records else t("people.choose")
    uploader(
        "people file",
        label,
        KINDS,
        _take_file,
        megabytes=MAX_BYTES // 2**20,
        help=t("people.choose_help"),
    )
    with st.popover(t("people.paste"), icon=":material/content_paste:", width="stretch"):
        _paste()
    table = state().project.table
    if table.records:
        with st.container(gap=None):
            st.markdown(f"**{t('people.count', count=len(table.records))}**")
            st.caption(t("people.source", source=plain(table.source or t("people.typed"))))
    mapping.mapping_section()
    _notes(table.notes)
    reading_choices.reading_choices(_take)
    _sample_spreadsheet()


def _paste() -> None:
    with st.form("paste people", border=False, clear_on_submit=True):
        st.text_area(
            t("people.paste_label"),
            key="pasted people",
            height=160,
            placeholder=t("people.paste_example"),
        )
        st.form_submit_button(t("people.paste_take"), type="primary", on_click=_take_pasted)


def _take_file(name: str, data: bytes) -> None:
    _take(source_of_file(name, data))


def _take_pasted() -> None:
    with reporting():
        _take(source_of_text(st.session_state["pasted people"]))


def _take(source: PeopleSource) -> None:
    """Puts a list that was read in place of the one there is."""
    project, table = state().project, source.reading.table
    asks = not is_untouched(project) and columns_missing(project.layout, table.columns)
    edit(
        t("people.edit", source=table.source),
        lambda project: named_after(with_people(project, table), table.source),
    )
    update(row=None, selected=())
    st.session_state["people source"] = source
    mapping.ask(source if asks else None)
    say("success", t("people.taken", count=len(table.records), columns=len(table.columns)))


def _notes(notes: tuple[Note, ...]) -> None:
    if not notes:
        return
    # What asks for an answer comes first.
    notes = tuple(sorted(notes, key=lambda note: note.kind != "date"))
    with st.container(border=True, key="people_notes"):
        st.markdown(f"**{t('people.noticed')}**")
        for note in notes[:NOTES_SHOWN]:
            st.markdown(_listed((note,)))
            order_question(note, state().project.table)
        if len(notes) > NOTES_SHOWN:
            with st.expander(t("people.more_notes", count=len(notes) - NOTES_SHOWN)):
                st.markdown(_listed(notes[NOTES_SHOWN:]))


def _listed(notes: tuple[Note, ...]) -> str:
    return "\n".join(f"- {plain(note.message)}" for note in notes)


def _columns() -> None:
    """Every column, to be put on the page or on it already."""
    layout, table = state().layout, state().project.table
    used = set(columns_used(layout))
    st.markdown(f"**{t('people.fields')}**", help=t("people.fields_help"))
    with st.container(horizontal=True, gap="small", key="people_columns"):
        for column in table.columns:
            st.button(
                plain(column),
                key=f"add column {column}",
                icon=":material/check:" if column in used else ":material/add:",
                type="tertiary" if column in used else "secondary",
                help=t("people.on_page" if column in used else "people.add_to_page", column=column),
                on_click=_add,
                args=(column,),
            )


def _add(column: str) -> None:
    template = state().project.template
    edit_layout(t("people.add_edit", column=column), lambda p: with_column(p, column, template))
    update(selected=(state().layout.elements[-1].id,))
    go_to("design")


def _nobody() -> None:
    with st.container(border=True):
        st.subheader(t("people.none"))
        st.markdown(t("people.none_help"))
        st.button(t("people.type"), icon=":material/edit:", on_click=_type_them)


def _type_them() -> None:
    """An empty table to be filled in by hand."""
    columns = columns_used(state().layout) or (t("people.name_column"),)
    rows = tuple(Record(n, dict.fromkeys(columns, "")) for n in range(2, 5))
    edit(t("people.type"), lambda p: with_people(p, Table(columns, rows)))


def _sample_spreadsheet() -> None:
    """A file with the columns the design asks for, to be filled in elsewhere."""
    columns = columns_used(state().layout)
    if not columns:
        return
    first = state().project.table.records[:2]
    rows = [[r.values.get(c, "") for c in columns] for r in first] or [example_row(columns)]
    st.download_button(
        t("people.sample"),
        lambda: sample_xlsx(columns, rows),
        file_name=t("people.sample_file"),
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        help=t("people.sample_help"),
        on_click="ignore",
        type="tertiary",
    )
