"""A text mark -> tiles of pixels: shadow, outline, letters.

A pixel depends on the mark and the matrix alone, never on how the page is cut into pieces.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageFilter

from certgen.color import RGB, rgb
from certgen.errors import RenderError
from certgen.fontbook import FontBook
from certgen.geometry import Matrix, Rect, translation
from certgen.marks import GlyphRun, TextMark
from certgen.text.harfbuzz import Pixels, open_font
from certgen.text.raster_color import color_image
from certgen.text.raster_mask import mask_of, outlined, placed

MAX_PIXELS = 200_000_000
_SOFT_EDGE = 1
_BLUR_REACH = 3
"""A blurred mask is 0 beyond three times its softness and a few pixels."""


@dataclass(frozen=True, slots=True)
class Tile:
    """Pixels at a whole position, to be laid over what is there.

    A "mask" is an "L" image of how much `color` covers each pixel; an "image" is an "RGBA" one,
    not premultiplied, and has no color. `opacity` applies to both.
    """

    left: int
    top: int
    kind: Literal["mask", "image"]
    image: Image.Image
    color: RGB = (0, 0, 0)
    opacity: float = 1.0


def rasterize(
    mark: TextMark, matrix: Matrix, fonts: FontBook, clip: Rect | None = None
) -> Iterator[Tile]:
    """The tiles of a set line from back to front.

    `matrix` maps the mark's millimeters to pixels. Nothing outside of `clip` (pixels) is drawn.

    Raises:
        FontError: a font's file is gone or damaged.
        RenderError: the line is too large to be drawn.
    """
    area = _area(matrix.bounds(mark.ink), clip)
    if area is None:
        return
    origin = translation(mark.x, mark.y).then(matrix)
    if mark.shadow is not None and mark.shadow_opacity:
        yield _shadow(mark, matrix, area, fonts)
    if mark.outline:
        mask = outlined(mark.runs, origin, area, fonts, mark.outline)
        yield Tile(area.left, area.top, "mask", mask, rgb(mark.outline_color))
    yield from _letters(mark, origin, area, fonts)


def _letters(mark: TextMark, origin: Matrix, area: Pixels, fonts: FontBook) -> Iterator[Tile]:
    """One tile for the letters of each color, and one for each run of colored glyphs."""
    plain: dict[str, list[GlyphRun]] = {}
    for run in mark.runs:
        color = run.color or mark.color
        font = open_font(run.font, fonts)
        if font.has_pictures or font.has_layers:
            image = color_image(placed(run, font, origin), area, rgb(color))
            yield Tile(area.left, area.top, "image", image)
        else:
            plain.setdefault(color, []).append(run)
    for color, runs in plain.items():
        mask = mask_of(runs, origin, area, fonts)
        yield Tile(area.left, area.top, "mask", mask, rgb(color))


def _shadow(mark: TextMark, matrix: Matrix, area: Pixels, fonts: FontBook) -> Tile:
    """The letters and their outline once more, moved and softened."""
    dx, dy = mark.shadow or (0.0, 0.0)
    origin = translation(mark.x + dx, mark.y + dy).then(matrix)
    softness = mark.blur * matrix.scale
    margin = math.ceil(_BLUR_REACH * softness) + 4 if softness else 0
    mask = outlined(mark.runs, origin, area.widened(margin), fonts, mark.outline)
    if softness:
        mask = mask.filter(ImageFilter.GaussianBlur(softness))
        mask = mask.crop((margin, margin, margin + area.width, margin + area.height))
    color = rgb(mark.shadow_color)
    return Tile(area.left, area.top, "mask", mask, color, mark.shadow_opacity)


def _area(ink: Rect, clip: Rect | None) -> Pixels | None:
    """The whole pixels around some ink, as far as they are wanted."""
    if ink.empty:
        return None
    wanted = ink.grown(_SOFT_EDGE)
    if clip is not None:
        wanted = wanted.intersected(clip)
    if wanted.empty:
        return None
    left, top = math.floor(wanted.left), math.floor(wanted.top)
    area = Pixels(left, top, math.ceil(wanted.right) - left, math.ceil(wanted.bottom) - top)
    if area.width * area.height > MAX_PIXELS:
        raise RenderError(
            f"A text would be {area.width} × {area.height} pixels large.",
            "Make it smaller, or choose a lower resolution.",
        )
    return area
