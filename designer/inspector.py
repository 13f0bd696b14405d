"""The inspector: what the selected fields are, say and look like, to be read and changed."""

from __future__ import annotations

import streamlit as st

from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import TextElement
from certgen.layout import Element
from designer import commands, controls
from designer.buttons import icon_button
from designer.columns_menu import column_chips
from designer.inspector_arrange import arrange_section, place_section
from designer.inspector_more import more_section
from designer.inspector_text import text_section
from designer.seeding import seeded
from designer.session import select, state, t


def inspector() -> None:
    """Shows what the selected fields have, for one or for several."""
    selection = state().selection
    _head(selection)
    kinds = {type(element) for element in selection}
    if len(selection) == 1:
        _content(selection[0])
    if kinds == {TextElement}:
        text_section()
    elif kinds == {CodeElement}:
        controls.color("color", t("inspect.color"))
    if len(selection) == 1:
        place_section()
    arrange_section()
    more_section(kinds)


def _head(selection: tuple[Element, ...]) -> None:
    ids = tuple(element.id for element in selection)
    is_locked = all(element.locked for element in selection)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xxsmall", key="inspector_head"
    ):
        icon_button("to list", "arrow_back", t("inspect.all_fields"), select)
        if len(selection) == 1:
            _name(selection[0])
        else:
            st.markdown(f"**{t('inspect.several', count=len(selection))}**", width="stretch")
        icon_button(
            "lock",
            "lock" if is_locked else "lock_open",
            t("inspect.lock_on" if is_locked else "inspect.lock_off"),
            controls.set_property,
            ("locked", ids, not is_locked),
        )
        icon_button("duplicate", "content_copy", t("inspect.duplicate"), commands.duplicate, (ids,))
        icon_button(
            "delete", "delete", t("inspect.delete"), commands.delete, (ids,), disabled=is_locked
        )


def _name(element: Element) -> None:
    seed = seeded(f"name of {element.id}", element.name)
    st.text_input(
        t("inspect.name"),
        seed.value,
        key=seed.key,
        label_visibility="collapsed",
        on_change=seed.heard(commands.rename),
        args=(element.id,),
        width="stretch",
    )


def _content(element: Element) -> None:
    if isinstance(element, PictureElement):
        _picture(element)
        return
    is_code = isinstance(element, CodeElement)
    controls.text(
        "content",
        t("inspect.code_content") if is_code else t("inspect.content"),
        height=80,
        help=t("inspect.content_help"),
    )
    column_chips(element)


def _picture(element: PictureElement) -> None:
    names = [picture.name for picture in state().project.pictures]
    if element.picture not in names:
        names = [element.picture, *names]
    controls.select("picture", t("inspect.picture"), names)
    controls.choice(
        "fit",
        t("inspect.picture_fit"),
        {kind: t(f"inspect.picture_{kind}") for kind in ("contain", "cover", "stretch")},
    )
    controls.text("description", t("inspect.description"), help=t("inspect.description_help"))
