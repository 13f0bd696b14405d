"""Certificates at screen size, quickly: the template is brought to that size only once."""

from __future__ import annotations

import io

from PIL import Image

from certgen.compose import Assets, Values
from certgen.layout import Layout
from certgen.render.page import render

QUALITY = 88


def preview(layout: Layout, values: Values, assets: Assets, width_px: int = 900) -> Image.Image:
    """One certificate `width_px` wide. Raises as `render`."""
    return render(layout, values, assets, width_px=width_px)


def preview_jpeg(layout: Layout, values: Values, assets: Assets, width_px: int = 900) -> bytes:
    """The same as a JPEG file, whose letters keep their color sharp. Raises as `render`."""
    out = io.BytesIO()
    preview(layout, values, assets, width_px).save(
        out, "JPEG", quality=QUALITY, subsampling="4:4:4"
    )
    return out.getvalue()
