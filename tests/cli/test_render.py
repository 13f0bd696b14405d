"""`certgen render`: what comes out, and what is said."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import msgspec
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from certgen.errors import ExitCode
from certgen.project import load_project, save_project
from certgen.sheet import Sheet
from tests.pictures import pdf_file, picture_file


def names_in(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def test_a_project_to_a_zip(certgen, project, tmp_path):
    said = certgen("render", project, "--out", tmp_path / "out.zip")
    assert (said.code, said.err) == (ExitCode.OK, "")
    assert said.out == f"3 made: {tmp_path / 'out.zip'}\n"
    assert names_in(tmp_path / "out.zip") == [
        "1 Ann Lee.jpg",
        "2 Zoë Marín.jpg",
        "3 张伟.jpg",
        "report.csv",
    ]


def test_twice_the_same_bytes(certgen, project, tmp_path):
    for name in ("one.zip", "two.zip"):
        certgen("render", project, "--out", tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


@pytest.mark.parametrize(
    ("out", "magic"), [("out.pdf", b"%PDF-"), ("out.zip", b"PK"), ("folder", b"\xff\xd8")]
)
def test_what_out_ends_in_says_what_comes_out(certgen, project, tmp_path, out, magic):
    said = certgen("render", project, "--out", tmp_path / out)
    assert said.code == ExitCode.OK
    path = tmp_path / out
    made = path / "1 Ann Lee.jpg" if path.is_dir() else path
    assert made.read_bytes().startswith(magic)


def test_a_folder_may_be_called_anything(certgen, project, tmp_path):
    said = certgen("render", project, "--out", f"{tmp_path / 'as.png'}/")
    assert said.code == ExitCode.OK
    assert (tmp_path / "as.png" / "1 Ann Lee.jpg").exists()


def test_the_fields_follow_a_template_of_other_proportions(certgen, project, tmp_path):
    upright = tmp_path / "upright.png"
    upright.write_bytes(picture_file(420, 594))
    out = tmp_path / "out.pdf"
    said = certgen("render", project, "--template", upright, "--format", "pdf", "--out", out)
    assert said.code == ExitCode.OK
    assert "the fields were moved along" in said.err
    width, height = pypdfium2.PdfDocument(out)[0].get_size()
    assert (width, height) == pytest.approx((595.28, 841.89), abs=0.1)


def test_a_template_of_the_same_proportions_takes_the_layouts_size(certgen, project, tmp_path):
    other = tmp_path / "other.pdf"
    other.write_bytes(pdf_file((421, 298)))
    out = tmp_path / "out.pdf"
    said = certgen("render", project, "--template", other, "--format", "pdf", "--out", out)
    assert "moved along" not in said.err
    width, height = pypdfium2.PdfDocument(out)[0].get_size()
    assert (width, height) == pytest.approx((841.89, 595.28), abs=0.1)


def test_another_page_of_the_projects_own_pdf(certgen, people, tmp_path):
    template, project = tmp_path / "two.pdf", tmp_path / "my.certgen"
    template.write_bytes(pdf_file((842, 595), (595, 842)))
    certgen("new", "--template", template, "--data", people, "-o", project)
    said = certgen("render", project, "--page", 2, "--out", tmp_path / "out.pdf")
    assert said.code == ExitCode.OK
    assert pypdfium2.PdfDocument(tmp_path / "out.pdf")[0].get_height() > 800
    told = certgen("render", project, "--page", 3, "--out", tmp_path / "no.pdf")
    assert told.code == ExitCode.TEMPLATE
    assert "Choose a page from 1 to 2." in told.err


def test_a_page_of_a_pdf_that_is_not_there(certgen, project, tmp_path):
    told = certgen("render", project, "--page", 2, "--out", tmp_path / "out.zip")
    assert told.code == ExitCode.TEMPLATE
    assert "--page 2" in told.err


def test_a_layout_with_a_template_and_a_list(certgen, template, people, tmp_path):
    layout = tmp_path / "layout.json"
    certgen("new", "--template", template, "--data", people, "-o", layout)
    said = certgen(
        "render", layout, "--template", template, "--data", people, "--out", tmp_path / "out.zip"
    )
    assert said.code == ExitCode.OK
    assert names_in(tmp_path / "out.zip")[0] == "1 Ann Lee.pdf"


def test_settings_replace_those_of_the_project(certgen, project, tmp_path):
    certgen(
        "render",
        project,
        *("--out", tmp_path / "out", "--format", "png", "--dpi", 36),
        *("--file-name", "{{Course}}/{{Name}}"),
    )
    with Image.open(tmp_path / "out" / "Botany" / "Ann Lee.png") as picture:
        assert picture.size == (421, 298)


@pytest.mark.parametrize(
    ("choice", "made"),
    [
        (("--rows", "3-"), ["2 Zoë Marín.jpg", "3 张伟.jpg"]),
        (("--where", "Course=botany"), ["1 Ann Lee.jpg", "3 张伟.jpg"]),
        (("--rows", "2,4", "--where", "name=张伟"), ["3 张伟.jpg"]),
    ],
)
def test_only_some(certgen, project, tmp_path, choice, made):
    certgen("render", project, "--out", tmp_path / "out.zip", *choice)
    assert names_in(tmp_path / "out.zip")[:-1] == made


def test_those_that_failed_again(certgen, project, tmp_path, monkeypatch):
    from certgen.batch import render

    compose = render.compose_varying

    def failing(plan, values):
        if values["Name"] == "张伟":
            raise ValueError("by surprise")
        return compose(plan, values)

    with monkeypatch.context() as patched:
        patched.setattr(render, "compose_varying", failing)
        said = certgen("render", project, "--out", tmp_path / "out")
    assert said.code == ExitCode.RENDER
    assert said.out.startswith("2 made, 1 failed")
    assert "Row 4, 张伟: ValueError: by surprise" in said.err
    report = tmp_path / "out" / "report.csv"
    again = certgen("render", project, "--failed", report, "--out", tmp_path / "again")
    assert again.out.startswith("1 made:")
    assert (tmp_path / "again" / "3 张伟.jpg").exists()
    nobody = tmp_path / "again" / "report.csv"
    said = certgen("render", project, "--failed", nobody, "--out", tmp_path / "x")
    assert said.code == ExitCode.DATA


def test_the_report_names_row_person_and_file(certgen, project, tmp_path):
    certgen("render", project, "--out", tmp_path / "out")
    text = (tmp_path / "out" / "report.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1] == ["2", "Ann Lee", "1 Ann Lee.jpg", "made", ""]


def test_strict_makes_nothing_when_there_is_an_error(certgen, project, tmp_path):
    wide = certgen("render", project, "--out", tmp_path / "ok.zip", "--strict")
    assert wide.code == ExitCode.OK
    people = tmp_path / "long.csv"
    people.write_text("Name,Course\n" + "W" * 290 + ",Botany\n", encoding="utf-8")
    said = certgen("render", project, "--data", people, "--out", tmp_path / "out.zip", "--strict")
    assert said.code == ExitCode.FINDINGS
    assert "nothing was made" in said.err
    assert not (tmp_path / "out.zip").exists()


def test_a_new_list_with_other_columns_is_mapped(certgen, project, tmp_path):
    people = tmp_path / "next.csv"
    people.write_text("Full name,Subject\nBob,Art\n", encoding="utf-8")
    refused = certgen("render", project, "--data", people, "--out", tmp_path / "out")
    assert refused.code == ExitCode.DATA
    assert '--map "Name=Full name"' in refused.err
    certgen(
        "render",
        project,
        *("--data", people, "--out", tmp_path / "out"),
        *("--map", "Name=Full name", "--map", "Course=Subject"),
    )
    assert (tmp_path / "out" / "1 Bob.jpg").exists()


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("--out", "out.png"), ExitCode.EXPORT, "certgen preview"),
        (("--out", "out.pdf", "--format", "png"), ExitCode.EXPORT, "--format says png"),
        (("--out", "out.zip", "--quality", "200"), ExitCode.EXPORT, "quality"),
        (("--out", "out.zip", "--dpi", "nan"), ExitCode.EXPORT, "dpi"),
        (("--out", "out.zip", "--rows", "x"), ExitCode.DATA, "2-51,60"),
        (("--out", "out.zip", "--rows", "99"), ExitCode.DATA, "None of the 3 rows"),
        (("--out", "out.zip", "--where", "Course"), ExitCode.DATA, "equals sign"),
        (("--out", "out.zip", "--where", "Kurs=x"), ExitCode.LAYOUT, "“Kurs”"),
        (("--out", "out.zip", "--file-name", "{{Nmae}}"), ExitCode.LAYOUT, "“Nmae”"),
        (("--out", "out.zip", "--failed", "my.certgen"), ExitCode.DATA, "not the report"),
        (("--out", "no/folder/out.zip"), ExitCode.EXPORT, "There is no folder"),
    ],
)
def test_what_cannot_be_done(certgen, project, monkeypatch, args, code, said):
    monkeypatch.chdir(project.parent)
    told = certgen("render", project, *args)
    assert told.code == code
    assert said in told.err
    assert told.out == ""
    assert not Path("out.zip").exists()


def test_sheets_as_the_project_has_them_or_not(certgen, project, tmp_path):
    made = load_project(project.read_bytes())
    sheet = Sheet(width=500.0, height=700.0)
    output = msgspec.structs.replace(made.output, format="pdf-combined", sheet=sheet)
    project.write_bytes(save_project(replace(made, output=output)))
    for more, pages in (((), 1), (("--no-sheets",), 3)):
        assert certgen("render", project, "--out", tmp_path / "all.pdf", *more).code == ExitCode.OK
        with pikepdf.open(tmp_path / "all.pdf") as pdf:
            assert len(pdf.pages) == pages


def test_strict_looks_only_at_those_who_are_made(certgen, project, tmp_path):
    (tmp_path / "wide.csv").write_text(f"Name,Course\nAnn,x\n{'W' * 400},y\n", encoding="utf-8")
    strict = ("--data", tmp_path / "wide.csv", "--out", tmp_path / "out.zip", "--strict")
    refused = certgen("render", project, *strict)
    assert refused.code == ExitCode.FINDINGS
    assert "1 error; nothing was made." in refused.err
    assert certgen("render", project, *strict, "--rows", "2").code == ExitCode.OK


def test_the_report_of_one_pdf_is_written_where_it_is_asked_for(certgen, project, tmp_path):
    report = tmp_path / "who.csv"
    certgen("render", project, "--out", tmp_path / "all.pdf", "--report", report)
    rows = list(csv.reader(io.StringIO(report.read_text(encoding="utf-8-sig"))))
    assert [row[:2] for row in rows[1:]] == [["2", "Ann Lee"], ["3", "Zoë Marín"], ["4", "张伟"]]
