"""Text as it comes -> text that can be set: no controls, one form of each letter, bounded."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import is_normalized, normalize

MAX_CHARACTERS = 5_000
MAX_MARKS = 16
"""How many marks one letter may carry. Vietnamese needs 2, cantillated Hebrew 4."""

_NEWLINE = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, halves of surrogates, bidi embeddings and overrides, soft hyphens, byte order marks,
# annotations and noncharacters. Joiners, isolates and variation selectors shape letters: they stay.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u202a-\u202e\u206a-\u206f\ud800-\udfff\ufdd0-\ufdef"
    "\ufeff\ufff0-\ufffb\ufffe\uffff"
    + "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(1, 17))
    + "]"
)
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u06d6-\u06dc\u0e31-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_FIRST_MARK = "\u0300"
_TOO_MANY_MARKS = re.compile(f"({_MARK}{{{MAX_MARKS}}}){_MARK}+")


class Cleaned(NamedTuple):
    """Text that can be set; lines end with "\\n". `cut` says whether something visible is gone."""

    text: str
    cut: bool = False


def clean(text: str) -> Cleaned:
    """Drops what is not meant to be seen, composes letters (NFC), trims lines, keeps to limits."""
    if _is_clean(text):
        return Cleaned(text.strip(" "))
    kept = _NEWLINE.sub("\n", text[:MAX_CHARACTERS]).replace("\t", " ")
    bounded, crowds = _TOO_MANY_MARKS.subn(r"\1", _UNWANTED.sub("", kept))
    lines = "\n".join(line.strip(" ") for line in normalize("NFC", bounded).split("\n"))
    return Cleaned(lines, bool(crowds) or len(text) > MAX_CHARACTERS)


def _is_clean(text: str) -> bool:
    """Whether there is nothing to do but to trim, as with nearly all names."""
    if not text.isprintable() or len(text) > MAX_CHARACTERS:
        return False
    if text.isascii() or max(text) < _FIRST_MARK:
        return True
    return is_normalized("NFC", text) and not _TOO_MANY_MARKS.search(text)


def in_short(text: str, most: int = 60) -> str:
    """A name as it is told in a message: the beginning of one that is endless."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
