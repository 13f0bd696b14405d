"""A text with placeholders, set in one style, fitted into its box."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from certgen.elements.base import BaseElement
from certgen.value import Fraction, HexColor, LongText, Millimeters, Points, ShortText, Tag, Value

Align = Literal["left", "center", "right", "justify"]
VerticalAlign = Literal["top", "middle", "bottom"]
Case = Literal["as-is", "upper", "title", "small-caps"]
FeatureTag = Annotated[str, Meta(pattern=r"^[a-z0-9]{4}$", description="OpenType feature tag")]


class Outline(Value, frozen=True):
    """A line around the letters, outside of them; width in points."""

    width: Annotated[float, Meta(ge=0, le=50)] = 0.5
    color: HexColor = "#ffffff"


class Shadow(Value, frozen=True):
    """The text once more behind itself, moved by dx, dy and softened; millimeters."""

    dx: Millimeters = 0.5
    dy: Millimeters = 0.5
    blur: Annotated[float, Meta(ge=0, le=20)] = 0.3
    color: HexColor = "#000000"
    opacity: Fraction = 0.5


class TextStyle(Value, frozen=True):
    """How a text looks. Sizes in points; letter spacing in ems; line height as a factor."""

    font: ShortText = "EB Garamond"
    size: Points = 24.0
    weight: Annotated[int, Meta(ge=1, le=1000)] = 400
    italic: bool = False
    color: HexColor = "#1a1a1a"
    align: Align = "center"
    valign: VerticalAlign = "middle"
    letter_spacing: Annotated[float, Meta(ge=-0.5, le=2)] = 0.0
    line_height: Annotated[float, Meta(ge=0.5, le=5)] = 1.2
    case: Case = "as-is"
    features: Annotated[tuple[FeatureTag, ...], Meta(max_length=20)] = ()
    outline: Outline | None = None
    shadow: Shadow | None = None


class Fit(Value, frozen=True):
    """What happens to a text that is larger than its box.

    With `shrink` it is set smaller, for this record only, down to `min_size` points. With `wrap`
    it may be broken into balanced lines, at most `max_lines`. What then still does not fit is set
    at the minimum and reported, never clipped or left out.
    """

    shrink: bool = True
    min_size: Points = 8.0
    wrap: bool = False
    max_lines: Annotated[int, Meta(ge=1, le=100)] = 4


class TextElement(BaseElement, frozen=True, tag="text", tag_field="kind"):
    """Text with placeholders.

    With `markup`, `**bold**` and `*italic*` in the content are set so. `required` makes an empty
    result a finding. `language` (BCP 47) chooses regional letter forms; "" takes the layout's.
    """

    content: LongText = ""
    style: TextStyle = TextStyle()
    fit: Fit = Fit()
    markup: bool = False
    required: bool = False
    language: Tag = ""
