"""Problems of one element with one record, found by setting it with the real text engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from certgen.color import contrast, rgb
from certgen.columns import columns_of
from certgen.compose import Assets, Values, compose_element, shows
from certgen.elements.text.model import TextElement
from certgen.geometry import Rect
from certgen.layout import Element, Layout
from certgen.marks import Artwork, Finding
from certgen.merge import lookup
from certgen.preflight.background import Background
from certgen.text.findings import DOES_NOT_FIT

_KEPT = 20_000
_TOLERANCE_MM = 0.3
_HIDDEN_SHARE = 0.35
_OUTLINE_HELPS = 3.0
NOWHERE = Rect(0.0, 0.0, 0.0, 0.0)


class Seen(NamedTuple):
    """What is to be said of an element for one record, and where its ink is (mm)."""

    findings: tuple[Finding, ...] = ()
    ink: Rect = NOWHERE


@dataclass(frozen=True)
class ElementCheck:
    """Checks one element. Records with the same values in its columns are set once."""

    element: Element
    layout: Layout
    assets: Assets
    background: Background
    _columns: tuple[str, ...] = field(init=False)
    _known: dict[tuple[str, ...], Seen] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_columns", columns_of(self.element))
        object.__setattr__(self, "_known", {})

    @property
    def is_constant(self) -> bool:
        """Whether it is the same for all records."""
        return not self._columns

    def seen(self, values: Values) -> Seen:
        """The element with one record.

        Raises:
            CertgenError: it cannot be set at all.
        """
        if not shows(self.element.only_if, values):
            return Seen()
        key = tuple(lookup(values, column) for column in self._columns)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            drawn = compose_element(self.element, values, self.layout, self.assets)
            findings = (*drawn.findings, *self._of_place(drawn))
            found = self._known[key] = Seen(findings, drawn.ink)
        return found

    def _of_place(self, drawn: Artwork) -> Iterator[Finding]:
        if drawn.ink.empty:
            return
        if not any(finding.kind == DOES_NOT_FIT for finding in drawn.findings):
            yield from self._off_the_page(drawn.ink)
        if isinstance(self.element, TextElement):
            yield from self._hard_to_read(self.element, drawn.ink)

    def _off_the_page(self, ink: Rect) -> Iterator[Finding]:
        page = Rect(0.0, 0.0, *self.layout.page.size)
        name = self.element.name
        if not page.overlaps(ink):
            yield Finding("off-page", "error", f"“{name}” lies outside of the page.")
        elif isinstance(self.element, TextElement) and not page.contains(ink, _TOLERANCE_MM):
            yield Finding("off-page", "error", f"“{name}” runs over the edge of the page.")

    def _hard_to_read(self, element: TextElement, ink: Rect) -> Iterator[Finding]:
        style = element.style
        outline = style.outline
        if outline and contrast(rgb(outline.color), rgb(style.color)) >= _OUTLINE_HELPS:
            return
        share = self.background.hidden_share(style.color, element.opacity, ink)
        if share > _HIDDEN_SHARE:
            yield Finding(
                "low-contrast",
                "warning",
                f"“{element.name}” is hard to read: {share:.0%} of what is behind it is nearly as "
                f"{'light' if _is_light(style.color) else 'dark'} as the letters.",
                detail=f"{share:.2f}",
            )


def _is_light(color: str) -> bool:
    return contrast(rgb(color), (255, 255, 255)) < contrast(rgb(color), (0, 0, 0))
