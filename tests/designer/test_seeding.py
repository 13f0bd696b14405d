"""Nothing a person does is lost, or undone by what widgets said before."""

import pytest
from streamlit.runtime.scriptrunner import RerunException
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.state.session_state import SessionState
from streamlit.testing.v1 import AppTest

from designer.session import State
from tests.designer.panels import give, state_of

# Stands for the inspector: a box that shows the zoom, and a button that changes it too.
SCRIPT = """
import streamlit as st
from designer.seeding import seeded
from designer.session import state, update

def at_most_five(zoom):
    update(zoom=min(5.0, zoom))

seed = seeded("zoom", state().zoom)
st.number_input("Zoom", value=seed.value, key=seed.key, on_change=seed.heard(at_most_five))
st.button("More", on_click=lambda: update(zoom=state().zoom + 1))
"""


@pytest.fixture
def app():
    test = AppTest.from_string(SCRIPT, default_timeout=60)
    give(test, State(zoom=1.0))
    return test.run()


def zoom(app):
    assert not app.exception, app.exception[0].message
    shown, held = app.number_input[0].value, state_of(app).zoom
    assert shown == held
    return held


def test_what_is_typed_is_taken_and_shown(app):
    app.number_input[0].set_value(3.5).run()
    assert zoom(app) == 3.5
    assert app.number_input[0].key == "zoom"


def test_what_is_corrected_is_shown_corrected(app):
    app.number_input[0].set_value(9.0).run()
    assert zoom(app) == 5
    app.number_input[0].set_value(9.0).run()
    assert zoom(app) == 5


def test_a_widget_the_browser_has_not_replaced_yet_undoes_nothing(app):
    stale = app._tree
    app.button[0].click().run()
    assert zoom(app) == 2
    app._tree = stale
    app.number_input[0].set_value(1.0)
    app.button[0].click().run()
    assert zoom(app) == 3


def test_values_typed_before_can_be_typed_again(app):
    app.button[0].click().run()
    app.number_input[0].set_value(1.0).run()
    assert zoom(app) == 1
    app.number_input[0].set_value(2.0).run()
    assert zoom(app) == 2


def test_no_callback_is_ended_in_its_middle_by_a_newer_run(app, monkeypatch):
    """Streamlit asks for newer runs at looks into the session state; callbacks make none."""
    calling, call = [], SessionState._call_callbacks
    ask = ScriptRunner._maybe_handle_execution_control_request

    def watched(self, **arguments):
        calling.append(True)
        call(self, **arguments)
        calling.clear()

    def newer_run(self):
        if calling:
            raise RerunException(RerunData())
        ask(self)

    monkeypatch.setattr(SessionState, "_call_callbacks", watched)
    monkeypatch.setattr(ScriptRunner, "_maybe_handle_execution_control_request", newer_run)
    app.number_input[0].set_value(3.0).run()
    assert zoom(app) == 3
    app.button[0].click().run()
    assert zoom(app) == 4
