import pytest

from certgen.geometry import Rect
from designer import edits
from designer.snap import lines_for, page_lines, pull, settled


def test_the_page_offers_its_middle_margins_and_edges(layout):
    xs, ys = page_lines(layout)
    assert set(xs) == {0, 6, 100, 194, 200}
    assert set(ys) == {0, 6, 50, 94, 100}


def test_others_offer_edges_and_middles_and_oneself_does_not(layout):
    lines = lines_for(layout, {"name"})
    assert {160, 175, 190, 10, 30, 50} <= set(lines.xs)
    assert 150 not in lines.xs


def test_hidden_elements_offer_nothing(layout):
    hidden = edits.with_property(layout, {"code"}, "hidden", True)
    assert 175 not in lines_for(hidden, {"name"}).xs


def test_the_nearest_line_pulls_within_the_tolerance(layout):
    lines = page_lines(layout)
    assert pull(Rect(48.5, 20, 148.5, 33), lines, 2) == (1.5, 0)
    assert pull(Rect(47, 20, 147, 33), lines, 2) == (0, 0)


def test_what_is_nearly_on_a_line_settles_on_it(layout):
    off = edits.moved(layout, {"name"}, 0.2, 0.1)
    box = settled(off, {"name"}, 0.3).element("name").box
    assert (box.x, box.y) == (50, 40)


def test_several_settle_together(layout):
    off = edits.moved(layout, {"name", "code"}, -10.1, 0)
    after = settled(off, {"name", "code"}, 0.3)
    assert after.element("code").box.x - after.element("name").box.x == pytest.approx(110)


def test_settling_nothing_is_fine(layout):
    assert settled(layout, set(), 1) is layout
