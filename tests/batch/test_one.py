"""One certificate at a time."""

from __future__ import annotations

import io
import zipfile

import pypdfium2
import pytest
from PIL import Image

from certgen.batch.make import make
from certgen.batch.one import make_one
from certgen.errors import LayoutError

SOMEBODY = {"Name": "Zoë Marín", "Course": "Physics"}


@pytest.mark.parametrize("form", ["pdf", "pdf-combined"])
def test_somebody_who_is_not_in_the_list(make_project, form):
    made = make_one(make_project("Ann", format=form), SOMEBODY)
    text = pypdfium2.PdfDocument(made.data)[0].get_textpage().get_text_range()
    assert "Zoë Marín" in text
    assert made.name.endswith("Zoë Marín.pdf")
    assert made.findings == ()


@pytest.mark.parametrize(("form", "kind"), [("png", "PNG"), ("jpeg", "JPEG")])
def test_a_picture(make_project, form, kind):
    made = make_one(make_project(format=form), SOMEBODY)
    with Image.open(io.BytesIO(made.data)) as picture:
        assert picture.format == kind


def test_it_is_the_file_that_a_batch_makes(make_project, tmp_path):
    project = make_project("Zoë Marín", format="pdf")
    make(project, tmp_path / "out.zip")
    made = make_one(project, project.table.records[0].values)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.read(made.name) == made.data


def test_what_deserves_a_look_is_told(make_project):
    made = make_one(make_project(), {**SOMEBODY, "Name": "Very" * 60})
    (finding,) = made.findings
    assert finding.severity == "error"
    assert "does not go into its box" in finding.message


def test_a_column_that_is_missing_is_named(make_project):
    with pytest.raises(LayoutError, match="Name"):
        make_one(make_project(), {"Course": "Physics"})
