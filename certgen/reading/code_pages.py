"""Which code page a list was saved in: the likeliest, by the letters that its words would have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, pairwise

from certgen.reading.options import EncodingChoice

# The code pages that spreadsheet programs save in, in order of how common their files are.
CODE_PAGES = {
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
# The letters beyond a to z of the languages written in a code page. Read in a wrong one, a word has
# letters that no single language has together: “Kovaèeviæ”, “Núńez”.
_WESTERN = (
    *("áéíóúüñ", "àâçèéêëîïôœùûüÿ", "äöüß", "áàâãçéêíóôõúü", "àèéìíòóùú", "åäöøæéü"),
    *("àçèéíïòóúü", "áèéêëíïóöü"),
)
_ICELANDIC = "áéíóúýþæöð"
_LANGUAGES_OF = {
    "cp1252": (*_WESTERN, _ICELANDIC),
    "mac_roman": _WESTERN,
    "cp850": _WESTERN,
    "cp1250": (
        *("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
        "äöüß",
    ),
    "cp1254": ("âçğıi̇îöşûü",),
    "cp1257": ("āčēģīķļņšūž", "ąčęėįšųūž", "äöõüšž"),
    "cp1255": ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",),
    "cp1258": ("àáâăãèéêìíòóôơõùúưýđ",),
}
_LETTERS_OF = {
    codec: tuple(frozenset(letters + letters.upper()) for letters in languages)
    for codec, languages in _LANGUAGES_OF.items()
}
# Their letters stand where other code pages have those of many more people: Turkish, Romanian.
_RARE = {frozenset(_ICELANDIC + _ICELANDIC.upper()): 0.8}
_MIXED = 0.5
# Portuguese has õ before e only; elsewhere it is Hungarian's ő.
_STRAY_TILDE = re.compile("õ(?!e)|Õ(?!E)")
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


def encoding_choices(data: bytes) -> tuple[EncodingChoice, ...]:
    """The code pages these bytes can be read in, the likeliest first."""
    lines = list(islice(_telling_lines(data), _SAMPLE_LINES))
    # The line that differs most between the choices.
    shown = max(range(len(lines)), key=lambda n: len(set(_NOT_ASCII.findall(lines[n]))), default=0)
    judged = data[:_JUDGED_BYTES].rpartition(b"\n")[0] or data
    scored = []
    for codec, label in CODE_PAGES.items():
        if fits(judged, codec):
            texts = [line.decode(codec, "ignore") for line in lines]
            preview = " ".join(texts[shown].split())[:80] if texts else ""
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


def fits(data: bytes, codec: str) -> bool:
    """Whether all bytes are characters of a code page."""
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _plausibility(text: str, codec: str) -> float:
    """From 0 to 1: how many of the words with other than ASCII letters look like words.

    Where a code page serves several languages, words of one of them are likelier than of many.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    if codec not in _LETTERS_OF:
        return sum(_credit(w) * _common_share(w, codec) for w in words) / len(words)
    credits = [_credit(word) for word in words]
    spoken = [
        [credit * _fluency(word, letters) for word, credit in zip(words, credits, strict=True)]
        for letters in _LETTERS_OF[codec]
    ]
    one = max(sum(scores) for scores in spoken)
    any_of_them: float = sum(max(scores) for scores in zip(*spoken, strict=True))
    return (one + any_of_them) / 2 / len(words)


def _credit(word: str) -> float:
    """1 for what looks like a word, less where there is doubt, 0 if it cannot be one."""
    if any(unicodedata.category(c)[0] not in "LM" for c in word):
        return 0.0
    if any(a.islower() and b.isupper() for a, b in pairwise(word)):
        return 0.0
    scripts = {unicodedata.name(c, "?").split()[0] for c in word}
    if "LATIN" in scripts and len(scripts) > 1 and not scripts <= {"LATIN", "COMBINING"}:
        return 0.0
    # Nothing but accented letters, or hardly a vowel: another script in disguise.
    if "LATIN" in scripts:
        odd = 2 * len(_foreign(word)) > len(word)
    else:
        vowels = "".join(_VOWELS.get(script, "") for script in scripts)
        odd = bool(vowels) and 4 * sum(c in vowels for c in word.lower()) < len(word)
    return 0.3 if odd else 1.0


def _fluency(word: str, letters: frozenset[str]) -> float:
    """How well a language with these letters explains those of a word."""
    foreign = _foreign(word)
    share = sum(c in letters for c in foreign) / len(foreign)
    if _STRAY_TILDE.search(word) and letters in _LETTERS_OF["cp1252"]:
        return 0.0
    return share * (_RARE.get(letters, 1.0) if share == 1 else _MIXED)


def _common_share(word: str, codec: str) -> float:
    foreign = _foreign(word)
    return sum(_is_common(c, codec) for c in foreign) / len(foreign)


def _foreign(word: str) -> str:
    return "".join(c for c in word if not c.isascii())


def _is_common(letter: str, codec: str) -> bool:
    if codec in _COMMON_LEADS:
        low, high = _COMMON_LEADS[codec]
        encoded = letter.encode(codec, "replace")
        return len(encoded) == 2 and low <= encoded[0] <= high
    return True
