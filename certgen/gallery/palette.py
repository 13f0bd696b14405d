"""Colors that go together, and mixing them."""

from __future__ import annotations

from dataclasses import dataclass

from certgen.color import rgb


@dataclass(frozen=True, slots=True)
class Palette:
    """The colors of one design.

    `paper` is the ground and `ink` the main text on it; `soft` is for small text, `accent` for
    titles and lines, `second` sets off. All texts' colors are legible on the paper.
    """

    key: str
    title: str
    paper: str
    ink: str
    soft: str
    accent: str
    second: str

    def pale(self, share: float) -> str:
        """The accent mixed into the paper; 0 is paper, 1 is accent."""
        return mixed(self.paper, self.accent, share)


def mixed(one: str, other: str, share: float) -> str:
    """A color between two; 0 is the first, 1 the other."""
    pairs = zip(rgb(one), rgb(other), strict=True)
    red, green, blue = (round(a + (b - a) * share) for a, b in pairs)
    return f"#{red:02x}{green:02x}{blue:02x}"
