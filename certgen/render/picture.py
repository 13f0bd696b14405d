"""Pictures -> tiles: scaled, turned, and kept for the next certificate."""

from __future__ import annotations

import math
from math import ceil, floor

from PIL import Image

from certgen.cache import BoundedCache
from certgen.geometry import Matrix, Rect, translation
from certgen.marks import PictureMark
from certgen.picture_file import Picture
from certgen.render.tile import Tile

_CACHE_BYTES = 96 * 2**20
_QUARTERS = {
    0: None,
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


def picture_tile(mark: PictureMark, matrix: Matrix, picture: Picture) -> Tile:
    """A mark's pixels under a map from millimeters to pixels.

    Raises:
        TemplateError: the picture is damaged.
    """
    key = (picture.digest, mark.rect, mark.crop, matrix)
    tile = _cache.get(key)
    if tile is None:
        tile = _made(mark, matrix, picture)
        _cache.put(key, tile, 4 * tile.image.width * tile.image.height)
    return tile


def _made(mark: PictureMark, matrix: Matrix, picture: Picture) -> Tile:
    turns = math.degrees(math.atan2(matrix.b, matrix.a)) / 90
    if abs(turns - round(turns)) < 1e-6:
        return _straight(mark, matrix, picture, round(turns) % 4)
    return _turned(mark, matrix, picture)


def _straight(mark: PictureMark, matrix: Matrix, picture: Picture, quarters: int) -> Tile:
    """On whole pixels, so that edges stay sharp."""
    bounds = matrix.bounds(mark.rect)
    left, top = round(bounds.left), round(bounds.top)
    width, height = max(1, round(bounds.right) - left), max(1, round(bounds.bottom) - top)
    size = (height, width) if quarters % 2 else (width, height)
    image = _scaled(picture.image(), mark.crop, size)
    turn = _QUARTERS[quarters]
    return Tile(left, top, image if turn is None else image.transpose(turn))


def _turned(mark: PictureMark, matrix: Matrix, picture: Picture) -> Tile:
    bounds = matrix.bounds(mark.rect)
    left, top = floor(bounds.left) - 1, floor(bounds.top) - 1
    size = ceil(bounds.right) + 1 - left, ceil(bounds.bottom) + 1 - top
    across = max(1.0, mark.rect.width * math.hypot(matrix.a, matrix.b))
    down = max(1.0, mark.rect.height * math.hypot(matrix.c, matrix.d))
    inner = _scaled(picture.image(), mark.crop, (round(across), round(down)))
    # A transparent rim lets the edges fade over a pixel.
    image = Image.new("RGBA", (inner.width + 2, inner.height + 2))
    image.paste(inner, (1, 1))
    from_image = translation(-1.0, -1.0).then(
        Matrix(
            mark.rect.width / inner.width,
            0.0,
            0.0,
            mark.rect.height / inner.height,
            mark.rect.left,
            mark.rect.top,
        )
    )
    back = from_image.then(matrix).then(translation(-left, -top)).inverse()
    turned = image.transform(
        size,
        Image.Transform.AFFINE,
        (back.a, back.c, back.e, back.b, back.d, back.f),
        Image.Resampling.BICUBIC,
    )
    return Tile(left, top, turned)


def _scaled(image: Image.Image, crop: Rect, size: tuple[int, int]) -> Image.Image:
    """A part of a picture (0 to 1) as RGBA of so many pixels."""
    part = (
        crop.left * image.width,
        crop.top * image.height,
        crop.right * image.width,
        crop.bottom * image.height,
    )
    smaller = size[0] <= part[2] - part[0]
    filtering = Image.Resampling.LANCZOS if smaller else Image.Resampling.BICUBIC
    return image.resize(size, filtering, box=part, reducing_gap=3.0).convert("RGBA")


_cache: BoundedCache[tuple[str, Rect, Rect, Matrix], Tile] = BoundedCache(_CACHE_BYTES)
