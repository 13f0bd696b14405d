"""Which rows of the base a page touches, and which touched rows were encoded before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from certgen.cache import BoundedCache
from certgen.compose import Page
from certgen.encode.base import Base, is_gray
from certgen.geometry import Rect
from certgen.marks import Artwork, weight
from certgen.render.artwork import tiles_of
from certgen.render.tile import Tile, box_around

_PART = TypeVar("_PART")

_ARTWORKS_BYTES = 8 * 2**20
_PARTS_BYTES = 48 * 2**20


class Touch(NamedTuple):
    """The rows an artwork inks, from `top` up to and without `bottom`; none if they are equal."""

    top: int
    bottom: int
    gray: bool


class Span(NamedTuple):
    """Neighboring units of the base that are touched together, and by what, back to front."""

    first: int
    end: int
    artworks: tuple[Artwork, ...]


@dataclass(slots=True)
class _Seen:
    """A page being encoded: what each artwork touches, and tiles that were made to find out."""

    touches: list[tuple[Artwork, Touch]]
    tiles: dict[int, list[Tile]]


class Splicer(Generic[_PART]):
    """Turns a page into parts: clean ones of the base and touched ones made for it.

    The base is cut into units at the rows `cuts` (0 first, the height last). `clean` gives the part
    for some neighboring units as they are, `touched` encodes them with tiles on them, `size` is a
    part's size in bytes. A page with color on a gray base has no parts.
    """

    def __init__(
        self,
        base: Base,
        cuts: Sequence[int],
        *,
        clean: Callable[[int, int], _PART],
        touched: Callable[[int, int, list[Tile]], _PART],
        size: Callable[[_PART], int],
    ) -> None:
        # Not the image: whoever needs its pixels keeps them in the form that it needs.
        self._gray, self._size_px = base.image.mode == "L", base.image.size
        self._scale, self._assets = base.scale, base.assets
        self._page = Rect(0.0, 0.0, *map(float, base.image.size))
        self._cuts = cuts
        self._clean, self._touched, self._size = clean, touched, size
        self._known: BoundedCache[Artwork, Touch] = BoundedCache(_ARTWORKS_BYTES)
        self._parts: BoundedCache[Span, _PART] = BoundedCache(_PARTS_BYTES)

    def parts(self, page: Page) -> list[_PART] | None:
        """The page's parts from top to bottom; None if it needs color and the base has none."""
        seen = self._seen(page)
        if self._gray and not all(touch.gray for _, touch in seen.touches):
            return None
        return list(self._spliced(seen))

    def _spliced(self, seen: _Seen) -> Iterator[_PART]:
        at, last = 0, len(self._cuts) - 1
        for span in spans([(a, t.top, t.bottom) for a, t in seen.touches], self._cuts):
            if span.first > at:
                yield self._clean(at, span.first)
            yield self._part(span, seen)
            at = span.end
        if at < last:
            yield self._clean(at, last)

    def _part(self, span: Span, seen: _Seen) -> _PART:
        part = self._parts.get(span)
        if part is None:
            tiles = [tile for a in span.artworks for tile in self._tiles(a, seen)]
            part = self._touched(span.first, span.end, tiles)
            self._parts.put(span, part, self._size(part) + sum(map(weight, span.artworks)))
        return part

    def _seen(self, page: Page) -> _Seen:
        seen = _Seen([], {})
        for artwork in page.artworks:
            touch = self._known.get(artwork)
            if touch is None:
                touch = _touch(self._tiles(artwork, seen), *self._size_px)
                self._known.put(artwork, touch, weight(artwork))
            if touch.top < touch.bottom:
                seen.touches.append((artwork, touch))
        return seen

    def _tiles(self, artwork: Artwork, seen: _Seen) -> list[Tile]:
        tiles = seen.tiles.get(id(artwork))
        if tiles is None:
            tiles = tiles_of(artwork, self._scale, self._assets, self._page)
            seen.tiles[id(artwork)] = tiles
        return tiles


def spans(touches: Sequence[tuple[Artwork, int, int]], cuts: Sequence[int]) -> list[Span]:
    """Rows touched -> units touched, those that share a unit as one, from top to bottom."""
    found: list[tuple[int, int, list[int]]] = []
    units = [
        (bisect_right(cuts, top) - 1, bisect_left(cuts, bottom), place)
        for place, (_, top, bottom) in enumerate(touches)
    ]
    for first, end, place in sorted(units):
        if found and first < found[-1][1]:
            before = found[-1]
            found[-1] = (before[0], max(before[1], end), [*before[2], place])
        else:
            found.append((first, end, [place]))
    return [
        Span(first, end, tuple(touches[place][0] for place in sorted(places)))
        for first, end, places in found
    ]


def _touch(tiles: list[Tile], width: int, height: int) -> Touch:
    if not tiles:
        return Touch(0, 0, True)
    left, top, right, bottom = box_around(tiles)
    if right <= 0 or left >= width:
        return Touch(0, 0, True)
    return Touch(max(0, top), min(height, bottom), all(_is_gray_tile(t) for t in tiles))


def _is_gray_tile(tile: Tile) -> bool:
    if tile.color is None:
        return is_gray(tile.image)
    return len(set(tile.color)) == 1
