"""Units of length, and the only place where one becomes another.

Boxes are in millimeters, type in points (1/72 inch), pixels exist only at the canvas and the
rasterizer.
"""

from __future__ import annotations

MM_PER_INCH = 25.4
PT_PER_INCH = 72.0

SHEET_PAPERS = {
    "A4": (210.0, 297.0),
    "Letter": (215.9, 279.4),
    "A3": (297.0, 420.0),
    "Tabloid": (279.4, 431.8),
}
"""Papers that printers take, upright: width and height in millimeters."""


def pt_to_mm(points: float) -> float:
    """Points to millimeters."""
    return points * MM_PER_INCH / PT_PER_INCH


def mm_to_pt(millimeters: float) -> float:
    """Millimeters to points."""
    return millimeters * PT_PER_INCH / MM_PER_INCH


def px_per_mm(dpi: float) -> float:
    """Pixels per millimeter at a resolution in dots per inch."""
    return dpi / MM_PER_INCH


def dpi_of(pixels_per_mm: float) -> float:
    """Resolution in dots per inch of so many pixels per millimeter."""
    return pixels_per_mm * MM_PER_INCH
