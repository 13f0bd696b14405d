"""What every kind of element has."""

from __future__ import annotations

from typing import Literal

from certgen.geometry import Matrix, Rect, rotation, translation
from certgen.value import Degrees, Fraction, Identifier, Length, Millimeters, ShortText, Value


class Box(Value, frozen=True):
    """Where an element is before it is rotated: millimeters from the page's top left."""

    x: Millimeters
    y: Millimeters
    width: Length
    height: Length

    @property
    def center(self) -> tuple[float, float]:
        """The point that rotation turns about."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def rect(self) -> Rect:
        """The same by its edges."""
        return Rect(self.x, self.y, self.x + self.width, self.y + self.height)


class Condition(Value, frozen=True):
    """Shows an element only for some records: `column` is not empty, or equals `value`."""

    column: ShortText
    test: Literal["filled", "empty", "equals", "differs"] = "filled"
    value: ShortText = ""


class BaseElement(Value, frozen=True):
    """What every kind of element has.

    `id` never changes and is unique in its layout; `name` is what people see and may be changed.
    Rotation is in degrees, clockwise, about the middle of the box.
    """

    id: Identifier
    name: ShortText
    box: Box
    rotation: Degrees = 0.0
    opacity: Fraction = 1.0
    locked: bool = False
    hidden: bool = False
    only_if: Condition | None = None

    @property
    def matrix(self) -> Matrix:
        """From the element's own frame (origin at its box's top left) to the page."""
        place = translation(self.box.x, self.box.y)
        if self.rotation == 0.0:
            return place
        return place.then(rotation(self.rotation, *self.box.center))

    @property
    def bounds(self) -> Rect:
        """The upright rectangle around the rotated box, in millimeters on the page."""
        return self.matrix.bounds(Rect(0.0, 0.0, self.box.width, self.box.height))
