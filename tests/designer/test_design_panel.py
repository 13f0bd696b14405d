"""The design step in a script of its own: what its buttons and boxes do to the layout."""

import sys
import types
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from certgen.errors import TemplateError
from certgen.geometry import Rect
from certgen.project import Project
from certgen.records import table_from_rows
from designer.companion import Room
from designer.session import State
from tests.designer.panels import field, give, state_of

SCRIPT = """
from designer.design import design_panel
design_panel()
"""
PEOPLE = table_from_rows(["Name", "Course"], [["Ada", "A"], ["Bartholomew", "B"], ["Li", "C"]])


@pytest.fixture(autouse=True)
def page(monkeypatch, tmp_path):
    """Stands in for the canvas component, which only a browser has; keeps what it was given."""
    given = {}
    module = types.ModuleType("streamlit_drawable_canvas")
    module.st_canvas = lambda **arguments: given.update(arguments)
    monkeypatch.setitem(sys.modules, "streamlit_drawable_canvas", module)
    monkeypatch.setenv("CERTGEN_STORE", str(tmp_path))
    return given


@pytest.fixture
def app(layout, page):
    texts = layout.with_elements(layout.elements[:2])
    test = AppTest.from_string(SCRIPT, default_timeout=60)
    project = Project(layout=texts, table=PEOPLE)
    give(test, State(project=project, project_id="p" * 22))
    return run(test)


def run(app):
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def now(app):
    return state_of(app)


def test_in_a_browser_the_canvas_comes_first_and_the_rest_once_its_room_is_known(
    layout, page, monkeypatch
):
    monkeypatch.setattr("designer.canvas.served", lambda: True)
    test = AppTest.from_string(SCRIPT, default_timeout=60)
    project = Project(layout=layout.with_elements(layout.elements[:2]), table=PEOPLE)
    give(test, State(project=project, project_id="p" * 22))
    run(test)
    assert "initial_drawing" in page
    keys = {b.key for b in test.button}
    assert "add_text" in keys
    assert not keys & {"select_all", "longest"}
    monkeypatch.setattr("designer.companion.room", lambda: Room(900.0, 600.0, 1.0))
    run(test)
    assert {"add_text", "select_all", "longest"} <= {b.key for b in test.button}


def test_what_cannot_be_drawn_leaves_the_list_to_mend_it(layout, monkeypatch):
    def broken(*given):
        raise TemplateError("x", "y")

    monkeypatch.setattr("designer.canvas.served", lambda: True)
    monkeypatch.setattr("designer.canvas.sprites", broken)
    test = AppTest.from_string(SCRIPT, default_timeout=60)
    give(test, State(project=Project(layout=layout), project_id="p" * 22))
    run(test)
    assert button(test, "select_all")


def button(app, key):
    return next(b for b in app.button if b.key == key)


def press(app, key):
    button(app, key).click()
    return run(app)


def select(app, *ids):
    give(app, replace(now(app), selected=ids))
    return run(app)


def drop(app, page, element_id, **changes):
    """What the canvas says after an object was changed on it."""
    objects = [dict(o) for o in page["initial_drawing"]["objects"]]
    moved = next(o for o in objects if f"id={element_id};" in o["src"])
    for name, by in changes.items():
        moved[name] += by
    app.session_state["canvas"] = {"drawing": {"raw": {"objects": objects}, "data": None}}
    return run(app)


def test_a_drop_on_the_canvas_moves_the_field_and_needs_no_new_drawing(app, page):
    before = page["initial_drawing"]
    scale = page["width"] / 200
    drop(app, page, "name", top=-10 * scale)
    assert now(app).layout.element("name").box.y == pytest.approx(30, abs=0.01)
    assert now(app).history.undo_label == "Move Name"
    assert page["initial_drawing"] is before


def test_what_the_canvas_says_again_changes_nothing(app, page):
    drop(app, page, "name", top=-20)
    once = now(app).project
    select(app, "code")
    assert now(app).project is once


def test_a_resize_gives_the_canvas_a_new_drawing(app, page):
    before = page["initial_drawing"]
    drop(app, page, "name", scaleX=0.2)
    assert now(app).layout.element("name").box.width > 110
    assert page["initial_drawing"] is not before


def test_undo_beats_what_the_canvas_still_says(app, page):
    drop(app, page, "name", top=-20)
    press(app, "icon undo")
    assert now(app).layout.element("name").box.y == 40
    run(app)
    assert now(app).layout.element("name").box.y == 40
    press(app, "icon redo")
    assert now(app).layout.element("name").box.y < 40


def test_a_late_drop_moves_only_what_was_dropped(app, page):
    late = page["initial_drawing"]
    select(app, "name")
    field(app.number_input, "box.x of name").set_value(20.0)
    run(app)
    page["initial_drawing"] = late
    drop(app, page, "code", left=-100)
    boxes = {e.id: e.box for e in now(app).layout.elements}
    assert boxes["name"].x == 20
    assert boxes["code"].x < 150


def test_a_drawn_rectangle_becomes_a_text_and_is_selected(app, page):
    scale = page["width"] / 200
    drawn = Rect(20 * scale, 70 * scale, 120 * scale, 90 * scale)
    rectangle = {"type": "LabeledRect", "left": drawn.left, "top": drawn.top}
    rectangle |= {"width": drawn.width, "height": drawn.height}
    objects = [*page["initial_drawing"]["objects"], rectangle]
    app.session_state["canvas"] = {"drawing": {"raw": {"objects": objects}, "data": None}}
    run(app)
    new = now(app).layout.elements[-1]
    assert (new.box.x, new.box.y, new.box.width, new.box.height) == pytest.approx(
        (20, 70, 100, 20), abs=0.02
    )
    assert now(app).selected == (new.id,)


def test_the_inspector_changes_the_selected_field(app):
    select(app, "name")
    field(app.text_area, "content of name").set_value("Dear {{Name}}")
    run(app)
    field(app.number_input, "style.size of name").set_value(18.0)
    run(app)
    name = now(app).layout.element("name")
    assert (name.content, name.style.size) == ("Dear {{Name}}", 18)
    press(app, "icon undo")
    assert field(app.number_input, "style.size of name").value == 30


def test_a_column_is_inserted_at_the_end(app):
    select(app, "name")
    press(app, "insert Course")
    assert now(app).layout.element("name").content == "{{Name}} {{Course}}"


def test_a_hex_code_may_be_short_and_nonsense_is_refused(app):
    select(app, "name")
    field(app.text_input, "style.color of name hex").set_value("#C00")
    run(app)
    assert now(app).layout.element("name").style.color == "#cc0000"
    field(app.text_input, "style.color of name hex").set_value("reddish")
    run(app)
    assert now(app).layout.element("name").style.color == "#cc0000"
    assert len(app.warning) == 1


def test_several_fields_are_lined_up_together(app):
    select(app, "name", "code")
    press(app, "icon arrange right")
    boxes = [e.bounds.right for e in now(app).layout.elements]
    assert boxes == [190, 190]
    press(app, "icon undo")
    press(app, "icon arrange same_width")
    assert [e.box.width for e in now(app).layout.elements] == [100, 100]


def test_the_list_does_everything_without_a_mouse(app):
    press(app, "select code")
    assert now(app).selected == ("code",)
    press(app, "icon to list")
    press(app, "icon hidden code")
    assert now(app).layout.element("code").hidden
    press(app, "icon locked name")
    assert now(app).layout.element("name").locked
    press(app, "select_all")
    assert now(app).selected == ("name",)


def test_adding_places_and_selects(app):
    press(app, "add_text")
    assert now(app).layout.elements[-1].content == "Text"
    press(app, "add_code")
    assert now(app).selected == (now(app).layout.elements[-1].id,)
    press(app, "icon delete")
    assert len(now(app).layout.elements) == 3


def test_stepping_goes_round_and_the_longest_is_found(app):
    assert now(app).record.values["Name"] == "Ada"
    press(app, "icon previous person")
    assert now(app).record.values["Name"] == "Li"
    press(app, "icon next person")
    assert now(app).record.values["Name"] == "Ada"
    press(app, "longest")
    assert now(app).record.values["Name"] == "Bartholomew"


def test_the_preview_takes_the_canvas_place(app, page):
    page.clear()
    press(app, "preview")
    assert page == {}
    assert now(app).looking


def test_without_fields_and_people_the_step_says_what_to_do(page):
    test = AppTest.from_string(SCRIPT, default_timeout=60)
    give(test, State(project_id="p" * 22))
    run(test)
    said = " ".join(c.value for c in test.caption)
    assert "Add one with the buttons above the page" in said
    assert "With your list of people" in said
    assert {"to_template", "to_people"} <= {b.key for b in test.button}


def test_a_column_that_is_missing_is_shown_by_its_name(app):
    select(app, "name")
    field(app.text_area, "content of name").set_value("{{Nobody has this}}")
    run(app)
    assert now(app).layout.element("name").content == "{{Nobody has this}}"
