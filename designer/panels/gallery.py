"""The gallery: designs to start from, in colors and papers of one's choice."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from certgen.gallery import Design, Made, designs, make
from certgen.gallery.design import ORIENTATIONS
from certgen.project import Project
from designer.bring import with_people
from designer.labels.gallery import named
from designer.panels.page_picture import page_jpeg
from designer.sample import values_of
from designer.session import edit, go_to, select, state, t

TILE_PX, LARGE_PX = 420, 1000
_EXAMPLES = ("Name", "Course", "Date")


def gallery_panel() -> None:
    """All designs, and the chosen one large with its choices."""
    with st.container(key="gallery"):
        tiles, choice = st.columns([3, 2], gap="large")
    design = _chosen()
    with tiles, st.grid("auto", min_column_width=200, gap="medium") as grid:
        for other in designs():
            with grid.cell():
                _tile(other, chosen=other.key == design.key)
    with choice:
        _choices(design)


def with_design(project: Project, made: Made) -> Project:
    """A design in place of template and fields; the people stay and find their fields."""
    names = {picture.name for picture in made.pictures}
    pictures = (*(p for p in project.pictures if p.name not in names), *made.pictures)
    taken = replace(project, template=made.template, layout=made.layout, pictures=pictures)
    return with_people(taken, project.table) if project.table.columns else taken


def _chosen() -> Design:
    key = st.session_state.get("gallery design", "")
    return next((d for d in designs() if d.key == key), designs()[0])


def _tile(design: Design, *, chosen: bool) -> None:
    st.image(
        _picture(design.key, "", "", "", state().language, TILE_PX),
        width="stretch",
        alt=_words(design.title),
    )
    st.button(
        _words(design.title),
        key=f"gallery {design.key}",
        width="stretch",
        type="primary" if chosen else "secondary",
        on_click=_choose,
        args=(design.key,),
    )


def _choose(key: str) -> None:
    st.session_state["gallery design"] = key


def _choices(design: Design) -> None:
    st.subheader(_words(design.title))
    st.caption(_words(design.description))
    colors = {p.key: _words(p.title) for p in design.palettes}
    palette = st.pills(
        t("gallery.colors"),
        list(colors),
        default=design.palettes[0].key,
        required=True,
        format_func=lambda key: colors[key],
        key=f"gallery colors {design.key}",
        wrap=True,
    )
    with st.container(horizontal=True):
        paper = _one_of(t("gallery.paper"), design.papers, f"gallery paper {design.key}")
        way = _one_of(
            t("gallery.orientation"), design.orientations, f"gallery orientation {design.key}"
        )
    picture = _picture(design.key, palette, paper, way, state().language, LARGE_PX)
    st.image(picture, width="stretch", alt=_words(design.title))
    st.button(
        t("gallery.take"),
        key="gallery take",
        type="primary",
        width="stretch",
        icon=":material/check:",
        on_click=_take,
        args=(design, palette, paper, way),
    )
    st.caption(t("gallery.take_help"))


def _one_of(label: str, choices: tuple[str, ...], key: str) -> str:
    if len(choices) == 1:
        return choices[0]
    return st.segmented_control(
        label,
        choices,
        default=choices[0],
        required=True,
        format_func=lambda choice: t(f"gallery.{choice}") if choice in ORIENTATIONS else choice,
        key=key,
    )


def _take(design: Design, palette: str, paper: str, way: str) -> None:
    language = state().language
    made = make(design.key, palette=palette, paper=paper, orientation=way, language=language)
    edit(t("gallery.edit", name=_words(design.title)), lambda project: with_design(project, made))
    select()
    go_to("design")


@lru_cache(maxsize=64)
def _picture(key: str, palette: str, paper: str, way: str, language: str, width_px: int) -> bytes:
    made = make(key, palette=palette, paper=paper, orientation=way, language=language)
    project = with_design(Project(), made)
    # With somebody on it one sees what it will be, better than with the columns' names.
    values = values_of(project, None) | {name: t(f"gallery.example_{name}") for name in _EXAMPLES}
    return page_jpeg(project, values, width_px)


def _words(english: str) -> str:
    return named(state().language, english)
