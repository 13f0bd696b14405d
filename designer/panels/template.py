"""The template panel: bring a picture or a PDF page, see how large and how sharp it is."""

from __future__ import annotations

from functools import partial

import streamlit as st

from certgen.picture_file import MAX_BYTES
from certgen.template import GOOD_DPI, Template, open_template
from designer.bring import (
    laid_out_anew,
    named_after,
    with_template,
    with_template_page,
    without_template,
)
from designer.markdown import plain
from designer.panels.gallery import gallery_panel
from designer.panels.own_fonts import fonts_section
from designer.panels.page_picture import page_picture
from designer.panels.paper import printed_size, white_paper
from designer.panels.pictures import pictures_section
from designer.seeding import seeded
from designer.session import edit, say, select, state, t
from designer.upload import uploader

KINDS = ("png", "jpg", "jpeg", "webp", "pdf")
FINE_DPI = 250.0


def template_panel() -> None:
    """The whole step: one's own file or a design from the gallery."""
    ways = ("own", "gallery")
    way = st.segmented_control(
        t("template.way"),
        ways,
        default="own",
        required=True,
        format_func=lambda way: t(f"template.way_{way}"),
        key="template way",
        label_visibility="collapsed",
    )
    if way == "gallery":
        gallery_panel()
    else:
        _own_file()


def _own_file() -> None:
    controls, page = st.columns([2, 3], gap="large")
    template = state().project.template
    with controls:
        label = t("template.replace") if template else t("template.choose")
        uploader(
            "template file",
            label,
            KINDS,
            _take,
            megabytes=MAX_BYTES // 2**20,
            help=t("template.choose_help"),
        )
        if template is None:
            st.caption(t("template.none"))
            white_paper(state().layout.page.size)
        else:
            _facts(template)
            _choices(template)
        with st.expander(t("pictures.title"), icon=":material/image:"):
            pictures_section()
        with st.expander(t("fonts.title"), icon=":material/font_download:"):
            fonts_section()
    with page:
        page_picture()


def _take(name: str, data: bytes) -> None:
    template = open_template(data, name)
    edit(
        t("template.edit", name=name),
        lambda project: named_after(with_template(project, template), name),
    )
    select()
    if state().project.template == template:
        say("success", t("template.taken", name=name, facts=_size_in_words(template)))


def _facts(template: Template) -> None:
    with st.container(gap=None):
        st.markdown(f"**{plain(template.name)}**")
        st.caption(_size_in_words(template))
    if template.is_pdf:
        st.badge(t("template.vector"), icon=":material/check:", color="green")
    elif template.dpi >= FINE_DPI:
        st.badge(t("template.fine"), icon=":material/check:", color="green")
    elif template.dpi >= GOOD_DPI:
        st.badge(t("template.good"), icon=":material/check:", color="blue")
    else:
        wanted = round(template.size.width / 25.4 * 300)
        st.warning(t("template.coarse", dpi=round(template.dpi), wanted=wanted))


def _choices(template: Template) -> None:
    if template.pages > 1:
        _page(template)
    printed_size(template)
    with st.container(horizontal=True):
        st.button(
            t("template.anew"),
            icon=":material/auto_fix_high:",
            help=t("template.anew_help"),
            on_click=edit,
            args=(t("template.anew"), laid_out_anew),
        )
        st.button(
            t("template.remove"),
            icon=":material/delete:",
            on_click=edit,
            args=(t("template.remove"), without_template),
        )


def _page(template: Template) -> None:
    seed = seeded("template page", template.page + 1)
    st.number_input(
        t("template.page", pages=template.pages),
        min_value=1,
        max_value=template.pages,
        value=seed.value,
        step=1,
        key=seed.key,
        on_change=seed.heard(_take_page),
    )


def _take_page(number: int) -> None:
    edit(t("template.page_edit"), partial(with_template_page, page=number - 1))


def _size_in_words(template: Template) -> str:
    width, height = (f"{length:.4g}" for length in template.size)
    millimeters = t("template.millimeters", width=width, height=height)
    if template.is_pdf:
        return millimeters
    pixels = t("template.pixels", width=template.width_px, height=template.height_px)
    return f"{pixels} · {millimeters} · {t('template.dpi', dpi=round(template.dpi))}"
