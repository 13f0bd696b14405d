"""The commands beside render."""

from __future__ import annotations

import csv
import json
import re
import shlex

import pytest
from PIL import Image

from certgen.cli import sample
from certgen.errors import ExitCode
from certgen.layout_file import load_layout
from certgen.project import load_project
from tests.pictures import pdf_file


def test_new_writes_a_project_that_opens(certgen, template, people, tmp_path):
    said = certgen("new", "--template", template, "--data", people, "-o", tmp_path / "my.certgen")
    assert said.code == ExitCode.OK
    assert "Name, Course; 3 people." in said.out
    project = load_project((tmp_path / "my.certgen").read_bytes())
    assert len(project.table.records) == 3
    assert project.template is not None


def test_new_writes_a_layout(certgen, template, people, tmp_path):
    certgen("new", "--template", template, "--data", people, "-o", tmp_path / "layout.json")
    layout = load_layout((tmp_path / "layout.json").read_bytes())
    assert [element.name for element in layout.elements] == ["Name", "Course"]


def test_new_writes_nothing_else(certgen, template, people, tmp_path):
    told = certgen("new", "--template", template, "--data", people, "-o", tmp_path / "my.txt")
    assert told.code == ExitCode.EXPORT
    assert ".certgen or .json" in told.err
    assert not (tmp_path / "my.txt").exists()


def test_new_tells_of_a_coarse_template(certgen, template, people, tmp_path):
    said = certgen("new", "--template", template, "--data", people, "-o", tmp_path / "a.certgen")
    assert "coarse in print" in said.err


@pytest.mark.parametrize(("name", "form"), [("a.png", "PNG"), ("a.jpg", "JPEG")])
def test_preview(certgen, project, tmp_path, name, form):
    said = certgen("preview", project, "--row", 3, "--width", 420, "-o", tmp_path / name)
    assert said.code == ExitCode.OK
    assert "row 3, Zoë Marín" in said.out
    with Image.open(tmp_path / name) as picture:
        assert picture.format == form
        assert picture.size == (420, 297)


@pytest.mark.parametrize(
    ("args", "said"),
    [(("-o", "a.txt"), "a.txt"), (("-o", "a.png", "--width", 5), "--width 5")],
)
def test_a_preview_that_cannot_be(certgen, project, args, said):
    told = certgen("preview", project, *args)
    assert told.code == ExitCode.EXPORT
    assert said in told.err


def test_a_preview_of_nobody(certgen, project, tmp_path):
    told = certgen("preview", project, "--row", 99, "-o", tmp_path / "a.png")
    assert told.code == ExitCode.DATA
    assert "rows 2 to 4" in told.err


def test_the_sample_is_what_its_help_says(certgen, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    certgen("sample", "-o", "sample")
    told = sample._DESCRIPTION.replace("\\\n", " ")
    commands = re.findall(r"^  certgen (render .*)$", told, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        assert certgen(*shlex.split(command)).code == ExitCode.OK


def test_fonts_lists_families_with_their_weights(certgen):
    said = certgen("fonts")
    assert said.code == ExitCode.OK
    line = next(line for line in said.out.splitlines() if line.startswith("EB Garamond"))
    assert "serif" in line
    assert "italic" in line


def test_fonts_with_samples_in_their_own_script(certgen):
    plain, samples = certgen("fonts").out, certgen("fonts", "--sample").out
    assert len(samples.splitlines()) == 2 * len(plain.splitlines())
    assert any("\u0600" <= char <= "\u06ff" for char in samples)


def test_a_font_that_is_none(certgen, people):
    told = certgen("fonts", "--font", people)
    assert told.code == ExitCode.FONT


def test_the_schema_is_that_of_layouts(certgen):
    assert "LayoutFile" in json.loads(certgen("schema").out)["$defs"]


def test_check_finds_nothing_wrong_but_the_template(certgen, project):
    said = certgen("check", project)
    assert said.code == ExitCode.FINDINGS
    assert said.out.startswith("warning: The template has")
    assert said.err == "1 warning.\n"


def test_check_tells_rows_and_people(certgen, project, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("Name,Course\n" + "W" * 290 + ",Botany\nBob,x\n", encoding="utf-8")
    said = certgen("check", project, "--data", people, "--csv", tmp_path / "found.csv")
    assert said.code == ExitCode.FINDINGS
    assert "error: row 2, WWW" in said.out
    found = (tmp_path / "found.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(found.splitlines()))
    assert {row["Row"] for row in rows} == {"", "2"}


def test_check_as_json(certgen, project):
    found = json.loads(certgen("check", project, "--json").out)
    assert [problem["kind"] for problem in found] == ["template-coarse"]


def test_check_names_a_missing_column(certgen, people, tmp_path):
    layout = tmp_path / "layout.json"
    box = {"x": 10, "y": 10, "width": 100, "height": 20}
    field = {"kind": "text", "id": "a", "name": "A", "box": box, "content": "{{Grade}}"}
    layout.write_text(json.dumps({"version": 1, "elements": [field]}), encoding="utf-8")
    said = certgen("check", layout, "--data", people)
    assert said.code == ExitCode.DATA


def test_sheets(certgen, tmp_path):
    (tmp_path / "cards.pdf").write_bytes(pdf_file(*[(240, 150)] * 12))
    said = certgen("sheets", tmp_path / "cards.pdf", "--gap", 2, "-o", tmp_path / "out.pdf")
    assert (said.code, said.out) == (ExitCode.OK, f"{tmp_path / 'out.pdf'}: 2 sheets.\n")
    told = certgen("sheets", tmp_path / "cards.pdf", "--gap", -2, "-o", tmp_path / "no.pdf")
    assert told.code == ExitCode.EXPORT
    assert "gap" in told.err


def test_columns_in_their_formats(certgen, template, tmp_path):
    (tmp_path / "list.csv").write_text("Name,No,Day\nAnn,7,3/4/2026\n", encoding="utf-8")
    made = ("--template", template, "--data", tmp_path / "list.csv", "-o", tmp_path / "a.certgen")
    assert "two readings" in certgen("new", *made).err
    said = certgen("new", *made, "--column-format", "No=03", "--date-order", "mdy")
    assert "two readings" not in said.err
    (person,) = load_project((tmp_path / "a.certgen").read_bytes()).table.records
    assert person.values == {"Name": "Ann", "No": "007", "Day": "2026-03-04"}
    certgen("new", *made, "--column-format", "Day=%d.%m.%Y", "--date-order", "dmy")
    (person,) = load_project((tmp_path / "a.certgen").read_bytes()).table.records
    assert person.values["Day"] == "03.04.2026"


@pytest.mark.parametrize(
    ("given", "told"),
    [("Nmae=03", "--column-format names the column “Nmae”"), ("Name=x", "“x” is not a format.")],
)
def test_formats_that_are_none(certgen, template, people, tmp_path, given, told):
    made = ("--template", template, "--data", people, "-o", tmp_path / "a.certgen")
    said = certgen("new", *made, "--column-format", given)
    assert said.code == ExitCode.DATA
    assert told in said.err
