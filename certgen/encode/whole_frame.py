"""The plain way: every certificate drawn and encoded whole.

The twin that the tests hold the spliced files against. It is no fall-back: where a page differs in
every row, splicing comes to encoding whole as well, only quicker.
"""

from __future__ import annotations

import io
from typing import Any

from certgen.compose import Page, Plan
from certgen.encode.base import Base, raster_base
from certgen.output import Output
from certgen.render.page import draw

PNG_LEVEL = 6


class WholeFrame:
    """PNG or JPEG by Pillow alone."""

    def __init__(self, plan: Plan, output: Output, *, base: Base | None = None) -> None:
        self._base = base or raster_base(plan, output, gray=False)
        self._options = _options(output, self._base.dpi)

    def encode(self, page: Page) -> list[bytes]:
        """The file as a single piece."""
        image = self._base.image.copy()
        draw(image, page.artworks, self._base.scale, self._base.assets)
        out = io.BytesIO()
        image.save(out, **self._options)
        return [out.getvalue()]


def _options(output: Output, dpi: float) -> dict[str, Any]:
    if output.format == "png":
        return {"format": "PNG", "compress_level": PNG_LEVEL, "dpi": (dpi, dpi)}
    return {
        "format": "JPEG",
        "quality": output.quality,
        "subsampling": output.subsampling,
        "dpi": (round(dpi), round(dpi)),
    }
