"""Rectangles and affine maps."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.geometry import EMPTY, IDENTITY, Matrix, Rect, rotation, scaling, translation

lengths = st.floats(-1000, 1000, allow_nan=False)
points = st.tuples(lengths, lengths)
rects = st.builds(
    lambda x, y, w, h: Rect(x, y, x + w, y + h),
    lengths,
    lengths,
    st.floats(0.01, 500),
    st.floats(0.01, 500),
)


def close(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return math.dist(one, other) < 1e-6


def test_a_quarter_turn_is_clockwise_on_the_screen() -> None:
    assert close(rotation(90).apply(1, 0), (0, 1))


def test_turning_about_a_point_leaves_it_where_it_is() -> None:
    assert close(rotation(37, 12, -5).apply(12, -5), (12, -5))


def test_whole_turns_change_nothing() -> None:
    assert rotation(360, 3, 4) == IDENTITY


def test_maps_are_applied_in_the_order_they_are_chained() -> None:
    assert translation(1, 0).then(scaling(2)).apply(0, 0) == (2, 0)
    assert scaling(2).then(translation(1, 0)).apply(0, 0) == (1, 0)


@given(points, st.floats(-360, 360), st.floats(0.1, 10))
def test_the_inverse_brings_every_point_back(
    point: tuple[float, float], angle: float, factor: float
) -> None:
    there = rotation(angle, 3, 4).then(scaling(factor)).then(translation(7, -2))
    assert math.dist(there.inverse().apply(*there.apply(*point)), point) < 1e-5


def test_a_map_that_flattens_the_plane_has_no_inverse() -> None:
    with pytest.raises(ZeroDivisionError):
        Matrix(1, 2, 2, 4).inverse()


@given(rects, st.floats(-360, 360))
def test_bounds_hold_every_corner(rect: Rect, angle: float) -> None:
    turn = rotation(angle)
    bounds = turn.bounds(rect).grown(1e-6)
    for x in (rect.left, rect.right):
        for y in (rect.top, rect.bottom):
            image = turn.apply(x, y)
            assert bounds.contains(Rect(*image, *image))


def test_only_scaling_and_moving_keep_rectangles_upright() -> None:
    assert scaling(3).then(translation(1, 2)).upright
    assert not rotation(1).upright


@given(rects, rects)
def test_a_union_contains_both_and_an_intersection_lies_in_both(one: Rect, other: Rect) -> None:
    union, shared = one.united(other), one.intersected(other)
    assert union.contains(one)
    assert union.contains(other)
    assert one.overlaps(other) == (not shared.empty)
    if not shared.empty:
        assert one.contains(shared)
        assert other.contains(shared)


@given(rects)
def test_the_empty_rectangle_adds_nothing(rect: Rect) -> None:
    assert rect.united(EMPTY) == rect == EMPTY.united(rect)
    assert scaling(2).bounds(EMPTY) == EMPTY


def test_rectangles_that_only_touch_do_not_overlap() -> None:
    assert not Rect(0, 0, 1, 1).overlaps(Rect(1, 0, 2, 1))


def test_a_tolerance_forgives_what_sticks_out() -> None:
    page = Rect(0, 0, 10, 10)
    assert page.contains(Rect(-0.05, 0, 10, 10), tolerance=0.1)
    assert not page.contains(Rect(-0.2, 0, 10, 10), tolerance=0.1)
