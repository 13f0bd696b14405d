"""Every bad file: one clear sentence, an exit code that is not 0, and nothing left behind."""

from __future__ import annotations

import json

import pytest

from certgen.errors import ExitCode
from tests.pictures import pdf_file, picture_file, png_that_claims

# The head of an OLE2 file, which is what Excel makes of a workbook with a password.
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

TEMPLATES = {
    "text.png": (b"this is a text", "text.png"),
    "cut.jpg": (picture_file(300, 212, kind="JPEG")[:1500], "cut.jpg"),
    "huge.png": (png_that_claims(20_000, 10_000), "too many pixels"),
    "locked.pdf": (pdf_file(password="secret"), "password"),
    "empty.png": (b"", "empty"),
}
LISTS = {
    "empty.csv": (b"", "empty"),
    "spaces.csv": (b"\n \n\t\n", "spaces.csv"),
    "header.csv": (b"Name,Course\n", "header.csv"),
    "picture.csv": (picture_file(), "picture.csv"),
    "broken.xlsx": (b"PK\x03\x04 nothing", "broken.xlsx"),
}
LAYOUTS = {
    "text.json": (b"hello", "not valid JSON"),
    "newer.json": (b'{"version": 99}', "newer"),
    "unknown.json": (b'{"version": 1, "colour": "red"}', "“colour”"),
    "deep.json": (b"[" * 100_000, "deep.json"),
}


def tidy(folder) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name.startswith("out")}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_that_is_none(certgen, project, tmp_path, name):
    data, said = TEMPLATES[name]
    (tmp_path / name).write_bytes(data)
    told = certgen("render", project, "--template", tmp_path / name, "--out", tmp_path / "out.zip")
    assert told.code == ExitCode.TEMPLATE
    assert said in told.err
    assert len(told.err.splitlines()) <= 2
    assert tidy(tmp_path) == set()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_is_none(certgen, project, tmp_path, name):
    data, said = LISTS[name]
    (tmp_path / name).write_bytes(data)
    told = certgen("render", project, "--data", tmp_path / name, "--out", tmp_path / "out.zip")
    assert told.code == ExitCode.DATA
    assert said in told.err
    assert len(told.err.splitlines()) <= 2
    assert tidy(tmp_path) == set()


@pytest.mark.parametrize("command", [("render", "--out", "out.zip"), ("preview", "-o", "out.png")])
def test_a_layout_without_a_list(certgen, tmp_path, command):
    told = certgen(command[0], layout_with(tmp_path), *command[1:])
    assert told.code == ExitCode.DATA
    assert "--data" in told.err


def test_a_file_that_is_neither_project_nor_layout(certgen, tmp_path):
    (tmp_path / "photo.png").write_bytes(picture_file())
    told = certgen("render", tmp_path / "photo.png", "--out", tmp_path / "out.zip")
    assert told.code == ExitCode.PROJECT
    assert "neither a project (.certgen) nor a layout (.json)" in told.err


@pytest.mark.parametrize(
    ("data", "said"),
    [(pdf_file(password="secret", owner="other"), "password"), (b"a text", "not a PDF")],
)
def test_pages_for_sheets_that_are_none(certgen, tmp_path, data, said):
    (tmp_path / "pages.pdf").write_bytes(data)
    told = certgen("sheets", tmp_path / "pages.pdf", "-o", tmp_path / "out.pdf")
    assert told.code == ExitCode.TEMPLATE
    assert said in told.err
    assert len(told.err.splitlines()) == 2
    assert tidy(tmp_path) == set()


@pytest.mark.parametrize("option", ["--jobs", "--header-row", "--page"])
@pytest.mark.parametrize("number", ["0", "-1", "many"])
def test_numbers_are_counted_from_one(certgen, capsys, project, tmp_path, option, number):
    with pytest.raises(SystemExit) as ended:
        certgen("render", project, option, number, "--out", tmp_path / "out.zip")
    assert ended.value.code == ExitCode.USAGE
    assert "not a whole number from 1" in capsys.readouterr().err
    assert tidy(tmp_path) == set()


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_that_is_none(certgen, people, tmp_path, name):
    data, said = LAYOUTS[name]
    (tmp_path / name).write_bytes(data)
    told = certgen("render", tmp_path / name, "--data", people, "--out", tmp_path / "out.zip")
    assert told.code == ExitCode.LAYOUT
    assert said in told.err
    assert len(told.err.splitlines()) <= 2


def layout_with(tmp_path, **element: object):
    box = {"x": 10, "y": 10, "width": 100, "height": 20}
    field = {"kind": "text", "id": "a", "name": "A", "box": box, "content": "{{Name}}", **element}
    path = tmp_path / "layout.json"
    path.write_text(json.dumps({"version": 1, "elements": [field]}), encoding="utf-8")
    return path


def test_a_layout_that_names_a_missing_column(certgen, people, tmp_path):
    layout = layout_with(tmp_path, content="{{Grade}}")
    told = certgen("render", layout, "--data", people, "--out", tmp_path / "out.zip")
    assert told.code == ExitCode.DATA
    assert "“Grade”" in told.err
    assert "“Name”, “Course”" in told.err


def test_a_layout_that_names_an_unknown_font(certgen, people, tmp_path):
    layout = layout_with(tmp_path, style={"font": "Nowhere Grotesk"})
    told = certgen("render", layout, "--data", people, "--out", tmp_path / "out.zip")
    assert told.code == ExitCode.FONT
    assert "“Nowhere Grotesk”" in told.err
    assert tidy(tmp_path) == set()


def test_a_layout_that_names_a_picture_that_is_not_there(certgen, people, tmp_path):
    box = {"x": 10, "y": 10, "width": 100, "height": 20}
    picture = {"kind": "picture", "id": "a", "name": "Logo", "box": box, "picture": "logo.png"}
    path = tmp_path / "layout.json"
    path.write_text(json.dumps({"version": 1, "elements": [picture]}), encoding="utf-8")
    told = certgen("render", path, "--data", people, "--out", tmp_path / "out.zip")
    assert told.code == ExitCode.LAYOUT
    assert "logo.png" in told.err


def test_a_workbook_with_a_password(certgen, project, tmp_path):
    path = tmp_path / "people.xlsx"
    path.write_bytes(OLE2 + "EncryptedPackage".encode("utf-16-le") + bytes(2000))
    told = certgen("render", project, "--data", path, "--out", tmp_path / "out.zip")
    assert told.code == ExitCode.DATA
    assert "people.xlsx" in told.err


def test_two_columns_with_one_header_are_told_apart(certgen, project, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("Name,Course,Name\nAnn,Botany,Bob\n", encoding="utf-8")
    told = certgen("render", project, "--data", path, "--out", tmp_path / "out")
    assert told.code == ExitCode.OK
    assert (tmp_path / "out" / "1 Ann.jpg").exists()
    assert "Name" in told.err


def test_a_list_in_an_encoding_that_is_said(certgen, project, tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes("Name,Course\nЖанна,Ботаника\n".encode("cp1251"))
    told = certgen(
        "render", project, "--data", path, "--encoding", "cp1251", "--out", tmp_path / "out"
    )
    assert told.code == ExitCode.OK
    assert (tmp_path / "out" / "1 Жанна.jpg").exists()


def test_names_never_leave_the_folder(certgen, project, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("Name,Course\n../../evil,x\n/etc/passwd,y\n..,z\n", encoding="utf-8")
    certgen("render", project, "--data", path, "--file-name", "{{Name}}", "--out", tmp_path / "out")
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        "evil.jpg",
        "etc-passwd.jpg",
        "certificate.jpg",
        "report.csv",
    }
