"""How finished pages are laid on larger sheets, to be printed and cut. Part of an output."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from certgen.value import Value

Side = Annotated[float, Meta(ge=20, le=5_000, description="millimeters")]
Space = Annotated[float, Meta(ge=0, le=200, description="millimeters")]
Count = Annotated[int, Meta(ge=0, le=100)]
Back = Literal["", "front", "own"]


class Sheet(Value, frozen=True):
    """How pages are laid on a sheet.

    `columns` and `rows` of 0 are as many as go. `bleed` is how much of every page's edge is cut
    off; cut marks stand where the cuts go. `margin` is what stays free on all four sides. `back`
    is what is printed behind each page: nothing, the page once more, or the project's own back.
    """

    width: Side = 210.0
    height: Side = 297.0
    margin: Space = 10.0
    gap: Space = 0.0
    bleed: Space = 0.0
    columns: Count = 0
    rows: Count = 0
    cut_marks: bool = True
    back: Back = ""
