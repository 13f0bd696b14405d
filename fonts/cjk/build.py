"""Builds CertgenCJK-Regular.otf: the names of East Asia, a third of the source font's size.

    python fonts/cjk/build.py [SOURCE.ttc]

It cuts Noto Sans CJK JP (Debian's fonts-noto-cjk) down to the characters below and renames the
result, as the font's license asks of a changed version. The character lists come from Unicode's
Unihan tables (Debian's unicode-data) and from the national standards Python carries as codecs.
Regional forms (`locl`) and Japanese variation sequences stay, so that the language picks the glyph.
Needs uharfbuzz and fonttools. Run fonts/build_index.py afterwards.
"""

from __future__ import annotations

import bz2
import io
import sys
from collections.abc import Iterable
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
JAPANESE_FACE = 0
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
TARGET = Path(__file__).parent / "CertgenCJK-Regular.otf"

# China's 8105 general characters; Japan's daily and name characters, JIS X 0208 and IBM's
# extensions, which carry the old forms that family registers keep.
UNIHAN_LISTS = ("kTGH", "kJoyoKanji", "kJinmeiyoKanji", "kJis0", "kIBMJapan")
# (codec, lead bytes, trail bytes): Taiwan's frequent characters, Korea's syllables and symbols,
# Japan's symbols.
CODEC_ROWS = (
    ("big5", range(0xA4, 0xC7), range(0x40, 0xFF)),
    ("euc_kr", range(0xA1, 0xAD), range(0xA1, 0xFF)),
    ("euc_kr", range(0xB0, 0xC9), range(0xA1, 0xFF)),
    ("euc_jp", range(0xA1, 0xA9), range(0xA1, 0xFF)),
)
RANGES = (
    (0x0020, 0x007E),
    (0x00A0, 0x00FF),
    (0x1100, 0x11FF),  # jamo: syllables outside the standard are put together from them
    (0x2000, 0x2E7F),  # punctuation, arrows, symbols
    (0x3000, 0x312F),  # kana, bopomofo
    (0x31F0, 0x31FF),
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFF00, 0xFFEF),
    (0xE0100, 0xE011F),
)
SINGLE = "𠮷"  # the most frequent name character outside all of the lists

NAMES = {
    1: "Certgen CJK",
    2: "Regular",
    3: "CertgenCJK-Regular;from NotoSansCJKjp-Regular 2.004",
    4: "Certgen CJK Regular",
    6: "CertgenCJK-Regular",
    10: "A subset of Noto Sans CJK JP 2.004, cut down to the characters of names and renamed.",
}
KEPT_NAMES = {0, 5, 8, 9, 11, 12, 13, 14}
ENGLISH = (3, 1, 0x409)


def unihan_lists() -> set[int]:
    """The characters that have any of UNIHAN_LISTS."""
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        rows = (line.split("\t") for line in lines if line.startswith("U+"))
        return {int(row[0][2:], 16) for row in rows if row[1] in UNIHAN_LISTS}


def codec_rows(codec: str, leads: Iterable[int], trails: Iterable[int]) -> set[int]:
    """The characters of some rows of a two-byte character set."""
    trails = tuple(trails)
    pairs = (bytes([lead, trail]) for lead in leads for trail in trails)
    texts = (pair.decode(codec, errors="ignore") for pair in pairs)
    return {ord(text) for text in texts if len(text) == 1}


def characters() -> set[int]:
    """Every code point the subset keeps."""
    wanted = unihan_lists() | {ord(character) for character in SINGLE}
    for row in CODEC_ROWS:
        wanted |= codec_rows(*row)
    for first, last in RANGES:
        wanted |= set(range(first, last + 1))
    return wanted


def subset(source: Path) -> bytes:
    """The source's Japanese face with those characters only."""
    face = hb.Face(hb.Blob.from_file_path(str(source)), JAPANESE_FACE)
    order = hb.SubsetInput()
    order.sets(hb.SubsetInputSets.UNICODE).set(characters())
    order.sets(hb.SubsetInputSets.NAME_ID).set(KEPT_NAMES)
    order.flags = hb.SubsetFlags.NO_HINTING
    return bytes(hb.subset(face, order).blob.data)


def renamed(data: bytes) -> bytes:
    """The same font under its own name; its outlines are not touched."""
    font = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    for number, text in NAMES.items():
        font["name"].setName(text, number, *ENGLISH)
    compact = font["CFF "].cff
    compact.fontNames = [NAMES[6]]
    top = compact.topDictIndex[0]
    top.FullName, top.FamilyName = NAMES[4], NAMES[1]
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


if __name__ == "__main__":
    data = renamed(subset(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE))
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data):,} bytes")
