"""A text element and its merged content -> set lines in its box. Knows nothing of pixels."""

from __future__ import annotations

from certgen.cache import BoundedCache
from certgen.elements.text.model import Shadow, TextElement, TextStyle
from certgen.fontbook import FontBook
from certgen.geometry import EMPTY, Rect, translation
from certgen.marks import Artwork, GlyphRun, TextMark, artwork, weight
from certgen.text.findings import empty, findings_of
from certgen.text.fit import Fitted, Job, fit_text
from certgen.text.line import Line, LineRun
from certgen.text.place import placed
from certgen.units import pt_to_mm

_KEPT_BYTES = 8 * 2**20
BLUR_REACH = 3.0
"""How many times its softness a shadow reaches beyond its letters."""


def text_artwork(element: TextElement, text: str, fonts: FontBook, language: str) -> Artwork:
    """The text set, fitted and placed; what is wrong with it is among the findings.

    Courses and dates come back in a list again and again; what was set is kept for a while.

    Raises:
        FontError: the element's font is unknown or damaged.
    """
    key = (element, text, fonts, language)
    known = _known.get(key)
    if known is None:
        known = _set(element, text, fonts, language)
        _known.put(key, known, weight(known))
    return known


def _set(element: TextElement, text: str, fonts: FontBook, language: str) -> Artwork:
    if not text.strip():
        findings = (empty(element.name, element.id),) if element.required else ()
        return artwork(element.id, (), element.matrix, findings=findings)
    fitted = fitted_element(element, text, fonts, language)
    return artwork(
        element.id,
        _marks(fitted, element),
        element.matrix,
        opacity=element.opacity,
        findings=findings_of(fitted, element.name, element.id),
    )


def fitted_element(element: TextElement, text: str, fonts: FontBook, language: str) -> Fitted:
    """How the element's text is set: the size used, lines, what is missing, what runs over.

    Raises:
        FontError: the element's font is unknown or damaged.
    """
    job = Job(
        text=text,
        style=element.style,
        fit=element.fit,
        width=element.box.width,
        height=element.box.height,
        language=language,
        markup=element.markup,
    )
    return fit_text(job, fonts)


def _marks(fitted: Fitted, element: TextElement) -> tuple[TextMark, ...]:
    origins = placed(fitted, element.style, element.box.width, element.box.height)
    em = pt_to_mm(fitted.size)
    return tuple(
        [
            _mark(line, x, y, em, element.style)
            for line, (x, y) in zip(fitted.lines, origins, strict=True)
            if line.runs
        ]
    )


def _mark(line: Line, x: float, y: float, em: float, style: TextStyle) -> TextMark:
    outline, shadow = style.outline, style.shadow
    width = pt_to_mm(outline.width) if outline else 0.0
    return TextMark(
        text=line.text,
        runs=tuple([_run(run, em) for run in line.runs]),
        x=x,
        y=y,
        color=style.color,
        ink=_ink(line, x, y, em, width, shadow),
        outline=width,
        outline_color=outline.color if outline else "#ffffff",
        shadow=(shadow.dx, shadow.dy) if shadow else None,
        shadow_color=shadow.color if shadow else "#000000",
        shadow_opacity=shadow.opacity if shadow else 0.0,
        blur=shadow.blur if shadow else 0.0,
    )


def _ink(line: Line, x: float, y: float, em: float, outline: float, shadow: Shadow | None) -> Rect:
    if line.ink.empty:
        return EMPTY
    left, top, right, bottom = line.ink
    letters = Rect(
        x + left * em - outline,
        y + top * em - outline,
        x + right * em + outline,
        y + bottom * em + outline,
    )
    if shadow is None:
        return letters
    behind = translation(shadow.dx, shadow.dy).bounds(letters)
    return letters.united(behind.grown(BLUR_REACH * shadow.blur))


def _run(run: LineRun, em: float) -> GlyphRun:
    return GlyphRun(
        font=run.font,
        size=em * run.scale,
        glyphs=run.glyphs,
        x=tuple([x * em for x in run.x]),
        y=tuple([y * em for y in run.y]),
        texts=run.texts,
    )


_known: BoundedCache[tuple[TextElement, str, FontBook, str], Artwork] = BoundedCache(_KEPT_BYTES)
