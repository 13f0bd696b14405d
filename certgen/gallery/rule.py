"""The line to sign on, as a picture: it can be moved, removed and recolored like any other."""

from __future__ import annotations

import io

from PIL import Image

from certgen.picture_file import Picture, open_picture

# Fine enough for 75 mm at 300 dpi, so that no warning of coarse pictures is due.
PIXELS = (900, 4)


def rule_picture(name: str, color: str) -> Picture:
    """A bar of one color."""
    out = io.BytesIO()
    Image.new("RGB", PIXELS, color).save(out, "PNG", optimize=True)
    return open_picture(out.getvalue(), name)
