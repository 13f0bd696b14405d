"""Logos and signatures: pictures of the project, put on the page as often as wanted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from certgen.picture_file import MAX_BYTES, Picture, open_picture
from certgen.project import Project
from designer.bring import shows_picture, with_picture, without_picture
from designer.buttons import icon_button
from designer.edits import with_picture as with_picture_element
from designer.session import edit, select, state, t
from designer.thumbnails import picture_thumbnail
from designer.upload import uploader

KINDS = ("png", "jpg", "jpeg", "webp")
_UNSAFE = "/\\"


def pictures_section() -> None:
    """The uploader and the pictures there are."""
    uploader(
        "pictures",
        t("pictures.choose"),
        KINDS,
        _take,
        megabytes=MAX_BYTES // 2**20,
        many=True,
        help=t("pictures.help"),
    )
    pictures = state().project.pictures
    if not pictures:
        st.caption(t("pictures.none"))
    for picture in pictures:
        _row(picture)


def _take(name: str, data: bytes) -> None:
    safe = "".join("-" if c in _UNSAFE or c < " " else c for c in name)[-120:]
    picture = replace(open_picture(data, name), name=safe)
    is_new = all(p.name != safe for p in state().project.pictures)
    edit(t("pictures.edit", name=name), lambda p: _brought(p, picture, place=is_new))
    if is_new:
        select(state().layout.elements[-1].id)


def _brought(project: Project, picture: Picture, *, place: bool) -> Project:
    project = with_picture(project, picture)
    return _placed(project, picture) if place else project


def _placed(project: Project, picture: Picture) -> Project:
    aspect = picture.width_px / picture.height_px
    title = picture.name.rpartition(".")[0] or picture.name
    layout = with_picture_element(project.layout, picture.name, aspect, title)
    return replace(project, layout=layout)


def _row(picture: Picture) -> None:
    used = sum(shows_picture(e, picture.name) for e in state().layout.elements)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.image(picture_thumbnail(picture, 96), width=48, alt=picture.name)
        st.caption(f"{picture.name}  \n{t('pictures.used', count=used)}", width="stretch")
        st.button(
            t("pictures.place"),
            key=f"place picture {picture.name}",
            icon=":material/add:",
            on_click=_place,
            args=(picture,),
        )
        icon_button(
            f"remove picture {picture.name}",
            "delete",
            t("pictures.remove", name=picture.name),
            edit,
            (t("pictures.remove", name=picture.name), partial(without_picture, name=picture.name)),
        )


def _place(picture: Picture) -> None:
    edit(t("pictures.place_edit", name=picture.name), partial(_placed, picture=picture))
    select(state().layout.elements[-1].id)
