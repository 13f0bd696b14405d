"""A page of filled and stroked paths, and its PDF file, written by hand.

Colors are opaque: pale ornaments are mixed with the paper beforehand, so that the file prints the
same everywhere and needs no transparency. The same drawing gives the same bytes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from itertools import pairwise

from certgen.color import rgb
from certgen.gallery.path import Path, Point, rectangle
from certgen.geometry import Rect, Size
from certgen.units import mm_to_pt

_POINT = "%.3f %.3f "
_OPERATORS = {"M": _POINT + "m", "L": _POINT + "l", "C": 3 * _POINT + "c", "Z": "h"}
_ZEROS = re.compile(r"\.?0+(?= )")
# The second line tells programs that the file is not plain text (ISO 32000-1, 7.5.2).
_HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"


class Drawing:
    """Paints onto a page of `size` millimeters, origin top left, later paint over earlier."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self._content: list[str] = []
        self._shadings: list[str] = []

    @property
    def page(self) -> Rect:
        """The whole page."""
        return Rect(0.0, 0.0, self.size.width, self.size.height)

    def paper(self, color: str) -> None:
        """Fills the page."""
        self.fill(rectangle(self.page), color)

    def fill(self, path: Path, color: str, *, even_odd: bool = False) -> None:
        """Fills a path; with `even_odd`, outlines inside others are holes."""
        self._add(f"{_color(color)} rg", _operators(path), "f*" if even_odd else "f")

    def stroke(self, path: Path, color: str, width: float, *, dash: tuple[float, ...] = ()) -> None:
        """Draws along a path with a round pen `width` millimeters wide."""
        dashes = " ".join(_number(length) for length in dash)
        state = f"{_color(color)} RG {_number(width)} w 1 J 1 j [{dashes}] 0 d"
        self._add(state, _operators(path), "S")

    def shade(self, path: Path, colors: Sequence[str], start: Point, end: Point) -> None:
        """Fills a path with a linear gradient through evenly spaced colors."""
        self._shadings.append(_axial(colors, start, end))
        self._add("q", _operators(path), "W n", f"/S{len(self._shadings)} sh Q")

    def pdf(self) -> bytes:
        """The page as a PDF file of one page."""
        width, height = (_number(mm_to_pt(side)) for side in self.size)
        unit = _number(mm_to_pt(1.0), 6)
        # From here on the page is measured in millimeters from its top left corner.
        lines = [f"{unit} 0 0 -{unit} 0 {height} cm", *self._content]
        # One level more takes twice the time for two percent.
        content = zlib.compress("\n".join(lines).encode("ascii"), 5)
        shadings = " ".join(f"/S{i} {text}" for i, text in enumerate(self._shadings, 1))
        return _file(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                (
                    f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 4 0 R"
                    f"/Resources<</Shading<<{shadings}>>>>>>"
                ).encode("ascii"),
                b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content),
            ]
        )

    def _add(self, *operators: str) -> None:
        self._content.extend(operators)


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(_HEADER)
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def _operators(path: Path) -> str:
    # Ornaments have tens of thousands of numbers: written all at once, shortened all at once.
    form = "\n".join([_OPERATORS[kind] for kind, _ in path.segments])
    text = form % tuple([v for _, points in path.segments for point in points for v in point])
    return _ZEROS.sub("", text.replace("-0.000 ", "0.000 "))


def _axial(colors: Sequence[str], start: Point, end: Point) -> str:
    """A shading of type 2 whose function stitches straight blends (ISO 32000-1, 8.7.4.5.3)."""
    blends = " ".join(
        f"<</FunctionType 2/Domain[0 1]/C0[{_color(a)}]/C1[{_color(b)}]/N 1>>"
        for a, b in pairwise(colors)
    )
    count = len(colors) - 1
    bounds = " ".join(_number(i / count, 5) for i in range(1, count))
    function = (
        f"<</FunctionType 3/Domain[0 1]/Functions[{blends}]/Bounds[{bounds}]"
        f"/Encode[{'0 1 ' * count}]>>"
    )
    coordinates = " ".join(_number(v) for v in (*start, *end))
    return (
        f"<</ShadingType 2/ColorSpace/DeviceRGB/Coords[{coordinates}]"
        f"/Function {function}/Extend[true true]>>"
    )


def _color(color: str) -> str:
    return " ".join(_number(channel / 255, 4) for channel in rgb(color))


def _number(value: float, digits: int = 3) -> str:
    # Six significant digits without an exponent, which PDF does not know; -0.0 + 0.0 is 0.0.
    return f"{round(value, digits) + 0.0:g}"
