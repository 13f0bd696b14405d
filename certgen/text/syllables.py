"""Where a word may be broken at need: between syllables in scripts without spaces, else letters.

Finding words in Thai, Lao, Khmer or Burmese takes a dictionary (dictionary.py). Their syllables
can mostly be seen in the letters: Thai and Lao write some vowels before the consonant, and some
close a syllable; in Burmese a consonant without asat or virama begins one, in Khmer one with a
vowel sign.
"""

from __future__ import annotations

import re

from certgen.text.graphemes import cluster_ends

_BEFORE_VOWEL = re.compile("(?=[เแโใไເແໂໃໄ])")
_AFTER_CLOSED = re.compile("(?<=[ะำๆฯະຳໆຯ])")
_BURMESE = re.compile("(?<!\u1039)(?=[က-အဿ၀-၉၊။ဣ-ဪ](?![\u1039\u103a\u1037]))(?<![၀-၉](?=[၀-၉]))")
_KHMER = re.compile("(?<!\u17d2)(?=[ក-ឳ][\u17b6-\u17c8])")
_SYLLABIC = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def break_ends(text: str) -> list[int]:
    """The indexes after which a word may be broken if it has to be; the last is the length."""
    ends = cluster_ends(text)
    if not _SYLLABIC.search(text):
        return ends
    starts = {
        match.start()
        for rule in (_BEFORE_VOWEL, _AFTER_CLOSED, _BURMESE, _KHMER)
        for match in rule.finditer(text)
    }
    return [end for end in ends if end in starts or not _within(text, end)]


def _within(text: str, end: int) -> bool:
    """Whether the characters on both sides belong to the same such script."""
    block = _SYLLABIC.match(text, end - 1)
    return block is not None and end < len(text) and _SYLLABIC.match(text, end) is not None
