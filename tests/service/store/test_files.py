"""Large files go in and out of a store without being in memory as a whole."""

from __future__ import annotations

import errno
import os

import pytest

from service.store import MissingError, open_file_store
from tests.servers import BUCKET

NAME = "large.zip"


@pytest.fixture(params=["local", "s3", "memory", "file"])
def files(request, tmp_path):
    if request.param == "s3":
        request.getfixturevalue("remember_s3")
    places = {
        "local": str(tmp_path / "store"),
        "s3": f"s3://{BUCKET}/{tmp_path.name}",
        "memory": f"memory://{tmp_path.name}",
        "file": f"file://{tmp_path}/store",
    }
    return open_file_store(places[request.param])


@pytest.fixture
def made(tmp_path):
    path = tmp_path / "made.zip"
    path.write_bytes(os.urandom(12_000_000))
    return path


def test_a_file_is_taken_in_whole_and_read_in_parts(files, made):
    content = made.read_bytes()
    files.add_file(NAME, made)
    assert files.entry(NAME).size == len(content)
    assert files.read(NAME) == content
    assert files.read_part(NAME, 0, 5) == content[:5]
    assert files.read_part(NAME, 11_999_990, 100) == content[-10:]
    assert [entry.name for entry in files.entries()] == [NAME]


def test_a_part_of_nothing_is_told(files):
    with pytest.raises(MissingError):
        files.read_part(NAME, 0, 5)


def test_a_file_from_another_disk_is_copied_whole(tmp_path, made, monkeypatch):
    content = made.read_bytes()
    replace = type(made).replace

    def across_disks(path, target):
        if path == made:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return replace(path, target)

    monkeypatch.setattr(type(made), "replace", across_disks)
    store = open_file_store(str(tmp_path / "store"))
    store.add_file(NAME, made)
    assert store.read(NAME) == content
    assert not made.exists()
    assert [path.name for path in (tmp_path / "store").iterdir()] == [NAME]
