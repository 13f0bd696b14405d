"""Colors and how well they show on one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.color import contrast, is_color, luminance, rgb

channel = st.integers(0, 255)
colors = st.tuples(channel, channel, channel)


def test_hex_is_read_channel_by_channel() -> None:
    assert rgb("#0a80FF") == (10, 128, 255)


@pytest.mark.parametrize("text", ["", "red", "#fff", "0a80ff", "#0a80fg", "#0a80ff0", "#0a80ff\n"])
def test_what_is_not_rrggbb_is_refused(text: str) -> None:
    assert not is_color(text)
    with pytest.raises(ValueError, match="#rrggbb"):
        rgb(text)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


def test_a_gray_has_the_luminance_of_the_standard() -> None:
    # sRGB 188 is the well-known half-way gray.
    assert luminance((188, 188, 188)) == pytest.approx(0.5, abs=0.005)


@given(colors, colors)
def test_contrast_does_not_depend_on_the_order(
    one: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    assert contrast(one, other) == contrast(other, one) >= 1
