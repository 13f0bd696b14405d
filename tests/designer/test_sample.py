from dataclasses import replace

import pytest

from certgen.elements.base import Condition
from certgen.project import Project
from certgen.records import table_from_rows
from designer import edits
from designer.palette import main_colors
from designer.sample import label_of, longest, next_with_findings, values_of
from designer.sprites import bare, sprites

PEOPLE = table_from_rows(
    ["Name", "Course"], [["Ada Lovelace", "A"], ["", "B"], ["山田太郎山田太郎", "C"]]
)


@pytest.fixture
def project(layout):
    return Project(layout=layout.with_elements(layout.elements[:2]), table=PEOPLE)


def test_without_people_columns_stand_for_themselves(project):
    assert values_of(replace(project, table=Project().table), None) == {"Name": "Name", "#": "1"}


def test_a_missing_column_shows_its_name(project):
    layout = edits.with_property(project.layout, {"name"}, "content", "{{Grade}}")
    values = values_of(replace(project, layout=layout), PEOPLE.records[0])
    assert values["Grade"] == "‹Grade›"


def test_people_are_numbered_among_those_to_be_made(project):
    some = replace(project, skipped=(2,))
    assert values_of(some, PEOPLE.records[2])["#"] == "2"
    assert values_of(some, PEOPLE.records[0])["#"] == "1"


def test_a_person_is_called_by_name_or_else_by_what_there_is(project):
    assert label_of(project, PEOPLE.records[0]) == "Ada Lovelace"
    assert label_of(project, PEOPLE.records[1]) == "B"


def test_wide_letters_count_twice_for_the_longest(project):
    assert longest(project, ()).values["Course"] == "C"


def test_the_next_problem_is_found_going_round(project):
    required = edits.with_property(project.layout, {"name"}, "required", True)
    project = replace(project, layout=required)
    found = next_with_findings(project, PEOPLE.records[0])
    assert found is PEOPLE.records[1]
    assert next_with_findings(project, found) is not None
    fine = replace(project, skipped=(3,), layout=project.layout.with_elements(()))
    assert next_with_findings(fine, None) is None


def test_a_move_needs_no_new_picture_and_other_words_do(project):
    values = values_of(project, PEOPLE.records[0])
    before = sprites(project, values, 4.0)
    moved = replace(project, layout=edits.moved(project.layout, {"name"}, 5, 5))
    assert sprites(moved, values, 4.0)["name"] is before["name"]
    other = sprites(project, values_of(project, PEOPLE.records[2]), 4.0)
    assert other["name"] != before["name"]


def test_what_does_not_show_for_a_person_is_a_ghost(layout):
    name = layout.element("name")
    assert bare(name, ghost=True).opacity == pytest.approx(0.25)
    hidden = edits.with_property(layout, {"name"}, "only_if", Condition(column="Name"))
    assert bare(hidden.element("name")).only_if is None


def test_colors_are_always_offered():
    assert main_colors(None) == ("#1b2a41", "#000000", "#ffffff")
