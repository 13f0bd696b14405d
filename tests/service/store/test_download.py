"""Files go from the store to the browser in parts, from any place asked for."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from service.store import LocalStore, open_file_store
from service.store import download as download_module
from service.store.download import stored_file
from tests.designer.asgi import get
from tests.servers import BUCKET

CONTENT = bytes(range(256)) * 40
NAME = "a.zip"


@pytest.fixture(params=["local", "s3"])
def files(request, tmp_path):
    if request.param == "local":
        return LocalStore(tmp_path / "store")
    request.getfixturevalue("remember_s3")
    return open_file_store(f"s3://{BUCKET}/{tmp_path.name}")


@pytest.fixture
def app(files, tmp_path, monkeypatch):
    monkeypatch.setattr(download_module, "PART_BYTES", 1000)
    path = tmp_path / "made.zip"
    path.write_bytes(CONTENT)
    files.add_file(NAME, path)

    async def serve(request):
        return stored_file(request, files, files.entry(NAME), "application/zip", {"x-more": "1"})

    return Starlette(routes=[Route("/", serve)])


def test_the_whole_file(app):
    answer = get(app, "/")
    assert (answer.status, answer.content) == (200, CONTENT)
    assert answer.headers["content-length"] == str(len(CONTENT))
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["x-more"] == "1"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=999-1000", 999, 1000),
        ("bytes=5000-", 5000, 10239),
        ("bytes=-100", 10140, 10239),
        ("bytes=-99999", 0, 10239),
        ("bytes=10000-99999", 10000, 10239),
    ],
)
def test_a_part_of_it(app, asked, first, last):
    answer = get(app, "/", range=asked)
    assert (answer.status, answer.content) == (206, CONTENT[first : last + 1])
    assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert answer.headers["content-length"] == str(last + 1 - first)


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=-0", "bytes=99999-999999"])
def test_a_part_that_is_not_there(app, asked):
    answer = get(app, "/", range=asked)
    assert answer.status == 416
    assert answer.headers["content-range"] == f"bytes */{len(CONTENT)}"


@pytest.mark.parametrize("asked", ["bytes=9-1", "bytes=0-1,5-6", "lines=1-2", "bytes=-", "x"])
def test_what_is_no_range_gets_the_whole_file(app, asked):
    assert get(app, "/", range=asked).content == CONTENT


def test_a_part_of_another_file_than_before_is_the_whole_one(app):
    tag = get(app, "/").headers["etag"]
    assert get(app, "/", range="bytes=0-9", **{"if-range": tag}).status == 206
    assert get(app, "/", range="bytes=0-9", **{"if-range": '"other"'}).content == CONTENT
