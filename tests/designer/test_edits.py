import msgspec
import pytest

from certgen.elements.base import Box
from certgen.elements.text.model import TextElement
from designer import edits


def place(layout, element_id):
    box = layout.element(element_id).box
    return (box.x, box.y)


def with_lock(layout, element_id):
    return edits.with_property(layout, {element_id}, "locked", True)


def test_moving_moves_the_chosen_and_no_others(layout):
    after = edits.moved(layout, {"name"}, 3, -2)
    assert place(after, "name") == (53, 38)
    assert after.element("code") is layout.element("code")


def test_locked_elements_stay(layout):
    after = edits.moved(with_lock(layout, "name"), {"name", "code"}, 3, 0)
    assert place(after, "name") == (50, 40)
    assert place(after, "code") == (163, 60)


def test_a_text_cannot_leave_the_page(layout):
    assert place(edits.moved(layout, {"name"}, 500, 500), "name") == (100, 80)
    assert place(edits.moved(layout, {"name"}, -500, -500), "name") == (0, 0)


def test_a_picture_may_bleed_but_is_never_lost(layout):
    assert place(edits.moved(layout, {"logo"}, -500, 0), "logo") == (-35, 10)
    assert place(edits.moved(layout, {"logo"}, 500, 500), "logo") == (195, 95)


def test_elements_moved_together_keep_their_distances_at_the_edge(layout):
    after = edits.moved(layout, {"name", "code"}, 100, 0)
    assert place(after, "code") == (170, 60)
    assert place(after, "name") == (60, 40)


def test_a_rotated_text_is_kept_by_what_one_sees_of_it(layout):
    upright = edits.placed(layout, "name", Box(x=50, y=40, width=100, height=20), 90)
    after = edits.moved(upright, {"name"}, -500, 0)
    assert after.element("name").bounds.left == pytest.approx(0)


def test_something_larger_than_the_page_still_moves_across_it(layout):
    wide = edits.placed(layout, "name", Box(x=0, y=0, width=300, height=20), 0)
    assert place(edits.moved(wide, {"name"}, -500, 0), "name") == (-100, 0)
    assert place(edits.moved(wide, {"name"}, 500, 0), "name") == (0, 0)


@pytest.mark.parametrize(
    ("degrees", "angle"),
    [(0, 0), (360, 0), (-90, -90), (270, -90), (180, 180), (-180, 180), (359.97, 0), (44.44, 44.4)],
)
def test_angles_have_one_way_of_writing(degrees, angle):
    assert edits.turned(degrees) == angle


def test_scaling_a_text_takes_its_smallest_size_along(layout):
    name = edits.scaled(layout, "name", 2).element("name")
    assert (name.style.size, name.fit.min_size) == (60, 24)
    assert edits.scaled(layout, "code", 2) == layout


def test_a_property_is_set_on_all_that_have_it(layout):
    after = edits.with_property(layout, {"name", "code"}, "style.size", 11.0)
    assert after.element("name").style.size == 11
    assert after.element("code") == layout.element("code")
    after = edits.with_property(layout, {"name", "code"}, "opacity", 0.5)
    assert [e.opacity for e in after.elements] == [0.5, 0.5, 1.0]


def test_a_value_that_is_not_valid_is_refused(layout):
    with pytest.raises(ValueError, match="size"):
        edits.with_property(layout, {"name"}, "style.size", -1.0)


def test_what_elements_share_is_told_and_what_differs_is_not(layout):
    assert edits.shared(layout.elements, "opacity") == 1.0
    assert edits.shared(layout.elements, "name") is None
    assert edits.shared(layout.elements, "style.size") == 30
    assert edits.shared(layout.elements, "no_such_thing") is None


def test_a_property_inside_of_something_absent_is_not_there(layout):
    name = layout.element("name")
    assert not edits.has_property(name, "style.outline.width")
    assert edits.has_property(name, "style.outline")


def test_renaming_tidies_and_ignores_blank_names(layout):
    assert edits.renamed(layout, "name", "  Full  name ").element("name").name == "Full name"
    assert edits.renamed(layout, "name", "  ") is layout


def test_deleting_leaves_locked_elements(layout):
    after = edits.without(with_lock(layout, "code"), {"name", "code"})
    assert [e.id for e in after.elements] == ["code", "logo"]


def test_a_duplicate_is_in_front_beside_its_original_and_free(layout):
    after = edits.duplicated(with_lock(layout, "name"), {"name"})
    copy = after.elements[-1]
    assert (copy.id, copy.name, copy.locked) == ("name-2", "Name", False)
    assert (copy.box.x, copy.box.y) == (55, 45)
    assert copy.content == "{{Name}}"


def test_reordering_stops_at_front_and_back(layout):
    def order(steps):
        return [e.id for e in edits.reordered(layout, "code", steps).elements]

    assert order(1) == ["name", "logo", "code"]
    assert order(9) == ["name", "logo", "code"]
    assert order(-1) == ["code", "name", "logo"]
    assert order(0) == ["name", "code", "logo"]


def test_style_is_copied_without_words_or_place(layout):
    other = edits.with_text(layout, "Hello", "Greeting").elements[-1]
    source = edits.with_property(layout, {"name"}, "style.color", "#ff0000")
    both = source.with_elements((*source.elements, other))
    after = edits.restyled(both, "name", {other.id, "code"})
    greeting = after.element(other.id)
    assert greeting.style == source.element("name").style
    assert (greeting.content, greeting.box) == ("Hello", other.box)
    assert after.element("code") == both.element("code")


def test_a_new_text_is_wide_and_centered(layout):
    new = edits.with_text(layout, "Hello", "Greeting").elements[-1]
    assert isinstance(new, TextElement)
    assert (new.name, new.content) == ("Greeting", "Hello")
    assert new.box.width == 160
    assert new.box.center[0] == pytest.approx(100)


def test_a_drawn_text_fills_its_box(layout):
    drawn = Box(x=10, y=70, width=80, height=16)
    new = edits.with_text(layout, "Hello", "Greeting", box=drawn).elements[-1]
    assert new.box == drawn
    assert new.style.size == pytest.approx(28.3, abs=0.1)


def test_a_new_code_is_square_and_on_the_page(layout):
    new = edits.with_code(layout, "https://example.org", "QR code").elements[-1]
    assert new.box.width == new.box.height == 16
    assert (new.box.x + 16 + 6, new.box.y + 16 + 6) == (200, 100)


def test_a_new_picture_keeps_its_proportions_in_the_middle(layout):
    new = edits.with_picture(layout, "seal.png", 2.0, "Seal").elements[-1]
    assert new.box.width == pytest.approx(2 * new.box.height)
    assert new.box.center == pytest.approx((100, 50))


def test_new_elements_get_ids_of_their_own(layout):
    twice = edits.with_code(edits.with_code(layout, "a", "Code"), "b", "Code")
    assert len({e.id for e in twice.elements}) == 5


def test_every_kind_has_looks_that_can_be_copied(layout):
    for element in layout.elements:
        names = edits._LOOKS[type(element)]
        assert set(names) <= set(msgspec.structs.asdict(element))
