"""Where words end in scripts without spaces: ICU's dictionaries of Thai, Lao, Khmer and Burmese.

Where ICU is not installed (its data take 40 MB), syllables are what is told apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

from certgen.text.graphemes import cluster_ends
from certgen.text.syllables import break_ends

LONGEST_NAME = 16
"""Letters, with what stands on them, of a stretch without spaces that may be a single name."""

_STRETCH = re.compile(
    "[\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9fe\uaa60-\uaa7f]+"
)


def sentence_ends(text: str) -> list[int]:
    """Where words end in stretches too long for a name; names are not broken without need."""
    return [
        end
        for stretch in _STRETCH.finditer(text)
        if len(cluster_ends(stretch[0])) > LONGEST_NAME
        for end in _inside(stretch)
    ]


def word_ends(text: str) -> list[int]:
    """Where words end in all stretches without spaces."""
    return [end for stretch in _STRETCH.finditer(text) for end in _inside(stretch)]


def _inside(stretch: re.Match[str]) -> list[int]:
    return [stretch.start() + end for end in _ends(stretch[0])[:-1]]


@lru_cache(maxsize=1024)
def _ends(stretch: str) -> tuple[int, ...]:
    """The index after each word, the last one being the stretch's length."""
    try:
        from icu4py.breakers import LineBreaker  # 40 MB of data: only for those who need them
    except ImportError:
        return tuple(break_ends(stretch))
    whole = set(cluster_ends(stretch))
    return tuple(end for _, end in LineBreaker(stretch, "en").segments() if end in whole)
