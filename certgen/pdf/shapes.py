"""Filled shapes and pictures -> path and image operators, in the element's frame (mm, y down)."""

from __future__ import annotations

from certgen.geometry import Rect
from certgen.marks import PictureMark, ShapeMark
from certgen.pdf.syntax import fill_color, number


def filled(mark: ShapeMark) -> str:
    """The polygons as one path, so that edges shared by two leave no seam."""
    return f"{fill_color(mark.color)} {' '.join(map(_path, mark.polygons))} f"


def _path(polygon: tuple[float, ...]) -> str:
    if len(polygon) == 8:
        left, top, right, y1, x2, bottom, x3, y3 = polygon
        if (top, right, bottom, left) == (y1, x2, y3, x3):
            return f"{left:.3f} {top:.3f} {right - left:.3f} {bottom - top:.3f} re"
    points = list(zip(polygon[::2], polygon[1::2], strict=True))
    lines = " ".join(f"{x:.3f} {y:.3f} l" for x, y in points[1:])
    return f"{points[0][0]:.3f} {points[0][1]:.3f} m {lines} h"


def placed(mark: PictureMark, name: str) -> str:
    """The picture's used part over its rectangle, the rest clipped away."""
    rect, crop = mark.rect, mark.crop
    width, height = rect.width / crop.width, rect.height / crop.height
    left, top = rect.left - crop.left * width, rect.top - crop.top * height
    image = f"{placement(Rect(left, top, left + width, top + height))} /{name} Do"
    if crop == Rect(0.0, 0.0, 1.0, 1.0):
        return f"q {image} Q"
    window = " ".join(map(number, (rect.left, rect.top, rect.width, rect.height)))
    return f"q {window} re W n {image} Q"


def placement(rect: Rect) -> str:
    """The operator that lays the unit square (y up) over a rectangle (y down)."""
    width, height = number(rect.width), number(-rect.height)
    return f"{width} 0 0 {height} {number(rect.left)} {number(rect.bottom)} cm"
