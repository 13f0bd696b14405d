from dataclasses import replace

import pytest

from certgen.elements.text.model import TextStyle
from certgen.layout import Layout
from certgen.layout_file import dump_layout
from certgen.project import save_project
from designer import keeping
from designer.autosave import Designs
from service.store import LocalStore
from tests.designer.panels import PROJECT, button, open_panel, project_of, said, state_of, text
from tests.designer.panels import upload as bring


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    kept = Designs(LocalStore(tmp_path / "designs"), pause=0.0)
    monkeypatch.setattr(keeping, "designs", lambda: kept)
    return kept


def menu(project=PROJECT, **state):
    return open_panel("project_menu", "project_menu", project, given="sample", **state)


@pytest.fixture(autouse=True)
def sample(monkeypatch):
    """The script's `sample`, found among Python's own names."""
    monkeypatch.setattr("builtins.sample", lambda: replace(PROJECT, name="Example"), raising=False)


def test_a_project_file_is_opened_as_a_design_of_its_own():
    app = bring(menu(), "summer.certgen", save_project(replace(PROJECT, name="Summer")))
    assert project_of(app).name == "Summer"
    assert state_of(app).project_id != "p" * 22
    assert app.query_params["p"] == state_of(app).project_id
    assert said(app) == ["summer.certgen is open."]


def test_a_layout_file_changes_the_fields_and_can_be_undone():
    layout = Layout(elements=(text("{{Name}}", "Other"),))
    app = bring(menu(), "fields.json", dump_layout(layout))
    assert project_of(app).layout.elements == layout.elements
    assert project_of(app).table == PROJECT.table
    assert state_of(app).history.undo_label == "Fields from fields.json"


def test_a_layout_that_asks_for_a_missing_column_is_opened_with_a_warning():
    layout = Layout(elements=(text("{{Grade}}"),))
    app = bring(menu(), "fields.json", dump_layout(layout))
    assert project_of(app).layout.elements == layout.elements
    assert said(app)[0].startswith("Your list has no column “Grade”.")


def unknown_font():
    element = text("{{Name}}")
    changed = type(element)(
        id="x", name="X", box=element.box, content="{{Name}}", style=TextStyle(font="No Such Font")
    )
    return dump_layout(Layout(elements=(changed,)))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("odd.certgen", b"nothing of the kind", "odd.certgen"),
        ("cut.certgen", save_project(PROJECT)[:400], "damaged"),
        ("odd.json", b'{"format": "something else"}', "odd.json"),
        ("cut.json", dump_layout(PROJECT.layout)[:100], "cut.json"),
        ("font.json", unknown_font(), "No Such Font"),
    ],
)
def test_a_bad_file_is_told_in_one_sentence_and_nothing_is_lost(name, data, words):
    app = bring(menu(), name, data)
    messages = said(app)
    assert len(messages) == 1
    assert words in messages[0]
    assert project_of(app) == PROJECT
    assert state_of(app).project_id == "p" * 22


def test_the_project_is_renamed():
    app = menu()
    app.text_input[0].set_value("  Autumn   term ").run()
    assert project_of(app).name == "Autumn term"
    app.text_input[0].set_value("   ").run()
    assert project_of(app).name == "Autumn term"


def test_a_new_project_is_empty_and_has_its_own_address():
    app = menu()
    button(app, "new project").click().run()
    assert project_of(app).layout.elements == ()
    assert state_of(app).project_id != "p" * 22


def test_the_example_can_be_had_again():
    app = menu()
    button(app, "sample project").click().run()
    assert project_of(app).name == "Example"


def test_a_duplicate_leaves_the_other_as_it_was():
    app = menu()
    button(app, "duplicate project").click().run()
    assert project_of(app).name == "Spring (copy)"
    assert state_of(app).project_id != "p" * 22


def test_the_language_changes_every_word():
    app = menu()
    app.get_by_key("language").set_value("es").run()
    assert app.text_input[0].label == "Nombre del proyecto"
    assert not app.exception


def test_the_certificates_language_is_chosen_by_its_name():
    app = menu()
    (languages,) = [box for box in app.selectbox if box.label == "Language of the certificates"]
    assert languages.options[:2] == ["Not said", "Arabic"]
    languages.set_value("ja").run()
    assert project_of(app).layout.language == "ja"
    assert state_of(app).history.undo_label == "Language of the certificates"


def test_a_language_nobody_knows_is_shown_by_its_tag():
    strange = replace(PROJECT, layout=Layout(language="x-klingon"))
    app = menu(strange)
    (languages,) = [box for box in app.selectbox if box.label == "Language of the certificates"]
    assert languages.value == "x-klingon"
    assert "x-klingon" in languages.options
