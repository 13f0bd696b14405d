import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.elements.base import Box
from certgen.geometry import Rect
from certgen.layout import Layout, PageSize
from designer import drawing, edits
from designer.drawing import Sprite, after_hearing, agree, applied, heard, to_drawing, touched

SCALE = 4.0


def sprite(element, grown=0.0):
    rect = Rect(0, 0, element.box.width, element.box.height).grown(grown)
    return Sprite(b"AAAA", round(rect.width * 8), round(rect.height * 8), rect)


def where(png):
    return f"data:image/png;base64,{png.decode()}"


def draw(layout, revision=7, grown=0.0):
    sprites = {e.id: sprite(e, grown) for e in layout.elements if not e.hidden}
    now = drawing.shown(layout, sprites, SCALE, revision)
    return now, copy.deepcopy(to_drawing(layout, sprites, now, where))


def told_back(drawn):
    """The drawing as Fabric tells it: numbers to four digits."""
    return {
        "objects": [
            {k: round(v, 4) if isinstance(v, float) else v for k, v in o.items()}
            for o in drawn["objects"]
        ]
    }


def item(drawn, element_id):
    return next(o for o in drawn["objects"] if f"id={element_id};" in o["src"])


def test_a_drawing_shows_elements_in_order_with_their_identity(layout):
    _, drawn = draw(layout)
    assert [o["src"] for o in drawn["objects"]] == [
        f"data:image/png;id={i};rev=7;base64,AAAA" for i in ("name", "code", "logo")
    ]
    first = drawn["objects"][0]
    assert (first["left"], first["top"]) == (400, 200)
    assert (first["width"] * first["scaleX"], first["height"] * first["scaleY"]) == (400, 80)


def test_other_addresses_carry_the_identity_in_their_fragment():
    assert drawing.addressed("/pictures/ab.png", "x", 3) == "/pictures/ab.png#id=x&rev=3"


def test_what_nobody_touched_changes_nothing(layout):
    now, drawn = draw(layout)
    assert touched(now, heard(drawn)) == ()
    assert applied(layout, now, heard(drawn), snap=True) is layout


@given(
    x=st.floats(-50, 200),
    y=st.floats(-50, 200),
    width=st.floats(0.5, 400),
    height=st.floats(0.5, 400),
    rotation=st.floats(-360, 360),
    grown=st.floats(0, 10),
)
def test_no_place_drifts_on_its_way_there_and_back(x, y, width, height, rotation, grown):
    layout = edits.with_code(Layout(page=PageSize(width=200, height=200)), "x", "Code")
    element = layout.elements[0]
    box = Box(x=x, y=y, width=width, height=height)
    layout = edits.with_property(layout, {element.id}, "box", box)
    layout = edits.with_property(layout, {element.id}, "rotation", rotation)
    now, drawn = draw(layout, grown=grown)
    assert applied(layout, now, heard(told_back(drawn)), snap=True) is layout


def test_a_moved_picture_moves_its_element(layout):
    now, drawn = draw(layout)
    item(drawn, "name")["left"] += 8
    item(drawn, "name")["top"] -= 4
    after = applied(layout, now, heard(drawn))
    assert (after.element("name").box.x, after.element("name").box.y) == (52, 39)
    assert after.element("code") is layout.element("code")


def test_a_drop_beside_a_line_is_put_on_it_only_with_snapping(layout):
    now, drawn = draw(layout)
    item(drawn, "name")["left"] += 0.5
    assert applied(layout, now, heard(drawn), snap=True).element("name").box.x == 50
    assert applied(layout, now, heard(drawn)).element("name").box.x == pytest.approx(
        50.12, abs=0.01
    )


def test_pulling_a_side_makes_room_and_leaves_the_size_of_letters(layout):
    now, drawn = draw(layout)
    item(drawn, "name")["scaleX"] *= 1.2
    item(drawn, "name")["left"] += 40
    name = applied(layout, now, heard(drawn)).element("name")
    assert (name.box.x, name.box.width) == (50, 120)
    assert name.style.size == 30


def test_pulling_a_corner_enlarges_the_letters_too(layout):
    now, drawn = draw(layout)
    item(drawn, "name")["scaleX"] *= 1.5
    item(drawn, "name")["scaleY"] *= 1.5
    name = applied(layout, now, heard(drawn)).element("name")
    assert (name.box.width, name.box.height) == (150, 30)
    assert (name.style.size, name.fit.min_size) == (45, 18)
    assert name.box.center == layout.element("name").box.center


def test_turning_turns_about_the_middle(layout):
    now, drawn = draw(layout)
    item(drawn, "name")["angle"] = 330
    name = applied(layout, now, heard(drawn)).element("name")
    assert name.rotation == -30
    assert name.box == layout.element("name").box


def test_a_picture_larger_than_its_box_still_places_the_box(layout):
    lopsided = Rect(-4, -2, 30, 38)
    sprites = {"code": Sprite(b"AAAA", 340, 400, lopsided)}
    now = drawing.shown(layout, sprites, SCALE, 1)
    drawn = to_drawing(layout, sprites, now, where)
    drawn["objects"][0]["angle"] = 90
    turned = applied(layout, now, heard(drawn)).element("code")
    # The picture turned about its own middle; the box went along with it.
    before = layout.element("code").matrix.apply(13, 18)
    assert turned.matrix.apply(13, 18) == pytest.approx(before, abs=0.02)
    assert turned.rotation == 90


def test_several_objects_may_change_at_once(layout):
    now, drawn = draw(layout)
    for element_id in ("name", "code"):
        item(drawn, element_id)["top"] -= 20
    after = applied(layout, now, heard(drawn))
    assert [e.box.y for e in after.elements] == [35, 55, 10]


def test_the_origin_of_an_object_is_respected(layout):
    now, drawn = draw(layout)
    first = item(drawn, "name")
    first |= {"originX": "left", "originY": "top", "left": 200, "top": 160}
    assert touched(now, heard(drawn)) == ()


def test_a_drawn_rectangle_is_told_apart(layout):
    _, drawn = draw(layout)
    drawn["objects"].append(
        {"type": "LabeledRect", "left": 40, "top": 80, "width": 200, "height": 40, "scaleX": 1}
    )
    what = heard(drawn)
    assert what.drawn == (Rect(40, 80, 240, 120),)
    assert drawing.drawn_box(what.drawn[0], SCALE) == Box(x=10, y=20, width=50, height=10)
    assert set(what.placements) == {"name", "code", "logo"}


def test_a_drawing_says_which_revision_it_belongs_to(layout):
    assert heard(draw(layout, revision=12)[1]).revision == 12
    assert heard({"objects": []}).revision is None


def test_objects_of_elements_that_are_gone_are_ignored(layout):
    now, drawn = draw(layout)
    item(drawn, "name")["left"] += 40
    left = edits.without(layout, {"name"})
    assert applied(left, now, heard(drawn)) is left


def test_elements_missing_from_a_drawing_stay(layout):
    now, drawn = draw(layout)
    del drawn["objects"][0]
    assert applied(layout, now, heard(drawn)) is layout


def test_what_was_heard_is_what_is_shown_from_then_on(layout):
    now, drawn = draw(layout)
    item(drawn, "name")["left"] += 8
    what = heard(drawn)
    later = after_hearing(now, what)
    assert touched(later, what) == ()
    assert agree(later, draw(applied(layout, now, what))[0])
    assert not agree(later, now)


def test_a_locked_element_cannot_be_moved_on_the_canvas(layout):
    locked = edits.with_property(layout, {"name"}, "locked", True)
    first = item(draw(locked)[1], "name")
    assert first["lockMovementX"] is True
    assert first["lockScalingY"] is True
    assert first["hasControls"] is False
    assert item(draw(layout)[1], "name")["lockMovementX"] is False


def test_a_text_dropped_outside_comes_back_to_the_page(layout):
    now, drawn = draw(layout)
    item(drawn, "name")["left"] = -3000
    assert applied(layout, now, heard(drawn)).element("name").box.x == 0
