"""Bytes to text. What cannot be known for certain is ranked, shown and left to choose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from certgen.errors import DataError
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
# The code pages that spreadsheet programs save in, in order of how common their files are.
_CODE_PAGES = {
    "cp1252": "Western European (Windows)",
    "mac_roman": "Western European (Mac)",
    "cp1250": "Central European (Windows)",
    "cp1251": "Cyrillic (Windows)",
    "cp1254": "Turkish (Windows)",
    "cp1255": "Hebrew (Windows)",
    "cp1253": "Greek (Windows)",
    "cp1257": "Baltic (Windows)",
    "cp1256": "Arabic (Windows)",
    "cp874": "Thai (Windows)",
    "cp1258": "Vietnamese (Windows)",
    "cp932": "Japanese (Windows)",
    "cp949": "Korean (Windows)",
    "gb18030": "Chinese, simplified",
    "big5": "Chinese, traditional",
    "cp850": "Western European (DOS)",
}
_LABELS = {
    "utf-8": "Unicode (UTF-8)",
    "utf-8-sig": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "utf-16-le": "Unicode (UTF-16)",
    "utf-16-be": "Unicode (UTF-16)",
    "utf-32": "Unicode (UTF-32)",
    **_CODE_PAGES,
}
# Letters that a code page's own languages write often; in the wrong one, others turn up.
_COMMON = {
    "cp1252": "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœÀÁÂÃÄÅÆÇÈÉÊËÍÎÑÓÔÕÖØÚÜŠšŽž",
    "mac_roman": "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœÀÁÂÃÄÅÆÇÈÉÊËÍÎÑÓÔÕÖØÚÜ",
    "cp850": "àáâãäåæçèéêëìíîïñòóôõöøùúûüßÀÁÂÃÄÅÆÇÈÉÊËÍÎÑÓÔÕÖØÚÜ",
    "cp1250": "áâăäćçčéęëěíîďđńňóôőöřůúűüýßąłľśšşťţźžżÁÂÄĆČÉĘĚÍÎĎĐŃŇÓÔŐÖŘŮÚŰÜÝĄŁĽŚŠŞŤŢŹŽŻ",
    "cp1254": "âçğıîöşûüÂÇĞİÎÖŞÛÜ",
    "cp1257": "āčēģīķļņšūžąęėįųÕÄÖÜõäöüĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲ",
    "cp1255": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "cp1258": "àáâăãèéêìíòóôơõùúưýđÀÁÂĂÈÉÊÔƠƯĐ",
}
_VOWELS = {"CYRILLIC": "аеёиоуыэюяіїє", "GREEK": "αεηιουωάέήίόύώϊϋΐΰ"}
# The first bytes of the everyday characters; rarer ones are sorted behind them.
_COMMON_LEADS = {
    "cp932": (0x81, 0x97),
    "gb18030": (0xA1, 0xD7),
    "big5": (0xA1, 0xC6),
    "cp949": (0xB0, 0xC8),
}
_JUDGED_BYTES = 2**20
_SAMPLE_LINES = 300
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_LINE_END = re.compile(rb"[\r\n]")
_WORD = re.compile(r"[^\s,;|\"'’()/.\-]*[^\x00-\x7f][^\s,;|\"'’()/.\-]*")
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
    choices = encoding_choices(data) if codec in _CODE_PAGES else ()
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
    best = next((c for c in choices if _fits(data, c.codec)), choices[0])
    message = (
        f"The file does not say how its letters are stored; it was read as {best.label}: "
        f"“{best.preview}”. If letters look wrong, choose another encoding."
    )
    text = data.decode(best.codec, "replace")
    return Decoded(text, best.codec, choices, (Note("encoding", message),))


def encoding_choices(data: bytes) -> tuple[EncodingChoice, ...]:
    """The code pages these bytes can be read in, the likeliest first."""
    lines = list(islice(_telling_lines(data), _SAMPLE_LINES))
    judged = data[:_JUDGED_BYTES].rpartition(b"\n")[0] or data
    scored = []
    for codec, label in _CODE_PAGES.items():
        if _fits(judged, codec):
            texts = [line.decode(codec, "ignore") for line in lines]
            preview = " ".join(texts[0].split())[:80] if texts else ""
            score = _plausibility("\n".join(texts), codec)
            scored.append((score, EncodingChoice(codec, label, preview)))
    # Equals stay in order.
    return tuple(choice for _, choice in sorted(scored, key=lambda s: -s[0]))


def _telling_lines(data: bytes) -> Iterator[bytes]:
    """The lines with other than ASCII characters, or what of them stands nearest to those."""
    at = 0
    while found := _NOT_ASCII.search(data, at):
        start = found.start()
        before = _LINE_END.split(data[max(at, start - 100) : start])[-1]
        after = _LINE_END.split(data[start : start + 200], maxsplit=1)[0]
        yield before + after
        at = start + len(after)


def _fits(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _plausibility(text: str, codec: str) -> float:
    """From 0 to 1: how many of the words with other than ASCII letters look like words."""
    words = _WORD.findall(text)
    return sum(_word_score(word, codec) for word in words) / max(1, len(words))


def _word_score(word: str, codec: str) -> float:
    """The share of a word's non-ASCII letters that are common there; 0 if it cannot be a word."""
    if any(unicodedata.category(c)[0] not in "LM" for c in word):
        return 0.0
    if any(a.islower() and b.isupper() for a, b in pairwise(word)):
        return 0.0
    scripts = {unicodedata.name(c, "?").split()[0] for c in word}
    if "LATIN" in scripts and len(scripts) > 1 and not scripts <= {"LATIN", "COMBINING"}:
        return 0.0
    foreign = [c for c in word if not c.isascii()]
    # Nothing but accented letters, or hardly a vowel: another script in disguise.
    if "LATIN" in scripts:
        odd = 2 * len(foreign) > len(word)
    else:
        vowels = "".join(_VOWELS.get(script, "") for script in scripts)
        odd = bool(vowels) and 4 * sum(c in vowels for c in word.lower()) < len(word)
    doubt = 0.3 if odd else 1.0
    return doubt * sum(_is_common(c, codec) for c in foreign) / len(foreign)


def _is_common(letter: str, codec: str) -> bool:
    if codec in _COMMON:
        return letter in _COMMON[codec]
    if codec in _COMMON_LEADS:
        low, high = _COMMON_LEADS[codec]
        encoded = letter.encode(codec, "replace")
        return len(encoded) == 2 and low <= encoded[0] <= high
    return True


def _garbled(text: str) -> tuple[Note, ...]:
    match = _GARBLED.search(text) if not text.isascii() else None
    if match is None:
        return ()
    line = text.count("\n", 0, match.start()) + 1
    words = text[max(0, match.start() - 15) : match.end() + 15].split()
    seen = next((word for word in words if match[0] in word), match[0])
    message = f"Line {line} looks garbled (“{seen}”): the list was damaged before it came here."
    return (Note("encoding", message),)
