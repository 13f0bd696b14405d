"""All fields as a list: everything the canvas does, without a mouse."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import TextElement
from certgen.layout import Element
from designer import commands, controls, edits
from designer.buttons import icon_button, icon_menu
from designer.markdown import plain
from designer.seeding import seeded
from designer.session import edit_layout, go_to, select, state, t

_Do = Callable[..., None]
_ICONS = {TextElement: "title", CodeElement: "qr_code_2", PictureElement: "image"}


def field_list() -> None:
    """One row for each field, the foremost on top."""
    elements = state().layout.elements
    st.markdown(f"**{t('fields.title')}**")
    if not elements:
        st.caption(t("fields.none"))
        if state().project.template is None:
            st.button(
                t("fields.to_template"),
                key="to_template",
                icon=":material/wallpaper:",
                on_click=go_to,
                args=("template",),
            )
        return
    st.caption(t("fields.hint"))
    with st.container(key="field_rows", gap=None):
        for place, element in reversed(list(enumerate(elements))):
            _row(element, is_front=place == len(elements) - 1, is_back=place == 0)
    st.button(
        t("fields.select_all"),
        key="select_all",
        type="tertiary",
        icon=":material/select_all:",
        disabled=len(elements) < 2,
        on_click=select,
        args=tuple(e.id for e in elements if not e.hidden),
    )


def _row(element: Element, *, is_front: bool, is_back: bool) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xxsmall", key=f"row {element.id}"
    ):
        st.button(
            plain(element.name) or t("fields.nameless"),
            key=f"select {element.id}",
            icon=f":material/{_ICONS[type(element)]}:",
            type="tertiary",
            width="stretch",
            help=t("fields.select", name=element.name),
            on_click=select,
            args=(element.id,),
        )
        _switch(element, "hidden", "visibility_off", "visibility")
        _switch(element, "locked", "lock", "lock_open")
        more = icon_menu(f"menu {element.id}", "more_vert", t("fields.menu", name=element.name))
        with more:
            if more.open:
                _menu(element, is_front=is_front, is_back=is_back)


def _switch(element: Element, what: str, on: str, off: str) -> None:
    is_on = bool(getattr(element, what))
    icon_button(
        f"{what} {element.id}",
        on if is_on else off,
        t(f"fields.{what}_{'on' if is_on else 'off'}", name=element.name),
        controls.set_property,
        (what, (element.id,), not is_on),
    )


def _menu(element: Element, *, is_front: bool, is_back: bool) -> None:
    seed = seeded(f"rename {element.id}", element.name)
    st.text_input(
        t("inspect.name"),
        seed.value,
        key=seed.key,
        on_change=seed.heard(commands.rename),
        args=(element.id,),
    )
    with st.container(gap=None):
        _entry("forward", "arrow_upward", element, _reorder, 1, disabled=is_front)
        _entry("backward", "arrow_downward", element, _reorder, -1, disabled=is_back)
        _entry("duplicate", "content_copy", element, _duplicate)
        _entry("delete", "delete", element, _delete, disabled=element.locked)


def _entry(
    what: str, icon: str, element: Element, do: _Do, *args: int, disabled: bool = False
) -> None:
    st.button(
        t(f"fields.{what}"),
        key=f"{what} {element.id}",
        icon=f":material/{icon}:",
        type="tertiary",
        width="stretch",
        disabled=disabled,
        on_click=do,
        args=(element.id, *args),
    )


def _reorder(element_id: str, steps: int) -> None:
    label = commands.named("edit.reorder", (element_id,))
    edit_layout(label, lambda layout: edits.reordered(layout, element_id, steps))


def _duplicate(element_id: str) -> None:
    commands.duplicate((element_id,))


def _delete(element_id: str) -> None:
    commands.delete((element_id,))
