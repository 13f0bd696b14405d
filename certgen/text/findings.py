"""What a person should know about a set text: the kinds of findings, and their sentences."""

from __future__ import annotations

from certgen.marks import Finding
from certgen.text.clean import MAX_CHARACTERS, MAX_MARKS
from certgen.text.fit import Fitted

MISSING_GLYPHS = "missing-glyphs"
DOES_NOT_FIT = "does-not-fit"
SHRUNK_SMALL = "shrunk-small"
EMPTY_REQUIRED = "empty-required"
TEXT_CUT = "text-cut"
OTHER_FONT = "other-font"

READABLE_SIZE = 7.0
"""Points below which print is hard to read."""
MUCH_SMALLER = 0.5
"""The share of the wished size below which a text no longer looks like the others of its kind."""
_MOST_SHOWN = 20


def findings_of(fitted: Fitted, name: str, element: str) -> tuple[Finding, ...]:
    """Everything worth knowing about one text; `name` is what people call its field."""
    found = []
    if fitted.missing:
        shown = fitted.missing[:_MOST_SHOWN]
        message = f"“{name}”: no font at hand has {_listed(shown)}. Add a font that does."
        found.append(Finding(MISSING_GLYPHS, "error", message, element, fitted.missing))
    if fitted.cut:
        message = (
            f"“{name}” is longer than {MAX_CHARACTERS} characters or has letters with more than "
            f"{MAX_MARKS} marks; the rest is left out."
        )
        found.append(Finding(TEXT_CUT, "error", message, element))
    if fitted.replaced:
        shown = _listed(fitted.replaced[:_MOST_SHOWN])
        message = f"“{name}” is set in another font, since the chosen one has no {shown}."
        found.append(Finding(OTHER_FONT, "info", message, element, fitted.replaced))
    if not fitted.fits:
        found.append(_does_not_fit(fitted, name, element))
    elif fitted.shrunk and fitted.size < max(READABLE_SIZE, fitted.wished * MUCH_SMALLER):
        message = (
            f"“{name}” is set in {fitted.size:.1f} pt instead of {fitted.wished:g} pt to go into "
            f"its box. Look whether it reads well."
        )
        found.append(Finding(SHRUNK_SMALL, "warning", message, element, f"{fitted.size:.2f} pt"))
    return tuple(found)


def empty(name: str, element: str) -> Finding:
    """A field that has to be filled is not."""
    return Finding(EMPTY_REQUIRED, "warning", f"“{name}” is empty.", element)


def _does_not_fit(fitted: Fitted, name: str, element: str) -> Finding:
    over = fitted.overflow
    by = f"{over.width:.1f} mm too wide" if over.width else f"{over.height:.1f} mm too high"
    message = (
        f"“{name}” does not go into its box: even at {fitted.size:g} pt it is {by}. "
        f"Enlarge the box, allow more lines or a smaller size."
    )
    return Finding(DOES_NOT_FIT, "error", message, element, by)


def _listed(chars: str) -> str:
    return ", ".join(f"{char} (U+{ord(char):04X})" for char in chars)
