"""Projects: one file that holds everything, and opens the same anywhere."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from certgen.elements.picture.model import PictureElement
from certgen.errors import CertgenError, LayoutError, ProjectError, TemplateError
from certgen.fontbook import FOLDER
from certgen.geometry import Size
from certgen.layout import Layout
from certgen.letter import Letter
from certgen.output import Output
from certgen.picture_file import open_picture
from certgen.project import FontFile, Project, fontbook, is_project, load_project, save_project
from certgen.records import Record, Table
from certgen.starter import place_name
from certgen.template import open_template
from tests.pictures import pdf_file, picture_file

PEOPLE = Table(
    columns=("Name", "Course"),
    records=(
        Record(row=2, values={"Name": "Ana Lima", "Course": "Botany"}),
        Record(row=4, values={"Name": "محمد", "Course": ""}),
    ),
    source="people.csv",
)
FONT = FontFile("Allura.ttf", (FOLDER / "allura" / "Allura_400Regular.ttf").read_bytes())


@pytest.fixture(scope="module")
def project() -> Project:
    layout = place_name(Layout(), ("Name",))
    seal = PictureElement(id="seal", name="Seal", picture="s.png", box=layout.elements[0].box)
    return Project(
        name="Summer school",
        layout=layout.with_elements((*layout.elements, seal)),
        template=open_template(pdf_file((400, 300), (500, 400)), "t.pdf", page=1),
        pictures=(open_picture(picture_file(), "s.png"),),
        fonts=(FONT,),
        table=PEOPLE,
        output=Output(format="jpeg", dpi=200, quality=80),
        skipped=(4,),
        letter=Letter(to="E-mail", subject="{{Name}}", body="Hello\n"),
    )


def rewritten(data: bytes, **changes: Callable[[bytes], bytes | None]) -> bytes:
    """A project file with some of its parts changed or taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            change = changes.get(name.split(".")[0].replace("/", "_"), lambda part: part)
            part = change(old.read(name))
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def test_what_is_saved_is_opened_again(project: Project) -> None:
    assert load_project(save_project(project)) == project


def test_an_empty_project_is_one_too() -> None:
    assert load_project(save_project(Project())) == Project()


def test_the_same_project_is_the_same_bytes(project: Project) -> None:
    data = save_project(project)
    assert save_project(load_project(data)) == data


def test_people_stay_at_home_when_the_design_is_passed_on(project: Project) -> None:
    data = save_project(project, with_people=False)
    assert b"Ana Lima" not in b"".join(
        zipfile.ZipFile(io.BytesIO(data)).read(n)
        for n in zipfile.ZipFile(io.BytesIO(data)).namelist()
    )
    opened = load_project(data)
    assert opened == replace(project, table=opened.table, skipped=())
    assert opened.table.records == ()


def test_a_size_that_was_set_by_hand_comes_back() -> None:
    template = open_template(picture_file(), "t.png", size=Size(120, 80))
    assert load_project(save_project(Project(template=template))).template == template


def test_rows_switched_off_are_not_chosen(project: Project) -> None:
    assert [record.row for record in project.chosen] == [2]


def test_rendering_gets_everything_from_the_project(project: Project) -> None:
    assets = project.assets
    assert assets.template == project.template
    assert set(assets.pictures) == {"s.png"}
    assert assets.fonts.choose("Allura") == fontbook((FONT,)).choose("Allura")


def test_a_project_is_told_from_a_layout_by_its_first_bytes(project: Project) -> None:
    assert is_project(save_project(project))
    assert not is_project(b'{"version": 1}')


def without(key: str) -> Callable[[bytes], bytes]:
    def change(part: bytes) -> bytes:
        manifest = json.loads(part)
        del manifest[key]
        return json.dumps(manifest).encode()

    return change


def with_value(key: str, value: object) -> Callable[[bytes], bytes]:
    return lambda part: json.dumps(json.loads(part) | {key: value}).encode()


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        ({"project": lambda part: None}, ProjectError, "not a certgen project"),
        ({"layout": lambda part: None}, ProjectError, "not a certgen project"),
        ({"project": lambda part: b"{"}, ProjectError, "damaged"),
        ({"project": without("name")}, ProjectError, "`name`"),
        ({"project": with_value("version", 99)}, ProjectError, "newer certgen"),
        ({"project": with_value("pages", 2)}, ProjectError, "`pages`"),
        ({"people": lambda part: b"[]"}, ProjectError, "damaged"),
        ({"template": lambda part: None}, ProjectError, "“template.pdf”"),
        ({"template": lambda part: b"hello"}, TemplateError, "“t.pdf”"),
        ({"pictures_1": lambda part: part[:50]}, TemplateError, "“s.png”"),
        ({"layout": lambda part: b'{"version": 1, "x": 1}'}, LayoutError, "“x” is not known"),
    ],
)
def test_a_damaged_part_is_named(
    project: Project,
    changes: dict[str, Callable[[bytes], bytes | None]],
    kind: type[CertgenError],
    said: str,
) -> None:
    with pytest.raises(kind, match=said) as caught:
        load_project(rewritten(save_project(project), **changes), "june.certgen")
    assert caught.value.hint


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_file_that_was_not_copied_whole_is_refused(project: Project, keep: float) -> None:
    data = save_project(project)
    with pytest.raises(ProjectError, match=r"“june\.certgen”"):
        load_project(data[: int(len(data) * keep)], "june.certgen")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hello", bytes(1000)])
def test_what_is_no_project_is_refused(data: bytes) -> None:
    with pytest.raises(ProjectError, match="not a certgen project"):
        load_project(data)


def test_a_zip_bomb_is_refused_before_it_unfolds() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("project.json", "w", force_zip64=True) as entry,
    ):
        for _ in range(501):
            entry.write(bytes(2**20))
    with pytest.raises(ProjectError, match="more than a project can"):
        load_project(out.getvalue())


def test_names_from_outside_never_become_paths_in_the_file() -> None:
    picture = open_picture(picture_file(), "..evil.png")
    data = save_project(Project(pictures=(picture,), fonts=(FontFile("../../a.ttf", FONT.data),)))
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not any(".." in name or name.startswith("/") for name in names)


def test_a_project_from_before_letters_opens(project: Project) -> None:
    def older(manifest: bytes) -> bytes:
        kept = json.loads(manifest)
        del kept["letter"]
        return json.dumps(kept).encode()

    opened = load_project(rewritten(save_project(project), project=older))
    assert opened == replace(project, letter=None)
