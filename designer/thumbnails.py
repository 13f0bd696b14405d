"""Small pictures for the panels, made once for each content and size."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image

from certgen.picture_file import Picture


@lru_cache(maxsize=128)
def picture_thumbnail(picture: Picture, side_px: int) -> bytes:
    """A picture, whole, in the middle of a transparent square; a PNG file."""
    image = picture.image()
    scale = min(1.0, side_px / max(image.size))
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    square = Image.new("RGBA", (side_px, side_px))
    square.paste(image.resize(size), ((side_px - size[0]) // 2, (side_px - size[1]) // 2))
    out = io.BytesIO()
    square.save(out, "PNG")
    return out.getvalue()
