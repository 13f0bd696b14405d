"""Templates and layouts of all sorts, for holding encoders against the plain way."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
from hypothesis import strategies as st
from PIL import Image

from certgen.compose import Assets
from certgen.elements.base import Box, Condition
from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import Fit, Outline, Shadow, TextElement, TextStyle
from certgen.geometry import Size
from certgen.layout import Layout, PageSize
from certgen.picture_file import open_picture
from certgen.template import Template, open_template
from tests.pictures import picture_file

PAGE = Size(60.0, 40.0)
MODES = ("RGB", "L", "P", "1", "RGBA", "LA", "I;16", "CMYK")
GRAYS, COLORS = ("#000000", "#ffffff", "#777777"), ("#aa2211", "#1b2a41")


@lru_cache(maxsize=256)
def template(width: int, height: int, mode: str = "RGB", kind: str = "flat") -> Template:
    """A template of so many pixels on a page of 60 × 40 mm."""
    noise = np.random.default_rng(width * 7919 + height)
    if kind == "noise":
        pixels = noise.integers(0, 256, (height, width, 3), dtype=np.uint8)
    elif kind == "gray":
        pixels = np.repeat(noise.integers(0, 256, (height, width, 1), dtype=np.uint8), 3, axis=2)
    else:
        pixels = np.full((height, width, 3), (250, 240, 200), dtype=np.uint8)
        pixels[height // 3 : height // 2, width // 4 :] = (20, 90, 160)
    image = Image.fromarray(pixels)
    out = io.BytesIO()
    if mode == "I;16":
        deep = np.asarray(image.convert("L")).astype(np.uint16) * 257
        Image.fromarray(deep).save(out, "PNG")
    elif mode == "CMYK":
        image.convert("CMYK").save(out, "JPEG", quality=95)
    else:
        if mode in ("RGBA", "LA"):
            image.putalpha(Image.linear_gradient("L").resize(image.size))
        image.convert(mode).save(out, "PNG")
    return open_template(out.getvalue(), f"{mode}.png", size=PAGE)


SEAL = open_picture(picture_file(40, 30, "RGBA"), "seal")
ASSETS = Assets(pictures={"seal": SEAL})


def layout_of(*elements: TextElement | CodeElement | PictureElement) -> Layout:
    """The elements on the page that `template` has."""
    return Layout(page=PageSize(width=PAGE.width, height=PAGE.height), elements=elements)


def text(box: tuple[float, float, float, float], content: str = "{{Name}}", **other) -> TextElement:
    """A text in a box of left, top, width and height."""
    style = TextStyle(size=other.pop("size", 14.0), color=other.pop("color", "#1b2a41"))
    return TextElement(
        id=other.pop("id", "text"), name="T", box=_box(*box), content=content, style=style, **other
    )


def code(box: tuple[float, float, float, float], content: str = "{{Name}}", **other) -> CodeElement:
    """A code in a box of left, top, width and height."""
    return CodeElement(
        id=other.pop("id", "code"), name="C", box=_box(*box), content=content, **other
    )


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(x=x, y=y, width=width, height=height)


boxes = st.builds(
    _box,
    st.floats(-20, 60, width=16),
    st.floats(-20, 40, width=16),
    st.floats(1, 80, width=16),
    st.floats(1, 60, width=16),
)
colors = st.sampled_from(GRAYS + COLORS)
rotations = st.sampled_from((0.0, 0.0, 90.0, 180.0, -90.0, 33.0, 1.5))
opacities = st.sampled_from((1.0, 1.0, 0.5, 0.0, 0.03))
contents = st.sampled_from(("{{Name}}", "{{Name}}", "No. 7", ""))
styles = st.builds(
    TextStyle,
    size=st.sampled_from((6.0, 14.0, 40.0)),
    color=colors,
    outline=st.none() | st.builds(Outline, width=st.just(1.0), color=colors),
    shadow=st.none() | st.builds(Shadow, color=colors),
)


@st.composite
def elements(draw: st.DrawFn, place: int) -> TextElement | CodeElement | PictureElement:
    """Any element anywhere, partly or wholly off the page too."""
    common = {
        "id": f"e{place}",
        "name": "E",
        "box": draw(boxes),
        "rotation": draw(rotations),
        "opacity": draw(opacities),
    }
    kind = draw(st.sampled_from(("text", "text", "code", "picture")))
    if kind == "text":
        fit = Fit(min_size=4.0, wrap=draw(st.booleans()))
        return TextElement(**common, content=draw(contents), style=draw(styles), fit=fit)
    if kind == "code":
        paper = draw(st.sampled_from(("", "#ffffff", "#ffeedd")))
        return CodeElement(**common, content=draw(contents), color=draw(colors), background=paper)
    shown = draw(st.none() | st.just(Condition(column="Name", test="filled")))
    fit = draw(st.sampled_from(("contain", "cover", "stretch")))
    return PictureElement(**common, picture="seal", fit=fit, only_if=shown)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Up to five elements."""
    return layout_of(*(draw(elements(place)) for place in range(draw(st.integers(0, 5)))))


templates = st.builds(
    template,
    st.sampled_from((1, 7, 60, 130, 256)),
    st.sampled_from((1, 8, 40, 97)),
    st.sampled_from(MODES),
    st.sampled_from(("flat", "noise", "gray")),
)
