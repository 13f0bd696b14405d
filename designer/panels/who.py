"""For whom: everybody, some rows, those with a value in a column, or those that failed."""

from __future__ import annotations

import streamlit as st

from certgen.batch.rows import ALL, Rows, chosen, parse_rows
from certgen.errors import CertgenError
from certgen.export.report import FAILED
from certgen.project import Project
from designer.jobs import jobs
from designer.session import state, t

_VALUES_LISTED = 500


def who_section(project: Project) -> Rows | None:
    """Asks for whom; None while what was asked for is nobody."""
    failed = _failed_before()
    ways = ["all", "rows", "where", *(["failed"] if failed else [])]
    way = st.segmented_control(
        t("make.who"),
        ways,
        default="all",
        required=True,
        format_func=lambda w: t(f"make.who_{w}", count=len(project.chosen)),
        key="make who",
    )
    try:
        rows = _rows(way, project, failed)
        count = len(chosen(rows, project.chosen))
    except CertgenError as error:
        st.caption(f":red[{error}]")
        return None
    if way != "all":
        st.caption(t("make.who_count", count=count))
    elif project.skipped:
        st.caption(t("make.who_off", count=len(project.skipped)))
    return rows


def _rows(way: str, project: Project, failed: frozenset[int]) -> Rows:
    if way == "rows":
        text = st.text_input(
            t("make.rows"), key="make rows", placeholder="2-51, 60", help=t("make.rows_help")
        )
        return Rows(ranges=parse_rows(text)) if text.strip() else ALL
    if way == "where":
        return _where(project)
    return Rows(only=failed) if way == "failed" else ALL


def _where(project: Project) -> Rows:
    with st.container(horizontal=True):
        column = st.selectbox(t("make.column"), project.table.columns, key="make column")
        values = list(dict.fromkeys(r.values.get(column, "") for r in project.chosen))
        value = st.selectbox(
            t("make.value"),
            values[:_VALUES_LISTED],
            format_func=lambda v: v or t("make.empty"),
            key=f"make value {column}",
        )
    return Rows(where=((column, value or ""),))


def _failed_before() -> frozenset[int]:
    """The rows that the batch made last could not make."""
    last = jobs().latest(state().project_id)
    if last is None or last.outcome is None:
        return frozenset()
    return frozenset(row.row for row in last.outcome.problems if row.status == FAILED)
