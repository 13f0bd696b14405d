"""Runs of glyphs -> how much of each pixel they cover, with or without a line around them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace
from PIL import Image, ImageChops

from certgen.fontbook import FontBook
from certgen.geometry import Matrix, scaling, translation
from certgen.marks import GlyphRun
from certgen.text.harfbuzz import EM, OpenFont, Pixels, Placed, draw_coverage, open_font
from certgen.text.raster_color import color_image

_THIN, _THICK = 5.0, 40.0
"""Outlines thinner than so many pixels are drawn twice as fine; thicker ones coarser."""
_SMALL = 120.0
"""Pixels of an em below which hairlines are about as thin as a pixel: drawn twice as fine, too."""
_ROWS_AT_ONCE = 2_000_000
"""Pixels of an outline drawn together, so that memory stays bounded."""


def placed(run: GlyphRun, font: OpenFont, origin: Matrix) -> list[Placed]:
    """The glyphs of a run where the matrix puts them."""
    # HarfBuzz thickens letters to the right and upwards; here they thicken on all sides.
    back = run.font.embolden * run.size / 2
    a, b, c, d, e, f = translation(-back, back).then(origin)
    scale = run.size / EM
    linear = (a * scale, -b * scale, -c * scale, d * scale)
    return [
        Placed(font, glyph, (*linear, a * x + c * y + e, -(b * x + d * y + f)))
        for glyph, x, y in zip(run.glyphs, run.x, run.y, strict=True)
    ]


def mask_of(runs: Sequence[GlyphRun], origin: Matrix, area: Pixels, fonts: FontBook) -> Image.Image:
    """What runs cover of an area; `origin` maps their millimeters to pixels.

    Raises:
        FontError: a font's file is gone or damaged.
    """
    plain: list[Placed] = []
    others: list[Image.Image] = []
    for bolder, group in groupby(runs, key=lambda run: run.font.embolden * run.size):
        same = list(group)
        glyphs, colored = _drawn(same, origin, fonts)
        others += [color_image(run, area, (0, 0, 0)).getchannel("A") for run in colored]
        if bolder:
            others.append(_bolder(same, glyphs, bolder * origin.scale / 2, origin, area, fonts))
        else:
            plain += glyphs
    mask = _covered(plain, area)
    for other in others:
        mask = ImageChops.lighter(mask, other)
    return mask


def outlined(
    runs: Sequence[GlyphRun], origin: Matrix, area: Pixels, fonts: FontBook, outline: float
) -> Image.Image:
    """What runs cover with a round line of so many millimeters around them.

    Raises as `mask_of` does.
    """
    radius = outline * origin.scale
    if not radius or not runs:
        return mask_of(runs, origin, area, fonts)
    whole = Image.new("L", (area.width, area.height))
    for part in _strips(area):
        strip = _outlined(runs, origin, part, fonts, radius)
        whole.paste(strip, (0, part.top - area.top))
    return whole


def _outlined(
    runs: Sequence[GlyphRun], origin: Matrix, area: Pixels, fonts: FontBook, radius: float
) -> Image.Image:
    from certgen.text.grow import grown, reach_of  # numpy: only for those who have outlines

    fine = _fineness(radius, min(run.size for run in runs) * origin.scale)
    scaled = _scaled(area, fine)
    wide = scaled.widened(reach_of(radius * fine))
    mask = grown(mask_of(runs, origin.then(scaling(fine)), wide, fonts), radius * fine)
    if fine >= 1:
        return mask.reduce(int(fine))
    left, top = area.left * fine - scaled.left, area.top * fine - scaled.top
    box = (left, top, left + area.width * fine, top + area.height * fine)
    return mask.resize((area.width, area.height), Image.Resampling.BILINEAR, box)


def _fineness(radius: float, em: float) -> float:
    """How many times finer than the page's pixels an outline is drawn."""
    if radius < _THIN or (em < _SMALL and radius < _THICK):
        return 2.0
    return 0.5 ** max(0, math.ceil(math.log2(radius / _THICK)))


def _scaled(area: Pixels, fine: float) -> Pixels:
    """An area in finer or coarser pixels; with some to spare, where those are read between."""
    spare = 0 if fine >= 1 else 2
    left, top = math.floor(area.left * fine) - spare, math.floor(area.top * fine) - spare
    right = math.ceil((area.left + area.width) * fine) + spare
    bottom = math.ceil((area.top + area.height) * fine) + spare
    return Pixels(left, top, right - left, bottom - top)


def _strips(area: Pixels) -> Iterator[Pixels]:
    rows = max(64, _ROWS_AT_ONCE // max(area.width, 1))
    for top in range(0, area.height, rows):
        height = min(rows, area.height - top)
        yield Pixels(area.left, area.top + top, area.width, height)


def _bolder(
    runs: Sequence[GlyphRun],
    thickened: list[Placed],
    by: float,
    origin: Matrix,
    area: Pixels,
    fonts: FontBook,
) -> Image.Image:
    """Thickened letters without the spikes that thickening makes of sharp corners."""
    from certgen.text.grow import within  # numpy: only for those who have no real bold

    reach = math.ceil(by + 0.5)
    lean = [replace(run, font=replace(run.font, embolden=0.0)) for run in runs]
    glyphs, _ = _drawn(lean, origin, fonts)
    return within(_covered(thickened, area), _covered(glyphs, area.widened(reach)), reach)


def _drawn(
    runs: Iterable[GlyphRun], origin: Matrix, fonts: FontBook
) -> tuple[list[Placed], list[list[Placed]]]:
    """Where the glyphs of runs are: those that are plain shapes, and those of each colored run."""
    plain: list[Placed] = []
    colored: list[list[Placed]] = []
    for run in runs:
        font = open_font(run.font, fonts)
        glyphs = placed(run, font, origin)
        if font.has_pictures or font.has_layers:
            colored.append(glyphs)
        else:
            plain += glyphs
    return plain, colored


def _covered(glyphs: Iterable[Placed], area: Pixels) -> Image.Image:
    data, width, height, stride = draw_coverage(glyphs, area)
    return Image.frombytes("L", (width, height), data, "raw", "L", stride, -1)
