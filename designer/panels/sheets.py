"""Several pages on a sheet, to be cut apart: name badges, cards, tickets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import streamlit as st

from certgen.batch.one_pdf import check_sheet
from certgen.batch.rows import Rows, chosen
from certgen.errors import CertgenError, ExportError
from certgen.picture_file import MAX_BYTES
from certgen.project import Project
from certgen.sheet import Sheet
from certgen.sheets import grid, turned_to_fit
from certgen.template import open_template
from certgen.units import SHEET_PAPERS
from designer.markdown import plain
from designer.session import edit, state, t
from designer.sheet_picture import sheet_jpeg
from designer.upload import uploader

BACKS = ("", "front", "own")
KINDS = ("png", "jpg", "jpeg", "webp", "pdf")
_PICTURE_PX = 520


def sheet_section(project: Project) -> bool:
    """Asks whether and how pages are laid on sheets; whether they can be made so."""
    sheet = project.output.sheet
    st.session_state["sheet on"] = sheet is not None
    st.toggle(t("sheet.on"), key="sheet on", help=t("sheet.on_help"), on_change=_switch)
    if sheet is None:
        return True
    with st.container(border=True, key="sheet"):
        _paper(sheet)
        _spaces(sheet)
        _back(project, sheet)
        return _fits(project, sheet)


def sheet_count(project: Project, count: int) -> int | None:
    """How many sheets of paper so many pages take; None where there are no sheets."""
    sheet = project.output.sheet
    if project.output.format != "pdf-combined" or sheet is None:
        return None
    return -(-count // grid(sheet, project.layout.page.size).per_sheet)


def with_sheet(project: Project, sheet: Sheet | None) -> Project:
    """The project with its pages on such sheets, or each by itself."""
    return replace(project, output=msgspec.structs.replace(project.output, sheet=sheet))


def _switch() -> None:
    page = state().layout.page.size
    sheet = turned_to_fit(Sheet(), page) if st.session_state["sheet on"] else None
    edit(t("sheet.on"), lambda project: with_sheet(project, sheet))


def _change(key: str, *names: str) -> None:
    """Takes what was chosen over into the sheet; a pair is for width and height."""
    value: Any = st.session_state[key]
    values = value if len(names) > 1 else (value,)
    before = state().project.output.sheet or Sheet()
    sheet = msgspec.structs.replace(before, **dict(zip(names, values, strict=True)))
    if key != "sheet way":
        sheet = turned_to_fit(sheet, state().layout.page.size)
    edit(t("sheet.edit"), lambda project: with_sheet(project, sheet))


def _paper(sheet: Sheet) -> None:
    short, long = sorted((sheet.width, sheet.height))
    names = {size: name for name, size in SHEET_PAPERS.items()}
    names.setdefault((short, long), f"{short:g} × {long:g} mm")
    st.session_state["sheet paper"] = (short, long)
    st.session_state["sheet way"] = (sheet.width, sheet.height)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("sheet.paper"),
            list(names),
            format_func=lambda size: names[size],
            key="sheet paper",
            on_change=_change,
            args=("sheet paper", "width", "height"),
        )
        st.segmented_control(
            t("gallery.orientation"),
            [(short, long), (long, short)],
            format_func=lambda s: t(f"gallery.{'portrait' if s[0] < s[1] else 'landscape'}"),
            required=True,
            key="sheet way",
            on_change=_change,
            args=("sheet way", "width", "height"),
        )


def _spaces(sheet: Sheet) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name, most in (("gap", 50.0), ("margin", 50.0), ("bleed", 20.0)):
            key = f"sheet {name}"
            st.session_state[key] = getattr(sheet, name)
            st.number_input(
                t(f"sheet.{name}"),
                0.0,
                max(most, getattr(sheet, name)),
                step=1.0,
                format="%g",
                key=key,
                help=t(f"sheet.{name}_help"),
                on_change=_change,
                args=(key, name),
            )
    st.session_state["sheet marks"] = sheet.cut_marks
    st.toggle(
        t("sheet.marks"), key="sheet marks", on_change=_change, args=("sheet marks", "cut_marks")
    )


def _back(project: Project, sheet: Sheet) -> None:
    st.session_state["sheet back"] = sheet.back
    st.segmented_control(
        t("sheet.back"),
        BACKS,
        format_func=lambda back: t(f"sheet.back_{back or 'none'}"),
        required=True,
        key="sheet back",
        help=t("sheet.back_help"),
        on_change=_change,
        args=("sheet back", "back"),
    )
    if sheet.back == "own":
        known = project.back.name if project.back else ""
        label = t("sheet.back_replace", name=known) if known else t("sheet.back_choose")
        uploader("sheet back file", label, KINDS, _take_back, megabytes=MAX_BYTES // 2**20)


def _take_back(name: str, data: bytes) -> None:
    back = open_template(data, name, size=state().layout.page.size)
    edit(t("sheet.back_edit", name=name), lambda project: replace(project, back=back))


def _fits(project: Project, sheet: Sheet) -> bool:
    try:
        check_sheet(sheet, project.layout.page.size, project.back)
    except ExportError as error:
        st.caption(f":red[{plain(str(error))}]")
        return False
    laid = grid(sheet, project.layout.page.size)
    st.caption(t("sheet.outcome", count=laid.per_sheet, columns=laid.columns, rows=laid.rows))
    return True


def first_sheet(project: Project, rows: Rows) -> None:
    """How the first sheet will look, front and back; nothing where there are no sheets."""
    sheet = project.output.sheet
    if sheet is None:
        return
    sides = (False, True) if sheet.back else (False,)
    try:
        people = [project.chosen[place] for place in chosen(rows, project.chosen)]
        pictures = [sheet_jpeg(project, people, sheet, _PICTURE_PX, back=side) for side in sides]
    except CertgenError as error:
        st.caption(f":red[{plain(str(error))}]")
        return
    with st.container(key="sheet_pictures"):
        st.caption(t("sheet.first"))
        for column, picture in zip(st.columns(2), pictures, strict=False):
            column.image(picture, alt=t("sheet.alt"))
