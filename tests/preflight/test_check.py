"""Every kind of problem, each found where it is and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from certgen.batch.rows import Rows
from certgen.elements.base import Box, Condition
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import Fit, Outline
from certgen.errors import Cancelled
from certgen.layout import Layout
from certgen.preflight import check
from certgen.project import Project
from certgen.records import table_from_rows
from tests.preflight.conftest import code, picture, text

BOB = Condition(column="Name", test="equals", value="Bob")
BOX = Box(x=20, y=80, width=200, height=20)


def kinds(found) -> list[str]:
    return [problem.kind for problem in found]


def test_nothing_to_find(problems):
    assert problems(text("{{Name}}"), code("https://example.org/{{Name}}")) == []


def test_a_name_that_does_not_fit(problems):
    (problem,) = problems(text("{{Name}}"), names=("Ann", "W" * 200))
    assert problem.kind == "does-not-fit"
    assert problem.severity == "error"
    assert (problem.row, problem.element, problem.field) == (3, "field", "Field")
    assert problem.person == "W" * 200


def test_a_name_that_comes_out_small(problems):
    found = problems(text("{{Name}}", fit=Fit(min_size=2.0)), names=("Ann", "Wolfgang " * 24))
    assert kinds(found) == ["shrunk-small"]
    assert found[0].row == 3


def test_letters_that_no_font_has(problems):
    (problem,) = problems(text("{{Name}}"), names=("Ann", "An\U0001343d"))
    assert problem.kind == "missing-glyphs"
    assert "\U0001343d" in problem.message + problem.detail


def test_an_empty_field_that_is_required(problems):
    (problem,) = problems(text("{{Name}}", required=True), columns=("Name", "x"), rows=(("", "y"),))
    assert problem.kind == "empty-required"
    assert problem.person == "y"


def test_a_date_that_is_none(problems):
    found = problems(
        text("{{Day:long}}"),
        columns=("Name", "Day"),
        rows=(("Ann", "2026-04-03"), ("Bob", "soon")),
    )
    assert [(p.kind, p.row) for p in found] == [("date", 3)]


def test_people_who_are_there_twice(problems):
    found = problems(
        text("{{Name}}"),
        columns=("Name", "Email"),
        rows=(
            ("Ann Lee", "a@x.org"),
            ("ann lee", "a@x.org"),
            ("Bob Ray", "b@x.org"),
            ("Bob Ray", "c@x.org"),
        ),
    )
    assert [(p.kind, p.severity, p.row) for p in found] == [
        ("same-row", "warning", 3),
        ("same-name", "info", 5),
    ]


def test_first_names_alone_make_no_namesakes(problems):
    found = problems(
        text("{{First name}}"),
        columns=("First name", "Last name"),
        rows=(("Ann", "Lee"), ("Ann", "Ray"), ("Ann", "Lee")),
    )
    assert [(p.kind, p.row) for p in found] == [("same-row", 4)]


def test_file_names_that_clash_tell_how_it_is_solved(problems):
    found = problems(text("{{Name}}"), names=("Ann", "Bob"), file_name="certificate")
    assert [(p.kind, p.severity, p.row) for p in found] == [("same-file-name", "info", 3)]
    assert "certificate (2).pdf" in found[0].message


def test_a_date_in_the_file_name_that_is_none(problems):
    found = problems(text("{{Name}}"), names=("soon",), file_name="{{Name:%Y}}")
    assert [(p.kind, p.severity, p.row) for p in found] == [("date", "warning", 2)]


def test_columns_that_the_list_does_not_have(problems):
    found = problems(text("{{Grade}}"), file_name="{{Nmae}}")
    assert [(p.kind, p.detail, p.element) for p in found] == [
        ("missing-column", "Grade", "field"),
        ("missing-column", "Nmae", ""),
    ]


def test_a_picture_that_is_not_there_is_told_once(problems):
    gone = PictureElement(
        id="logo", name="Logo", box=BOX, picture="logo.png", only_if=Condition(column="Name")
    )
    found = problems(gone, names=("Ann", "Bob"))
    assert [(p.kind, p.row, p.element) for p in found] == [("picture-missing", None, "logo")]


def test_a_template_too_coarse_for_its_size(problems):
    found = problems(template=picture(size=(891, 630)))
    assert [(p.kind, p.detail) for p in found] == [("template-coarse", "76")]


def test_a_template_out_of_proportion(problems):
    assert "template-stretched" in kinds(problems(template=picture(size=(1782, 1782))))


@pytest.mark.parametrize(("x", "kind"), [(20.0, []), (250.0, ["off-page"]), (400.0, ["off-page"])])
def test_a_text_off_the_page(problems, x, kind):
    box = Box(x=x, y=80, width=100, height=20)
    assert kinds(problems(text("{{Name}}", box=box), names=("Annabella Leeward",))) == kind


def test_a_code_off_the_page(problems):
    found = problems(code("x", box=Box(x=280, y=80, width=30, height=30)))
    assert kinds(found) == ["off-page"]


@pytest.mark.parametrize(
    ("color", "behind", "kind"),
    [
        ("#1a1a1a", "#ffffff", []),
        ("#1a1a1a", "#202020", ["low-contrast"]),
        ("#ffffff", "#fff8e0", ["low-contrast"]),
        ("#ffffff", "#203050", []),
    ],
)
def test_a_text_on_a_background_that_hides_it(problems, color, behind, kind):
    found = problems(text("{{Name}}", style={"color": color}), template=picture(behind))
    assert kinds(found) == kind


def test_an_outline_makes_a_text_readable(problems):
    style = {"color": "#ffffff", "outline": Outline(width=1.0, color="#000000")}
    assert problems(text("{{Name}}", style=style), template=picture("#ffffff")) == []


def test_a_code_with_too_much_in_it(problems):
    found = problems(
        code("{{Name}}", error_correction="H"), names=("Ann", "x" * 1274), file_name="{{#}}"
    )
    assert [(p.kind, p.row) for p in found] == [("code-too-long", 3)]


def test_a_code_with_nothing_in_it(problems):
    found = problems(code("{{Link}}"), columns=("Name", "Link"), rows=(("Ann", ""), ("Bob", "x")))
    assert [(p.kind, p.row) for p in found] == [("code-empty", 2)]


def test_a_code_too_fine_is_told_for_the_longest_content(problems):
    box = Box(x=20, y=120, width=12, height=12)
    found = problems(code("{{Name}}", box=box), names=("Ann", "x" * 200, "Bob"))
    assert [(p.kind, p.row) for p in found] == [("code-too-fine", 3)]


@pytest.mark.parametrize(
    ("colors", "kind"),
    [
        ({"color": "#ffffff", "background": "#000000"}, "code-inverted"),
        ({"color": "#c0c0c0", "background": "#ffffff"}, "code-too-pale"),
        ({"color": "#ffffff", "background": ""}, "code-too-pale"),
    ],
)
def test_a_code_that_is_hard_to_see(problems, colors, kind):
    assert kind in kinds(problems(code("{{Name}}", **colors), template=picture("#ffffff")))


def test_a_code_that_something_covers_is_not_readable(problems):
    over = text("MMM", box=Box(x=10, y=120, width=60, height=30), style={"size": 60.0})
    assert kinds(problems(code("{{Name}}"), over, names=("Ann Lee",))) == ["code-unreadable"]


def test_a_code_that_only_one_persons_name_runs_into(problems):
    beside = text(
        "{{Name}}",
        box=Box(x=5, y=122, width=90, height=26),
        style={"size": 60.0, "align": "left"},
    )
    long_code = code("https://example.org/{{Id}}", box=Box(x=40, y=120, width=30, height=30))
    rows = (("I", "a long one indeed"), ("MMM", "b"), ("J", "c"))
    found = problems(long_code, beside, columns=("Name", "Id"), rows=rows)
    assert [(p.kind, p.row) for p in found] == [("code-unreadable", 3)]


def test_without_a_reader_it_is_said_that_codes_were_not_tried(problems, monkeypatch):
    monkeypatch.setattr("certgen.preflight.scan.find_spec", lambda name: None)
    over = text("MMM", box=Box(x=10, y=120, width=60, height=30), style={"size": 60.0})
    found = problems(code("{{Name}}"), over, names=("Ann Lee",))
    assert [(p.kind, p.severity, p.row) for p in found] == [("code-not-tried", "info", None)]
    assert "pip install zxing-cpp" in found[0].message
    assert problems(text("{{Name}}")) == []


def test_a_rotated_code_is_readable(problems):
    assert problems(code("{{Name}}", rotation=30.0), names=("Zoë Marín",)) == []


def test_a_constant_text_is_told_once(problems):
    found = problems(text("W" * 300), names=("Ann", "Bob"))
    assert [(p.kind, p.row) for p in found] == [("does-not-fit", None)]


def test_what_is_hidden_or_does_not_show_is_not_checked(problems):
    hidden = text("W" * 300, hidden=True)
    shown_to_bob = text(
        "W" * 300, id="b", only_if=Condition(column="Name", test="equals", value="Bob")
    )
    assert [p.row for p in problems(hidden, shown_to_bob, names=("Ann", "Bob"))] == [3]


def some_project(*names: str) -> Project:
    table = table_from_rows(("Name",), [(name,) for name in names])
    return Project(layout=Layout(elements=(text("{{Name}}"),)), template=picture(), table=table)


def test_only_some_rows():
    project = some_project("W" * 200, "Ann", "W" * 201)
    assert [p.row for p in check(project, rows=Rows(((3, 9),)))] == [4]


def test_rows_that_are_switched_off_are_not_checked():
    project = replace(some_project("W" * 200, "Ann"), skipped=(2,))
    assert list(check(project)) == []


def test_progress_and_cancel():
    told = []
    with pytest.raises(Cancelled):
        list(
            check(
                some_project("Ann", "Bob", "Cid"),
                progress=told.append,
                cancelled=lambda: len(told) == 2,
            )
        )
    assert [(at.done, at.total) for at in told] == [(1, 3), (2, 3)]


@pytest.mark.parametrize("content", ["{{Name}}", "Constant"])
def test_an_unknown_font_is_told_once(problems, content):
    found = problems(text(content, style={"font": "Nowhere Grotesk"}), names=("Ann", "Bob"))
    assert [(p.kind, p.row, p.detail) for p in found] == [("unknown-font", None, "Nowhere Grotesk")]
    assert found[0].message.startswith(f"“{found[0].field}” cannot be set: There is no font")
