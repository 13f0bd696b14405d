"""Problems that concern all certificates: template, page, columns, pictures."""

from __future__ import annotations

from collections.abc import Iterator

from certgen.batch.one_pdf import check_sheet
from certgen.columns import columns_missing, columns_of
from certgen.elements.code.model import CodeElement
from certgen.elements.picture.artwork import picture_artwork
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import TextElement
from certgen.errors import ExportError, FontError
from certgen.marks import Finding
from certgen.merge import missing_columns
from certgen.preflight.problem import Problem, problem_of
from certgen.preflight.scan import can_scan
from certgen.project import Project
from certgen.template import GOOD_DPI
from certgen.units import dpi_of, px_per_mm

_STRETCHED = 0.02


def project_wide(project: Project) -> Iterator[Problem]:
    """What can be told without looking at a single person."""
    yield from _template(project)
    yield from _columns(project)
    yield from _pictures(project)
    yield from _fonts(project)
    yield from _scanning(project)
    yield from _sheets(project)


def _template(project: Project) -> Iterator[Problem]:
    template, page = project.template, project.layout.page.size
    if template is None:
        yield Problem("no-template", "info", "There is no template: the background stays white.")
        return
    stretched = (template.width_px / template.height_px) / (page.width / page.height)
    if abs(stretched - 1) > _STRETCHED:
        yield Problem(
            "template-stretched",
            "warning",
            f"The template is {abs(stretched - 1):.0%} out of proportion on a page of "
            f"{page.width:.0f} × {page.height:.0f} mm.",
        )
    dpi = dpi_of(template.width_px / page.width)
    if not template.is_pdf and dpi < GOOD_DPI:
        yield Problem(
            "template-coarse",
            "warning",
            f"The template has {dpi:.0f} dots per inch at {page.width:.0f} × {page.height:.0f} mm: "
            f"coarse in print. {page.width * px_per_mm(300):.0f} pixels across would be sharp.",
            detail=f"{dpi:.0f}",
        )


def _columns(project: Project) -> Iterator[Problem]:
    columns = project.table.columns
    for element in project.layout.elements:
        asked = " ".join("{{" + column + "}}" for column in columns_of(element))
        for column in missing_columns(asked, columns):
            yield Problem(
                "missing-column",
                "error",
                f"“{element.name}” asks for the column “{column}”, which the list does not have.",
                element=element.id,
                field=element.name,
                detail=column,
            )
    for column in missing_columns(project.layout.file_name, columns):
        yield Problem(
            "missing-column",
            "error",
            f"The file name asks for the column “{column}”, which the list does not have.",
            detail=column,
        )


def _pictures(project: Project) -> Iterator[Problem]:
    pictures = project.assets.pictures
    for element in project.layout.elements:
        if isinstance(element, PictureElement) and not element.hidden:
            for finding in picture_artwork(element, pictures).findings:
                yield problem_of(finding, element)


def _fonts(project: Project) -> Iterator[Problem]:
    book = project.assets.fonts
    for element in project.layout.elements:
        if isinstance(element, TextElement) and not element.hidden:
            try:
                book.family(element.style.font)
            except FontError as error:
                said = f"“{element.name}” cannot be set: {error}"
                found = Finding("unknown-font", "error", said, detail=element.style.font)
                yield problem_of(found, element)


def _scanning(project: Project) -> Iterator[Problem]:
    codes = [e for e in project.layout.elements if isinstance(e, CodeElement) and not e.hidden]
    if codes and not can_scan():
        yield Problem(
            "code-not-tried",
            "info",
            "Codes were judged by size and contrast only. To have them read from the page, too: "
            "pip install zxing-cpp",
        )


def _sheets(project: Project) -> Iterator[Problem]:
    sheet = project.output.sheet
    if sheet is not None and project.output.format == "pdf-combined":
        try:
            check_sheet(sheet, project.layout.page.size, project.back)
        except ExportError as error:
            yield Problem("sheet", "error", str(error))


def can_be_composed(project: Project) -> bool:
    """Whether every column that is asked for is there."""
    return not columns_missing(project.layout, project.table.columns)
