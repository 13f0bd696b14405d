"""The bytes of PDF objects (ISO 32000-1, section 7.3): numbers, names, strings, streams, colors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from certgen.color import rgb
from certgen.geometry import Matrix
from certgen.pdf.flate import Flate

_NOT_REGULAR = re.compile(rb"[^!-~]|[()<>\[\]{}/%#]")
# Beyond these, readers with 32-bit fixed numbers go wrong (annex C).
_LARGEST = 32_767.0


def number(value: float) -> str:
    """A number to four decimals, never with an exponent."""
    if not -_LARGEST <= value <= _LARGEST:
        value = min(max(value, -_LARGEST), _LARGEST)
    rounded = round(value, 4)
    whole = int(rounded)
    return str(whole) if whole == rounded else repr(rounded)


def numbers(values: Iterable[float]) -> str:
    """Numbers with spaces between."""
    return " ".join(map(number, values))


def fine_numbers(matrix: Matrix) -> str:
    """The six numbers of a map, its turn to seven decimals."""
    turn = " ".join(f"{value:.7f}".rstrip("0").rstrip(".") for value in matrix[:4])
    return f"{turn} {numbers(matrix[4:])}".replace("-0 ", "0 ")


def name(value: str) -> str:
    """A name object; anything but plain characters is escaped."""
    escaped = _NOT_REGULAR.sub(lambda found: b"#%02X" % found[0][0], value.encode())
    return "/" + escaped.decode("ascii")


def text_string(value: str) -> str:
    """A text string: ASCII as it is, anything else as UTF-16 in hexadecimal digits."""
    if value.isascii() and value.isprintable():
        escaped = value.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<FEFF{utf16_hex(value)}>"


def utf16_hex(value: str) -> str:
    """UTF-16 in hexadecimal digits; a lone surrogate becomes the replacement character."""
    if value.isascii():
        return "".join([f"{ord(char):04X}" for char in value])
    try:
        return value.encode("utf-16-be").hex().upper()
    except UnicodeEncodeError:
        clean = value.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")
        return clean.encode("utf-16-be").hex().upper()


def reference(number: int) -> str:
    """A reference to an object."""
    return f"{number} 0 R"


def array(references: Iterable[int]) -> str:
    """An array of references."""
    return f"[{' '.join([f'{number} 0 R' for number in references])}]"


def dictionary(entries: Mapping[str, str]) -> str:
    """A dictionary of names and ready-made values; empty values are left out."""
    return f"<<{''.join(f'/{key} {value}' for key, value in entries.items() if value)}>>"


def stream(data: bytes, entries: str = "", *, compress: Flate | None = None) -> bytes:
    """A stream object; `entries` stand in its dictionary, `compress` makes the data smaller."""
    if compress:
        data = compress(data)
        entries += "/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries.encode("ascii"), len(data), data)


@lru_cache(maxsize=512)
def fill_color(color: str) -> str:
    """The operator that fills with `#rrggbb`."""
    return f"{numbers(channel / 255 for channel in rgb(color))} rg"


@lru_cache(maxsize=512)
def stroke_color(color: str) -> str:
    """The operator that draws lines in `#rrggbb`."""
    return f"{numbers(channel / 255 for channel in rgb(color))} RG"
