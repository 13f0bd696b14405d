"""The rules of UAX #9 that look at neighbors: weak types (W), brackets and neutrals (N)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import normalize

ISOLATES = frozenset({"LRI", "RLI", "FSI"})
REMOVED = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})
MAX_OPEN_BRACKETS = 63

_NEUTRAL = frozenset({"B", "S", "WS", "ON", "PDI"}) | ISOLATES
_WEAK = frozenset({"AL", "EN", "AN", "NSM", "ES", "CS", "ET"})
_STRONG_AS = {"L": "L", "R": "R", "EN": "R", "AN": "R"}

# BidiBrackets.txt, opening and closing in turn.
_BRACKETS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋\u2329\u232a❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌"
    "⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛"
    "﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_CLOSED_BY = {o: normalize("NFC", c) for o, c in zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True)}
_CLOSING = {c: normalize("NFC", c) for c in _BRACKETS[1::2]}


class RunSequence(NamedTuple):
    """An isolating run sequence: characters of one level, and the direction (0, 1) at its ends."""

    indexes: list[int]
    level: int
    before: int
    after: int


def resolve(text: str, classes: Sequence[str], types: list[str], run: RunSequence) -> None:
    """Changes `types` at the sequence's characters to L, R, EN or AN only."""
    before, after, own = "LR"[run.before], "LR"[run.after], "LR"[run.level & 1]
    kinds = [types[i] for i in run.indexes]
    if not _WEAK.isdisjoint(kinds):
        _weak(kinds, before)
    if not _NEUTRAL.isdisjoint(kinds):
        chars = [text[i] for i in run.indexes]
        if not _CLOSED_BY.keys().isdisjoint(chars):
            marks = [classes[i] == "NSM" for i in run.indexes]
            for opened, closed in _bracket_pairs(chars, kinds):
                _resolve_pair(kinds, marks, opened, closed, before, own)
        _neutral(kinds, before, after, own)
    for i, kind in zip(run.indexes, kinds, strict=True):
        types[i] = kind


def _weak(kinds: list[str], before: str) -> None:
    _marks_and_numbers(kinds, before)
    if "CS" in kinds or "ES" in kinds:
        _separators(kinds)
    if "ET" in kinds:
        _terminators(kinds)
    strong = before
    for k, kind in enumerate(kinds):
        if kind in ("ES", "CS", "ET"):  # W6
            kinds[k] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[k] = "L"


def _marks_and_numbers(kinds: list[str], before: str) -> None:
    previous = strong = before
    for k, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kind = "ON" if previous in ISOLATES or previous == "PDI" else previous
        previous = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":  # W2
            kind = "AN"
        kinds[k] = "R" if kind == "AL" else kind  # W3


def _separators(kinds: list[str]) -> None:
    """W4: one sign between two numbers of a kind belongs to them."""
    for k in range(1, len(kinds) - 1):
        left, kind, right = kinds[k - 1], kinds[k], kinds[k + 1]
        if left == right and (
            (left == "EN" and kind in ("ES", "CS")) or (left == "AN" and kind == "CS")
        ):
            kinds[k] = left


def _terminators(kinds: list[str]) -> None:
    """W5: signs such as $ and % beside a European number belong to it."""
    k = 0
    while k < len(kinds):
        if kinds[k] != "ET":
            k += 1
            continue
        end = _end_of(kinds, k, frozenset({"ET"}))
        beside = kinds[max(k - 1, 0)], kinds[min(end, len(kinds) - 1)]
        if "EN" in beside:
            kinds[k:end] = ["EN"] * (end - k)
        k = end


def _bracket_pairs(chars: list[str], kinds: list[str]) -> list[tuple[int, int]]:
    """BD16: the bracket pairs of a sequence, in the order of their opening ones."""
    opened: list[tuple[str, int]] = []
    pairs = []
    for k, char in enumerate(chars):
        if kinds[k] != "ON":
            continue
        if char in _CLOSED_BY:
            if len(opened) == MAX_OPEN_BRACKETS:
                break
            opened.append((_CLOSED_BY[char], k))
        elif char in _CLOSING:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == _CLOSING[char]:
                    pairs.append((opened[depth][1], k))
                    del opened[depth:]
                    break
    return sorted(pairs)


def _resolve_pair(
    kinds: list[str], marks: list[bool], opened: int, closed: int, before: str, own: str
) -> None:
    """N0: a pair takes the direction of what is in it, or of what stands before it."""
    inside = {_STRONG_AS.get(kind) for kind in kinds[opened + 1 : closed]}
    if own in inside:
        direction = own
    elif inside & {"L", "R"}:
        context = (_STRONG_AS.get(kinds[k]) for k in range(opened - 1, -1, -1))
        direction = next((kind for kind in context if kind), before)
    else:
        return
    for bracket in (opened, closed):
        kinds[bracket] = direction
        k = bracket + 1
        while k < len(kinds) and marks[k]:
            kinds[k] = direction
            k += 1


def _neutral(kinds: list[str], before: str, after: str, own: str) -> None:
    """N1 and N2: neutrals between two of one direction take it, others that of the level."""
    k = 0
    while k < len(kinds):
        if kinds[k] not in _NEUTRAL:
            k += 1
            continue
        end = _end_of(kinds, k, _NEUTRAL)
        left = _STRONG_AS[kinds[k - 1]] if k else before
        right = _STRONG_AS[kinds[end]] if end < len(kinds) else after
        kinds[k:end] = [left if left == right else own] * (end - k)
        k = end


def _end_of(kinds: list[str], start: int, of: frozenset[str]) -> int:
    end = start
    while end < len(kinds) and kinds[end] in of:
        end += 1
    return end
