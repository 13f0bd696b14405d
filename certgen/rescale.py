"""A layout moved to a page of another size: everything stays where it was, in proportion."""

from __future__ import annotations

from typing import Any

import msgspec

from certgen.elements.base import Box
from certgen.elements.text.model import Fit, Outline, Shadow, TextElement, TextStyle
from certgen.geometry import Size
from certgen.layout import Element, Layout, PageSize

_SMALLEST_MM = 0.1
_TYPE_PT = (0.5, 2000.0)
_OUTLINE_PT = (0.0, 50.0)
_SHADOW_MM = (-10_000.0, 10_000.0)
_BLUR_MM = (0.0, 20.0)


def rescaled(layout: Layout, page: Size) -> Layout:
    """The same design on a page of so many millimeters.

    Middles keep their place in proportion to the page. Letters, codes and pictures grow by the
    smaller of the two ratios, so that nothing is distorted or runs into its neighbor; upright
    texts take all the width that the page gives.
    """
    across, down = page.width / layout.page.width, page.height / layout.page.height
    if across == down == 1.0:
        return layout
    elements = tuple(_rescaled(element, across, down) for element in layout.elements)
    return msgspec.structs.replace(
        layout, page=PageSize(width=page.width, height=page.height), elements=elements
    )


def _rescaled(element: Element, across: float, down: float) -> Element:
    factor = min(across, down)
    if not isinstance(element, TextElement):
        return msgspec.structs.replace(element, box=_box(element.box, across, down, factor, factor))
    upright = element.rotation % 180.0 == 0.0
    width, height = (across, down) if upright else (factor, factor)
    return msgspec.structs.replace(
        element,
        box=_box(element.box, across, down, width, height),
        style=_style(element.style, factor),
        fit=_fit(element.fit, factor),
    )


def _box(box: Box, across: float, down: float, width: float, height: float) -> Box:
    """Its middle moved with the page, its sides with their own factors."""
    x, y = box.center[0] * across, box.center[1] * down
    wide, high = max(_SMALLEST_MM, box.width * width), max(_SMALLEST_MM, box.height * height)
    return Box(
        x=round(x - wide / 2, 2),
        y=round(y - high / 2, 2),
        width=round(wide, 2),
        height=round(high, 2),
    )


def _style(style: TextStyle, factor: float) -> TextStyle:
    changes: dict[str, Any] = {"size": _times(style.size, factor, _TYPE_PT)}
    if style.outline is not None:
        changes["outline"] = _outline(style.outline, factor)
    if style.shadow is not None:
        changes["shadow"] = _shadow(style.shadow, factor)
    return msgspec.structs.replace(style, **changes)


def _fit(fit: Fit, factor: float) -> Fit:
    return msgspec.structs.replace(fit, min_size=_times(fit.min_size, factor, _TYPE_PT))


def _outline(outline: Outline, factor: float) -> Outline:
    return msgspec.structs.replace(outline, width=_times(outline.width, factor, _OUTLINE_PT))


def _shadow(shadow: Shadow, factor: float) -> Shadow:
    return msgspec.structs.replace(
        shadow,
        dx=_times(shadow.dx, factor, _SHADOW_MM),
        dy=_times(shadow.dy, factor, _SHADOW_MM),
        blur=_times(shadow.blur, factor, _BLUR_MM),
    )


def _times(value: float, factor: float, limits: tuple[float, float]) -> float:
    low, high = limits
    return min(high, max(low, round(value * factor, 2)))
