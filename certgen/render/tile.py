"""Tiles: what is put on an image, at whole pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from PIL import Image

from certgen.color import RGB

_PART = 128

PixelBox = tuple[int, int, int, int]
"""Left, top, right, bottom in whole pixels; the last two are outside."""


class Tile(NamedTuple):
    """An image at a pixel of the page.

    `image` is either coverage ("L") to be filled with `color`, or colors of its own ("RGBA").
    """

    left: int
    top: int
    image: Image.Image
    color: RGB | None = None
    opacity: float = 1.0

    @property
    def box(self) -> PixelBox:
        """The pixels it covers."""
        return (
            self.left,
            self.top,
            self.left + self.image.width,
            self.top + self.image.height,
        )


def put(image: Image.Image, tile: Tile, origin: tuple[int, int] = (0, 0)) -> None:
    """Blends a tile into an opaque image ("RGB" or "L") whose top left is page pixel `origin`.

    What lies outside of the image is left out. On an "L" image a color counts by its red.
    """
    at = tile.left - origin[0], tile.top - origin[1]
    mask = faded(_coverage(tile), tile.opacity)
    if tile.color is None:
        image.paste(tile.image.convert(image.mode), at, mask)
        return
    color = tile.color if image.mode == "RGB" else tile.color[0]
    for left, top, part in _inked(mask):
        place = at[0] + left, at[1] + top
        image.paste(color, (*place, *_end(place, part)), part)


def over(image: Image.Image, tile: Tile, origin: tuple[int, int]) -> None:
    """Blends a tile into an image with transparency ("RGBA")."""
    colors = tile.image.convert("RGB") if tile.color is None else None
    layer = colors or Image.new("RGB", tile.image.size, tile.color or (0, 0, 0))
    layer.putalpha(faded(_coverage(tile), tile.opacity))
    left, top = tile.left - origin[0], tile.top - origin[1]
    image.alpha_composite(layer, (max(0, left), max(0, top)), (max(0, -left), max(0, -top)))


def flattened(tiles: Sequence[Tile], opacity: float) -> Tile:
    """Tiles as a single one, so that opacity does not let one show through another."""
    left, top, right, bottom = box_around(tiles)
    group = Image.new("RGBA", (right - left, bottom - top))
    for tile in tiles:
        over(group, tile, (left, top))
    return Tile(left, top, group, None, opacity)


def box_around(tiles: Sequence[Tile]) -> PixelBox:
    """The pixels that tiles cover together; there has to be one at least."""
    boxes = [tile.box for tile in tiles]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def faded(mask: Image.Image, opacity: float) -> Image.Image:
    """Coverage times opacity."""
    return mask if opacity >= 1.0 else mask.point(_fading(opacity))


@lru_cache(maxsize=64)
def _fading(opacity: float) -> list[int]:
    return [round(level * opacity) for level in range(256)]


def _inked(mask: Image.Image) -> Iterator[tuple[int, int, Image.Image]]:
    """The parts of a wide mask that cover anything: half of a line of text is empty."""
    for left in range(0, mask.width, _PART):
        part = mask.crop((left, 0, min(left + _PART, mask.width), mask.height))
        inked = part.getbbox()
        if inked is not None:
            yield left + inked[0], inked[1], part.crop(inked)


def _coverage(tile: Tile) -> Image.Image:
    return tile.image if tile.image.mode == "L" else tile.image.getchannel("A")


def _end(at: tuple[int, int], mask: Image.Image) -> tuple[int, int]:
    return at[0] + mask.width, at[1] + mask.height
