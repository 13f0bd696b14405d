"""PNG: bands of scanlines that stand alone, of which only the touched ones are made again."""

from __future__ import annotations

from functools import partial
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

import numpy as np
from PIL import Image

from certgen.cache import BoundedCache, Later
from certgen.compose import Page, Plan
from certgen.deflate import adler32, quick
from certgen.encode.base import Base, gray_inks, raster_base
from certgen.encode.encoder import Encoder
from certgen.encode.png_filter import Rows, quickly
from certgen.encode.png_format import COLOR, GRAY, adler_joined, chunk, head, tail
from certgen.encode.png_static import FINE_ROWS, Band, compress_bands, cut, kinds_of
from certgen.encode.splicer import Splicer
from certgen.output import Output
from certgen.render.tile import Tile, box_around, put

_ZONE_MARGIN = 1.0
_SUMS_KNOWN = 4096


class Part(NamedTuple):
    """IDAT chunks in pieces, and the checksum and length of the filtered rows inside."""

    pieces: tuple[bytes, ...]
    adler: int
    length: int


def png_encoder(plan: Plan, output: Output) -> Encoder:
    """PNGs of a plan; gray ones as long as nothing on a page has color."""
    return PngBands(plan, output, raster_base(plan, output, gray=gray_inks(plan)))


def _in_color(plan: Plan, output: Output) -> PngBands:
    return PngBands(plan, output, raster_base(plan, output, gray=False))


class PngBands:
    """Splices touched bands into the template's. Threads may share it."""

    def __init__(self, plan: Plan, output: Output, base: Base) -> None:
        pixels = np.asarray(base.image)
        self._pixel = 1 if base.image.mode == "L" else 3
        self._rows: Rows = pixels.reshape(len(pixels), -1)
        self._cuts = cut(base.image.height, _zones(plan, base.scale))
        bands, noisy = compress_bands(self._rows, self._pixel, self._cuts)
        self._kinds = kinds_of(bands, self._cuts)
        self._quick = quick(noisy=noisy)
        self._stock = _Stock(bands, self._cuts)
        color_type = GRAY if base.image.mode == "L" else COLOR
        self._head = head(*base.image.size, color_type, base.dpi)
        self._splicer: Splicer[Part] = Splicer(
            base,
            self._cuts,
            clean=self._stock.part,
            touched=self._touched,
            size=_size,
        )
        self._in_color = Later(partial(_in_color, plan, output))

    def encode(self, page: Page) -> list[bytes]:
        """The file in pieces. Raises FontError and TemplateError as drawing does."""
        parts = self._splicer.parts(page)
        if parts is None:
            return self._in_color.get().encode(page)
        pieces, adler = [self._head], 1
        for part in parts:
            pieces += part.pieces
            adler = adler_joined(adler, part.adler, part.length)
        return [*pieces, tail(adler)]

    def _touched(self, first: int, end: int, tiles: list[Tile]) -> Part:
        top, bottom = self._cuts[first], self._cuts[end]
        rows = self._rows[top:bottom].copy()
        self._draw(rows, top, tiles)
        filtered = quickly(rows, self._kinds[top:bottom], self._pixel)
        idat = chunk(b"IDAT", self._quick(filtered))
        return Part((idat,), adler32(filtered), filtered.size)

    def _draw(self, rows: Rows, top: int, tiles: list[Tile]) -> None:
        """Draws on the part of the rows that tiles cover; `top` is the first row's on the page."""
        pixels = rows.reshape(len(rows), -1, self._pixel)
        left, upper, right, lower = box_around(tiles)
        left, right = max(0, left), min(pixels.shape[1], right)
        upper, lower = max(top, upper), min(top + len(rows), lower)
        part = pixels[upper - top : lower - top, left:right]
        image = Image.fromarray(part[..., 0] if self._pixel == 1 else part)
        for tile in tiles:
            put(image, tile, (left, upper))
        part[:] = np.asarray(image).reshape(part.shape)


class _Stock:
    """The template's bands, joined where they are never touched, so that nothing is copied."""

    def __init__(self, bands: list[Band], cuts: list[int]) -> None:
        self._checks = [(band.adler, band.length) for band in bands]
        self._ends = [0, *accumulate(len(band.idat) for band in bands)]
        coarse = [end - start > FINE_ROWS for start, end in pairwise(cuts)]
        self._blocks: list[tuple[int, int, bytes]] = []
        for _, group in groupby(range(len(bands)), key=lambda place: coarse[place]):
            places = list(group)
            data = b"".join(bands[place].idat for place in places)
            self._blocks.append((places[0], places[-1] + 1, data))
        self._sums: BoundedCache[tuple[int, int], tuple[int, int]] = BoundedCache(_SUMS_KNOWN)

    def part(self, first: int, end: int) -> Part:
        """The bands from `first` up to and without `end`."""
        pieces = []
        for start, stop, data in self._blocks:
            if first <= start and stop <= end:
                pieces.append(data)
            elif start < end and first < stop:
                base = self._ends[start]
                wanted = self._ends[max(first, start)] - base, self._ends[min(end, stop)] - base
                pieces.append(data[slice(*wanted)])
        return Part(tuple(pieces), *self._sum(first, end))

    def _sum(self, first: int, end: int) -> tuple[int, int]:
        known = self._sums.get((first, end))
        if known is None:
            adler, length = 1, 0
            for band_adler, band_length in self._checks[first:end]:
                adler = adler_joined(adler, band_adler, band_length)
                length += band_length
            known = adler, length
            self._sums.put((first, end), known, 1)
        return known


def _size(part: Part) -> int:
    return sum(map(len, part.pieces))


def _zones(plan: Plan, scale: float) -> list[tuple[int, int]]:
    """The rows where the boxes of what varies lie. Only a guess at where ink will be."""
    boxes = [element.bounds.grown(_ZONE_MARGIN) for element in plan.varying]
    return [(int(box.top * scale), int(box.bottom * scale) + 1) for box in boxes]
