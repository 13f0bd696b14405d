"""A QR code whose content has placeholders."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from certgen.elements.base import BaseElement
from certgen.value import HexColor, LongText


class CodeElement(BaseElement, frozen=True, tag="code", tag_field="kind"):
    """A QR code (ISO/IEC 18004), as large as goes into the box, square, centered.

    `error_correction` is the part that may be damaged: L 7 %, M 15 %, Q 25 %, H 30 %.
    `quiet_zone` is the margin in modules; the standard asks for 4. `background` "" is transparent.
    """

    content: LongText = ""
    color: HexColor = "#000000"
    background: Annotated[str, Meta(pattern=r"^(#[0-9a-fA-F]{6})?$")] = "#ffffff"
    error_correction: Literal["L", "M", "Q", "H"] = "M"
    quiet_zone: Annotated[int, Meta(ge=0, le=20)] = 2
    required: bool = True
