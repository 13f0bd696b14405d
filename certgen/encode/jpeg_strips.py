"""JPEG: restart markers make some blocks stand alone (ITU-T T.81, B.2.4.4 and F.1.1.5.2).

Every row of blocks is cut into a few segments of equal length. Only those that a page touches are
encoded, as a picture of their own with the same tables, and take the place of the template's. The
result decodes to the very pixels of encoding the whole page.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import partial
from itertools import chain

from PIL import Image

from certgen.cache import Later
from certgen.compose import Page, Plan
from certgen.encode.base import Base, gray_inks, raster_base
from certgen.encode.encoder import Encoder
from certgen.encode.splicer import Splicer
from certgen.errors import RenderError
from certgen.output import Output
from certgen.render.tile import Tile, box_around, put

MAX_SIDE = 65_500
_BLOCKS = {"4:4:4": (8, 8), "4:2:2": (16, 8), "4:2:0": (16, 16)}
"""Width and height of what is coded together, in pixels."""
_MOST_ACROSS = 8
"""Segments in a row: each costs four bytes or so."""
_RESTART = re.compile(rb"\xff[\xd0-\xd7]")
_RESTARTS = [bytes((0xFF, 0xD0 + count)) for count in range(8)]
_START_OF_SCAN = 0xDA
_END = b"\xff\xd9"


def jpeg_encoder(plan: Plan, output: Output) -> Encoder:
    """JPEGs of a plan; gray ones as long as nothing on a page has color."""
    base = raster_base(plan, output, gray=gray_inks(plan))
    return JpegStrips(plan, output, base)


def _in_color(plan: Plan, output: Output) -> JpegStrips:
    return JpegStrips(plan, output, raster_base(plan, output, gray=False))


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
        self._output, self._base = output, base
        width, height = base.image.size
        across, down = (8, 8) if base.image.mode == "L" else _BLOCKS[output.subsampling]
        blocks = -(-width // across)
        self._across = max(n for n in range(1, _MOST_ACROSS + 1) if blocks % n == 0)
        self._blocks = blocks // self._across
        self._step = self._blocks * across
        self._cuts = [*range(0, height, down), height]
        self._head, self._segments = self._encoded(base.image)
        self._splicer = Splicer(
            base, self._cuts, clean=self._clean, touched=self._touched, size=len
        )
        self._in_color = Later(partial(_in_color, plan, output))

    def encode(self, page: Page) -> list[bytes]:
        """The file in pieces. Raises FontError and TemplateError as drawing does."""
        parts = self._splicer.parts(page)
        if parts is None:
            return self._in_color.get().encode(page)
        return [self._head, *parts, _END]

    def _clean(self, first: int, end: int) -> bytes:
        return self._joined(first, self._segments[first * self._across : end * self._across])

    def _touched(self, first: int, end: int, tiles: list[Tile]) -> bytes:
        top, bottom = self._cuts[first], self._cuts[end]
        left, right = self._columns(tiles)
        edge = min(right * self._step, self._base.image.width)
        strip = self._base.image.crop((left * self._step, top, edge, bottom))
        for tile in tiles:
            put(strip, tile, (left * self._step, top))
        _, made = self._encoded(strip)
        across, wide, segments = self._across, right - left, []
        for row in range(first, end):
            here, done = row * across, (row - first) * wide
            segments += self._segments[here : here + left]
            segments += made[done : done + wide]
            segments += self._segments[here + right : here + across]
        return self._joined(first, segments)

    def _columns(self, tiles: list[Tile]) -> tuple[int, int]:
        """The segments of a row that tiles touch, from and up to."""
        left, _, right, _ = box_around(tiles)
        first = min(max(0, left // self._step), self._across - 1)
        return first, min(self._across, max(first + 1, -(-right // self._step)))

    def _joined(self, first: int, segments: Sequence[bytes]) -> bytes:
        """The segments of some rows, each followed by its restart marker; none ends the page."""
        number = first * self._across
        last = number + len(segments) == len(self._segments)
        marks = [_RESTARTS[(number + n) % 8] for n in range(len(segments))]
        joined = b"".join(chain.from_iterable(zip(segments, marks, strict=True)))
        return joined[: -len(_RESTARTS[0])] if last else joined

    def _encoded(self, image: Image.Image) -> tuple[bytes, list[bytes]]:
        """Everything up to the pixels, and the segments without restart markers."""
        out = io.BytesIO()
        dpi = round(self._base.dpi)
        image.save(
            out,
            "JPEG",
            quality=self._output.quality,
            subsampling=self._output.subsampling,
            restart_marker_blocks=self._blocks,
            dpi=(dpi, dpi),
        )
        data = out.getvalue()
        start = _scan_start(data)
        return data[:start], _RESTART.split(data[start : -len(_END)])


def _scan_start(data: bytes) -> int:
    """Where a JPEG's entropy-coded data begins: behind the header of its only scan."""
    at = 2
    while True:
        kind = data[at + 1]
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == _START_OF_SCAN:
            return at
