from dataclasses import replace

import pytest

from certgen.elements.picture.model import PictureElement
from certgen.errors import FontError, TemplateError
from certgen.gallery.sample import sample_project
from certgen.geometry import Size
from certgen.layout import PageSize
from certgen.picture_file import open_picture
from certgen.project import FontFile, Project
from certgen.records import table_from_rows
from certgen.starter import DARK_INK, LIGHT_INK
from certgen.template import open_template
from designer import bring
from tests.designer.panels import LAYOUT, PEOPLE, PROJECT, box_of, text
from tests.pictures import pdf_file, picture_file

TEMPLATE = open_template(picture_file(800, 600), "mine.png")
LOGO = open_picture(picture_file(40, 20), "logo.png")


def contents(project):
    return [element.content for element in project.layout.elements]


def test_a_template_on_an_empty_page_lays_the_fields_out():
    project = bring.with_template(Project(table=PEOPLE), TEMPLATE)
    assert contents(project) == ["{{Name}}", "{{Course}}"]
    assert project.layout.page.size == TEMPLATE.size


def test_a_template_under_a_design_scales_it():
    project = bring.with_template(PROJECT, TEMPLATE)
    assert [e.id for e in project.layout.elements] == ["name", "course"]
    assert project.layout.page.size == TEMPLATE.size


def test_a_template_takes_the_place_of_the_example_before_the_list_or_after_it():
    first = bring.with_people(bring.with_template(sample_project(), TEMPLATE), PEOPLE)
    last = bring.with_template(bring.with_people(sample_project(), PEOPLE), TEMPLATE)
    for project in (first, last):
        assert contents(project) == ["{{Name}}", "{{Course}}"]
        assert project.pictures == ()
        assert project.table == PEOPLE


def test_the_example_stays_where_somebody_has_worked_on_it():
    sample = sample_project()
    layout = sample.layout.with_elements(sample.layout.elements[1:])
    project = bring.with_template(replace(sample, layout=layout), TEMPLATE)
    assert [e.id for e in project.layout.elements] == [e.id for e in layout.elements]
    assert project.pictures == sample.pictures


def test_fields_nobody_has_touched_take_the_ink_that_shows_on_a_new_template():
    white_page = bring.with_people(Project(), PEOPLE)
    dark_page = bring.with_template(white_page, TEMPLATE)
    assert [e.style.color for e in white_page.layout.elements] == [DARK_INK, DARK_INK]
    assert [e.style.color for e in dark_page.layout.elements] == [LIGHT_INK, LIGHT_INK]


def test_the_printed_size_and_the_page_of_a_pdf_can_be_changed():
    pdf = open_template(pdf_file((842, 595), (595, 842)), "two.pdf")
    project = bring.with_template(PROJECT, pdf)
    assert bring.with_printed_size(project, Size(420.0, 297.0)).layout.page == PageSize(
        width=420.0, height=297.0
    )
    assert bring.with_template_page(project, 1).layout.page.height > 290
    with pytest.raises(TemplateError, match="page 3"):
        bring.with_template_page(project, 2)
    with pytest.raises(TemplateError, match="no template"):
        bring.with_template_page(PROJECT, 0)


def test_a_project_is_named_after_a_file():
    assert (
        bring.named_after(sample_project(), "summer_school 2026.png").name == "summer school 2026"
    )
    assert bring.named_after(Project(), "people.csv").name == "people"
    assert bring.named_after(Project(name="Certificados"), ".png").name == "Certificados"


def test_a_name_that_somebody_gave_stays():
    assert bring.named_after(PROJECT, "summer_school 2026.png").name == "Spring"


def test_people_on_an_untouched_page_lay_it_out_anew():
    first = bring.with_template(Project(table=PEOPLE), TEMPLATE)
    other = bring.with_people(first, table_from_rows(("Nombre", "Curso"), [("Ana", "Uno")]))
    assert contents(other) == ["{{Nombre}}", "{{Curso}}"]
    assert other.layout.file_name == "{{#}} {{Nombre}}"


def test_people_with_other_columns_keep_a_design():
    table = table_from_rows(("Full name", "Workshop"), [("Ana", "Uno")])
    project = bring.with_people(replace(PROJECT, skipped=(3,)), table)
    assert project.layout == LAYOUT
    assert project.table.columns == ("Name", "Course")
    assert project.skipped == ()


def test_people_on_a_page_of_fixed_words_get_their_name_on_it():
    project = Project(layout=LAYOUT.with_elements((text("Well done!", "Praise"),)))
    project = bring.with_people(project, PEOPLE)
    assert contents(project) == ["Well done!", "{{Name}}"]


def test_a_file_name_the_list_cannot_fill_in_is_replaced():
    table = table_from_rows(("Code", "Points"), [("a1", "7"), ("b2", "8")])
    project = bring.with_people(PROJECT, table)
    assert project.layout.file_name == "{{#}}"


def test_fields_without_a_column_are_taken_away_with_their_file_name():
    project = bring.without_columns(PROJECT, ["Name"])
    assert contents(project) == ["{{Course}}"]


def test_pictures_are_replaced_by_name_and_removed_with_their_elements():
    element = PictureElement(id="logo", name="Logo", box=box_of(10, 10, 40, 20), picture="logo.png")
    project = replace(PROJECT, layout=LAYOUT.with_elements((*LAYOUT.elements, element)))
    project = bring.with_picture(bring.with_picture(project, LOGO), LOGO)
    assert project.pictures == (LOGO,)
    gone = bring.without_picture(project, "logo.png")
    assert (gone.pictures, gone.layout) == ((), LAYOUT)


def test_there_is_an_end_to_pictures_and_fonts():
    pictures = tuple(replace(LOGO, name=f"{n}.png") for n in range(bring.MOST_PICTURES))
    with pytest.raises(TemplateError, match="50 pictures"):
        bring.with_picture(replace(PROJECT, pictures=pictures), LOGO)
    with pytest.raises(FontError):
        bring.with_font(PROJECT, FontFile("mine.ttf", b"no font"))


def test_a_white_page_may_have_any_size():
    project = bring.white_page(replace(PROJECT, template=TEMPLATE), PageSize(width=100, height=50))
    assert project.template is None
    assert project.layout.page.size == Size(100.0, 50.0)
