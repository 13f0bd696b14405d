from __future__ import annotations

import math

import numpy as np
import pytest
from PIL import Image

from certgen.text.grow import grown, reach_of, within


def half_covered(width, edge):
    """Rows covered up to a place that need not be a whole pixel."""
    row = np.clip(edge - np.arange(width), 0, 1) * 255
    return Image.fromarray(np.tile(row.round().astype(np.uint8), (width, 1)))


@pytest.mark.parametrize("radius", [6.0, 11.5, 17.3])
def test_a_dot_becomes_a_disc(radius):
    side = 2 * (reach_of(radius) + math.ceil(radius) + 3) + 1
    dot = np.zeros((side, side), np.uint8)
    dot[side // 2, side // 2] = 255
    area = np.asarray(grown(Image.fromarray(dot), radius)).sum() / 255
    # A square of one pixel with a round border.
    assert area == pytest.approx(1 + 4 * radius + math.pi * radius**2, rel=0.06)


@pytest.mark.parametrize("radius", [1, 3, 8])
@pytest.mark.parametrize("edge", [30.0, 30.25, 30.5])
def test_an_edge_moves_by_the_radius_and_stays_as_soft(radius, edge):
    reach = reach_of(radius)
    moved = np.asarray(grown(half_covered(80, edge), radius))[10].astype(float)
    there = np.asarray(half_covered(80, edge + radius))[10].astype(float)[reach : 80 - reach]
    assert np.abs(moved - there).max() <= 1


@pytest.mark.parametrize("radius", [0.3, 4.0, 40.0])
def test_the_result_is_smaller_by_the_reach(radius):
    reach = reach_of(radius)
    mask = Image.new("L", (2 * reach + 7, 2 * reach + 5), 9)
    assert grown(mask, radius).size == (7, 5)
    assert grown(mask, radius).getextrema() == (9, 9)


def test_a_large_mask_is_the_same_as_its_parts():
    """Bands are joined without a seam."""
    noise = np.random.default_rng(1).integers(0, 256, (700, 900), np.uint8)
    reach = reach_of(5.5)
    whole = np.asarray(grown(Image.fromarray(noise), 5.5))
    part = np.asarray(grown(Image.fromarray(noise[333 : 400 + 2 * reach]), 5.5))
    assert np.array_equal(part, whole[333:400])


def test_what_is_far_from_the_other_ink_goes():
    spike = np.zeros((9, 9), np.uint8)
    spike[4] = 200
    other = np.zeros((13, 13), np.uint8)
    other[6, 6] = 255
    kept = np.asarray(within(Image.fromarray(spike), Image.fromarray(other), 2))
    assert kept[4].tolist() == [0, 0, 200, 200, 200, 200, 200, 0, 0]
    assert kept.sum() == 1000
