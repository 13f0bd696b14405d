"""The peers' ways of making pictures. They run where there is no certgen."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path

from certificates import SERIF, fields
from PIL import Image, ImageDraw, ImageFont

Person = dict[str, str]
Make = Callable[[Person], Iterable[bytes]]


def usual(path: Path, **options: object) -> Make:
    """The script that everybody writes: open, shrink the font until it fits, draw, save."""

    def make(person: Person) -> Iterable[bytes]:
        image = Image.open(path).convert("RGB")
        for column, x, y, width, size, color in fields(image.width):
            size = int(size)
            while size > 8:
                font = ImageFont.truetype(SERIF, size)
                if font.getlength(person[column]) <= width:
                    break
                size -= 2
            draw = ImageDraw.Draw(image)
            draw.text((x, y), person[column], font=font, fill=color, anchor="mm")
        return [saved(image, **options)]

    return make


def tuned(path: Path, **options: object) -> Make:
    """The best that Pillow gives: template and fonts kept, sizes worked out, fast settings."""
    base = Image.open(path).convert("RGB")
    return lambda person: [saved(drawn(base, person), **options)]


def opencv(path: Path, *, suffix: str, flags: tuple[int, ...] = ()) -> Make:
    import cv2
    import numpy as np

    cv2.setNumThreads(1)
    base = Image.open(path).convert("RGB")

    def make(person: Person) -> Iterable[bytes]:
        pixels = np.asarray(drawn(base, person))[:, :, ::-1]
        return [cv2.imencode(suffix, pixels, flags)[1].tobytes()]

    return make


def simplejpeg(path: Path) -> Make:
    import numpy as np
    import simplejpeg

    base = Image.open(path).convert("RGB")

    def make(person: Person) -> Iterable[bytes]:
        pixels = np.asarray(drawn(base, person))
        return [simplejpeg.encode_jpeg(pixels, 90, colorspace="RGB", colorsubsampling="420")]

    return make


def libvips(path: Path, *, save: str, **options: int) -> Make:
    import pyvips

    pyvips.cache_set_max(0)
    base = pyvips.Image.new_from_file(str(path)).copy_memory()

    def make(person: Person) -> Iterable[bytes]:
        image = base
        for column, x, y, width, size, color in fields(base.width):
            font = fitting(person[column], width, int(size))
            words = {"font": f"EB Garamond {font.size}", "fontfile": str(SERIF), "dpi": 72}
            letters = pyvips.Image.text(person[column], **words)
            ink = letters.new_from_image(list(color)).copy(interpretation="srgb")
            at = {"x": int(x - letters.width / 2), "y": int(y - letters.height / 2)}
            image = image.composite2(ink.bandjoin(letters), "over", **at)
        flat = image.flatten() if image.hasalpha() else image
        return [getattr(flat.cast("uchar"), save)(**options)]

    return make


def drawn(base: Image.Image, person: Person) -> Image.Image:
    """A copy of the template with the fields on it."""
    image = base.copy()
    draw = ImageDraw.Draw(image)
    for column, x, y, width, size, color in fields(image.width):
        font = fitting(person[column], width, int(size))
        draw.text((x, y), person[column], font=font, fill=color, anchor="mm")
    return image


def saved(image: Image.Image, **options: object) -> bytes:
    """The image as a file."""
    out = io.BytesIO()
    image.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


@cache
def font_of(size: int) -> ImageFont.FreeTypeFont:
    """The font, kept open."""
    return ImageFont.truetype(SERIF, size)


def fitting(text: str, width: float, size: int) -> ImageFont.FreeTypeFont:
    """The font at the size, or as much smaller as the width asks for."""
    length = font_of(size).getlength(text)
    return font_of(size if length <= width else int(size * width / length))


PNG = {
    "usual script": partial(usual, format="PNG"),
    "Pillow, tuned": partial(tuned, format="PNG", compress_level=1),
    "OpenCV": partial(opencv, suffix=".png"),
    "libvips": partial(libvips, save="pngsave_buffer", compression=1),
}
JPEG = {
    "usual script": partial(usual, format="JPEG"),
    "Pillow, tuned": partial(tuned, format="JPEG", quality=90),
    "OpenCV": partial(opencv, suffix=".jpg", flags=(1, 90)),
    "simplejpeg": simplejpeg,
    "libvips": partial(libvips, save="jpegsave_buffer", Q=90),
}
