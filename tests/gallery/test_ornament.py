from __future__ import annotations

import math

import pytest

from certgen.gallery.ornament.botany import laurel, leaf, mirrored, sprig
from certgen.gallery.ornament.engraving import rosette, spirograph, wave_frame
from certgen.gallery.ornament.scroll import corner, curl, divider
from certgen.gallery.path import flattened
from certgen.geometry import Rect

FRAME = Rect(10.0, 10.0, 110.0, 80.0)


def points_of(path):
    return [point for outline in flattened(path) for point in outline]


def rounded_points(path):
    return {(round(x, 4), round(y, 4)) for x, y in points_of(path)}


def test_wave_frame_is_alike_at_all_four_sides():
    nodes = {
        (round(x, 3), round(y, 3))
        for segment in wave_frame(FRAME, 4.0, height=5.0, wave=7.0, strands=4).segments
        for x, y in segment.points[-1:]
    }
    assert {(round(120 - x, 3), y) for x, y in nodes} == nodes
    assert {(x, round(90 - y, 3)) for x, y in nodes} == nodes


def test_wave_frame_stays_within_its_band():
    for x, y in points_of(wave_frame(FRAME, 4.0, height=5.0, wave=7.0, strands=6)):
        outside = max(FRAME.left - x, x - FRAME.right, FRAME.top - y, y - FRAME.bottom)
        assert outside <= 2.55


@pytest.mark.parametrize("strands", [1, 5])
def test_rosette_lies_between_its_radii(strands):
    ring = rosette(50.0, 40.0, 8.0, 20.0, petals=14, strands=strands)
    radii = [math.hypot(x - 50, y - 40) for x, y in points_of(ring)]
    assert min(radii) == pytest.approx(8.0, abs=0.3)
    assert max(radii) == pytest.approx(20.0, abs=0.3)
    assert len(flattened(ring)) == strands


def test_spirograph_closes_within_its_radius():
    (outline,) = flattened(spirograph(0.0, 0.0, 30.0, loops=31, turns=12, reach=0.8))
    assert outline[0] == pytest.approx(outline[-1])
    assert max(math.hypot(*point) for point in outline) < 30.2


def test_leaf_halves_share_foot_and_tip():
    one, other = leaf((5.0, 5.0), -90, 10.0, 3.0)
    for half in (one, other):
        (outline,) = flattened(half)
        assert outline[0] == (5.0, 5.0)
        assert outline[-1] == pytest.approx((5.0, -5.0))
    assert min(x for x, _ in points_of(one)) < 5.0 < max(x for x, _ in points_of(other))


def test_mirrored_branch_lies_on_the_other_side():
    branch = laurel(50.0, 50.0, 20.0, start=98, end=248, pairs=8)
    assert max(x for x, _ in points_of(branch.stem)) < 50.5
    flipped = mirrored(branch, 50.0)
    assert rounded_points(flipped.light) == {
        (round(100 - x, 4), y) for x, y in rounded_points(branch.light)
    }


def test_sprig_grows_from_its_foot():
    twig = sprig((0.0, 0.0), 0.0, 40.0, bend=0.0, pairs=5)
    assert max(x for x, _ in points_of(twig.light)) > 40.0
    assert min(x for x, _ in points_of(twig.stem)) > -0.5


def test_curl_turns_as_far_as_said():
    stem = curl((0.0, 0.0), 0.0, 30.0, 180.0, 1.0, growth=0.0, drop=0.0)
    # Half a circle of 30 mm ends one diameter below its start.
    assert max(y for _, y in points_of(stem)) == pytest.approx(60 / math.pi, abs=0.6)


def test_corner_is_its_own_mirror_image_about_the_diagonal():
    nodes = rounded_points(corner(40.0, 1.2))
    assert {(y, x) for x, y in nodes} == nodes
    assert all(-5 < v < 45 for point in nodes for v in point)


def test_divider_is_symmetrical():
    nodes = rounded_points(divider(0.0, 0.0, 60.0, 1.0))
    mirrored_nodes = {(round(-x, 4) + 0.0, y) for x, y in nodes}
    assert {(x + 0.0, y) for x, y in nodes} == mirrored_nodes
