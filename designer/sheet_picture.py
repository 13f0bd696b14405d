"""A sheet with the first people's pages on it, as a picture of how it will be printed."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from PIL import Image, ImageDraw

from certgen.batch.back import back_side
from certgen.compose import Assets, compose
from certgen.geometry import Rect
from certgen.layout import Layout
from certgen.output import Output
from certgen.project import NO_PEOPLE, Project
from certgen.records import Record
from certgen.render.preview import preview
from certgen.sheet import Sheet
from certgen.sheets import Grid, grid
from designer.sample import values_of

_Values = tuple[tuple[str, str], ...]
_CUT = "#d4d6e0"
_MARK = "#000000"


def sheet_jpeg(
    project: Project,
    records: Sequence[Record],
    sheet: Sheet,
    width_px: int,
    *,
    back: bool = False,
) -> bytes:
    """The first sheet as a JPEG file so many pixels wide, or what is printed on its back.

    Raises:
        ExportError: the pages do not go on the sheet.
        CertgenError: a page cannot be rendered.
    """
    first = records[: grid(sheet, project.layout.page.size).per_sheet]
    values = tuple(tuple(values_of(project, record).items()) for record in first)
    # What does not show must not make it a new picture.
    bare = replace(project, name="", table=NO_PEOPLE, skipped=(), output=Output())
    return _sheet_jpeg(bare, values, sheet, width_px, back)


@lru_cache(maxsize=16)
def _sheet_jpeg(
    project: Project, people: tuple[_Values, ...], sheet: Sheet, width_px: int, back: bool
) -> bytes:
    laid = grid(sheet, project.layout.page.size)
    scale = width_px / sheet.width
    image = Image.new("RGB", (width_px, round(sheet.height * scale)), "#ffffff")
    pen = ImageDraw.Draw(image)
    for values, place in zip(people, laid.places(back=back), strict=False):
        page = _back(project, laid, scale) if back and sheet.back == "own" else None
        image.paste(page or _page(project, values, laid, scale), _corner(place, scale))
        pen.rectangle([edge * scale for edge in place], outline=_CUT)
    if sheet.cut_marks:
        for mark in laid.cut_marks():
            pen.line([end * scale for end in mark], fill=_MARK)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90, subsampling="4:4:4")
    return out.getvalue()


def _page(project: Project, values: _Values, laid: Grid, scale: float) -> Image.Image:
    return _drawn(project.layout, project.assets, dict(values), laid, scale)


def _back(project: Project, laid: Grid, scale: float) -> Image.Image | None:
    if project.back is None:
        return None
    return _drawn(*back_side(project.back, project.layout.page), {}, laid, scale)


def _drawn(
    layout: Layout, assets: Assets, values: Mapping[str, str], laid: Grid, scale: float
) -> Image.Image:
    """A page without its bleed."""
    page = compose(layout, values, assets)
    image = preview(page, assets, max(1, round(laid.page.width * scale)))
    edge = round(laid.sheet.bleed * scale)
    return image.crop((edge, edge, image.width - edge, image.height - edge))


def _corner(place: Rect, scale: float) -> tuple[int, int]:
    return round(place.left * scale), round(place.top * scale)
