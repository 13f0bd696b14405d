"""What PDF cannot draw as text: soft shadows and glyphs in colors, as small pictures."""

from __future__ import annotations

import msgspec

from certgen.color import rgb
from certgen.geometry import Rect, scaling
from certgen.marks import GlyphRun, TextMark
from certgen.pdf.picture import embedded_image, embedded_mask
from certgen.pdf.resources import Resources
from certgen.pdf.shapes import placement
from certgen.text.raster import Tile, rasterize
from certgen.units import px_per_mm

GLYPH_DPI = 400
# So many pixels to the softness of a shadow: finer ones would not be seen.
_PIXELS_IN_BLUR = 4.0
_FINEST = px_per_mm(300)


def soft_shadow(mark: TextMark, resources: Resources) -> str:
    """The operators of a line's blurred shadow."""
    scale = min(_PIXELS_IN_BLUR / mark.blur, _FINEST)
    first = next(rasterize(mark, scaling(scale), resources.fonts.book), None)
    if first is None:
        return ""
    image = embedded_mask(first.image, rgb(mark.shadow_color)).put(resources.writer)
    state = resources.opacity(mark.shadow_opacity)
    return f"q /{state} gs {_placed(first, scale)} /{resources.object(image)} Do Q"


def colored_outline(run: GlyphRun, mark: TextMark, resources: Resources) -> str:
    """The operators of the line around a run of glyphs in colors."""
    scale = px_per_mm(GLYPH_DPI)
    alone = msgspec.structs.replace(mark, runs=(run,), shadow=None)
    first = next(rasterize(alone, scaling(scale), resources.fonts.book), None)
    if first is None:
        return ""
    image = embedded_mask(first.image, first.color).put(resources.writer)
    return f"q {_placed(first, scale)} /{resources.object(image)} Do Q"


def colored_glyphs(run: GlyphRun, mark: TextMark, resources: Resources) -> str:
    """The operators of a run of glyphs in colors."""
    scale = px_per_mm(GLYPH_DPI)
    alone = msgspec.structs.replace(mark, runs=(run,), outline=0.0, shadow=None)
    parts = []
    for tile in rasterize(alone, scaling(scale), resources.fonts.book):
        image = embedded_image(tile.image).put(resources.writer)
        parts.append(f"q {_placed(tile, scale)} /{resources.object(image)} Do Q")
    return " ".join(parts)


def _placed(tile: Tile, scale: float) -> str:
    left, top = tile.left / scale, tile.top / scale
    right, bottom = left + tile.image.width / scale, top + tile.image.height / scale
    return placement(Rect(left, top, right, bottom))
