"""Elements as small pictures for the canvas, drawn by the engine that makes the certificates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec

from certgen.columns import columns_of
from certgen.compose import Assets, compose_element, shows
from certgen.elements.base import Box
from certgen.elements.picture.model import PictureElement
from certgen.layout import Element, Layout
from certgen.merge import lookup
from certgen.project import Project
from certgen.render.sprite import element_png
from designer.drawing import Sprite

# What does not show for this person stays on the canvas as a ghost, so that it can be placed.
GHOST = 0.25
KEPT = 600


def sprites(project: Project, values: Mapping[str, str], px_per_mm: float) -> dict[str, Sprite]:
    """A picture of every element that is not hidden, by id."""
    return {
        element.id: _sprite(element, values, project, px_per_mm)
        for element in project.layout.elements
        if not element.hidden
    }


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Everything a picture depends on, and nothing else: a move or another name draws nothing."""

    element: Element
    language: str
    values: tuple[tuple[str, str], ...]
    px_per_mm: float
    fonts: int
    picture: str
    assets: Assets = field(compare=False)


def _sprite(
    element: Element, values: Mapping[str, str], project: Project, px_per_mm: float
) -> Sprite:
    assets = project.assets
    used = tuple((column, lookup(values, column)) for column in columns_of(element))
    picture = ""
    if isinstance(element, PictureElement) and element.picture in assets.pictures:
        picture = assets.pictures[element.picture].digest
    return _drawn(
        _Wanted(
            element=bare(element, ghost=not shows(element.only_if, values)),
            language=project.layout.language,
            values=used,
            px_per_mm=round(px_per_mm, 3),
            fonts=hash(assets.fonts),
            picture=picture,
            assets=assets,
        )
    )


def bare(element: Element, *, ghost: bool = False) -> Element:
    """The element at the origin, upright, without what is not seen."""
    box = element.box
    return msgspec.structs.replace(
        element,
        box=Box(x=0.0, y=0.0, width=box.width, height=box.height),
        name="",
        rotation=0.0,
        locked=False,
        only_if=None,
        opacity=element.opacity * GHOST if ghost else element.opacity,
    )


@lru_cache(maxsize=KEPT)
def _drawn(wanted: _Wanted) -> Sprite:
    layout = Layout(language=wanted.language)
    artwork = compose_element(wanted.element, dict(wanted.values), layout, wanted.assets)
    drawn = element_png(wanted.element, artwork, wanted.assets, wanted.px_per_mm)
    return Sprite(drawn.png, drawn.width_px, drawn.height_px, drawn.rect)
