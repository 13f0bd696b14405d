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


def color_image(glyphs: Sequence[Placed], area: Pixels, color: RGB) -> Image.Image:
    """The glyphs of one font as an RGBA image of an area; `color` is for what has none."""
    if glyphs and glyphs[0].font.has_pictures:
        image = Image.new("RGBA", (area.width, area.height))
        for glyph in glyphs:
            _lay_picture(image, glyph, area)
        return image
    data, width, height, stride = paint_layers(glyphs, area, color)
    painted = Image.frombytes("RGBa", (width, height), data, "raw", "BGRa", stride, -1)
    return painted.convert("RGBA")


def _lay_picture(image: Image.Image, placed: Placed, area: Pixels) -> None:
    (ink,) = placed.font.inks((placed.glyph,))
    picture = _picture(placed.font, placed.glyph)
    if picture is None or ink.empty:
        return
    xx, yx, xy, yy, dx, dy = placed.transform
    # From the unit em, y down, to pixels of the area.
    to_area = Matrix(xx * EM, -yx * EM, -xy * EM, yy * EM, dx - area.left, -dy - area.top)
    across = math.hypot(to_area.a, to_area.b) * ink.width
    down = math.hypot(to_area.c, to_area.d) * ink.height
    size = (max(1, round(across)), max(1, round(down)))
    scaled = picture.resize(size, Image.Resampling.LANCZOS)
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
def _picture(font: OpenFont, glyph: int) -> Image.Image | None:
    data = picture_of(font, glyph)
    return Image.open(io.BytesIO(data), formats=("PNG",)).convert("RGBA") if data else None
