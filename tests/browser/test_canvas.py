"""On the canvas with mouse and keys. After each gesture the number shown, the saved layout and
the ink on the screen agree."""

import pytest

from tests.browser.driver import until


def code_ink(designer):
    """Where the code is seen, as left, top, width, height."""
    designer.page.keyboard.press("Escape")
    left, top, right, bottom = designer.ink(top=78)
    return left, top, right - left, bottom - top


def agrees(designer, element_id, *, ink=True):
    """Number shown, layout and ink say the same place; returns it."""
    shown = designer.numbers()
    designer.saved(lambda layout: shown == pytest.approx(tuple_of(layout, element_id), abs=0.006))
    if ink:
        assert code_ink(designer) == pytest.approx(shown, abs=0.5)
    return shown


def tuple_of(layout, element_id):
    place = layout.element(element_id).box
    return place.x, place.y, place.width, place.height


def test_a_click_selects_and_everything_follows(opened):
    opened.click(45, 115)
    assert opened.numbers() == (30, 100, 30, 30)
    assert opened.chosen() == 1
    assert opened.has_handles()
    opened.click(120, 30)
    assert opened.page.get_by_label("Name of the field").input_value() == "Name"
    opened.click(225, 145)
    assert opened.page.get_by_text("Click a field here or on the page").is_visible()
    assert not opened.has_handles()


def test_a_field_selected_in_the_list_has_handles_on_the_page(opened):
    opened.button("Code").click()
    until(opened.has_handles)
    assert opened.chosen() == 1


def test_a_drag_without_snapping_goes_where_the_mouse_goes(alone):
    alone.button("Fields snap to each other and to the page. Hold Alt to move freely.").click()
    alone.rest()
    alone.drag((45, 115), (158.4, 101.7))
    left, top, *_ = agrees(alone, "code")
    assert (left, top) == pytest.approx((143.4, 86.7), abs=0.5)


def test_a_drag_with_snapping_ends_exactly_on_the_line(opened):
    # The page's middle is at 120 mm; the drop is a millimeter beside it.
    opened.drag((45, 115), (121, 116), release=False)
    assert opened.guides() >= 1
    opened.page.mouse.up()
    opened.rest()
    assert opened.guides() == 0
    assert agrees(opened, "code")[0] == 105


def test_alt_suspends_snapping(opened):
    opened.drag((45, 115), (121, 120.5), "Alt")
    assert agrees(opened, "code")[0] == pytest.approx(106, abs=0.4)


def test_a_field_snaps_to_the_edges_of_others(opened):
    opened.drag((45, 115), (76.2, 114))
    assert agrees(opened, "code")[0] == 60


def test_nothing_can_be_lost_outside_the_page(opened):
    opened.drag((45, 115), (-30, 160))
    assert agrees(opened, "code")[:2] == (0, 120)
    opened.click(15, 135)
    assert opened.has_handles()


def test_pulling_a_corner_of_a_code_resizes_it(opened):
    opened.click(45, 115)
    opened.drag((60, 130), (70, 140))
    left, top, width, height = agrees(opened, "code")
    assert (left, top) == pytest.approx((30, 100), abs=0.2)
    assert (width, height) == pytest.approx((40, 40), abs=1)


def test_pulling_a_side_sets_the_text_again_at_its_true_size(opened):
    opened.click(120, 62)
    before = opened.number("Size (pt)")
    opened.drag((180, 62), (80, 62))
    width = opened.numbers()[2]
    assert width == pytest.approx(20, abs=1)
    assert opened.number("Size (pt)") == before
    agrees(opened, "course", ink=False)
    opened.press("Escape")
    left, _, right, _ = opened.ink(top=50, bottom=75)
    # Shrunk to fit, not squeezed: all of it is inside of the box.
    assert left >= 60 - 0.5
    assert right <= 60 + width + 0.5


def test_pulling_a_corner_of_a_text_enlarges_its_letters(opened):
    opened.click(120, 30)
    before = opened.number("Size (pt)")
    opened.drag((200, 40), (216, 42))
    _, _, width, height = agrees(opened, "name", ink=False)
    assert width / height == pytest.approx(8, abs=0.1)
    assert opened.number("Size (pt)") == pytest.approx(before * width / 160, abs=0.2)


def test_turning_by_the_handle(opened):
    opened.click(45, 115)
    x, y = opened.at(45, 100)
    opened.drag_px((x, y - 40), (x + 115, y + 57))
    angle = opened.number("Rotation (degrees)")
    assert angle == pytest.approx(90, abs=1)
    opened.saved(lambda layout: layout.element("code").rotation == angle)
    assert opened.numbers() == (30, 100, 30, 30)


def test_several_move_together(opened):
    opened.click(45, 115)
    opened.click(120, 62, "Shift")
    assert opened.chosen() == 2
    opened.drag((45, 115), (55.3, 120.2), "Alt")
    opened.saved(lambda lay: tuple_of(lay, "code")[0] == pytest.approx(40.3, abs=0.4))
    code, course = opened.box_of("code"), opened.box_of("course")
    assert course[0] - code[0] == pytest.approx(30, abs=0.05)
    assert course[1] - code[1] == pytest.approx(-45, abs=0.05)
    assert code_ink(opened)[0] == pytest.approx(code[0], abs=0.5)


def test_a_frame_selects_what_it_touches(opened):
    opened.drag((10, 50), (190, 140))
    assert opened.chosen() == 2
    assert opened.page.get_by_text("2 fields").is_visible()


def test_arrow_keys_move_by_millimeters(opened):
    for key, place in (
        ("ArrowRight", (31, 100)),
        ("ArrowUp", (31, 99)),
        ("Shift+ArrowLeft", (21, 99)),
        ("Alt+ArrowDown", (21, 99.1)),
    ):
        opened.click(45, 115)
        opened.press(key)
        assert agrees(opened, "code")[:2] == pytest.approx(place, abs=0.001)


def test_many_presses_all_count_and_are_undone_together(opened):
    opened.click(45, 115)
    opened.press(*["ArrowRight"] * 12)
    until(lambda: opened.numbers()[0] == 42)
    opened.press("Control+z")
    until(lambda: opened.numbers()[0] == 30)


def test_delete_duplicate_select_all_escape(opened):
    opened.click(45, 115)
    opened.press("Control+d")
    opened.saved(lambda layout: len(layout.elements) == 4)
    assert opened.numbers()[:2] == (35, 105)
    opened.press("Delete")
    opened.saved(lambda layout: len(layout.elements) == 3)
    opened.press("Control+a")
    assert opened.chosen() == 3
    opened.press("Escape")
    assert opened.chosen() == 0
    opened.press("Control+z")
    opened.saved(lambda layout: len(layout.elements) == 4)


def test_undo_and_redo_after_a_drag(opened):
    opened.drag((45, 115), (150, 108))
    moved = opened.numbers()
    opened.press("Control+z")
    assert opened.numbers() == (30, 100, 30, 30)
    assert code_ink(opened) == pytest.approx((30, 100, 30, 30), abs=0.5)
    opened.press("Control+y")
    opened.click(150, 108)
    assert opened.numbers() == moved
    agrees(opened, "code")


def test_a_drag_after_an_undo_starts_from_what_is_seen(opened):
    opened.drag((45, 115), (150, 108))
    opened.press("Control+z")
    opened.drag((45, 115), (70.3, 118.1), "Alt")
    assert agrees(opened, "code")[:2] == pytest.approx((55.3, 103.1), abs=0.4)


def test_drawing_a_rectangle_adds_a_field_there(opened):
    opened.button("Draw").click()
    opened.rest()
    opened.drag((100, 90), (200, 110))
    opened.saved(lambda layout: len(layout.elements) == 4)
    assert opened.numbers() == pytest.approx((100, 90, 100, 20), abs=0.6)
    assert opened.page.get_by_label("Name of the field").input_value() == "Text"
    until(opened.has_handles)
    # The next drag moves again.
    opened.drag((150, 100), (150, 120), "Alt")
    assert opened.numbers()[1] == pytest.approx(110, abs=0.7)


def test_a_double_click_edits_the_text_in_place(opened):
    opened.page.mouse.dblclick(*opened.at(120, 62))
    field = opened.page.get_by_role("textbox", name="Course", exact=True)
    assert field.input_value() == "{{Course}}"
    field.fill("In {{Course}}")
    field.press("Enter")
    opened.saved(lambda layout: layout.element("course").content == "In {{Course}}")
    shown = opened.page.get_by_role("textbox", name="Text", exact=True)
    until(lambda: shown.input_value() == "In {{Course}}")


def test_numbers_typed_move_the_field(opened):
    opened.click(45, 115)
    field = opened.page.get_by_role("spinbutton", name="From left")
    field.fill("101.5")
    field.press("Enter")
    opened.rest()
    assert agrees(opened, "code")[0] == 101.5


def test_a_locked_field_does_not_move(opened):
    opened.click(45, 115)
    opened.button("Lock in place").click()
    opened.rest()
    opened.drag((45, 115), (120, 110))
    assert opened.numbers() == (30, 100, 30, 30)
    opened.press("ArrowRight")
    assert opened.numbers() == (30, 100, 30, 30)


def test_the_next_person_is_shown_in_place(opened):
    opened.button("Next person").click()
    opened.rest()
    assert opened.page.get_by_role("button", name="Grace Hopper · 2 of 3").is_visible()
    opened.button("Longest").click()
    opened.rest()
    assert opened.page.get_by_role("button", name="Ada Lovelace · 1 of 3").is_visible()


def test_a_reload_brings_the_design_back(opened):
    opened.drag((45, 115), (150, 108))
    moved = agrees(opened, "code", ink=False)
    opened.page.reload()
    opened.ready()
    opened.click(150, 108)
    assert opened.numbers() == moved
    opened.press("Control+z")
    until(lambda: opened.numbers() == (30, 100, 30, 30))


def test_zooming_keeps_everything_in_its_place(alone):
    before = alone.box()["width"]
    alone.page.get_by_role("button", name="Fit").click()
    alone.button("100 %").click()
    alone.rest()
    assert alone.box()["width"] == pytest.approx(240 / 25.4 * 96, abs=1)
    assert alone.box()["width"] != before
    alone.page.keyboard.press("Escape")
    alone.click(45, 115)
    assert alone.numbers() == (30, 100, 30, 30)
