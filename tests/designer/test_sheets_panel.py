"""Several pages on a sheet: asked for, shown, and made."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from certgen.layout import Layout, PageSize
from certgen.output import Output
from certgen.project import Project
from certgen.records import table_from_rows
from certgen.sheet import Sheet
from designer.sheet_picture import sheet_jpeg
from tests.designer.panels import (
    LAYOUT,
    button,
    open_panel,
    project_of,
    said,
    state_of,
    text,
    upload,
)

CARD = Layout(page=PageSize(width=85, height=55), elements=(text("{{Name}}", y=10.0),))
PEOPLE = table_from_rows(("Name",), [[f"Person {n}"] for n in range(11)])
CARDS = Project(layout=CARD, table=PEOPLE, output=Output(format="pdf-combined"))


def panel(project=CARDS):
    return open_panel("output", "output_panel", project)


def on_sheets(**changes):
    return replace(CARDS, output=Output(format="pdf-combined", sheet=Sheet(**changes)))


def picture(color):
    out = io.BytesIO()
    Image.new("RGB", (850, 550), color).save(out, "PNG")
    return out.getvalue()


def sheet_of(app):
    return project_of(app).output.sheet


def test_pages_are_laid_on_sheets():
    app = panel()
    app.toggle(key="sheet on").set_value(True).run()
    assert sheet_of(app) == Sheet()
    assert button(app, "make start").label == "Make one PDF with 11 pages on 2 sheets"
    assert "10 on a sheet: 2 × 5." in [caption.value for caption in app.caption]
    app.number_input(key="sheet gap").set_value(4.0).run()
    assert sheet_of(app).gap == 4
    assert "9 on a sheet: 3 × 3." in [caption.value for caption in app.caption]
    assert state_of(app).history.undo_label == "Change the sheets"
    app.toggle(key="sheet on").set_value(False).run()
    assert sheet_of(app) is None
    assert button(app, "make start").label == "Make one PDF with 11 pages"


def test_the_paper_is_turned_to_take_more():
    tall = replace(CARDS, layout=Layout(page=PageSize(width=90, height=140)))
    app = panel(tall)
    app.toggle(key="sheet on").set_value(True).run()
    assert (sheet_of(app).width, sheet_of(app).height) == (297, 210)
    app.selectbox(key="sheet paper").set_value((297.0, 420.0)).run()
    assert (sheet_of(app).width, sheet_of(app).height) == (297, 420)
    app.segmented_control(key="sheet way").set_value((420.0, 297.0)).run()
    assert (sheet_of(app).width, sheet_of(app).height) == (420, 297)


def test_pages_too_large_for_the_paper_are_told_and_not_made():
    app = panel(replace(on_sheets(), layout=LAYOUT))
    assert any("do not go on a sheet" in caption.value for caption in app.caption)
    assert not [b for b in app.button if b.key == "make start"]
    app.selectbox(key="sheet paper").set_value((297.0, 420.0)).run()
    app.number_input(key="sheet margin").set_value(0.0).run()
    assert button(app, "make start").label == "Make one PDF with 11 pages on 6 sheets"


def test_a_back_of_its_own():
    app = panel(on_sheets())
    app.segmented_control(key="sheet back").set_value("own").run()
    assert not [b for b in app.button if b.key == "make start"]
    upload(app, "back.png", picture("#c00000"))
    assert said(app) == []
    assert project_of(app).back.name == "back.png"
    assert button(app, "make start")


@pytest.mark.parametrize(("name", "data"), [("x.png", b"no picture"), ("x.pdf", b"%PDF-broken")])
def test_a_bad_back_is_told(name, data):
    app = upload(panel(on_sheets(back="own")), name, data)
    assert len(said(app)) == 1
    assert project_of(app).back is None


def test_the_picture_shows_the_pages_where_they_will_be():
    sheet = Sheet(gap=2.0, cut_marks=False)
    red = Layout(page=CARD.page)
    from certgen.geometry import Size
    from certgen.template import open_template

    template = open_template(picture("#c00000"), "t.png", size=Size(85.0, 55.0))
    project = replace(CARDS, layout=red, template=template)
    data = sheet_jpeg(project, PEOPLE.records[:3], sheet, 210)
    image = Image.open(io.BytesIO(data))
    assert image.size == (210, 297)
    middles = [(61, 63), (148, 63), (61, 120), (148, 120)]
    assert [image.getpixel(at)[1] < 40 for at in middles] == [True, True, True, False]
