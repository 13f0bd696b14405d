"""Designs to start from without a file of one's own, drawn by certgen as vector PDF."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import NamedTuple, TypeVar

from certgen.errors import TemplateError
from certgen.gallery.design import Design
from certgen.gallery.designs import (
    appreciation,
    attendance,
    award,
    badge,
    blank,
    completion,
    diploma,
    membership,
    star,
    workshop,
)
from certgen.gallery.palette import Palette
from certgen.gallery.rule import rule_picture
from certgen.gallery.typeset import RULE_PICTURE
from certgen.gallery.wording import worded
from certgen.geometry import Size
from certgen.layout import Element, Layout, PageSize
from certgen.picture_file import Picture
from certgen.template import PAPERS, PDF_DPI, Template
from certgen.units import px_per_mm

__all__ = ["Design", "Made", "Palette", "designs", "make"]

_DESIGNS = tuple(
    module.DESIGN
    for module in (
        completion,
        attendance,
        award,
        diploma,
        workshop,
        membership,
        appreciation,
        star,
        blank,
        badge,
    )
)
_Choice = TypeVar("_Choice")
OTHER_PAPERS = {"4 × 3 in": (76.2, 101.6)}


class Made(NamedTuple):
    """A design taken from the gallery: what a new project starts with."""

    template: Template
    layout: Layout
    pictures: tuple[Picture, ...]


def designs() -> tuple[Design, ...]:
    """Every design, in the order of the gallery."""
    return _DESIGNS


def make(
    key: str, *, palette: str = "", paper: str = "", orientation: str = "", language: str = ""
) -> Made:
    """A design as template, layout and pictures; what is not said is the design's first choice.

    `language` (BCP 47) is that of the wording, where the gallery has it, and of the layout.

    Raises:
        TemplateError: there is no such design, palette, paper or orientation.
    """
    design = _one(key, {d.key: d for d in _DESIGNS}, "design")
    colors = _one(palette or design.palettes[0].key, {p.key: p for p in design.palettes}, "palette")
    sheet = _one(paper or design.papers[0], {p: p for p in design.papers}, "paper")
    way = _one(
        orientation or design.orientations[0], {o: o for o in design.orientations}, "orientation"
    )
    return _made(design, colors, sheet, way, language)


def _made(design: Design, palette: Palette, paper: str, orientation: str, language: str) -> Made:
    short, long = sorted((PAPERS | OTHER_PAPERS)[paper])
    size = Size(long, short) if orientation == "landscape" else Size(short, long)
    template, elements, pictures = _drawn(design, palette, size)
    layout = Layout(
        page=PageSize(width=size.width, height=size.height),
        elements=worded(elements, language),
        language=language,
    )
    return Made(template, layout, pictures)


@lru_cache(maxsize=64)
def _drawn(
    design: Design, palette: Palette, size: Size
) -> tuple[Template, tuple[Element, ...], tuple[Picture, ...]]:
    """What is the same in every language."""
    drawn = design.draw(size, palette)
    template = _template(drawn.drawing.pdf(), f"{design.key}-{palette.key}.pdf", size)
    return template, drawn.elements, (rule_picture(RULE_PICTURE, palette.soft),)


def _template(data: bytes, name: str, size: Size) -> Template:
    """Made directly: what certgen itself has drawn needs no process to inspect it safely."""
    return Template(
        name=name,
        digest=hashlib.sha256(data).hexdigest()[:32],
        format="PDF",
        size=size,
        width_px=round(size.width * px_per_mm(PDF_DPI)),
        height_px=round(size.height * px_per_mm(PDF_DPI)),
        data=data,
    )


def _one(key: str, choices: dict[str, _Choice], what: str) -> _Choice:
    if key not in choices:
        raise TemplateError(
            f"The gallery has no {what} “{key}”.", f"There are: {', '.join(choices)}."
        )
    return choices[key]
