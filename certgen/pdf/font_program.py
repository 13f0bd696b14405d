"""One subset font as PDF wants it: the compressed program and what a descriptor says of it."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from certgen.fontbook import FontBook
from certgen.fontref import FontRef
from certgen.pdf.syntax import name, number, numbers, stream
from certgen.text.embed import subset

_SYMBOLIC = 4


@dataclass(frozen=True, slots=True)
class FontProgram:
    """An embedded font: its stream, the key it stands under, and the descriptor without it."""

    file: bytes
    key: str
    subtype: str
    name: str
    descriptor: str


@lru_cache(maxsize=256)
def font_program(
    ref: FontRef, glyphs: tuple[int, ...], fonts: FontBook, compress: int
) -> FontProgram:
    """The subset with just these glyphs under their own numbers.

    Raises:
        FontError: the font file is gone or cannot be embedded.
    """
    data = subset(ref, glyphs, fonts)
    tables = sfnt_tables(data)
    title = name(_subset_name(ref, glyphs, fonts))
    if b"CFF " in tables:
        file = stream(bytes(tables[b"CFF "]), "/Subtype/CIDFontType0C", compress=compress)
        kind = ("FontFile3", "/CIDFontType0")
    else:
        file = stream(data, f"/Length1 {len(data)}", compress=compress)
        kind = ("FontFile2", "/CIDFontType2")
    return FontProgram(file, *kind, title, _descriptor(title, tables))


def sfnt_tables(data: bytes) -> Mapping[bytes, memoryview]:
    """The tables of a font file by tag (OpenType, “Organization of an OpenType Font”)."""
    (count,) = struct.unpack_from(">H", data, 4)
    view = memoryview(data)
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * n) for n in range(count))
    return {tag: view[offset : offset + length] for tag, _, offset, length in records}


def _subset_name(ref: FontRef, glyphs: tuple[int, ...], fonts: FontBook) -> str:
    """Six letters for the choice of glyphs, as the standard wants (9.6.4), then the family."""
    seal = hashlib.sha256(f"{ref}{glyphs}".encode()).digest()
    letters = "".join([chr(65 + byte % 26) for byte in seal[:6]])
    return f"{letters}+{_plain_name(fonts.face(ref).family)}"


@lru_cache(maxsize=256)
def _plain_name(family: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]", "", family) or "Font"


def _descriptor(title: str, tables: Mapping[bytes, memoryview]) -> str:
    (per_em,) = struct.unpack_from(">H", tables[b"head"], 18)
    box = struct.unpack_from(">4h", tables[b"head"], 36)
    ascender, descender = struct.unpack_from(">2h", tables[b"hhea"], 4)
    scale = 1000 / per_em
    return (
        f"<</Type/FontDescriptor/FontName{title}/Flags {_SYMBOLIC}"
        f"/FontBBox[{numbers(edge * scale for edge in box)}]/ItalicAngle 0"
        f"/Ascent {number(ascender * scale)}/Descent {number(descender * scale)}"
        f"/CapHeight {number(ascender * scale)}/StemV 80"
    )
