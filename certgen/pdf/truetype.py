"""TrueType subsets, joined from glyphs that were cut out before.

HarfBuzz cuts a glyph out of its font once. What a file embeds is then a matter of joining bytes,
with glyphs numbered in the order that the file draws them, so that no table has gaps. Tables are
those of the OpenType specification that PDF asks for (ISO 32000-1, 9.9): “glyf”, “head”, “hhea”,
“hmtx”, “loca”, “maxp”.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from certgen.fontbook import FontBook
from certgen.fontref import FontRef
from certgen.text.embed import subset

# A font of ideographs has tens of thousands of glyphs; beyond so many, collecting starts again.
_MOST_KEPT = 8192
_TAGS = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")
_DIRECTORY = struct.Struct(">LHHHH" + 6 * "4sLLL")
_HEADER = (0x00010000, 6, 64, 2, 32)
_WHOLE_FONT = 0xB1B0AFBA
_LONGEST_SHORT = 0x1FFFE
_ZEROS = (b"", bytes(3), bytes(2), bytes(1))
# Flags of a composite glyph's part; the last ones say how many bytes of scale follow.
_WORDS, _MORE = 0x1, 0x20
_SCALES = ((0x8, 2), (0x40, 4), (0x80, 8))


class Glyph(NamedTuple):
    """One glyph as tables hold it; the outline is padded to whole words, `sum` is their checksum.

    `parts` are the other glyphs it is made of, by the places in the outline where their numbers
    belong; until they have one there are zeros.
    """

    outline: bytes
    metrics: bytes
    sum: int
    parts: tuple[tuple[int, int], ...] = ()


_parts_of = attrgetter("parts")


class TrueType:
    """One font whose outlines are TrueType, in one instance. Threads may share it.

    Raises:
        FontError: the font file is gone or damaged.
    """

    def __init__(self, ref: FontRef, fonts: FontBook, tables: Mapping[bytes, memoryview]) -> None:
        self._ref, self._fonts = ref, fonts
        # The checksum of the whole is put in last; only the format of “loca” varies besides it.
        self._head = bytes(tables[b"head"][:8]) + bytes(4) + bytes(tables[b"head"][12:50])
        self._hhea = bytes(tables[b"hhea"][:34])
        self._maxp_start, self._maxp_end = bytes(tables[b"maxp"][:4]), bytes(tables[b"maxp"][6:])
        self._known: dict[int, Glyph] = {}

    def font(self, glyphs: Sequence[int]) -> bytes:
        """A font file in which these, all different, are glyphs 1, 2, 3, …

        Glyph 0 is what stands for a missing one.

        Raises:
            FontError: the font file is gone or damaged.
        """
        glyphs = (0, *glyphs)
        known = self._found(glyphs)
        drawn = [known[glyph] for glyph in glyphs]
        if any(map(_parts_of, drawn)):
            _bring_parts(glyphs, drawn, known)
        return self._joined(drawn)

    def _joined(self, drawn: list[Glyph]) -> bytes:
        outlines, metrics, sums, _ = zip(*drawn, strict=True)
        count, glyf = len(drawn), b"".join(outlines)
        places = accumulate(map(len, outlines), initial=0)
        is_long = len(glyf) > _LONGEST_SHORT
        if is_long:
            loca = struct.pack(f">{count + 1}L", *places)
        else:
            loca = struct.pack(f">{count + 1}H", *[place >> 1 for place in places])
        size = count.to_bytes(2, "big")
        head = self._head + (b"\0\1\0\0" if is_long else b"\0\0\0\0")
        maxp = self._maxp_start + size + self._maxp_end
        tables = [glyf, head, self._hhea + size, b"".join(metrics), loca, maxp]
        padded = [glyf, *map(_padded, tables[1:])]
        checks = [sum(sums) & 0xFFFFFFFF, *map(checksum, padded[1:])]
        entries: list[bytes | int] = []
        at = _DIRECTORY.size
        for tag, own, table, whole in zip(_TAGS, checks, tables, padded, strict=True):
            entries += (tag, own, at, len(table))
            at += len(whole)
        directory = _DIRECTORY.pack(*_HEADER, *entries)
        seal = _WHOLE_FONT - checksum(directory) - sum(checks) & 0xFFFFFFFF
        padded[1] = b"%s%s%s" % (head[:8], seal.to_bytes(4, "big"), padded[1][12:])
        return b"".join([directory, *padded])

    def _found(self, glyphs: Sequence[int]) -> dict[int, Glyph]:
        """What is known of these glyphs, and of those they are made of."""
        known = self._known
        if not all(map(known.__contains__, glyphs)):
            if len(known) > _MOST_KEPT:
                known = self._known = {}
            unknown = [glyph for glyph in glyphs if glyph not in known]
            cut = _Cut(sfnt_tables(subset(self._ref, unknown, self._fonts)))
            known.update(cut.glyphs(unknown))
        return known


class _Cut:
    """A font file with some glyphs under the numbers they have in the whole font."""

    def __init__(self, tables: Mapping[bytes, memoryview]) -> None:
        self._loca = tables[b"loca"]
        self._is_long = struct.unpack_from(">h", tables[b"head"], 50)[0] == 1
        self._outlines = tables[b"glyf"]
        self._metrics = tables[b"hmtx"]
        (self._long_metrics,) = struct.unpack_from(">H", tables[b"hhea"], 34)

    def glyphs(self, wanted: Sequence[int]) -> dict[int, Glyph]:
        """Glyphs by number, with all they are made of."""
        found: dict[int, Glyph] = {}
        left = list(wanted)
        while left:
            number = left.pop()
            if number not in found:
                found[number] = glyph = self._glyph(number)
                left += [part for _, part in glyph.parts]
        return found

    def _glyph(self, number: int) -> Glyph:
        size = 4 if self._is_long else 2
        if (number + 2) * size > len(self._loca):
            return Glyph(b"", bytes(4), 0)
        start, end = struct.unpack_from(
            ">2L" if self._is_long else ">2H", self._loca, number * size
        )
        if not self._is_long:
            start, end = 2 * start, 2 * end
        outline = _padded(bytes(self._outlines[start:end]))
        parts = tuple(_parts(outline)) if outline[:1] == b"\xff" else ()
        for place, _ in parts:
            outline = b"%s\0\0%s" % (outline[:place], outline[place + 2 :])
        return Glyph(outline, self._metrics_of(number), checksum(outline), parts)

    def _metrics_of(self, number: int) -> bytes:
        """Advance and left bearing; the last glyphs of a table share the last advance."""
        if number < self._long_metrics:
            return bytes(self._metrics[4 * number : 4 * number + 4])
        last = 4 * self._long_metrics
        own = last + 2 * (number - self._long_metrics)
        return bytes(self._metrics[last - 4 : last - 2]) + bytes(self._metrics[own : own + 2])


def sfnt_tables(data: bytes) -> Mapping[bytes, memoryview]:
    """The tables of a font file by tag (OpenType, “Organization of an OpenType Font”)."""
    (count,) = struct.unpack_from(">H", data, 4)
    view = memoryview(data)
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * n) for n in range(count))
    return {tag: view[offset : offset + length] for tag, _, offset, length in records}


def checksum(table: bytes) -> int:
    """The sum of a table's words, as the directory has it; its length is in whole words."""
    words: tuple[int, ...] = struct.unpack(f">{len(table) // 4}L", table)
    return sum(words) & 0xFFFFFFFF


def _bring_parts(glyphs: Sequence[int], drawn: list[Glyph], known: Mapping[int, Glyph]) -> None:
    """Puts what glyphs are made of behind them, and its new numbers into their outlines."""
    numbers = dict(zip(glyphs, range(len(glyphs)), strict=True))
    composites = [number for number, glyph in enumerate(drawn) if glyph.parts]
    for number in composites:  # which may grow on the way
        one = drawn[number]
        outline, total = bytearray(one.outline), one.sum
        for place, part in one.parts:
            its = numbers.get(part)
            if its is None:
                its = numbers[part] = len(drawn)
                drawn.append(known[part])
                if known[part].parts:
                    composites.append(its)
            outline[place : place + 2] = its.to_bytes(2, "big")
            total += its if place % 4 else its << 16
        drawn[number] = Glyph(bytes(outline), one.metrics, total)


def _parts(outline: bytes) -> Iterator[tuple[int, int]]:
    """The glyphs a composite is made of, and where their numbers stand (“glyf”, composites)."""
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">2H", outline, at)
        yield at + 2, part
        at += 8 if flags & _WORDS else 6
        at += next((size for flag, size in _SCALES if flags & flag), 0)


def _padded(table: bytes) -> bytes:
    return table + _ZEROS[len(table) % 4]
