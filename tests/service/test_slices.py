"""Slices: cut by time and size, joined to the very file that the whole batch gives."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from certgen.batch.make import make
from certgen.batch.rows import ALL, Rows
from certgen.errors import DataError, RenderError
from certgen.export.report import failed_rows
from certgen.project import save_project
from service.archive import MemoryZip, SliceNote
from service.configuration import Configuration
from service.http.operations import PREFIX
from service.http.routes import app
from service.join import join, join_files
from service.limits import Limits
from service.slices import make_slice, plan_slices
from tests.service.asgi import multipart
from tests.service.conftest import a_project

ROOT = Path(__file__).resolve().parents[2]
ROOMY = Limits(seconds=600.0, bytes=2**30, clock=lambda: 0.0, started=0.0)


def whole(project, tmp_path, rows=ALL):
    return make(project, tmp_path / "whole.zip", rows=rows).path.read_bytes()


def joined(slices):
    archive = MemoryZip()
    report = join([(f"{n}.zip", io.BytesIO(data)) for n, data in enumerate(slices)], archive.add)
    return archive.finish(report)


def in_slices(project, size, rows=ALL, limits=ROOMY):
    place: int | None = 0
    while place is not None:
        made = make_slice(project, rows, place, size, limits)
        yield made.data
        place = made.next


@pytest.mark.parametrize("form", ["pdf", "png", "jpeg"])
@pytest.mark.parametrize("size", [1, 3, 7, None])
def test_joined_slices_are_the_whole_batch(form, size, tmp_path):
    project = a_project(form)
    assert joined(in_slices(project, size)) == whole(project, tmp_path)


def test_order_does_not_matter(tmp_path):
    project = a_project()
    slices = list(in_slices(project, 2))
    assert joined(slices[::-1]) == joined(slices) == whole(project, tmp_path)


def test_chosen_rows_and_those_switched_off_are_respected(tmp_path):
    project = replace(a_project(), skipped=(4,))
    rows = Rows(((3, 7),))
    assert joined(in_slices(project, 2, rows)) == whole(project, tmp_path, rows)


def test_a_record_that_fails_is_told_and_the_others_are_made(tmp_path):
    from certgen.elements.base import Box
    from certgen.elements.code.model import CodeElement

    project = a_project(names=("Ada", "x" * 5000, "Zoë"))
    code = CodeElement(
        id="c", name="Code", content="{{Name}}", box=Box(x=1, y=1, width=10, height=10)
    )
    layout = project.layout.with_elements((*project.layout.elements, code))
    project = replace(project, layout=layout)
    made = make_slice(project, ALL, 0, None, ROOMY)
    report = zipfile.ZipFile(io.BytesIO(made.data)).read("report.csv")
    assert len(failed_rows(report)) == made.failed
    assert joined(in_slices(project, 1)) == whole(project, tmp_path)


def test_a_slice_that_runs_out_of_time_says_where_to_go_on(tmp_path):
    ticks = count(step=10.0)
    project = a_project()
    limits = Limits(seconds=25.0, bytes=2**30, clock=lambda: next(ticks), started=0.0)
    made = make_slice(project, ALL, 0, None, limits)
    # The clock is looked at after each record, and goes on by ten seconds each time.
    assert (made.note.count, made.next) == (4, 4)
    rest = make_slice(project, ALL, 4, None, ROOMY)
    assert rest.next is None
    assert joined([made.data, rest.data]) == whole(project, tmp_path)


def test_even_without_time_one_record_is_made_so_that_it_goes_on():
    made = make_slice(a_project(), ALL, 2, None, Limits(seconds=-1.0, bytes=2**30))
    assert (made.note.first, made.note.count, made.next) == (2, 1, 3)


def test_a_slice_stays_below_its_size(tmp_path):
    project = a_project("png")
    most = 3 * len(make_slice(project, ALL, 0, 1, ROOMY).data)
    slices = list(in_slices(project, None, limits=Limits(seconds=600.0, bytes=most)))
    assert len(slices) > 1
    assert all(len(data) <= most for data in slices)
    assert joined(slices) == whole(project, tmp_path)


def test_a_file_larger_than_an_answer_is_refused():
    with pytest.raises(RenderError, match="more than an answer"):
        make_slice(a_project(), ALL, 0, None, Limits(seconds=600.0, bytes=1000))


def test_the_plan_covers_the_list_without_gaps():
    project = a_project("png")
    plan = plan_slices(project, ALL, Limits(seconds=600.0, bytes=8_000))
    places = [n for span in plan.slices for n in range(span.first, span.first + span.count)]
    assert places == list(range(7))
    assert len(plan.slices) > 1
    for span in plan.slices:
        made = make_slice(project, ALL, span.first, span.count, ROOMY, job=plan.job)
        assert made.note.job == plan.job


def test_a_plan_for_little_time_makes_slices_of_one():
    ticks = count(step=1.0)
    limits = Limits(seconds=3.0, bytes=2**30, clock=lambda: next(ticks), started=0.0)
    assert [span.count for span in plan_slices(a_project(), ALL, limits).slices] == [1] * 7


def test_another_list_than_the_planned_one_is_noticed():
    plan = plan_slices(a_project(), ALL, ROOMY)
    with pytest.raises(DataError, match="planned"):
        make_slice(a_project(names=("Ada", "Bo")), ALL, 0, 1, ROOMY, job=plan.job)


def a_slice(first=0, size=1, total=1, job="j", names=("a.pdf",), method=zipfile.ZIP_STORED, **more):
    import msgspec

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name in names:
            archive.writestr(name, b"x" * 5000)
        if more.get("report", True):
            archive.writestr("report.csv", "\ufeffRow,Person,File,Status,Warnings\r\n")
        note = SliceNote(job, first, size, total)
        archive.comment = more.get("comment", msgspec.json.encode(note))
    return out.getvalue()


@pytest.mark.parametrize(
    ("slices", "told"),
    [
        ([], "no slices"),
        ([b""], "not a slice"),
        ([b"PK\x03\x04"], "not a slice"),
        ([a_slice(comment=b"")], "not a slice"),
        ([a_slice(comment=b"{}")], "not a slice"),
        ([a_slice(report=False)], "as it was made"),
        ([a_slice(method=zipfile.ZIP_DEFLATED)], "as it was made"),
        ([a_slice(total=2)], "place 1 on is missing"),
        ([a_slice(first=1, total=2)], "place 0 on is missing"),
        ([a_slice(total=2), a_slice(total=2)], "overlaps"),
        ([a_slice(size=0, total=0)], "overlaps"),
        ([a_slice(total=2), a_slice(first=1, total=2, job="k")], "another batch"),
        ([a_slice(total=2), a_slice(first=1, total=2, names=("A.PDF",))], "twice"),
    ],
)
def test_what_does_not_belong_together_is_not_joined(slices, told):
    with pytest.raises(DataError, match=told):
        joined(slices)


@pytest.mark.parametrize(
    "name",
    [
        "../a.pdf",
        "/etc/passwd",
        "a/../../b.pdf",
        "a//b.pdf",
        "./a.pdf",
        "..\\a.pdf",
        "C:a.pdf",
        "a\nb.pdf",
        "a?.pdf",
        "x" * 300,
        " ",
    ],
)
def test_names_that_lead_out_of_the_folder_are_refused(name):
    with pytest.raises(DataError, match=r"unsafe name|twice"):
        joined([a_slice(names=(name,))])


def test_entries_that_share_their_bytes_are_refused():
    """A small file whose directory names the same content many times unpacks to a huge one."""
    data = a_slice(names=("a.pdf", "b.pdf"))
    archive = zipfile.ZipFile(io.BytesIO(data))
    offset = archive.getinfo("b.pdf").header_offset.to_bytes(4, "little")
    place = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    shared = data[: place + 42] + bytes(4) + data[place + 46 :]
    assert data[place + 42 : place + 46] == offset
    with pytest.raises(DataError, match=r"damaged|as it was made"):
        joined([shared])


def test_a_damaged_slice_is_told():
    data = bytearray(a_slice())
    data[100] ^= 1
    with pytest.raises(DataError, match="damaged"):
        joined([bytes(data)])


def test_slices_are_joined_over_http_and_on_the_command_line(tmp_path):
    project = a_project()
    expected = whole(project, tmp_path)
    api = app(Configuration())
    files = [("project", "small.certgen", save_project(project))]
    paths = []
    for first in (0, 4):
        answer = multipart(api, f"{PREFIX}/slice", {"first": first, "count": 4}, files)
        paths.append(tmp_path / f"{first}.zip")
        paths[-1].write_bytes(answer.content)
    parts = [("slices", path.name, path.read_bytes()) for path in paths]
    assert multipart(api, f"{PREFIX}/join", None, parts).content == expected
    assert multipart(api, f"{PREFIX}/join", None, parts[:1]).json["kind"] == "data"
    assert multipart(api, f"{PREFIX}/join", None, files).status == 422
    assert multipart(api, f"{PREFIX}/join", {}, []).status == 422
    out = tmp_path / "joined.zip"
    command = [sys.executable, "-m", "service.join", str(out), *map(str, paths)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")
    assert out.read_bytes() == expected


def test_the_command_line_says_what_is_missing(tmp_path):
    (tmp_path / "0.zip").write_bytes(a_slice(total=2))
    command = [sys.executable, "-m", "service.join", "out.zip", str(tmp_path / "0.zip")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 4
    assert "place 1" in done.stderr
    assert not (ROOT / "out.zip").exists()
    with pytest.raises(DataError, match=r"nothing\.zip"):
        join_files([tmp_path / "nothing.zip"], tmp_path / "out.zip")


def test_a_failed_join_leaves_nothing(tmp_path):
    (tmp_path / "0.zip").write_bytes(a_slice(total=2))
    with pytest.raises(DataError):
        join_files([tmp_path / "0.zip"], tmp_path / "out.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["0.zip"]
