"""Setting, fitting and drawing names, beside Pillow with raqm on the same names.

    python -m tests.benchmarks.bench_text [rounds]

Rounds are interleaved; medians are printed. Every name is new, so that no cache helps.
"""

from __future__ import annotations

import io
import statistics
import sys
from collections.abc import Callable
from itertools import count
from time import perf_counter

from msgspec.structs import replace
from PIL import Image, ImageDraw, ImageFont, features

from certgen.elements.text.model import Fit, TextStyle
from certgen.fontbook import FontBook
from certgen.geometry import scaling
from certgen.marks import TextMark
from certgen.text.chain import Face
from certgen.text.coverage import uncovered
from certgen.text.fit import Job, fit_text
from certgen.text.line import set_line
from certgen.text.markup import PLAIN, Marked
from certgen.text.paragraph import paragraphs
from certgen.text.raster import rasterize
from certgen.text.shape import Setting
from tests.benchmarks.certificates import people
from tests.text.gallery import mark_of
from tests.text.samples import Sample

FONTS = FontBook.shipped()
NAMES = [row["name"] for row in people(500)]
HEBREW = ("עדה", "אסתר", "יוסף", "שירה", "אברהם", "רות", "בנימין")
NAME = "Maria Ángel Ñandú 7"
LATIN, BIDI = "{name} {n}", "{first} {hebrew} (2024) {n}"
STYLE = TextStyle(font="EB Garamond", size=60)
ONE_LINE, WRAPPED = Fit(), Fit(wrap=True)
NUMBERS = count()


def filled(pattern: str) -> str:
    """Another name each time."""
    n = next(NUMBERS)
    name = NAMES[n % len(NAMES)]
    return pattern.format(n=n, name=name, first=name.split()[0], hebrew=HEBREW[n % len(HEBREW)])


def layout(pattern: str) -> None:
    text = filled(pattern)
    marked = Marked(text, [PLAIN] * len(text))
    (paragraph,) = paragraphs(marked, Face("EB Garamond", 400, False, ""), FONTS, small=False)
    set_line(paragraph, Setting(FONTS, ""))


def fit(pattern: str, how: Fit = ONE_LINE) -> None:
    fit_text(Job(filled(pattern), STYLE, how, 80, 20), FONTS)


def pillow_font(family: str, size: float) -> ImageFont.FreeTypeFont:
    data = io.BytesIO(FONTS.data(FONTS.choose(family)))
    return ImageFont.truetype(data, size, layout_engine=ImageFont.Layout.RAQM)


def pillow_fit(font_at: Callable[[int], ImageFont.FreeTypeFont], pattern: str) -> None:
    """The largest whole size at which the name goes, by halving; fonts are kept open."""
    text, low, high = filled(pattern), 8, 60
    while low < high:
        middle = (low + high + 1) // 2
        left, top, right, bottom = font_at(middle).getbbox(text)
        if right - left <= 227 and bottom - top <= 57:
            low = middle
        else:
            high = middle - 1


def main(rounds: int) -> None:
    if not features.check("raqm"):
        sys.exit("Pillow has no raqm here (it needs FriBiDi): there is nothing to compare with.")
    garamond = {size: pillow_font("EB Garamond", size) for size in range(8, 61)}
    hebrew = pillow_font("Noto Sans Hebrew", 60)
    large = pillow_font("EB Garamond", 160)
    mark = mark_of(Sample("name", NAME, "EB Garamond"))
    outlined = replace(mark, outline=mark.runs[0].size * 6 / 160)
    canvas = Image.new("RGB", (2_000, 320), "white")
    pen = ImageDraw.Draw(canvas)

    tasks: dict[str, tuple[int, Callable[[], object], Callable[[], object]]] = {
        "layout, Latin": (
            200,
            lambda: layout(LATIN),
            lambda: garamond[60].getlength(filled(LATIN)),
        ),
        "layout, mixed bidi": (
            200,
            lambda: layout(BIDI),
            lambda: hebrew.getlength(filled(BIDI)),
        ),
        "fit, Latin": (100, lambda: fit(LATIN), lambda: pillow_fit(garamond.__getitem__, LATIN)),
        "fit, wrapped": (50, lambda: fit(LATIN, WRAPPED), lambda: None),
        "draw, 160 px": (
            10,
            lambda: _paste(canvas, mark),
            lambda: pen.text((20, 40), NAME, font=large, fill="black"),
        ),
        "draw, outline of 6 px": (
            3,
            lambda: _paste(canvas, outlined),
            lambda: pen.text((20, 40), NAME, font=large, stroke_width=6, stroke_fill="red"),
        ),
    }
    figures: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in tasks}
    for turn in range(rounds + 1):
        for name, (times, ours, theirs) in tasks.items():
            if not turn:  # the first round fills what is kept
                ours()
                theirs()
                continue
            figures[name][0].append(_timed(ours, times))
            figures[name][1].append(_timed(theirs, times))
    print(f"{'':22}{'certgen':>16}{'Pillow':>18}   (ms: median, fastest of {rounds})")
    for name, (ours, theirs) in figures.items():
        one, other = statistics.median(ours), statistics.median(theirs)
        ratio = f"{other / one:8.1f}x" if other > 1e-2 else f"{'–':>9}"
        print(f"{name:22}{one:9.3f}{min(ours):9.3f}{other:9.3f}{min(theirs):9.3f}{ratio}")
    names = [filled(LATIN) for _ in range(10_000)]
    print(f"coverage of 10,000 names: {_timed(lambda: uncovered(names, STYLE, FONTS), 1):.0f} ms")


def _paste(canvas: Image.Image, mark: TextMark) -> None:
    scale = 160 / mark.runs[0].size
    for tile in rasterize(mark, scaling(scale), FONTS):
        canvas.paste(tile.color, (tile.left, tile.top), tile.image)


def _timed(work: Callable[[], object], times: int) -> float:
    """Milliseconds for one."""
    started = perf_counter()
    for _ in range(times):
        work()
    return (perf_counter() - started) * 1_000 / times


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
