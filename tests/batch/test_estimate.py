"""The estimated size, held against what comes out."""

from __future__ import annotations

import pytest

from certgen.batch.estimate import estimated_bytes
from certgen.batch.make import make
from certgen.batch.rows import Rows
from certgen.errors import DataError

NAMES = [f"Person {number:02}" for number in range(40)]


@pytest.mark.parametrize(
    ("form", "out"),
    [("pdf", "out.zip"), ("png", "out.zip"), ("jpeg", "out.zip"), ("pdf-combined", "out.pdf")],
)
def test_the_estimate_is_within_a_tenth(make_project, tmp_path, form, out):
    project = make_project(*NAMES, format=form)
    make(project, tmp_path / out)
    made = (tmp_path / out).stat().st_size
    assert estimated_bytes(project) == pytest.approx(made, rel=0.1)


def test_fewer_rows_are_less(make_project):
    project = make_project(*NAMES)
    some = estimated_bytes(project, Rows(ranges=((2, 11),)))
    assert some == pytest.approx(estimated_bytes(project) / 4, rel=0.1)


def test_one_record(make_project):
    assert estimated_bytes(make_project("Ann")) > 100


def test_nobody(make_project):
    with pytest.raises(DataError):
        estimated_bytes(make_project())
