import time
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette

from certgen.batch.make import Summary
from certgen.project import Project
from designer import routes as served
from service.http.answer import attachment
from tests.designer.asgi import get
from tests.designer.batches import registry_in

NAME = "Diplomas José 山田.zip"
CONTENT = bytes(range(256)) * 4


def make(project, destination, **rest):
    destination.write_bytes(CONTENT)
    return Summary(destination, ())


@pytest.fixture
def jobs(tmp_path, monkeypatch):
    registry = registry_in(tmp_path, make=make)
    monkeypatch.setattr(served, "jobs", lambda: registry)
    yield registry
    registry.close()


@pytest.fixture
def batch(jobs):
    batch_id = jobs.start("me", Project(name=NAME.removesuffix(".zip")), total=1)
    while not jobs.status(batch_id).over:
        time.sleep(0.001)
    return batch_id


@pytest.fixture
def app(jobs):
    return Starlette(routes=served.routes())


def address(jobs, batch):
    return "/" + unquote(served.file_address(batch, jobs.status(batch).outcome.file))


def test_a_finished_file_is_served_under_its_name(app, jobs, batch):
    answer = get(app, address(jobs, batch))
    assert answer.status == 200
    assert answer.content == CONTENT
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-length"] == str(len(CONTENT))
    assert answer.headers["content-disposition"] == (
        'attachment; filename="Diplomas Jos_ __.zip"; '
        "filename*=UTF-8''Diplomas%20Jos%C3%A9%20%E5%B1%B1%E7%94%B0.zip"
    )


def test_a_broken_download_goes_on_where_it_stopped(app, jobs, batch):
    answer = get(app, address(jobs, batch), range="bytes=1000-")
    assert answer.status == 206
    assert answer.content == CONTENT[1000:]
    assert answer.headers["content-range"] == f"bytes 1000-{len(CONTENT) - 1}/{len(CONTENT)}"


def test_a_range_beyond_the_end_is_refused(app, jobs, batch):
    assert get(app, address(jobs, batch), range="bytes=9999-").status == 416


def test_the_report_is_served_as_a_table(app, batch):
    answer = get(app, f"/files/{batch}/report.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbfRow,")


@pytest.mark.parametrize(
    "wrong",
    [
        "/files/{batch}/other.zip",
        "/files/{batch}/../../../etc/passwd",
        "/files/{batch}/../report.csv",
        "/files/nobody/report.csv",
        "/files/../report.csv",
        "/files/{batch}/",
        "/files/{batch}/report.csv\0",
    ],
)
def test_nothing_else_is_served(app, batch, wrong):
    assert get(app, wrong.format(batch=batch)).status == 404


def test_a_file_that_is_gone_is_told_in_words(app, jobs, batch):
    where = address(jobs, batch)
    jobs.forget(batch)
    answer = get(app, where)
    assert answer.status == 404
    assert "Make it again" in answer.content.decode()


def test_quotes_and_line_breaks_do_not_get_into_the_header():
    header = attachment('a"b\\c\r\nd.zip')
    assert header.startswith('attachment; filename="a_b_c__d.zip"; ')
    assert "\r" not in header
