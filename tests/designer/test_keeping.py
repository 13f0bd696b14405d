import pytest
from streamlit.testing.v1 import AppTest

from certgen.project import Project
from designer import keeping
from designer.autosave import Designs
from designer.history import History
from service.store import LocalStore
from tests.designer.panels import state_of

ID = "d" * 22
SCRIPT = """
import streamlit as st
from certgen.project import Project
from designer.keeping import begin, keep, start_design
from designer.messages import show_messages
from designer.session import edit
from dataclasses import replace

begin(lambda: Project(name="Example"))
st.button("rename", on_click=edit, args=("Rename", lambda p: replace(p, name="Mine")))
st.button("new", key="new", on_click=start_design, args=(Project(name="New"),))
show_messages()
keep()
"""


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    kept = Designs(LocalStore(tmp_path / "designs"), pause=0.0)
    monkeypatch.setattr(keeping, "designs", lambda: kept)
    return kept


def visit(address=""):
    app = AppTest.from_string(SCRIPT)
    if address:
        app.query_params["p"] = address
    app.run()
    assert not app.exception
    return app


def address_of(app):
    return app.query_params["p"]


def test_a_first_visit_begins_with_the_example_under_its_own_address():
    one, other = visit(), visit()
    assert state_of(one).project.name == "Example"
    assert address_of(one) == state_of(one).project_id
    assert address_of(one) != address_of(other)


def test_a_reload_brings_the_design_and_its_history_back():
    app = visit()
    app.button[0].click().run()
    again = visit(address_of(app))
    assert state_of(again).project.name == "Mine"
    assert state_of(again).history.undo_label == "Rename"


def test_a_restart_of_the_server_brings_the_design_back(store, tmp_path, monkeypatch):
    app = visit()
    app.button[0].click().run()
    store.flush()
    other = Designs(LocalStore(tmp_path / "designs"))
    monkeypatch.setattr(keeping, "designs", lambda: other)
    again = visit(address_of(app))
    assert state_of(again).project.name == "Mine"
    assert state_of(again).history == History()


def test_two_visitors_do_not_meet():
    one, other = visit(), visit()
    one.button[0].click().run()
    assert state_of(other.run()).project.name == "Example"


def test_an_address_of_a_design_that_is_gone_begins_with_the_example_and_says_so():
    app = visit(ID)
    assert state_of(app).project.name == "Example"
    assert app.info[0].value.startswith("This design is no longer here.")
    assert address_of(app) != ID


def test_a_click_quicker_than_the_new_address_does_not_bring_the_old_design_back():
    app = visit()
    old = address_of(app)
    app.run()
    app.button(key="new").click().run()
    assert address_of(app) != old
    app.query_params["p"] = old
    app.run()
    assert state_of(app).project.name == "New"
    assert address_of(app) == state_of(app).project_id
    app.run()
    app.query_params["p"] = old
    app.run()
    assert state_of(app).project.name == "Example"


def test_a_damaged_design_is_told(tmp_path):
    (tmp_path / "designs").mkdir()
    (tmp_path / "designs" / f"{ID}.certgen").write_bytes(b"half")
    app = visit(ID)
    assert state_of(app).project.name == "Example"
    assert app.error


def test_going_back_to_another_address_opens_what_is_there(store):
    store.save(ID, Project(name="Other"))
    app = visit()
    app.query_params["p"] = ID
    assert state_of(app.run()).project.name == "Other"


def test_a_place_that_keeps_nothing_is_told_once_and_once_that_it_keeps_again(store, tmp_path):
    in_the_way = tmp_path / "designs"
    in_the_way.write_text("not a folder")
    app = visit()
    store.flush()
    told = [(len(app.run().warning), len(app.success)) for _ in range(3)]
    assert told == [(1, 0), (0, 0), (0, 0)]
    assert state_of(app).project.name == "Example"
    in_the_way.unlink()
    store.flush()
    told = [(len(app.run().warning), len(app.success)) for _ in range(3)]
    assert told == [(0, 1), (0, 0), (0, 0)]
