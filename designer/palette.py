"""The main colors of a template, offered for its texts."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image

from certgen.color import RGB, contrast
from certgen.template import Template

OFFERED = 6
_ALWAYS: tuple[RGB, ...] = ((27, 42, 65), (0, 0, 0), (255, 255, 255))
_APART = 60.0
_READABLE = 1.6


@lru_cache(maxsize=32)
def main_colors(template: Template | None) -> tuple[str, ...]:
    """Up to six colors as #rrggbb: the template's own that show on its ground, then plain ones."""
    found: list[RGB] = []
    for color in (*_own(template), *_ALWAYS):
        if all(_distance(color, other) > _APART for other in found):
            found.append(color)
    return tuple("#{:02x}{:02x}{:02x}".format(*color) for color in found[:OFFERED])


def _own(template: Template | None) -> tuple[RGB, ...]:
    if template is None:
        return ()
    small = template.image(160).quantize(24, Image.Quantize.MEDIANCUT).convert("RGB")
    counted = sorted(small.getcolors(256 * 256) or [], reverse=True)
    colors = [color for _, color in counted if isinstance(color, tuple)]
    ground = colors[0]
    return tuple(c for c in colors[1:] if contrast(c, ground) > _READABLE)[:8]


def _distance(one: RGB, other: RGB) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)
