import pytest

from designer import edits
from designer.align import aligned, centered_on_page, distributed, same_size


def lefts(layout):
    return [e.box.x for e in layout.elements]


@pytest.mark.parametrize(
    ("edge", "place"),
    [
        ("left", (0, 40)),
        ("center", (50, 40)),
        ("right", (100, 40)),
        ("top", (50, 0)),
        ("middle", (50, 40)),
        ("bottom", (50, 80)),
    ],
)
def test_one_element_lines_up_with_the_page(layout, edge, place):
    off = edits.moved(layout, {"name"}, 0, 0)
    box = aligned(off, {"name"}, edge).element("name").box
    assert (box.x, box.y) == place


def test_several_line_up_with_each_other(layout):
    ids = {"name", "logo"}
    assert lefts(aligned(layout, ids, "left"))[0] == 10
    assert lefts(aligned(layout, ids, "right"))[2] == 110
    centered = aligned(layout, ids, "center")
    assert centered.element("name").box.center[0] == centered.element("logo").box.center[0] == 80


def test_centering_on_the_page_keeps_elements_together(layout):
    after = centered_on_page(layout, {"name", "logo"}, "across")
    assert lefts(after) == [70, 160, 30]


def test_distributing_makes_gaps_equal_and_leaves_the_outermost(layout):
    after = distributed(layout, {"name", "code", "logo"}, "across")
    assert lefts(after) == [55, 160, 10]
    assert distributed(layout, {"name", "code"}, "across") is layout


def test_same_size_is_that_of_the_largest_about_the_middle(layout):
    after = same_size(layout, {"name", "logo"}, "down")
    assert [e.box.height for e in after.elements] == [20, 30, 20]
    after = same_size(layout, {"code", "logo"}, "across")
    assert after.element("code").box.width == 40
    assert after.element("code").box.center[0] == 175
    assert same_size(layout, {"name"}, "across") is layout


def test_locked_elements_are_left_out(layout):
    fixed = edits.with_property(layout, {"name"}, "locked", True)
    assert aligned(fixed, {"name"}, "left") is fixed
    assert lefts(aligned(fixed, {"name", "logo"}, "right"))[0] == 50
