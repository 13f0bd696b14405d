"""The fonts of one file: which glyphs are drawn and what they say; written once all is drawn.

Pages are written before the subset is known, so a glyph gets its code when it is first drawn: the
next free one, which will be its number in the subset (Identity-H), or in fonts that are not
TrueType the number it has in the whole font. What a glyph says can differ from place to place (a
vowel sign drawn before its consonant carries the whole syllable): each further meaning goes into a
variant, the same embedded font under another name with another ToUnicode map.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from certgen.fontbook import FontBook
from certgen.fontref import FontRef
from certgen.pdf.flate import Flate
from certgen.pdf.font_program import FontProgram, FontSource, font_program, font_source
from certgen.pdf.syntax import stream, utf16_hex
from certgen.pdf.writer import Writer

# Beyond, a glyph keeps its first meaning and the line's ActualText tells the right one.
MAX_VARIANTS = 48
# The font of characters without ink; readers bring it along, and only ink has to be embedded.
FINDABLE = "Found"
FINDABLE_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_MAP_BLOCK = 100
_FEW = [f"{number:04X}" for number in range(512)]
_WHERE = "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapType 2 def\n"
_CODES = "1 begincodespacerange<0000><FFFF>endcodespacerange\n"
_MAP_START = f"{_WHERE}/CMapName/Certgen def\n{_CODES}"
_MAP_END = "endcmap CMapName currentdict/CMap defineresource pop end end"


class _Numbered(dict[int, str]):
    """Glyph -> code: its number in the whole font, in four hexadecimal digits."""

    def __missing__(self, glyph: int) -> str:
        code = self[glyph] = f"{glyph:04X}"
        return code

    def add(self, glyphs: Iterable[int]) -> None:
        """Takes note of several at once."""
        for glyph in glyphs:
            self[glyph]

    @property
    def glyphs(self) -> tuple[int, ...]:
        return tuple(sorted(self))


class _Counted(dict[int, str]):
    """Glyph -> code, counted as they come; 0 stays what stands for a missing glyph."""

    def __init__(self) -> None:
        super().__init__({0: "0000"})

    def __missing__(self, glyph: int) -> str:
        code = self[glyph] = f"{len(self):04X}"
        return code

    def add(self, glyphs: Iterable[int]) -> None:
        """Gives codes to several at once; those they have stay."""
        new = [glyph for glyph in glyphs if glyph not in self]
        self.update(zip(new, _FEW[len(self) :], strict=False))

    @property
    def glyphs(self) -> tuple[int, ...]:
        return tuple(self)[1:]


class UsedFont:
    """One font file in one instance, as far as the pages have drawn it."""

    def __init__(self, source: FontSource, name: str) -> None:
        self.source = source
        self.name = name
        self.widths = source.widths
        self.codes = _Numbered() if source.truetype is None else _Counted()
        self.variants: list[dict[int, str]] = [{}]

    def variant(self, glyph: int, text: str) -> int:
        """The first variant in which a glyph says this text."""
        for index, texts in enumerate(self.variants):
            if texts.setdefault(glyph, text) == text:
                return index
        if len(self.variants) == MAX_VARIANTS:
            return 0
        self.variants.append({glyph: text})
        return len(self.variants) - 1

    def says(self, texts: Mapping[int, str]) -> bool:
        """Whether glyphs can say these texts without a variant; if so they do from now on."""
        plain = self.variants[0]
        if texts.items() <= plain.items():
            return True
        new = {glyph: text for glyph, text in texts.items() if plain.get(glyph) != text}
        if not plain.keys().isdisjoint(new):
            return False
        plain.update(new)
        self.codes.add(new)
        return True

    def variant_name(self, variant: int) -> str:
        """The name in the page's resources."""
        return f"{self.name}v{variant}" if variant else self.name

    def program(self, compress: Flate) -> FontProgram:
        """The subset with the glyphs drawn so far."""
        return font_program(self.source, self.codes.glyphs, compress)

    def write(self, writer: Writer, *, compress: Flate) -> dict[str, str]:
        """Embeds the glyphs drawn so far; gives the entries of the Font resources."""
        glyphs = self.codes.glyphs
        program = self.program(compress)
        file = writer.put(program.file)
        descriptor = writer.put(f"{program.descriptor}/{program.key} {file} 0 R>>".encode())
        cid_font = writer.put(
            f"<</Type/Font/Subtype{program.subtype}/BaseFont{program.name}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/W[{self._widths(glyphs)}]"
            f"{'' if self.source.truetype is None else '/CIDToGIDMap/Identity'}>>".encode()
        )
        return {
            self.variant_name(index): self._write_variant(
                texts, program, cid_font, writer, compress
            )
            for index, texts in enumerate(self.variants)
        }

    def _write_variant(
        self,
        texts: Mapping[int, str],
        program: FontProgram,
        cid_font: int,
        writer: Writer,
        compress: Flate,
    ) -> str:
        codes = self.codes
        said = ((codes[glyph], text) for glyph, text in texts.items())
        meanings = writer.put(to_unicode(said, compress))
        font = (
            f"<</Type/Font/Subtype/Type0/BaseFont{program.name}/Encoding/Identity-H"
            f"/DescendantFonts[{cid_font} 0 R]/ToUnicode {meanings} 0 R>>"
        )
        return f"{writer.put(font.encode())} 0 R"

    def _widths(self, glyphs: tuple[int, ...]) -> str:
        """The W array: runs of neighboring codes with their widths."""
        told = self.source.told
        if self.source.truetype is not None:
            return f"1[{' '.join(map(told.__getitem__, glyphs))}]"
        parts: list[str] = []
        last = -2
        for glyph in glyphs:
            width = told[glyph]
            parts.append(f" {width}" if glyph == last + 1 else f"]{glyph}[{width}")
            last = glyph
        return f"{''.join(parts).removeprefix(']')}]"


class FontSet:
    """The fonts drawn with; names begin with a prefix so that two sets can serve one page.

    `shared` are fonts that are embedded already, used where they have what is to be said.
    """

    def __init__(self, fonts: FontBook, prefix: str, shared: FontSet | None = None) -> None:
        self.book = fonts
        self._prefix = prefix
        self._shared = shared
        self._used: dict[FontRef, UsedFont] = {}

    def widths(self, ref: FontRef) -> Mapping[int, float]:
        """The advances of a font's glyphs, in thousandths of an em. Raises as `use` does."""
        return font_source(_plain(ref), self.book).widths

    def saying(self, ref: FontRef, texts: Mapping[int, str]) -> UsedFont | None:
        """The font behind a reference, if its glyphs can say these texts without a variant.

        Raises as `use` does.
        """
        if self._shared is not None:
            shared = self._shared._used.get(ref)
            if shared is not None and texts.items() <= shared.variants[0].items():
                return shared
        used = self.use(ref)
        return used if used.says(texts) else None

    def use(self, ref: FontRef) -> UsedFont:
        """The font behind a reference; imitated bold and italic draw with the same one.

        Raises:
            FontError: the font file is gone or cannot be embedded.
        """
        found = self._used.get(ref)
        if found is None:
            plain = _plain(ref)
            found = self._used.get(plain)
            if found is None:
                source = font_source(plain, self.book)
                found = self._used[plain] = UsedFont(source, f"{self._prefix}{len(self._used)}")
            self._used[ref] = found
        return found

    def write(self, writer: Writer, *, compress: Flate) -> dict[str, str]:
        """Embeds the fonts; gives the entries of the Font resources."""
        entries: dict[str, str] = {}
        for used in dict.fromkeys(self._used.values()):
            entries |= used.write(writer, compress=compress)
        return entries


def _plain(ref: FontRef) -> FontRef:
    return msgspec.structs.replace(ref, embolden=0.0, slant=0.0)


@lru_cache(maxsize=8192)
def _said(text: str) -> str:
    return f"><{utf16_hex(text)}>"


def to_unicode(meanings: Iterable[tuple[str, str]], compress: Flate) -> bytes:
    """The ToUnicode map (ISO 32000-1, 9.10.3) of codes and what they say."""
    lines = [f"<{code}{_said(text)}" for code, text in sorted(meanings) if text]
    parts = [_MAP_START]
    for start in range(0, len(lines), _MAP_BLOCK):
        block = lines[start : start + _MAP_BLOCK]
        parts.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n")
    return stream("".join([*parts, _MAP_END]).encode(), compress=compress)
