"""Polygons -> coverage."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certgen.geometry import IDENTITY, Matrix, Rect, rotation, scaling
from certgen.marks import ShapeMark
from certgen.render.shape import shape_tile

SQUARE = (0.0, 0.0, 10.0, 0.0, 10.0, 10.0, 0.0, 10.0)


def mark(*polygons: tuple[float, ...], crisp: bool = False) -> ShapeMark:
    return ShapeMark(polygons, "#102030", Rect(0, 0, 10, 10), crisp)


def coverage(one: ShapeMark, matrix: Matrix = IDENTITY) -> np.ndarray:
    tile = shape_tile(one, matrix)
    assert tile is not None
    return np.asarray(tile.image) / 255


def rectangle(left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
    return (left, top, right, top, right, bottom, left, bottom)


def test_whole_pixels_are_covered_wholly() -> None:
    tile = shape_tile(mark(SQUARE), Matrix(1, 0, 0, 1, 3, 4))
    assert tile is not None
    assert (tile.box, tile.color, tile.opacity) == ((3, 4, 13, 14), (16, 32, 48), 1.0)
    assert tile.image.getextrema() == (255, 255)


def test_half_pixels_are_half_covered() -> None:
    assert coverage(mark(rectangle(0.5, 0, 2, 1))).tolist() == [[128 / 255, 1.0]]


@given(st.floats(0, 360), st.floats(0.3, 5))
@settings(deadline=None)
def test_a_turned_square_keeps_its_area(degrees: float, scale: float) -> None:
    matrix = rotation(degrees, 5, 5).then(scaling(scale))
    area = coverage(mark(SQUARE), matrix).sum()
    assert area == pytest.approx(100 * scale**2, rel=1e-3, abs=0.1)


def test_a_turn_too_small_to_matter_does_not_matter() -> None:
    matrix = rotation(1.1734077555177814e-14, 5, 5).then(scaling(0.3))
    assert coverage(mark(SQUARE), matrix).sum() == pytest.approx(9, abs=0.05)


def test_neighbors_leave_no_seam() -> None:
    matrix = rotation(31).then(scaling(3))
    pair = coverage(mark(rectangle(0, 0, 5, 10), rectangle(5, 0, 10, 10)), matrix)
    assert pair == pytest.approx(coverage(mark(SQUARE), matrix), abs=1.5 / 255)


def test_a_polygon_the_other_way_round_inside_is_a_hole() -> None:
    hole = (2.0, 2.0, 2.0, 8.0, 8.0, 8.0, 8.0, 2.0)
    ring = coverage(mark(SQUARE, hole))
    assert ring.sum() == 64
    assert ring[5, 5] == 0


def test_the_same_way_round_there_is_none() -> None:
    assert coverage(mark(SQUARE, rectangle(2, 2, 8, 8))).sum() == 100


@given(st.floats(1.6, 9), st.floats(0, 50), st.floats(0, 50), st.sampled_from([0, 90, 180, 270]))
@settings(deadline=None)
def test_crisp_rectangles_are_black_or_white(
    unit: float, x: float, y: float, degrees: float
) -> None:
    checks = tuple(rectangle(i, j, i + 1, j + 1) for i in range(4) for j in range(4) if (i + j) % 2)
    matrix = scaling(unit).then(rotation(degrees)).then(Matrix(1, 0, 0, 1, x, y))
    covered = coverage(mark(*checks, crisp=True), matrix)
    assert set(np.unique(covered)) == {0.0, 1.0}
    assert covered.mean() == pytest.approx(0.5, abs=0.12)


def test_crisp_neighbors_share_their_edge() -> None:
    rows = tuple(rectangle(0, i, 4, i + 1) for i in range(9))
    assert coverage(mark(*rows, crisp=True), scaling(2.37)).min() == 1.0


def test_too_fine_or_turned_it_is_smooth_all_the_same() -> None:
    rows = tuple(rectangle(0, i, 4, i + 1) for i in range(0, 40, 2))
    assert coverage(mark(*rows, crisp=True), scaling(0.5)).mean() == pytest.approx(0.5, abs=0.1)
    assert len(np.unique(coverage(mark(SQUARE, crisp=True), rotation(20)))) > 3


@pytest.mark.parametrize("polygons", [(), ((0.0, 0.0, 1.0, 1.0),), (rectangle(3, 3, 3, 3),)])
def test_what_has_no_area_gives_no_tile(polygons: tuple[tuple[float, ...], ...]) -> None:
    assert shape_tile(mark(*polygons), IDENTITY) is None


def test_a_circle_has_the_area_of_a_circle() -> None:
    turns = [math.tau * n / 200 for n in range(200)]
    points = tuple(v for t in turns for v in (20 + 20 * math.cos(t), 20 + 20 * math.sin(t)))
    assert coverage(mark(points)).sum() == pytest.approx(math.pi * 400, rel=0.001)
