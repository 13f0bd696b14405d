from dataclasses import replace

from certgen.gallery import designs, make
from certgen.project import Project
from certgen.records import table_from_rows
from designer.labels.gallery import SPANISH
from designer.panels.gallery import with_design
from tests.designer.panels import PROJECT, button, open_panel, project_of, state_of

DESIGN = designs()[0]


def test_a_design_is_taken_in_the_colors_and_on_the_paper_chosen():
    app = open_panel("gallery", "gallery_panel")
    assert not app.exception
    other = designs()[1]
    button(app, f"gallery {other.key}").click().run()
    palette = other.palettes[-1].key
    app.get_by_key(f"gallery colors {other.key}").set_value(palette).run()
    app.get_by_key(f"gallery paper {other.key}").set_value("Letter").run()
    button(app, "gallery take").click().run()
    wanted = make(other.key, palette=palette, paper="Letter", language="en")
    project = project_of(app)
    assert project.template == wanted.template
    assert project.table == PROJECT.table
    assert state_of(app).step == "design"
    assert state_of(app).history.undo_label.startswith("Design ")


def test_the_people_there_are_find_their_fields():
    table = table_from_rows(("Full name", "Workshop"), [("Ana", "Bookbinding")])
    project = with_design(Project(table=table), make(DESIGN.key))
    values = project.table.records[0].values
    assert (values["Name"], values["Course"]) == ("Ana", "Bookbinding")


def test_without_people_the_design_is_taken_as_it_is():
    made = make(DESIGN.key)
    project = with_design(Project(), made)
    assert project.layout == made.layout
    assert set(made.pictures) <= set(project.pictures)


def test_own_pictures_stay():
    own = replace(make(DESIGN.key).pictures[0], name="own.png")
    project = with_design(Project(pictures=(own,)), make(DESIGN.key))
    assert own in project.pictures


def test_every_design_and_color_has_spanish_words():
    words = {word for d in designs() for word in (d.title, d.description)}
    words |= {palette.title for d in designs() for palette in d.palettes}
    assert words == set(SPANISH)


def test_the_gallery_speaks_spanish():
    app = open_panel("gallery", "gallery_panel", language="es")
    assert not app.exception
    assert button(app, "gallery completion").label == "Finalización"
    assert app.subheader[0].value == "Finalización"
