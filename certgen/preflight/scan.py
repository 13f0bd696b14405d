"""Whether a code can be read from the finished page, with everything that lies over and under it.

Needs zxing-cpp (`pip install certgen[scan]`; the designer's requirements have it). Where it is not
installed, codes are judged by their size and contrast alone, and the preflight says so.
"""

from __future__ import annotations

from importlib.util import find_spec

from certgen.compose import Assets, Values, compose
from certgen.geometry import Rect
from certgen.layout import Layout
from certgen.render.page import draw, page_image, page_pixels

_PIXELS_PER_MODULE = 5
_WIDEST_PX = 6_000


def can_scan() -> bool:
    """Whether there is something to read codes with."""
    return find_spec("zxingcpp") is not None


def scans(
    layout: Layout, values: Values, assets: Assets, *, area: Rect, module: float, content: str
) -> bool:
    """Whether the code in `area`, with modules of so many millimeters, is read as `content`.

    Raises:
        CertgenError: the page cannot be rendered.
    """
    import zxingcpp

    page = compose(layout, values, assets)
    width = round(_PIXELS_PER_MODULE * page.size.width / module)
    pixels = page_pixels(page.size, assets, width_px=min(width, _WIDEST_PX))
    left, top = (max(0, int(edge * pixels.scale)) for edge in (area.left, area.top))
    right, bottom = (int(edge * pixels.scale) + 1 for edge in (area.right, area.bottom))
    part = page_image(assets, pixels).crop(
        (left, top, min(pixels.width, right), min(pixels.height, bottom))
    )
    draw(part, page.artworks, pixels.scale, assets, (left, top))
    return any(code.text == content for code in zxingcpp.read_barcodes(part))
