"""The bar above the canvas: adding fields on the left, looking at the page on the right."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from certgen.layout import Layout
from certgen.merge import placeholders
from designer import edits
from designer.buttons import icon_button
from designer.canvas import zoomed
from designer.markdown import plain
from designer.panels.pictures import pictures_section
from designer.session import edit_layout, redo, state, t, undo, update

_LINK = "https://example.org/certificates/{{#}}"


def tools() -> None:
    """Draws the bar."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="tools"):
        _adding()
        st.space("stretch")
        _looking()
        undo_and_redo()


def undo_and_redo() -> None:
    """Both buttons, each saying what it would do."""
    history = state().history
    for name, do, label in (
        ("undo", undo, history.undo_label),
        ("redo", redo, history.redo_label),
    ):
        words = t(f"page.{name}_what", label=label) if label else t(f"page.nothing_to_{name}")
        icon_button(name, name, words, do, disabled=not label)


def _adding() -> None:
    columns = state().project.table.columns
    if columns:
        with st.popover(
            t("tools.column"), icon=":material/add:", key="add_column", on_change="rerun"
        ) as menu:
            if menu.open:
                _columns(columns)
    _button("text", "title", _add_text)
    _button("code", "qr_code_2", _add_code)
    with st.popover(
        t("tools.picture"), icon=":material/image:", key="add_picture", on_change="rerun"
    ) as menu:
        if menu.open:
            pictures_section()
    is_drawing = state().tool == "draw"
    st.button(
        t("tools.draw"),
        key="draw",
        icon=":material/ink_selection:",
        type="primary" if is_drawing else "secondary",
        help=t("tools.draw_help"),
        on_click=update,
        kwargs={"tool": "select" if is_drawing else "draw"},
    )


def _button(what: str, icon: str, do: Callable[[], None]) -> None:
    st.button(
        t(f"tools.{what}"),
        key=f"add_{what}",
        icon=f":material/{icon}:",
        help=t(f"tools.{what}_help"),
        on_click=do,
    )


def _columns(columns: tuple[str, ...]) -> None:
    st.caption(t("tools.column_help"))
    used = {
        column.casefold()
        for element in state().layout.elements
        for column in placeholders(getattr(element, "content", ""))
    }
    for column in columns:
        st.button(
            plain(column),
            key=f"add column {column}",
            icon=":material/check:" if column.casefold() in used else ":material/add:",
            type="tertiary",
            width="stretch",
            on_click=_add,
            args=(column, _with_column(column)),
        )


def _with_column(column: str) -> Callable[[Layout], Layout]:
    template = state().project.template
    return lambda layout: edits.with_column(layout, column, template)


def _add_text() -> None:
    name, template = t("canvas.new_text"), state().project.template
    _add(name, lambda layout: edits.with_text(layout, name, name, template))


def _add_code() -> None:
    name = t("tools.code")
    _add(name, lambda layout: edits.with_code(layout, _LINK, name))


def _add(name: str, change: Callable[[Layout], Layout]) -> None:
    edit_layout(t("edit.add", what=name), change)


def _looking() -> None:
    now = state()
    icon_button(
        "snap",
        "grid_guides" if now.snap else "grid_off",
        t("tools.snap_on") if now.snap else t("tools.snap_off"),
        update,
        kwargs={"snap": not now.snap},
    )
    with st.popover(
        t("tools.fit") if now.zoom == 0 else f"{now.zoom:.0%}",
        icon=":material/zoom_in:",
        type="tertiary",
        help=t("tools.zoom"),
        key="zoom",
        on_change="rerun",
    ) as menu:
        if menu.open:
            _zooms()
    is_preview = now.looking
    st.button(
        t("tools.preview"),
        key="preview",
        icon=":material/visibility:",
        type="primary" if is_preview else "secondary",
        help=t("tools.preview_help"),
        on_click=update,
        kwargs={"looking": not is_preview, "revision": now.revision + 1},
    )


def _zooms() -> None:
    for name, icon, args in (
        ("zoom_in", "zoom_in", (1,)),
        ("zoom_out", "zoom_out", (-1,)),
    ):
        st.button(
            t(f"tools.{name}"),
            key=name,
            icon=f":material/{icon}:",
            type="tertiary",
            width="stretch",
            on_click=zoomed,
            args=args,
        )
    for label, zoom in ((t("tools.fit"), 0.0), ("100 %", 1.0)):
        st.button(
            label,
            key=f"zoom to {zoom}",
            icon=":material/fit_screen:" if zoom == 0 else ":material/crop_free:",
            type="tertiary",
            width="stretch",
            on_click=update,
            kwargs={"zoom": zoom, "revision": state().revision + 1},
        )
