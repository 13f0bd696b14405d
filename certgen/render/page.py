"""The plain path: a whole page as one image. What every faster path has to equal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PIL import Image

from certgen.compose import Assets, Page, Values, compose
from certgen.errors import RenderError
from certgen.geometry import Rect, Size
from certgen.layout import Layout
from certgen.marks import Artwork
from certgen.render.artwork import tiles_of
from certgen.render.tile import put
from certgen.units import px_per_mm

USUAL_DPI = 300.0
MAX_PIXELS = 120_000_000
MAX_PDF_PIXELS = 60_000_000
_ROUNDED = 0.005


class Pixels(NamedTuple):
    """A page in pixels, and how many of them go to a millimeter."""

    width: int
    height: int
    scale: float


def render(
    layout: Layout, values: Values, assets: Assets, *, dpi: float = 0.0, width_px: int | None = None
) -> Image.Image:
    """One certificate as an RGB image, as wide as asked for or at a resolution.

    Without either it has the template's own pixels, 300 dots per inch where there are none.

    Raises:
        LayoutError: a placeholder names a column that is not among the values.
        FontError: an element's font is unknown.
        TemplateError: the template or a picture is damaged.
        RenderError: more pixels than a page can have.
    """
    return render_page(compose(layout, values, assets), assets, dpi=dpi, width_px=width_px)


def render_page(
    page: Page, assets: Assets, *, dpi: float = 0.0, width_px: int | None = None
) -> Image.Image:
    """A composed page as `render` draws it.

    Raises:
        FontError: a font is unknown.
        TemplateError: the template or a picture is damaged.
        RenderError: more pixels than a page can have.
    """
    pixels = page_pixels(page.size, assets, dpi=dpi, width_px=width_px)
    image = page_image(assets, pixels).copy()
    draw(image, page.artworks, pixels.scale, assets)
    return image


def draw(
    image: Image.Image,
    artworks: Iterable[Artwork],
    scale: float,
    assets: Assets,
    origin: tuple[int, int] = (0, 0),
) -> None:
    """Draws artworks on an RGB or gray image whose top left is pixel `origin` of the page.

    `scale` is in pixels per millimeter. Raises FontError and TemplateError as `render`.
    """
    left, top = origin
    area = Rect(left, top, left + image.width, top + image.height)
    for artwork in artworks:
        for tile in tiles_of(artwork, scale, assets, area):
            put(image, tile, origin)


def page_pixels(
    size: Size, assets: Assets, *, dpi: float = 0.0, width_px: int | None = None
) -> Pixels:
    """How many pixels a page of `size` millimeters has.

    Raises:
        RenderError: more than can be drawn.
    """
    template = assets.template
    if width_px is not None:
        width = width_px
    elif dpi > 0:
        width = round(size.width * px_per_mm(dpi))
    else:
        usual = round(size.width * px_per_mm(USUAL_DPI))
        width = template.width_px if template is not None else usual
    width = max(1, width)
    height = width * size.height / size.width
    if template is not None:
        own = width * template.height_px / template.width_px
        # A template's own pixels are kept where paper sizes are but rounded; else it is stretched.
        height = own if abs(own - height) <= _ROUNDED * height else height
    pixels = Pixels(width, max(1, round(height)), width / size.width)
    limit = MAX_PDF_PIXELS if template is not None and template.is_pdf else MAX_PIXELS
    if pixels.width * pixels.height > limit:
        raise RenderError(
            f"The page would have {pixels.width:,} × {pixels.height:,} pixels.",
            "Choose a lower resolution: 300 dots per inch is what printers use.",
        )
    return pixels


def page_image(assets: Assets, pixels: Pixels) -> Image.Image:
    """The template at that size, or white paper. Shared: copy it before drawing on it.

    Raises:
        TemplateError: the template is damaged.
    """
    if assets.template is None:
        return Image.new("RGB", (pixels.width, pixels.height), "#ffffff")
    return assets.template.image(pixels.width, pixels.height)
