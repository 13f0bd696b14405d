"""Style + text + box -> set lines at a size: the wished one if it goes, else as large as goes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from certgen.elements.text.model import Fit, TextStyle
from certgen.fontbook import FontBook
from certgen.fontref import FontRef
from certgen.geometry import Size
from certgen.text.block import Block, Room
from certgen.text.case import title, upper
from certgen.text.chain import Face, main_font
from certgen.text.clean import clean
from certgen.text.coverage import lacking
from certgen.text.harfbuzz import OpenFont, open_font
from certgen.text.line import Line
from certgen.text.markup import PLAIN, Marked, read_markup
from certgen.text.paragraph import Paragraph, paragraphs
from certgen.text.shape import Setting
from certgen.text.wrap import best_block
from certgen.units import mm_to_pt, pt_to_mm

_TOLERANCE = 1e-6


class Job(msgspec.Struct, frozen=True, gc=False):
    """All that the setting of a text depends on; equal jobs give equal results. Box in mm."""

    text: str
    style: TextStyle
    fit: Fit
    width: float
    height: float
    language: str = ""
    markup: bool = False


class Fitted(msgspec.Struct, frozen=True, gc=False):
    """How a text is set in its box.

    `size` is in points, `block` the lines. `ascent` and `descent` are the chosen font's, in ems.
    `overflow` is by how much the text is wider and higher than the box, in millimeters. `missing`
    holds the characters no font has; `cut` says that the text was too long to be set whole.
    `replaced` holds letters for whose sake another font than the chosen one draws their script.
    """

    size: float
    wished: float
    block: Block
    ascent: float
    descent: float
    overflow: Size
    missing: str
    cut: bool = False
    replaced: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines from top to bottom."""
        return self.block.lines

    @property
    def fits(self) -> bool:
        """Whether nothing runs over the box."""
        return self.overflow == (0.0, 0.0)

    @property
    def shrunk(self) -> bool:
        """Whether it is smaller than wished."""
        return self.size < self.wished * (1 - _TOLERANCE)


def fit_text(job: Job, fonts: FontBook) -> Fitted:
    """Sets a text in a box.

    Raises:
        FontError: the family is unknown, or a font's file is gone or damaged.
    """
    style = job.style
    cleaned = clean(job.text)
    face, main, setting = _setting(style, job.language, fonts)
    imitated = style.case == "small-caps" and not main.has_feature("smcp")
    parts = paragraphs(_marked(cleaned.text, job), face, fonts, small=imitated)
    room = _room(style, job.fit, job.width, job.height)
    block = best_block(parts, setting, room, job.fit)
    size = max(block.size_in(room), room.least) if job.fit.shrink else room.wished
    overflow = _overflow(block, size, room)
    if style.align == "justify":
        block = block.stretched(setting, room.width / size)
    return Fitted(
        size=mm_to_pt(size),
        wished=style.size,
        block=block,
        ascent=main.ascent,
        descent=main.descent,
        overflow=overflow,
        missing="".join(dict.fromkeys("".join([line.missing for line in block.lines]))),
        cut=cleaned.cut,
        replaced=_replaced(parts, main.ref, style.font, fonts),
    )


def _replaced(parts: Sequence[Paragraph], main: FontRef, family: str, fonts: FontBook) -> str:
    """Why another font draws words that the chosen one has most letters of."""
    drawn_with = {run.fonts[0].key for part in parts for run in part.runs}
    if drawn_with == {main.key} or drawn_with <= {f.key for f in fonts.family(family).faces}:
        return ""
    return lacking("".join(part.shown for part in parts), main, fonts)


def _marked(text: str, job: Job) -> Marked:
    match job.style.case:
        case "upper":
            text = upper(text, job.language)
        case "title":
            text = title(text, job.language)
    return read_markup(text) if job.markup else Marked(text, [PLAIN] * len(text))


@lru_cache(maxsize=128)
def _setting(style: TextStyle, language: str, fonts: FontBook) -> tuple[Face, OpenFont, Setting]:
    """All of a style that is the same for every text."""
    face = Face(style.font, style.weight, style.italic, language)
    main = open_font(main_font(face, fonts), fonts)
    features = dict.fromkeys(style.features, True)
    if style.case == "small-caps":
        features.setdefault("smcp", True)
    if style.case == "upper":
        # Brackets, hyphens and marks as they suit capitals.
        features.setdefault("case", True)
    if style.letter_spacing:
        # Spaced letters do not join (CSS Text 3, 8.2).
        features = {"liga": False, "clig": False} | features
    justified = style.align == "justify"
    setting = Setting(
        fonts, language, tuple(features.items()), style.letter_spacing, justified=justified
    )
    return face, main, setting


@lru_cache(maxsize=128)
def _room(style: TextStyle, fit: Fit, width: float, height: float) -> Room:
    """The box without the width of the outline, which is drawn around the letters."""
    outline = 2 * pt_to_mm(style.outline.width) if style.outline else 0.0
    return Room(
        width=max(width - outline, 0.01),
        height=max(height - outline, 0.01),
        wished=pt_to_mm(style.size),
        least=pt_to_mm(min(fit.min_size, style.size)),
        line_height=style.line_height,
        ragged=style.align != "justify",
    )


def _overflow(block: Block, size: float, room: Room) -> Size:
    wide = block.width * size - room.width
    high = block.height * size - room.height
    least = room.width * _TOLERANCE
    return Size(wide if wide > least else 0.0, high if high > least else 0.0)
