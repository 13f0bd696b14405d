"""Colors: written `#rrggbb`, used as (red, green, blue) from 0 to 255."""

from __future__ import annotations

import re
from functools import lru_cache

RGB = tuple[int, int, int]

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def is_color(text: str) -> bool:
    """Whether this is a color as layouts hold them: `#rrggbb`."""
    return _HEX.fullmatch(text) is not None


@lru_cache(maxsize=256)
def rgb(text: str) -> RGB:
    """`#rrggbb` as three numbers from 0 to 255.

    Raises:
        ValueError: it is not written so.
    """
    if not is_color(text):
        raise ValueError(f"“{text}” is not a color written as #rrggbb")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def luminance(color: RGB) -> float:
    """Relative luminance from 0 (black) to 1 (white), as in WCAG 2.2."""

    def linear(channel: int) -> float:
        c = channel / 255
        return c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(c) for c in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """Contrast ratio from 1 to 21, as in WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
