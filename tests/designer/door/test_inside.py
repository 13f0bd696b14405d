"""Where a host runs the script without the gate around it, the page asks itself."""

import subprocess
import sys

import pytest
from streamlit.testing.v1 import AppTest

from designer.door import inside
from designer.server import server_of
from service.attempts import EACH, Attempts
from service.configuration import Configuration
from service.setting import Secret
from tests.serving import ROOT, clean_environment

PASSWORD = "three words here"


def page():
    import streamlit as st

    from designer.door.inside import let_in

    if let_in():
        st.write("inside")


@pytest.fixture
def opened(monkeypatch):
    """The page on a host with these settings; `answering` says whether the gate is there."""

    def run(answering=False, **settings):
        configuration = Configuration(**settings)
        made = server_of(configuration)
        attempts = Attempts()
        monkeypatch.setattr(inside, "server", lambda: made)
        monkeypatch.setattr(inside, "configuration", lambda: configuration)
        monkeypatch.setattr(inside, "served", lambda: answering)
        monkeypatch.setattr(inside, "_attempts", lambda: attempts)
        return AppTest.from_function(page, default_timeout=30).run()

    return run


def is_inside(app):
    return [one.value for one in app.markdown] == ["inside"]


def type_in(app, password):
    app.text_input[0].input(password)
    return app.button[0].click().run()


def test_who_sits_at_the_machine_is_let_in(opened):
    assert is_inside(opened())


@pytest.mark.parametrize("host", ["plain", "docker", "render"])
def test_the_entry_draws_the_page_for_them_wherever_it_runs(tmp_path, host):
    script = (
        "from streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_file('streamlit_app.py', default_timeout=120).run()\n"
        "assert not app.exception\n"
        "print([button.key for button in app.button])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=clean_environment(CERTGEN_STORE=str(tmp_path), CERTGEN_HOST=host),
        capture_output=True,
        text=True,
    )
    assert "'next_step'" in done.stdout, done.stderr


def test_the_gate_has_asked_already(opened):
    assert is_inside(opened(answering=True, password=Secret(PASSWORD)))


def test_everybody_comes_in_where_that_is_said(opened):
    assert is_inside(opened(open=True, host="render"))


def test_the_password_is_asked_for_and_remembered_for_the_visit(opened):
    app = opened(password=Secret(PASSWORD), host="streamlit-cloud")
    assert not is_inside(app)
    type_in(app, "a wrong one")
    assert [one.value for one in app.error] == ["This is not the password. Try again."]
    assert not is_inside(app)
    type_in(app, PASSWORD)
    assert is_inside(app)
    assert is_inside(app.run())


def test_guessing_ends_there_too(opened):
    app = opened(password=Secret(PASSWORD))
    for _ in range(EACH):
        type_in(app, "a wrong one")
    type_in(app, PASSWORD)
    assert not is_inside(app)
    assert "Wait 15 minutes" in app.error[0].value


def test_others_are_told_what_is_missing(opened, monkeypatch):
    monkeypatch.setattr(inside, "_from_here", lambda: False)
    app = opened(host="streamlit-cloud")
    assert not is_inside(app)
    assert any("CERTGEN_PASSWORD" in one.value for one in app.markdown)
