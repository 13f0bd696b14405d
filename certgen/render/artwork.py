"""An artwork -> its tiles at a scale."""

from __future__ import annotations

from collections.abc import Iterator

from certgen.compose import Assets
from certgen.geometry import Matrix, Rect, scaling
from certgen.marks import Artwork, Mark, PictureMark, ShapeMark, TextMark
from certgen.render.picture import picture_tile
from certgen.render.tile import Tile, flattened
from certgen.text.raster import rasterize


def tiles_of(
    artwork: Artwork, scale: float, assets: Assets, clip: Rect | None = None
) -> list[Tile]:
    """What an artwork puts on a page of `scale` pixels per millimeter, back to front.

    What lies outside of `clip` (pixels) may be left out.

    Raises:
        FontError: a font of it is unknown.
        TemplateError: a picture of it is damaged.
        RenderError: a line of text is too large to be drawn.
    """
    if artwork.opacity <= 0.0:
        return []
    matrix = artwork.matrix.then(scaling(scale))
    tiles = [tile for mark in artwork.marks for tile in _tiles(mark, matrix, assets, clip)]
    if artwork.opacity >= 1.0 or not tiles:
        return tiles
    if len(tiles) == 1:
        return [tiles[0]._replace(opacity=tiles[0].opacity * artwork.opacity)]
    return [flattened(tiles, artwork.opacity)]


def _tiles(mark: Mark, matrix: Matrix, assets: Assets, clip: Rect | None) -> Iterator[Tile]:
    match mark:
        case TextMark():
            for part in rasterize(mark, matrix, assets.fonts, clip):
                color = None if part.kind == "image" else part.color
                yield Tile(part.left, part.top, part.image, color, part.opacity)
        case ShapeMark():
            from certgen.render.shape import shape_tile  # numpy: only for those who have shapes

            shape = shape_tile(mark, matrix)
            if shape is not None:
                yield shape
        case PictureMark():
            yield picture_tile(mark, matrix, assets.pictures[mark.picture])
