"""Filled-in values that run against their sentence are kept apart from it (UAX #9, isolates).

Without, a Hebrew name would turn “Ana, 12 May” around to its other side, and a sentence that begins
with one would run from right to left as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from certgen.text.bidi import bidi_class, is_plain

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
SIGNS = "\u2066\u2067\u2068\u2069"
_STRONG = frozenset({"L", "R", "AL"})
# Between a first and a last name, which are read as one.
_JOINT = re.compile(r"[^\S\n]*[-‐־]?[^\S\n]*")

Span = tuple[int, int]


def isolated(text: str, values: Sequence[Span]) -> str:
    """A merged text with its values isolated; `values` are their places in it, in order.

    In a line that is nothing but values they decide themselves which way it runs.
    """
    if not values or is_plain(text):
        return text
    parts: list[str] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        own = [(max(a, start), min(b, end)) for a, b in values if a < end and b > start]
        parts.append("".join(_parts(text, start, end, list(_joined(text, own)))))
        start = end + 1
    return "\n".join(parts)


def without_signs(text: str) -> str:
    """A text without the invisible signs of isolates."""
    return text.translate(_NO_SIGNS)


_NO_SIGNS = dict.fromkeys(map(ord, SIGNS))


def _joined(text: str, values: Sequence[Span]) -> Iterator[Span]:
    """Values with nothing but a space or hyphen between them, as one."""
    current: Span | None = None
    for start, end in values:
        if current and _JOINT.fullmatch(text, current[1], start):
            current = (current[0], end)
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current


def _parts(text: str, start: int, end: int, values: Sequence[Span]) -> Iterator[str]:
    edges = [start, *(place for value in values for place in value), end]
    written = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if not any(bidi_class(char) in _STRONG for char in "".join(written)):
        yield text[start:end]
        return
    for i, piece in enumerate(written):
        yield piece
        if i < len(values):
            yield _apart(text[slice(*values[i])])


def _apart(value: str) -> str:
    # Signs that are there already may not be paired; they are left to mean what they mean.
    if not value or any(sign in value for sign in SIGNS):
        return value
    return f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}"
