"""A code element and its merged content -> crisp rectangles. Knows nothing of pixels or pages."""

from __future__ import annotations

from functools import lru_cache

from certgen.elements.code.model import CodeElement
from certgen.geometry import Rect
from certgen.marks import Artwork, Finding, ShapeMark, artwork

Modules = tuple[bytes, ...]
"""Rows of 0 and 1."""

LIMITS = {"L": 2953, "M": 2331, "Q": 1663, "H": 1273}
"""Bytes that the largest QR code holds at each error correction level (ISO/IEC 18004, table 7)."""


class TooLongError(ValueError):
    """The content is longer than what any QR code holds."""


def code_artwork(element: CodeElement, content: str) -> Artwork:
    """The code as dark runs on its background; without marks and with a finding if it has none."""
    if not content:
        return artwork(element.id, (), element.matrix, findings=_if_empty(element))
    try:
        modules = encoded(content, element.error_correction)
    except TooLongError:
        return artwork(element.id, (), element.matrix, findings=(_too_long(element, content),))
    return artwork(
        element.id, _marks(element, modules, content), element.matrix, opacity=element.opacity
    )


@lru_cache(maxsize=256)
def encoded(content: str, error_correction: str) -> Modules:
    """The symbol without its quiet zone, dark modules 1, in the smallest version that holds it.

    Plain ASCII goes as it is; anything else as UTF-8 announced by an ECI, as the standard wants.
    Raises:
        TooLongError: no version holds that much.
    """
    # Only who has codes waits for segno and numpy to be imported.
    import segno
    from segno.encoder import DataOverflowError

    from certgen.elements.code.masking import best_masked

    plain = content.isascii()
    try:
        symbol = segno.make(
            content,
            error=error_correction,
            micro=False,
            mask=0,
            encoding=None if plain else "utf-8",
            eci=not plain,
        )
    except DataOverflowError as error:
        raise TooLongError(str(error)) from None
    return best_masked(symbol)


def _marks(element: CodeElement, modules: Modules, content: str) -> tuple[ShapeMark, ...]:
    side = min(element.box.width, element.box.height)
    left = (element.box.width - side) / 2
    top = (element.box.height - side) / 2
    whole = Rect(left, top, left + side, top + side)
    unit = side / (len(modules) + 2 * element.quiet_zone)
    margin = unit * element.quiet_zone
    dark = ShapeMark(
        polygons=_runs(modules, left + margin, top + margin, unit),
        color=element.color,
        ink=whole.grown(-margin),
        crisp=True,
        text=content,
    )
    if not element.background:
        return (dark,)
    paper = ShapeMark((_rectangle(*whole),), element.background, whole, crisp=True)
    return (paper, dark)


def _runs(modules: Modules, left: float, top: float, unit: float) -> tuple[tuple[float, ...], ...]:
    """One rectangle for each unbroken run of dark modules in a row."""
    found = []
    xs = [left + place * unit for place in range(len(modules) + 1)]
    for place, row in enumerate(modules):
        y0, y1 = top + place * unit, top + (place + 1) * unit
        start = row.find(1)
        while start >= 0:
            end = row.find(0, start)
            end = len(row) if end < 0 else end
            x0, x1 = xs[start], xs[end]
            found.append((x0, y0, x1, y0, x1, y1, x0, y1))
            start = row.find(1, end)
    return tuple(found)


def _rectangle(left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
    return (left, top, right, top, right, bottom, left, bottom)


def _if_empty(element: CodeElement) -> tuple[Finding, ...]:
    if not element.required:
        return ()
    return (
        Finding(
            kind="code-empty",
            severity="error",
            message=f"“{element.name}” has no content, so there is no code.",
            element=element.id,
        ),
    )


def _too_long(element: CodeElement, content: str) -> Finding:
    size, limit = len(content.encode()), LIMITS[element.error_correction]
    return Finding(
        kind="code-too-long",
        severity="error",
        message=(
            f"“{element.name}” has {size} bytes of content; a QR code with error correction "
            f"{element.error_correction} holds {limit}. Shorten it, or use a link."
        ),
        element=element.id,
        detail=content[:80],
    )
