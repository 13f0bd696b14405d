"""What can be chosen when a list is read, what was found, and how much is read at all."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 20 * 2**20
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELL = 10_000
MAX_TEXT = 50_000_000
PREVIEW_ROWS = 20


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Choices that replace what would be found; empty ones leave the finding to the reader.

    `header_row` is the row with the column names, from 1 as in the sheet; 0 says there is none.
    """

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_row: int | None = None


@dataclass(frozen=True, slots=True)
class EncodingChoice:
    """A way to read the file's bytes as text. `preview` is a line of the file read that way."""

    codec: str
    label: str
    preview: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """How a list was read, to be shown and changed.

    `used` are the options that would read it the same way again. `encodings` holds the choices,
    best first, when the file does not say its encoding itself. `first_rows` are numbered as in
    the sheet and stand as they were found, titles above the header included.
    """

    kind: str
    used: ReadOptions
    encodings: tuple[EncodingChoice, ...] = ()
    sheets: tuple[str, ...] = ()
    first_rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
