"""The menu of OpenType features, alone in a script."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from streamlit.testing.v1 import AppTest

from certgen.project import Project
from designer.session import State
from tests.designer.panels import give, state_of

SCRIPT = """
from designer.inspector_features import features_menu
features_menu()
"""


@pytest.fixture
def shown(layout, monkeypatch, tmp_path):
    """Runs the menu for the name's field in a font."""
    monkeypatch.setenv("CERTGEN_STORE", str(tmp_path))

    def show(font, features=()):
        name = layout.element("name")
        styled = replace(name, style=replace(name.style, font=font, features=features))
        state = State(
            project=Project(layout=layout.replacing(styled)),
            project_id="p" * 22,
            selected=("name",),
        )
        app = AppTest.from_string(SCRIPT, default_timeout=60)
        give(app, state)
        app.run()
        assert not app.exception
        return app

    return show


def test_what_the_font_has_can_be_chosen(shown):
    app = shown("EB Garamond")
    (menu,) = app.multiselect
    assert "Old-style figures" in menu.options
    assert "Letter forms, set 1" in menu.options
    menu.set_value(["onum"]).run()
    style = state_of(app).layout.element("name").style
    assert style.features == ("onum",)
    assert state_of(app).history.undo_label == "Change Name"


def test_a_font_without_any_has_no_menu(shown):
    assert len(shown("Alex Brush").multiselect) == 0


def test_what_another_font_had_can_be_taken_away(shown):
    app = shown("Alex Brush", features=("onum",))
    (menu,) = app.multiselect
    menu.set_value([]).run()
    assert state_of(app).layout.element("name").style.features == ()
    assert len(app.multiselect) == 0
