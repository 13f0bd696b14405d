"""Where the lines of a fitted text stand in its box. Millimeters, y down."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from certgen.elements.text.model import TextStyle
from certgen.text.fit import Fitted
from certgen.text.line import Line
from certgen.units import pt_to_mm

_SHARES = {"left": 0.0, "top": 0.0, "center": 0.5, "middle": 0.5, "right": 1.0, "bottom": 1.0}


def placed(
    fitted: Fitted, style: TextStyle, width: float, height: float
) -> list[tuple[float, float]]:
    """Where each line's baseline starts.

    The chosen font's own height decides, not the letters that happen to be in a name, so that all
    names of a list stand on the same line. Only ink that would leave the box moves the block.
    """
    em, lines = pt_to_mm(fitted.size), fitted.lines
    if not lines:
        return []
    around = pt_to_mm(style.outline.width) if style.outline else 0.0
    ys = _baselines(fitted, style, em, height)
    above, below = lines[0].above * em, lines[-1].below * em
    down = _shift_inside(ys[0] - above - around, ys[-1] + below + around, height)
    xs = [_start(line, style, em, width) for line in lines]
    inked = [(x, line.ink) for x, line in zip(xs, lines, strict=True) if not line.ink.empty]
    if not inked:
        return [(x, y + down) for x, y in zip(xs, ys, strict=True)]
    left = min([x + ink.left * em - around for x, ink in inked])
    right = max([x + ink.right * em + around for x, ink in inked])
    across = _shift_inside(left, right, width)
    return [(x + across, y + down) for x, y in zip(xs, ys, strict=True)]


def _baselines(fitted: Fitted, style: TextStyle, em: float, height: float) -> list[float]:
    """Each line in the middle of its line height, the lines at the top, middle or bottom."""
    steps: Sequence[float] = fitted.block.pitches
    total = (style.line_height + sum(steps)) * em
    top = (height - total) * _SHARES[style.valign]
    half_leading = (style.line_height - fitted.ascent - fitted.descent) / 2
    first = half_leading + fitted.ascent
    return [top + (first + step) * em for step in accumulate(steps, initial=0.0)]


def _start(line: Line, style: TextStyle, em: float, width: float) -> float:
    align = style.align
    if align == "justify":
        align = "right" if line.right_to_left else "left"
    return (width - line.width * em) * _SHARES[align]


def _shift_inside(start: float, end: float, room: float) -> float:
    """How far to move something so that it lies between 0 and room; in the middle if it cannot."""
    if end - start > room:
        return (room - end - start) / 2
    return max(0.0, -start) - max(0.0, end - room)
