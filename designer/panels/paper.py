"""How large the page is: the paper of a template with its proportions, or that of a white page."""

from __future__ import annotations

from functools import partial

import streamlit as st

from certgen.geometry import Size
from certgen.layout import PageSize
from certgen.template import PAPERS, Template
from designer.bring import white_page, with_printed_size
from designer.seeding import seeded
from designer.session import edit, t

_SAME_SHAPE = 0.02
_OTHER = "other"


def printed_size(template: Template) -> None:
    """Asks how large the template is printed."""
    papers = fitting_papers(template)
    now = next((name for name, size in papers.items() if _close(size, template.size)), _OTHER)
    seed = seeded("template paper", now)
    choices = (*papers, _OTHER)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("template.paper"),
            choices,
            choices.index(seed.value),
            format_func=lambda name: _paper_in_words(name, papers),
            key=seed.key,
            help=t("template.paper_help"),
            on_change=seed.heard(lambda name: _print_at(papers.get(name))),
        )
        _printed_width(template)


def white_paper(now: Size) -> None:
    """The paper, where there is no template to say it."""
    sheets = {
        f"{name} · {t('gallery.' + way)}": Size(*sorted(sides, reverse=way == "landscape"))
        for name, sides in PAPERS.items()
        for way in ("landscape", "portrait")
    }
    words = next((w for w, size in sheets.items() if _close(size, now)), t("template.paper_other"))
    seed = seeded("white page", words)
    choices = list(sheets) if words in sheets else [words, *sheets]
    st.selectbox(
        t("template.paper"),
        choices,
        choices.index(seed.value),
        key=seed.key,
        on_change=seed.heard(lambda words: _take_sheet(sheets.get(words))),
    )


def _printed_width(template: Template) -> None:
    seed = seeded("template width", float(template.size.width))
    st.number_input(
        t("template.width"),
        min_value=5.0,
        max_value=5000.0,
        step=1.0,
        value=seed.value,
        format="%.1f",
        key=seed.key,
        on_change=seed.heard(lambda width: _print_at(_size_at(template, width))),
    )


def _print_at(size: Size | None) -> None:
    if size is not None:
        edit(t("template.size_edit"), partial(with_printed_size, size=size))


def _take_sheet(size: Size | None) -> None:
    if size is not None:
        page = PageSize(width=size.width, height=size.height)
        edit(t("template.size_edit"), partial(white_page, page=page))


def fitting_papers(template: Template) -> dict[str, Size]:
    """The papers that have the template's proportions, upright or across."""
    aspect = template.width_px / template.height_px
    found: dict[str, Size] = {}
    for name, (short, long) in PAPERS.items():
        size = Size(long, short) if aspect > 1 else Size(short, long)
        if abs(aspect / (size.width / size.height) - 1) < _SAME_SHAPE:
            found[name] = size
    return found


def _size_at(template: Template, width: float) -> Size:
    return Size(width, round(width * template.height_px / template.width_px, 2))


def _close(one: Size, other: Size) -> bool:
    return abs(one.width - other.width) < 1 and abs(one.height - other.height) < 1


def _paper_in_words(name: str, papers: dict[str, Size]) -> str:
    if name == _OTHER:
        return t("template.paper_other")
    return f"{name} · {papers[name].width:g} × {papers[name].height:g} mm"
