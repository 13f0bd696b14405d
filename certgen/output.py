"""What is to be made: the kind of file and how fine. Part of a project."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from certgen.sheet import Sheet
from certgen.value import Value

Format = Literal["pdf", "pdf-combined", "png", "jpeg"]
Subsampling = Literal["4:4:4", "4:2:2", "4:2:0"]

EXTENSIONS: dict[Format, str] = {"pdf": "pdf", "pdf-combined": "pdf", "png": "png", "jpeg": "jpg"}


class Output(Value, frozen=True):
    """Settings of a batch.

    `format`: "pdf" is a file for each person, "pdf-combined" one file with a page for each.
    `dpi` is the resolution of PNG and JPEG; 0 takes the template's own pixels (300 for a PDF).
    `quality` is JPEG's, from 1 to 100; `subsampling` its color resolution (4:4:4 keeps colored
    letters sharp). `sheet` is for "pdf-combined": several pages side by side on larger sheets.
    """

    format: Format = "pdf"
    dpi: Annotated[float, Meta(ge=0, le=2400)] = 0.0
    quality: Annotated[int, Meta(ge=1, le=100)] = 90
    subsampling: Subsampling = "4:4:4"
    sheet: Sheet | None = None

    @property
    def extension(self) -> str:
        """The file's extension without the dot."""
        return EXTENSIONS[self.format]
