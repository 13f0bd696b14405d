"""JPEG: restart markers make every row of blocks stand alone (ITU-T T.81, B.2.4.4 and F.1.1.5.2).

Only the rows of blocks that a page touches are encoded, as a picture of their own with the same
tables, and take the place of the template's. The result decodes to the very pixels of encoding the
whole page.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Sequence

from PIL import Image

from certgen.compose import Page, Plan
from certgen.encode.base import Base, gray_inks, raster_base
from certgen.encode.encoder import Encoder
from certgen.encode.splicer import Splicer
from certgen.errors import RenderError
from certgen.output import Output
from certgen.render.tile import Tile, put

MAX_SIDE = 65_500
_BLOCK_ROWS = {"4:4:4": 8, "4:2:2": 8, "4:2:0": 16}
_RESTART = re.compile(rb"\xff[\xd0-\xd7]")
_RESTARTS = [bytes((0xFF, 0xD0 + count)) for count in range(8)]
_START_OF_SCAN = 0xDA
_END = b"\xff\xd9"


def jpeg_encoder(plan: Plan, output: Output) -> Encoder:
    """JPEGs of a plan; gray ones as long as nothing on a page has color."""
    base = raster_base(plan, output, gray=gray_inks(plan))
    return JpegStrips(plan, output, base)


class JpegStrips:
    """Splices touched rows of blocks into the template's. Threads may share it.

    Raises:
        RenderError: a side has more pixels than a JPEG can have.
    """

    def __init__(self, plan: Plan, output: Output, base: Base) -> None:
        if max(base.image.size) > MAX_SIDE:
            raise RenderError(
                f"A JPEG picture cannot have {base.image.width:,} × {base.image.height:,} pixels.",
                "Choose a lower resolution, or PNG.",
            )
        self._plan, self._output, self._base = plan, output, base
        height = base.image.height
        rows = 8 if base.image.mode == "L" else _BLOCK_ROWS[output.subsampling]
        self._cuts = [*range(0, height, rows), height]
        self._head, segments = self._encoded(base.image)
        self._segments = [*_marked(segments[:-1], 0), segments[-1]]
        self._splicer = Splicer(
            base, self._cuts, clean=self._clean, touched=self._touched, size=len
        )
        self._colored: JpegStrips | None = None
        self._lock = threading.Lock()

    def encode(self, page: Page) -> list[bytes]:
        """The file in pieces. Raises FontError and TemplateError as drawing does."""
        parts = self._splicer.parts(page)
        if parts is None:
            return self._in_color().encode(page)
        return [self._head, *parts, _END]

    def _in_color(self) -> JpegStrips:
        with self._lock:
            if self._colored is None:
                base = raster_base(self._plan, self._output, gray=False)
                self._colored = JpegStrips(self._plan, self._output, base)
            return self._colored

    def _clean(self, first: int, end: int) -> bytes:
        return b"".join(self._segments[first:end])

    def _touched(self, first: int, end: int, tiles: list[Tile]) -> bytes:
        top, bottom = self._cuts[first], self._cuts[end]
        strip = self._base.image.crop((0, top, self._base.image.width, bottom))
        for tile in tiles:
            put(strip, tile, (0, top))
        _, segments = self._encoded(strip)
        last = end == len(self._cuts) - 1
        marked = _marked(segments, first)
        return b"".join([*marked[:-1], segments[-1]] if last else marked)

    def _encoded(self, image: Image.Image) -> tuple[bytes, list[bytes]]:
        """Everything up to the pixels, and each row of blocks without its restart marker."""
        out = io.BytesIO()
        dpi = round(self._base.dpi)
        image.save(
            out,
            "JPEG",
            quality=self._output.quality,
            subsampling=self._output.subsampling,
            restart_marker_rows=1,
            dpi=(dpi, dpi),
        )
        data = out.getvalue()
        start = _scan_start(data)
        return data[:start], _RESTART.split(data[start : -len(_END)])


def _marked(segments: Sequence[bytes], first: int) -> list[bytes]:
    """Segments with the restart marker that follows each; `first` is the first one's number."""
    return [part + _RESTARTS[count % 8] for count, part in enumerate(segments, first)]


def _scan_start(data: bytes) -> int:
    """Where a JPEG's entropy-coded data begins: behind the header of its only scan."""
    at = 2
    while True:
        kind = data[at + 1]
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == _START_OF_SCAN:
            return at
