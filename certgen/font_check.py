"""Font files from outside, checked before anything relies on them.

A font that passes has been opened, shaped with and drawn with, so that a damaged one is refused
when it is added and not in the middle of a batch.
"""

from __future__ import annotations

import hashlib
import struct
from functools import lru_cache
from pathlib import PurePath

import uharfbuzz as hb

from certgen.errors import FontError
from certgen.font_index import KEY_DIGITS, Axis, Face

MAX_BYTES = 64 * 2**20
MAX_FACES = 32
TEST_LINE = "Certificate Ana 0123456789"
TEST_PIXELS = 48
# An 'n' wider than this makes every line overflow; seen only in damaged files.
WIDEST_N = 4.0

SINGLE_FONT = (b"\x00\x01\x00\x00", b"OTTO", b"true")
COLLECTION = b"ttcf"
OTHER_FILES = {
    b"wOFF": "a web font (WOFF)",
    b"wOF2": "a web font (WOFF2)",
    b"PK\x03\x04": "a ZIP file",
    b"%!PS": "a PostScript font",
    b"\x80\x01": "a PostScript font",
}
USE_INSTEAD = "Use the .ttf or .otf file of this font."

# OpenType OS/2 table: offsets, and the bits of fsSelection and fsType.
WEIGHT_AT, TYPE_AT, SELECTION_AT = 4, 8, 62
ITALIC, BOLD, OBLIQUE = 1 << 0, 1 << 5, 1 << 9
USAGE_MASK, RESTRICTED, BITMAP_ONLY = 0x000F, 0x0002, 0x0200
FAMILY, TYPOGRAPHIC_FAMILY = 1, 16

RESTRICTED_NOTE = (
    "The maker of “{}” marked it as not to be embedded in documents. "
    "Make pictures, or ask the maker before you pass on PDFs."
)


def check_font(data: bytes, name: str) -> tuple[Face, ...]:
    """Opens a TrueType or OpenType file or collection, draws a line and takes its facts.

    `name` is the file's name, for messages and where the font does not name itself.

    Raises:
        FontError: not such a file, damaged, too large, or without letters.
    """
    count = _face_count(data, name)
    key = hashlib.sha256(data).hexdigest()[:KEY_DIGITS]
    blob = hb.Blob(data)
    return tuple(_checked(hb.Face(blob, index), key, index, name) for index in range(count))


@lru_cache(maxsize=16)
def font_coverage(data: bytes, index: int = 0) -> frozenset[int]:
    """The code points a face has glyphs for."""
    return frozenset(hb.Face(hb.Blob(data), index).unicodes)


def _face_count(data: bytes, name: str) -> int:
    if len(data) > MAX_BYTES:
        raise FontError(
            f"“{name}” is {len(data) / 2**20:.0f} MB; the limit for a font is "
            f"{MAX_BYTES // 2**20} MB.",
            "Use a font with fewer scripts or styles in one file.",
        )
    for magic, what in OTHER_FILES.items():
        if data.startswith(magic):
            raise FontError(f"“{name}” is {what}, which cannot be drawn with.", USE_INSTEAD)
    if data.startswith(SINGLE_FONT):
        return 1
    if not data.startswith(COLLECTION) or len(data) < 12:
        raise FontError(f"“{name}” is not a font file.", "Use a .ttf, .otf or .ttc file.")
    count = int(struct.unpack_from(">I", data, 8)[0])
    if not 1 <= count <= MAX_FACES:
        raise FontError(f"“{name}” says it holds {count} fonts, which cannot be.", USE_INSTEAD)
    return count


def _checked(face: hb.Face, key: str, index: int, name: str) -> Face:
    _try_out(face, name)
    os2 = bytes(face.reference_table("OS/2").data or b"")
    selection = _number(os2, SELECTION_AT)
    family = _family_name(face) or PurePath(name).stem or "Font"
    return Face(
        family=family,
        key=key,
        weight=_weight(_number(os2, WEIGHT_AT), bold=bool(selection & BOLD)),
        italic=bool(selection & (ITALIC | OBLIQUE)),
        axes=tuple(Axis(a.tag, a.min_value, a.default_value, a.max_value) for a in face.axis_infos),
        index=index,
        notes=(RESTRICTED_NOTE.format(family),) if _forbids_embedding(os2) else (),
    )


def _try_out(face: hb.Face, name: str) -> None:
    """Shapes and draws a line of letters the face says it has."""
    damaged = FontError(
        f"“{name}” is damaged: nothing can be drawn with it.",
        "Download or copy the font again.",
    )
    if face.glyph_count == 0 or not 16 <= face.upem <= 16384:
        raise damaged
    covered = frozenset(face.unicodes)
    letters = sorted(point for point in covered if chr(point).isalnum())
    if not letters:
        raise FontError(f"“{name}” has no letters or digits.", "Choose a font for text.")
    line = "".join(c for c in TEST_LINE if ord(c) in covered)
    glyphs = _shaped(face, line.strip() or "".join(map(chr, letters[:20])))
    if not any(glyphs) or not _leaves_ink(face, glyphs):
        raise damaged
    if _width_of_n(face) > WIDEST_N:
        raise FontError(
            f"The letters of “{name}” are said to be wider than {WIDEST_N:.0f} times their height.",
            "The file is damaged; download or copy the font again.",
        )


def _shaped(face: hb.Face, line: str) -> tuple[int, ...]:
    buffer = hb.Buffer()
    buffer.add_str(line)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(face), buffer)
    return tuple(info.codepoint for info in buffer.glyph_infos)


def _leaves_ink(face: hb.Face, glyphs: tuple[int, ...]) -> bool:
    font = hb.Font(face)
    if face.has_color_png or face.has_color_svg or face.has_color_paint:
        extents = (font.get_glyph_extents(glyph) for glyph in glyphs)
        return any(e is not None and e.width and e.height for e in extents)
    font.scale = (TEST_PIXELS, TEST_PIXELS)
    draw = hb.RasterDraw()
    # Fixed bounds: a damaged outline may claim any size.
    draw.extents = hb.RasterExtents(0, -TEST_PIXELS, TEST_PIXELS * 2, TEST_PIXELS * 3, 0)
    for glyph in glyphs:
        draw.draw_glyph(font, glyph)
    image = draw.render()
    return image is not None and any(bytes(image.buffer))


def _width_of_n(face: hb.Face) -> float:
    font = hb.Font(face)
    glyph = font.get_nominal_glyph(ord("n"))
    return abs(font.get_glyph_h_advance(glyph)) / face.upem if glyph else 0.0


def _family_name(face: hb.Face) -> str:
    named = face.get_name(TYPOGRAPHIC_FAMILY) or face.get_name(FAMILY) or ""
    return "".join(c for c in named if c.isprintable()).strip()[:100]


def _weight(said: int, *, bold: bool) -> int:
    # Fonts from the 1990s count from 1 to 9.
    weight = said * 100 if 1 <= said <= 9 else said
    if not 1 <= weight <= 1000:
        weight = 400
    return 700 if bold and weight <= 400 else weight


def _forbids_embedding(os2: bytes) -> bool:
    embedding = _number(os2, TYPE_AT)
    return embedding & USAGE_MASK == RESTRICTED or bool(embedding & BITMAP_ONLY)


def _number(table: bytes, offset: int) -> int:
    if len(table) < offset + 2:
        return 0
    return int(struct.unpack_from(">H", table, offset)[0])
