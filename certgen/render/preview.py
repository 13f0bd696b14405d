"""Certificates at screen size, quickly: the template is brought to that size only once."""

from __future__ import annotations

import io

from PIL import Image

from certgen.compose import Assets, Page
from certgen.render.page import render_page

QUALITY = 88


def preview(page: Page, assets: Assets, width_px: int = 900) -> Image.Image:
    """A page `width_px` wide. Raises as `certgen.render.render_page`."""
    return render_page(page, assets, width_px=width_px)


def preview_jpeg(page: Page, assets: Assets, width_px: int = 900, quality: int = QUALITY) -> bytes:
    """The same as a JPEG file that keeps the color of letters sharp."""
    out = io.BytesIO()
    preview(page, assets, width_px).save(out, "JPEG", quality=quality, subsampling="4:4:4")
    return out.getvalue()
