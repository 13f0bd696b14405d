"""Tiles blended into images."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from certgen.render.tile import Tile, box_around, flattened, over, put

RAMP = Image.linear_gradient("L").resize((16, 16))
SQUARE = Tile(2, 3, Image.new("L", (4, 5), 255), (10, 20, 30))


def inked(image: Image.Image) -> tuple[int, int, int, int] | None:
    return Image.eval(image.convert("L"), lambda level: 255 - level).getbbox()


def test_a_tile_lies_where_it_says() -> None:
    image = Image.new("RGB", (20, 20), "#ffffff")
    put(image, SQUARE)
    assert inked(image) == SQUARE.box == (2, 3, 6, 8)
    assert image.getpixel((2, 3)) == (10, 20, 30)


@pytest.mark.parametrize("origin", [(0, 0), (4, 5), (30, 30), (-3, -3), (5, 7)])
@pytest.mark.parametrize("colored", [True, False])
def test_what_lies_outside_is_left_out(origin: tuple[int, int], colored: bool) -> None:
    tile = SQUARE if colored else Tile(2, 3, Image.new("RGBA", (4, 5), "#102030"))
    whole = Image.new("RGB", (60, 60), "#ffffff")
    put(whole, tile, (-20, -20))
    part = Image.new("RGB", (9, 9), "#ffffff")
    put(part, tile, origin)
    left, top = origin[0] + 20, origin[1] + 20
    assert part.tobytes() == whole.crop((left, top, left + 9, top + 9)).tobytes()


@given(st.integers(0, 255), st.integers(0, 255), st.floats(0, 1))
@settings(deadline=None)
def test_coverage_and_opacity_blend(ink: int, paper: int, opacity: float) -> None:
    image = Image.new("RGB", RAMP.size, (paper,) * 3)
    put(image, Tile(0, 0, RAMP, (ink,) * 3, opacity))
    share = np.asarray(RAMP) / 255 * opacity
    wanted = ink * share + paper * (1 - share)
    assert np.abs(np.asarray(image)[..., 0] - wanted).max() <= 1.01


def test_colors_of_its_own_blend_by_their_alpha() -> None:
    colors = Image.new("RGBA", (4, 4), (200, 100, 0, 128))
    image = Image.new("RGB", (4, 4), "#000000")
    put(image, Tile(0, 0, colors, None, 0.5))
    assert image.getpixel((0, 0)) == (50, 25, 0)


def test_over_nothing_a_tile_keeps_its_color_and_coverage() -> None:
    image = Image.new("RGBA", (20, 20))
    over(image, SQUARE._replace(opacity=0.5), (0, 0))
    assert image.getpixel((3, 4)) == (10, 20, 30, 128)
    assert image.getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("origin", [(4, 5), (-3, -4), (0, 6)])
def test_over_leaves_out_what_lies_outside(origin: tuple[int, int]) -> None:
    whole, part = Image.new("RGBA", (60, 60)), Image.new("RGBA", (9, 9))
    over(whole, SQUARE, (-20, -20))
    over(part, SQUARE, origin)
    left, top = origin[0] + 20, origin[1] + 20
    assert part.tobytes() == whole.crop((left, top, left + 9, top + 9)).tobytes()


def test_a_group_shows_only_what_is_on_top() -> None:
    under, above = SQUARE, SQUARE._replace(left=4, color=(200, 0, 0))
    group = flattened([under, above], 0.5)
    assert group.box == box_around([under, above]) == (2, 3, 8, 8)
    image = Image.new("RGB", (20, 20), "#000000")
    put(image, group)
    assert image.getpixel((5, 4)) == (100, 0, 0)
    assert image.getpixel((3, 4)) == (5, 10, 15)
