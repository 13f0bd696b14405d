"""What a design is: a drawing and fields for a page and a palette."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from certgen.gallery.drawing import Drawing
from certgen.gallery.palette import Palette
from certgen.geometry import Size
from certgen.layout import Element

PAPERS = ("A4", "Letter")
ORIENTATIONS = ("landscape", "portrait")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawn page and its fields, back to front."""

    drawing: Drawing
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Design:
    """A template to start from, in several papers, orientations and palettes."""

    key: str
    title: str
    description: str
    palettes: tuple[Palette, ...]
    draw: Callable[[Size, Palette], Sheet] = field(repr=False)
    papers: tuple[str, ...] = PAPERS
    orientations: tuple[str, ...] = ORIENTATIONS
