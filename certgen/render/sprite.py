"""One element alone, with transparency: what a canvas moves, scales and turns."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import msgspec
from PIL import Image

from certgen.compose import Assets
from certgen.fontbook import FontBook
from certgen.geometry import EMPTY, IDENTITY, Rect
from certgen.layout import Element
from certgen.marks import Artwork, PictureMark
from certgen.picture_file import Picture
from certgen.render.artwork import tiles_of
from certgen.render.tile import PixelBox, Tile, box_around, over

_PNG_LEVEL = 1

Pictures = tuple[tuple[str, Picture], ...]


@dataclass(frozen=True, slots=True)
class ElementPng:
    """A PNG file (RGBA), its size, and where it lies in the element's frame in millimeters."""

    png: bytes
    width_px: int
    height_px: int
    rect: Rect


def element_png(element: Element, artwork: Artwork, assets: Assets, scale: float) -> ElementPng:
    """One element in its own frame, unrotated, at `scale` pixels per millimeter.

    The frame's origin is the top left of the element's box. The picture holds the box and all ink,
    also what sticks out of the box, widened to whole pixels.

    Raises:
        FontError: its font is unknown.
        TemplateError: its picture is damaged.
    """
    used = {mark.picture for mark in artwork.marks if isinstance(mark, PictureMark)}
    pictures = tuple((name, assets.pictures[name]) for name in sorted(used))
    plain = msgspec.structs.replace(artwork, element="", matrix=IDENTITY, ink=EMPTY, findings=())
    return _drawn(plain, (element.box.width, element.box.height), scale, assets.fonts, pictures)


@lru_cache(maxsize=256)
def _drawn(
    artwork: Artwork,
    box: tuple[float, float],
    scale: float,
    fonts: FontBook,
    pictures: Pictures,
) -> ElementPng:
    tiles = tiles_of(artwork, scale, Assets(None, dict(pictures), fonts))
    left, top, right, bottom = _area(tiles, ceil(box[0] * scale), ceil(box[1] * scale))
    image = Image.new("RGBA", (right - left, bottom - top))
    for tile in tiles:
        over(image, tile, (left, top))
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=_PNG_LEVEL)
    rect = Rect(left / scale, top / scale, right / scale, bottom / scale)
    return ElementPng(out.getvalue(), image.width, image.height, rect)


def _area(tiles: list[Tile], width: int, height: int) -> PixelBox:
    left, top, right, bottom = box_around(tiles) if tiles else (0, 0, 0, 0)
    return min(0, left), min(0, top), max(1, width, right), max(1, height, bottom)
