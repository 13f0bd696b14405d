"""One element alone, with transparency: what a canvas moves, scales and turns."""

from __future__ import annotations

import io
from functools import lru_cache
from math import ceil, floor

import msgspec
from PIL import Image

from certgen.compose import Assets
from certgen.fontbook import FontBook
from certgen.geometry import EMPTY, IDENTITY, Rect
from certgen.marks import Artwork, PictureMark
from certgen.picture_file import Picture
from certgen.render.artwork import tiles_of
from certgen.render.tile import over

_PNG_LEVEL = 1
_LARGEST = 4096

Pictures = tuple[tuple[str, Picture], ...]


def element_png(
    artwork: Artwork, scale: float, assets: Assets, box: Rect = EMPTY
) -> tuple[bytes, Rect]:
    """A PNG (RGBA) of one artwork in its own frame, unrotated, and where it lies in that frame.

    The frame is the element's: millimeters from the top left of its box. The rectangle holds `box`
    and all ink, also what sticks out of the box, widened to whole pixels of 1/`scale` mm. Of an
    artwork without ink and without a box comes a single transparent pixel.

    Raises:
        FontError: a font of it is unknown.
        TemplateError: a picture of it is damaged.
    """
    used = {mark.picture for mark in artwork.marks if isinstance(mark, PictureMark)}
    pictures = tuple((name, assets.pictures[name]) for name in sorted(used))
    plain = msgspec.structs.replace(artwork, element="", matrix=IDENTITY, findings=())
    return _element_png(plain, scale, box, assets.fonts, pictures)


@lru_cache(maxsize=256)
def _element_png(
    artwork: Artwork, scale: float, box: Rect, fonts: FontBook, pictures: Pictures
) -> tuple[bytes, Rect]:
    tiles = tiles_of(artwork, scale, Assets(None, dict(pictures), fonts))
    area = Rect(*(edge * scale for edge in box))
    for tile in tiles:
        area = area.united(Rect(*(float(edge) for edge in tile.box)))
    left, top = floor(area.left + 1e-6), floor(area.top + 1e-6)
    right, bottom = max(left + 1, ceil(area.right - 1e-6)), max(top + 1, ceil(area.bottom - 1e-6))
    image = Image.new("RGBA", (min(_LARGEST, right - left), min(_LARGEST, bottom - top)))
    for tile in tiles:
        over(image, tile, (left, top))
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=_PNG_LEVEL)
    right, bottom = left + image.width, top + image.height
    return out.getvalue(), Rect(left / scale, top / scale, right / scale, bottom / scale)
