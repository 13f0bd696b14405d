"""Two signatures nobody has: pen strokes through points, thick where the pen goes down."""

from __future__ import annotations

from collections.abc import Sequence

from certgen.gallery.path import Point
from certgen.gallery.pixels import Canvas
from certgen.geometry import Size

INK = "#1c2a57"
THIN, THICK = 0.16, 0.56
SLANT = 0.42
# A loop and a tail below the line, in shares of the letter's advance and of its height or depth.
LETTER = ((0.15, 0.10), (0.72, 0.55), (0.86, 0.95), (0.55, 1.00), (0.42, 0.55), (0.55, 0.05))
TAIL = ((0.35, 0.6), (-0.15, 1.0), (-0.30, 0.5), (0.7, 0.0))
# Loops of running writing: (height above the line, advance, depth below it), in millimeters.
MARQUEZ = (
    (3.4, 3.3, 0.0),
    (2.3, 2.9, 0.0),
    (2.6, 2.5, 0.0),
    (2.0, 2.9, 4.4),
    (1.9, 2.6, 0.0),
    (5.8, 2.4, 0.0),
    (1.6, 3.2, 0.0),
)
OKAFOR = ((7.4, 2.9, 0.0), (2.0, 3.0, 0.0), (6.6, 2.6, 4.8), (1.9, 3.0, 0.0), (1.6, 3.4, 0.0))


def marquez() -> bytes:
    """A PNG of a signature with a looped initial and a long last stroke."""
    page = Canvas(Size(52, 20), INK)
    initial = (
        (9.5, 4.6), (6.8, 3.0), (4.6, 4.8), (5.8, 7.6), (8.4, 8.0), (5.0, 9.2), (3.2, 12.6),
        (6.0, 14.6), (10.2, 12.4),
    )  # fmt: skip
    running, x = _loops(MARQUEZ, 10.6, 13.4)
    last = ((x + 3, 11.6), (x + 9, 10.2), (x + 15.5, 11.4), (x + 11.0, 13.6))
    _write(page, (*initial, *running, *last))
    _write(page, ((19.0, 7.4), (20.4, 6.2)))
    under = ((8.0, 17.4), (20.0, 16.3), (34.0, 15.9), (45.5, 16.6))
    _write(page, under)
    return page.png()


def okafor() -> bytes:
    """A PNG of a signature with a round initial, crossed high letters and an underline."""
    page = Canvas(Size(52, 20), INK)
    initial = (
        (11.8, 4.4), (7.6, 3.4), (3.8, 7.4), (4.4, 12.6), (8.6, 13.6), (12.4, 9.6), (11.2, 5.0),
        (8.8, 6.4), (11.4, 9.4), (14.6, 9.6),
    )  # fmt: skip
    running, x = _loops(OKAFOR, 15.2, 13.2)
    last = ((x + 2.5, 12.2), (x + 8.5, 9.0), (x + 14.0, 9.8))
    _write(page, (*initial, *running, *last))
    _write(page, ((24.0, 8.0), (28.5, 7.2), (33.0, 7.0)))
    return page.png()


def _loops(
    letters: Sequence[tuple[float, float, float]], x: float, line: float
) -> tuple[tuple[Point, ...], float]:
    """Points of running loops from x on, leaning to the right; and where they end."""
    points: list[Point] = []
    for height, advance, depth in letters:
        for along, up in LETTER:
            rise = height * up
            points.append((x + advance * along + SLANT * rise, line - rise))
        if depth:
            points += ((x + advance * along, line + depth * down) for along, down in TAIL)
        x += advance
    return tuple(points), x


def _write(page: Canvas, points: Sequence[Point]) -> None:
    page.write(points, _pressure(points), INK)


def _pressure(points: Sequence[Point]) -> list[float]:
    """A pen's width at each point: thick on the way down, thin upwards and at both ends."""
    widths = []
    for i in range(len(points)):
        (ax, ay), (bx, by) = points[max(i - 1, 0)], points[min(i + 1, len(points) - 1)]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1.0
        down = (by - ay) / length
        widths.append(THIN + (THICK - THIN) * (0.35 + 0.5 * down if down > -0.7 else 0.0))
    widths[0] = widths[-1] = THIN * 0.6
    return widths
