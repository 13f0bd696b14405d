"""What was found as one picture (SVG) and one table (Markdown), for the README."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tests.benchmarks.measure import Found, Job

OURS, USUAL, LIMIT = "certgen", "usual script", "limit"
TITLES = {
    "png": "PNG",
    "jpeg": "JPEG",
    "pdf": "a PDF each",
    "merged": "one PDF for all",
}
KINDS = {"photo": "a photograph", "flat": "flat art"}
_OTHERS = 3
_WIDTH, _LEFT, _PANEL, _GAP, _TOP = 930, 112, 330, 125, 78
_BAR, _STEP, _BETWEEN = 13, 16, 24
_LEAST, _MOST = 0.1, 10_000.0
_PAPER, _INK, _FAINT, _OURS, _THEIRS = "#ffffff", "#1f2933", "#e4e7eb", "#0b6e4f", "#9fb3c8"


class Group(NamedTuple):
    """One output on one template: us, the quickest others, and the usual script."""

    output: str
    kind: str
    ours: Found
    others: tuple[tuple[str, Found], ...]
    usual: Found
    limit: Found | None

    @property
    def bars(self) -> list[tuple[str, Found]]:
        """Who is shown, the quickest first."""
        shown = [(OURS, self.ours), *self.others, (USUAL, self.usual)]
        return sorted(shown, key=lambda bar: bar[1].seconds)


def groups(found: Mapping[Job, Found]) -> list[Group]:
    """Everything that was measured, as far as both we and the usual script were."""
    made = (_group(output, kind, found) for output in TITLES for kind in KINDS)
    return [group for group in made if group is not None]


def markdown(shown: Sequence[Group]) -> str:
    """The table: certificates in a second on one core, and how many times as quick we are."""
    lines = [
        "| | certgen | quickest other | the usual script | limit |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for group in shown:
        name, best = group.others[0]
        lines.append(
            f"| {TITLES[group.output]}, {KINDS[group.kind]} "
            f"| **{_rate(group.ours)}**, {_size(group.ours)} "
            f"| {name} {_rate(best)}, {_size(best)} ({_times(best, group.ours)}) "
            f"| {_rate(group.usual)}, {_size(group.usual)} ({_times(group.usual, group.ours)}) "
            f"| {_rate(group.limit) if group.limit else ''} |"
        )
    return "\n".join(lines) + "\n"


def svg(shown: Sequence[Group], caption: str) -> str:
    """Bars of certificates in a second, on a scale where each line is ten times the last."""
    parts: list[str] = []
    bottom = _TOP
    for column, kind in enumerate(KINDS):
        left, y = _LEFT + column * (_PANEL + _GAP), _TOP
        parts.append(_text(left + _PANEL, _TOP - 26, f"on {KINDS[kind]}", anchor="end"))
        for group in shown:
            if group.kind == kind:
                parts += _bars(group, left, y)
                y += len(group.bars) * _STEP + _BETWEEN
        bottom = max(bottom, y)
    lines = [_scale(_LEFT + n * (_PANEL + _GAP), bottom) for n in range(len(KINDS))]
    head = _text(16, 26, "Certificates in a second on one core", size=16, weight="bold")
    foot = _text(16, bottom + 34, caption, size=11)
    size = f'width="{_WIDTH}" height="{bottom + 48}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {_WIDTH} {bottom + 48}" '
        'font-family="system-ui, sans-serif" font-size="12" role="img">\n'
        f"<title>Certificates in a second on one core</title>\n"
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>\n'
        + "\n".join([*lines, head, *parts, foot])
        + "\n</svg>\n"
    )


def _group(output: str, kind: str, found: Mapping[Job, Found]) -> Group | None:
    here = {
        job.method: one for job, one in found.items() if (job.output, job.kind) == (output, kind)
    }
    if OURS not in here or USUAL not in here:
        return None
    theirs = [
        (name, one)
        for name, one in here.items()
        if not name.startswith(OURS) and name not in (USUAL, LIMIT)
    ]
    best = sorted(theirs, key=lambda bar: bar[1].seconds)[:_OTHERS]
    return Group(output, kind, here[OURS], tuple(best), here[USUAL], here.get(LIMIT))


def _bars(group: Group, left: float, top: float) -> Iterable[str]:
    for place, (name, found) in enumerate(group.bars):
        y = top + place * _STEP
        length = max(2.0, _along(found.speed))
        color = _OURS if name == OURS else _THEIRS
        bar = f'<rect x="{left}" y="{y}" width="{length:.1f}" height="{_BAR}" fill="{color}"/>'
        weight = "bold" if name == OURS else "normal"
        yield bar
        yield _text(left - 6, y + 10.5, name, anchor="end", size=11, weight=weight)
        yield _text(left + length + 5, y + 10.5, _rate(found), size=11, weight=weight)
        if not place:
            yield _text(left, y - 4, TITLES[group.output], size=12, weight="bold")


def _scale(left: float, bottom: float) -> str:
    parts = []
    for power in range(round(math.log10(_LEAST)), round(math.log10(_MOST)) + 1):
        x = left + _along(10.0**power)
        parts.append(f'<path d="M{x:.1f} {_TOP - 6}V{bottom - 8}" stroke="{_FAINT}"/>')
        parts.append(_text(x, bottom + 6, f"{10.0**power:,g}", anchor="middle", size=10))
    return "\n".join(parts)


def _along(speed: float) -> float:
    share = math.log(max(speed, _LEAST) / _LEAST) / math.log(_MOST / _LEAST)
    return share * _PANEL


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", size: int = 12, weight: str = "normal"
) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    look = f'font-size="{size}" font-weight="{weight}" fill="{_INK}"'
    return f"<text {place} {look}>{words}</text>"


def _rate(found: Found) -> str:
    speed = found.speed
    return f"{speed:,.0f} /s" if speed >= 20 else f"{speed:.1f} /s"


def _size(found: Found) -> str:
    return f"{found.size / 1e6:.1f} MB" if found.size >= 1e6 else f"{found.size / 1e3:.1f} kB"


def _times(slow: Found, quick: Found) -> str:
    ratio = slow.seconds / quick.seconds
    return f"{ratio:,.0f} ×" if ratio >= 10 else f"{ratio:.1f} ×"
