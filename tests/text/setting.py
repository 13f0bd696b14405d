"""Short ways to set a text in tests."""

from __future__ import annotations

from certgen.elements.base import Box
from certgen.elements.text.model import Fit, TextElement, TextStyle
from certgen.fontbook import FontBook
from certgen.text.chain import Face
from certgen.text.fit import Fitted, Job, fit_text
from certgen.text.line import Line, set_line
from certgen.text.markup import PLAIN, Marked, read_markup
from certgen.text.paragraph import paragraphs
from certgen.text.shape import Setting

EM = 10 * 72 / 25.4
"""The size in points at which an em is 10 mm."""
DEFAULT_FIT = Fit()


def line_of(
    text: str,
    fonts: FontBook,
    family: str = "Box",
    *,
    language: str = "",
    weight: int = 400,
    markup: bool = False,
    small: bool = False,
    **setting: object,
) -> Line:
    """A text of one line, in ems."""
    marked = read_markup(text) if markup else Marked(text, [PLAIN] * len(text))
    face = Face(family, weight, False, language)
    (paragraph,) = paragraphs(marked, face, fonts, small=small)
    return set_line(paragraph, Setting(fonts, language, **setting))


def fitted(
    text: str,
    fonts: FontBook,
    width: float = 100,
    height: float = 100,
    *,
    fit: Fit = DEFAULT_FIT,
    markup: bool = False,
    language: str = "",
    **style: object,
) -> Fitted:
    """A text in the box font at 10 mm to the em, in a box of millimeters."""
    wanted = TextStyle(**({"font": "Box", "size": EM} | style))
    return fit_text(Job(text, wanted, fit, width, height, language, markup), fonts)


def element(
    width: float = 100, height: float = 100, *, fit: Fit = DEFAULT_FIT, **changes: object
) -> TextElement:
    """A text element at the page's origin in the box font at 10 mm to the em."""
    own = {name: changes.pop(name) for name in list(changes) if name in _OF_ELEMENT}
    return TextElement(
        id="text",
        name="Text",
        box=Box(x=0, y=0, width=width, height=height),
        style=TextStyle(**({"font": "Box", "size": EM} | changes)),
        fit=fit,
        **own,
    )


_OF_ELEMENT = ("rotation", "opacity", "markup", "required", "language")
