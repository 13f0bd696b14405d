"""What lies beneath every certificate of a batch, drawn once."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageChops

from certgen.color import rgb
from certgen.compose import Assets, Plan
from certgen.elements.code.model import CodeElement
from certgen.elements.text.model import TextElement
from certgen.layout import Element
from certgen.output import Output
from certgen.render.page import draw, page_image, page_pixels
from certgen.units import dpi_of


@dataclass(frozen=True, slots=True)
class Base:
    """The template with all that never changes on it; "RGB", or "L" where all of it is gray.

    `scale` is in pixels per millimeter. The image is not to be drawn on.
    """

    image: Image.Image
    scale: float
    assets: Assets

    @property
    def dpi(self) -> float:
        """Its resolution in dots per inch."""
        return dpi_of(self.scale)


def raster_base(plan: Plan, output: Output, *, gray: bool) -> Base:
    """The plan's base at the output's resolution; with `gray` as "L" if nothing is lost by it.

    Raises:
        TemplateError: the template or a picture is damaged.
        RenderError: more pixels than a page can have.
    """
    pixels = page_pixels(plan.size, plan.assets, dpi=output.dpi)
    image = page_image(plan.assets, pixels)
    if plan.base:
        image = image.copy()
        draw(image, plan.base, pixels.scale, plan.assets)
    if gray and is_gray(image):
        image = image.getchannel(0)
    return Base(image, pixels.scale, plan.assets)


def is_gray(image: Image.Image) -> bool:
    """Whether an RGB image has no color anywhere."""
    small = image.resize((min(64, image.width), min(64, image.height)), Image.Resampling.NEAREST)
    return _colorless(small) and _colorless(image)


def gray_inks(plan: Plan) -> bool:
    """Whether what varies is meant to be gray. An emoji or a picture may still turn out colored."""
    return all(_is_gray_color(color) for element in plan.varying for color in _colors(element))


def _colorless(image: Image.Image) -> bool:
    red, green, blue = image.split()[:3]
    return not any(ImageChops.difference(red, other).getbbox() for other in (green, blue))


def _is_gray_color(color: str) -> bool:
    return len(set(rgb(color))) == 1


def _colors(element: Element) -> tuple[str, ...]:
    match element:
        case TextElement(style=style):
            outline = (style.outline.color,) if style.outline else ()
            shadow = (style.shadow.color,) if style.shadow else ()
            return (style.color, *outline, *shadow)
        case CodeElement(background=""):
            return (element.color,)
        case CodeElement():
            return (element.color, element.background)
    return ()
