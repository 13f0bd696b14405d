"""One font as PDF wants it: widths, the compressed subset, and what a descriptor says of it."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from certgen.deflate import crc32
from certgen.fontbook import FontBook
from certgen.fontref import FontRef
from certgen.pdf.flate import Flate
from certgen.pdf.syntax import number, numbers, stream
from certgen.pdf.truetype import TrueType, sfnt_tables
from certgen.text.embed import advance, subset
from certgen.text.harfbuzz import open_font

_SYMBOLIC = 4
_LETTERS = str.maketrans("0123456789", "GHIJKLMNOP")


@dataclass(frozen=True, slots=True)
class FontProgram:
    """An embedded font: its stream, the key it stands under, and the descriptor without it."""

    file: bytes
    key: str
    subtype: str
    name: str
    descriptor: str


class Widths(dict[int, float]):
    """Advances in thousandths of an em, as files say them, each asked of the font once."""

    def __init__(self, ref: FontRef, fonts: FontBook) -> None:
        super().__init__()
        self._ref, self._fonts = ref, fonts

    def __missing__(self, glyph: int) -> float:
        width = self[glyph] = round(advance(self._ref, glyph, self._fonts) * 1000, 1)
        return width


class _Told(dict[int, str]):
    """The same as files write them."""

    def __init__(self, widths: Widths) -> None:
        super().__init__()
        self._widths = widths

    def __missing__(self, glyph: int) -> str:
        told = self[glyph] = f"{self._widths[glyph]:g}"
        return told


class FontSource:
    """What files take from one font in one instance. Threads may share it.

    Raises:
        FontError: the font file is gone, or cannot be embedded.
    """

    def __init__(self, ref: FontRef, fonts: FontBook) -> None:
        self.ref, self.fonts = ref, fonts
        self.widths = Widths(ref, fonts)
        self.told = _Told(self.widths)
        tables = sfnt_tables(subset(ref, (), fonts))
        self.truetype = TrueType(ref, fonts, tables) if b"glyf" in tables else None
        self._family = re.sub(r"[^A-Za-z0-9-]", "", fonts.face(ref).family) or "Font"
        self._seal = crc32(repr(ref).encode())
        self._measures = _measures(tables)

    def title(self, glyphs: tuple[int, ...]) -> str:
        """Six letters for the choice of glyphs, as the standard wants (9.6.4), then the family."""
        seal = crc32(struct.pack(f">{len(glyphs)}H", *glyphs), self._seal)
        return f"{f'{seal:08X}'.translate(_LETTERS)[:6]}+{self._family}"

    def descriptor(self, title: str) -> str:
        """The descriptor of a subset, its last entry still to come."""
        return f"<</Type/FontDescriptor/FontName{title}{self._measures}"


@lru_cache(maxsize=128)
def font_source(ref: FontRef, fonts: FontBook) -> FontSource:
    """The font behind a reference. Raises as `FontSource`."""
    return FontSource(ref, fonts)


@lru_cache(maxsize=512)
def is_colored(ref: FontRef, fonts: FontBook) -> bool:
    """Whether a font brings its own colors, as emoji do."""
    font = open_font(ref, fonts)
    return font.has_pictures or font.has_layers


@lru_cache(maxsize=256)
def font_program(source: FontSource, glyphs: tuple[int, ...], compress: Flate) -> FontProgram:
    """The subset with just these glyphs.

    In TrueType they are numbered as they come, from 1; other fonts keep their own numbers.

    Raises:
        FontError: the font file is gone or cannot be embedded.
    """
    title = f"/{source.title(glyphs)}"
    if source.truetype is not None:
        data = source.truetype.font(glyphs)
        file = stream(data, f"/Length1 {len(data)}", compress=compress)
        kind = ("FontFile2", "/CIDFontType2")
    else:
        outlines = sfnt_tables(subset(source.ref, glyphs, source.fonts))[b"CFF "]
        file = stream(bytes(outlines), "/Subtype/CIDFontType0C", compress=compress)
        kind = ("FontFile3", "/CIDFontType0")
    return FontProgram(file, *kind, title, source.descriptor(title))


def _measures(tables: Mapping[bytes, memoryview]) -> str:
    (per_em,) = struct.unpack_from(">H", tables[b"head"], 18)
    box = struct.unpack_from(">4h", tables[b"head"], 36)
    ascender, descender = struct.unpack_from(">2h", tables[b"hhea"], 4)
    scale = 1000 / per_em
    return (
        f"/Flags {_SYMBOLIC}/FontBBox[{numbers(edge * scale for edge in box)}]/ItalicAngle 0"
        f"/Ascent {number(ascender * scale)}/Descent {number(descender * scale)}"
        f"/CapHeight {number(ascender * scale)}/StemV 80"
    )
