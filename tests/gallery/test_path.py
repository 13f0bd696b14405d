from __future__ import annotations

import math

import pytest

from certgen.gallery.path import (
    arc,
    brush,
    circle,
    flattened,
    joined,
    line,
    notched,
    polyline,
    rectangle,
    rounded,
    sector,
    smooth,
    star,
)
from certgen.geometry import Rect, rotation, translation

BOX = Rect(10.0, 20.0, 50.0, 40.0)


def points_of(path, steps=32):
    return [point for outline in flattened(path, steps) for point in outline]


def area_of(path):
    """Signed area by the shoelace rule."""
    (outline,) = flattened(path, 64)
    pairs = zip(outline, [*outline[1:], outline[0]], strict=True)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs) / 2


def test_circle_stays_at_its_radius():
    for x, y in points_of(circle(3.0, 4.0, 5.0)):
        assert math.hypot(x - 3, y - 4) == pytest.approx(5.0, abs=0.002)


def test_arc_runs_clockwise_from_the_right():
    start, *_, end = points_of(arc(0.0, 0.0, 1.0, 0, 90))
    assert start == pytest.approx((1.0, 0.0))
    assert end == pytest.approx((0.0, 1.0), abs=1e-9)


@pytest.mark.parametrize(
    ("path", "area"),
    [
        (rectangle(BOX), 800.0),
        (rounded(BOX, 5.0), 800.0 - (4 - math.pi) * 25),
        (notched(BOX, 5.0), 800.0 - math.pi * 25),
        (sector(0.0, 0.0, 10.0, 0, 90), math.pi * 25),
        (circle(0.0, 0.0, 10.0), math.pi * 100),
    ],
)
def test_shapes_have_their_area(path, area):
    assert abs(area_of(path)) == pytest.approx(area, rel=0.002)


@pytest.mark.parametrize("path", [rectangle(BOX), rounded(BOX, 5.0), notched(BOX, 5.0)])
def test_frames_reach_their_box_and_not_further(path):
    xs, ys = zip(*points_of(path), strict=True)
    assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx(BOX, abs=1e-9)


def test_star_has_its_first_point_up():
    (outline,) = flattened(star(0.0, 0.0, 10.0, 4.0))
    assert len(outline) == 10
    assert min(outline, key=lambda point: point[1]) == pytest.approx((0.0, -10.0))


def test_smooth_curve_goes_through_its_points():
    wanted = [(0.0, 0.0), (5.0, 3.0), (9.0, -2.0), (14.0, 1.0)]
    ends = [segment.points[-1] for segment in smooth(wanted).segments]
    assert ends == wanted


def test_smooth_circle_of_few_points_is_nearly_round():
    around = [(math.cos(math.tau * i / 12), math.sin(math.tau * i / 12)) for i in range(12)]
    radii = [math.hypot(*point) for point in points_of(smooth(around, closed=True))]
    assert min(radii) > 0.995
    assert max(radii) < 1.005


def test_brush_is_as_wide_as_said():
    stroke = brush([(0.0, 0.0), (10.0, 0.0), (20.0, 0.0)], [2.0, 4.0, 2.0])
    assert max(y for _, y in points_of(stroke)) == pytest.approx(2.0)
    assert min(y for _, y in points_of(stroke)) == pytest.approx(-2.0)


def test_brush_and_circle_turn_the_same_way():
    """Else the drop at a stroke's end would be a hole in it."""
    stroke = brush([(0.0, 0.0), (10.0, 0.0)], [2.0, 2.0])
    assert area_of(stroke) * area_of(circle(10.0, 0.0, 1.0)) > 0


def test_moving_moves_every_point():
    turned = line(0.0, 0.0, 1.0, 0.0).moved(rotation(90).then(translation(5.0, 5.0)))
    assert points_of(turned) == [pytest.approx((5.0, 5.0)), pytest.approx((5.0, 6.0))]


def test_joined_keeps_outlines_apart():
    path = joined((polyline(((0, 0), (1, 0)), closed=True), line(5, 5, 6, 6)))
    assert len(flattened(path)) == 2
