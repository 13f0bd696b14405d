"""A PDF looks like the raster: in PDFium and in Poppler, where every mark stands and how dark."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from certgen.compose import Assets, Plan, compose_varying
from certgen.elements.base import Box
from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import Fit, Outline, Shadow
from certgen.layout import PageSize
from certgen.picture_file import open_picture
from certgen.render import render
from certgen.template import Template, open_template
from tests.pdf.pages import (
    merged,
    needs_poppler,
    pdfium_image,
    plan_of,
    poppler_image,
    single,
    text_element,
)
from tests.pictures import picture_file

# Whole points, two pixels each: no reader has to round.
PAGE = PageSize(width=292.1, height=209.55)
WIDTH = 1656
# What snapping codes to whole pixels and smoothing small letters may come to.
ALIKE = 0.03
# Poppler puts letters on whole pixels up and down, quarters across; a wrong place makes 1 and more.
ALIKE_IN_POPPLER = 0.15
ARABIC = "مُحَمَّدٌ نستعلیق"

KINDS = {
    "plain": text_element(size=48),
    "several scripts": text_element("{{Name}} श्री 山田 " + ARABIC, size=36),
    "variable weight": text_element(size=48, weight=700),
    "imitated bold": text_element(size=48, font="Great Vibes", weight=700),
    "imitated italic": text_element(size=48, font="Montserrat", italic=True),
    "bold signs": text_element(ARABIC, size=48, font="Noto Sans", weight=700),
    "Nastaliq": text_element(ARABIC, size=40, font="Noto Nastaliq Urdu"),
    "outline": text_element(size=60, outline=Outline(width=2, color="#d00000")),
    "outlined signs": text_element(ARABIC, size=48, outline=Outline(width=1, color="#d00000")),
    "hard shadow": text_element(size=48, shadow=Shadow(dx=2, dy=2, blur=0)),
    "soft shadow": text_element(size=48, shadow=Shadow(dx=2, dy=2, blur=1)),
    "shadow of an outline": text_element(
        size=48, outline=Outline(width=2), shadow=Shadow(dx=1, dy=1, blur=0, color="#0000d0")
    ),
    "half opaque": text_element(size=60, opacity=0.5, outline=Outline(width=2, color="#d00000")),
    "turned": text_element(size=48, rotation=30),
    "spaced": text_element(size=36, letter_spacing=0.3),
    "wrapped": text_element("{{Name}} has done it " * 5, size=30, fit=Fit(wrap=True)),
    "rich": text_element("**{{Name}}** has *done* it", markup=True, font="Noto Serif", size=36),
    "code": CodeElement(
        id="code", name="Code", box=Box(x=50, y=50, width=80, height=80), content="{{Name}}"
    ),
    "turned code": CodeElement(
        id="code",
        name="Code",
        box=Box(x=50, y=50, width=80, height=80),
        content="{{Name}}",
        rotation=12,
        opacity=0.5,
        background="#ffff00",
    ),
    "cropped picture": PictureElement(
        id="p", name="P", box=Box(x=50, y=50, width=100, height=40), picture="seal", fit="cover"
    ),
    "turned picture": PictureElement(
        id="p",
        name="P",
        box=Box(x=50, y=50, width=100, height=80),
        picture="seal",
        rotation=-25,
        opacity=0.6,
    ),
}


def ready(kind: str) -> Plan:
    pictures = {"seal": open_picture(picture_file(120, 80, "RGBA"), "seal")}
    assets = Assets(template=pale_squares(), pictures=pictures)
    return plan_of(KINDS[kind], assets=assets, page=PAGE)


def pale_squares() -> Template:
    squares = Image.new("RGB", (276, 198), "#ffffff")
    squares.paste("#e8f4ff", (0, 0, 138, 99))
    out = io.BytesIO()
    squares.save(out, "PNG")
    return open_template(out.getvalue(), "squares")


def off(one: Image.Image, two: Image.Image) -> float:
    """The difference of ink, apart from what smoothing does, as a share of the ink there is."""
    size = one.width // 3, one.height // 3
    small = [image.resize(size, Image.Resampling.BOX).convert("L") for image in (one, two)]
    ink = sum((255 - value) * count for value, count in enumerate(small[0].histogram()))
    difference = ImageChops.difference(*small).histogram()
    return sum(value * count for value, count in enumerate(difference) if value > 24) / ink


@pytest.mark.parametrize("kind", KINDS)
def test_pdfium_draws_what_the_raster_shows(kind: str):
    plan = ready(kind)
    ours = render(plan.layout, {"Name": "Zoë Fjord"}, plan.assets, width_px=WIDTH)
    seen = pdfium_image(single(plan, {"Name": "Zoë Fjord"}), WIDTH)
    assert off(ours, seen) < ALIKE


@needs_poppler
@pytest.mark.parametrize("kind", KINDS)
def test_poppler_draws_what_pdfium_draws(kind: str):
    data = single(ready(kind), {"Name": "Zoë Fjord"})
    one, two = pdfium_image(data, WIDTH), poppler_image(data, WIDTH)
    assert off(one, two) < ALIKE_IN_POPPLER


@pytest.mark.parametrize(
    "kind", ["several scripts", "soft shadow", "half opaque", "turned picture"]
)
def test_a_merged_page_looks_like_a_single_one(kind: str):
    people = [{"Name": "Ana"}, {"Name": "Zoë Fjord"}]
    plan = ready(kind)
    file = merged(plan, people)
    for place, values in enumerate(people):
        alone = pdfium_image(single(plan, values), 600)
        assert off(alone, pdfium_image(file, 600, page=place)) == 0


def test_what_covers_what_does_not_change():
    below = text_element("{{Name}}", size=60, color="#d00000")
    above = text_element("XXXXXX", 82, size=60, color="#0000d0")
    plan = plan_of(below, above, page=PAGE)
    assert len(compose_varying(plan, {"Name": "Ana"}).artworks) == 2
    ours = render(plan.layout, {"Name": "MMMMMM"}, plan.assets, width_px=WIDTH)
    seen = pdfium_image(single(plan, {"Name": "MMMMMM"}), WIDTH)
    assert off(ours, seen) < ALIKE
