"""The make panel: what kind of files, for whom, under which names; then making them."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import streamlit as st

from certgen.batch.rows import ALL
from certgen.output import Output
from certgen.project import Project
from designer.panels import file_name, mail, making, sheets, who
from designer.panels.nobody import nobody_yet
from designer.session import edit, state, t

FORMATS = ("pdf", "pdf-combined", "png", "jpeg")
RESOLUTIONS = (0, 150, 200, 300, 600)


def output_panel() -> None:
    """The whole step."""
    project = state().project
    if not project.table.records:
        nobody_yet()
        return
    settings, result = st.columns([3, 2], gap="large")
    with settings:
        _kind(project.output)
        in_one = project.output.format == "pdf-combined"
        possible = not in_one or sheets.sheet_section(project)
        rows = who.who_section(project)
        if not in_one:
            file_name.file_name_section(project, rows or ALL)
    with result:
        making.making_section(project, rows if possible else None)
        if in_one and possible and rows is not None:
            sheets.first_sheet(project, rows)
    if rows is not None:
        mail.mail_section(project, rows)


def _kind(output: Output) -> None:
    key = "output format"
    st.session_state[key] = output.format
    st.radio(
        t("make.format"),
        FORMATS,
        format_func=lambda f: t(f"make.{f}"),
        captions=[t(f"make.{f}_about") for f in FORMATS],
        key=key,
        on_change=_set,
        args=("format", key),
    )
    if output.format in ("png", "jpeg"):
        with st.container(horizontal=True):
            _resolution(output)
            if output.format == "jpeg":
                _quality(output)


def _resolution(output: Output) -> None:
    key = "output dpi"
    own = int(output.dpi)
    st.session_state[key] = own
    st.selectbox(
        t("make.resolution"),
        RESOLUTIONS if own in RESOLUTIONS else sorted((*RESOLUTIONS, own)),
        format_func=_resolution_in_words,
        key=key,
        help=t("make.resolution_help"),
        on_change=_set,
        args=("dpi", key),
    )


def _resolution_in_words(dpi: int) -> str:
    project = state().project
    if not dpi:
        own = project.template.dpi if project.template else 300
        return t("make.resolution_own", dpi=round(own))
    page = project.layout.page
    size = f"{page.width / 25.4 * dpi:.0f} × {page.height / 25.4 * dpi:.0f}"
    return t("make.resolution_dpi", dpi=dpi, size=size)


def _quality(output: Output) -> None:
    key = "output quality"
    st.session_state[key] = output.quality
    st.slider(
        t("make.quality"),
        min(50, output.quality),
        100,
        key=key,
        help=t("make.quality_help"),
        on_change=_set,
        args=("quality", key),
    )


def _set(name: str, key: str) -> None:
    value = st.session_state[key]
    edit(t("make.edit"), lambda project: with_output(project, name, value))


def with_output(project: Project, name: str, value: object) -> Project:
    """The project with one setting of its output changed."""
    changed = msgspec.convert(value, float) if name == "dpi" else value
    return replace(project, output=msgspec.structs.replace(project.output, **{name: changed}))
