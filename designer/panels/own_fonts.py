"""Fonts the person brings, kept in the project."""

from __future__ import annotations

from functools import partial

import streamlit as st

from certgen.fontbook import FontBook
from certgen.project import FontFile
from designer.bring import with_font, without_font
from designer.buttons import icon_button
from designer.session import edit, say, state, t
from designer.upload import uploader

KINDS = ("ttf", "otf", "ttc", "otc")


def fonts_section() -> None:
    """The uploader and the fonts there are."""
    uploader(
        "fonts", t("fonts.choose"), KINDS, _take, megabytes=50, many=True, help=t("fonts.help")
    )
    for font in state().project.fonts:
        _row(font)


def _take(name: str, data: bytes) -> None:
    _, family = FontBook.shipped().with_font(data, name)
    edit(t("fonts.edit", name=family.name), partial(with_font, font=FontFile(name, data)))
    say("success", t("fonts.taken", name=family.name))


def _row(font: FontFile) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(font.name, width="stretch")
        icon_button(
            f"remove font {font.name}",
            "delete",
            t("fonts.remove", name=font.name),
            edit,
            (t("fonts.remove", name=font.name), partial(without_font, name=font.name)),
        )
