"""The samples as certgen draws them; `python -m tests.text.gallery OUT.png` draws them all."""

from __future__ import annotations

import sys

from PIL import Image, ImageDraw

from certgen.elements.base import Box
from certgen.elements.text.artwork import text_artwork
from certgen.elements.text.model import Fit, TextElement, TextStyle
from certgen.fontbook import FontBook
from certgen.geometry import Rect, scaling, translation
from certgen.marks import TextMark
from certgen.text.raster import rasterize
from certgen.units import pt_to_mm
from tests.text.samples import SAMPLES, Sample

FONTS = FontBook.shipped()
PIXELS = 48
WIDTH, HEIGHT, BASELINE, MARGIN = 1100, 150, 95, 40


def mark_of(sample: Sample) -> TextMark:
    """The sample as one line."""
    style = TextStyle(
        font=sample.family, size=36, weight=sample.weight, italic=sample.italic, align="left"
    )
    element = TextElement(
        id="sample",
        name=sample.name,
        box=Box(x=0, y=0, width=2_000, height=200),
        style=style,
        fit=Fit(shrink=False),
    )
    artwork = text_artwork(element, sample.text, FONTS, sample.language)
    assert artwork.findings == (), sample.name
    (mark,) = artwork.marks
    return mark


def draw(mark: TextMark, pixels: float = PIXELS) -> Image.Image:
    """Black on white, the baseline starting at a whole pixel."""
    image = Image.new("L", (WIDTH, HEIGHT), 255)
    scale = pixels / pt_to_mm(36)
    place = translation(-mark.x, -mark.y).then(scaling(scale))
    for tile in rasterize(
        mark, place.then(translation(MARGIN, BASELINE)), FONTS, Rect(0, 0, WIDTH, HEIGHT)
    ):
        image.paste(0, (tile.left, tile.top), tile.image)
    return image


def contact_sheet() -> Image.Image:
    """Every sample below the other, with its name."""
    sheet = Image.new("L", (WIDTH + 220, HEIGHT * len(SAMPLES)), 255)
    for row, sample in enumerate(SAMPLES):
        ImageDraw.Draw(sheet).text((10, row * HEIGHT + BASELINE - 12), sample.name, fill=90)
        sheet.paste(draw(mark_of(sample)), (220, row * HEIGHT))
    return sheet


if __name__ == "__main__":
    contact_sheet().save(sys.argv[1])
