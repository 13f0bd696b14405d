"""Capitals and titles, for names first: O'Reilly, McDonald, van Helsing, Jean-Luc, İstanbul.

What was typed in mixed case is taken as meant; only words all in one case are changed.
"""

from __future__ import annotations

import re
from unicodedata import normalize

_APOSTROPHES = "'’ʼ"
_WORD = re.compile(rf"(?<!\w)[^\W\d_]+(?:[{_APOSTROPHES}\u0300-\u036f.]?[^\W\d_]+)*")
# Name particles and small words that stay small within a text.
_PARTICLES = (
    "a af al an and av bin bint da das de del della den der des di do dos du e el en et "
    "for i ibn in la las le les lo los of on op oder och og or 't te ten ter the to tot "
    "und van vom von vor y z zu zum zur"
)
_PREFIXES = ("Mc", "Mac")
# After Mac only these: Mackey, Macy and Machado are no sons of anybody.
_AFTER_MAC = (
    "alister allister arthur aulay bride cabe callum coll cormack donald donnell dougall duff "
    "farlane gregor innes intosh intyre kay kenna kenzie kinley kinnon lachlan laren lean lennan "
    "leod millan nab neil phail pherson rae taggart tavish vicar"
)
_SMALL_WORDS, _MAC = frozenset(_PARTICLES.split()), frozenset(_AFTER_MAC.split())
_NUMERALS = frozenset({"II", "III", "IV", "VII", "VIII", "IX", "XI", "XII", "XIII"})
# What is written after names. Md and Ma are names themselves, so they are not among these.
_TITLES_AFTER = "BEng BSc CPA DDS DPhil LLB LLM MBA MEng MPhil MSc PhD"
_DEGREES = {degree.lower(): degree for degree in _TITLES_AFTER.split()}
# Italian: Dell'Acqua, Dall'Olio.
_ARTICULATED = frozenset({"dell", "dall", "nell", "sull"})
_DOTTED_I = frozenset({"tr", "az"})


def upper(text: str, language: str = "") -> str:
    """All capitals: Turkish and Azeri keep their dots, Greek loses its accents."""
    if _base(language) in _DOTTED_I:
        text = text.replace("i", "İ").replace("ı", "I")
    if any("\u0370" <= char <= "\u03ff" or "\u1f00" <= char <= "\u1fff" for char in text):
        text = "".join(_without_tonos(char) for char in normalize("NFC", text))
    return normalize("NFC", text.upper())


def title(text: str, language: str = "") -> str:
    """Every word with a capital first, but name particles; words in mixed case stay."""
    first = _WORD.search(text)
    start = first.start() if first else 0

    def cased(match: re.Match[str]) -> str:
        return _word(match[0], language, is_first=match.start() == start)

    return _WORD.sub(cased, text)


def _word(word: str, language: str, *, is_first: bool) -> str:
    small = _lower(word, language)
    # Capitals are often typed around a ß, which has no common one.
    bare = word.replace("ß", "")
    if bare not in (_lower(bare, language), upper(bare, language), bare.upper()):
        return word
    if not is_first and small in _SMALL_WORDS:
        return small
    if not is_first and word.upper() in _NUMERALS:
        return word.upper()
    if not is_first and small in _DEGREES:
        return _DEGREES[small]
    return _name(small, language, is_first=is_first)


def _name(small: str, language: str, *, is_first: bool) -> str:
    if "." in small:
        return ".".join(_capital(part, language) for part in small.split("."))
    apostrophe = next((i for i, char in enumerate(small) if char in _APOSTROPHES), -1)
    if apostrophe == 1 and len(small) > 3:
        lead, rest = small[:2], small[2:]
        keeps_small = lead[0] == "d" and not is_first and _base(language) in ("fr", "ca")
        return (lead if keeps_small else lead.upper()) + _capital(rest, language)
    if small[: max(apostrophe, 0)] in _ARTICULATED:
        after = apostrophe + 1
        return _capital(small[:after], language) + _capital(small[after:], language)
    for prefix in _PREFIXES:
        rest = small[len(prefix) :]
        if small.startswith(prefix.lower()) and (
            rest in _MAC if prefix == "Mac" else len(rest) > 2
        ):
            return prefix + _capital(rest, language)
    return _capital(small, language)


def _capital(small: str, language: str) -> str:
    if not small or small[0] == "ß":
        return small
    if small[0] == "ʻ":  # a letter in Hawaiian, without a capital
        return small[0] + _capital(small[1:], language)
    if _base(language) == "nl" and small.startswith("ij"):
        return "IJ" + small[2:]
    if _base(language) in _DOTTED_I and small[0] == "i":
        return "İ" + small[1:]
    return small[0].title() + small[1:]


def _lower(text: str, language: str) -> str:
    if _base(language) in _DOTTED_I:
        text = text.replace("I", "ı")
    # Python's own gives a small i with a second dot above for the Turkish capital.
    head, tail = text[:1], text[1:].replace("İ", "i")
    if head == "İ":
        return ("i" if _base(language) in _DOTTED_I else "İ") + tail.lower()
    return (head + tail).lower()


def _without_tonos(char: str) -> str:
    if not ("\u0370" <= char <= "\u03ff" or "\u1f00" <= char <= "\u1fff"):
        return char
    return "".join(c for c in normalize("NFD", char) if c not in "\u0300\u0301\u0313\u0314\u0342")


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
