"""What lies beneath the ink: how well a color shows on a part of the template.

Contrast is that of WCAG 2.2: (lighter + 0.05) ÷ (darker + 0.05) of the relative luminances, from 1
(none) to 21 (black on white).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from certgen.color import luminance, rgb
from certgen.geometry import Rect, Size
from certgen.template import Template

WIDTH_PX = 800
LOW = 1.8


def contrast(one: float, other: float) -> float:
    """Of two relative luminances, from 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@dataclass(frozen=True)
class Background:
    """The template's luminance, 800 pixels wide, and where each color would be hard to see."""

    page: Size
    light: NDArray[np.float32]
    _hidden: dict[tuple[str, float], NDArray[np.int32]] = field(default_factory=dict)

    def hidden_share(self, color: str, opacity: float, area: Rect) -> float:
        """The part of an area (mm) where ink of this color has hardly any contrast, 0 to 1."""
        left, top, right, bottom = self._pixels(area)
        if right <= left or bottom <= top:
            return 0.0
        sums = self._sums(color, opacity)
        hidden = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        return float(hidden) / ((right - left) * (bottom - top))

    def mean(self, area: Rect) -> float:
        """The mean luminance of an area (mm); 1 where it is off the page."""
        left, top, right, bottom = self._pixels(area)
        part = self.light[top:bottom, left:right]
        return float(part.mean()) if part.size else 1.0

    def _pixels(self, area: Rect) -> tuple[int, int, int, int]:
        height, width = self.light.shape
        across, down = width / self.page.width, height / self.page.height
        return (
            max(0, min(width, int(area.left * across))),
            max(0, min(height, int(area.top * down))),
            max(0, min(width, int(area.right * across) + 1)),
            max(0, min(height, int(area.bottom * down) + 1)),
        )

    def _sums(self, color: str, opacity: float) -> NDArray[np.int32]:
        """Counts of hidden pixels above and to the left (a summed-area table)."""
        key = (color, opacity)
        if key not in self._hidden:
            ink = opacity * luminance(rgb(color)) + (1 - opacity) * self.light
            lighter, darker = np.maximum(ink, self.light), np.minimum(ink, self.light)
            low = (lighter + 0.05) < LOW * (darker + 0.05)
            sums = np.zeros((low.shape[0] + 1, low.shape[1] + 1), np.int32)
            sums[1:, 1:] = low.cumsum(0, dtype=np.int32).cumsum(1, dtype=np.int32)
            self._hidden[key] = sums
        return self._hidden[key]


def background(template: Template | None, page: Size) -> Background:
    """That of a template on a page; white without one.

    Raises:
        TemplateError: the template cannot be drawn.
    """
    if template is None:
        return Background(page, np.ones((8, 8), np.float32))
    pixels = np.asarray(template.image(min(WIDTH_PX, template.width_px)), np.float32) / 255
    linear = np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4)
    weights = np.array((0.2126, 0.7152, 0.0722), np.float32)
    return Background(page, (linear @ weights).astype(np.float32))
