"""Which script each character of a text is set as (UAX #24): shared signs join their neighbors."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

from certgen.text.graphemes import cluster_ends
from certgen.text.properties import is_emoji, script, script_extensions

COMMON = "Zyyy"
EMOJI = "Zsye"
SHARED = frozenset({COMMON, "Zinh", "Zzzz"})

# Scripts written together, so that one font has to draw them all.
_TOGETHER = {"Hira": "Hani", "Kana": "Hani", "Bopo": "Hani", "Hang": "Hani"}

# CSS Text 4, appendix D: letters that join or hang from one line are not spaced apart.
CURSIVE = frozenset(
    {"Adlm", "Arab", "Mand", "Mong", "Nkoo", "Phag", "Rohg", "Syrc", "Deva", "Beng", "Guru"}
)

_AS_EMOJI, _AS_TEXT = "\ufe0f", "\ufe0e"
_MAYBE_EMOJI = re.compile("[\u20e3\u231a-\u2b55\ufe0f\U0001f000-\U0001faff]")

# Brackets, and the signs that isolate a text of another direction.
_OPENING, _CLOSING = "([{«‹“‘⟨「『（\u2066\u2067\u2068", ")]}»›”’⟩」』）\u2069"


def scripts_of(text: str) -> list[str]:
    """The script of every character; COMMON only in a text that has no letters, EMOJI for emoji."""
    if text.isascii():
        has_letters = any(char.isalpha() for char in text)
        return ["Latn" if has_letters else COMMON] * len(text)
    if all(map(goes_with_latin, text)) and any(map(is_latin, text)):
        return ["Latn"] * len(text)
    found = list(map(_own, text))
    _spread(text, found)
    first = next((name for name in found if name not in SHARED), COMMON)
    found = [first if name in SHARED else name for name in found]
    if _MAYBE_EMOJI.search(text):
        _mark_emoji(text, found)
    return found


def family_of(script_name: str) -> str:
    """The script that stands for all those written together with this one."""
    return _TOGETHER.get(script_name, script_name)


@lru_cache(maxsize=8192)
def letter_family(char: str) -> str:
    """The script whose font has to have a letter; "" for marks and signs that scripts share."""
    if is_emoji(char):
        return EMOJI
    name = script(char)
    if name in SHARED or category(char) in ("Mn", "Me", "Cf"):
        return ""
    return family_of(name)


def _mark_emoji(text: str, found: list[str]) -> None:
    """Makes emoji a script of their own, as whole sequences: other fonts have pieces at most."""
    start = 0
    for end in cluster_ends(text):
        cluster = text[start:end]
        as_emoji = is_emoji(cluster[0]) or _AS_EMOJI in cluster or "\u20e3" in cluster
        if as_emoji and _AS_TEXT not in cluster:
            found[start:end] = [EMOJI] * (end - start)
        start = end


@lru_cache(maxsize=8192)
def is_latin(char: str) -> bool:
    """Whether a character is Latin by itself."""
    return script(char) == "Latn"


@lru_cache(maxsize=8192)
def goes_with_latin(char: str) -> bool:
    """Whether a character is Latin, or set as Latin among letters that are."""
    if script(char) not in SHARED:
        return is_latin(char)
    used_with = script_extensions(char)
    return (used_with <= SHARED or "Latn" in used_with) and not _MAYBE_EMOJI.match(char)


@lru_cache(maxsize=8192)
def _own(char: str) -> str:
    name = script(char)
    return COMMON if name in SHARED else name


def _spread(text: str, found: list[str]) -> None:
    """Gives shared characters the script before them; closing brackets that of their opening."""
    opened: list[str] = []
    current = ""
    for i, char in enumerate(text):
        if found[i] not in SHARED:
            current = found[i]
            continue
        if char in _OPENING:
            opened.append(current)
        elif char in _CLOSING and opened:
            current = opened.pop() or current
        found[i] = _fitting(char, current, found, i) or COMMON


def _fitting(char: str, current: str, found: list[str], i: int) -> str:
    """The script before, if the character is used with it; else the next one that is."""
    used_with = script_extensions(char)
    if used_with <= SHARED or current in used_with:
        return current
    following = (name for name in found[i + 1 :] if name not in SHARED)
    return next((name for name in following if name in used_with), min(used_with))
