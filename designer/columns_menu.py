"""Placeholders to click: one button for every column of the list."""

from __future__ import annotations

import streamlit as st

from certgen.elements.code.model import CodeElement
from certgen.elements.text.model import TextElement
from certgen.merge import RECORD_NUMBER
from designer import commands
from designer.markdown import plain
from designer.session import state, t

AT_ONCE = 6


def column_chips(element: TextElement | CodeElement) -> None:
    """Buttons that add a column's placeholder to the end of an element's content."""
    columns = (*state().project.table.columns, RECORD_NUMBER)
    with st.container(horizontal=True, gap="xsmall", key="column_chips"):
        for column in columns[:AT_ONCE]:
            _chip(element, column)
        if len(columns) > AT_ONCE:
            with st.popover(t("inspect.more_columns"), type="tertiary", key="more_columns"):
                for column in columns[AT_ONCE:]:
                    _chip(element, column)


def _chip(element: TextElement | CodeElement, column: str) -> None:
    is_number = column == RECORD_NUMBER
    st.button(
        t("inspect.number") if is_number else plain(column),
        key=f"insert {column}",
        icon=":material/add:",
        help=t("inspect.insert_number") if is_number else t("inspect.insert", column=column),
        on_click=_insert,
        args=(element.id, column),
    )


def _insert(element_id: str, column: str) -> None:
    element = state().layout.element(element_id)
    content = getattr(element, "content", "")
    gap = "" if not content or content[-1].isspace() or content[-1] in "/=-_(" else " "
    commands.write(element_id, content + gap + "{{" + column + "}}")
