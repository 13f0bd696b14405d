"""Small pictures for the panels, made once for each content and size."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image

from certgen.picture_file import Picture
from certgen.template import Template


@lru_cache(maxsize=64)
def template_thumbnail(template: Template, width_px: int) -> bytes:
    """A template as a JPEG file of so many pixels across."""
    return _file(template.image(min(width_px, template.width_px)), "JPEG")


@lru_cache(maxsize=128)
def picture_thumbnail(picture: Picture, side_px: int) -> bytes:
    """A picture as a PNG file, at most so many pixels wide and high."""
    image = picture.image().copy()
    image.thumbnail((side_px, side_px))
    return _file(image, "PNG")


def _file(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, quality=88)
    return out.getvalue()
