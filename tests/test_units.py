"""Millimeters, points, pixels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.units import dpi_of, mm_to_pt, pt_to_mm, px_per_mm


def test_an_inch_is_the_same_in_every_unit() -> None:
    assert mm_to_pt(25.4) == pytest.approx(72)
    assert pt_to_mm(72) == pytest.approx(25.4)
    assert 25.4 * px_per_mm(300) == pytest.approx(300)


@given(st.floats(0.01, 1e5))
def test_there_and_back_is_where_one_was(length: float) -> None:
    assert pt_to_mm(mm_to_pt(length)) == pytest.approx(length)
    assert dpi_of(px_per_mm(length)) == pytest.approx(length)
