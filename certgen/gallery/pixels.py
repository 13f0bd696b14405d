"""Paths as pictures with a transparent ground, for what has to be a PNG: signatures and logos."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from PIL import Image, ImageDraw

from certgen.color import rgb
from certgen.gallery.path import Path, Point, flattened, smooth
from certgen.geometry import Size

OVERSAMPLED = 4
CURVE_STEPS = 32
PIXELS_PER_MM = 16.0
# In pixels before they are reduced: the thinnest pen is three times as wide, and no step shows.
PEN_STEP = 3.0


class Canvas:
    """A transparent picture of `size` millimeters to paint on; edges come out smooth."""

    def __init__(self, size: Size, color: str) -> None:
        self._scale = PIXELS_PER_MM * OVERSAMPLED
        self._size = round(size.width * self._scale), round(size.height * self._scale)
        # A byte says which color a pixel has: a quarter of the work of painting the colors. Clear
        # pixels, 0, have the picture's color too, or a fringe of another would show at edges.
        self._clear = rgb(color)
        self._inks: dict[tuple[int, int, int], int] = {}
        self._image = Image.new("L", self._size, 0)
        self._draw = ImageDraw.Draw(self._image)

    def fill(self, path: Path, color: str) -> None:
        """Fills each outline of a path by itself."""
        ink = self._ink(color)
        for outline in flattened(path, CURVE_STEPS):
            points = [(x * self._scale, y * self._scale) for x, y in outline]
            self._draw.polygon(points, fill=ink)

    def write(self, points: Sequence[Point], widths: Sequence[float], color: str) -> None:
        """A pen stroke through points, as wide at each as said."""
        ink = self._ink(color)
        for (x, y), width in _stroke(points, widths, self._scale):
            radius = width * self._scale / 2
            x, y = x * self._scale, y * self._scale
            box = (x - radius, y - radius, x + radius, y + radius)
            self._draw.ellipse(box, fill=ink)

    def png(self) -> bytes:
        """The picture as a PNG file."""
        # Each channel by itself: no color bleeds, as clear pixels have the picture's own.
        colors = ((*self._clear, 0), *((*ink, 255) for ink in self._inks))
        channels = zip(*colors, strict=True)
        small = Image.merge("RGBA", [self._reduced(levels) for levels in channels])
        out = io.BytesIO()
        dpi = PIXELS_PER_MM * 25.4
        small.save(out, "PNG", compress_level=6, dpi=(dpi, dpi))
        return out.getvalue()

    def _ink(self, color: str) -> int:
        return self._inks.setdefault(rgb(color), len(self._inks) + 1)

    def _reduced(self, levels: Sequence[int]) -> Image.Image:
        """One channel of the finished picture, from what each of the colors has of it."""
        if len(set(levels)) == 1:
            return Image.new("L", [-(-side // OVERSAMPLED) for side in self._size], levels[0])
        table = [*levels, *(256 - len(levels)) * [0]]
        return self._image.point(table).reduce(OVERSAMPLED)


def _stroke(
    points: Sequence[Point], widths: Sequence[float], scale: float
) -> Iterable[tuple[Point, float]]:
    """Places of the pen close enough together to look like one stroke."""
    steps = 24
    (outline,) = flattened(smooth(points), steps)
    for i, (a, b) in enumerate(pairwise(outline)):
        share = i / steps
        at = int(share)
        part = share - at
        width = widths[at] + (widths[min(at + 1, len(widths) - 1)] - widths[at]) * part
        gaps = max(1, math.ceil(math.dist(a, b) * scale / PEN_STEP))
        for gap in range(gaps):
            t = gap / gaps
            yield (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t), width
