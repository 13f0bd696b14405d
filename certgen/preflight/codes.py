"""Problems of codes: empty, too long, too fine or too pale for a phone's camera.

A code is judged without being drawn, as drawing ten thousand takes a minute. How fine its modules
are follows from its longest content; whether it can be read is tried on that one, and for people
whose own texts reach into it, where zxing-cpp is installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from certgen.batch.job import Task
from certgen.color import luminance, rgb
from certgen.compose import Assets, shows
from certgen.elements.code.artwork import LIMITS, code_artwork, encoded
from certgen.elements.code.model import CodeElement
from certgen.geometry import Rect
from certgen.layout import Layout
from certgen.marks import Finding
from certgen.merge import merge
from certgen.preflight.background import Background, contrast
from certgen.preflight.scan import can_scan, scans

SMALLEST_MODULE_MM = 0.33
"""What phone cameras still read in print (GS1 General Specifications, QR code X-dimension)."""
_LEAST_CONTRAST = 3.0
# Trying one out takes some hundredths of a second.
_MOST_TRIED = 200


@dataclass
class CodeCheck:
    """Checks one code element over all records."""

    element: CodeElement
    layout: Layout
    assets: Assets
    background: Background
    longest: str = ""
    task: Task | None = None
    _tried: int = 0
    _unread: set[int] = field(default_factory=set)

    def findings(self, task: Task, inks: Iterable[Rect] = ()) -> tuple[Finding, ...]:
        """What is to be said for one record; remembers the longest content.

        `inks` is where this record's other elements are: a code they reach into is tried out.
        """
        if not shows(self.element.only_if, task.values):
            return ()
        merged = merge(self.element.content, task.values, language=self.layout.language)
        size = len(merged.text.encode("utf-8", "replace"))
        if not size or size > LIMITS[self.element.error_correction]:
            return (*merged.findings, *code_artwork(self.element, merged.text).findings)
        if size > len(self.longest.encode("utf-8", "replace")):
            self.longest, self.task = merged.text, task
        bounds = self.element.bounds
        if any(bounds.overlaps(ink) for ink in inks):
            return (*merged.findings, *self._tried_out(task, merged.text))
        return merged.findings

    def whole_list(self) -> Iterator[Finding]:
        """What is to be said once all records were seen."""
        if self.task is None:
            return
        told = (*self._off_the_page(), *self._too_fine(), *self._too_pale())
        yield from told
        if not told and self.task.row not in self._unread:
            yield from self._unreadable(self.task, self.longest)

    def _off_the_page(self) -> Iterator[Finding]:
        if not self._page.contains(self.element.bounds, 0.3):
            message = f"“{self.element.name}” runs over the edge of the page."
            yield Finding("off-page", "error", message)

    def _too_fine(self) -> Iterator[Finding]:
        module = self._module
        if module < SMALLEST_MODULE_MM:
            box = self.element.box
            wanted = min(box.width, box.height) / module * SMALLEST_MODULE_MM
            yield Finding(
                "code-too-fine",
                "warning",
                f"The dots of “{self.element.name}” are {module:.2f} mm wide; phones need "
                f"{SMALLEST_MODULE_MM} mm. Make it {wanted:.0f} mm large, or its content shorter.",
                detail=f"{module:.3f}",
            )

    def _too_pale(self) -> Iterator[Finding]:
        element = self.element
        dark = luminance(rgb(element.color))
        light = luminance(rgb(element.background)) if element.background else self._behind()
        if dark > light:
            message = (
                f"“{element.name}” is lighter than what is behind it: many phones cannot read it."
            )
            yield Finding("code-inverted", "warning", message)
        elif contrast(dark, light) < _LEAST_CONTRAST:
            message = f"“{element.name}” hardly differs from what is behind it."
            yield Finding("code-too-pale", "error", message)

    def _tried_out(self, task: Task, content: str) -> Iterator[Finding]:
        if self._tried < _MOST_TRIED:
            self._tried += 1
            for finding in self._unreadable(task, content):
                self._unread.add(task.row)
                yield finding

    def _unreadable(self, task: Task, content: str) -> Iterator[Finding]:
        if not can_scan():
            return
        element = self.element
        readable = scans(
            self.layout,
            task.values,
            self.assets,
            area=element.bounds.grown(4 * self._module),
            module=self._module,
            content=content,
        )
        if not readable:
            message = f"“{element.name}” cannot be read from the page. Is something in its way?"
            yield Finding("code-unreadable", "error", message)

    @property
    def _module(self) -> float:
        """The side of a dot in millimeters with the longest content."""
        element = self.element
        modules = len(encoded(self.longest, element.error_correction)) + 2 * element.quiet_zone
        return min(element.box.width, element.box.height) / modules

    def _behind(self) -> float:
        return self.background.mean(self.element.bounds.intersected(self._page))

    @property
    def _page(self) -> Rect:
        return Rect(0.0, 0.0, *self.layout.page.size)
