"""Bytes to text. What cannot be known for certain is ranked, shown and left to choose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from certgen.errors import DataError
from certgen.reading.code_pages import CODE_PAGES, encoding_choices, fits
from certgen.reading.options import EncodingChoice
from certgen.records import Note

# Byte order marks, longest first.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LABELS = {
    "utf-8": "Unicode (UTF-8)",
    "utf-8-sig": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "utf-16-le": "Unicode (UTF-16)",
    "utf-16-be": "Unicode (UTF-16)",
    "utf-32": "Unicode (UTF-32)",
    **CODE_PAGES,
}
# UTF-8 that was read as Windows-1252 once and saved again: Ã© where é was.
_GARBLED = re.compile("[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and the choices where its encoding had to be guessed."""

    text: str
    codec: str
    choices: tuple[EncodingChoice, ...] = ()
    notes: tuple[Note, ...] = ()


def decode(data: bytes, name: str, encoding: str = "") -> Decoded:
    """The text in these bytes; by a chosen encoding, by what they say themselves, or by a guess.

    Raises:
        DataError: the chosen encoding does not fit.
    """
    if encoding:
        return _chosen(data, name, encoding)
    codec = next((codec for mark, codec in _MARKS if data.startswith(mark)), "") or _utf16(data)
    if codec:
        return _chosen(data, name, codec)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data, name)
    return Decoded(text, "utf-8", notes=_garbled(text))


def _chosen(data: bytes, name: str, codec: str) -> Decoded:
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        raise DataError(
            f"“{name}” cannot be read as {_LABELS.get(codec, codec)}.",
            "Choose another encoding, or save the list as XLSX or as “CSV UTF-8”.",
        ) from None
    choices = encoding_choices(data) if codec in CODE_PAGES else ()
    return Decoded(text.removeprefix("\ufeff"), codec, choices)


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: in most texts every other byte is zero."""
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(head) < 4 or max(even, odd) < len(head) * 0.2 or min(even, odd) > max(even, odd) / 10:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _guessed(data: bytes, name: str) -> Decoded:
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if len(text) - len(text.encode("ascii", "ignore")) > 6 * damaged:
        line = text[: text.index("\ufffd")].count("\n") + 1
        message = f"{damaged} characters are damaged and show as �, the first in line {line}."
        return Decoded(text, "utf-8", notes=(Note("encoding", message),))
    choices = encoding_choices(data)
    if not choices:
        raise DataError(
            f"“{name}” is not a text that can be read.", "Save the list as XLSX or as “CSV UTF-8”."
        )
    best = next((c for c in choices if fits(data, c.codec)), choices[0])
    message = (
        f"The file does not say how its letters are stored; it was read as {best.label}: "
        f"“{best.preview}”. If letters look wrong, choose another encoding."
    )
    text = data.decode(best.codec, "replace")
    return Decoded(text, best.codec, choices, (Note("encoding", message),))


def _garbled(text: str) -> tuple[Note, ...]:
    match = _GARBLED.search(text) if not text.isascii() else None
    if match is None:
        return ()
    line = text.count("\n", 0, match.start()) + 1
    words = text[max(0, match.start() - 15) : match.end() + 15].split()
    seen = next((word for word in words if match[0] in word), match[0])
    message = f"Line {line} looks garbled (“{seen}”): the list was damaged before it came here."
    return (Note("encoding", message),)
