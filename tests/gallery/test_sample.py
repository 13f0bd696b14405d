from __future__ import annotations

import io

import pytest
from PIL import Image

from certgen.compose import compose
from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.gallery.sample import sample_project
from certgen.project import load_project, save_project


@pytest.fixture(scope="module")
def project():
    return sample_project()


def test_people_show_what_real_lists_bring(project):
    names = [record.values["Name"] for record in project.table.records]
    assert len(names) == 12
    assert len(set(names)) == 11, "two people of one name"
    assert max(map(len, names)) > 50
    assert any("\u0600" <= name[0] <= "\u06ff" for name in names), "one in Arabic letters"
    assert any("\u4e00" <= name[0] <= "\u9fff" for name in names), "one in Chinese characters"
    assert [record.row for record in project.table.records] == list(range(2, 14))


def test_everything_the_layout_shows_is_there(project):
    pictures = {picture.name for picture in project.pictures}
    shown = [element for element in project.layout.elements if not element.hidden]
    wanted = {element.picture for element in shown if isinstance(element, PictureElement)}
    assert wanted == pictures
    assert len(pictures) == 4
    assert any(isinstance(element, CodeElement) for element in shown)


def test_signatures_are_drawn_on_a_clear_ground(project):
    for picture in project.pictures:
        if not picture.name.startswith("signature"):
            continue
        image = Image.open(io.BytesIO(picture.data))
        assert image.mode == "RGBA"
        alpha = image.getchannel("A")
        assert alpha.getextrema() == (0, 255)
        inked = sum(alpha.histogram()[128:]) / (image.width * image.height)
        assert 0.01 < inked < 0.15
        left, top, right, bottom = alpha.getbbox()
        assert left > 0
        assert top > 0
        assert right < image.width
        assert bottom < image.height


def test_nobody_comes_out_wrong(project):
    for number, record in enumerate(project.table.records, 1):
        page = compose(project.layout, {**record.values, "#": f"{number:02}"}, project.assets)
        findings = [f for artwork in page.artworks for f in artwork.findings]
        assert [f for f in findings if f.severity == "error"] == []


def test_example_survives_saving(project):
    assert load_project(save_project(project)) == project
