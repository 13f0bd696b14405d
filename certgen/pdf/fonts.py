"""The fonts of one file: which glyphs are drawn and what they say; written once all is drawn.

A glyph's code is its number in the font (Identity-H), so pages can be written before the subset is
known. What a glyph says can differ from place to place (a vowel sign drawn before its consonant
carries the whole syllable): each further meaning goes into a variant, the same embedded font under
another name with another ToUnicode map.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from certgen.fontbook import FontBook
from certgen.fontref import FontRef
from certgen.pdf.font_program import FontProgram, font_program
from certgen.pdf.syntax import QUICK, dictionary, reference, stream, utf16_hex
from certgen.pdf.writer import Writer
from certgen.text.embed import advance

# Beyond, a glyph keeps its first meaning and the line's ActualText tells the right one.
MAX_VARIANTS = 48
# The font of characters without ink; readers bring it along, and only ink has to be embedded.
FINDABLE = "Found"
FINDABLE_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_MAP_BLOCK = 100
_WHERE = "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapType 2 def\n"
_CODES = "1 begincodespacerange<0000><FFFF>endcodespacerange\n"
_MAP_END = "endcmap CMapName currentdict/CMap defineresource pop end end"


@lru_cache(maxsize=128)
def _known_widths(ref: FontRef, fonts: FontBook) -> dict[int, float]:
    """The widths of a font that were asked for so far, in thousandths of an em."""
    return {}


class UsedFont:
    """One font file in one instance, as far as the pages have drawn it."""

    def __init__(self, ref: FontRef, fonts: FontBook, name: str) -> None:
        self.ref = ref
        self.name = name
        self.variants: list[dict[int, str]] = [{}]
        self.widths = _known_widths(ref, fonts)
        self.book = fonts

    def width(self, glyph: int) -> float:
        """The advance in thousandths of an em, as the file will say it."""
        known = self.widths.get(glyph)
        if known is None:
            known = round(advance(self.ref, glyph, self.book) * 1000, 1)
            self.widths[glyph] = known
        return known

    def variant(self, glyph: int, text: str) -> int:
        """The first variant in which a glyph says this text."""
        for index, texts in enumerate(self.variants):
            if texts.setdefault(glyph, text) == text:
                return index
        if len(self.variants) == MAX_VARIANTS:
            return 0
        self.variants.append({glyph: text})
        return len(self.variants) - 1

    def says(self, texts: Iterable[tuple[int, str]]) -> bool:
        """Whether glyphs can say these texts without a variant; if so they do from now on."""
        plain = self.variants[0]
        return all(plain.setdefault(glyph, text) == text for glyph, text in texts)

    def variant_name(self, variant: int) -> str:
        """The name in the page's resources."""
        return f"{self.name}v{variant}" if variant else self.name

    @property
    def glyphs(self) -> tuple[int, ...]:
        """Every glyph drawn as text, in order."""
        return tuple(sorted(set().union(*self.variants)))


class FontSet:
    """The fonts drawn with; names begin with a prefix so that two sets can serve one page."""

    def __init__(self, fonts: FontBook, prefix: str) -> None:
        self.book = fonts
        self._prefix = prefix
        self._used: dict[FontRef, UsedFont] = {}

    def use(self, ref: FontRef) -> UsedFont:
        """The font behind a reference; imitated bold and italic draw with the same one."""
        found = self._used.get(ref)
        if found is None:
            plain = msgspec.structs.replace(ref, embolden=0.0, slant=0.0)
            found = self._used.get(plain)
            if found is None:
                found = UsedFont(plain, self.book, f"{self._prefix}{len(self._used)}")
                self._used[plain] = found
            self._used[ref] = found
        return found

    def write(self, writer: Writer, *, compress: int) -> dict[str, str]:
        """Embeds the fonts; gives the entries of the Font resources."""
        entries: dict[str, str] = {}
        for used in dict.fromkeys(self._used.values()):
            program = font_program(used.ref, used.glyphs, self.book, compress)
            entries |= _write(used, program, writer)
        return entries


def _write(used: UsedFont, program: FontProgram, writer: Writer) -> dict[str, str]:
    file = writer.put(program.file)
    descriptor = writer.put(f"{program.descriptor}/{program.key} {file} 0 R>>".encode())
    cid_font = writer.put(
        dictionary(
            {
                "Type": "/Font",
                "Subtype": program.subtype,
                "BaseFont": program.name,
                "CIDSystemInfo": "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
                "FontDescriptor": reference(descriptor),
                "W": _widths(used),
                "CIDToGIDMap": "/Identity" if program.subtype == "/CIDFontType2" else "",
            }
        ).encode()
    )
    return {
        used.variant_name(index): reference(_write_variant(texts, program, cid_font, writer))
        for index, texts in enumerate(used.variants)
    }


def _write_variant(
    texts: dict[int, str], program: FontProgram, cid_font: int, writer: Writer
) -> int:
    meanings = writer.put(to_unicode(tuple(sorted(texts.items()))))
    font = {
        "Type": "/Font",
        "Subtype": "/Type0",
        "BaseFont": program.name,
        "Encoding": "/Identity-H",
        "DescendantFonts": f"[{cid_font} 0 R]",
        "ToUnicode": reference(meanings),
    }
    return writer.put(dictionary(font).encode())


def _widths(used: UsedFont) -> str:
    """The W array: runs of neighboring glyphs with their widths."""
    parts: list[str] = []
    last = -2
    for glyph in used.glyphs:
        width = f"{used.width(glyph):g}"
        parts.append(f" {width}" if glyph == last + 1 else f"]{glyph}[{width}")
        last = glyph
    return f"[{''.join(parts).removeprefix(']')}]]"


@lru_cache(maxsize=4096)
def _meaning(glyph: int, text: str) -> str:
    return f"<{glyph:04X}><{utf16_hex(text)}>"


@lru_cache(maxsize=256)
def to_unicode(texts: tuple[tuple[int, str], ...]) -> bytes:
    """The ToUnicode map (ISO 32000-1, 9.10.3) of glyphs and what they say."""
    lines = [_meaning(glyph, text) for glyph, text in texts if text]
    parts = [_WHERE, "/CMapName/Certgen def\n", _CODES]
    for start in range(0, len(lines), _MAP_BLOCK):
        block = lines[start : start + _MAP_BLOCK]
        parts.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n")
    return stream("".join([*parts, _MAP_END]).encode(), compress=QUICK)
