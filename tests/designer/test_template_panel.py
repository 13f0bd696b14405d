from dataclasses import replace

import pytest

from certgen.geometry import Size
from certgen.layout import Layout
from certgen.template import open_template
from designer.history import History
from designer.panels.paper import fitting_papers
from tests.designer.panels import (
    PEOPLE,
    PROJECT,
    button,
    field,
    open_panel,
    project_of,
    said,
    upload,
)
from tests.pictures import pdf_file, picture_file, png_that_claims

A4_AT_300 = picture_file(3508, 2480, dpi=(300, 300))
WORKED_ON = History().recorded(PROJECT, "Move Name")


def panel(project=PROJECT, **state):
    return open_panel("template", "template_panel", project, **state)


def captions(app):
    return [caption.value for caption in app.caption]


def test_a_picture_shows_with_its_size_and_resolution():
    app = upload(panel(), "mine.png", A4_AT_300)
    assert said(app) == [
        "mine.png is your template: 3508 × 2480 pixels · 297 × 210 mm · 300 dots per inch."
    ]
    assert project_of(app).template.name == "mine.png"
    app.run()
    assert "3508 × 2480 pixels · 297 × 210 mm · 300 dots per inch" in captions(app)


def test_fields_of_the_list_are_laid_out_when_nobody_has_placed_any():
    app = upload(panel(replace(PROJECT, layout=Layout())), "mine.png", A4_AT_300)
    fields = project_of(app).layout.elements
    assert [field.content for field in fields] == ["{{Name}}", "{{Course}}"]
    assert fields[0].style.size > fields[1].style.size
    assert fields[0].box.center[0] == pytest.approx(297.01 / 2, abs=0.02)


@pytest.mark.parametrize("history", [History(), WORKED_ON], ids=["opened again", "worked on"])
def test_a_design_follows_the_new_template_and_keeps_its_name(history):
    app = upload(panel(history=history), "small.png", picture_file(1754, 1240, dpi=(300, 300)))
    assert project_of(app).name == "Spring"
    layout = project_of(app).layout
    assert layout.page.size == Size(148.51, 104.99)
    assert layout.elements[0].box.width == pytest.approx(125, abs=0.1)
    assert [e.id for e in layout.elements] == ["name", "course"]


def test_a_coarse_picture_is_taken_with_a_word_of_warning():
    app = upload(panel(), "small.jpg", picture_file(600, 424, kind="JPEG"))
    assert project_of(app).template.name == "small.jpg"
    app.run()
    assert "3508 pixels wide" in app.warning[0].value


def test_a_page_of_a_pdf_can_be_chosen():
    app = upload(panel(), "two.pdf", pdf_file((842, 595), (595, 842)))
    app.run()
    field(app.number_input, "template page").set_value(2).run()
    template = project_of(app).template
    assert (template.page, round(template.size.width)) == (1, 210)
    assert said(app) == []


def test_the_printed_size_changes_page_and_fields():
    project = replace(PROJECT, template=open_template(A4_AT_300, "mine.png"))
    app = panel(project, history=WORKED_ON)
    field(app.selectbox, "template paper").set_value("A5").run()
    assert project_of(app).template.size == Size(210.0, 148.0)
    assert project_of(app).layout.page.size == Size(210.0, 148.0)
    field(app.number_input, "template width").set_value(420.0).run()
    assert project_of(app).template.size.width == 420.0


def test_papers_are_offered_by_proportion():
    assert list(fitting_papers(open_template(A4_AT_300, "a"))) == ["A3", "A4", "A5", "A6"]
    upright = open_template(picture_file(850, 1100), "letter")
    assert fitting_papers(upright) == {"Letter": Size(215.9, 279.4)}
    assert fitting_papers(open_template(picture_file(500, 500), "square")) == {}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("text.png", b"Dear all, this is no picture at all.", "not a picture"),
        ("half.jpg", picture_file(400, 300, kind="JPEG")[:3000], "damaged"),
        ("huge.png", png_that_claims(20_000, 10_000), "pixels"),
        ("locked.pdf", pdf_file(password="secret"), "password"),
        ("broken.pdf", b"%PDF-1.7 and then nothing", "cannot be opened"),
        ("empty.png", b"", "empty"),
    ],
)
def test_a_bad_file_is_told_in_one_sentence_and_nothing_is_lost(name, data, words):
    app = upload(panel(), name, data)
    messages = said(app)
    assert len(messages) == 1
    assert words in messages[0]
    assert name in messages[0]
    assert project_of(app) == PROJECT
    assert said(upload(app, "good.png", A4_AT_300))[0].startswith("good.png is your template")


def test_the_template_can_be_taken_away():
    project = replace(PROJECT, template=open_template(picture_file(), "mine.png"))
    app = panel(project)
    next(b for b in app.button if b.label == "Remove the template").click().run()
    assert project_of(app).template is None
    assert project_of(app).layout == PROJECT.layout


def test_a_logo_goes_on_the_page_and_away_again():
    app = upload(panel(), "logo.png", picture_file(40, 20), place=1)
    assert project_of(app).pictures[0].name == "logo.png"
    element = project_of(app).layout.elements[-1]
    assert element.picture == "logo.png"
    assert element.box.width == pytest.approx(2 * element.box.height, abs=0.1)
    assert said(app) == []
    button(app, "place picture logo.png").click().run()
    assert len(project_of(app).layout.elements) == 4
    next(b for b in app.button if b.label == "Remove logo.png").click().run()
    assert project_of(app).layout == PROJECT.layout
    assert project_of(app).pictures == ()


def test_a_picture_that_is_brought_again_replaces_itself_everywhere():
    app = upload(panel(), "logo.png", picture_file(40, 20), place=1)
    app = upload(app, "logo.png", picture_file(20, 20), place=1)
    assert [p.width_px for p in project_of(app).pictures] == [20]
    assert len(project_of(app).layout.elements) == 3


def test_a_bad_picture_or_font_is_told_and_nothing_is_lost():
    app = upload(panel(), "logo.png", b"no picture", place=1)
    assert "logo.png" in said(app)[0]
    app = upload(app, "mine.ttf", b"no font", place=2)
    assert "mine.ttf" in said(app)[0]
    assert project_of(app) == PROJECT


def test_without_a_template_the_panel_says_what_to_do():
    assert any("ready-made" in caption for caption in captions(panel()))


def test_a_white_page_has_the_paper_one_chooses():
    app = panel()
    app.selectbox[0].set_value("Letter · Portrait").run()
    assert project_of(app).layout.page.size == Size(215.9, 279.4)
    assert [e.id for e in project_of(app).layout.elements] == ["name", "course"]
    assert app.selectbox[0].value == "Letter · Portrait"


def test_it_all_speaks_spanish():
    app = panel(replace(PROJECT, table=PEOPLE), language="es")
    assert app.file_uploader[0].label == "Elija la imagen o el PDF de su certificado"
