"""Properties of characters that Python's unicodedata lacks, from tables/ (Unicode 15.0)."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_TABLES = Path(__file__).parent / "tables"


class _Ranges(NamedTuple):
    starts: list[int]
    values: list[str]

    def at(self, char: str) -> str:
        return self.values[bisect_right(self.starts, ord(char)) - 1]


@lru_cache(maxsize=8192)
def script(char: str) -> str:
    """The character's script, ISO 15924; "Zyyy" common, "Zinh" inherited, "Zzzz" unknown."""
    return _table("script").at(char)


@lru_cache(maxsize=8192)
def script_extensions(char: str) -> frozenset[str]:
    """The scripts a character is used with (UAX #24)."""
    listed = _table("script_extensions").at(char)
    return frozenset((script(char),) if listed == "-" else listed.split())


@lru_cache(maxsize=8192)
def line_break(char: str) -> str:
    """The character's line breaking class (UAX #14)."""
    return _table("line_break").at(char)


@lru_cache(maxsize=8192)
def grapheme_break(char: str) -> str:
    """The character's grapheme cluster class (UAX #29); "ExtPict" for pictographs."""
    return _table("grapheme_break").at(char)


@lru_cache(maxsize=8192)
def is_emoji(char: str) -> bool:
    """Whether the character is an emoji unless a variation selector says otherwise (UTS #51)."""
    return _table("emoji_presentation").at(char) == "yes"


@lru_cache(maxsize=8)
def _table(name: str) -> _Ranges:
    lines = (_TABLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" ", 1) for line in lines if not line.startswith("#")]
    return _Ranges([int(first, 16) for first, _ in pairs], [value for _, value in pairs])
