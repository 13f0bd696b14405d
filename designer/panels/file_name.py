"""The pattern of the file names, with what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec
import streamlit as st

from certgen.batch.rows import Rows, chosen
from certgen.errors import CertgenError
from certgen.file_names import SETTLED, FileNames, file_names
from certgen.layout import Layout
from certgen.merge import RECORD_NUMBER
from certgen.project import Project
from certgen.records import Record, Table
from designer.markdown import plain
from designer.session import edit_layout, state, t

EXAMPLES = 3
_KEY = "file name pattern"


def file_name_section(project: Project, rows: Rows) -> None:
    """Asks for the pattern and shows the names."""
    st.session_state[_KEY] = project.layout.file_name
    st.text_input(
        t("make.file_name"),
        key=_KEY,
        max_chars=200,
        help=t("make.file_name_help"),
        on_change=lambda: _set(st.session_state[_KEY]),
    )
    _columns(project)
    try:
        names = _names(project.layout, project.table, project.skipped, project.output.extension)
        places = chosen(rows, project.chosen)
    except CertgenError as error:
        st.caption(f":red[{plain(str(error))}]")
        return
    _examples(names, places, project.chosen)


def _columns(project: Project) -> None:
    """Buttons that put a column's placeholder at the end of the pattern."""
    with st.container(horizontal=True, gap="xsmall", key="file_name_columns"):
        for column in (RECORD_NUMBER, *project.table.columns[:12]):
            label = t("make.number") if column == RECORD_NUMBER else plain(column)
            st.button(
                label,
                key=f"file name {column}",
                icon=":material/add:",
                type="tertiary",
                on_click=_append,
                args=(column,),
            )


def _append(column: str) -> None:
    before = state().layout.file_name.rstrip()
    _set(f"{before} {{{{{column}}}}}".strip())


def _set(pattern: str) -> None:
    edit_layout(t("make.file_name_edit"), lambda layout: with_pattern(layout, pattern))


def with_pattern(layout: Layout, pattern: str) -> Layout:
    """The layout with another pattern; a blank one numbers the files."""
    return msgspec.structs.replace(layout, file_name=pattern.strip()[:200] or "{{#}}")


@lru_cache(maxsize=8)
def _names(layout: Layout, table: Table, skipped: tuple[int, ...], extension: str) -> FileNames:
    records = Project(table=table, skipped=skipped).chosen
    return file_names(layout.file_name, records, extension, language=layout.language)


def _examples(names: FileNames, places: Sequence[int], records: Sequence[Record]) -> None:
    shown = [names.names[place] for place in places[:EXAMPLES]]
    more = len(places) - len(shown)
    with st.container(border=True, gap="xsmall", key="file_name_examples"):
        for name in shown:
            st.markdown(f":material/draft: {plain(name)}")
        if more > 0:
            st.caption(t("make.more_names", count=more))
    wanted = set(places)
    noticed = [finding for place, finding in names.findings if place in wanted]
    changed = [finding for finding in noticed if finding.kind in SETTLED]
    if changed:
        st.caption(t("make.same_names", count=len(changed), example=plain(changed[0].message)))
    unsettled = next((finding for finding in noticed if finding.kind not in SETTLED), None)
    if unsettled:
        st.caption(f":orange[{plain(unsettled.message)}]")
    if more > 0:
        with st.popover(t("make.all_names"), icon=":material/list:"):
            listed = {
                t("people.row"): [records[p].row for p in places],
                t("make.file"): [names.names[p] for p in places],
            }
            st.dataframe(listed, hide_index=True, width=520, alt=t("make.all_names"))
