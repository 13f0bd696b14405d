"""Color glyphs: painted layers (COLR) and bitmaps (CBDT, sbix), at any size and angle."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image

from certgen.color import RGB
from certgen.geometry import Matrix
from certgen.text.harfbuzz import EM, OpenFont, Pixels, Placed, paint_layers, picture_of

_MOST_PIXELS = 4096


def color_image(glyphs: Sequence[Placed], area: Pixels, color: RGB) -> Image.Image:
    """The glyphs of one font as an RGBA image of an area; `color` is for what has none."""
    if glyphs and not glyphs[0].font.has_pictures and _stands(glyphs[0]):
        return _painted(glyphs, area, color)
    image = Image.new("RGBA", (area.width, area.height))
    for glyph in glyphs:
        _lay(image, glyph, area, color)
    return image


def _stands(placed: Placed) -> bool:
    """Whether glyphs are neither turned nor mirrored: HarfBuzz leaves out the layers of others."""
    xx, yx, xy, yy, *_ = placed.transform
    return xx > 0 and yy > 0 and abs(yx) + abs(xy) < 1e-9 * xx


def _painted(glyphs: Sequence[Placed], area: Pixels, color: RGB) -> Image.Image:
    data, width, height, stride = paint_layers(glyphs, area, color)
    painted = Image.frombytes("RGBa", (width, height), data, "raw", "BGRa", stride, -1)
    return painted.convert("RGBA")


def _lay(image: Image.Image, placed: Placed, area: Pixels, color: RGB) -> None:
    """Lays one glyph over an image as a picture, scaled and turned."""
    ink = placed.font.ink(placed.glyph)
    if ink.empty:
        return
    xx, yx, xy, yy, dx, dy = placed.transform
    # From the unit em, y down, to pixels of the area.
    to_area = Matrix(xx * EM, -yx * EM, -xy * EM, yy * EM, dx - area.left, -dy - area.top)
    across = math.hypot(to_area.a, to_area.b) * ink.width
    down = math.hypot(to_area.c, to_area.d) * ink.height
    size = (min(max(1, round(across)), _MOST_PIXELS), min(max(1, round(down)), _MOST_PIXELS))
    scaled = _picture(placed.font, placed.glyph, size, color)
    if scaled is None:
        return
    if to_area.upright and to_area.a > 0 and to_area.d > 0:
        left, top = to_area.apply(ink.left, ink.top)
        x, y = round(left), round(top)
        if x < area.width and y < area.height and x > -size[0] and y > -size[1]:
            image.alpha_composite(scaled, (max(x, 0), max(y, 0)), (max(-x, 0), max(-y, 0)))
        return
    from_pixels = Matrix(
        ink.width / size[0], 0.0, 0.0, ink.height / size[1], ink.left, ink.top
    ).then(to_area)
    back = from_pixels.inverse()
    turned = scaled.transform(
        image.size,
        Image.Transform.AFFINE,
        (back.a, back.c, back.e, back.b, back.d, back.f),
        Image.Resampling.BICUBIC,
    )
    image.alpha_composite(turned)


@lru_cache(maxsize=64)
def _picture(font: OpenFont, glyph: int, size: tuple[int, int], color: RGB) -> Image.Image | None:
    """A glyph's ink as a picture of so many pixels; None if it has none."""
    if not font.has_pictures:
        ink = font.ink(glyph)
        across, down = size[0] / (ink.width * EM), size[1] / (ink.height * EM)
        at = (across, 0.0, 0.0, down, -ink.left * EM * across, ink.top * EM * down)
        return _painted([Placed(font, glyph, at)], Pixels(0, 0, *size), color)
    data = picture_of(font, glyph)
    if not data:
        return None
    picture = Image.open(io.BytesIO(data), formats=("PNG",)).convert("RGBA")
    return picture.resize(size, Image.Resampling.LANCZOS)
