"""The font menu: every family in its own letters."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from certgen.compose import Assets, compose_element
from certgen.elements.base import Box
from certgen.elements.text.model import TextElement, TextStyle
from certgen.fontbook import FontBook
from certgen.layout import Layout
from certgen.render.sprite import element_png
from designer.addresses import address
from designer.controls import set_property
from designer.edits import shared
from designer.session import state, t

_HEIGHT, _WIDTH, _PX_PER_MM = 7.0, 62.0, 6.0
_INKS = {"light": "#1d2233", "dark": "#e8e9f0"}
_PATH = "style.font"


def font_menu() -> None:
    """A button with the font in use; opened, all families to choose from."""
    current = shared(state().selection, _PATH)
    with st.popover(
        current or t("inspect.mixed"),
        icon=":material/text_fields:",
        width="stretch",
        key="font_menu",
        on_change="rerun",
    ) as menu:
        if menu.open:
            _families(current)


def _families(current: str | None) -> None:
    book = state().project.assets.fonts
    groups = dict.fromkeys(f.category for f in book.families if f.category != "fallback")
    known = {family.name: family.category for family in book.families}
    if "font_group" not in st.session_state:
        # As long as it is not shown, Streamlit forgets it: the menu opens where the font is.
        here = known.get(current or "")
        st.session_state["font_group"] = here if here in groups else next(iter(groups))
    group = st.segmented_control(
        t("inspect.font_kinds"),
        list(groups),
        format_func=lambda kind: t(f"font.{kind}"),
        key="font_group",
        required=True,
        label_visibility="collapsed",
    )
    with st.container(key="font_rows", height=320, border=False, gap=None):
        for family in book.families:
            if family.category == group:
                _row(family.name, book, chosen=family.name == current)


def _row(name: str, book: FontBook, *, chosen: bool) -> None:
    st.button(
        f"![{name}]({address(_picture(name, book, _ink()), st.context.url)})",
        key=f"font {name}",
        help=name,
        width="stretch",
        type="secondary" if chosen else "tertiary",
        on_click=set_property,
        args=(_PATH, state().selected, name),
    )


def _ink() -> str:
    return _INKS.get(st.context.theme.type or "light", _INKS["light"])


@lru_cache(maxsize=300)
def _picture(name: str, book: FontBook, ink: str) -> bytes:
    """A family's name in its own letters, as a PNG file."""
    element = TextElement(
        id="font",
        name=name,
        box=Box(x=0.0, y=0.0, width=_WIDTH, height=_HEIGHT),
        content=name,
        style=TextStyle(font=name, size=14.0, align="left", color=ink),
    )
    assets = Assets(fonts=book)
    artwork = compose_element(element, {}, Layout(), assets)
    return element_png(element, artwork, assets, _PX_PER_MM).png
