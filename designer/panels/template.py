"""The template panel: bring a picture or a PDF page, see how large and how sharp it is."""

from __future__ import annotations

from functools import partial

import streamlit as st

from certgen.geometry import Size
from certgen.layout import PageSize
from certgen.picture_file import MAX_BYTES
from certgen.project import Project
from certgen.template import GOOD_DPI, PAPERS, Template, open_template
from designer.bring import (
    laid_out_anew,
    named_after,
    white_page,
    with_printed_size,
    with_template,
    with_template_page,
    without_template,
)
from designer.markdown import plain
from designer.panels.gallery import gallery_panel
from designer.panels.own_fonts import fonts_section
from designer.panels.page_picture import page_picture
from designer.panels.pictures import pictures_section
from designer.session import edit, say, state, t
from designer.upload import uploader

KINDS = ("png", "jpg", "jpeg", "webp", "pdf")
FINE_DPI = 250.0
_SAME_SHAPE = 0.02
_OTHER = "other"


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
            _white_page(state().layout.page.size)
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
    # Nobody has worked on what is there: its words belong to its picture, not to this one.
    anew = not state().history.past
    edit(t("template.edit", name=name), lambda p: _brought(p, template, anew=anew))
    if state().project.template == template:
        say("success", t("template.taken", name=name, facts=_size_in_words(template)))


def _brought(project: Project, template: Template, *, anew: bool) -> Project:
    project = with_template(project, template, anew=anew)
    return named_after(project, template.name) if anew else project


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
    _printed_size(template)
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
    key = "template page"
    st.session_state[key] = template.page + 1
    st.number_input(
        t("template.page", pages=template.pages),
        min_value=1,
        max_value=template.pages,
        step=1,
        key=key,
        on_change=lambda: edit(
            t("template.page_edit"),
            partial(with_template_page, page=int(st.session_state[key]) - 1),
        ),
    )


def _printed_size(template: Template) -> None:
    papers = fitting_papers(template)
    now = next((name for name, size in papers.items() if _close(size, template.size)), _OTHER)
    key = "template paper"
    st.session_state[key] = now
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("template.paper"),
            (*papers, _OTHER),
            format_func=lambda name: _paper_in_words(name, papers),
            key=key,
            help=t("template.paper_help"),
            on_change=lambda: _print_at(papers.get(st.session_state[key])),
        )
        _printed_width(template)


def _printed_width(template: Template) -> None:
    key = "template width"
    st.session_state[key] = float(template.size.width)
    st.number_input(
        t("template.width"),
        min_value=20.0,
        max_value=3000.0,
        step=1.0,
        format="%.1f",
        key=key,
        on_change=lambda: _print_at(_size_at(template, st.session_state[key])),
    )


def _print_at(size: Size | None) -> None:
    if size is not None:
        edit(t("template.size_edit"), partial(with_printed_size, size=size))


def fitting_papers(template: Template) -> dict[str, Size]:
    """The papers that have the template's proportions, upright or across."""
    aspect = template.width_px / template.height_px
    found: dict[str, Size] = {}
    for name, (short, long) in PAPERS.items():
        size = Size(long, short) if aspect > 1 else Size(short, long)
        if abs(aspect / (size.width / size.height) - 1) < _SAME_SHAPE:
            found[name] = size
    return found


def _white_page(now: Size) -> None:
    """The paper, where there is no template to say it."""
    sheets = {
        f"{name} · {t('gallery.' + way)}": Size(*sorted(sides, reverse=way == "landscape"))
        for name, sides in PAPERS.items()
        for way in ("landscape", "portrait")
    }
    words = next((w for w, size in sheets.items() if _close(size, now)), t("template.paper_other"))
    key = f"white page {words}"
    st.selectbox(
        t("template.paper"),
        list(sheets) if words in sheets else [words, *sheets],
        index=list(sheets).index(words) if words in sheets else 0,
        key=key,
        on_change=lambda: _take_sheet(sheets.get(st.session_state[key])),
    )


def _take_sheet(size: Size | None) -> None:
    if size is not None:
        page = PageSize(width=size.width, height=size.height)
        edit(t("template.size_edit"), partial(white_page, page=page))


def _size_at(template: Template, width: float) -> Size:
    return Size(width, round(width * template.height_px / template.width_px, 2))


def _close(one: Size, other: Size) -> bool:
    return abs(one.width - other.width) < 1 and abs(one.height - other.height) < 1


def _paper_in_words(name: str, papers: dict[str, Size]) -> str:
    if name == _OTHER:
        return t("template.paper_other")
    return f"{name} · {papers[name].width:g} × {papers[name].height:g} mm"


def _size_in_words(template: Template) -> str:
    width, height = (f"{length:.4g}" for length in template.size)
    millimeters = t("template.millimeters", width=width, height=height)
    if template.is_pdf:
        return millimeters
    pixels = t("template.pixels", width=template.width_px, height=template.height_px)
    return f"{pixels} · {millimeters} · {t('template.dpi', dpi=round(template.dpi))}"
