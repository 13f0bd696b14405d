"""HarfBuzz: opening fonts, shaping, measuring, drawing, subsetting. Its binding is used only here.

Lengths are in ems unless said otherwise; y points down, as everywhere else in certgen.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from math import inf
from typing import NamedTuple

import uharfbuzz as hb

from certgen.errors import FontError
from certgen.fontbook import FontBook
from certgen.fontref import FontRef
from certgen.geometry import EMPTY, Rect

EM = 1 << 16
"""HarfBuzz's units in an em here; finer than any font's own."""

Outline = tuple[tuple[str, tuple[float, ...]], ...]
"""Move, line, quadratic, cubic, close: "M", "L", "Q", "C" or "Z", each with its points."""

# With the axes fixed, variations need no table; colors and hinting do not belong to a document.
_DRAWING = frozenset(
    {"glyf", "loca", "gvar", "fvar", "avar", "cvar", "HVAR", "MVAR", "CFF ", "CFF2"}
    | {"head", "hhea", "hmtx", "maxp"}
)


class Shaped(NamedTuple):
    """Glyphs in visual order, one entry each; `clusters` are indexes into the text."""

    glyphs: list[int]
    clusters: list[int]
    advances: list[float]
    dx: list[float]
    dy: list[float]


class Raw(NamedTuple):
    """Rows of pixels from the bottom up, each `stride` bytes long."""

    data: bytes
    width: int
    height: int
    stride: int


_NOWHERE = Rect(inf, inf, -inf, -inf)


class _Inks(dict[int, Rect]):
    """The bounds of glyphs' ink, each asked of the font once."""

    def __init__(self, font: OpenFont) -> None:
        self.font = font

    def __missing__(self, glyph: int) -> Rect:
        found = self[glyph] = self.font.measured(glyph)
        return found


class _Edges(dict[int, Rect]):
    """The same, where what has no ink is outside of every bounds."""

    def __init__(self, inks: _Inks) -> None:
        self.inks = inks

    def __missing__(self, glyph: int) -> Rect:
        ink = self.inks[glyph]
        found = self[glyph] = _NOWHERE if ink.empty else ink
        return found


class OpenFont:
    """One font ready to shape and draw with. Immutable after creation but for its caches."""

    def __init__(self, ref: FontRef, face: hb.Face) -> None:
        self.ref = ref
        self.face = face
        self.font = hb.Font(face)
        self.font.scale = (EM, EM)
        if ref.variations:
            self.font.set_variations(dict(ref.variations))
        if ref.embolden:
            self.font.synthetic_bold = (ref.embolden, ref.embolden, False)
        if ref.slant:
            self.font.synthetic_slant = ref.slant
        extents = self.font.get_font_extents("ltr")
        self.ascent = extents.ascender / EM
        self.descent = -extents.descender / EM
        self.lean = float(self.font.get_style_value(hb.StyleTag.SLANT_RATIO))
        # Imitated bold moves glyphs aside by half of what it adds.
        self.aside = ref.embolden / 2
        self.inks = _Inks(self)
        self.edges = _Edges(self.inks)

    @cached_property
    def has_pictures(self) -> bool:
        """Whether glyphs are bitmaps (CBDT or sbix)."""
        return bool(self.face.has_color_png)

    @cached_property
    def has_layers(self) -> bool:
        """Whether glyphs are painted in colors (COLR)."""
        return bool(self.face.has_color_paint or self.face.has_color_layers)

    def has(self, char: str) -> bool:
        """Whether there is a glyph for a character."""
        return bool(self.glyph(char))

    def glyph(self, char: str) -> int:
        """The glyph for a character by itself, 0 if there is none."""
        return int(self.font.get_nominal_glyph(ord(char)) or 0)

    def has_feature(self, tag: str) -> bool:
        """Whether the font substitutes glyphs by this OpenType feature for any script."""
        return tag in self._features

    @cached_property
    def _features(self) -> frozenset[str]:
        scripts = range(len(self.face.get_table_script_tags("GSUB")))
        default = 0xFFFF
        return frozenset(
            tag for i in scripts for tag in self.face.get_language_feature_tags("GSUB", i, default)
        )

    def ink(self, glyph: int) -> Rect:
        """The bounds of one glyph's ink about its origin; empty for a space."""
        return self.inks[glyph]

    def measured(self, glyph: int) -> Rect:
        """The same, asked of the font itself."""
        extents = self.font.get_glyph_extents(glyph)
        if extents is None or not extents.width or not extents.height:
            return EMPTY
        # HarfBuzz thickens to the right and upwards; where it is drawn, that is set right.
        left = extents.x_bearing / EM - self.aside
        top = self.aside - extents.y_bearing / EM
        return Rect(left, top, left + extents.width / EM, top - extents.height / EM)

    def advance(self, glyph: int) -> float:
        """How far one glyph moves the pen."""
        return float(self.font.get_glyph_h_advance(glyph)) / EM


@lru_cache(maxsize=128)
def open_font(ref: FontRef, fonts: FontBook) -> OpenFont:
    """The font of a reference.

    Raises:
        FontError: it is not at hand, or its file is damaged.
    """
    return OpenFont(ref, _face(ref.key, ref.index, ref, fonts))


def shape(
    font: OpenFont,
    text: str,
    start: int,
    end: int,
    *,
    right_to_left: bool,
    script: str,
    language: str,
    features: dict[str, bool],
) -> Shaped:
    """Glyphs for text[start:end]; what stands around it is seen, so that letters join up to it."""
    buffer = hb.Buffer()
    buffer.add_str(text, start, end - start)
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.script = script
    buffer.language = language or "und"
    hb.shape(font.font, buffer, features)
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    return Shaped(
        [info.codepoint for info in infos],
        [info.cluster for info in infos],
        [place.x_advance / EM for place in places],
        _offsets([place.x_offset for place in places], EM, font.aside),
        _offsets([place.y_offset for place in places], -EM),
    )


def _offsets(lengths: list[int], unit: int, more: float = 0.0) -> list[float]:
    if any(lengths):
        return [length / unit + more for length in lengths]
    return [more] * len(lengths)


class Pixels(NamedTuple):
    """A rectangle of whole pixels, y down: left, top, width and height."""

    left: int
    top: int
    width: int
    height: int

    def widened(self, by: int) -> Pixels:
        """The same with so many pixels more on all four sides."""
        return Pixels(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)


class Placed(NamedTuple):
    """One glyph, and the map from its em square (y up, HarfBuzz's units) to pixels (y up)."""

    font: OpenFont
    glyph: int
    transform: tuple[float, float, float, float, float, float]


def draw_coverage(glyphs: Iterable[Placed], area: Pixels) -> Raw:
    """How much of each pixel of an area the glyphs cover, 0 to 255."""
    draw = hb.RasterDraw()
    draw.extents = _extents(area)
    for font, glyph, transform in glyphs:
        draw.transform = transform
        draw.draw_glyph(font.font, glyph)
    return _raw(draw.render())


def paint_layers(glyphs: Iterable[Placed], area: Pixels, color: tuple[int, int, int]) -> Raw:
    """Color glyphs as premultiplied BGRA; what has no color of its own takes the given one."""
    paint = hb.RasterPaint()
    paint.extents = _extents(area)
    paint.foreground = hb.Color(*color, 255)
    for font, glyph, transform in glyphs:
        paint.transform = transform
        paint.paint_glyph(font.font, glyph)
    return _raw(paint.render())


def picture_of(font: OpenFont, glyph: int) -> bytes:
    """The PNG a bitmap font has for a glyph; empty if it has none."""
    blob = hb.ot_color_glyph_get_png(font.font, glyph)
    return bytes(blob.data) if len(blob) else b""


def _extents(area: Pixels) -> hb.RasterExtents:
    return hb.RasterExtents(area.left, -area.top - area.height, area.width, area.height, 0)


def _raw(image: hb.RasterImage | None) -> Raw:
    if image is None:
        return Raw(b"", 0, 0, 0)
    extents = image.extents
    return Raw(bytes(image.buffer), extents.width, extents.height, extents.stride)


def subset_font(ref: FontRef, glyphs: Iterable[int], fonts: FontBook) -> bytes:
    """A font file with these glyphs only, under their old numbers, axes fixed where they are.

    Raises:
        FontError: the font's tables do not allow it.
    """
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    )
    return bytes(_subset(_bare_face(ref, fonts), wanted).blob.data)


@lru_cache(maxsize=32)
def _bare_face(ref: FontRef, fonts: FontBook) -> hb.Face:
    """The face with its axes fixed and only what drawing glyphs needs: quick to subset, often."""
    face = _face(ref.key, ref.index, ref, fonts)
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.DESUBROUTINIZE
        | hb.SubsetFlags.DOWNGRADE_CFF2
    )
    others = (int.from_bytes(tag.encode(), "big") for tag in face.table_tags if tag not in _DRAWING)
    wanted.drop_table_tag_set.update(others)
    if face.has_var_data:
        wanted.pin_all_axes_to_default(face)
        for axis, value in ref.variations:
            wanted.pin_axis_location(face, axis, value)
    return _subset(face, wanted)


def _subset(face: hb.Face, wanted: hb.SubsetInput) -> hb.Face:
    try:
        return hb.subset(face, wanted)
    except RuntimeError as error:
        raise FontError("A font cannot be embedded: its tables are damaged.") from error


def outline_of(font: OpenFont, glyph: int) -> Outline:
    """A glyph's outline in ems about its origin."""
    commands: list[tuple[str, tuple[float, ...]]] = []
    font.font.draw_glyph(glyph, _outline_pen(), commands)
    return tuple(commands)


@lru_cache(maxsize=1)
def _outline_pen() -> hb.DrawFuncs:
    def add(letter: str, out: list[tuple[str, tuple[float, ...]]], *at: float) -> None:
        out.append((letter, tuple(-n / EM if i % 2 else n / EM for i, n in enumerate(at))))

    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda *at: add("M", at[-1], *at[:-1]))
    pen.set_line_to_func(lambda *at: add("L", at[-1], *at[:-1]))
    pen.set_quadratic_to_func(lambda *at: add("Q", at[-1], *at[:-1]))
    pen.set_cubic_to_func(lambda *at: add("C", at[-1], *at[:-1]))
    pen.set_close_path_func(lambda out: add("Z", out))
    return pen


@lru_cache(maxsize=64)
def _face(key: str, index: int, ref: FontRef, fonts: FontBook) -> hb.Face:
    path = fonts.path(ref)
    blob = hb.Blob.from_file_path(str(path)) if path else hb.Blob(fonts.data(ref))
    face = hb.Face(blob, index)
    if not face.glyph_count:
        raise FontError(
            f"The font file {path.name if path else key} is damaged.", "Add the font again."
        )
    return face
