"""The Unicode Bidirectional Algorithm (UAX #9): which way each character of a paragraph runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import bidirectional

from certgen.text.bidi_rules import ISOLATES, REMOVED, RunSequence, resolve

MAX_DEPTH = 125
REMOVED_LEVEL = -1
"""The level of characters that rule X9 removes."""

_EXPLICIT = REMOVED | ISOLATES | {"PDI"}
"""What makes levels of its own; nearly no text has any of it."""
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
FIRST_RIGHT_TO_LEFT = "\u0590"
"""No character before it runs from right to left."""
_MAYBE_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# I1 and I2: by how much a character is above an even, and an odd, level.
_IMPLIED = ({"L": 0, "R": 1, "AN": 2, "EN": 2}, {"L": 1, "R": 0, "AN": 1, "EN": 1})
_EMBEDDINGS = {"RLE": (1, ""), "LRE": (0, ""), "RLO": (1, "R"), "LRO": (0, "L")}

# DerivedBidiClass.txt: what unassigned characters count as, block by block (first, last, class).
_UNASSIGNED = (
    (0x0590, 0x05FF, "R"),
    (0x0600, 0x07BF, "AL"),
    (0x07C0, 0x085F, "R"),
    (0x0860, 0x08FF, "AL"),
    (0x20A0, 0x20CF, "ET"),
    (0xFB1D, 0xFB4F, "R"),
    (0xFB50, 0xFDCF, "AL"),
    (0xFDD0, 0xFDEF, "BN"),
    (0xFDF0, 0xFDFF, "AL"),
    (0xFE70, 0xFEFF, "AL"),
    (0x10800, 0x10CFF, "R"),
    (0x10D00, 0x10D3F, "AL"),
    (0x10D40, 0x10EBF, "R"),
    (0x10EC0, 0x10EFF, "AL"),
    (0x10F00, 0x10F2F, "R"),
    (0x10F30, 0x10F6F, "AL"),
    (0x10F70, 0x10FFF, "R"),
    (0x1E800, 0x1EC6F, "R"),
    (0x1EC70, 0x1ECBF, "AL"),
    (0x1ECC0, 0x1ECFF, "R"),
    (0x1ED00, 0x1ED4F, "AL"),
    (0x1ED50, 0x1EDFF, "R"),
    (0x1EE00, 0x1EEFF, "AL"),
    (0x1EF00, 0x1EFFF, "R"),
    (0xE0000, 0xE0FFF, "BN"),
)


@dataclass(frozen=True, slots=True)
class Levels:
    """The paragraph's level (0 left to right, 1 right to left) and that of each character."""

    base: int
    each: tuple[int, ...]


@lru_cache(maxsize=8192)
def bidi_class(char: str) -> str:
    """The character's class, also if it is not assigned."""
    known = bidirectional(char)
    if known:
        return known
    point = ord(char)
    if point & 0xFFFE == 0xFFFE:
        return "BN"
    return next((kind for first, last, kind in _UNASSIGNED if first <= point <= last), "L")


def is_plain(text: str) -> bool:
    """Whether the whole text runs left to right, so that all levels are 0."""
    # Most names end here, and the search takes longer than all of this.
    if text.isascii() or max(text) < FIRST_RIGHT_TO_LEFT:
        return True
    if not _MAYBE_RIGHT_TO_LEFT.search(text):
        return True
    return _RIGHT_TO_LEFT.isdisjoint(map(bidi_class, text))


def levels(text: str, base: int | None = None) -> Levels:
    """Levels of one paragraph; `base` None takes the direction of the first strong character."""
    classes = list(map(bidi_class, text))
    matches = {} if ISOLATES.isdisjoint(classes) else _matching_isolates(classes)
    if base is None:
        base = _direction(classes, matches, 0, len(classes))
    types = list(classes)
    if _EXPLICIT.isdisjoint(classes):
        each = [base] * len(classes)
        sequences = [RunSequence(list(range(len(classes))), base, base, base)]
    else:
        each = _explicit(classes, types, matches, base)
        sequences = list(_run_sequences(classes, each, matches, base))
    for sequence in sequences:
        resolve(text, classes, types, sequence)
        implied = _IMPLIED[sequence.level & 1]
        for i in sequence.indexes:
            each[i] = sequence.level + implied[types[i]]
    for i in trailing_white_space(classes):
        each[i] = base
    if not REMOVED.isdisjoint(classes):
        each = [REMOVED_LEVEL if c in REMOVED else n for c, n in zip(classes, each, strict=True)]
    return Levels(base, tuple(each))


def trailing_white_space(classes: Sequence[str]) -> Iterator[int]:
    """What L1 sets back to the paragraph's level: separators and the white space before them."""
    at_end = True
    inner_ends = "S" in classes or "B" in classes
    for i in range(len(classes) - 1, -1, -1):
        kind = classes[i]
        if kind in ("S", "B"):
            at_end = True
            yield i
        elif kind == "WS" or kind in ISOLATES or kind == "PDI":
            if at_end:
                yield i
        elif kind not in REMOVED:
            at_end = False
            if not inner_ends:
                return


def visual_order(levels_of_runs: Sequence[int]) -> list[int]:
    """The order from left to right of runs with these levels (L2)."""
    order = list(range(len(levels_of_runs)))
    odd = [level for level in levels_of_runs if level & 1]
    if not odd:
        return order
    for level in range(max(levels_of_runs), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels_of_runs[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order


def _direction(classes: Sequence[str], matches: dict[int, int], start: int, end: int) -> int:
    """P2 and P3: the first strong character outside isolates; left to right if there is none."""
    i = start
    while i < end:
        kind = classes[i]
        if kind in ("L", "R", "AL"):
            return 0 if kind == "L" else 1
        if kind == "B":
            return 0
        i = matches.get(i, end) if kind in ISOLATES else i + 1
    return 0


def _matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    """BD9: the PDI that ends each isolate."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for i, kind in enumerate(classes):
        if kind in ISOLATES:
            opened.append(i)
        elif kind == "PDI" and opened:
            found[opened.pop()] = i
    return found


class _Explicit:
    """The directional status stack of X1 to X8."""

    def __init__(self, base: int) -> None:
        self.stack: list[tuple[int, str, bool]] = [(base, "", False)]
        self.isolates_too_deep = 0
        self.embeddings_too_deep = 0
        self.open_isolates = 0

    @property
    def level(self) -> int:
        return self.stack[-1][0]

    @property
    def override(self) -> str:
        return self.stack[-1][1]

    def open(self, right_to_left: int, override: str, *, isolate: bool) -> None:
        step = 1 + (self.level + 1 + right_to_left) % 2
        fits = self.level + step <= MAX_DEPTH
        if fits and not self.isolates_too_deep and not self.embeddings_too_deep:
            self.open_isolates += isolate
            self.stack.append((self.level + step, override, isolate))
        elif isolate:
            self.isolates_too_deep += 1
        elif not self.isolates_too_deep:
            self.embeddings_too_deep += 1

    def close_embedding(self) -> None:
        if self.isolates_too_deep:
            return
        if self.embeddings_too_deep:
            self.embeddings_too_deep -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()

    def close_isolate(self) -> None:
        if self.isolates_too_deep:
            self.isolates_too_deep -= 1
        elif self.open_isolates:
            self.embeddings_too_deep = 0
            while not self.stack.pop()[2]:
                pass
            self.open_isolates -= 1


def _explicit(
    classes: Sequence[str], types: list[str], matches: dict[int, int], base: int
) -> list[int]:
    """X1 to X8: levels from embeddings, overrides and isolates; overrides change `types`."""
    state = _Explicit(base)
    each: list[int] = []
    for i, kind in enumerate(classes):
        if kind == "PDI":
            state.close_isolate()
        each.append(base if kind == "B" else state.level)
        if state.override and kind not in REMOVED and kind != "B":
            types[i] = state.override
        if kind in _EMBEDDINGS:
            state.open(*_EMBEDDINGS[kind], isolate=False)
        elif kind in ISOLATES:
            end = matches.get(i, len(classes))
            first = _direction(classes, matches, i + 1, end) if kind == "FSI" else 0
            state.open(int(kind == "RLI" or first), "", isolate=True)
        elif kind == "PDF":
            state.close_embedding()
    return each


def _run_sequences(
    classes: Sequence[str], each: Sequence[int], matches: dict[int, int], base: int
) -> Iterator[RunSequence]:
    """BD13 and X10: runs of one level, those before and after an isolate joined."""
    kept = [i for i, kind in enumerate(classes) if kind not in REMOVED]
    place = {i: k for k, i in enumerate(kept)}
    runs: dict[int, list[int]] = {}
    current: list[int] = []
    for i in kept:
        if not current or each[current[-1]] != each[i]:
            current = runs.setdefault(i, [])
        current.append(i)
    ends_isolate = set(matches.values())
    for first, run in list(runs.items()):
        if classes[first] == "PDI" and first in ends_isolate:
            continue
        indexes = list(run)
        while classes[indexes[-1]] in ISOLATES and indexes[-1] in matches:
            indexes += runs[matches[indexes[-1]]]
        last = indexes[-1]
        before = each[kept[place[first] - 1]] if place[first] else base
        at_end = place[last] + 1 == len(kept) or classes[last] in ISOLATES
        after = base if at_end else each[kept[place[last] + 1]]
        level = each[first]
        yield RunSequence(indexes, level, max(level, before) & 1, max(level, after) & 1)
