"""Whole batches: what is made, what is told, and that nothing is ever half done."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from certgen.batch.files import discard
from certgen.batch.journal import journal_of
from certgen.batch.make import make
from certgen.batch.rows import Rows
from certgen.errors import Cancelled, DataError, ExportError, LayoutError
from certgen.export.disk import part_of
from certgen.export.report import failed_rows

NAMES = [f"Person {number}" for number in range(12)]


def names_in(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


class Stop:
    """Asks to stop after so many records."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.done = 0

    def progress(self, at) -> None:
        self.done = at.done

    def cancelled(self) -> bool:
        return self.done >= self.after


def test_a_zip_of_pictures_and_a_report(make_project, tmp_path):
    summary = make(make_project("Ann", "Zoë", "Ann"), tmp_path / "out.zip")
    assert (summary.made, summary.warnings, summary.failed) == (3, 0, 0)
    assert str(summary) == "3 made"
    assert names_in(summary.path) == ["1 Ann.png", "2 Zoë.png", "3 Ann.png", "report.csv"]
    assert files_in(tmp_path) == {"out.zip"}


def test_a_folder_of_pictures(make_project, tmp_path):
    make(make_project("Ann", "Zoë"), tmp_path / "out")
    assert files_in(tmp_path / "out") == {"1 Ann.png", "2 Zoë.png", "report.csv"}
    assert files_in(tmp_path) == {"out"}


@pytest.mark.parametrize(
    ("form", "magic"), [("pdf", b"%PDF-"), ("jpeg", b"\xff\xd8"), ("png", b"\x89PNG")]
)
def test_every_format(make_project, tmp_path, form, magic):
    make(make_project("Ann", format=form), tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.read(archive.namelist()[0]).startswith(magic)


def test_one_pdf_for_all(make_project, tmp_path):
    summary = make(make_project(*NAMES, format="pdf-combined"), tmp_path / "out.pdf")
    data = (tmp_path / "out.pdf").read_bytes()
    assert summary.made == 12
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    assert files_in(tmp_path) == {"out.pdf"}


def test_twice_the_same_bytes_whatever_the_number_of_jobs(make_project, tmp_path):
    project = make_project(*NAMES)
    make(project, tmp_path / "one.zip", jobs=1)
    make(project, tmp_path / "two.zip", jobs=3)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_processes_make_the_bytes_that_threads_make(make_project, tmp_path, monkeypatch):
    project = make_project(*NAMES)
    make(project, tmp_path / "threads.zip", jobs=2)
    monkeypatch.setattr("certgen.batch.crew.PROCESSES_FROM", {"png": 1})
    make(project, tmp_path / "processes.zip", jobs=2)
    assert (tmp_path / "threads.zip").read_bytes() == (tmp_path / "processes.zip").read_bytes()
    assert files_in(tmp_path) == {"threads.zip", "processes.zip"}


def test_one_bad_record_does_not_stop_the_others(make_project, break_record, tmp_path):
    break_record("Bob")
    summary = make(make_project("Ann", "Bob", "Cid"), tmp_path / "out.zip")
    assert str(summary) == "2 made, 1 failed"
    assert names_in(summary.path) == ["1 Ann.png", "3 Cid.png", "report.csv"]
    with zipfile.ZipFile(summary.path) as archive:
        assert failed_rows(archive.read("report.csv")) == (3,)


def test_one_bad_record_does_not_stop_the_one_pdf(make_project, break_record, tmp_path):
    break_record("Bob")
    project = make_project("Ann", "Bob", "Cid", format="pdf-combined")
    assert str(make(project, tmp_path / "out.pdf")) == "2 made, 1 failed"


def test_namesakes_get_files_of_their_own_and_a_warning(make_project, tmp_path):
    project = make_project("Ann", "ANN")
    layout = msgspec.structs.replace(project.layout, file_name="{{Name}}")
    summary = make(replace(project, layout=layout), tmp_path / "out.zip")
    assert names_in(summary.path)[:2] == ["Ann.png", "ANN (2).png"]
    assert str(summary) == "2 made, 1 with warnings"
    assert "Row 2 has the same file name" in summary.report[1].warnings


def test_some_rows_keep_the_names_they_have_among_all(make_project, tmp_path):
    summary = make(make_project(*NAMES), tmp_path / "out.zip", rows=Rows(ranges=((4, 5),)))
    assert names_in(summary.path) == ["03 Person 2.png", "04 Person 3.png", "report.csv"]


def test_people_who_are_switched_off_are_left_out(make_project, tmp_path):
    project = replace(make_project("Ann", "Bob"), skipped=(2,))
    assert names_in(make(project, tmp_path / "out.zip").path)[0] == "1 Bob.png"


def test_progress_goes_up_to_all(make_project, tmp_path):
    told = []
    make(make_project(*NAMES), tmp_path / "out.zip", progress=told.append)
    assert [at.done for at in told] == list(range(13))
    assert {at.total for at in told} == {12}


@pytest.mark.parametrize("after", [0, 1, 5, 11, 12])
@pytest.mark.parametrize("name", ["out.zip", "out"])
def test_going_on_after_a_cancel_gives_the_bytes_of_an_unbroken_run(
    make_project, tmp_path, after, name
):
    project = make_project(*NAMES)
    make(project, tmp_path / "whole" if name == "out" else tmp_path / "whole.zip")
    stop = Stop(after)
    with pytest.raises(Cancelled):
        make(project, tmp_path / name, progress=stop.progress, cancelled=stop.cancelled)
    assert not (tmp_path / name).exists()
    going_on = Stop(99)
    summary = make(project, tmp_path / name, resume=True, progress=going_on.progress)
    assert summary.made == 12
    assert not part_of(tmp_path / name).exists()
    assert not journal_of(tmp_path / name).exists()
    if name == "out.zip":
        assert (tmp_path / name).read_bytes() == (tmp_path / "whole.zip").read_bytes()
    else:
        for path in (tmp_path / "whole").iterdir():
            assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes()


def test_going_on_does_not_make_again_what_was_made(make_project, break_record, tmp_path):
    project = make_project(*NAMES)
    stop = Stop(5)
    with pytest.raises(Cancelled):
        make(project, tmp_path / "out.zip", progress=stop.progress, cancelled=stop.cancelled)
    break_record(NAMES[1])
    assert str(make(project, tmp_path / "out.zip", resume=True)) == "12 made"


def test_a_changed_project_begins_anew(make_project, tmp_path):
    stop = Stop(5)
    with pytest.raises(Cancelled):
        make(
            make_project(*NAMES),
            tmp_path / "out.zip",
            progress=stop.progress,
            cancelled=stop.cancelled,
        )
    others = make_project(*reversed(NAMES))
    make(others, tmp_path / "out.zip", resume=True)
    make(others, tmp_path / "whole.zip")
    assert (tmp_path / "out.zip").read_bytes() == (tmp_path / "whole.zip").read_bytes()


def test_a_stopped_run_can_be_discarded(make_project, tmp_path):
    for name in ("out.zip", "out"):
        stop = Stop(5)
        with pytest.raises(Cancelled):
            make(
                make_project(*NAMES),
                tmp_path / name,
                progress=stop.progress,
                cancelled=stop.cancelled,
            )
        assert part_of(tmp_path / name).exists()
        discard(tmp_path / name)
    assert files_in(tmp_path) == set()


def test_a_stopped_pdf_leaves_nothing(make_project, tmp_path):
    stop = Stop(5)
    with pytest.raises(Cancelled):
        make(
            make_project(*NAMES, format="pdf-combined"),
            tmp_path / "out.pdf",
            progress=stop.progress,
            cancelled=stop.cancelled,
        )
    assert files_in(tmp_path) == set()


def test_a_missing_column_is_told_before_anything_is_made(make_project, tmp_path):
    project = make_project("Ann")
    layout = msgspec.structs.replace(project.layout, file_name="{{Nmae}}")
    with pytest.raises(LayoutError, match="Nmae"):
        make(replace(project, layout=layout), tmp_path / "out.zip")
    assert files_in(tmp_path) == set()


def test_nobody_to_make(make_project, tmp_path):
    with pytest.raises(DataError, match="nobody in the list"):
        make(make_project(), tmp_path / "out.zip")


def test_a_pdf_holds_everybody_though_the_project_says_files(make_project, tmp_path):
    for form, name in (("pdf", "a.pdf"), ("pdf-combined", "b.pdf")):
        make(make_project("Ann", "Bob", format=form), tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize(
    ("form", "name"), [("png", "out.pdf"), ("jpeg", "out.pdf"), ("pdf-combined", "out.zip")]
)
def test_an_output_that_cannot_hold_the_format(make_project, tmp_path, form, name):
    with pytest.raises(ExportError, match=name):
        make(make_project("Ann", format=form), tmp_path / name)
    assert files_in(tmp_path) == set()


def test_a_folder_where_a_file_is_to_be_and_the_other_way_round(make_project, tmp_path):
    (tmp_path / "a.zip").mkdir()
    (tmp_path / "b").write_bytes(b"mine")
    for name in ("a.zip", "b"):
        with pytest.raises(ExportError, match="there is a"):
            make(make_project("Ann"), tmp_path / name)
    assert (tmp_path / "b").read_bytes() == b"mine"
